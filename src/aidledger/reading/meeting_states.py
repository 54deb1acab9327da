"""Whether a meeting took place, is to take place or was called off, by the words behind it.

In: a sentence and where the words of a meeting end. Out: a state, or None where nothing
behind tells one. Words: `called_off`, `took_place`, `will_take_place`, `again_nouns` of
`languages/*/meetings.yml`.
"""

from __future__ import annotations

from aidledger.model.claims import MeetingStatus
from aidledger.reading.clauses import words_before, words_between
from aidledger.reading.encounters import MeetingWords, meeting_words
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import (
    DateMark,
    Granularity,
    Sentence,
    Tense,
    VerbGroup,
)
from aidledger.reading.text import ReadText

_ARTICLES = small_words("meetings", "taken_up")
_BEFORE = 12  # words before a noun of meeting in which its state may be told
_OPENING = 5  # words in which the sentence behind takes the meeting up again


def state_behind(sentence: Sentence, place: int, words: MeetingWords) -> MeetingStatus | None:
    """ "Un entretien avec X, prévu le 9 mai, a été reporté": the last word on it decides."""
    behind = words_between(sentence, place, sentence.end)
    if words.called_off.first_in(behind, 0, len(behind)) is not None:
        return MeetingStatus.CANCELLED
    if words.took_place.first_in(behind, 0, len(behind)) is not None:
        return MeetingStatus.HELD
    if words.will_take_place.first_in(behind, 0, len(behind)) is not None:
        return MeetingStatus.PLANNED
    return None


def state_before(sentence: Sentence, place: int, words: MeetingWords) -> MeetingStatus | None:
    """ "is due in Paris on Thursday for talks with", "called off a planned meeting with"."""
    before = words_before(sentence, place, _BEFORE)
    found = words.states_before.first_in(before, 0, len(before))
    if found is None or any(word.text in ";:." for word in before[found[1] :]):
        return None
    return MeetingStatus(found[2])


def is_called_off_next(text: ReadText, sentence: Sentence, words: MeetingWords) -> bool:
    """ "... was to see Trump on Tuesday. That sit-down fell through": the sentence behind."""
    if sentence.index + 1 >= len(text.sentences):
        return False
    behind = text.sentences[sentence.index + 1]
    if behind.block != sentence.block or not behind.words:
        return False
    if behind.words[0].lower not in _ARTICLES:
        return False
    opening = behind.words[:_OPENING]
    if words.again_nouns.first_in(opening, 0, len(opening)) is None:
        return False
    return words.called_off.first_in(behind.words, 0, len(behind.words)) is not None


def is_announced(
    text: ReadText, sentence: Sentence, verb: VerbGroup, date: DateMark | None
) -> bool:
    """ "reçoit jeudi", "meets holders on Thursday": the present with a day that is to come.

    The day of publication itself and the days before it leave the present what it says.
    """
    published = text.published
    if verb.tense is not Tense.PRESENT or date is None or published is None:
        return False
    if date.granularity is not Granularity.DAY or date.first is None:
        return False
    if date.first > published:
        return True
    days = (published - date.first).days
    return 1 < days < 7 and is_weekday(sentence, date)


def is_weekday(sentence: Sentence, date: DateMark) -> bool:
    """A weekday and nothing more: no figure, and no word that sets it in the past."""
    words = words_between(sentence, date.start, date.end)
    past = meeting_words(sentence.language).last
    return not any(w.text.isdigit() or w.lower in past for w in words)
