"""Read who says what: quotations, reported clauses, claims behind "selon".

In: the text with its marks. Out: statement claims. A quotation counts where a verb of saying
or "selon" ties it to a speaker, or where it floats as a sentence of its own right after one;
scare quotes, titles and slogans stand beside no such verb and yield nothing. A reported
clause that holds a quotation is one statement. Words: `languages/*/reporting.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import (
    Confidence,
    Modality,
    SpeechAct,
    SpeechMode,
    StatementClaim,
)
from aidledger.model.parties import Named
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import words_after, words_before, words_between
from aidledger.reading.conjugation import forms_of
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    BlockKind,
    Mention,
    QuantityKind,
    Sentence,
    Tense,
    VerbGroup,
    Voice,
    Word,
)
from aidledger.reading.speakers import Speaker, according, speaker_behind, speaker_of
from aidledger.reading.text import ReadText

_WORDS_OF_CLAUSE_START_2 = small_words("speech", "clause_start_2")
_WORDS_OF_CLAUSE_START = small_words("speech", "clause_start")
_WORDS_OF_BARE_CLAUSE_6 = small_words("speech", "bare_clause_6")
_WORDS_OF_BARE_CLAUSE_5 = small_words("speech", "bare_clause_5")
_WORDS_OF_BARE_CLAUSE_4 = small_words("speech", "bare_clause_4")
_WORDS_OF_BARE_CLAUSE_3 = small_words("speech", "bare_clause_3")
_WORDS_OF_BARE_CLAUSE_2 = small_words("speech", "bare_clause_2")
_WORDS_OF_BARE_CLAUSE = small_words("speech", "bare_clause")
_WORDS_OF_AFTER_MODAL = small_words("speech", "after_modal")
_WORDS_OF_NOMINAL_END = small_words("speech", "nominal_end")
_WORDS_OF_HEARSAY_START = small_words("speech", "hearsay_start")

RULE = "speech.{}/1"
_LEAST_QUOTED = 2  # words in a quotation tied to a verb
_LEAST_FLOATING = 5  # words in a quotation that stands alone
_FINITE_SKIP = (Tense.INFINITIVE,)


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """The words of one language."""

    acts: dict[str, SpeechAct]
    with_object: frozenset[str]
    beside_quote: frozenset[str]
    announcing: frozenset[str]
    clause: frozenset[str]


@cache
def reporting_words(language: str) -> ReportingWords:
    """The words of `language`, from its `reporting.yml`."""
    data = load_words(language, "reporting")
    return ReportingWords(
        {lemma: SpeechAct(act) for act, lemmas in data["acts"].items() for lemma in lemmas},
        frozenset(data["with_object"]),
        frozenset(data["beside_quote"]),
        frozenset(data["announcing"]),
        frozenset(data["clause"]),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """Something said, before it becomes a claim."""

    sentence: Sentence
    start: int
    end: int
    speaker: Speaker | None
    cue: str | None
    mode: SpeechMode
    act: SpeechAct
    rule: str
    hearsay: bool = False


def read_statements(text: ReadText, maker: ClaimMaker) -> tuple[StatementClaim, ...]:
    """The statements of the text, in order of place."""
    found: list[_Said] = []
    for sentence in text.sentences:
        if sentence.heading and sentence.index > 0:
            continue
        found += _indirect(sentence)
    found += _direct(text, found)
    found.sort(key=lambda said: (said.start, said.end))
    return tuple(_claim(maker, said) for said in found)


def _claim(maker: ClaimMaker, said: _Said) -> StatementClaim:
    speaker = said.speaker
    return maker.make(
        StatementClaim,
        said.sentence,
        said.start,
        said.end,
        rule=RULE.format(said.rule),
        flags=("hearsay",) if said.hearsay else (),
        modality=Modality.RUMOURED if said.hearsay else Modality.ACTUAL,
        confidence=Confidence.EXPLICIT if said.cue else Confidence.RESOLVED,
        attributed_to=(speaker.name,) if speaker is not None and speaker.name is not None else (),
        speaker=speaker.name if speaker is not None else None,
        speaker_role=speaker.role if speaker is not None else None,
        mode=said.mode,
        cue=said.cue,
        act=said.act,
    )


# Reported clauses ----------------------------------------------------------------------


def _indirect(sentence: Sentence) -> list[_Said]:
    words = reporting_words(sentence.language)
    found: list[_Said] = []
    for verb in sentence.verbs:
        if sentence.is_quoted(verb.start, verb.end):
            continue
        said = _clause_of(sentence, verb, words)
        if said is not None:
            found.append(said)
    found += _according(sentence)
    return [said for said in found if not _is_within(said, found)]


def _is_within(said: _Said, others: list[_Said]) -> bool:
    return any(
        other is not said and other.start <= said.start and said.end <= other.end
        and (other.start, other.end) != (said.start, said.end)
        and other.speaker == said.speaker
        for other in others
    )  # fmt: skip


def _holds_money(sentence: Sentence, start: int, end: int) -> bool:
    return any(
        quantity.kind is QuantityKind.MONEY and start <= quantity.start and quantity.end <= end
        for quantity in sentence.quantities
    )


# "declined to say", "a refusé de dire": nothing was said.
_NOT_SAYING = frozenset({"decline", "refuse", "refuser", "fail"})


def _reporting_lemma(verb: VerbGroup, words: ReportingWords) -> str | None:
    """The verb of saying in a group: the main verb, or the one on which it hangs."""
    if verb.modal in _NOT_SAYING:
        return None
    if verb.modal is not None and verb.modal in words.acts and verb.modal not in words.announcing:
        return verb.modal
    return verb.lemma if verb.lemma in words.acts else None


def _clause_of(sentence: Sentence, verb: VerbGroup, words: ReportingWords) -> _Said | None:
    lemma = _reporting_lemma(verb, words)
    if lemma is None or verb.negated:
        return None
    act = words.acts[lemma]
    if verb.inverted:
        return _parenthetical(sentence, verb, lemma, act)
    hung = lemma == verb.modal
    if hung:
        return _infinitive(sentence, verb, lemma, act)
    opened = _clause_start(sentence, verb, lemma, words)
    if opened is None:
        return _postposed(sentence, verb, lemma, act)
    start, rule = opened
    if verb.tense in (Tense.INFINITIVE,) or (verb.tense is Tense.PAST_PARTICIPLE):
        return None
    speaker = speaker_of(sentence, verb)
    if speaker is None or (speaker.name is None and act is not SpeechAct.DENY):
        return None
    end = _clause_end(sentence, start)
    if lemma in words.announcing and _holds_money(sentence, start, end):
        return None  # announcing or promising an aid is a sum, no statement
    if end - start < 8 or _is_only_quoted(sentence, start, end):
        return None
    return _Said(sentence, start, end, speaker, lemma, SpeechMode.INDIRECT, act, rule)


def _clause_start(
    sentence: Sentence, verb: VerbGroup, lemma: str, words: ReportingWords
) -> tuple[int, str] | None:
    """Where the reported content begins, and by which frame; None when nothing is reported."""
    after = words_after(sentence, verb.end, 14)
    for place, word in enumerate(after):
        if word.text in {",", ";", ":", "."} and place > 3:
            break
        if word.lower in words.clause and place <= 10:
            if _is_finite_between(sentence, verb.end, word.start):
                break
            follows = after[place + 1] if place + 1 < len(after) else None
            if follows is None:
                return None
            return (word.start if lemma in {"démentir", "nier"} else follows.start), "clause"
    if not after or lemma in words.beside_quote - words.with_object:
        return None
    first = after[0]
    if sentence.language == "fr" and _is_infinitive(first.lower) and lemma not in words.announcing:
        return first.start, "infinitive"
    if sentence.language == "en" and lemma not in words.with_object | words.announcing:
        return _bare_clause(sentence, verb, lemma)
    if lemma in words.with_object and lemma not in words.announcing:
        nominal = _WORDS_OF_CLAUSE_START_2
        if first.lower in nominal and verb.tense not in (Tense.INFINITIVE,):
            return first.start, "object"
        skipped = after[1] if len(after) > 1 else None
        if (
            first.lower in _WORDS_OF_CLAUSE_START
            and skipped is not None
            and skipped.lower in nominal
        ):
            return skipped.start, "object"
    return None


def _is_infinitive(word: str) -> bool:
    return any(form.tense is Tense.INFINITIVE for form in forms_of("fr").get(word, ()))


def _is_finite_between(sentence: Sentence, start: int, end: int) -> bool:
    return any(
        start <= verb.start
        and verb.end <= end
        and verb.tense not in (Tense.INFINITIVE, Tense.PAST_PARTICIPLE, Tense.PRESENT_PARTICIPLE)
        for verb in sentence.verbs
    )


def _bare_clause(sentence: Sentence, verb: VerbGroup, lemma: str) -> tuple[int, str] | None:
    """English "said the aid would arrive", "called on X to stop", "urged X to"."""
    after = words_after(sentence, verb.end, 16)
    if lemma in _WORDS_OF_BARE_CLAUSE_6:
        if (
            after
            and after[0].lower in {"on", "for", "upon"}
            and lemma in {"call", "appeal", "plead"}
        ):
            return after[0].start, "request"
        later = [v for v in sentence.verbs if v.start >= verb.end and v.tense is Tense.INFINITIVE]
        if later and later[0].start - verb.end < 60 and after and after[0].lower != "for":
            return after[0].start, "request"
        return None
    if (
        not after
        or after[0].text in _WORDS_OF_BARE_CLAUSE_5
        or after[0].lower in _WORDS_OF_BARE_CLAUSE_4
    ):
        if after and after[0].lower in {"in", "on", "at"} and lemma == "say":
            for place, word in enumerate(after):
                if word.text == "," and place <= 6 and place + 1 < len(after):
                    return None
        return None
    if lemma in _WORDS_OF_BARE_CLAUSE_3 and not _has_finite(sentence, verb.end):
        return None
    skip = 0
    while skip < len(after) and after[skip].lower in _WORDS_OF_BARE_CLAUSE_2:
        skip += 1
    if skip >= len(after) or not _has_finite(sentence, after[skip].start):
        return None
    if lemma in _WORDS_OF_BARE_CLAUSE and lemma != "report":
        return None
    return after[skip].start, "bare"


def _has_finite(sentence: Sentence, start: int) -> bool:
    return any(
        verb.start >= start
        and verb.tense not in (Tense.INFINITIVE, Tense.PAST_PARTICIPLE, Tense.PRESENT_PARTICIPLE)
        for verb in sentence.verbs
    )


def _infinitive(sentence: Sentence, verb: VerbGroup, lemma: str, act: SpeechAct) -> _Said | None:
    """ "assure être capable de", "dit espérer", "asked them to stop"."""
    if sentence.language != "fr" and act is not SpeechAct.DEMAND:
        return None
    if act is SpeechAct.DEMAND and sentence.language == "fr":
        return None
    speaker = speaker_of(sentence, verb)
    if speaker is None or speaker.name is None:
        return None
    start = _after_modal(sentence, verb)
    end = _clause_end(sentence, start)
    if end - start < 8:
        return None
    return _Said(sentence, start, end, speaker, lemma, SpeechMode.INDIRECT, act, "infinitive")


def _after_modal(sentence: Sentence, verb: VerbGroup) -> int:
    """The first word after the verb of saying within its group, joints left out."""
    inside = words_between(sentence, verb.start, verb.end)
    verbs = [word for word in inside if word.end < verb.head_start]
    start = verb.head_start
    for word in reversed(verbs):
        if word.lower in _WORDS_OF_AFTER_MODAL:
            start = word.start
        else:
            break
    return start


def _postposed(sentence: Sentence, verb: VerbGroup, lemma: str, act: SpeechAct) -> _Said | None:
    """ "..., a spokesperson said.": the clause before the comma, the speaker behind it."""
    rest = [word for word in words_after(sentence, verb.end, 8) if word.text[0].isalnum()]
    if sentence.language != "en" or len(rest) > 5 or lemma not in _SAYING:
        return None
    commas = [w for w in words_between(sentence, sentence.start, verb.start) if w.text == ","]
    if not commas or verb.start - commas[-1].end > 90:
        return None
    if any(commas[-1].end <= v.start and v.end <= verb.start for v in sentence.verbs):
        return None
    before = words_between(sentence, sentence.start, commas[-1].start)
    if not before or before[-1].text in {"»", "”", '"'}:
        return None
    speaker = speaker_behind(sentence, commas[-1].end, verb)
    start, end = _sentence_part_start(sentence, before), commas[-1].start
    if speaker is None or speaker.name is None or _is_only_quoted(sentence, start, end):
        return None
    return _Said(sentence, start, end, speaker, lemma, SpeechMode.INDIRECT, act, "postposed")


_SAYING = frozenset({"say", "add", "report", "announce", "state", "confirm", "note", "warn"})


def _parenthetical(sentence: Sentence, verb: VerbGroup, lemma: str, act: SpeechAct) -> _Said | None:
    """ "Les crédits sont attribués, affirme le président": the clause before the comma."""
    end = verb.start
    while end > sentence.start and sentence.text[end - 1 - sentence.start] in " ,—–":
        end -= 1
    before = words_between(sentence, sentence.start, end)
    if (
        not before
        or before[-1].text in {"»", "”", '"', "'"}
        or sentence.is_quoted(before[-1].start, before[-1].end)
    ):
        return None
    start = _sentence_part_start(sentence, before)
    speaker = speaker_of(sentence, verb)
    if speaker is None or end - start < 12 or _is_only_quoted(sentence, start, end):
        return None
    return _Said(sentence, start, end, speaker, lemma, SpeechMode.INDIRECT, act, "parenthetical")


def _sentence_part_start(sentence: Sentence, before: tuple[Word, ...]) -> int:
    """After the last semicolon; past an opening participle clause."""
    start = before[0].start
    for word in before:
        if word.text in {";", ":"}:
            start = word.end + 1
    opening = next((v for v in sentence.verbs if v.start >= start), None)
    if opening is not None and opening.tense is Tense.PAST_PARTICIPLE and opening.start == start:
        main = next(
            (
                v
                for v in sentence.verbs
                if v.start > opening.end
                and v.tense not in (Tense.PAST_PARTICIPLE, Tense.INFINITIVE)
            ),
            None,
        )
        if main is not None:
            commas = [w for w in before if w.text == "," and w.end < main.start]
            if commas:
                start = commas[-1].end + 1
    return start


def _clause_end(sentence: Sentence, start: int) -> int:
    """Where reported content ends: the sentence's close, or a parenthetical verb of saying."""
    end = sentence.end
    for word in words_after(sentence, start, 120):
        if word.text == ";" or (word.lower == "including" and word.start - start > 20):
            end = word.start
            break
    while end > start and sentence.text[end - 1 - sentence.start] in ".!?… ,":
        end -= 1
    return end


def _is_only_quoted(sentence: Sentence, start: int, end: int) -> bool:
    """True when the content is nothing but a quotation, read as direct speech."""
    inside = sum(max(0, min(high, end) - max(low, start)) for low, high in sentence.quoted)
    return inside >= 0.8 * (end - start)


def _according(sentence: Sentence) -> Iterator[_Said]:
    """ "Selon X, ...", "..., according to Y": what stands beside, as X's claim."""
    phrases = according(sentence.language)
    for at in range(len(sentence.words)):
        hit = phrases.starting(sentence.words, at)
        if hit is None or sentence.is_quoted(sentence.words[at].start, sentence.words[at].end):
            continue
        cue_start, cue_end = sentence.words[at].start, sentence.words[hit[0] - 1].end
        mention = next(
            (m for m in sentence.mentions if 0 <= m.start - cue_end <= 5 and (m.who or m.role)),
            None,
        )
        speaker_end = mention.end if mention is not None else _nominal_end(sentence, cue_end)
        if speaker_end is None:
            continue
        speaker = _source(sentence, cue_end, speaker_end, mention)
        start, end = _beside(sentence, cue_start, speaker_end)
        start = _hearsay_start(sentence, start, end)
        if end - start < 12 or _is_only_quoted(sentence, start, end):
            continue
        hearsay = any(
            v.tense is Tense.CONDITIONAL_PAST and start <= v.start < end for v in sentence.verbs
        )
        cue = sentence.words[at].lower if sentence.language == "fr" else "according to"
        yield _Said(
            sentence, start, end, speaker, cue, SpeechMode.INDIRECT, SpeechAct.ASSERT,
            "according", hearsay,
        )  # fmt: skip


def _nominal_end(sentence: Sentence, place: int) -> int | None:
    end = None
    for word in words_after(sentence, place, 12):
        if word.text in _WORDS_OF_NOMINAL_END:
            break
        end = word.end
    return end


def _source(sentence: Sentence, start: int, end: int, mention: Mention | None) -> Speaker:
    if mention is not None:
        name = mention.who or Named(mention.role or "", None, mention.role)
        return Speaker(name, mention.role, mention.start, mention.end)
    words = sentence.text[start - sentence.start : end - sentence.start].strip()
    for article in ("le ", "la ", "les ", "l'", "un ", "une ", "des ", "the ", "a ", "an "):
        if words.lower().startswith(article):
            words = words[len(article) :]
            break
    return Speaker(Named(words, None, words), None, start, end)


def _beside(sentence: Sentence, cue_start: int, speaker_end: int) -> tuple[int, int]:
    """What the source says: after the comma behind an opening cue, before a closing one."""
    after = words_after(sentence, speaker_end, 1)
    tail = sentence.end
    while tail > speaker_end and sentence.text[tail - 1 - sentence.start] in ".!?… ":
        tail -= 1
    opens = cue_start - sentence.start < 12
    head_words = words_before(sentence, cue_start, 1)
    if (
        after
        and after[0].text == ","
        and tail - after[0].end > 15
        and (opens or (head_words and head_words[0].text == ","))
    ):
        return after[0].end + 1, tail
    end = cue_start
    while end > sentence.start and sentence.text[end - 1 - sentence.start] in " ,":
        end -= 1
    return sentence.start, end


def _hearsay_start(sentence: Sentence, start: int, end: int) -> int:
    """In French hearsay the clause of the conditional past is what is reported."""
    verb = next(
        (v for v in sentence.verbs if v.tense is Tense.CONDITIONAL_PAST and start <= v.start < end),
        None,
    )
    if verb is None or sentence.language != "fr":
        return start
    for word in reversed(words_between(sentence, start, verb.start)):
        if word.lower in _WORDS_OF_HEARSAY_START:
            held = words_before(sentence, word.start, 1)
            return (
                held[0].start
                if held and held[0].lower in {"à", "de", "avec", "par"}
                else word.start
            )
        if word.text == ",":
            return word.end + 1
    return start


# Quotations ----------------------------------------------------------------------------


def _direct(text: ReadText, indirect: list[_Said]) -> Iterator[_Said]:
    last: Speaker | None = None
    last_sentence = -9
    for start, end in text.quotations:
        while end > start and text.shadow.text[end - 1] in ", ":
            end -= 1
        inside = [s for s in text.sentences if s.start < end and start < s.end]
        if not inside or inside[0].block.kind is BlockKind.HEADING:
            continue
        if any(other[0] <= start and end < other[1] - 2 for other in text.quotations):
            continue
        first, final = inside[0], inside[-1]
        count = sum(
            1 for s in inside for w in s.words if start <= w.start < end and w.text[0].isalnum()
        )
        if any(said.start <= start and end <= said.end for said in indirect):
            continue
        cue = _cue_of(first, final, start, end)
        if cue is not None and count >= _LEAST_QUOTED:
            sentence, verb, lemma = cue
            speaker = speaker_of(sentence, verb)
            if speaker is not None:
                last, last_sentence = speaker, final.index
                act = reporting_words(sentence.language).acts[lemma]
                yield _Said(first, start, end, speaker, lemma, SpeechMode.DIRECT, act, "quoted")
                continue
        source = _source_of(first, final, start, end)
        if source is not None and count >= _LEAST_QUOTED:
            last, last_sentence = source, final.index
            yield _Said(
                first,
                start,
                end,
                source,
                "selon" if first.language == "fr" else "according to",
                SpeechMode.DIRECT,
                SpeechAct.ASSERT,
                "quoted",
            )
            continue
        alone = start - first.start <= 2 and final.end - end <= 4
        if (
            alone
            and count >= _LEAST_FLOATING
            and last is not None
            and first.index - last_sentence <= 2
        ):
            last_sentence = final.index
            yield _Said(
                first, start, end, last, None, SpeechMode.DIRECT, SpeechAct.ASSERT, "floating"
            )


def _cue_of(
    first: Sentence, final: Sentence, start: int, end: int
) -> tuple[Sentence, VerbGroup, str] | None:
    """The verb of saying that ties a quotation to its speaker: right after it, or before it."""
    candidates: list[tuple[int, Sentence, VerbGroup, str]] = []
    for sentence in {first.index: first, final.index: final}.values():
        words = reporting_words(sentence.language)
        for verb in sentence.verbs:
            if sentence.is_quoted(verb.start, verb.end):
                continue
            lemma = verb.lemma if verb.lemma in words.acts else verb.modal
            if lemma not in words.acts or (lemma == "appeler" and verb.voice is Voice.REFLEXIVE):
                continue  # "s'appelle «...»" gives a name
            if verb.start >= end and _follows(sentence, verb, end):
                candidates.append((verb.start - end, sentence, verb, lemma))
            elif verb.end <= start and _leads_to(sentence, verb, start):
                candidates.append((start - verb.end, sentence, verb, lemma))
    if not candidates:
        return None
    _, sentence, verb, lemma = min(candidates, key=lambda row: (not row[2].inverted, row[0]))
    return sentence, verb, lemma


def _follows(sentence: Sentence, verb: VerbGroup, end: int) -> bool:
    """A verb after a quotation: inverted, or with its subject between and no other verb."""
    if verb.inverted:
        return verb.start - end <= 90
    others = [v for v in sentence.verbs if end <= v.start and v.end <= verb.start]
    return verb.start - end <= 120 and not others


def _leads_to(sentence: Sentence, verb: VerbGroup, start: int) -> bool:
    """A verb before a quotation leads to it by a colon, or as what it says."""
    between = words_between(sentence, verb.end, start)
    signs = {word.text for word in between}
    if ":" in signs:
        return start - verb.end <= 160
    if "," in signs and start - verb.end > 30:
        return False
    others = [v for v in sentence.verbs if verb.end <= v.start and v.end <= start]
    return len(between) <= 14 and not others


def _source_of(first: Sentence, final: Sentence, start: int, end: int) -> Speaker | None:
    for sentence in {first.index: first, final.index: final}.values():
        phrases = according(sentence.language)
        for at in range(len(sentence.words)):
            hit = phrases.starting(sentence.words, at)
            if hit is None or sentence.is_quoted(sentence.words[at].start, sentence.words[at].end):
                continue
            place = sentence.words[hit[0] - 1].end
            if min(abs(place - start), abs(place - end)) > 60:
                continue
            mention = next(
                (m for m in sentence.mentions if 0 <= m.start - place <= 5 and (m.who or m.role)),
                None,
            )
            finish = mention.end if mention is not None else _nominal_end(sentence, place)
            if finish is not None:
                return _source(sentence, place, finish, mention)
    return None
