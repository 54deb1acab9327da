"""Whom a text calls by which words: "M. Stéphane Dujarric, porte-parole du Secrétaire général".

In: the text. Out: each person whom it names beside a role or a title, with the words of the
role; and, for a description such as "le porte-parole", the person whom the text calls so.
Of several the one named last before is meant; a former holder and a deputy answer to no
plain title. Words: `small_words.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aidledger.model.parties import Named
from aidledger.reading.coreference import function_of_title
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import Mention, MentionForm, MentionKind, Sentence
from aidledger.reading.text import ReadText

_SMALL = small_words("described", "small")
_PAST = small_words("called", "past")
_APART = small_words("called", "apart")
# Between a title and its name, or a name and its title: a comma, an article, an honorific.
_GAP = re.compile(r",? ?(?:(?:le|la|l'|the|its|son|sa|M\.|Mme|Mr\.?|Ms\.?|Mrs\.?|Dr\.?) ?)?$")

_ARTICLE = re.compile(r"^(?:le|la|l'|l’|the|son|sa|its|his|her) ?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Called:
    """A person and the words of a role by which the text calls them.

    Args:
        place: where the name stands.
        function: "head_of_government" and such, or None.
    """

    name: Named
    words: frozenset[str]
    place: int
    gender: str | None
    function: str | None


def people_called(text: ReadText) -> tuple[Called, ...]:
    """All persons whom the text names beside a role, in order of place."""
    return tuple(
        sorted(
            (called for sentence in text.sentences for called in _in_sentence(sentence)),
            key=lambda called: called.place,
        )
    )


def _in_sentence(sentence: Sentence) -> Iterator[Called]:
    for role in sentence.roles:
        words = sentence.text[role.start - sentence.start : role.end - sentence.start]
        name = sentence.text[role.name_start - sentence.start : role.name_end - sentence.start]
        person = next(
            (m for m in _people(sentence) if role.name_start <= m.start < role.name_end), None
        )
        known = person.who if person is not None and person.who is not None else None
        gender = role.gender or (person.gender if person is not None else None)
        if role.start > role.name_end and _is_anothers(sentence, role.end):
            continue  # "avec X, le ministre des armées, M. Y": Y's, not X's
        yield _called(sentence, known or Named(name, None, name), words, role.name_start, gender)
    people = _people(sentence)
    for person in people:
        if person.role and person.who is not None:
            yield _called(sentence, person.who, person.role, person.start, person.gender)
    for title in sentence.mentions:
        if title.form is not MentionForm.TITLE or not title.role:
            continue
        for person in people:
            low, high = sorted((title, person), key=lambda mention: mention.start)
            gap = sentence.text[low.end - sentence.start : high.start - sentence.start]
            if low is person and _is_anothers(sentence, high.end):
                continue
            if person.who is not None and len(gap) < 10 and _GAP.match(gap) and "," in gap:
                yield _called(sentence, person.who, title.role, person.start, person.gender)


def _is_anothers(sentence: Sentence, end: int) -> bool:
    """Right behind the title stands another name."""
    return any(
        0 < m.start - end < 10
        and _GAP.match(sentence.text[end - sentence.start : m.start - sentence.start])
        for m in _people(sentence)
    )


def _people(sentence: Sentence) -> list[Mention]:
    return [
        m
        for m in sentence.mentions
        if m.kind is MentionKind.PERSON and m.form is MentionForm.NAME and m.who is not None
    ]


def _called(sentence: Sentence, name: Named, words: str, place: int, gender: str | None) -> Called:
    bare = _ARTICLE.sub("", words)
    return Called(name, content(words), place, gender, function_of_title(bare, sentence.language))


def content(words: str) -> frozenset[str]:
    """The words of a role without the small ones, in lower case."""
    low = words.lower().replace("\u2019", "'").replace("'", "' ").split()
    return frozenset(word.strip(",.") for word in low) - _SMALL


def _answers(called: Called, wanted: frozenset[str], function: str | None) -> bool:
    """ "le ministre" is no prime minister and no former one; "le chef du gouvernement" is."""
    more = called.words - wanted
    if function is not None and function == called.function:
        return not more & _PAST
    return wanted <= called.words and not more & _APART


def who_is_called(
    people: tuple[Called, ...], words: str, language: str, place: int, gender: str | None
) -> Named | None:
    """The person whom the text calls by `words`, said at `place`; None where it names none."""
    wanted = content(words)
    if not wanted:
        return None
    function = function_of_title(words, language)
    fitting = [
        called
        for called in people
        if _answers(called, wanted, function)
        and (gender is None or called.gender is None or gender == called.gender)
    ]
    if not fitting:
        return None
    if len({called.name.name for called in fitting}) == 1:
        return fitting[0].name
    before = [called for called in fitting if called.place < place]
    return before[-1].name if before else None
