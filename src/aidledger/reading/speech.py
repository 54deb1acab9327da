"""Read who says what: quotations, reported clauses, claims behind "selon".

In: the text with its marks. Out: statement claims, in order of place. A reported clause that
holds a quotation is one statement. A pronoun that says something means whoever spoke last
where that fits; a bare "l'agence", "the ministry" means the body named before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aidledger.model.claims import Confidence, Modality, StatementClaim
from aidledger.reading.bodies import body_meant
from aidledger.reading.called import Called, people_called
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.denials import denied_in
from aidledger.reading.deniers import denier_of
from aidledger.reading.described import person_described
from aidledger.reading.latter import is_latter, latter_meant
from aidledger.reading.looking_back import said_before
from aidledger.reading.marks import MentionKind
from aidledger.reading.quoted import quoted_in
from aidledger.reading.reported import reported_in
from aidledger.reading.said import DENIAL, Said
from aidledger.reading.sources import claims_of_sources
from aidledger.reading.speakers import Speaker
from aidledger.reading.text import ReadText

RULE = "speech.{}/2"
_REACH = 4  # sentences back in which the last speaker may stand


def settle_speech(text: ReadText) -> tuple[Said, ...]:
    """All that is said or denied in the text, in order of place, pronouns resolved."""
    reported: list[Said] = []
    for sentence in text.sentences:
        found = [*reported_in(sentence), *claims_of_sources(sentence)]
        if sentence.index:
            earlier = said_before(sentence, text.sentences[sentence.index - 1])
            reported += [earlier] if earlier is not None else []
        reported += [said for said in found if not _is_within(said, found)]
    direct = list(quoted_in(text, reported))
    denied = [said for sentence in text.sentences for said in denied_in(sentence)]
    everything = sorted((*reported, *direct, *denied), key=lambda said: (said.start, said.end))
    return tuple(_with_speakers(text, everything))


def read_statements(maker: ClaimMaker, sayings: Sequence[Said]) -> tuple[StatementClaim, ...]:
    """The statements among what is said."""
    return tuple(_claim(maker, said) for said in sayings if not said.rule.startswith(DENIAL))


def _is_within(said: Said, others: list[Said]) -> bool:
    """What is reported inside of what is reported belongs to it."""
    return any(
        other is not said
        and other.start <= said.start
        and said.end <= other.end
        and (
            (other.start, other.end) != (said.start, said.end)
            or others.index(other) < others.index(said)
        )
        for other in others
    )


def _with_speakers(text: ReadText, everything: list[Said]) -> list[Said]:
    """The same, with pronouns and bare nouns of bodies resolved."""
    settled: list[Said] = []
    people = people_called(text) if everything else ()
    for said in everything:
        if said.speaker is not None:
            said = replace(said, speaker=_meant(text, people, said, said.speaker, settled))
        settled.append(said)
    return settled


def _meant(
    text: ReadText,
    people: tuple[Called, ...],
    said: Said,
    speaker: Speaker,
    earlier: list[Said],
) -> Speaker:
    if not speaker.pronoun:
        words = (speaker.name.mention or "") if speaker.name is not None else ""
        if is_latter(words):
            who = latter_meant(text, said.sentence, words, speaker.start)
            return replace(speaker, name=who or speaker.name)
        found = person_described(people, said.sentence, body_meant(text, said.sentence, speaker))
        return replace(found, name=denier_of(text, said.sentence, found) or found.name)
    if _is_it(said, speaker):
        return _body_before(text, said, speaker, earlier)
    last = _last_fitting(text, said, speaker, earlier)
    if last is None or last.speaker is None or _is_named_since(text, said, speaker, last):
        return speaker
    return replace(speaker, name=last.speaker.name, role=last.speaker.role)


def _is_it(said: Said, speaker: Speaker) -> bool:
    start = said.sentence.start
    return said.sentence.text[speaker.start - start : speaker.end - start].strip().lower() == "it"


def _body_before(text: ReadText, said: Said, speaker: Speaker, earlier: list[Said]) -> Speaker:
    """ "it said": the body that spoke last, else the one named first in the sentence before."""
    since = text.sentences[max(0, said.sentence.index - 1) : said.sentence.index + 1]
    for sentence in reversed(since):
        for mention in sentence.mentions:
            if mention.kind is MentionKind.INSTITUTION and mention.who is not None:
                if mention.end <= speaker.start:
                    return replace(speaker, name=mention.who)
    for other in reversed(earlier):
        near = said.sentence.index - other.sentence.index <= _REACH
        if near and _is_body(text, other.speaker) and other.speaker is not None:
            return replace(speaker, name=other.speaker.name)
    return speaker


def _is_body(text: ReadText, speaker: Speaker | None) -> bool:
    """True for a state, a ministry, an agency: "he" means none of them."""
    if speaker is None or speaker.name is None or speaker.name.id is None:
        return False
    return text.catalogue.actor(speaker.name.id) is not None


def _last_fitting(text: ReadText, said: Said, speaker: Speaker, earlier: list[Said]) -> Said | None:
    """Who spoke last of those whom the pronoun may mean: of its own gender first."""
    near = [
        other
        for other in reversed(earlier)
        if other.speaker is not None
        and other.speaker.name is not None
        and said.sentence.index - other.sentence.index <= _REACH
        and {other.speaker.gender, speaker.gender} != {"m", "f"}
    ]
    if speaker.gender is not None:
        people = [other for other in near if not _is_body(text, other.speaker)]
        near = people or (near if speaker.name is None else [])
    if not near:
        return None
    same = [other for other in near if other.speaker and other.speaker.gender == speaker.gender]
    return same[0] if speaker.gender is not None and same else near[0]


def _is_named_since(text: ReadText, said: Said, speaker: Speaker, last: Said) -> bool:
    """True when the person whom the pronoun was found to mean is named after the last speaker."""
    if speaker.name is None:
        return False
    since = text.sentences[last.sentence.index : said.sentence.index + 1]
    return any(
        mention.who is not None
        and mention.kind is not MentionKind.PRONOUN
        and mention.who.name == speaker.name.name
        and last.end <= mention.start < said.start
        for sentence in since
        for mention in sentence.mentions
    )


def _claim(maker: ClaimMaker, said: Said) -> StatementClaim:
    speaker = said.speaker
    name = speaker.name if speaker is not None else None
    return maker.make(
        StatementClaim,
        said.sentence,
        said.start,
        said.end,
        rule=RULE.format(said.rule),
        flags=("hearsay",) if said.hearsay else (),
        modality=Modality.RUMOURED if said.hearsay else Modality.ACTUAL,
        confidence=Confidence.EXPLICIT if said.cue else Confidence.RESOLVED,
        attributed_to=(name,) if name is not None else (),
        speaker=name,
        speaker_role=speaker.role if speaker is not None else None,
        mode=said.mode,
        cue=said.cue,
        act=said.act,
    )
