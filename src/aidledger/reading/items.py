"""Read goods and teams that are given: what, how many, how far on the way.

In: the text with its marks. Out: item claims, one a noun phrase of goods, where a verb or a
noun of giving governs it, where it is said to arrive, or where a package is being listed.
Relief counts with a number only, arms without one too. Losses, attacks, needs, refusals and
things counted for other reasons yield nothing. Words: `languages/*/items.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import ItemClaim, Stage
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import governing_verb, is_finite, words_between
from aidledger.reading.conjugation import forms_of
from aidledger.reading.goods import (
    Good,
    Sort,
    find_goods,
    goods_words,
    in_bullet,
    names_goods,
)
from aidledger.reading.item_ellipses import more_of_them
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Quantity, QuantityKind, Sentence, Tense, VerbGroup, Voice, Word
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.stages import standing_of
from aidledger.reading.text import ReadText

RULE = "items.{}/2"
_LIST_REACH = 220  # characters from the verb of giving to the last of a list of goods
_NOUN_REACH = 8  # words from "livraison" to what is delivered
_NEVER_REACH = 4
_SINGLE = frozenset({Tense.PAST_PARTICIPLE, Tense.PRESENT_PARTICIPLE})


@dataclass(frozen=True, slots=True)
class ItemWords:
    """The words beside which goods are given."""

    giving: frozenset[str]
    handing: frozenset[str]
    arriving: frozenset[str]
    nouns_of_giving: Phrases[bool]
    coming: Phrases[bool]
    openers: Phrases[bool]
    never: frozenset[str]
    lacking: Phrases[bool]
    refusing: frozenset[str]
    means: frozenset[str]
    rates: Phrases[bool]
    held_there: frozenset[str]


@cache
def _lexicon(language: str) -> ItemWords:
    data = load_words(language, "items")
    sets = ("giving", "handing", "arriving", "never", "refusing", "means", "held_there")
    return ItemWords(
        nouns_of_giving=phrase_set(data["nouns_of_giving"]),
        coming=phrase_set(data["coming"]),
        openers=phrase_set(data["openers"]),
        rates=phrase_set(data["rates"]),
        lacking=phrase_set(data["lacking"]),
        **{name: frozenset(map(str, data[name])) for name in sets},
    )


def read_items(text: ReadText, maker: ClaimMaker) -> tuple[ItemClaim, ...]:
    """The items of the text, in order of place."""
    found: list[ItemClaim] = []
    last: tuple[Sentence, Good] | None = None
    for sentence in text.sentences:
        given: list[Good] = []
        for good in find_goods(sentence):
            if _is_item(sentence, good, given):
                given.append(good)
                found.append(_claim(maker, sentence, good))
        if given:
            last = sentence, given[0]
        if last is not None and sentence.quantities and sentence.index - last[0].index <= 1:
            found += _further(maker, sentence, last, given)
    return tuple(sorted(found, key=lambda claim: claim.start))


def _further(
    maker: ClaimMaker, sentence: Sentence, last: tuple[Sentence, Good], given: Sequence[Good]
) -> list[ItemClaim]:
    """ "... and eight more are on order": the goods named before, counted on."""
    lexicon = _lexicon(sentence.language)
    origin, good = last
    words = origin.words
    name = origin.text[
        words[good.name_first].start - origin.start : words[good.last - 1].end - origin.start
    ]
    verbs = lexicon.giving | lexicon.handing | lexicon.arriving
    taken = [(g.first, g.last) for g in given]
    return [
        _claim(maker, sentence, more, name)
        for more in more_of_them(sentence, good, verbs)
        if not any(first < more.last and more.first < end for first, end in taken)
    ]


def holds_goods(sentence: Sentence, start: int, end: int) -> bool:
    """True when a good of the field is named inside the stretch."""
    return names_goods(words_between(sentence, start, end), sentence.language)


def _claim(
    maker: ClaimMaker, sentence: Sentence, good: Good, named_before: str | None = None
) -> ItemClaim:
    words = sentence.words
    start, end = words[good.first].start, words[good.last - 1].end
    quantity = _as_quantity(start, end, good)
    standing = standing_of(sentence, quantity)
    name = sentence.text[words[good.name_first].start - sentence.start : end - sentence.start]
    stage = standing.stage
    if stage in (Stage.DISBURSED, Stage.SPENT) or _has_arrived(sentence, start, end):
        stage = Stage.DELIVERED
    return maker.make(
        ItemClaim,
        sentence,
        start,
        end,
        rule=RULE.format(good.sort.value),
        modality=standing.modality,
        item=named_before or name,
        quantity=good.value,
        qualifier=good.qualifier,
        stage=stage or Stage.PLEDGED,
    )


def _has_arrived(sentence: Sentence, start: int, end: int) -> bool:
    """ "have reached Derna", "sont arrivées": what has come is delivered."""
    verb = governing_verb(sentence, start, end)
    arriving = _lexicon(sentence.language).arriving
    return verb is not None and verb.lemma in arriving and verb.tense is Tense.PAST


def _as_quantity(start: int, end: int, good: Good) -> Quantity:
    if good.quantity is not None:
        return good.quantity
    return Quantity(
        start=start,
        end=end,
        number_start=start,
        number_end=end,
        kind=QuantityKind.COUNT,
        value=None,
    )


# Whether goods are given ---------------------------------------------------------------


def _is_item(sentence: Sentence, good: Good, before: Sequence[Good]) -> bool:
    words, lexicon = sentence.words, _lexicon(sentence.language)
    start, end = words[good.first].start, words[good.last - 1].end
    counted = good.value is not None or good.vague
    if not counted and (good.sort is not Sort.ARMS or good.bare):
        return False
    if _is_never(sentence, good, lexicon):
        return False
    verb = governing_verb(sentence, start, end)
    if verb is not None and _is_refused(sentence, verb, lexicon):
        return False
    if sentence.heading:
        return good.sort is not Sort.OPEN and _is_headed(sentence, verb, good, lexicon)
    if good.sort is Sort.OPEN:
        return _is_handed(sentence, good, verb, lexicon, before)
    if in_bullet(sentence) and _is_line(sentence, good):
        return not _is_held(sentence, good, lexicon)
    if _is_held(sentence, good, lexicon):
        return False
    if _is_given(sentence, good, lexicon) or _follows_noun(sentence, good, lexicon):
        return True
    if counted and verb is not None and verb.lemma in lexicon.arriving and not verb.negated:
        return not _carries(sentence, good)
    behind = sentence.words[good.last : good.last + 6]
    if counted and lexicon.coming.first_in(behind, 0, len(behind)) is not None:
        return not _carries(sentence, good)
    if _is_followed_by_giving(sentence, good, lexicon):
        return True
    if _is_listed(sentence, good, lexicon) or _is_announced(sentence, good):
        return True
    return _is_counted(sentence, good)


def _is_counted(sentence: Sentence, good: Good) -> bool:
    """ "douze canons", "14,500 winter kits": in a text on aid, goods with a figure are given.

    Not what only carries, nor what a house holds, nor a way that is measured.
    """
    if good.quantity is None:
        return False
    head = [word.lower for word in sentence.words[good.name_first : good.last]]
    lexicon = goods_words(sentence.language)
    others = lexicon.carriers | lexicon.no_goods | _lexicon(sentence.language).held_there
    return not others.intersection(head)


def _is_announced(sentence: Sentence, good: Good) -> bool:
    """ "Munitions, drones, blindés : la Maison Blanche a dévoilé ...": a list before a colon."""
    if good.sort is not Sort.ARMS:
        return False
    colon = next((w for w in sentence.words if w.text == ":"), None)
    if colon is None or sentence.words[good.last - 1].end > colon.start:
        return False
    before = [w for w in sentence.words if w.end <= colon.start]
    listed = any(w.text == "," for w in before) and names_goods(before[:2], sentence.language)
    return listed and not any(v.start < colon.start for v in sentence.verbs)


def _is_never(sentence: Sentence, good: Good, lexicon: ItemWords) -> bool:
    """Losses, attacks, needs: words beside the goods, or the verb that governs them."""
    words = sentence.words
    beside = words[max(0, good.first - _NEVER_REACH) : good.first]
    if any(word.lower in lexicon.never for word in beside):
        return True
    if lexicon.lacking.first_in(words, max(0, good.first - 6), good.first) is not None:
        return True
    start, end = words[good.first].start, words[good.last - 1].end
    verb = governing_verb(sentence, start, end)
    if verb is not None and verb.lemma in lexicon.never:
        return True
    after = [v for v in sentence.verbs if 0 <= v.start - end <= 12]
    return bool(after) and after[0].lemma in lexicon.never


def _is_held(sentence: Sentence, good: Good, lexicon: ItemWords) -> bool:
    """ "by army helicopters", "dans six camions", "18 litres a day": a means or a rate."""
    words = sentence.words
    before = words[good.first - 1].lower if good.first else ""
    if before == "(" and _lexicon(sentence.language).held_there.intersection(
        word.lower for word in words[good.name_first : good.last]
    ):
        return True  # "l'hôpital (300 lits)": what it holds
    by_name = before in {"on", "sur"} and good.value is None
    particle = (
        before == "in"
        and good.first > 1
        and any(v.start <= words[good.first - 2].start < v.end for v in sentence.verbs)
    )  # "brought in 58,000 parcels"
    if by_name or (before in lexicon.means and not particle):
        return True
    return lexicon.rates.first_in(words, good.last, good.last + 4) is not None


def _carries(sentence: Sentence, good: Good) -> bool:
    """ "59 trucks have crossed": traffic, no gift."""
    head = sentence.words[good.name_first : good.last]
    loaded = any(word.lower in {"of", "de", "d'"} for word in head)  # "40 trucks of flour"
    return (
        good.sort is Sort.RELIEF
        and not loaded
        and any(word.lower in goods_words(sentence.language).carriers for word in head)
    )


def _is_refused(sentence: Sentence, verb: VerbGroup, lexicon: ItemWords) -> bool:
    """ "ne comprend pas de missiles", "refuse de livrer", "son refus de livrer"."""
    if verb.negated or verb.modal in lexicon.refusing or verb.lemma in lexicon.refusing:
        return True
    if verb.tense is not Tense.INFINITIVE:
        return False
    before = [w.lower for w in sentence.words if w.end <= verb.start][-4:]
    above = [v for v in sentence.verbs if v.end <= verb.start and verb.start - v.end < 30]
    return bool(lexicon.refusing & {*before, *(v.lemma for v in above[-1:])})


def _is_headed(sentence: Sentence, verb: VerbGroup | None, good: Good, lexicon: ItemWords) -> bool:
    if verb is None or good.quantity is not None:
        if good.quantity is not None and verb is not None:
            return verb.lemma in lexicon.giving | lexicon.handing or _is_counted(sentence, good)
        return good.value is not None or good.vague or _is_listed(sentence, good, lexicon)
    return verb.lemma in lexicon.giving | lexicon.handing


def _is_line(sentence: Sentence, good: Good) -> bool:
    """The line of a list that begins with the goods, or tells their handing over first."""
    lexicon = _lexicon(sentence.language)
    before = [w for w in sentence.words[: good.first] if w.text[0].isalnum()]
    if not before:
        return True
    opening = {form.lemma for form in forms_of(sentence.language).get(before[0].lower, ())}
    if opening & (lexicon.giving | lexicon.handing):
        return True
    verbs = [v for v in sentence.verbs if v.start < sentence.words[good.first].start]
    if verbs:
        return _is_given(sentence, good, lexicon)
    return len(before) <= 6 or names_goods(sentence.words[: good.first], sentence.language)


def _is_given(sentence: Sentence, good: Good, lexicon: ItemWords) -> bool:
    """The object of a verb of giving, or the subject of its passive."""
    words = sentence.words
    start, end = words[good.first].start, words[good.last - 1].end
    for verb in sentence.verbs:
        if not {verb.lemma, verb.modal} & (lexicon.giving | lexicon.handing) or verb.negated:
            continue
        if _is_refused(sentence, verb, lexicon):
            continue
        if verb.end <= start and start - verb.end < _LIST_REACH:
            if not _finite_between(sentence, verb.end, start):
                return True
    return _is_passive_subject(sentence, good, end, lexicon)


def _is_passive_subject(sentence: Sentence, good: Good, end: int, lexicon: ItemWords) -> bool:
    """ "93 trucks carrying flour had been transferred", "Howitzers will be pulled"."""
    follows = [v for v in sentence.verbs if v.start >= end and is_finite(v)]
    if not follows or follows[0].start - end > 90 or follows[0].negated:
        return False
    verb = follows[0]
    if not {verb.lemma, verb.modal} & (lexicon.giving | lexicon.handing):
        return False
    if good.value is None and not good.vague:
        return verb.voice is Voice.PASSIVE and good.first <= 1
    return verb.voice is Voice.PASSIVE or verb.lemma in lexicon.arriving


def _is_handed(
    sentence: Sentence,
    good: Good,
    verb: VerbGroup | None,
    lexicon: ItemWords,
    before: Sequence[Good],
) -> bool:
    """Goods of no word list: only a verb of handing over makes them goods."""
    words = sentence.words
    start, end = words[good.first].start, words[good.last - 1].end
    if verb is not None and verb.lemma in lexicon.handing and not verb.negated:
        if verb.end <= start:
            return start - verb.end < _LIST_REACH
        return verb.start - end < 40 and verb.tense is not Tense.PRESENT_PARTICIPLE
    follows = [v for v in sentence.verbs if 0 <= v.start - end <= 3]
    if follows and follows[0].lemma in lexicon.handing and follows[0].tense in _SINGLE:
        return True
    if before and _is_joined(words[before[-1].last : good.first]):
        return True
    listed = lexicon.openers.first_in(words, max(0, good.first - 30), good.first)
    return listed is not None and any(
        v.lemma in lexicon.handing and v.end <= start for v in sentence.verbs
    )


def _is_joined(between: Sequence[Word]) -> bool:
    """ "ten boats and 20 motors": the next of a list of goods."""
    return all(word.lower in {",", "and", "et", "ainsi", "que", "plus"} for word in between)


def _follows_noun(sentence: Sentence, good: Good, lexicon: ItemWords) -> bool:
    """ "la cession à l'Ukraine de douze canons", "the arrival in Odesa of 14 generators"."""
    first = max(0, good.first - _NOUN_REACH)
    return lexicon.nouns_of_giving.first_in(sentence.words, first, good.first) is not None


def _is_followed_by_giving(sentence: Sentence, good: Good, lexicon: ItemWords) -> bool:
    """ "cent doses données par l'Union", "an ambulance paid for by the club"."""
    if good.value is None and not good.vague and good.sort is not Sort.ARMS:
        return False
    end = sentence.words[good.last - 1].end
    return any(
        0 <= verb.start - end <= 12
        and verb.tense is Tense.PAST_PARTICIPLE
        and verb.lemma in lexicon.giving | lexicon.handing
        for verb in sentence.verbs
    )


def _is_listed(sentence: Sentence, good: Good, lexicon: ItemWords) -> bool:
    first = max(0, good.first - 30)
    return lexicon.openers.first_in(sentence.words, first, good.first) is not None


def _finite_between(sentence: Sentence, low: int, high: int) -> bool:
    return any(
        low <= verb.start and verb.end <= high and is_finite(verb) for verb in sentence.verbs
    )
