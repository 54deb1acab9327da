"""What a sum is for: whether it is aid at all, and which kind.

In: the sentences of a text. Out: verdicts for one figure. The nearest words weigh most:
what follows "en", "d'", "in" right after the figure, then the clause, the sentence, the
paragraph, and last the text as a whole. Words are data: `languages/*/aid.yml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from aidledger.catalogue import Catalogue
from aidledger.model.claims import AidKind, Stage
from aidledger.reading.clauses import governing_verb, words_after, words_before
from aidledger.reading.frames import role_words
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import BlockKind, Quantity, QuantityKind, Sentence, VerbGroup, Word
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.stages import stage_words

_NEAR_AFTER, _NEAR_BEFORE = 14, 10
_NOT_AID_AFTER, _NOT_AID_BEFORE = 9, 6
_JOINTS = frozenset({"et", "and", ",", "ou", "or"})
_AID_BODIES = frozenset({"agency", "fund", "ngo", "bank"})


@dataclass(frozen=True, slots=True)
class PurposeWords:
    """The words of one language."""

    not_aid: Phrases[bool]
    not_aid_after: Phrases[bool]
    not_aid_verbs: frozenset[str]
    aid: Phrases[bool]
    aid_verbs: frozenset[str]
    kinds: Phrases[AidKind | None]
    weak: frozenset[str]
    instruments: frozenset[str]
    by_actor: dict[str, AidKind]
    project_banks: frozenset[str]


@cache
def purpose_words(language: str) -> PurposeWords:
    """The words of `language`, from its `aid.yml`."""
    data = load_words(language, "aid")
    return PurposeWords(
        not_aid=phrase_set(data["not_aid"]),
        not_aid_after=phrase_set(data["not_aid_after"]),
        not_aid_verbs=frozenset(data["not_aid_verbs"]),
        aid=phrase_set(data["aid_words"]),
        aid_verbs=frozenset(data["aid_verbs"]),
        kinds=Phrases(
            {
                word: AidKind(kind) if kind != "unnamed" else None
                for kind, words in data["kinds"].items()
                for word in words
            }
        ),
        weak=frozenset(data["weak_kind_words"]),
        instruments=frozenset(data["instruments"]),
        by_actor={
            actor: AidKind(kind) for kind, ids in data["kinds_by_actor"].items() for actor in ids
        },
        project_banks=frozenset(data["project_banks"]),
    )


@dataclass(frozen=True, slots=True)
class TextPurpose:
    """What a text as a whole is about: aid or not, and the kind that it names most."""

    about_aid: bool
    kind: AidKind | None


def purpose_of_text(sentences: Sequence[Sentence]) -> TextPurpose:
    """The purpose of a whole text, for figures whose own words say nothing."""
    return TextPurpose(_is_about_aid(sentences), _kind_of_text(sentences))


def is_aid(
    catalogue: Catalogue,
    sentences: Sequence[Sentence],
    place: int,
    quantity: Quantity,
    whole: TextPurpose,
) -> bool:
    """True when the sum at sentence `place` is aid from one party to another.

    The nearest words decide: a word of trade, loss or budget right beside the figure makes it
    no aid unless a word of aid stands between; then the governing verb; then the sentence, the
    sentences around, and the text as a whole.
    """
    sentence = sentences[place]
    words = purpose_words(sentence.language)
    after = _until_next(sentence, quantity, _NEAR_AFTER)
    before = _since_last(sentence, quantity, _NOT_AID_BEFORE)
    verb = governing_verb(sentence, quantity.start, quantity.end)
    named = _is_named_aid(words, after[:5]) or _first(words.aid, before[-4:])
    if not named:
        if _first(words.not_aid, after[:_NOT_AID_AFTER]) and not _is_named_aid(words, after):
            return False
        if _first(words.not_aid, before) and not _ends_in_aid(words, before):
            return False
        if _first(words.not_aid_after, after[:4]):
            return False
        if verb is not None and verb.lemma in words.not_aid_verbs and not _first(words.aid, after):
            return False
    if named or _first(words.aid, sentence.words):
        return True
    if any(_gives(sentence, verb.lemma, words) for verb in sentence.verbs):
        return True
    if _is_between_parties(catalogue, sentence, verb):
        return True
    if _is_of_aid_body(catalogue, sentence) or _is_for_crisis(sentence, verb, words):
        return True
    around = [s for s in sentences[max(0, place - 2) : place + 2] if s is not sentence]
    around += _lead_of_list(sentences, place)
    return any(_speaks_of_aid(other) for other in around) or whole.about_aid


def _ends_in_aid(words: PurposeWords, before: Sequence[Word]) -> bool:
    """ "repair damage with a grant of": the word of aid stands nearer than the other."""
    other = words.not_aid.first_in(before, 0, len(before))
    assert other is not None
    return words.aid.first_in(before, other[1], len(before)) is not None


def _is_between_parties(catalogue: Catalogue, sentence: Sentence, verb: VerbGroup | None) -> bool:
    """ "For Gaza, Switzerland is adding 10 million": one usually gives, one usually receives."""
    if verb is None or verb.lemma not in role_words(sentence.language).giving:
        return False
    ids = {m.who.id for m in sentence.mentions if m.who is not None and m.who.id}
    actors = [actor for actor in map(catalogue.actor, ids) if actor is not None]
    givers = [actor for actor in actors if actor.role == "donor"]
    return bool(givers) and any(actor.role in ("recipient", "both") for actor in actors)


def _lead_of_list(sentences: Sequence[Sentence], place: int) -> Sequence[Sentence]:
    """The sentence that leads in the list in which a figure stands."""
    if sentences[place].block.kind is not BlockKind.BULLET:
        return ()
    while place and sentences[place].block.kind is BlockKind.BULLET:
        place -= 1
    return sentences[place : place + 1]


def _is_of_aid_body(catalogue: Catalogue, sentence: Sentence) -> bool:
    """True when the sentence names a body that exists to give or hand on aid."""
    for mention in sentence.mentions:
        actor = catalogue.actor(mention.who.id) if mention.who and mention.who.id else None
        if actor is not None and actor.kind in _AID_BODIES:
            return True
    return False


def _is_for_crisis(sentence: Sentence, verb: VerbGroup | None, words: PurposeWords) -> bool:
    """ "Chad is asking for $230 million to face the floods"."""
    if verb is None or stage_words(sentence.language).verbs.get(verb.lemma) is not Stage.REQUESTED:
        return False
    kinds = words.kinds
    return any(
        found is not None and found[1] is AidKind.HUMANITARIAN
        for place in range(len(sentence.words))
        if (found := kinds.starting(sentence.words, place)) is not None
    )


def _is_about_aid(sentences: Sequence[Sentence]) -> bool:
    """True for a text in which every fourth sentence speaks of aid."""
    speaking = sum(map(_speaks_of_aid, sentences))
    return speaking * 4 >= len(sentences)


def _speaks_of_aid(sentence: Sentence) -> bool:
    words = purpose_words(sentence.language)
    return _first(words.aid, sentence.words) or any(
        verb.lemma in words.aid_verbs for verb in sentence.verbs
    )


def _is_named_aid(words: PurposeWords, after: Sequence[Word]) -> bool:
    """ "2 milliards d'aide prélevés sur les avoirs gelés" is aid all the same."""
    aid = words.aid.first_in(after, 0, len(after))
    other = words.not_aid.first_in(after, 0, len(after))
    return aid is not None and (other is None or aid[0] < other[0])


def _gives(sentence: Sentence, lemma: str, words: PurposeWords) -> bool:
    return lemma in words.aid_verbs or lemma in stage_words(sentence.language).giving


def _first(phrases: Phrases[bool], words: Sequence[Word]) -> bool:
    return phrases.first_in(words, 0, len(words)) is not None


def kind_of(
    sentences: Sequence[Sentence], place: int, quantity: Quantity
) -> tuple[AidKind | None, bool]:
    """The kind of aid that the words nearest to the figure name, and whether they speak of any.

    (None, True) = the words speak of aid of no kind that is told apart ("development aid");
    (None, False) = no word near says anything.
    """
    sentence = sentences[place]
    words = purpose_words(sentence.language)
    right = _until_next(sentence, quantity, _NEAR_AFTER)
    left = _since_last(sentence, quantity, _NEAR_BEFORE)
    banks = _names_bank(sentence, words)
    named = _kind_of_actor(sentence, words)
    stretches: list[Sequence[Word]] = [right[:6], (*left, *right), sentence.words]
    for stretch in stretches:
        kind, told = _kind_in(words, stretch, instruments=not banks)
        if told:
            return kind, True
    if named is not None:
        return named, True
    for stretch in _same_paragraph(sentences, place):
        kind, told = _kind_in(words, stretch, instruments=not banks)
        if told and kind is not None:
            return kind, True
    return None, False


def _names_bank(sentence: Sentence, words: PurposeWords) -> bool:
    """A development bank lends for projects: its loans are of the kind of the project."""
    return any(m.who is not None and m.who.id in words.project_banks for m in sentence.mentions)


def _kind_of_actor(sentence: Sentence, words: PurposeWords) -> AidKind | None:
    for mention in sentence.mentions:
        if mention.who is not None and mention.who.id in words.by_actor:
            return words.by_actor[mention.who.id]
    return None


def settled_kind(language: str, receivers: Sequence[str], whole: TextPurpose) -> AidKind | None:
    """The kind of a sum whose own paragraph names none: by who receives it, else by the text."""
    crisis = frozenset(load_words(language, "aid")["crisis_receivers"])
    if crisis.intersection(receivers) and whole.kind is not AidKind.MILITARY:
        return AidKind.HUMANITARIAN
    return whole.kind


def _same_paragraph(sentences: Sequence[Sentence], place: int) -> list[Sequence[Word]]:
    block = sentences[place].block
    near: list[Sequence[Word]] = [
        sentences[at].words
        for at in (place - 1, place + 1, place - 2)
        if 0 <= at < len(sentences) and sentences[at].block == block
    ]
    near += [lead.words for lead in _lead_of_list(sentences, place)]
    return near


def _kind_in(
    words: PurposeWords, stretch: Sequence[Word], *, instruments: bool = True
) -> tuple[AidKind | None, bool]:
    """The kind that a stretch names, and whether it names any."""
    hits = _hits(words, stretch)
    if not instruments:
        hits = [hit for hit in hits if hit[3] not in words.instruments]
    strong = [hit for hit in hits if hit[3] not in words.weak]
    hits = strong or hits
    if not hits:
        return None, False
    tally = Counter(kind for _, _, kind, _ in hits if kind is not None)
    if not tally:
        return None, True
    if len(tally) == 1:
        return next(iter(tally)), True
    if _coordinated(stretch, hits):
        return AidKind.MIXED, True
    best = tally.most_common(2)
    if best[0][1] >= 2 * best[1][1]:
        return best[0][0], True
    return next(iter(tally)), True  # the first named


_Hit = tuple[int, int, AidKind | None, str]


def _hits(words: PurposeWords, stretch: Sequence[Word]) -> list[_Hit]:
    """First and end word, kind and first word of every word of a kind."""
    found: list[_Hit] = []
    at = 0
    while at < len(stretch):
        hit = words.kinds.starting(stretch, at)
        if hit is None:
            at += 1
            continue
        found.append((at, hit[0], hit[1], stretch[at].lower))
        at = hit[0]
    return found


def _coordinated(stretch: Sequence[Word], hits: Sequence[_Hit]) -> bool:
    """ "aide militaire et humanitaire": two kinds joined right beside each other."""
    for first, second in pairwise(hits):
        if first[2] is second[2] or None in (first[2], second[2]) or second[0] - first[1] > 2:
            continue
        if {word.lower for word in stretch[first[1] : second[0]]} & _JOINTS:
            return True
    return False


def _kind_of_text(sentences: Sequence[Sentence]) -> AidKind | None:
    tally: Counter[AidKind | None] = Counter()
    for sentence in sentences:
        words = purpose_words(sentence.language)
        weight = 3 if sentence.index == 0 or sentence.heading else 1
        for _, _, kind, word in _hits(words, sentence.words):
            if word not in words.weak:
                tally[kind] += weight
    best = tally.most_common(1)
    return best[0][0] if best else None


def _until_next(sentence: Sentence, quantity: Quantity, count: int) -> tuple[Word, ...]:
    """Words after the figure, up to the next sum."""
    limit = min(
        (
            other.start
            for other in sentence.quantities
            if other.kind is QuantityKind.MONEY and other.start >= quantity.end
        ),
        default=sentence.end,
    )
    return tuple(w for w in words_after(sentence, quantity.end, count) if w.end <= limit)


def _since_last(sentence: Sentence, quantity: Quantity, count: int) -> tuple[Word, ...]:
    limit = max(
        (
            other.end
            for other in sentence.quantities
            if other.kind is QuantityKind.MONEY and other.end <= quantity.start
        ),
        default=sentence.start,
    )
    return tuple(w for w in words_before(sentence, quantity.start, count) if w.start >= limit)
