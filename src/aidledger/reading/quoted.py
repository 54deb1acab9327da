"""Read direct speech: quotations and who says them.

In: the text with its quotations, and what its clauses report. Out: quotations with their
speakers. A quotation counts where a verb of saying or a source ties it to a speaker, where
it goes on after such a verb, or where it stands alone right after one that is spoken;
names, titles and slogans stand beside no such verb and yield nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aidledger.model.claims import SpeechAct, SpeechMode
from aidledger.reading.clauses import is_finite, words_after, words_before, words_between
from aidledger.reading.marks import (
    MentionForm,
    MentionKind,
    Sentence,
    Tense,
    Voice,
)
from aidledger.reading.reporting import Cue, cue_of, reporting_words
from aidledger.reading.said import DENIAL, Said
from aidledger.reading.sources import sources_in
from aidledger.reading.speakers import Speaker, speaker_in, speaker_of
from aidledger.reading.text import ReadText

_LEAST_QUOTED = 2  # words in a quotation tied to a verb
_LEAST_FLOATING = 5  # words in a quotation that stands alone
_REACH_BEHIND, _REACH_BEFORE, _REACH_COLON = 120, 14, 160
_MOST_LABEL = 16  # words of a name and its role before a colon
_REACH_SOURCE = 60


@dataclass(frozen=True, slots=True)
class _Quotation:
    """A quotation with the sentences in which it begins and ends."""

    start: int
    end: int
    first: Sentence
    final: Sentence
    count: int  # words

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The one sentence, or the first and the last."""
        return (self.first,) if self.first is self.final else (self.first, self.final)


def quoted_in(text: ReadText, reported: Sequence[Said]) -> Iterator[Said]:
    """The direct speech of the text, in order of place."""
    last: Said | None = None
    voices: dict[str, Speaker] = {}
    for quotation in _quotations(text):
        held = next((s for s in reported if _holds(s, quotation)), None)
        if held is not None:
            last = held if held.speaker is not None else last
            continue
        found = list(_said(text, quotation, last)) or list(_of_one_voice(quotation, voices))
        yield from found
        for said in found:
            if said.speaker is not None and said.speaker.name is not None:
                voices.setdefault(said.speaker.name.name, said.speaker)
        last = found[-1] if found else last


def _holds(said: Said, quotation: _Quotation) -> bool:
    """An indirect clause that holds a quotation is one statement."""
    return said.start <= quotation.start and quotation.end <= said.end + 1


def _quotations(text: ReadText) -> Iterator[_Quotation]:
    """Outer quotations of the running text, closing commas left out."""
    place = 0
    sentences = text.sentences
    outer = 0
    for start, end in sorted(text.quotations, key=lambda place: (place[0], -place[1])):
        outer, furthest = max(outer, end), outer
        while end > start and text.shadow.text[end - 1] in ", ":
            end -= 1
        if end < furthest - 2:
            continue
        while place < len(sentences) and sentences[place].end <= start:
            place += 1
        at, inside = place, []
        while at < len(sentences) and sentences[at].start < end:
            inside.append(sentences[at])
            at += 1
        if not inside:
            continue
        count = sum(
            1 for s in inside for w in s.words if start <= w.start < end and w.text[0].isalnum()
        )
        yield _Quotation(start, end, inside[0], inside[-1], count)


def _said(text: ReadText, quotation: _Quotation, last: Said | None) -> Iterator[Said]:
    inner = _attribution_inside(quotation)
    if inner is not None:
        yield from _split(quotation, *inner)
        return
    if quotation.count < _LEAST_QUOTED:
        yield from _word_of_denial(quotation, last)
        return
    tied = _tied(quotation, last)
    if tied is not None:
        speaker, cue = tied
        act = cue.act if cue.lemma not in {"call", "appeler", "order"} else SpeechAct.ASSERT
        yield _direct(quotation, speaker, cue.lemma, act, "quoted")
        return
    source = _source_of(quotation)
    if source is not None:
        yield _direct(quotation, source[0], source[1], SpeechAct.ASSERT, "quoted")
        return
    labelled = _behind_colon(quotation)
    if labelled is not None:
        yield _direct(quotation, labelled, None, SpeechAct.ASSERT, "label")
        return
    floating = _floating(text, quotation, last)
    if floating is not None:
        yield _direct(quotation, floating, None, SpeechAct.ASSERT, "floating")


def _word_of_denial(quotation: _Quotation, last: Said | None) -> Iterator[Said]:
    """ "« Faux », a répliqué le Kremlin": one word is no statement, and denies all the same."""
    words = words_between(quotation.first, quotation.start, quotation.end)
    denying = reporting_words(quotation.first.language).denying_alone
    if not words or words[0].lower not in denying:
        return
    tied = _tied(quotation, last)
    if tied is not None:
        yield Said(
            quotation.first, quotation.start, quotation.end, tied[0], tied[1].lemma,
            SpeechMode.DIRECT, SpeechAct.DENY, DENIAL + "word",
        )  # fmt: skip


def _direct(
    quotation: _Quotation, speaker: Speaker, cue: str | None, act: SpeechAct, rule: str
) -> Said:
    return Said(
        quotation.first, quotation.start, quotation.end, speaker, cue, SpeechMode.DIRECT, act, rule
    )


# Tied to a verb ------------------------------------------------------------------------


def _tied(quotation: _Quotation, last: Said | None) -> tuple[Speaker, Cue] | None:
    """The verb of saying beside a quotation and its speaker."""
    found = _cue_beside(quotation)
    if found is None:
        return _going_on(quotation, last)
    sentence, cue = found
    if (cue.verb.pronoun or "").lower() in {"we", "nous"}:
        return None
    speaker = speaker_of(sentence, cue.verb)
    if speaker is None and cue.verb.tense in (Tense.INFINITIVE, Tense.PRESENT_PARTICIPLE):
        # "Et d'ajouter : « ... »": whoever spoke last.
        speaker = last.speaker if last is not None else None
    return (speaker, cue) if speaker is not None else None


def _cue_beside(quotation: _Quotation) -> tuple[Sentence, Cue] | None:
    """The nearest verb of saying: right after the quotation, or leading to it."""
    candidates: list[tuple[bool, int, Sentence, Cue]] = []
    for sentence in quotation.sentences:
        for verb in sentence.verbs:
            if sentence.is_quoted(verb.start, verb.end) or verb.negated:
                continue
            cue = cue_of(sentence, verb)
            if cue is None or _says_nothing(cue):
                continue
            if verb.start >= quotation.end and _follows(sentence, cue, quotation.end):
                gap = verb.start - quotation.end
            elif cue.end <= quotation.start and _leads_to(sentence, cue, quotation):
                gap = quotation.start - cue.end
            else:
                continue
            candidates.append((not verb.inverted, gap, sentence, cue))
    if not candidates:
        return None
    _, _, sentence, cue = min(candidates, key=lambda row: row[:2])
    return sentence, cue


def _says_nothing(cue: Cue) -> bool:
    """ "décrit comme", "was told": the speaker of a passive is not its subject."""
    if cue.lemma.endswith("saying"):
        return False
    if cue.verb.modal in _ONLY_MEANT:
        return True
    return cue.verb.voice is Voice.PASSIVE or cue.verb.tense is Tense.PAST_PARTICIPLE


# What one only means to say is not said.
_ONLY_MEANT = frozenset({"intend", "plan", "want", "expect", "vouloir", "devoir", "compter", "go"})


def _follows(sentence: Sentence, cue: Cue, end: int) -> bool:
    """A verb after a quotation: inverted, or with its subject between and no other verb."""
    between = words_between(sentence, end, cue.verb.start)
    if any(word.text in {"«", "“"} for word in between):
        return False
    if cue.verb.inverted:
        return cue.verb.start - end <= 90
    others = [v for v in sentence.verbs if end <= v.start and v.end <= cue.verb.start]
    if any(is_finite(v) for v in others) or cue.verb.start - end > _REACH_BEHIND:
        return False
    words = [w for w in between if w.text[0].isalnum()]
    opens = bool(between) and (between[0].text in {",", "»", "”", '"'} or len(words) <= 6)
    return opens and cue.verb.tense not in (Tense.PRESENT_PARTICIPLE, Tense.PAST_PARTICIPLE)


def _leads_to(sentence: Sentence, cue: Cue, quotation: _Quotation) -> bool:
    """A verb before a quotation leads to it by a colon, or as what it says."""
    between = words_between(sentence, cue.end, quotation.start)
    signs = {word.text for word in between}
    if ":" in signs:
        return quotation.start - cue.end <= _REACH_COLON
    if "»" in signs or "”" in signs or signs & {";"}:
        return False
    if "," in signs and quotation.start - cue.end > 40:
        return False
    others = [
        v for v in sentence.verbs
        if cue.end <= v.start and v.end <= quotation.start and is_finite(v)
    ]  # fmt: skip
    if others or len(between) > _REACH_BEFORE:
        return False
    return not _is_name(sentence, quotation)


def _is_name(sentence: Sentence, quotation: _Quotation) -> bool:
    """ "l'opération « Bouclier »", "the so-called “peace fund”": a name, nothing said."""
    naming = reporting_words(sentence.language).naming
    before = [w for w in words_before(sentence, quotation.start, 3) if w.text[0].isalpha()]
    if not before or before[-1].lower not in naming:
        return False
    inside = words_between(sentence, quotation.start, quotation.end)
    spoken = any(
        quotation.start <= v.start < quotation.end and is_finite(v) for v in sentence.verbs
    )
    return len(inside) <= 8 and not spoken


def _going_on(quotation: _Quotation, last: Said | None) -> tuple[Speaker, Cue] | None:
    """The second half of a quotation that an attribution interrupts: the same speaker."""
    if last is None or last.speaker is None or last.mode is not SpeechMode.DIRECT:
        return None
    sentence = quotation.first
    if not sentence.start <= last.end <= quotation.start:
        return None
    between = words_between(sentence, last.end, quotation.start)
    verb = next(
        (v for v in sentence.verbs if last.end <= v.start and v.end <= quotation.start), None
    )
    cue = cue_of(sentence, verb) if verb is not None else None
    if cue is None or len(between) > 24:
        return None
    return last.speaker, cue


# Attribution inside --------------------------------------------------------------------


def _attribution_inside(quotation: _Quotation) -> tuple[int, int, Speaker, Cue] | None:
    """ "« Nous avons, explique Mme X, besoin de tout »": where the text cuts in, and whom."""
    for sentence in quotation.sentences:
        for verb in sentence.verbs:
            if not quotation.start + 8 <= verb.start or verb.end > quotation.end - 8:
                continue
            if verb.start < quotation.start or not verb.inverted:
                continue
            before = words_before(sentence, verb.start, 1)
            if not before or before[0].text not in {",", "—", "–"}:
                continue
            cue = cue_of(sentence, verb)
            speaker = speaker_of(sentence, verb) if cue is not None else None
            if cue is None or speaker is None or (speaker.name is None and not speaker.pronoun):
                continue
            end = max(verb.end, speaker.end)
            closing = next((w for w in words_after(sentence, end, 8) if w.text in ",—–."), None)
            if closing is not None and closing.end < quotation.end and not _speaks_itself(verb):
                return before[0].start, closing.end, speaker, cue
    return None


def _speaks_itself(verb: object) -> bool:
    return (getattr(verb, "pronoun", None) or "").lower() in {"i", "je", "we", "nous", "vous"}


def _split(
    quotation: _Quotation, start: int, end: int, speaker: Speaker, cue: Cue
) -> Iterator[Said]:
    """Two entries: before the attribution and behind it."""
    yield Said(
        quotation.first, quotation.start, start, speaker, cue.lemma, SpeechMode.DIRECT, cue.act,
        "interrupted",
    )  # fmt: skip
    yield Said(
        quotation.final, end + 1, quotation.end, speaker, cue.lemma, SpeechMode.DIRECT, cue.act,
        "interrupted",
    )  # fmt: skip


# Tied to a source ----------------------------------------------------------------------


def _source_of(quotation: _Quotation) -> tuple[Speaker, str] | None:
    for sentence in quotation.sentences:
        for source in sources_in(sentence):
            near = min(abs(source.end - quotation.start), abs(source.start - quotation.end))
            if near <= _REACH_SOURCE and not _is_name(sentence, quotation):
                return source.speaker, source.cue
    return None


# Behind a name and a colon -------------------------------------------------------------


def _behind_colon(quotation: _Quotation) -> Speaker | None:
    """ "Marta Kos, Commissioner for Enlargement: “...”"; "Elle rit : « ... »"."""
    sentence = quotation.first
    before = words_between(sentence, sentence.start, quotation.start)
    if len(before) < 2 or before[-1].text not in '«“"' or before[-2].text != ":":
        return None
    lead = before[:-2]
    if not lead or any(w.text in {";", "»", "”"} for w in lead):
        return None
    colon = before[-2].start
    finite = [
        v
        for v in sentence.verbs
        if v.end <= colon and is_finite(v) and not sentence.is_quoted(v.start, v.end)
    ]
    if finite:
        speaker = speaker_of(sentence, finite[-1])
        return speaker if speaker is not None and _is_person(sentence, speaker) else None
    people = [
        m
        for m in sentence.mentions
        if m.kind is MentionKind.PERSON and m.form is MentionForm.NAME and m.end <= colon
    ]
    if len(people) != 1 or len(lead) > _MOST_LABEL:
        return None
    return speaker_in(sentence, people[0].start, people[0].end)


def _is_person(sentence: Sentence, speaker: Speaker) -> bool:
    """A person named or a personal pronoun: a banner or a law says no quotation."""
    return any(
        m.kind in (MentionKind.PERSON, MentionKind.PRONOUN)
        and m.start < speaker.end
        and speaker.start < m.end
        for m in sentence.mentions
    )


# Alone ---------------------------------------------------------------------------------


def _floating(text: ReadText, quotation: _Quotation, last: Said | None) -> Speaker | None:
    """A quotation that is a sentence of its own: whoever spoke last, or is spoken of before."""
    first, final = quotation.first, quotation.final
    alone = quotation.start - first.start <= 2 and final.end - quotation.end <= 4
    if not alone or quotation.count < _LEAST_QUOTED:
        return None
    if quotation.count < _LEAST_FLOATING and not _is_right_behind(text, quotation, last):
        return None
    if last is not None and last.speaker is not None:
        gap = sum(1 for s in text.sentences if last.end <= s.start and s.end <= first.start)
        if gap <= 1:
            return last.speaker
    return _subject_before(text, first)


def _of_one_voice(quotation: _Quotation, voices: dict[str, Speaker]) -> Iterator[Said]:
    """A quotation that is a sentence of its own, in a text where one person alone is quoted."""
    first, final = quotation.first, quotation.final
    alone = quotation.start - first.start <= 2 and final.end - quotation.end <= 4
    if alone and len(voices) == 1 and quotation.count >= _LEAST_FLOATING:
        (speaker,) = voices.values()
        yield _direct(quotation, speaker, None, SpeechAct.ASSERT, "floating")


def _is_right_behind(text: ReadText, quotation: _Quotation, last: Said | None) -> bool:
    """A short quotation counts where it follows another of its paragraph."""
    if last is None or last.mode is not SpeechMode.DIRECT:
        return False
    gap = [s for s in text.sentences if last.end <= s.start and s.end <= quotation.first.start]
    return not gap and last.sentence.block == quotation.first.block


def _subject_before(text: ReadText, sentence: Sentence) -> Speaker | None:
    """ "Le ministre ne décolère pas. « ... »": the one person of the sentence before."""
    if sentence.index == 0:
        return None
    before = text.sentences[sentence.index - 1]
    if before.heading:
        return None
    people = [
        m
        for m in before.mentions
        if m.kind is MentionKind.PERSON
        and m.who is not None
        and not before.is_quoted(m.start, m.end)
        and m.form in (MentionForm.NAME, MentionForm.TITLE)
    ]
    people = people or [
        m
        for m in before.mentions
        if m.kind is MentionKind.PRONOUN
        and m.who is not None
        and not before.is_quoted(m.start, m.end)
    ]
    names = {m.who.name for m in people if m.who is not None}
    if len(names) != 1:
        return None
    return speaker_in(before, people[0].start, people[0].end)
