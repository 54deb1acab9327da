"""Read goods and teams that are given: what, how many, how far on the way.

In: the text with its marks. Out: item claims, one a noun phrase whose head is a good of the
field, where a verb of giving governs it or a package is being listed. Losses, attacks and
things counted for other reasons yield nothing. Words: `languages/*/items.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from aidledger.model.claims import AidKind, ItemClaim, Stage
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import governing_verb, is_finite, words_between
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    BlockKind,
    MentionForm,
    MentionKind,
    Quantity,
    QuantityKind,
    Sentence,
    Word,
)
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.purposes import purpose_words
from aidledger.reading.stages import standing_of
from aidledger.reading.text import ReadText

_WORDS_OF_STOPS_NAME = small_words("items", "stops_name")
_WORDS_OF_ENDS_SOON = small_words("items", "ends_soon")
_WORDS_OF_COMPLEMENT = small_words("items", "complement")
_WORDS_OF_COUNT_BEFORE = small_words("items", "count_before")

RULE = "items.goods/1"
_MOST_BEFORE, _MOST_AFTER = 6, 10
_LIST_REACH = 220  # characters from the verb of giving to the last of a list of goods
_BREAKS = frozenset({",", ";", ":", ".", "(", ")", "—", "–", "«", "»", "“", "”", '"', "•"})
_STOPS_BEFORE = frozenset(
    [
        "de",
        "d'",
        "des",
        "du",
        "le",
        "la",
        "les",
        "l'",
        "un",
        "une",
        "et",
        "ou",
        "ni",
        "ses",
        "son",
        "sa",
        "leurs",
        "leur",
        "ces",
        "ce",
        "cette",
        "cet",
        "à",
        "au",
        "aux",
        "en",
        "par",
        "pour",
        "avec",
        "dont",
        "comme",
        "notamment",
        "que",
        "qu'",
        "quelque",
        "plus",
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "its",
        "their",
        "our",
        "his",
        "with",
        "by",
        "for",
        "to",
        "as",
        "including",
        "some",
        "these",
        "those",
        "this",
        "that",
        "from",
        "in",
        "on",
        "such",
        "include",
        "includes",
        "more",
        "also",
        "over",
        "than",
        "provide",
        "provided",
        "deliver",
        "delivered",
        "send",
        "sent",
        "into",
        "against",
        "between",
        "like",
        "any",
        "many",
        "much",
        "no",
        "will",
        "would",
        "may",
        "can",
        "must",
        "should",
        "could",
        "not",
        "about",
        "at",
        "is",
        "are",
    ]
)
_ADJECTIVES_BEFORE = frozenset(
    {
        "nouveaux",
        "nouvelles",
        "nouveau",
        "nouvelle",
        "autres",
        "additional",
        "new",
        "further",
        "other",
        "more",
    }
)


@dataclass(frozen=True, slots=True)
class ItemWords:
    """The goods of one language."""

    heads: Phrases[bool]
    joints: frozenset[str]
    giving: frozenset[str]
    never: frozenset[str]
    openers: frozenset[str]
    arriving: frozenset[str]
    sending: frozenset[str]
    no_goods: frozenset[str]
    units: frozenset[str]
    carriers: frozenset[str]
    not_given: frozenset[str]


@cache
def _lexicon(language: str) -> ItemWords:
    data = load_words(language, "items")
    return ItemWords(
        phrase_set(data["heads"]),
        frozenset(data["joints"]),
        frozenset(data["giving"]),
        frozenset(map(str, data["never"])),
        frozenset(map(str, data["openers"])),
        frozenset(data["arriving"]),
        frozenset(data["sending"]),
        frozenset(map(str, data["no_goods"])),
        frozenset(data["units"]),
        frozenset(data["carriers"]),
        frozenset(map(str, data["not_given"])),
    )


@dataclass(frozen=True, slots=True)
class _Good:
    """A noun phrase of goods: words `first:last`, its number if any."""

    first: int
    last: int
    name_first: int
    quantity: Quantity | None


def read_items(text: ReadText, maker: ClaimMaker) -> tuple[ItemClaim, ...]:
    """The items of the text, in order of place."""
    found: list[ItemClaim] = []
    for sentence in text.sentences:
        if sentence.heading:
            continue
        package = sentence.block.kind is BlockKind.BULLET
        for good in _goods(sentence):
            claim = _claim(maker, sentence, good, package)
            if claim is not None:
                found.append(claim)
    return tuple(found)


def holds_goods(sentence: Sentence, start: int, end: int) -> bool:
    """True when a good of the field is named inside the stretch."""
    words = words_between(sentence, start, end)
    return _lexicon(sentence.language).heads.first_in(words, 0, len(words)) is not None


def _goods(sentence: Sentence) -> list[_Good]:
    """The noun phrases of goods, longest first name at a place."""
    words, lexicon = sentence.words, _lexicon(sentence.language)
    found: list[_Good] = []
    at = 0
    while at < len(words):
        head = lexicon.heads.starting(words, at)
        if head is None:
            at += 1
            continue
        last = _last_head(words, head[0], lexicon, sentence.language)
        last = min(last, _stop(sentence, head[0]))
        good = _phrase(sentence, at, last)
        if good is not None and (not found or good.first >= found[-1].last):
            found.append(good)
        at = max(last, at + 1)
    found = _with_measured(sentence, found)
    return sorted([*found, *_counted(sentence, found)], key=lambda good: good.first)


def _with_measured(sentence: Sentence, goods: list[_Good]) -> list[_Good]:
    """ "80 tonnes of food, blankets and tents": one good, not three."""
    words, lexicon = sentence.words, _lexicon(sentence.language)
    merged: list[_Good] = []
    for good in goods:
        before = merged[-1] if merged else None
        if before is not None and before.quantity is not None and good.quantity is None:
            inside = {word.lower for word in words[before.first : before.last]}
            joint = [word.lower for word in words[before.last : good.first]]
            bound = bool(inside & {"of", "de", "d'", "pour", "for"})
            if inside & lexicon.units and bound and joint and set(joint) <= _JOINTS:
                merged[-1] = _Good(before.first, good.last, before.name_first, before.quantity)
                continue
        merged.append(good)
    return merged


_JOINTS = frozenset({",", "and", "et", "de", "d'"})


def _stop(sentence: Sentence, place: int) -> int:
    """The first word from `place` on that a verb or a date begins: no part of a good's name."""
    words = sentence.words
    for at in range(place, min(place + _MOST_AFTER, len(words))):
        start = words[at].start
        if any(verb.start == start for verb in sentence.verbs) or any(
            date.start <= start < date.end for date in sentence.dates
        ):
            return at
        if words[at].lower in _WORDS_OF_STOPS_NAME:
            return at
    return len(words)


def _counted(sentence: Sentence, known: Sequence[_Good]) -> list[_Good]:
    """Counted things whose noun is not in the list, where a verb of sending governs them."""
    words, lexicon = sentence.words, _lexicon(sentence.language)
    found: list[_Good] = []
    for quantity in sentence.quantities:
        if quantity.kind is not QuantityKind.COUNT or quantity.value is None:
            continue
        first = next((at for at, w in enumerate(words) if w.start >= quantity.start), len(words))
        noun = next((at for at, w in enumerate(words) if w.start >= quantity.end), len(words))
        last = _end_of_counted(sentence, noun)
        if last <= noun or any(first < good.last and good.first < last for good in known):
            continue
        if any(word.lower in lexicon.no_goods for word in words[noun:last]):
            continue
        verb = governing_verb(sentence, words[first].start, words[last - 1].end)
        if verb is None or verb.negated or verb.lemma not in lexicon.sending:
            continue
        if verb.end <= words[first].start and _finite_between(
            sentence, verb.end, words[first].start
        ):
            continue
        found.append(_Good(first, last, noun, quantity))
    return found


def _end_of_counted(sentence: Sentence, noun: int) -> int:
    """One past the words that are counted: up to a verb, a sign or a preposition but "of"."""
    words = sentence.words
    stop = min(_stop(sentence, noun), noun + 6)
    at = noun
    while at < min(stop, len(words)):
        word = words[at]
        if word.text in _BREAKS or word.lower in _STOPS_BEFORE - {"de", "d'", "of"}:
            break
        at += 1
    while at > noun and words[at - 1].lower in {"de", "d'", "of"}:
        at -= 1
    return at


def _last_head(words: Sequence[Word], end: int, lexicon: ItemWords, language: str) -> int:
    """One past the last word of the phrase: compounds and short complements belong to it."""
    at = end
    while at < len(words) and at - end < _MOST_AFTER:
        word = words[at]
        more = lexicon.heads.starting(words, at)
        if more is not None and words[at - 1].lower not in {",", "et", "and"}:
            at = end = more[0]
            continue
        if language == "fr":
            if word.text[0].isupper() and at > 0 and words[at - 1].lower not in {"à", "en", "pour"}:
                at = end = at + 1
                continue
            if word.text in {"-"} and at + 1 < len(words):
                at = end = at + 2
                continue
            if word.lower.endswith(_FRENCH_ADJECTIVES) and word.text.isalpha():
                at = end = at + 1
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
            return _use(words, at + 1, lexicon)
        if word.lower in lexicon.joints and at + 1 < len(words) and words[at + 1].text[0].isalnum():
            if word.lower == "for" or (word.lower == "pour" and not _ends_soon(words, at + 1)):
                break
            at = end = _complement(words, at + 1)
            continue
        if word.text == "-" and at + 1 < len(words) and words[at + 1].start == word.end:
            at = end = at + 2
            continue
        break
    return end


def _use(words: Sequence[Word], place: int, lexicon: ItemWords) -> int:
    """ "ammunition for the artillery and rocket systems": what it is for belongs to it."""
    end = at = place
    while at < len(words) and at - place < _MOST_AFTER and words[at].text not in _BREAKS:
        head = lexicon.heads.starting(words, at)
        if head is not None:
            at = end = head[0]
        else:
            at += 1
    return end if end > place else place - 1


_FRENCH_ADJECTIVES = (
    "légers",
    "légères",
    "blindés",
    "lourds",
    "lourdes",
    "militaires",
    "médicaux",
    "médicales",
    "antichars",
    "antichar",
    "antiaérienne",
    "antiaériens",
    "antiaérien",
    "aériens",
    "sol-air",
    "alimentaires",
    "portables",
    "mobiles",
    "tactiques",
    "armés",
    "navals",
    "explosifs",
    "solaires",
    "kamikazes",
)


def _ends_soon(words: Sequence[Word], at: int) -> bool:
    """ "munitions pour armes légères": no article follows."""
    return (
        words[at].lower not in _WORDS_OF_ENDS_SOON
        and (words[at].text[0].islower() or words[at].text[0].isdigit())
    ) or words[at].lower == "les"


def _complement(words: Sequence[Word], at: int) -> int:
    end = at
    while end < len(words) and end - at < 5 and words[end].text not in _BREAKS:
        if end > at and words[end].lower in _WORDS_OF_COMPLEMENT:
            break
        end += 1
    return end


def _phrase(sentence: Sentence, head: int, last: int) -> _Good | None:
    words = sentence.words
    quantity = _count_before(sentence, words[head].start)
    if quantity is not None:
        first = next(at for at, word in enumerate(words) if word.start >= quantity.start)
        after = next((at for at, word in enumerate(words) if word.start >= quantity.end), head)
        while after < head and words[after].lower in {"de", "d'", "of"}:
            after += 1
        return _Good(first, last, min(after, head), quantity)
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
        if any(
            m.start <= before.start < m.end
            and m.kind is MentionKind.STATE
            and (m.form is not MentionForm.ADJECTIVE)
            for m in sentence.mentions
        ):
            break
        first -= 1
    one = _article_before(sentence, first)
    if one is not None and last - first <= 5:
        return _Good(one, last, first, _single(words[one]))
    return _Good(first, last, first, None)


def _article_before(sentence: Sentence, first: int) -> int | None:
    """ "a generator", "une batterie Patriot", "a second ambulance": one of them."""
    words = sentence.words
    if first and words[first - 1].lower in _ONE:
        return first - 1
    if words[first].lower in {"second", "third"} and first and words[first - 1].lower == "a":
        return first - 1
    return None


_ONE = frozenset({"a", "an", "un", "une"})


def _single(article: Word) -> Quantity:
    return Quantity(
        start=article.start,
        end=article.end,
        number_start=article.start,
        number_end=article.end,
        kind=QuantityKind.COUNT,
        value=Decimal(1),
    )


def _count_before(sentence: Sentence, place: int) -> Quantity | None:
    """The count of which the head is the noun: nothing but its own words between."""
    for quantity in sentence.quantities:
        if quantity.kind is not QuantityKind.COUNT or quantity.end > place:
            continue
        between = [w for w in sentence.words if quantity.end <= w.start and w.end <= place]
        if len(between) <= _MOST_BEFORE and not any(
            w.text in _BREAKS or w.lower in _WORDS_OF_COUNT_BEFORE for w in between
        ):
            if not any(quantity.end <= other.start < place for other in sentence.quantities):
                return quantity
    return None


def _claim(maker: ClaimMaker, sentence: Sentence, good: _Good, package: bool) -> ItemClaim | None:
    words, lexicon = sentence.words, _lexicon(sentence.language)
    start, end = words[good.first].start, words[good.last - 1].end
    if sentence.is_quoted(start, end):
        return None
    verb = governing_verb(sentence, start, end)
    listed = package or _is_listed(sentence, good.first, lexicon)
    if good.first and words[good.first - 1].lower in lexicon.not_given:
        return None
    if good.quantity is not None and words[good.first].lower in _ONE:
        if words[good.last - 1].lower in lexicon.carriers:
            return None
    if good.last < len(words) and words[good.last].lower == "per":
        return None
    if any(word.lower in lexicon.never for word in words[max(0, good.first - 4) : good.first]):
        return None
    if verb is not None and verb.lemma in lexicon.never:
        return None
    given = verb is not None and bool({verb.lemma, verb.modal} & lexicon.giving)
    came = verb is not None and good.quantity is not None and verb.lemma in lexicon.arriving
    if not listed and not given and not came:
        return None
    if verb is not None and (verb.negated or verb.modal in {"refuse", "refuser"}):
        return None
    if good.quantity is None and _is_purpose(sentence, start, end):
        return None
    if good.quantity is None and not listed and not _is_object(sentence, good, lexicon):
        return None
    stage = _stage(sentence, start, end, good)
    name = sentence.text[words[good.name_first].start - sentence.start : end - sentence.start]
    return maker.make(
        ItemClaim,
        sentence,
        start,
        end,
        rule=RULE,
        modality=standing_of(sentence, _as_quantity(start, end, good)).modality,
        item=name,
        quantity=good.quantity.value if good.quantity is not None else None,
        qualifier=good.quantity.qualifier if good.quantity is not None else None,
        stage=stage,
    )


def _is_purpose(sentence: Sentence, start: int, end: int) -> bool:
    """ "$3 million for shelter": what English money is for is its purpose, no item.

    Arms that a package is said to include are items all the same.
    """
    sums = [
        quantity
        for quantity in sentence.quantities
        if quantity.kind is QuantityKind.MONEY and quantity.end <= start
    ]
    if sentence.language != "en" or not sums:
        return False
    between = {word.lower for word in words_between(sentence, sums[-1].end, start)}
    inside = words_between(sentence, start, end)
    kinds = purpose_words("en").kinds
    arms = any(
        found is not None and found[1] is AidKind.MILITARY
        for found in (kinds.starting(inside, at) for at in range(len(inside)))
    )
    return not (arms and "including" in between)


def _is_listed(sentence: Sentence, first: int, lexicon: ItemWords) -> bool:
    before = [word.lower for word in sentence.words[max(0, first - 30) : first]]
    return any(word in lexicon.openers for word in before)


def _is_object(sentence: Sentence, good: _Good, lexicon: ItemWords) -> bool:
    """A bare noun counts as the object of giving, not as its subject or complement."""
    start = sentence.words[good.first].start
    return any(
        verb.lemma in lexicon.giving
        and verb.end <= start
        and start - verb.end < _LIST_REACH
        and is_finite(verb)
        and not _finite_between(sentence, verb.end, start)
        for verb in sentence.verbs
    )


def _finite_between(sentence: Sentence, low: int, high: int) -> bool:
    return any(
        low <= verb.start and verb.end <= high and is_finite(verb) for verb in sentence.verbs
    )


def _as_quantity(start: int, end: int, good: _Good) -> Quantity:
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


def _stage(sentence: Sentence, start: int, end: int, good: _Good) -> Stage | None:
    stage = standing_of(sentence, _as_quantity(start, end, good)).stage
    if stage in (Stage.DISBURSED, Stage.SPENT):
        return Stage.DELIVERED
    return stage or Stage.PLEDGED
