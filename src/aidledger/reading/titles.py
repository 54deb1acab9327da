"""Read the title of an office holder: "le nouveau ministre ukrainien de la défense".

In: the words of a sentence at a place. Out: what the title names: function, organisation,
hold (current, outgoing, incoming, former), and which words it took. Words are data:
`languages/*/titles.yml`; organisations come from the gazetteer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from aidledger.catalogue import Actor
from aidledger.reading.gazetteer import Found, Gazetteer
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import MentionForm, Word
from aidledger.reading.persons import given_names
from aidledger.reading.phrases import Phrases, phrase_set

_WORDS_OF_NARROW = small_words("titles", "narrow")
_ARTICLES = frozenset({"le", "la", "l'", "les"})
_WORDS_OF_ORGANISATION_AFTER = small_words("titles", "organisation_after")

_MOST_COMPLEMENT = 12


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed: words `first:last`, its noun from `noun` on.

    Args:
        function: function of the catalogue, or None for other titles.
        organisation: whose office it is, or None where the words do not say.
        hold: "current", "outgoing", "incoming", "former", or None = plain.
        new: "le nouveau patron": lately taken up, or about to be.
        counterpart: "son homologue": the same function elsewhere.
        plural: "ministers": several holders, none of them named by this.
    """

    first: int
    last: int
    noun: int
    function: str | None
    organisation: Actor | None = None
    hold: str | None = None
    new: bool = False
    counterpart: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The titles of one language."""

    functions: Phrases[str]
    nouns: Phrases[bool]
    status: dict[str, str]
    new: frozenset[str]
    counterpart: frozenset[str]
    complements: frozenset[str]
    honorifics: dict[str, str | None]
    camps: dict[str, str | None]


@cache
def title_words(language: str) -> TitleWords:
    """The titles of `language`, from its `titles.yml`."""
    data = load_words(language, "titles")
    return TitleWords(
        functions=Phrases(
            {phrase: name for name, phrases in data["functions"].items() for phrase in phrases}
        ),
        nouns=phrase_set(data["nouns"]),
        status={word: hold for hold, words in data["status"].items() for word in words},
        new=frozenset(data["new"]),
        counterpart=frozenset(data["counterpart"]),
        complements=frozenset(data["complements"]),
        honorifics={str(word): gender for word, gender in data["honorifics"].items()},
        camps=dict(data["camps"]),
    )


@cache
def may_open_title(language: str) -> frozenset[str]:
    """The words with which a title, an honorific or a camp may begin, in lower case."""
    lexicon = title_words(language)
    return lexicon.functions.first_words.union(
        lexicon.nouns.first_words, lexicon.status, lexicon.new, lexicon.counterpart,
        lexicon.camps, (word.lower() for word in lexicon.honorifics),
    )  # fmt: skip


def title_at(words: Sequence[Word], place: int, language: str, names: Gazetteer) -> Title | None:
    """The title that begins at word `place` (its article excluded), or None."""
    if language == "fr":
        return _french(words, place, names)
    return _english(words, place, names)


# French: hold? noun (hold | nationality | complement)* --------------------------------


def _french(words: Sequence[Word], place: int, names: Gazetteer) -> Title | None:
    lexicon = title_words("fr")
    at, hold, new = _hold_before(words, place, lexicon)
    noun = at
    counterpart = noun < len(words) and words[noun].lower in lexicon.counterpart
    if counterpart:
        end: int | None = noun + 1
        function = None
    else:
        end, function = _noun_at(words, noun, lexicon)
    if end is None:
        return None
    function, organisation = _with_organisation(function, names)
    last = end
    at = end
    while at < len(words) and at - noun < _MOST_COMPLEMENT:
        word = words[at]
        if word.lower in lexicon.status and word.lower not in {"ex", "nommé", "nommée"}:
            hold, last, at = lexicon.status[word.lower], at + 1, at + 1
            continue
        step = _organisation_after(words, at, names)
        if step is not None:
            found, after = step
            if organisation is None:
                organisation = found.actor
            last = at = after
            continue
        wider = _wider_function(words, noun, at, lexicon)
        if wider is not None:
            function, last, at = wider[1].partition("@")[0], wider[0], wider[0]
            continue
        if word.lower in lexicon.camps:
            last = at = at + 1
            continue
        if _opens_region(words, at, names):
            last = at = at + 2
            continue
        if word.lower in lexicon.complements:
            if at == end and word.lower in _ARTICLES:
                break  # "le ministre l'a répété"
            at += 1
            continue
        if (
            words[at - 1].lower in lexicon.complements
            and word.text[0].islower()
            and word.text.isalpha()
        ):
            at += 1
            last = at
            continue
        break
    return Title(
        place, last, noun, _narrow(function, words, noun, last, organisation),
        organisation, hold, new, counterpart, False,
    )  # fmt: skip


def _with_organisation(function: str | None, names: Gazetteer) -> tuple[str | None, Actor | None]:
    """ "locataire de la Maison-Blanche" names function and state at once: head_of_state@US."""
    if function is None or "@" not in function:
        return function, None
    name, _, identifier = function.partition("@")
    return name, names.actor(identifier)


def _opens_region(words: Sequence[Word], at: int, names: Gazetteer) -> bool:
    """ "sénateur de Floride Marco Rubio": a place before a full name."""
    if at + 3 >= len(words) or words[at].lower not in {"de", "du", "d'"}:
        return False
    place, name = words[at + 1], words[at + 2]
    return (
        place.text[0].isupper() and name.text in given_names() and names.at(words, at + 1) is None
    )


def _narrow(
    function: str | None, words: Sequence[Word], noun: int, last: int, organisation: Actor | None
) -> str | None:
    """ "président de l'Assemblée" is no head of state: the organisation decides."""
    if function == "head_of_state" and organisation is not None:
        return function if organisation.kind in {"state", "territory"} else "head"
    if function in {"head_of_state", "head_of_government"} and organisation is None:
        body = {word.lower for word in words[noun + 1 : last]}
        if body & _WORDS_OF_NARROW:
            return None
    return function


def _wider_function(
    words: Sequence[Word], noun: int, at: int, lexicon: TitleWords
) -> tuple[int, str] | None:
    """ "ministre ukrainien des affaires étrangères": the function across a nationality."""
    for gap in (1, 2):
        joined = (*words[noun : at - gap], *words[at:])
        if at - gap <= noun:
            continue
        found = lexicon.functions.starting(joined, 0)
        taken = at - gap - noun
        if found is not None and found[0] > taken:
            return at + found[0] - taken, found[1]
    return None


def _organisation_after(
    words: Sequence[Word], at: int, names: Gazetteer
) -> tuple[Found, int] | None:
    """A nationality ("ukrainien") or "de" with a name ("de l'OTAN") at word `at`."""
    found = names.at(words, at)
    if found is not None and found.form is MentionForm.ADJECTIVE:
        return found, found.last
    after = at
    while after < len(words) and words[after].lower in _WORDS_OF_ORGANISATION_AFTER:
        after += 1
    if after > at and after < len(words):
        found = names.at(words, after)
        if found is not None and found.form is not MentionForm.ADJECTIVE:
            if found.form is not MentionForm.DEMONYM:
                return found, found.last
    return None


# English: (nationality | body ['s])? hold? noun (of body)? ------------------------------


def _english(words: Sequence[Word], place: int, names: Gazetteer) -> Title | None:
    lexicon = title_words("en")
    at, hold, new = _hold_before(words, place, lexicon)
    organisation: Actor | None = None
    found = names.at(words, at) if at < len(words) else None
    if found is not None:
        organisation = found.actor
        at = found.last
        if at < len(words) and words[at].lower in {"'s", "'"}:
            at += 1
        at, second_hold, second_new = _hold_before(words, at, lexicon)
        hold, new = second_hold or hold, new or second_new
    noun = at
    if noun >= len(words):
        return None
    counterpart = words[noun].lower in lexicon.counterpart
    end, function = (noun + 1, None) if counterpart else _noun_at(words, noun, lexicon)
    if end is None:
        return None
    function, implied = _with_organisation(function, names)
    organisation = organisation or implied
    if (
        function is not None
        and function.startswith("head")
        and found is not None
        and (function == "head" and not found.naming.text[0].isupper())
    ):
        return None
    last = end
    if (
        last + 1 < len(words)
        and words[last].text == "-"
        and words[last + 1].lower in lexicon.status
    ):
        hold, last = lexicon.status[words[last + 1].lower], last + 2
    last, organisation = _of_body(words, last, organisation, names)
    return Title(
        place, last, noun, _narrow(function, words, noun, last, organisation),
        organisation, hold, new, counterpart, words[end - 1].lower in {"ministers", "leaders"},
    )  # fmt: skip


def _of_body(
    words: Sequence[Word], last: int, organisation: Actor | None, names: Gazetteer
) -> tuple[int, Actor | None]:
    if last + 1 >= len(words) or words[last].lower not in {"of", "for", "at", "to", "in"}:
        return last, organisation
    at = last + 1
    while at < len(words) and words[at].lower in {"the", "us", "its"}:
        at += 1
    if at >= len(words):
        return last, organisation
    found = names.at(words, at)
    if found is not None and found.form in (MentionForm.NAME, MentionForm.METONYM):
        return found.last, organisation or found.actor
    if words[last].lower in {"of", "for"} and words[at].text.isalpha():
        # "minister for local government", "director of operations"
        end = at + 1
        while (
            end < len(words)
            and end - at < 4
            and words[end].lower in {"and", "of", "affairs", "relations", "the"}
        ):
            end += 1
        return (end, organisation) if words[at].text[0].islower() else (last, organisation)
    return last, organisation


# Common --------------------------------------------------------------------------------


def _hold_before(
    words: Sequence[Word], place: int, lexicon: TitleWords
) -> tuple[int, str | None, bool]:
    at, hold, new = place, None, False
    while at < len(words) and at - place < 3:
        word = words[at].lower
        if word in lexicon.new:
            new = True
        elif word in lexicon.status:
            hold = lexicon.status[word]
            if at + 1 < len(words) and words[at + 1].text == "-":
                at += 1
        else:
            break
        at += 1
    return at, hold, new


def _noun_at(
    words: Sequence[Word], place: int, lexicon: TitleWords
) -> tuple[int | None, str | None]:
    if place >= len(words):
        return None, None
    function = lexicon.functions.starting(words, place)
    other = lexicon.nouns.starting(words, place)
    if function is not None and (other is None or function[0] >= other[0]):
        return function
    if other is not None:
        return other[0], None
    return None, None
