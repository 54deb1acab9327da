"""Who stands at a place of an event: the subject, the agent, whom a preposition holds.

In: the text, a sentence, a verb or a place. Out: names: the side of an actor that the
sentence names ("Olaf Scholz" acts for Germany), else the words of the noun phrase
("the authorities of Djibo"), else None.
"""

from __future__ import annotations

from collections.abc import Sequence

from aidledger.model.parties import Named
from aidledger.reading.clauses import is_finite, subject_of, words_after, words_before
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import Mention, MentionForm, MentionKind, Sentence, VerbGroup, Word
from aidledger.reading.speaker_words import phrase_before
from aidledger.reading.speakers import speaker_in
from aidledger.reading.text import ReadText

_ARTICLES = small_words("event_parties", "articles")
_GOVERNMENTS = small_words("event_parties", "governments")
_JOINS = small_words("event_parties", "joins")
_ENDS = small_words("event_parties", "ends")
_NOBODY = small_words("event_parties", "nobody")
_MOST_WORDS = 9
_SIGNS = frozenset({",", ";", ":", ".", "(", ")", "—", "–", "«", "»", "“", "”", '"', "!", "?"})


def subject_party(text: ReadText, sentence: Sentence, verb: VerbGroup) -> Named | None:
    """Who acts as the subject of a verb; None where no noun stands there."""
    inside = [
        m
        for m in sentence.mentions
        if m.kind is MentionKind.PRONOUN and verb.start <= m.start < verb.head_start
    ]
    if inside and inside[0].who is not None:
        return party_of(text, inside[0])
    shared = shared_verb(sentence, verb)
    if shared is not None:
        return subject_party(text, sentence, shared)
    phrase = phrase_before(sentence, verb)
    if phrase is not None:
        return _party_in(text, sentence, *phrase)
    subjects = subject_of(sentence, verb)
    return party_of(text, subjects[0]) if subjects else None


def shared_verb(sentence: Sentence, verb: VerbGroup) -> VerbGroup | None:
    """ "ordered the Red Cross to leave and banned flights": the verb whose subject is shared."""
    before = words_before(sentence, verb.start, 1)
    if not before or before[0].lower not in _JOINS:
        return None
    earlier = [v for v in sentence.verbs if v.end <= before[0].start and is_finite(v)]
    return earlier[-1] if earlier else None


def _party_in(text: ReadText, sentence: Sentence, start: int, end: int) -> Named | None:
    """Whom a whole noun phrase names."""
    speaker = speaker_in(sentence, start, end)
    if speaker is None or speaker.name is None:
        return None
    mention = _mention_in(sentence, speaker.start, speaker.end)
    if mention is not None and mention.who == speaker.name:
        return party_of(text, mention)
    return government_of(text, sentence, speaker.start, speaker.end) or _unless_nobody(speaker.name)


def government_of(text: ReadText, sentence: Sentence, start: int, end: int) -> Named | None:
    """ "Slovakia's new government", "les autorités israéliennes": the state that is meant."""
    words = [w for w in sentence.words if start <= w.start and w.end <= end]
    if len(words) > _MOST_WORDS or not any(w.lower in _GOVERNMENTS for w in words):
        return None
    states = [
        m
        for m in sentence.mentions
        if m.kind is MentionKind.STATE
        and start <= m.start
        and m.end <= end
        and (not m.place_only or m.start == words[0].start)  # "U.S. law"
    ]
    return party_of(text, states[0]) if len(states) == 1 else None


def subject_words(sentence: Sentence, verb: VerbGroup) -> tuple[Word, ...]:
    """The words of the subject, its determiner with it; empty where there is none."""
    phrase = phrase_before(sentence, verb)
    if phrase is None:
        return ()
    return tuple(w for w in sentence.words if phrase[0] <= w.start and w.end <= phrase[1])


def party_behind(text: ReadText, sentence: Sentence, place: int) -> Named | None:
    """Whom the noun phrase that begins at `place` names."""
    words = words_after(sentence, place, _MOST_WORDS + 2)
    at = 0
    while at < len(words) and words[at].lower in _ARTICLES:
        at += 1
    if at >= len(words) or words[at].text in _SIGNS:
        return None
    start, end = words[at].start, _end_of_phrase(sentence, words, at)
    for mention in sentence.mentions:
        if mention.kind is MentionKind.PERSON and start <= mention.start and mention.end <= end + 1:
            if mention.form is MentionForm.NAME and mention.who is not None:
                return party_of(text, mention, as_person=True)
    first = next((m for m in sentence.mentions if m.start <= start < m.end), None)
    if first is not None and first.end >= end - 1 and first.form is not MentionForm.ADJECTIVE:
        return party_of(text, first)
    last = next((m for m in sentence.mentions if m.end >= end - 1 and m.start < end), None)
    if last is not None and last.kind is MentionKind.INSTITUTION and last.start > start:
        lead = sentence.text[start - sentence.start : last.start - sentence.start].split()
        if len(lead) <= 3 and not {"of", "de", "du", "des", "in", "à"} & set(lead):
            return party_of(text, last)
    return _party_in(text, sentence, start, end)


def agent_party(text: ReadText, sentence: Sentence, verb: VerbGroup) -> Named | None:
    """Whom "par" or "by" behind a passive names, in the same clause."""
    for word in words_after(sentence, verb.end, 14):
        if word.text in _SIGNS - {","} or any(
            is_finite(v) and v.start <= word.start < v.end for v in sentence.verbs
        ):
            return None
        if word.lower in {"par", "by"} and not _opens_date(sentence, word.end):
            return party_behind(text, sentence, word.end)
    return None


def party_of(text: ReadText, mention: Mention, as_person: bool = False) -> Named | None:
    """The side for which an actor acts; the person where persons are meant."""
    if as_person:
        return mention.who
    side = text.cast.side_of(mention)
    return side if side is not None else mention.who


def _unless_nobody(name: Named) -> Named | None:
    words = name.name.casefold().split()
    return None if not words or words[0] in _NOBODY else name


def _mention_in(sentence: Sentence, start: int, end: int) -> Mention | None:
    return next((m for m in sentence.mentions if start <= m.start and m.end <= end), None)


def _end_of_phrase(sentence: Sentence, words: Sequence[Word], at: int) -> int:
    end = words[at].end
    for place in range(at, min(at + _MOST_WORDS, len(words))):
        word = words[place]
        inside = any(m.start < word.start < m.end for m in sentence.mentions)
        if (
            not inside
            and place > at
            and (
                word.text in _SIGNS
                or word.lower in _ENDS
                or any(d.start <= word.start < d.end for d in sentence.dates)
                or any(v.start <= word.start < v.end for v in sentence.verbs)
            )
        ):
            break
        end = word.end
    return end


def _opens_date(sentence: Sentence, place: int) -> bool:
    return any(date.start <= place + 1 < date.end for date in sentence.dates)
