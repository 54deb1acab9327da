"""Read what a source says behind "selon", "according to", "as X put it".

In: a sentence with marks. Out: the claims of named sources: what stands beside the source,
after the comma behind an opening one, before a closing one. A need, a law or a plan behind
"selon" is no source. Words: `languages/*/reporting.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from aidledger.catalogue import load_catalogue
from aidledger.model.claims import SpeechAct, SpeechMode
from aidledger.reading.clauses import words_after, words_before, words_between
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import Mention, MentionForm, MentionKind, Sentence, Tense
from aidledger.reading.reporting import cue_of
from aidledger.reading.said import Said, has_finite_verb, is_only_quoted, trimmed_end
from aidledger.reading.speaker_words import speaker_words
from aidledger.reading.speakers import Speaker, according, speaker_in, speaker_of

_HEARSAY_START = small_words("speech", "hearsay_start")
_AIMS = small_words("sources", "aims")
_FALSE = small_words("sources", "untrue")
_ENDS = frozenset({",", ".", ";", ":", "(", "«", "“", '"', "—", "–"})
_MOST_SOURCE = 14
_LEAST = 12  # characters of a claim
# A sentence that opens with one of these has its main clause behind the source.
_SUBORDINATE = frozenset(
    ["alors", "si", "lorsque", "quand", "tandis", "while", "if", "when", "although", "though"]
)


@dataclass(frozen=True, slots=True)
class Source:
    """A source in a sentence: from its cue to the last word that names it."""

    start: int
    end: int
    cue: str
    speaker: Speaker


def sources_in(sentence: Sentence) -> Iterator[Source]:
    """The sources that the sentence names, outside of quotations."""
    phrases = according(sentence.language)
    for at in phrases.openings(sentence.words):
        hit = phrases.starting(sentence.words, at)
        if hit is None or sentence.is_quoted(sentence.words[at].start, sentence.words[at].end):
            continue
        cue_start, cue_end = sentence.words[at].start, sentence.words[hit[0] - 1].end
        if sentence.words[at].lower == "per" and not _is_set_off(sentence, cue_start):
            continue
        found = _source_behind(sentence, cue_end)
        if found is not None:
            speaker, end = found
            cue = sentence.text[cue_start - sentence.start : cue_end - sentence.start].lower()
            yield Source(cue_start, end, cue, speaker)
    yield from _as_put(sentence)
    yield from _in_their_view(sentence)


def _in_their_view(sentence: Sentence) -> Iterator[Source]:
    """ "Pour la présidente Maia Sandu, ..." opens a clause; a state there only profits."""
    if sentence.language != "fr":
        return
    words = sentence.words
    for at in range(len(words) - 3):
        opens = at == 0 or words[at - 1].text in {":", ";"}
        if not opens or words[at].lower != "pour":
            continue
        person = next(
            (
                m
                for m in sentence.mentions
                if 0 <= m.start - words[at].end <= 40
                and m.form is MentionForm.NAME
                and (m.kind is MentionKind.PERSON or _has_opinions(m))
            ),
            None,
        )
        if person is None:
            continue
        follows = words_after(sentence, person.end, 1)
        lead = words_between(sentence, words[at].end, person.start)
        if not follows or follows[0].text != "," or any(w.text == "," for w in lead):
            continue
        if {w.lower for w in words_after(sentence, follows[0].end, 4)} & _AIMS:
            continue  # "pour Antony Blinken, il s'agit d'anticiper": an aim
        yield Source(words[at].start, person.end, "pour", Speaker(
            person.who, person.role, person.start, person.end, person.gender
        ))  # fmt: skip


def _has_opinions(mention: Mention) -> bool:
    """Associations and institutes hold views; funds and missions are paid into."""
    return mention.kind is MentionKind.INSTITUTION and mention.who is not None and (
        mention.who.id in _opinionated()
    )  # fmt: skip


@cache
def _opinionated() -> frozenset[str]:
    return frozenset(
        actor.id for actor in load_catalogue().actors if actor.kind in {"ngo", "think_tank"}
    )


def _is_set_off(sentence: Sentence, place: int) -> bool:
    before = words_before(sentence, place, 1)
    return not before or before[0].text == ","


def _source_behind(sentence: Sentence, place: int) -> tuple[Speaker, int] | None:
    """The source whose words begin at `place`, with the end of its words."""
    lexicon = load_words(sentence.language, "reporting")
    words = words_after(sentence, place, 3)
    if not words or words[0].lower in lexicon["no_sources"]:
        if len(words) < 2 or words[1].lower not in lexicon["sources"]:
            return None
    if any(
        word.lower in lexicon["no_sources"] and word.lower not in {"les", "que"}
        for word in words[1:2]
    ):
        return None
    pronoun = _pronoun_at(sentence, place)
    if pronoun is not None:
        return Speaker(pronoun.who, None, pronoun.start, pronoun.end, pronoun.gender, True), (
            pronoun.end
        )
    end = _source_end(sentence, place)
    if end is None:
        return None
    speaker = speaker_in(sentence, words[0].start, end)
    return (speaker, end) if speaker is not None else None


def _pronoun_at(sentence: Sentence, place: int) -> Mention | None:
    return next(
        (
            m
            for m in sentence.mentions
            if m.kind is MentionKind.PRONOUN and 0 <= m.start - place <= 2
        ),
        None,
    )


def _source_end(sentence: Sentence, place: int) -> int | None:
    """Up to a sign, past a name set off behind a title."""
    end = None
    for word in words_after(sentence, place, _MOST_SOURCE):
        inside = next((m for m in sentence.mentions if m.start < word.start < m.end), None)
        if inside is None and word.text in _ENDS:
            break
        if any(
            v.start <= word.start < v.end and v.tense not in (Tense.PAST_PARTICIPLE,)
            for v in sentence.verbs
        ):
            break
        end = word.end
    return end


def _as_put(sentence: Sentence) -> Iterator[Source]:
    """ "As Mr Guterres put it, ...", "comme l'a rappelé le ministre, ..."."""
    words = sentence.words
    for at, word in enumerate(words):
        if word.lower not in {"as", "comme"} or (at and words[at - 1].text not in {",", "—", "–"}):
            continue
        source = _put_it(sentence, at) or _as_said(sentence, at)
        if source is None or source.speaker.name is None:
            continue
        follows = words_after(sentence, source.end, 1)
        if not follows or follows[0].text in {",", ".", "—", "–", ":"}:
            yield source


def _put_it(sentence: Sentence, at: int) -> Source | None:
    words = sentence.words
    for place in range(at + 2, min(at + 12, len(words) - 1)):
        if words[place].text == ",":
            return None
        if words[place].lower in {"put", "puts"} and words[place + 1].lower == "it":
            speaker = speaker_in(sentence, words[at + 1].start, words[place - 1].end)
            end = words[place + 1].end
            return Source(words[at].start, end, "put", speaker) if speaker is not None else None
    return None


def _as_said(sentence: Sentence, at: int) -> Source | None:
    opening = sentence.words[at]
    verb = next((v for v in sentence.verbs if v.start >= opening.end), None)
    if verb is None or verb.start - opening.end > 60:
        return None
    cue = cue_of(sentence, verb)
    if cue is None or sentence.is_quoted(verb.start, verb.end):
        return None
    between = words_between(sentence, opening.end, verb.start)
    if between and between[0].lower not in {"l'", "le"}:
        speaker = speaker_of(sentence, replace(verb, inverted=False))
    else:
        speaker = speaker_of(sentence, replace(verb, inverted=True))
    if speaker is None:
        return None
    return Source(opening.start, max(verb.end, speaker.end), verb.lemma, speaker)


def claims_of_sources(sentence: Sentence) -> Iterator[Said]:
    """What the sources of the sentence claim."""
    yield from _for_whom(sentence)
    for source in sources_in(sentence):
        start, end = _beside(sentence, source)
        if _is_denied_before(sentence, source):
            continue  # "nie avoir tiré, comme l'en accuse l'ONU": the denier speaks
        start = _past_denial(sentence, _hearsay_start(sentence, start, end))
        if end - start < _LEAST or is_only_quoted(sentence, start, end):
            continue
        if not has_finite_verb(sentence, start, end) and not _is_figure(sentence, start, end):
            continue
        hearsay = any(
            v.tense is Tense.CONDITIONAL_PAST and start <= v.start < end for v in sentence.verbs
        )
        yield Said(
            sentence, start, end, source.speaker, source.cue, SpeechMode.INDIRECT,
            SpeechAct.ASSERT, "according", hearsay,
        )  # fmt: skip


def _is_denied_before(sentence: Sentence, source: Source) -> bool:
    """What a source "as" or "comme" gives again stands denied before it."""
    first = words_after(sentence, source.start, 1)
    if not first or first[0].lower not in {"as", "comme"}:
        return False
    for verb in sentence.verbs:
        if verb.end > source.start:
            break
        cue = cue_of(sentence, verb)
        if cue is not None and cue.act is SpeechAct.DENY and not verb.negated:
            return True
    return False


def _past_denial(sentence: Sentence, start: int) -> int:
    """ "Il est faux que l'aide ait disparu, comme l'a dit X": X said the clause behind "que"."""
    words = words_after(sentence, start, 14)
    if not {word.lower for word in words[:5]} & _FALSE:
        return start
    for at, word in enumerate(words[:-1]):
        if word.lower in {"que", "qu'", "that"}:
            return words[at + 1].start
    return start


def _for_whom(sentence: Sentence) -> Iterator[Said]:
    """ "..., rétorque le syndicat, pour qui les contrats sont promis": the noun before."""
    words = sentence.words
    for at in range(2, len(words) - 2):
        if words[at].lower != "pour" or words[at + 1].lower != "qui" or words[at - 1].text != ",":
            continue
        verb = next((v for v in reversed(sentence.verbs) if v.end <= words[at].start), None)
        speaker = speaker_of(sentence, verb) if verb is not None and verb.inverted else None
        if speaker is None:
            named = [m for m in sentence.mentions if m.end == words[at - 1].start]
            speaker = speaker_in(sentence, named[0].start, named[0].end) if named else None
        start, end = words[at + 2].start, trimmed_end(sentence, words[at + 2].start, sentence.end)
        if speaker is not None and has_finite_verb(sentence, start, end):
            yield Said(
                sentence, start, end, speaker, "pour qui", SpeechMode.INDIRECT,
                SpeechAct.ASSERT, "according",
            )  # fmt: skip


def _is_figure(sentence: Sentence, start: int, end: int) -> bool:
    """A heading without a verb still claims a figure."""
    return any(start <= quantity.start < end for quantity in sentence.quantities)


def _beside(sentence: Sentence, source: Source) -> tuple[int, int]:
    """What the source says: after the comma behind an opening cue, before a closing one."""
    words = sentence.words
    first, tail = words[0].start, trimmed_end(sentence, source.end, sentence.end)
    before = words_before(sentence, source.start, 1)
    after = words_after(sentence, source.end, 2)
    opens = source.start - first < 4
    if opens and after and after[0].text != "," and _is_participle(sentence, after[0].start):
        # "Selon un responsable ayant requis l'anonymat, ..."
        comma = next((w for w in words_after(sentence, source.end, 14) if w.text == ","), None)
        if comma is not None:
            return comma.end + 1, tail
    quoted = _quoted_before(sentence, source.start)
    if quoted is not None:
        return quoted, source.start  # "les Mirage, « un signal fort », selon lui"
    if before and before[0].text == ":" and after and after[0].text == ",":
        return after[0].end + 1, tail  # "not all leaves: according to the inspector, ..."
    if opens and after and after[0].text != ",":
        return after[0].start, tail
    set_off = len(after) > 1 and after[0].text in {",", "—", "–"} and tail - after[0].end > 15
    relative = len(after) > 1 and after[1].lower in speaker_words(sentence.language).relatives
    if set_off and not relative and (not before or before[0].text in {",", "—", "–"} or opens):
        start = after[0].end + 1
        if not has_finite_verb(sentence, first, source.start):
            verb = next((v for v in sentence.verbs if v.start >= start), None)
            goes_on = verb is not None and verb.start - start < 3 and source.start - first > 8
            return (first if goes_on else start), tail
        if words[0].lower in _SUBORDINATE:
            return start, tail
    start, end = first, source.start
    for word in words_between(sentence, first, source.start):
        parts = word.text == ":" and sentence.language == "fr" and not opens
        if word.text == ";" or (parts and has_finite_verb(sentence, word.end, source.start)):
            start = word.end + 1
    return start, trimmed_end(sentence, start, end)


def _quoted_before(sentence: Sentence, place: int) -> int | None:
    """Where a quotation set off by a comma begins that closes right before the source."""
    before = words_before(sentence, place, 2)
    if len(before) < 2 or before[1].text != "," or before[0].text not in {"»", "”", '"'}:
        return None
    low = next((low for low, high in sentence.quoted if 0 <= before[0].start - high <= 2), None)
    if low is None:
        return None
    lead = words_before(sentence, low, 2)
    return lead[-1].start if len(lead) == 2 and lead[0].text == "," else None


def _is_participle(sentence: Sentence, place: int) -> bool:
    kinds = (Tense.PRESENT_PARTICIPLE, Tense.PAST_PARTICIPLE)
    return any(v.start == place and v.tense in kinds for v in sentence.verbs)


def _hearsay_start(sentence: Sentence, start: int, end: int) -> int:
    """In French hearsay the clause of the conditional past is what is reported."""
    verb = next(
        (v for v in sentence.verbs if v.tense is Tense.CONDITIONAL_PAST and start <= v.start < end),
        None,
    )
    if verb is None or sentence.language != "fr":
        return start
    for word in reversed(words_between(sentence, start, verb.start)):
        if word.lower in _HEARSAY_START:
            held = words_before(sentence, word.start, 1)
            return (
                held[0].start
                if held and held[0].lower in {"à", "de", "avec", "par"}
                else word.start
            )
        if word.text == ",":
            return word.end + 1
    return start
