"""Find goods and teams in a sentence: noun phrases with their numbers.

In: a sentence with words and quantities. Out: goods in order of place: arms by name, with or
without a number; relief, vehicles and teams with a number or one by one; loads by their unit
("80 tonnes of food"); and, of no word list, whatever a number counts, for stages that have
better reasons to take it for goods. Words: `languages/*/items.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from aidledger.model.amounts import Qualifier
from aidledger.reading.counting import counted
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    BlockKind,
    MentionForm,
    MentionKind,
    Quantity,
    QuantityKind,
    Sentence,
    Tense,
    Word,
)
from aidledger.reading.numerals import read_number
from aidledger.reading.phrases import Phrases, phrase_set

_ENDS_SOON = small_words("items", "ends_soon")
_COMPLEMENT_ENDS = small_words("items", "complement")
_COUNT_BEFORE = small_words("items", "count_before")
_STOPS_BEFORE = small_words("items", "stops_before")
_ADJECTIVES_BEFORE = small_words("items", "adjectives_before")
_AFTER_NOUN = small_words("items", "after_noun")
_REACH = 90  # characters from a number to the noun that it counts
_PART = small_words("items", "part")
_PART_WORDS = small_words("items", "part_words")
_OF_WHOLE = 14  # characters between a part and its whole
_OF = frozenset({"of", "de", "d'", "des", "du"})
_MOST_BEFORE, _MOST_AFTER, _MOST_NOUN = 6, 10, 4
_BREAKS = frozenset({",", ";", ":", ".", "(", ")", "—", "–", "«", "»", "“", "”", '"', "•"})


class Sort(StrEnum):
    """What kind of word names the goods."""

    ARMS = "arms"
    RELIEF = "relief"
    LOAD = "load"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Good:
    """A noun phrase of goods: words `first:last`, its name from `name_first`.

    Args:
        value: number of units, None where none is given; qualifier beside it.
        quantity: the figure as marked in the sentence, or None.
        bare: True when a general word ("weapons") stands without any word beside it.
    """

    first: int
    last: int
    name_first: int
    sort: Sort
    value: Decimal | None = None
    qualifier: Qualifier | None = None
    quantity: Quantity | None = None
    bare: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class GoodsWords:
    """The goods of one language."""

    heads: Phrases[Sort]
    general: frozenset[str]
    loads: Phrases[bool]
    measures: frozenset[str]
    no_goods: frozenset[str]
    plurals: Phrases[bool]
    ones: Phrases[bool]
    teams: frozenset[str]
    joints: frozenset[str]
    adjectives: frozenset[str]
    carriers: frozenset[str]


@cache
def goods_words(language: str) -> GoodsWords:
    """The words of `language`, from its `items.yml`."""
    data = load_words(language, "items")
    sets = ("general", "measures", "no_goods", "teams", "joints", "adjectives", "carriers")
    heads = dict.fromkeys(map(str, data["relief"]), Sort.RELIEF)
    heads |= dict.fromkeys(map(str, data["arms"]), Sort.ARMS)
    return GoodsWords(
        heads=Phrases(heads),
        loads=phrase_set(data["loads"]),
        plurals=phrase_set(data["plurals"]),
        ones=phrase_set(data["ones"]),
        **{name: frozenset(map(str, data[name])) for name in sets},
    )


def names_goods(words: Sequence[Word], language: str) -> bool:
    """True when a good of the field is among the words."""
    return goods_words(language).heads.first_in(words, 0, len(words)) is not None


def find_goods(sentence: Sentence) -> list[Good]:
    """The noun phrases of goods, in order; none overlaps another."""
    words, lexicon = sentence.words, goods_words(sentence.language)
    found: list[Good] = []
    at = 0
    while at < len(words):
        good = _load(sentence, at, lexicon) or _named(sentence, at, lexicon)
        if good is None:
            at += 1
            continue
        if not found or good.first >= found[-1].last:
            found.append(good)
        at = max(good.last, at + 1)
    taken = [(good.first, good.last) for good in found]
    found += [good for good in _open(sentence, lexicon) if not _overlaps(good, taken)]
    return sorted(found, key=lambda good: good.first)


def _overlaps(good: Good, taken: Sequence[tuple[int, int]]) -> bool:
    return any(first < good.last and good.first < last for first, last in taken)


# By a word of the field ----------------------------------------------------------------


def _named(sentence: Sentence, at: int, lexicon: GoodsWords) -> Good | None:
    words = sentence.words
    head = lexicon.heads.starting(words, at)
    if head is None:
        return None
    sort = head[1]
    last = _last_head(sentence, head[0], lexicon)
    if sentence.language == "en" and _is_modifier(sentence, last):
        compound = _compound(sentence, last, lexicon)
        if compound is None:
            return None
        last = compound
    quantity = _count_before(sentence, words[at].start, words[at])
    if quantity is not None:
        first = next(i for i, word in enumerate(words) if word.start >= quantity.start)
        after = next((i for i, word in enumerate(words) if word.start >= quantity.end), at)
        while after < at and words[after].lower in _OF:
            after += 1
        return Good(first, last, min(after, at), sort, quantity.value, quantity.qualifier, quantity)
    first = _first_of(sentence, at)
    plural = lexicon.plurals.ending(words, first)
    if plural is not None:
        return Good(plural[0], last, first, sort, vague=True)
    team = _team_of(sentence, at, last, lexicon)
    if team is not None:
        return team
    one = lexicon.ones.ending(words, first)
    partitive = one is not None and one[0] and words[one[0] - 1].lower == "de"
    if one is not None and not partitive and _is_singular(words[head[0] - 1]):
        if words[at].lower in lexicon.carriers:
            return None  # "a ship with 16 tons of food": what carries is not given
        return Good(one[0], last, first, sort, Decimal(1), Qualifier.EXACT)
    named = [w for w in words[first:at] if w.lower not in _ADJECTIVES_BEFORE]
    bare = not named and last - at == 1 and words[at].lower in lexicon.general
    return Good(first, last, first, sort, bare=bare)


def _is_modifier(sentence: Sentence, last: int) -> bool:
    """ "vaccine manufacturers", "drone attacks": another noun is what is spoken of."""
    words = sentence.words
    if last >= len(words):
        return False
    word = words[last]
    return (
        word.text.isalpha()
        and word.text[0].islower()
        and word.lower not in _COMPLEMENT_ENDS
        and word.lower not in counted("en").open_after
        and word.lower not in _AFTER_NOUN
        and not any(v.start <= word.start < v.end for v in sentence.verbs)
        and not _is_dated(sentence, word)
    )


def _compound(sentence: Sentence, at: int, lexicon: GoodsWords) -> int | None:
    """ "Marder infantry fighting vehicles": the head that follows; None for another noun."""
    words = sentence.words
    for place in range(at, min(at + 3, len(words))):
        head = lexicon.heads.starting(words, place)
        if head is not None:
            return head[0]
        if not words[place].text.isalpha() or words[place].lower in _COMPLEMENT_ENDS:
            return None
    return None


def _is_singular(word: Word) -> bool:
    return not word.lower.endswith(("s", "x")) or word.lower.endswith("ss")


def _team_of(sentence: Sentence, at: int, last: int, lexicon: GoodsWords) -> Good | None:
    """ "a rescue team of 45": the number of its people."""
    words = sentence.words
    if not any(word.lower in lexicon.teams for word in words[at:last]):
        return None
    for quantity in sentence.quantities:
        if quantity.kind is QuantityKind.COUNT and last > 0:
            between = [w.lower for w in words if words[at].end <= w.start < quantity.start]
            if len(between) <= 2 and between[-1:] and between[-1] in {"of", "de", "d'"}:
                first = _first_of(sentence, at)
                one = goods_words(sentence.language).ones.ending(words, first)
                end = next(i for i, w in enumerate(words) if w.end >= quantity.end) + 1
                start = one[0] if one is not None else first
                return Good(
                    start, max(end, last), first, Sort.RELIEF, quantity.value,
                    quantity.qualifier, quantity,
                )  # fmt: skip
    return None


def _first_of(sentence: Sentence, head: int) -> int:
    """Back over the words that belong to the name: "night-vision goggles"."""
    words = sentence.words
    first = head
    while first > 0 and head - first < _MOST_BEFORE:
        before = words[first - 1]
        if before.text in _BREAKS or (
            before.lower in _STOPS_BEFORE and before.lower not in _ADJECTIVES_BEFORE
        ):
            break
        if sentence.language == "fr" and before.lower not in _ADJECTIVES_BEFORE:
            break
        if any(verb.start <= before.start < verb.end for verb in sentence.verbs):
            break
        if any(m.start <= before.start < m.end and _is_party(m) for m in sentence.mentions):
            break
        first -= 1
    return first


def _is_party(mention: object) -> bool:
    form = getattr(mention, "form", None)
    kind = getattr(mention, "kind", None)
    return form is not MentionForm.ADJECTIVE and kind is not MentionKind.INSTITUTION


def _last_head(sentence: Sentence, end: int, lexicon: GoodsWords) -> int:
    """One past the last word of the phrase: compounds and short complements belong to it."""
    words, language = sentence.words, sentence.language
    at = end
    while at < len(words) and at - end < _MOST_AFTER:
        word = words[at]
        more = lexicon.heads.starting(words, at)
        if more is not None and words[at - 1].lower not in {",", "et", "and", "or", "ou"}:
            if not _is_verb(sentence, word):
                at = end = more[0]
                continue
        if word.text.isdigit() and words[at - 1].text[0].isupper():
            if lexicon.heads.starting(words, at + 1) is not None:
                at += 1  # "Leopard 2 tanks"
                continue
        if language == "fr":
            name = word.text[0].isupper() and at > 0
            if name and words[at - 1].lower not in {"à", "en", "pour"}:
                at = end = at + 1
                continue
            if word.text in {"-"} and at + 1 < len(words):
                at = end = at + 2
                continue
            if word.lower in lexicon.adjectives:
                at = end = at + 1
                continue
            if word.text[0].isdigit() and words[at - 1].text[0].isupper():
                at = end = at + 1  # "Ground Master 200", "Leopard 1"
                continue
        if (
            word.lower in {"à", "en", "pour"}
            and at + 1 < len(words)
            and (
                words[at + 1].lower in {"l'", "la", "le", "les", "un", "une"}
                or words[at + 1].text[0].isupper()
            )
        ):
            break  # whom it is for, no part of its name
        if word.lower == "for" and words[at - 1].lower in {"ammunition", "munitions"}:
            return _use(sentence, at + 1, lexicon)
        if word.lower in lexicon.joints and at + 1 < len(words) and words[at + 1].text[0].isalnum():
            if word.lower == "for" or (word.lower == "pour" and not _ends_soon(words, at + 1)):
                break
            if words[at + 1].lower == "ici" or _is_dated(sentence, words[at + 1]):
                break
            at = end = _complement(sentence, at + 1)
            continue
        if word.text == "-" and at + 1 < len(words) and words[at + 1].start == word.end:
            at = end = at + 2
            continue
        break
    return end


def _use(sentence: Sentence, place: int, lexicon: GoodsWords) -> int:
    """ "ammunition for the artillery and rocket systems": what it is for belongs to it."""
    words = sentence.words
    end = at = place
    while at < len(words) and at - place < _MOST_AFTER and words[at].text not in _BREAKS:
        head = lexicon.heads.starting(words, at)
        if head is not None:
            at = end = head[0]
        else:
            at += 1
    return end if end > place else place - 1


def _ends_soon(words: Sequence[Word], at: int) -> bool:
    """ "munitions pour armes légères": no article follows."""
    return (
        words[at].lower not in _ENDS_SOON
        and (words[at].text[0].islower() or words[at].text[0].isdigit())
    ) or words[at].lower == "les"


def _complement(sentence: Sentence, at: int) -> int:
    words = sentence.words
    end = at
    while end < len(words) and end - at < 5 and words[end].text not in _BREAKS:
        if end > at and (
            words[end].lower in _COMPLEMENT_ENDS
            or _is_any_verb(sentence, words, end)
            or _is_participle(sentence, words, end)
            or _is_dated(sentence, words[end])
        ):
            break
        end += 1
    return end


def _is_verb(sentence: Sentence, word: Word) -> bool:
    return any(
        verb.start <= word.start < verb.end
        and (verb.tense is not Tense.PAST_PARTICIPLE or sentence.language == "fr")
        for verb in sentence.verbs
    )


def _is_any_verb(sentence: Sentence, words: Sequence[Word], at: int) -> bool:
    """A verb of any tense: what became of the goods is no part of their name."""
    word = words[at]
    if not any(verb.start <= word.start < verb.end for verb in sentence.verbs):
        return False
    return not _is_plural_before_verb(sentence, words, at)


def _is_participle(sentence: Sentence, words: Sequence[Word], at: int) -> bool:
    """ "6,350 mt of food distributed in the north": what was done, before what follows it."""
    if sentence.language != "en" or not words[at].lower.endswith("ed"):
        return False
    behind = words[at + 1] if at + 1 < len(words) else None
    return behind is None or behind.text in _BREAKS or behind.lower in _COMPLEMENT_ENDS


def _is_plural_before_verb(sentence: Sentence, words: Sequence[Word], at: int) -> bool:
    """ "weather stations were handed over": a noun that is written like a verb."""
    if sentence.language != "en" or not words[at].lower.endswith("s") or at + 1 >= len(words):
        return False
    behind = words[at + 1]
    return any(v.start == behind.start for v in sentence.verbs)


def _is_dated(sentence: Sentence, word: Word) -> bool:
    return any(date.start <= word.start < date.end for date in sentence.dates)


def _count_before(sentence: Sentence, place: int, head: Word | None = None) -> Quantity | None:
    """The count of which the head is the noun: nothing but its own words between."""
    for quantity in sentence.quantities:
        if quantity.kind is not QuantityKind.COUNT or not 0 <= place - quantity.end < _REACH:
            continue
        between = [w for w in sentence.words if quantity.end <= w.start and w.end <= place]
        if not _is_number_of(sentence, quantity) or _is_of_a_type(sentence, quantity):
            continue
        stops = [
            w
            for at, w in enumerate(between)
            if w.text in _BREAKS
            or (w.lower in _COUNT_BEFORE and not _joins_names(between, at, head))
            or _is_verb(sentence, w)
        ]
        if len(between) <= _MOST_BEFORE and not stops:
            if not any(
                quantity.end <= other.start < place and not _is_of_a_type(sentence, other)
                for other in sentence.quantities
            ):
                return _part_of(sentence, quantity) or quantity
    return None


def _part_of(sentence: Sentence, whole: Quantity) -> Quantity | None:
    """ "12 of the 31 tanks": those that are spoken of, not all of them."""
    for part in sentence.quantities:
        if part.kind is not QuantityKind.COUNT or not 0 < whole.start - part.end < _OF_WHOLE:
            continue
        between = [w.lower for w in sentence.words if part.end <= w.start < whole.start]
        if between and between[0] in _PART and all(w in _PART_WORDS for w in between):
            return part
    return None


def _is_number_of(sentence: Sentence, quantity: Quantity) -> bool:
    """False for the number of a type: "Mirage 2000-5", "155 mm"."""
    before = sentence.text[quantity.start - sentence.start - 1 : quantity.start - sentence.start]
    after = sentence.text[quantity.end - sentence.start : quantity.end - sentence.start + 1]
    return before != "-" and after != "-"


def _is_of_a_type(sentence: Sentence, quantity: Quantity) -> bool:
    """ "14 Challenger 2 tanks", "Leopard 2 tanks": the number of a type, counting nothing."""
    if quantity.number_start != quantity.start or quantity.value is None or quantity.value > 99:
        return False
    before = [w for w in sentence.words if w.end <= quantity.start][-4:]
    if not before or not before[-1].text[0].isupper():
        return False
    if goods_words(sentence.language).heads.starting(before[-1:], 0) is not None:
        return True
    names = [word for word in before if word.text[0].isupper()]
    first = names[0].start
    return all(w in names for w in before if w.start >= first) and any(
        other.kind is QuantityKind.COUNT and 0 < first - other.end <= 2
        for other in sentence.quantities
    )


def _joins_names(between: Sequence[Word], at: int, head: Word | None) -> bool:
    """ "3,000 TOW and Javelin missiles": two names of one count."""
    after = between[at + 1] if at + 1 < len(between) else head
    return (
        between[at].lower in {"and", "et"}
        and at > 0
        and between[at - 1].text[0].isupper()
        and after is not None
        and after.text[0].isupper()
    )


# By a unit of load ---------------------------------------------------------------------


def _load(sentence: Sentence, at: int, lexicon: GoodsWords) -> Good | None:
    """ "80 tonnes of food, blankets and tents", "20,000 litres of fuel", "163 planeloads"."""
    words = sentence.words
    unit = lexicon.loads.starting(words, at)
    if unit is None:
        return None
    past = unit[0]
    quantity = _count_before(sentence, words[at].start)
    last = past
    if past + 1 < len(words) and words[past].lower in {"of", "de", "d'"}:
        if _opens_count(sentence, words[past + 1]):
            return None  # "un lot de trente lits": the beds are counted
        last = _listed_load(sentence, past + 1)
    elif words[at].lower in lexicon.measures:
        return None
    if quantity is not None:
        first = next(i for i, word in enumerate(words) if word.start >= quantity.start)
        return Good(first, last, at, Sort.LOAD, quantity.value, quantity.qualifier, quantity)
    number = _measured(sentence, at)
    if number is not None:
        return Good(number[0], last, at, Sort.LOAD, number[1], Qualifier.EXACT)
    plural = lexicon.plurals.ending(words, at)
    if plural is not None:
        return Good(plural[0], last, at, Sort.LOAD, vague=True)
    return None


def _listed_load(sentence: Sentence, at: int) -> int:
    """The goods of a load, a short list of them included: "food, blankets and tents"."""
    words = sentence.words
    end = _complement(sentence, at)
    joined = False
    for place in range(end, min(end + 6, len(words))):
        word = words[place]
        if word.text == "," or word.lower in {"and", "et"}:
            joined = word.lower in {"and", "et"}
            continue
        if not word.text.isalpha() or not word.text[0].islower() or word.lower in _STOPS_BEFORE:
            break
        if _is_verb(sentence, word) or _is_dated(sentence, word) or _opens_count(sentence, word):
            break
        if joined:
            return place + 1
    return end


def _opens_count(sentence: Sentence, word: Word) -> bool:
    return any(q.start <= word.start < q.number_end for q in sentence.quantities)


def _measured(sentence: Sentence, at: int) -> tuple[int, Decimal] | None:
    """The number right before a measure that the quantities pass over: "2.4 million litres"."""
    words = sentence.words
    for place in range(max(0, at - 4), at):
        number = read_number(words, place, sentence.language)
        if number is not None and number.last == at:
            return place, Decimal(number.value)
    return None


# Whatever a number counts --------------------------------------------------------------


def _open(sentence: Sentence, lexicon: GoodsWords) -> list[Good]:
    found = []
    words = sentence.words
    for quantity in sentence.quantities:
        if quantity.kind is not QuantityKind.COUNT or quantity.value is None:
            continue
        if not _is_number_of(sentence, quantity) or _is_of_a_type(sentence, quantity):
            continue
        first = next((i for i, w in enumerate(words) if w.start >= quantity.start), None)
        start = next((i for i, w in enumerate(words) if w.start >= quantity.end), None)
        if first is None or start is None:
            continue
        end = _end_of_noun(sentence, start)
        nouns = {word.lower for word in words[start:end]}
        if end == start or nouns & lexicon.no_goods:
            continue
        found.append(
            Good(first, end, start, Sort.OPEN, quantity.value, quantity.qualifier, quantity)
        )
    return found


def _end_of_noun(sentence: Sentence, start: int) -> int:
    words = sentence.words
    end = start
    while end < len(words) and end - start < _MOST_NOUN:
        word = words[end]
        if word.text in _BREAKS or not word.text[0].isalnum():
            break
        if word.lower in _COMPLEMENT_ENDS and not (word.lower == "à" and end > start):
            break
        if word.lower in _STOPS_BEFORE and word.lower not in {"de", "d'", "of"}:
            break
        named = _is_plural_before_verb(sentence, words, end)
        if (_is_verb(sentence, word) and not named) or _is_dated(sentence, word):
            break
        end += 1
    while end > start and words[end - 1].lower in {"de", "d'", "of", "à"}:
        end -= 1
    return end


def in_bullet(sentence: Sentence) -> bool:
    """True in a line of a list."""
    return sentence.block.kind is BlockKind.BULLET
