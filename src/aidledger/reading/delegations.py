"""Sums under a provision of law: "the authority under section 506(a)(1) of the FAA to direct
the drawdown of up to $60 million".

In: figures with their sentence. Out: the same figures; those that stand behind a named
authority carry its section, its act and what it lets its holder do. The sum of a waiver
("without regard to any provision of law") says how far a law is set aside and is no further
money: its claim is flagged `waiver_of_law`. Words: `languages/*/delegations.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from aidledger.model.claims import AuthorityEffect, LegalAuthority
from aidledger.reading.figures import Figure
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Sentence, Word
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.text import ReadText

WAIVER = "waiver_of_law"

# A provision as laws number it: "506(a)(1)", "614 (a)(1)". A form of writing, of no language.
_PROVISION = re.compile(r"[0-9]{1,5}[A-Za-z]?(?: ?\([0-9A-Za-z]{1,4}\)){0,6}")
_MOST_NAME_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Named:
    """An authority that a sentence names.

    Args:
        start: place of its first word; end: of the word behind its provision.
    """

    start: int
    end: int
    section: str


def settle_authorities(text: ReadText, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures with the authority under which each stands, where the sentence names it."""
    short = _short_names(text.sentences)
    return tuple(_settled(figure, short) for figure in figures)


@cache
def _phrases(language: str, heading: str) -> Phrases[bool]:
    return phrase_set(load_words(language, "delegations")[heading])


def _settled(figure: Figure, short: Mapping[str, str]) -> Figure:
    words, sums = figure.sentence.words, figure.quantity
    before = [
        named for named in _authorities(figure.sentence) if words[named.start].end <= sums.start
    ]
    if not before:
        return figure
    named = before[-1]
    effect = _effect(figure.sentence, named)
    act = _act(words, named.end, figure.sentence.language)
    flags = figure.claim.flags
    if effect is AuthorityEffect.WAIVER:
        flags = tuple(sorted({*flags, WAIVER}))
    authority = LegalAuthority(section=named.section, act=short.get(act or "", act), effect=effect)
    return replace(figure, claim=replace(figure.claim, authority=authority, flags=flags))


def _authorities(sentence: Sentence) -> Iterator[_Named]:
    words = sentence.words
    section_words = frozenset(load_words(sentence.language, "delegations")["section"])
    authorities = _phrases(sentence.language, "authority")
    for place in authorities.openings(words):
        opening = authorities.starting(words, place)
        if opening is None or opening[0] >= len(words):
            continue
        if words[opening[0]].lower not in section_words:
            continue
        at = words[opening[0]].end + 1
        provision = _PROVISION.match(sentence.text, at - sentence.start)
        if provision is not None:
            behind = provision.end() + sentence.start
            end = next(
                (index for index, other in enumerate(words) if other.start >= behind), len(words)
            )
            yield _Named(place, end, provision.group().replace(" ", ""))


def _effect(sentence: Sentence, named: _Named) -> AuthorityEffect:
    """What the words up to the next authority say that it is for."""
    words = sentence.words
    end = min(
        (other.start for other in _authorities(sentence) if other.start > named.start),
        default=len(words),
    )
    for heading, effect in (
        ("drawdown", AuthorityEffect.DRAWDOWN),
        ("waiver", AuthorityEffect.WAIVER),
    ):
        if _phrases(sentence.language, heading).first_in(words, named.end, end) is not None:
            return effect
    return AuthorityEffect.OTHER


def _act(words: Sequence[Word], place: int, language: str) -> str | None:
    """The act named behind a provision: "of the Foreign Assistance Act of 1961", "of the FAA"."""
    opening = _phrases(language, "act").starting(words, place)
    if opening is None:
        return None
    first = last = opening[0]
    small = frozenset(load_words(language, "delegations")["small"])
    for index in range(first, min(first + _MOST_NAME_WORDS, len(words))):
        if _belongs_to_name(words[index]):
            last = index + 1
        elif words[index].lower not in small:
            break
    return " ".join(word.text for word in words[first:last]) or None


def _belongs_to_name(word: Word) -> bool:
    return word.text[:1].isupper() or (word.text.isdigit() and len(word.text) == len("1961"))


def _short_names(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Acts by the short name that the text gives them: "... Act of 1961 (FAA)"."""
    names: dict[str, str] = {}
    for sentence in sentences:
        words = sentence.words
        for place in range(1, len(words) - 2):
            bracketed = words[place].text == "(" and words[place + 2].text == ")"
            if bracketed and words[place + 1].text.isupper():
                name = _name_before(words, place, sentence.language)
                if name:
                    names.setdefault(words[place + 1].text, name)
    return names


def _name_before(words: Sequence[Word], end: int, language: str) -> str:
    small = frozenset(load_words(language, "delegations")["small"])
    first = place = end
    while place > max(0, end - _MOST_NAME_WORDS):
        place -= 1
        if _belongs_to_name(words[place]):
            first = place
        elif words[place].lower not in small:
            break
    return " ".join(word.text for word in words[first:end])
