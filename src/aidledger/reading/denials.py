"""Read who denies what, and tie each denial to the claim that it rejects.

In: the text and the claims read before. Out: denial claims; `denies` is the id of the claim
meant: the meeting, sum or statement that stands nearest before, by what the denial speaks
of. Nobody's word is settled: both claims stay. Refusing a request is no denial.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aidledger.model.claims import (
    AmountClaim,
    Claim,
    DenialClaim,
    DenialScope,
    MeetingClaim,
    Polarity,
    StatementClaim,
)
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import words_after
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import Sentence, VerbGroup
from aidledger.reading.speakers import speaker_of
from aidledger.reading.text import ReadText

_WORDS_OF_DENIES_A_CLAIM_2 = small_words("denials", "denies_a_claim_2")
_WORDS_OF_DENIES_A_CLAIM = small_words("denials", "denies_a_claim")

RULE = "denials.verb/1"
_STEM = 5  # letters by which two words count as the same
_REACH = 2  # sentences back in which the claim denied may stand


def read_denials(
    text: ReadText, maker: ClaimMaker, claims: Sequence[Claim]
) -> tuple[DenialClaim, ...]:
    """The denials of the text, in order of place."""
    found = []
    for sentence in text.sentences:
        data = load_words(sentence.language, "reporting")
        for verb in sentence.verbs:
            lemma = verb.lemma if verb.lemma in data["acts"]["deny"] else None
            if lemma is None or verb.negated or sentence.is_quoted(verb.start, verb.end):
                continue
            if not _denies_a_claim(sentence, verb, lemma):
                continue
            speaker = speaker_of(sentence, verb)
            if speaker is None or speaker.name is None:
                continue
            target = _target(text, maker, sentence, verb, claims)
            start, end = min(speaker.start, verb.start), _end(sentence)
            if speaker.start > verb.end:
                start = sentence.start
            found.append(
                maker.make(
                    DenialClaim,
                    sentence,
                    start,
                    end,
                    rule=RULE,
                    polarity=Polarity.DENIED,
                    attributed_to=(speaker.name,),
                    denies=target.id if target is not None else None,
                    denied_by=speaker.name,
                    scope=_scope(sentence, verb, data),
                )
            )
    return tuple(found)


def mark_disputed(
    meetings: Sequence[MeetingClaim], denials: Sequence[DenialClaim]
) -> tuple[MeetingClaim, ...]:
    """Meetings that one side denies, marked as disputed."""
    denied = {denial.denies for denial in denials}
    return tuple(
        replace(meeting, disputed=True) if meeting.id in denied else meeting for meeting in meetings
    )


def _denies_a_claim(sentence: Sentence, verb: VerbGroup, lemma: str) -> bool:
    """ "rejeter une demande" refuses; "reject the report" denies: the object tells."""
    if lemma not in _WORDS_OF_DENIES_A_CLAIM_2:
        return True
    objects = {word.lower for word in words_after(sentence, verb.end, 8)}
    return bool(
        objects
        & _WORDS_OF_DENIES_A_CLAIM
    )  # fmt: skip


def _target(
    text: ReadText, maker: ClaimMaker, sentence: Sentence, verb: VerbGroup, claims: Sequence[Claim]
) -> Claim | None:
    """The claim meant: nearest before, a meeting where the denial speaks of talking."""
    spoken = load_words(sentence.language, "reporting")["denial_targets"]
    of_meeting = any(other.lemma in spoken and other.start >= verb.end for other in sentence.verbs)
    first = text.sentences[max(0, sentence.index - _REACH)].start
    near = [
        (maker.place_of(claim), claim)
        for claim in claims
        if isinstance(claim, (MeetingClaim, StatementClaim, AmountClaim))
    ]
    before = [
        (place, claim) for place, claim in near if first <= place[0] and place[1] <= verb.start
    ]
    meetings = [row for row in before if isinstance(row[1], MeetingClaim)]
    if of_meeting and meetings:
        return max(meetings, key=lambda row: row[0])[1]
    if not before:
        return None
    spoken_of = [row for row in before if _shares_words(text, sentence, verb, row[1])]
    if not spoken_of:
        return None
    said = [row for row in spoken_of if row[1].attributed_to]
    return max(said or spoken_of, key=lambda row: row[0])[1]


def _shares_words(text: ReadText, sentence: Sentence, verb: VerbGroup, claim: Claim) -> bool:
    """True when the denial and the claim's sentence speak of the same things."""
    denied = {
        word.plain[:_STEM]
        for word in sentence.words
        if word.start >= verb.end and len(word.plain) >= _STEM
    }
    place = claim.sentence
    other = text.document.text[place.start : place.end].casefold()
    return any(stem in other for stem in denied)


def _scope(sentence: Sentence, verb: VerbGroup, data: dict[str, list[str]]) -> DenialScope:
    words = {word.lower for word in words_after(sentence, verb.end, 8)}
    if words & set(data["timing"]):
        return DenialScope.TIMING
    if words & set(data["detail"]):
        return DenialScope.DETAIL
    return DenialScope.WHOLE


def _end(sentence: Sentence) -> int:
    end = sentence.end
    while end > sentence.start and sentence.text[end - 1 - sentence.start] in ".!?… ":
        end -= 1
    return end
