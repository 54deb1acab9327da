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
from aidledger.model.parties import Named
from aidledger.reading.clauses import governing_verb, words_after, words_before
from aidledger.reading.frames import is_held, role_words
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import (
    BlockKind,
    MentionForm,
    Quantity,
    QuantityKind,
    Sentence,
    VerbGroup,
    Word,
)
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.stages import stage_words

_NEAR_AFTER, _NEAR_BEFORE = 14, 10
_SHORT = 2  # sentences of a text that tells no more of a crisis than its words
_LEAST_AID = 100  # smaller sums are prices and gifts of readers
_NOT_AID_AFTER, _NOT_AID_BEFORE = 9, 6
_LEAST_TOLD = 2  # sums that are aid by their own words, in a text whose others are silent
_LEADING = 3  # sentences at the head of a text that tell whom it is about
_SPEAKING = 6  # a text about aid speaks of it in every sixth sentence at least
_JOINTS = frozenset({"et", "and", ",", "ou", "or"})
_OF_WORKS = frozenset({AidKind.RECONSTRUCTION, AidKind.FINANCIAL})
_OF_PROJECTS = frozenset({AidKind.RECONSTRUCTION, AidKind.HUMANITARIAN})
_AID_BODIES = frozenset({"agency", "fund", "ngo", "bank"})


@dataclass(frozen=True, slots=True)
class PurposeWords:
    """The words of one language."""

    not_aid: Phrases[bool]
    not_aid_after: Phrases[bool]
    not_aid_verbs: frozenset[str]
    buying: frozenset[str]
    losing: frozenset[str]
    aid: Phrases[bool]
    strong_aid: Phrases[bool]
    sources: frozenset[str]
    origin: frozenset[str]
    aid_verbs: frozenset[str]
    kinds: Phrases[AidKind | None]
    weak: frozenset[str]
    instruments: frozenset[str]
    financial: frozenset[str]
    by_actor: dict[str, AidKind]
    project_banks: frozenset[str]
    lending: frozenset[str]


@cache
def purpose_words(language: str) -> PurposeWords:
    """The words of `language`, from its `aid.yml`."""
    data = load_words(language, "aid")
    return PurposeWords(
        not_aid=phrase_set(data["not_aid"]),
        not_aid_after=phrase_set(data["not_aid_after"]),
        not_aid_verbs=frozenset(data["not_aid_verbs"]),
        buying=frozenset(data["buying_verbs"]),
        losing=frozenset(data["losing_verbs"]),
        aid=phrase_set(data["aid_words"]),
        strong_aid=phrase_set(w for w in data["aid_words"] if w not in data["aid_goods"]),
        sources=frozenset(data["sources"]),
        origin=frozenset(data["origin"]),
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
        financial=frozenset(data["financial_by_name"]),
        by_actor={
            actor: AidKind(kind) for kind, ids in data["kinds_by_actor"].items() for actor in ids
        },
        project_banks=frozenset(data["project_banks"]),
        lending=frozenset(data["lending_verbs"]),
    )


@dataclass(frozen=True, slots=True)
class TextPurpose:
    """What a text as a whole is about: aid or not, and the kind that it names most."""

    about_aid: bool
    kind: AidKind | None
    kind_elsewhere: AidKind | None = None  # as named where no sum stands; may be of a war
    crisis: bool = False  # long enough, or speaks of hunger, flight, sickness or disaster


def purpose_of_text(catalogue: Catalogue, sentences: Sequence[Sentence]) -> TextPurpose:
    """The purpose of a whole text, for figures whose own words say nothing."""
    kind = _kind_of_text(sentences)
    silent = kind is None and any(map(_has_sum, sentences))
    return TextPurpose(
        _is_about_aid(sentences) or _is_mostly_aid(catalogue, sentences),
        kind,
        _kind_elsewhere(sentences) if silent else None,
        len(sentences) > _SHORT or _is_humanitarian(sentences),
    )


def _is_humanitarian(sentences: Sequence[Sentence]) -> bool:
    """True for a text that speaks of hunger, flight, sickness or disaster anywhere."""
    return any(
        hit[2] is AidKind.HUMANITARIAN
        for sentence in sentences
        for hit in _hits(purpose_words(sentence.language), sentence.words)
    )


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
    told = _told(catalogue, sentences, place, quantity)
    return whole.about_aid if told is None else told


def _told(
    catalogue: Catalogue, sentences: Sequence[Sentence], place: int, quantity: Quantity
) -> bool | None:
    """What the words around the sum say; None where they are silent."""
    sentence = sentences[place]
    words = purpose_words(sentence.language)
    verb = governing_verb(sentence, quantity.start, quantity.end)
    if quantity.value is not None and quantity.value < _LEAST_AID:
        return False
    bought = verb is not None and verb.lemma in words.buying
    if bought and _is_for_receiver(catalogue, sentence):
        return True  # "Denmark buys $500 million of arms for Ukraine"
    if _is_other_money(sentence, quantity, verb, words):
        return False
    if _first(words.aid, sentence.words):
        return True
    if any(_gives(sentence, verb, words) for verb in sentence.verbs):
        return True
    if _is_between_parties(catalogue, sentence, verb):
        return True
    if _is_of_aid_body(catalogue, sentence) or _is_asked_by_receiver(catalogue, sentence, verb):
        return True
    if _is_for_crisis(sentence, verb, words) or _is_for_receiver(catalogue, sentence):
        return True
    if _is_from_giver(catalogue, sentence, quantity, words):
        return True
    right = _until_next(sentence, quantity, 8)
    if any(hit[2] is AidKind.HUMANITARIAN for hit in _hits(words, right)):
        return True
    around = [s for s in sentences[max(0, place - 2) : place + 2] if s is not sentence]
    around += _lead_of_list(sentences, place)
    return True if any(_speaks_of_aid(other) for other in around) else None


def _is_other_money(
    sentence: Sentence, quantity: Quantity, verb: VerbGroup | None, words: PurposeWords
) -> bool:
    """True when the words beside the sum make it trade, loss, budget, price or wage."""
    after = _until_next(sentence, quantity, _NEAR_AFTER)
    before = _since_last(sentence, quantity, _NOT_AID_BEFORE)
    if _is_named_aid(words, after[:7]) or _first(words.strong_aid, before[-4:]):
        return False
    if _first_other(words, after[:_NOT_AID_AFTER]) and not _is_named_aid(words, after):
        return True
    granted = verb is not None and verb.end <= quantity.start and verb.lemma in words.aid_verbs
    if granted and verb is not None:  # "assets, of which Brussels allocated 1.9 billion"
        before = tuple(word for word in before if word.start >= verb.end)
    if _first_other(words, before) and not _ends_in_aid(words, before):
        return True
    if _first(words.not_aid_after, after[:4]):
        return True
    if verb is None:
        return False
    measured = verb.lemma in stage_words(sentence.language).measuring
    measured = measured or not _gives(sentence, verb, words)
    if measured and verb.end <= quantity.start:
        subject = words_before(sentence, verb.start, _NEAR_BEFORE)
        if _first_other(words, subject) and not _first(words.strong_aid, subject):
            return True
    if verb.lemma not in words.not_aid_verbs or _first(words.strong_aid, after):
        return False
    # "development aid would lose 800 million": what is lost is aid.
    cut = verb.lemma in words.losing
    return not (cut and _first(words.strong_aid, words_before(sentence, verb.start, _NEAR_BEFORE)))


def _first_other(words: PurposeWords, stretch: Sequence[Word]) -> bool:
    """A word of other money, unless it is only the source: "proceeds of frozen assets"."""
    found = words.not_aid.first_in(stretch, 0, len(stretch))
    if found is None:
        return False
    return not any(word.lower in words.sources for word in stretch[max(0, found[0] - 4) : found[0]])


def _is_for_receiver(catalogue: Catalogue, sentence: Sentence) -> bool:
    """ "$30 million to Chad": the words say that it goes to one who usually receives."""
    prepositions = role_words(sentence.language).recipient_prepositions
    for mention in sentence.mentions:
        actor = catalogue.actor(mention.who.id) if mention.who and mention.who.id else None
        if actor is None or actor.role != "recipient" or mention.form is MentionForm.ADJECTIVE:
            continue
        if is_held(sentence, mention, prepositions):
            return True
    return _is_thanked(catalogue, sentence)


def _is_thanked(catalogue: Catalogue, sentence: Sentence) -> bool:
    """ "Djibouti thanked Kuwait for its $7 million"."""
    thanking = role_words(sentence.language).thanking
    if not any(verb.lemma in thanking for verb in sentence.verbs):
        return False
    ids = (m.who.id for m in sentence.mentions if m.who is not None and m.who.id)
    return any(actor is not None and actor.role == "donor" for actor in map(catalogue.actor, ids))


def _is_from_giver(
    catalogue: Catalogue, sentence: Sentence, quantity: Quantity, words: PurposeWords
) -> bool:
    """ "$4 million from Japan": right behind the figure stands one who usually gives."""
    for mention in sentence.mentions:
        if mention.start < quantity.end or mention.who is None or mention.who.id is None:
            continue
        between = [
            w.lower for w in words_after(sentence, quantity.end, 3) if w.end <= mention.start
        ]
        actor = catalogue.actor(mention.who.id)
        gives = actor is not None and actor.role == "donor"
        return gives and bool(between) and between[0] in words.origin
    return False


def _is_asked_by_receiver(catalogue: Catalogue, sentence: Sentence, verb: VerbGroup | None) -> bool:
    """ "Le président ukrainien a demandé dix milliards de plus"."""
    if verb is None or verb.lemma not in role_words(sentence.language).asking:
        return False
    for mention in sentence.mentions:
        if mention.end > verb.start or mention.who is None or mention.who.id is None:
            continue
        actor = catalogue.actor(mention.who.id)
        if actor is not None and actor.kind == "state" and actor.role in ("recipient", "both"):
            return True
    return False


def _ends_in_aid(words: PurposeWords, before: Sequence[Word]) -> bool:
    """ "repair damage with a grant of": the word of aid stands nearer than the other."""
    other = words.not_aid.first_in(before, 0, len(before))
    assert other is not None
    return words.strong_aid.first_in(before, other[0], len(before)) is not None


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


def speaks_of_aid(sentence: Sentence) -> bool:
    """True when a sentence has a word of giving and lending, goods apart."""
    return _first(purpose_words(sentence.language).strong_aid, sentence.words)


def _is_about_aid(sentences: Sequence[Sentence]) -> bool:
    """True for a text in which every sixth sentence speaks of aid."""
    speaking = sum(map(_speaks_of_aid, sentences))
    return speaking * _SPEAKING >= len(sentences)


def _is_mostly_aid(catalogue: Catalogue, sentences: Sequence[Sentence]) -> bool:
    """True for a text of whose sums, as far as their words tell, more are aid than not."""
    told = Counter(
        _told(catalogue, sentences, place, quantity)
        for place, sentence in enumerate(sentences)
        for quantity in sentence.quantities
        if quantity.kind is QuantityKind.MONEY
    )
    if told[True] >= _LEAST_TOLD and told[True] >= told[False]:
        return True
    return not told[False] and _leads_with_receiver(catalogue, sentences)


def _leads_with_receiver(catalogue: Catalogue, sentences: Sequence[Sentence]) -> bool:
    """True for a text that opens with a usual receiver, and tells of a kind of aid there."""
    for sentence in sentences[:_LEADING]:
        ids = (m.who.id for m in sentence.mentions if m.who is not None and m.who.id)
        actors = (catalogue.actor(identifier) for identifier in ids)
        if any(actor is not None and actor.role == "recipient" for actor in actors):
            return len(sentences) > _SHORT and _kind_of_text(sentences) is not None
    return False


def _speaks_of_aid(sentence: Sentence) -> bool:
    words = purpose_words(sentence.language)
    if _first(words.aid, sentence.words):
        return True
    sums = _has_sum(sentence)
    return any(
        verb.lemma in words.aid_verbs or (sums and _gives(sentence, verb, words))
        for verb in sentence.verbs
    )


def _is_named_aid(words: PurposeWords, after: Sequence[Word]) -> bool:
    """ "2 milliards d'aide prélevés sur les avoirs gelés" is aid all the same."""
    aid = words.strong_aid.first_in(after, 0, len(after))
    other = words.not_aid.first_in(after, 0, len(after))
    return aid is not None and (other is None or aid[0] <= other[0])


def _gives(sentence: Sentence, verb: VerbGroup, words: PurposeWords) -> bool:
    lemmas = {verb.lemma, verb.modal}
    return bool(lemmas & words.aid_verbs) or verb.lemma in stage_words(sentence.language).giving


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
    if named is AidKind.HUMANITARIAN and len(sentences) <= _SHORT:
        named = None  # a body of relief is not enough where nothing else is said
    stretches: list[Sequence[Word]] = [right[:6], (*left, *right), sentence.words]
    for stretch in stretches:
        if stretch is sentence.words and not banks and _is_lent(sentence, quantity, words):
            return AidKind.FINANCIAL, True
        kind, told = _kind_in(words, stretch, instruments=not banks)
        if told and kind is AidKind.FINANCIAL and stretch is not sentence.words:
            kind = _of_what_is_lent_for(words, stretch, right) or kind
        if told:
            return kind, True
    if named is not None:
        return named, True
    for stretch in _same_paragraph(sentences, place):
        kind, told = _kind_in(words, stretch, instruments=not banks, weak=False)
        if told and kind is not None:
            return kind, True
    if place and sentences[place - 1].block == sentence.block:
        # "The IMF approved a programme. A billion is paid at once": who was named just before.
        if _kind_of_actor(sentences[place - 1], words) is AidKind.FINANCIAL:
            return AidKind.FINANCIAL, True
    if banks:
        return _kind_in(words, sentence.words)
    lends = any(verb.lemma in words.lending for verb in sentence.verbs)
    return (AidKind.FINANCIAL, True) if lends else (None, False)


def is_by_instrument(sentence: Sentence, quantity: Quantity) -> bool:
    """True where the words near a sum only say how it is given ("grants", "loans")."""
    words = purpose_words(sentence.language)
    near = (
        *_since_last(sentence, quantity, _NEAR_BEFORE),
        *_until_next(sentence, quantity, _NEAR_AFTER),
    )
    hits = [hit for hit in _hits(words, near) if hit[2] is not None]
    return all(hit[3] in words.instruments and hit[3] not in words.financial for hit in hits)


def _of_what_is_lent_for(
    words: PurposeWords, stretch: Sequence[Word], near: Sequence[Word]
) -> AidKind | None:
    """ "A loan for the most pressing repairs": what a loan is for says more than that it is one."""
    if any(hit[3] not in words.instruments for hit in _hits(words, stretch)):
        return None
    kind, told = _kind_in(words, near, instruments=False, weak=False)
    return kind if told else None


def _is_lent(sentence: Sentence, quantity: Quantity, words: PurposeWords) -> bool:
    """ "Ottawa a prêté 2 milliards et dépensé 1 milliard en armes": the verb of its own sum."""
    verb = governing_verb(sentence, quantity.start, quantity.end)
    return verb is not None and verb.lemma in words.lending and verb.end <= quantity.start


def _names_bank(sentence: Sentence, words: PurposeWords) -> bool:
    """A development bank lends for projects: its loans are of the kind of the project."""
    return any(m.who is not None and m.who.id in words.project_banks for m in sentence.mentions)


def _kind_of_actor(sentence: Sentence, words: PurposeWords) -> AidKind | None:
    for mention in sentence.mentions:
        if mention.who is not None and mention.who.id in words.by_actor:
            return words.by_actor[mention.who.id]
    return None


def kind_of_body(
    language: str,
    donors: Sequence[Named],
    receivers: Sequence[Named],
    kind: AidKind,
    whole: TextPurpose,
    *,
    by_instrument: bool,
) -> AidKind:
    """The kind of a sum once its parties are known, by the body that gives or gets it.

    What a climate fund or the monetary fund gives or gets is financial whatever it is spent
    on; schools or clinics are humanitarian where a body of relief is paid for them, or where
    a text about relief speaks of a place of crisis.
    """
    words = purpose_words(language)
    by_actor = words.by_actor
    if by_instrument and kind is AidKind.FINANCIAL and whole.kind in _OF_PROJECTS:
        if any(body.id in words.project_banks for body in donors):
            assert whole.kind is not None
            return whole.kind
    if any(by_actor.get(body.id or "") is AidKind.FINANCIAL for body in (*donors, *receivers)):
        return AidKind.FINANCIAL
    if any(by_actor.get(body.id or "") is AidKind.HUMANITARIAN for body in receivers):
        return AidKind.HUMANITARIAN if kind in _OF_WORKS else kind
    if kind is AidKind.RECONSTRUCTION and whole.kind is AidKind.HUMANITARIAN:
        crisis = crisis_receivers(language)
        return kind if crisis.isdisjoint(body.id for body in receivers) else whole.kind
    return kind


@cache
def crisis_receivers(language: str) -> frozenset[str]:
    """Places of crisis and bodies of relief, by id."""
    return frozenset(load_words(language, "aid")["crisis_receivers"])


def settled_kind(language: str, receivers: Sequence[str], whole: TextPurpose) -> AidKind | None:
    """The kind of a sum whose own paragraph names none: by who receives it, else by the text."""
    by_actor = purpose_words(language).by_actor
    for receiver in receivers:
        if receiver in by_actor and whole.crisis:
            return by_actor[receiver]
    if whole.crisis and whole.kind is None and not crisis_receivers(language).isdisjoint(receivers):
        return AidKind.HUMANITARIAN
    kind = whole.kind or whole.kind_elsewhere
    return None if kind is AidKind.RECONSTRUCTION else kind


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
    words: PurposeWords, stretch: Sequence[Word], *, instruments: bool = True, weak: bool = True
) -> tuple[AidKind | None, bool]:
    """The kind that a stretch names, and whether it names any."""
    hits = _hits(words, stretch)
    if not instruments:
        hits = [hit for hit in hits if hit[3] not in words.instruments]
    strong = [hit for hit in hits if hit[3] not in words.weak]
    hits = strong or (hits if weak else [])
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
    """First and end word, kind and words of every phrase that names a kind."""
    found: list[_Hit] = []
    behind = 0
    for at in words.kinds.openings(stretch):
        hit = words.kinds.starting(stretch, at) if at >= behind else None
        if hit is None:
            continue
        phrase = " ".join(word.lower for word in stretch[at : hit[0]])
        found.append((at, hit[0], hit[1], phrase))
        behind = hit[0]
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
    """The kind that the headings, the lead and the sentences with sums name most."""
    telling = [s for s in sentences if not s.index or s.heading or _has_sum(s)]
    return _most_named(_kinds_named(telling))


def _kind_elsewhere(sentences: Sequence[Sentence]) -> AidKind | None:
    """The kind named most where no sum stands; words for want of others are asked last."""
    return _most_named(_kinds_named(sentences) or _kinds_named(sentences, weak=True))


def _most_named(tally: Counter[AidKind | None]) -> AidKind | None:
    best = tally.most_common(1)
    return best[0][0] if best else None


def _kinds_named(sentences: Sequence[Sentence], *, weak: bool = False) -> Counter[AidKind | None]:
    """How often the sentences name each kind; the lead and headings count three times."""
    tally: Counter[AidKind | None] = Counter()
    for sentence in sentences:
        words = purpose_words(sentence.language)
        weight = 3 if sentence.index == 0 or sentence.heading else 1
        for _, _, kind, word in _hits(words, sentence.words):
            if weak or word not in words.weak:
                tally[kind] += weight
    return tally


def _has_sum(sentence: Sentence) -> bool:
    return any(quantity.kind is QuantityKind.MONEY for quantity in sentence.quantities)


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
