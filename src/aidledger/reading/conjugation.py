"""The forms of verbs: which verb, tense and person a word can be.

In: the lemma lists of a language. Out: a table from a word to its readings. Regular verbs
are conjugated by rule, irregular ones by the patterns of `languages/*/verbs.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Tense

_PERSONS = ("1s", "2s", "3s", "1p", "2p", "3p")
_IMPERFECT = ("ais", None, "ait", "ions", "iez", "aient")
_FUTURE = ("ai", None, "a", "ons", "ez", "ont")
_CONDITIONAL = ("ais", None, "ait", "ions", "iez", "aient")


class Form(NamedTuple):
    """One reading of a word: "fournira" = fournir, future, third person singular.

    A named tuple: a table holds some 35,000, and a frozen dataclass takes twice the time.
    """

    lemma: str
    tense: Tense
    person: str | None = None


Forms = dict[str, tuple[Form, ...]]


@cache
def forms_of(language: str) -> Forms:
    """All forms of a language, by word in lower case."""
    table: Forms = {}
    generate = _french if language == "fr" else _english
    for word, form in generate(load_words(language, "verbs")):
        known = table.get(word)
        if known is None:
            table[word] = (form,)
        elif form not in known:
            table[word] = (*known, form)
    table.pop("", None)
    return table


# French --------------------------------------------------------------------------------


def _french(data: dict[str, Any]) -> Iterator[tuple[str, Form]]:
    for lemma in data["er"]:
        yield from _first_group(lemma)
    for lemma in data["ir"]:
        yield from _second_group(lemma)
    for family in data["families"]:
        for lemma in family["lemmas"]:
            yield from _pattern(lemma, family["ending"], family)
    for lemma in ("avoir", "être"):
        yield from _pattern(lemma, lemma, data[lemma])


def _first_group(lemma: str) -> Iterator[tuple[str, Form]]:
    """ "-er": with the spelling changes of -ger, -cer, -yer, é/e before a mute syllable."""
    stem = lemma[:-2]
    strong = _strong_stem(stem)
    soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    present = (strong + "e", None, strong + "e", soft + "ons", stem + "ez", strong + "ent")
    yield from _persons(lemma, Tense.PRESENT, present)
    yield from _persons(
        lemma,
        Tense.IMPERFECT,
        [None if e is None else (stem if e.startswith("i") else soft) + e for e in _IMPERFECT],
    )
    future = (strong if not stem.endswith(("éd", "ér", "ég", "ét", "éc", "él")) else stem) + "er"
    yield from _future(lemma, future)
    if strong != stem:
        yield from _future(lemma, strong + "er")
    if lemma.endswith("envoyer"):
        yield from _future(lemma, lemma[:-4] + "err")  # "enverra"
    if stem.endswith("ay"):  # "paie" beside "paye"
        light = stem[:-1] + "i"
        yield from _persons(
            lemma, Tense.PRESENT, (light + "e", None, light + "e", None, None, light + "ent")
        )
        yield from _future(lemma, light + "er")
    yield from _persons(lemma, Tense.PAST, (None, None, soft + "a", None, None, stem + "èrent"))
    yield from _persons(
        lemma, Tense.SUBJUNCTIVE, (None, None, strong + "e", None, None, strong + "ent")
    )
    yield from _participles(lemma, stem + "é")
    yield lemma, Form(lemma, Tense.INFINITIVE)
    yield soft + "ant", Form(lemma, Tense.PRESENT_PARTICIPLE)


def _strong_stem(stem: str) -> str:
    """lev -> lèv, espér -> espèr, appel -> appell, envoy -> envoi."""
    if stem.endswith(("oy", "uy")):
        return stem[:-1] + "i"
    if stem.endswith(("appel", "rappel", "renouvel", "jet", "rejet", "projet", "epel")):
        return stem + stem[-1]
    for size in (1, 2):
        at = len(stem) - size - 1
        if at >= 1 and stem[at] in "eé" and all(c not in "aeiouyéèêâîôû" for c in stem[at + 1 :]):
            if stem[at] == "é" or size == 1:
                return stem[:at] + "è" + stem[at + 1 :]
    return stem


def _second_group(lemma: str) -> Iterator[tuple[str, Form]]:
    stem = lemma[:-2]
    present = [stem + e for e in ("is", "is", "it", "issons", "issez", "issent")]
    yield from _persons(lemma, Tense.PRESENT, present)
    yield from _persons(lemma, Tense.IMPERFECT, [e and stem + "iss" + e for e in _IMPERFECT])
    yield from _future(lemma, lemma)
    yield from _persons(lemma, Tense.PAST, (None, None, stem + "it", None, None, stem + "irent"))
    yield from _participles(lemma, stem + "i")
    yield lemma, Form(lemma, Tense.INFINITIVE)
    yield stem + "issant", Form(lemma, Tense.PRESENT_PARTICIPLE)


def _pattern(lemma: str, ending: str, family: dict[str, Any]) -> Iterator[tuple[str, Form]]:
    stem = lemma[: -len(ending)]
    yield from _persons(lemma, Tense.PRESENT, [stem + e for e in family["present"]])
    imperfect = stem + family["imperfect"]
    yield from _persons(lemma, Tense.IMPERFECT, [e and imperfect + e for e in _IMPERFECT])
    yield from _future(lemma, stem + family["future"])
    single, plural = (stem + e for e in family["subjunctive"])
    yield from _persons(lemma, Tense.SUBJUNCTIVE, (None, None, single, None, None, plural))
    single, plural = (stem + e for e in family["preterite"])
    yield from _persons(lemma, Tense.PAST, (None, None, single, None, None, plural))
    yield from _participles(lemma, stem + family["participle"])
    yield lemma, Form(lemma, Tense.INFINITIVE)
    if family["gerund"]:
        yield stem + family["gerund"], Form(lemma, Tense.PRESENT_PARTICIPLE)


def _future(lemma: str, stem: str) -> Iterator[tuple[str, Form]]:
    yield from _persons(lemma, Tense.FUTURE, [e and stem + e for e in _FUTURE])
    yield from _persons(lemma, Tense.CONDITIONAL, [e and stem + e for e in _CONDITIONAL])


def _participles(lemma: str, masculine: str) -> Iterator[tuple[str, Form]]:
    form = Form(lemma, Tense.PAST_PARTICIPLE)
    plural = masculine if masculine.endswith("s") else masculine + "s"
    for word in (
        masculine,
        masculine.replace("û", "u") + "e",
        plural.replace("û", "u"),
        masculine.replace("û", "u") + "es",
    ):
        yield word, form


def _persons(lemma: str, tense: Tense, words: Any) -> Iterator[tuple[str, Form]]:
    for person, word in zip(_PERSONS, words, strict=True):
        if word and person != "2s" and (len(word) > 1 or lemma == "avoir"):
            yield word, Form(lemma, tense, person)


# English -------------------------------------------------------------------------------


def _english(data: dict[str, Any]) -> Iterator[tuple[str, Form]]:
    doubling = frozenset(data["doubling"])
    for lemma in data["regular"]:
        past = _with_ed(lemma, doubling)
        yield from _english_forms(lemma, past, past, doubling)
        if lemma in doubling and lemma.endswith("l"):  # "cancelled", and "canceled" in the US
            past = _with_ed(lemma, frozenset())
            yield from _english_forms(lemma, past, past, frozenset())
    for lemma, (past, participle) in data["irregular"].items():
        yield from _english_forms(lemma, past, participle, doubling)
    yield from _BE_HAVE_DO


def _english_forms(
    lemma: str, past: str, participle: str, doubling: frozenset[str]
) -> Iterator[tuple[str, Form]]:
    yield lemma, Form(lemma, Tense.INFINITIVE)
    yield _with_s(lemma), Form(lemma, Tense.PRESENT, "3s")
    yield past, Form(lemma, Tense.PAST)
    yield participle, Form(lemma, Tense.PAST_PARTICIPLE)
    if lemma == "get":
        yield "got", Form(lemma, Tense.PAST_PARTICIPLE)
    yield _with_ing(lemma, doubling), Form(lemma, Tense.PRESENT_PARTICIPLE)


def _with_s(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _with_ed(lemma: str, doubling: frozenset[str]) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if lemma in doubling else "") + "ed"


def _with_ing(lemma: str, doubling: frozenset[str]) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe")):
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if lemma in doubling else "") + "ing"


_BE_HAVE_DO = (
    ("am", Form("be", Tense.PRESENT, "1s")),
    ("'m", Form("be", Tense.PRESENT, "1s")),
    ("is", Form("be", Tense.PRESENT, "3s")),
    ("are", Form("be", Tense.PRESENT, "3p")),
    ("'re", Form("be", Tense.PRESENT, "3p")),
    ("was", Form("be", Tense.PAST, "3s")),
    ("were", Form("be", Tense.PAST, "3p")),
    ("be", Form("be", Tense.INFINITIVE)),
    ("been", Form("be", Tense.PAST_PARTICIPLE)),
    ("being", Form("be", Tense.PRESENT_PARTICIPLE)),
    ("isn't", Form("be", Tense.PRESENT, "3s")),
    ("aren't", Form("be", Tense.PRESENT, "3p")),
    ("wasn't", Form("be", Tense.PAST, "3s")),
    ("weren't", Form("be", Tense.PAST, "3p")),
    ("has", Form("have", Tense.PRESENT, "3s")),
    ("have", Form("have", Tense.PRESENT, "3p")),
    ("'ve", Form("have", Tense.PRESENT, "3p")),
    ("had", Form("have", Tense.PAST)),
    ("having", Form("have", Tense.PRESENT_PARTICIPLE)),
    ("hasn't", Form("have", Tense.PRESENT, "3s")),
    ("haven't", Form("have", Tense.PRESENT, "3p")),
    ("hadn't", Form("have", Tense.PAST)),
    ("do", Form("do", Tense.PRESENT, "3p")),
    ("does", Form("do", Tense.PRESENT, "3s")),
    ("did", Form("do", Tense.PAST)),
    ("done", Form("do", Tense.PAST_PARTICIPLE)),
    ("don't", Form("do", Tense.PRESENT, "3p")),
    ("doesn't", Form("do", Tense.PRESENT, "3s")),
    ("didn't", Form("do", Tense.PAST)),
    ("doing", Form("do", Tense.PRESENT_PARTICIPLE)),
)
