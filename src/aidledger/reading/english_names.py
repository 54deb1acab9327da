"""Name in English a French speaker whom the catalogue does not know: "une source à l'OMS".

In: a sentence and the words of a speaker without their article. Out: the English name, put
together from the noun ("source"), what tells its kind ("diplomatique"), a nationality and the
body or person to whom it belongs ("WHO source", "office of Olaf Scholz"); None where a word is
left that no row knows. Rows: `languages/fr/bodies.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aidledger.catalogue import load_catalogue
from aidledger.model.parties import Named
from aidledger.reading.clauses import words_between
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Mention, MentionForm, MentionKind, Sentence, Word
from aidledger.reading.phrases import Phrases

_MOST_LETTERS = 6  # of an acronym by which English calls a body
_OF = frozenset({"de", "d'", "du", "des", "à", "au", "aux", "l'", "la", "le", "les", "auprès"})


_AT = frozenset({"à", "au", "aux"})


@dataclass(frozen=True, slots=True)
class NameWords:
    """Rows for putting an English name together."""

    nouns: Phrases[str]
    kinds: dict[str, str]
    offices: frozenset[str]
    breaks: frozenset[str]
    counted: frozenset[str]
    titles: Phrases[str]
    ranks: frozenset[str]


@cache
def _rows() -> NameWords:
    data = load_words("fr", "bodies")
    return NameWords(
        nouns=Phrases({str(noun): str(name) for noun, name in data["nouns"].items()}),
        kinds={str(word): str(name) for word, name in data["kinds"].items()},
        offices=frozenset(data["offices"]),
        breaks=frozenset(data["breaks"]),
        counted=frozenset(data["counted"]),
        titles=Phrases({str(title): str(name) for title, name in data["titles"].items()}),
        ranks=frozenset(data["ranks"]),
    )


def english_name(sentence: Sentence, start: int, end: int) -> str | None:
    """The English name of the French speaker in `start:end`; None where no row fits."""
    if sentence.language != "fr":
        return None
    rows = _rows()
    words = list(words_between(sentence, start, end))
    while words and words[0].lower in rows.counted:
        words = words[1:]
    nations = [_nationalities()[w.lower] for w in words[1:] if w.lower in _nationalities()]
    words = [w for n, w in enumerate(words) if not n or w.lower not in _nationalities()]
    noun = rows.nouns.starting(words, 0)
    if noun is None or len(nations) > 1:
        return None
    before, behind = nations, ""
    at = noun[0]
    while at < len(words):
        word = words[at]
        if word.lower in rows.breaks:
            break
        title = rows.titles.starting(words, at) if noun[1] in rows.offices else None
        if title is not None:
            behind = f" of the {title[1]}"
            at = title[0]
            continue
        mention = _mention_at(sentence, word, end)
        if mention is not None and mention.who is not None:
            owner = _owner(mention)
            if mention.kind is MentionKind.PERSON or noun[1] in rows.offices:
                behind = f" of {mention.who.name}"
            else:
                before.insert(0, owner)
            at = _behind(words, at, mention.end)
        elif word.lower in _AT and not _names_body(sentence, words[at:], end):
            break  # "un humanitaire à Goma": where, not whose
        elif word.lower in rows.kinds:
            before.append(rows.kinds[word.lower])
            at += 1
        elif word.lower in _OF or (noun[1] in rows.offices and word.lower in rows.ranks):
            at += 1
        elif noun[1] in rows.offices and word.text[0].isupper():
            name = " ".join(w.text for w in words[at:] if w.text[0].isupper())
            behind = f" of {name}"
            break
        else:
            return None
    return " ".join([*before, noun[1]]) + behind


def _names_body(sentence: Sentence, words: list[Word], end: int) -> bool:
    """ "à l'OMS": behind the preposition stands a body."""
    found = (_mention_at(sentence, word, end) for word in words[1:3])
    return any(m is not None and m.kind is MentionKind.INSTITUTION for m in found)


def _mention_at(sentence: Sentence, word: Word, end: int) -> Mention | None:
    return next(
        (
            m
            for m in sentence.mentions
            if m.start <= word.start < m.end <= end + 1
            and m.kind is not MentionKind.PRONOUN
            and m.form is not MentionForm.TITLE
        ),
        None,
    )


def _behind(words: list[Word], at: int, end: int) -> int:
    while at < len(words) and words[at].start < end:
        at += 1
    return at


def _owner(mention: Mention) -> str:
    """ "Ethiopian" of a state, "WHO" of a body that English calls by its letters."""
    who = mention.who
    assert who is not None
    if mention.kind is MentionKind.STATE:
        return adjective_of(who)
    return _acronyms().get(who.id or "", who.name)


@cache
def _acronyms() -> dict[str, str]:
    return {
        actor.id: naming.text
        for actor in load_catalogue().actors
        for naming in reversed(actor.namings)
        if naming.language == "en"
        and actor.kind in {"organisation", "agency", "ngo"}
        and naming.text.isupper()
        and naming.text.isalpha()
        and len(naming.text) <= _MOST_LETTERS
        and actor.id.rpartition("-")[2] == naming.text
    }


@cache
def _adjectives() -> dict[str, str]:
    """English adjective by the id of a state."""
    return {
        actor.id: naming.text
        for actor in load_catalogue().actors
        for naming in actor.namings
        if naming.form == "adjective" and naming.language == "en"
    }


@cache
def _nationalities() -> dict[str, str]:
    """English adjective by the French one: "soudanais" -> "Sudanese"."""
    return {
        naming.text.lower(): adjective_of(Named(actor.name, actor.id))
        for actor in load_catalogue().actors
        for naming in actor.namings
        if naming.form == "adjective" and naming.language == "fr" and actor.id in _adjectives()
    }


def adjective_of(who: Named) -> str:
    """ "Ethiopian" of Ethiopia; its name where the catalogue has no adjective."""
    if who.id == "US":
        return "US"
    return _adjectives().get(who.id or "", who.name)
