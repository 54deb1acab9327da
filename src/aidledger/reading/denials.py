"""Read who denies what, and tie each denial to the claim that it rejects.

In: the text, what is said in it and the claims read before. Out: denial claims; `denies` is
the id of the claim meant: the meeting, sum or statement that stands nearest before, by what
the denial speaks of. Nobody's word is settled: both claims stay. Refusing a request is no
denial. Words: `languages/*/reporting.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from aidledger.model.claims import (
    AmountClaim,
    Claim,
    DenialClaim,
    DenialScope,
    MeetingClaim,
    Polarity,
    SpeechAct,
    SpeechMode,
    StatementClaim,
)
from aidledger.model.parties import Named
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import words_after, words_between
from aidledger.reading.deniers import denier_of
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Sentence, Tense, VerbGroup, Voice
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.reporting import cue_of, goes_on_in_past, reporting_words
from aidledger.reading.said import DENIAL, Said, trimmed_end
from aidledger.reading.speaker_words import phrase_at
from aidledger.reading.speakers import Speaker, speaker_after, speaker_in, speaker_of
from aidledger.reading.text import ReadText

RULE = "denials.{}/2"
_STEM = 5  # letters by which two words count as the same
_REACH = 2  # sentences back in which the claim denied may stand
_FAR = 8  # sentences back in which an accusation may stand
_LONG = 400  # characters of a quotation that may call a claim false


@dataclass(frozen=True, slots=True)
class DenialWords:
    """The words of one language for denying."""

    denying: frozenset[str]
    rejecting: frozenset[str]
    claims: frozenset[str]
    wholly: frozenset[str]
    refused: frozenset[str]
    false: Phrases[bool]
    opposite: Phrases[bool]
    giving: frozenset[str]
    nouns: frozenset[str]
    correcting: frozenset[str]
    accusations: frozenset[str]
    blaming: frozenset[str]


@cache
def _lexicon(language: str) -> DenialWords:
    data = load_words(language, "reporting")
    return DenialWords(
        denying=frozenset(data["acts"]["deny"]),
        rejecting=frozenset(data["rejecting"]),
        claims=frozenset(map(str, data["claims_denied"])),
        wholly=frozenset(map(str, data["claims_wholly"])),
        refused=frozenset(map(str, data["refused"])),
        false=phrase_set(data["false_words"]),
        opposite=phrase_set(data["opposite"]),
        giving=frozenset(data["giving_denials"]),
        nouns=frozenset(data["denials_named"]),
        correcting=frozenset(data["correcting"]),
        accusations=frozenset(data["accusations"]),
        blaming=frozenset(data["verbs_of_blame"]),
    )


def denied_in(sentence: Sentence) -> list[Said]:
    """Who denies something in a sentence, by verbs outside of quotations; no statement each."""
    found: list[Said] = []
    for verb in sentence.verbs:
        if sentence.is_quoted(verb.start, verb.end) or verb.tense is Tense.FUTURE:
            continue
        said = (
            _by_verb(sentence, verb)
            or _by_opposite(sentence, verb)
            or _by_noun(sentence, verb)
            or _by_word(sentence, verb)
        )
        if said is not None:
            found.append(said)
    return found


def _by_verb(sentence: Sentence, verb: VerbGroup) -> Said | None:
    cue = cue_of(sentence, verb)
    words = _lexicon(sentence.language)
    lemma = cue.lemma if cue is not None else verb.lemma
    negated = verb.negated and not (cue is not None and cue.hung)
    if lemma not in words.denying | words.rejecting or negated or verb.modal in _UNSURE:
        return None
    if lemma == "deny" and _refuses_leave(sentence, verb, words):
        return None
    participle = verb.tense is Tense.PAST_PARTICIPLE and not goes_on_in_past(sentence, verb)
    passive = verb.voice is Voice.PASSIVE or participle
    if passive:
        speaker = _agent(sentence, verb)
        if speaker is None or not _speaks_of_claims(sentence, verb, lemma in words.rejecting):
            return None
    else:
        if verb.tense is Tense.INFINITIVE and verb.modal is None:
            return None
        if lemma in words.rejecting and not _denies_a_claim(sentence, verb):
            return None
        speaker = speaker_of(sentence, verb)
    if speaker is None:
        return None
    start = min(speaker.start, verb.start) if not passive else sentence.start
    if speaker.start > verb.end:
        start = sentence.start
    end = trimmed_end(sentence, start, sentence.end)
    return _denial(sentence, start, end, speaker, lemma, "verb")


def _refuses_leave(sentence: Sentence, verb: VerbGroup, words: DenialWords) -> bool:
    """ "denied entry to two officials", "denied themselves sleep": no claim is denied."""
    after = [word.lower for word in words_after(sentence, verb.end, 2)]
    if not after or after[0] == "that" or after[0].endswith("ing"):
        return False
    return bool(words.refused & set(after))


_NOT_GIVEN = (Tense.INFINITIVE, Tense.PAST_PARTICIPLE)
_UNSURE = frozenset({"pouvoir", "could", "might", "devoir", "vouloir", "want", "refuser", "refuse"})


def _denial(
    sentence: Sentence, start: int, end: int, speaker: Speaker, cue: str, rule: str
) -> Said:
    return Said(
        sentence, start, end, speaker, cue, SpeechMode.INDIRECT, SpeechAct.DENY, DENIAL + rule
    )


def _by_opposite(sentence: Sentence, verb: VerbGroup) -> Said | None:
    """ "soutient l'inverse", "said no such rule existed", "described as pure fiction"."""
    cue = cue_of(sentence, verb)
    words = _lexicon(sentence.language)
    behind = words_after(sentence, verb.end, 12)
    false = words.opposite.first_in(behind, 0, len(behind))
    if false is None or verb.negated or any(w.text in ";." for w in behind[: false[0]]):
        return None
    if verb.voice is Voice.PASSIVE:
        speaker = _agent(sentence, verb)
    elif cue is not None and not verb.inverted:
        speaker = speaker_of(sentence, verb)
    else:
        return None
    if speaker is None:
        return None
    end = trimmed_end(sentence, sentence.start, sentence.end)
    return _denial(sentence, sentence.start, end, speaker, verb.lemma, "opposite")


def _by_noun(sentence: Sentence, verb: VerbGroup) -> Said | None:
    """ "a opposé à ces rumeurs un démenti formel", "issued a flat denial"."""
    words = _lexicon(sentence.language)
    if verb.lemma not in words.giving or verb.negated or verb.tense in _NOT_GIVEN:
        return None
    behind = words_after(sentence, verb.end, 9)
    at = next((n for n, word in enumerate(behind) if word.lower in words.nouns), None)
    if at is None or any(word.text in ";.:,«" for word in behind[:at]):
        return None
    if any(v.start < behind[at].start and v.start >= verb.end for v in sentence.verbs):
        return None
    passive = verb.voice is Voice.PASSIVE
    speaker = _agent(sentence, verb) if passive else speaker_of(sentence, verb)
    if speaker is None:
        return None
    end = trimmed_end(sentence, sentence.start, sentence.end)
    return _denial(sentence, sentence.start, end, speaker, behind[at].lower, "noun")


def _by_word(sentence: Sentence, verb: VerbGroup) -> Said | None:
    """ "Faux, rétorque le syndicat": the sentence opens with a word that denies."""
    before = words_between(sentence, sentence.start, verb.start)
    denying = reporting_words(sentence.language).denying_alone
    if not 2 <= len(before) <= 3 or before[-1].text != "," or before[-2].lower not in denying:
        return None
    cue = cue_of(sentence, verb)
    speaker = speaker_after(sentence, verb.end) if cue is not None else None
    if cue is None or speaker is None:
        return None
    end = trimmed_end(sentence, sentence.start, sentence.end)
    return _denial(sentence, sentence.start, end, speaker, cue.lemma, "word")


def _agent(sentence: Sentence, verb: VerbGroup) -> Speaker | None:
    """ "a été démenti dans la soirée par le ministre": who denies in the passive."""
    for word in words_after(sentence, verb.end, 12):
        if word.lower in {"par", "by"}:
            phrase = phrase_at(sentence, word.end)
            return speaker_in(sentence, *phrase) if phrase is not None else None
        if word.text in ";:.":
            return None
    return None


def _speaks_of_claims(sentence: Sentence, verb: VerbGroup, refusing: bool) -> bool:
    """Before a passive, what is denied is a claim or a clause, no wish and no amendment."""
    words = _lexicon(sentence.language)
    inside = words_between(sentence, sentence.start, verb.start)
    if any(word.lower in words.claims for word in inside):
        return True
    return len(inside) > 4 and not refusing


def read_denials(
    text: ReadText, maker: ClaimMaker, sayings: Sequence[Said], claims: Sequence[Claim]
) -> tuple[DenialClaim, ...]:
    """The denials of the text, in order of place: by verbs, and by calling a claim false."""
    found: list[DenialClaim] = []
    told: list[tuple[Said, Named]] = []
    for said in sayings:
        denying = said.rule.startswith(DENIAL)
        false = not denying and _calls_false(text, said)
        speaker = said.speaker
        if not (denying or false) or speaker is None:
            continue
        denier = denier_of(text, said.sentence, speaker)
        if denier is None or _is_told_already(said, denier, told):
            continue
        told.append((said, denier))
        target = _target(text, maker, said, claims)
        found.append(
            maker.make(
                DenialClaim,
                said.sentence,
                said.start,
                said.end,
                rule=RULE.format(said.rule.removeprefix(DENIAL) if denying else "false"),
                polarity=Polarity.DENIED,
                attributed_to=(denier,),
                denies=target.id if target is not None else None,
                denied_by=denier,
                scope=_scope(said),
            )
        )
    return tuple(found)


def _is_told_already(said: Said, denier: Named, told: Sequence[tuple[Said, Named]]) -> bool:
    """ "a qualifié le propos de « mensonger »": one denial, though two frames find it."""
    return any(
        other.start < said.end and said.start < other.end and name == denier
        for other, name in told[-4:]
    )


def _calls_false(text: ReadText, said: Said) -> bool:
    """ "« C'est faux », rétorque X": the words spoken reject what was said before."""
    if said.end - said.start > _LONG:
        return False
    words = _lexicon(said.sentence.language)
    if said.mode is SpeechMode.DIRECT and said.cue in words.correcting:
        return True
    sentence = said.sentence
    inside = [w for w in sentence.words if said.start <= w.start and w.end <= said.end]
    return _lexicon(text.language).false.first_in(inside, 0, len(inside)) is not None


def mark_disputed(
    meetings: Sequence[MeetingClaim], denials: Sequence[DenialClaim]
) -> tuple[MeetingClaim, ...]:
    """Meetings that one side denies, marked as disputed."""
    denied = {denial.denies for denial in denials}
    return tuple(
        replace(meeting, disputed=True) if meeting.id in denied else meeting for meeting in meetings
    )


def _denies_a_claim(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "rejeter une demande" refuses; "reject the report" denies: the object tells."""
    after = [word.lower for word in words_after(sentence, verb.end, 8)]
    if after[:1] and after[0] in _lexicon(sentence.language).wholly:
        return True  # "conteste avoir menacé", "conteste toute baisse"
    objects = set(after)
    before = [word.lower for word in words_between(sentence, sentence.start, verb.start)][-9:]
    claims = _lexicon(sentence.language).claims
    # "ce que l'Alliance conteste", "an accusation the alliance rejects"
    behind = "que" in before or "qu'" in before or "," in before
    return bool(objects & claims) or (behind and bool(set(before) & (claims | {"ce"})))


def _target(text: ReadText, maker: ClaimMaker, said: Said, claims: Sequence[Claim]) -> Claim | None:
    """The claim meant: nearest before, a meeting where the denial speaks of talking."""
    sentence = said.sentence
    spoken = load_words(sentence.language, "reporting")["denial_targets"]
    of_meeting = any(
        other.lemma in spoken and said.start <= other.start < said.end for other in sentence.verbs
    )
    first = text.sentences[max(0, sentence.index - _REACH)].start
    near = [
        (maker.place_of(claim), claim)
        for claim in claims
        if isinstance(claim, (MeetingClaim, StatementClaim, AmountClaim))
    ]
    before = [
        (place, claim) for place, claim in near if first <= place[0] and place[1] <= said.start + 3
    ]
    meetings = [row for row in before if isinstance(row[1], MeetingClaim)]
    if of_meeting and meetings:
        return max(meetings, key=lambda row: row[0])[1]
    own = [
        claim
        for place, claim in near
        if isinstance(claim, StatementClaim)
        and said.start <= place[0]
        and place[1] <= said.end
        and claim.act is not SpeechAct.DENY
        and claim.speaker != (said.speaker.name if said.speaker is not None else None)
    ]
    if own:
        return own[0]
    spoken_of = [row for row in before if _shares_words(text, said, row[1])]
    if not spoken_of:
        return _accusation_before(text, maker, said, claims)
    stated = [row for row in spoken_of if row[1].attributed_to]
    return max(stated or spoken_of, key=lambda row: row[0])[1]


def _accusation_before(
    text: ReadText, maker: ClaimMaker, said: Said, claims: Sequence[Claim]
) -> Claim | None:
    """ "Elle récuse les accusations américaines": the last blame told of, by somebody else."""
    sentence = said.sentence
    words = {w.lower for w in sentence.words if said.start <= w.start < said.end}
    if not words & _lexicon(sentence.language).accusations:
        return None
    first = text.sentences[max(0, sentence.index - _FAR)].start
    verbs = _lexicon(sentence.language).blaming
    blames = [
        claim
        for claim in claims
        if isinstance(claim, StatementClaim)
        and claim.cue in verbs
        and first <= maker.place_of(claim)[0]
        and maker.place_of(claim)[1] <= said.start
        and claim.speaker != (said.speaker.name if said.speaker is not None else None)
    ]
    return max(blames, key=lambda claim: maker.place_of(claim)) if blames else None


def _shares_words(text: ReadText, said: Said, claim: Claim) -> bool:
    """True when the denial and the claim's sentence speak of the same things."""
    denied = {
        word.plain[:_STEM]
        for word in said.sentence.words
        if said.start <= word.start < said.end and len(word.plain) >= _STEM
    }
    place = claim.sentence
    other = text.document.text[place.start : place.end].casefold()
    return any(stem in other for stem in denied)


def _scope(said: Said) -> DenialScope:
    data = load_words(said.sentence.language, "reporting")
    words = {word.lower for word in said.sentence.words if said.start <= word.start < said.end}
    if words & set(data["timing"]):
        return DenialScope.TIMING
    if words & set(data["detail"]):
        return DenialScope.DETAIL
    return DenialScope.WHOLE
