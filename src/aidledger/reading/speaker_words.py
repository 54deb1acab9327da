"""Where the words that name a speaker begin and end, before a verb or behind one.

In: a sentence with words, verbs and dates. Out: stretches of noun phrases. No parser: a
phrase before a verb reaches back to a sign, another verb or a conjunction, past what is set
off between commas; a phrase behind a verb begins after hearers, days and places. Words:
`languages/*/speakers.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from aidledger.reading.clauses import is_finite, words_after, words_between
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import Mention, MentionForm, MentionKind, Sentence, VerbGroup, Word

_MOST_WORDS = 16
_MOST_BEHIND = 12
_OFFICES_OF = small_words("deniers", "offices_of")
_OF = frozenset({"de", "du", "d'", "of"})
_SIGNS = frozenset({",", ";", ":", ".", "«", "»", "“", "”", '"', "(", ")", "—", "–", "!", "?"})


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """The small words of one language around a speaker."""

    articles: frozenset[str]
    relatives: frozenset[str]
    openers: frozenset[str]
    joints: frozenset[str]
    prepositions: frozenset[str]
    ties: frozenset[str]
    bare: frozenset[str]
    no_speakers: frozenset[str]


@cache
def speaker_words(language: str) -> SpeakerWords:
    """The words of `language`, from its `speakers.yml`."""
    data = load_words(language, "speakers")
    return SpeakerWords(**{name: frozenset(map(str, row)) for name, row in data.items()})


def without_article(sentence: Sentence, start: int, end: int) -> int:
    """Where a noun phrase begins without its article."""
    articles = speaker_words(sentence.language).articles
    words = words_between(sentence, start, end)
    at = 0
    while at + 1 < len(words) and words[at].lower in articles:
        if words[at + 1].lower in {"of", "d'", "de"}:
            break  # "one of them"
        at += 1
    return words[at].start if at < len(words) else end


# Before a verb -------------------------------------------------------------------------


def phrase_before(sentence: Sentence, verb: VerbGroup) -> tuple[int, int] | None:
    """The noun phrase that is the subject of a verb; None where no noun stands there."""
    words = words_between(sentence, sentence.start, verb.start)
    lexicon = speaker_words(sentence.language)
    name = _name_set_off(sentence, words)
    if name is not None:
        return name.start, name.end
    last = _last_of_subject(sentence, words, lexicon)
    if last < 0:
        return None
    first = _first_of_subject(sentence, words, last, lexicon)
    first = _past_opening(sentence, words, first, last, lexicon)
    while first < last and words[first].lower in lexicon.relatives:
        first += 1  # ", which the Treasury denied"
    if first > last:
        return None
    phrase = words[first : last + 1]
    if not _names_somebody(sentence, phrase, lexicon):
        return None
    return phrase[0].start, phrase[-1].end


def _name_set_off(sentence: Sentence, words: Sequence[Word]) -> Mention | None:
    """ "le directeur, Philippe Lazzarini, a dénoncé": a name that the comma closes."""
    if not words or words[-1].text != ",":
        return None
    end = words[-1].start
    if _is_office_set_off(sentence, words):
        return None
    if len(words) > 1 and words[-2].text == ".":
        end = words[-2].start  # "Robert F. Kennedy Jr., accuse"
    return next(
        (
            m
            for m in sentence.mentions
            if m.end in (end, words[-1].start)
            and m.kind is MentionKind.PERSON
            and m.form is MentionForm.NAME
            and (m.role is not None or _is_apposed(sentence, m))
        ),
        None,
    )


def _is_office_set_off(sentence: Sentence, words: Sequence[Word]) -> bool:
    """ "Le bureau du premier ministre, Benyamin Nétanyahou, a démenti": the office speaks."""
    comma = next((w for w in reversed(words[:-1]) if w.text == ","), None)
    return comma is not None and is_office(sentence, sentence.start, comma.start)


def is_office(sentence: Sentence, start: int, end: int) -> bool:
    """ "le cabinet du ...", "l'entourage de ...": the phrase from `start` on names an office."""
    words = words_between(sentence, start, end)[:3]
    articles = speaker_words(sentence.language).articles
    while words and words[0].lower in articles:
        words = words[1:]
    return len(words) > 1 and words[0].lower in _OFFICES_OF and words[1].lower in _OF


def _is_apposed(sentence: Sentence, name: Mention) -> bool:
    before = words_between(sentence, sentence.start, name.start)
    return bool(before) and before[-1].text == ","


def _last_of_subject(sentence: Sentence, words: Sequence[Word], lexicon: SpeakerWords) -> int:
    """The last word of the subject: before a relative pronoun, a date, what commas set off."""
    at = len(words) - 1
    if sentence.language == "fr" and at > 0 and words[at].lower in {"l'", "le", "la", "les"}:
        at -= 1  # an object before its verb: "qui l'accusait"
    while at >= 0:
        if words[at].lower in lexicon.relatives:
            at -= 1
            if at >= 0 and words[at].text == ",":
                at -= 1
            continue
        if words[at].text in {",", "—", "–"}:
            opening = _opening_comma(sentence, words, at)
            if opening is None:
                return -1
            at = opening - 1
            continue
        if words[at].text == ")":
            while at >= 0 and words[at].text != "(":
                at -= 1
            at -= 1
            continue
        if words[at].lower in lexicon.joints:
            at -= 1
            continue
        date = next((d for d in sentence.dates if d.start <= words[at].start < d.end), None)
        if date is not None and words[0].start < date.start:
            while at >= 0 and words[at].start >= date.start:
                at -= 1
            continue
        return at
    return -1


def _opening_comma(sentence: Sentence, words: Sequence[Word], closing: int) -> int | None:
    """The comma that opens what a comma before the verb closes; None when it closes a clause."""
    for at in range(closing - 1, max(-1, closing - 26), -1):
        if words[at].text in {";", ":", "»", "”", "«", "“", '"'}:
            return None
        if words[at].text == words[closing].text:
            inside = words[at + 1]
            relative = inside.lower in speaker_words(sentence.language).relatives
            if relative or not _has_finite(sentence, words[at].end, words[closing].start):
                return at
            return None
    return None


def _has_finite(sentence: Sentence, start: int, end: int) -> bool:
    return any(
        start <= verb.start and verb.end <= end and is_finite(verb) for verb in sentence.verbs
    )


def _first_of_subject(
    sentence: Sentence, words: Sequence[Word], last: int, lexicon: SpeakerWords
) -> int:
    first = last + 1
    for at in range(last, max(-1, last - _MOST_WORDS), -1):
        word = words[at]
        if word.text in _SIGNS or word.lower in lexicon.openers:
            if _is_within_name(sentence, word):
                first = at
                continue
            break
        if any(v.start <= word.start < v.end and is_finite(v) for v in sentence.verbs):
            break
        first = at
    return first


def _is_within_name(sentence: Sentence, word: Word) -> bool:
    return any(m.start < word.start and word.end < m.end for m in sentence.mentions)


def _past_opening(
    sentence: Sentence, words: Sequence[Word], first: int, last: int, lexicon: SpeakerWords
) -> int:
    """Past "But", "On Monday", "In Geneva" before the subject."""
    while first <= last:
        word = words[first]
        date = next((d for d in sentence.dates if d.start <= word.start < d.end), None)
        if date is not None:
            while first <= last and words[first].start < date.end:
                first += 1
            continue
        if word.lower in lexicon.joints:
            first += 1
            continue
        if word.lower == "des" and first < last and words[first + 1].text.islower():
            return first + 1  # "Des experts de l'ONU": an article
        if word.lower in lexicon.prepositions:
            after = _behind_place(sentence, words, first, last)
            if after is None:
                return last + 1
            first = after
            continue
        return first
    return first


def _behind_place(sentence: Sentence, words: Sequence[Word], first: int, last: int) -> int | None:
    """ "In Geneva the agency": past the place; None when the phrase is nothing else."""
    mention = next((m for m in sentence.mentions if 0 <= m.start - words[first].end <= 5), None)
    if mention is None:
        return None
    after = first
    while after <= last and words[after].start < mention.end:
        after += 1
    return after if after <= last else None


def _names_somebody(sentence: Sentence, phrase: Sequence[Word], lexicon: SpeakerWords) -> bool:
    head = phrase[0]
    if len(phrase) == 1 and head.lower in lexicon.no_speakers:
        return False
    if any(m.start <= head.start < m.end for m in sentence.mentions):
        return True
    if head.text[0].isdigit() or not any(word.text[0].isalpha() for word in phrase):
        return False
    return (
        head.lower in lexicon.articles
        or head.text[0].isupper()
        or head.lower.endswith("s")
        or head.lower in lexicon.bare
        or len(phrase) > 1
    )


# Behind a verb -------------------------------------------------------------------------


def phrase_after(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """The noun phrase that is the subject of an inverted verb ending at `place`."""
    lexicon = speaker_words(sentence.language)
    words = words_after(sentence, place, 30)
    at = _past_adverbials(sentence, words, lexicon)
    if at >= len(words) or words[at].text in _SIGNS:
        return None
    first = words[at]
    person = next(
        (
            m
            for m in sentence.mentions
            if m.start <= first.end + 1
            and m.start >= first.start
            and m.kind is MentionKind.PERSON
            and m.form is MentionForm.NAME
        ),
        None,
    )
    if person is not None:
        return first.start, person.end
    beside = _name_beside(sentence, first)
    if beside is not None:
        return beside
    if first.lower not in lexicon.articles and not first.text[0].isupper():
        if first.lower not in lexicon.bare and not first.lower.endswith("s"):
            return None
    return first.start, _end_of_phrase(sentence, words, at, lexicon)


def phrase_at(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """The noun phrase that begins right at `place`; None where a sign or nothing stands there."""
    words = words_after(sentence, place, _MOST_BEHIND)
    if not words or words[0].text in _SIGNS:
        return None
    return words[0].start, _end_of_phrase(sentence, words, 0, speaker_words(sentence.language))


def _name_beside(sentence: Sentence, first: Word) -> tuple[int, int] | None:
    """ "a écrit la conseillère à la sécurité, Monica Juma": the name beside the role."""
    for role in sentence.roles:
        if role.start <= first.start < role.end and role.name_start > first.start:
            return role.name_start, role.name_end
    return None


def _past_adverbials(sentence: Sentence, words: Sequence[Word], lexicon: SpeakerWords) -> int:
    """Past days, hearers and places: "a dit mardi à la presse | le ministre"."""
    at = 0
    while at < len(words):
        word = words[at]
        date = next((d for d in sentence.dates if d.start <= word.start < d.end), None)
        if date is not None:
            while at < len(words) and words[at].start < date.end:
                at += 1
            continue
        if word.lower in lexicon.joints:
            at += 1
            continue
        if word.lower in lexicon.prepositions:
            at = _past_object(sentence, words, at, lexicon)
            continue
        return at
    return at


def _past_object(sentence: Sentence, words: Sequence[Word], at: int, lexicon: SpeakerWords) -> int:
    """One past the object of the preposition at `at`: up to the next article or name."""
    at += 1
    while at < len(words) and words[at].lower in lexicon.articles:
        at += 1
    mention = _mention_at(sentence, words[at]) if at < len(words) else None
    if mention is not None:
        while at < len(words) and words[at].start < mention.end:
            at += 1
        return at
    at += 1
    while at < len(words):
        word = words[at]
        if word.text in _SIGNS or word.lower in lexicon.articles or word.text[0].isupper():
            if words[at - 1].lower not in lexicon.ties:
                break
        if word.lower in lexicon.prepositions and word.lower not in lexicon.ties:
            break
        at += 1
    return at


def _mention_at(sentence: Sentence, word: Word) -> Mention | None:
    return next((m for m in sentence.mentions if m.start <= word.start < m.end), None)


def _end_of_phrase(
    sentence: Sentence, words: Sequence[Word], at: int, lexicon: SpeakerWords
) -> int:
    end = words[at].end
    for place in range(at, min(at + _MOST_BEHIND, len(words))):
        word = words[place]
        inside = any(m.start < word.start < m.end for m in sentence.mentions)
        if not inside and (
            word.text in _SIGNS
            or word.lower in lexicon.relatives
            or (word.lower in lexicon.prepositions and word.lower not in lexicon.ties)
            or any(d.start <= word.start < d.end for d in sentence.dates)
            or any(v.start <= word.start < v.end for v in sentence.verbs if place > at)
        ):
            break
        end = word.end
    return end
