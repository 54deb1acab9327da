"""Settle figures that leave out what a neighbour said: currency, or that they are money.

In: the sentences of a document with their quantities. Out: the same, with each step's choice:

- a currency word that several currencies share ("couronnes") is told by the sums that print
  one of them, then by the places named nearest in the document;
- bare dollars in a document that tells two dollars apart are those of the country at hand;
- elliptical sums take the currency of the nearest sum before (same sentence, then the
  document), else after; conversions in brackets give theirs to nobody;
- "dont 3 milliards" counts money where sums stand near or its sentence speaks of money, and
  not where the last large figure counted people; in a text with sums it counts money too
  where its sentence tells of nobody and nothing that is counted.

Where a document prints no currency at all, the one giver named in the sentence tells ("le
Conseil fédéral débloque 11 milliards"); else the currency stays None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from itertools import pairwise

from aidledger.catalogue.currencies import Currency, choose_currency, currency_words
from aidledger.reading.homes import home_of
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Quantity, QuantityKind, Sentence, Word

_NEAR = 2  # sentences on each side in which a sum makes a bare figure money
_FAR = 12  # sentences on each side in which a place tells which "couronnes" are meant
_LARGE = Decimal(1_000_000)
_PEOPLE_REACH = 6  # words after a figure that may show that it counts people
_MOST_ELLIPTICAL = Decimal(1000)
_SCALES = (Decimal(10) ** 12, Decimal(10) ** 9, Decimal(10) ** 6)
_QUOTES = frozenset({"«", "“", '"', "‘"})
_GIVER_REACH = 8  # words before a figure in which its giver stands
_AT_HOME = 3  # sentences that name a country in a text that is told there
_US = "USD"
# A paper of these states means its own dollars where it says no more.
_DOLLARS_OF = {"CA": "CAD", "AU": "AUD", "NZ": "NZD"}
_CONVERTED = 40  # characters between a sum and the same in other money
_JOINED = 4  # words between two figures of which the second lends its currency to the first
_FOR = frozenset({"pour", "à", "for", "at"})
_IT_REACH = 6  # words from "en" to the number of it
_RESPECTIVELY = frozenset({"respectivement", "respectively"})
_OPENING = 6  # words from "Sur" to the figure in "Sur une enveloppe totale de 50 millions"
_FIGURE_ALONE = 4  # words of a heading that is nothing but a figure
_PAPERS = ("AUD", "CAD", "NZD")
_LEAD = 3  # sentences at the head of a text that name the country in which it is told
_LEAST_AT_HOME = 6  # every sixth sentence names it at least
_WEST = "XOF"
_DOLLARS = frozenset({"CAD", "AUD", "NZD", "HKD", "SGD", "TWD"})

Printed = tuple[int, Quantity]


def settle_currencies(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Sentences whose elliptical sums carry an inferred currency."""
    if not any(sentence.quantities for sentence in sentences):
        return tuple(sentences)
    told = _with_home_francs(_with_home_dollars(_with_shared_words(sentences)))
    settled = _Settler(told)
    return tuple(replace(sentence, quantities=tuple(settled.of(sentence))) for sentence in told)


# Words that several currencies share ----------------------------------------------------


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(str(word).lower() for word in load_words(language, "counted")[name])


def _is_shared(quantity: Quantity) -> bool:
    return (
        quantity.kind is QuantityKind.MONEY
        and quantity.currency is None
        and quantity.noun is not None
    )


def _with_shared_words(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    if not any(_is_shared(quantity) for s in sentences for quantity in s.quantities):
        return tuple(sentences)
    printed = tuple(_printed(sentences))
    return tuple(
        replace(
            sentence,
            quantities=tuple(
                _told(sentences, sentence, quantity, printed) if _is_shared(quantity) else quantity
                for quantity in sentence.quantities
            ),
        )
        for sentence in sentences
    )


def _told(
    sentences: Sequence[Sentence],
    sentence: Sentence,
    quantity: Quantity,
    printed: Sequence[Printed],
) -> Quantity:
    assert quantity.noun is not None
    candidates = currency_words(sentence.language).get(quantity.noun, ())
    codes = {currency.code for currency in candidates}
    among = [found for found in printed if found[1].currency in codes]
    by_place = partial(_by_places, sentences, sentence, candidates)
    in_paragraph = [found for found in among if _in_block(sentences[found[0]], sentence)]
    chosen = (
        _code_of(_nearest(sentence, quantity, in_paragraph))
        or by_place(range(2))
        or _code_of(_nearest(sentence, quantity, among))
        or by_place(range(2, _FAR + 1))
    )
    if chosen is not None:
        return replace(quantity, currency=chosen, currency_inferred=True)
    usual = load_words(sentence.language, "counted")["usual_currency"].get(quantity.noun)
    return replace(quantity, currency=usual, currency_inferred=usual is not None)


def _code_of(quantity: Quantity | None) -> str | None:
    return quantity.currency if quantity is not None else None


def _in_block(one: Sentence, other: Sentence) -> bool:
    return one.block.start == other.block.start


def _by_places(
    sentences: Sequence[Sentence],
    sentence: Sentence,
    candidates: Sequence[Currency],
    reaches: Iterable[int],
) -> str | None:
    """The one currency to which the places named nearest point."""
    for reach in reaches:
        for place in {sentence.index - reach, sentence.index + reach}:
            if not 0 <= place < len(sentences) or sentences[place].language != sentence.language:
                continue
            around = frozenset(word.lower for word in sentences[place].words)
            chosen = choose_currency(candidates, sentence.language, around)
            if chosen is not None and chosen.near[sentence.language]:
                return chosen.code
    return None


def _with_home_francs(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """CFA francs of a text that names Central Africa and not the West are those of the Centre."""
    if not any(q.currency == _WEST for s in sentences for q in s.quantities):
        return sentences
    named = {word.text for sentence in sentences for word in sentence.words}
    places = load_words(sentences[0].language, "counted")["franc_places"]
    if named.isdisjoint(places["XAF"]) or not named.isdisjoint(places[_WEST]):
        return sentences
    return tuple(
        replace(
            sentence,
            quantities=tuple(
                replace(q, currency="XAF", currency_inferred=True) if q.currency == _WEST else q
                for q in sentence.quantities
            ),
        )
        for sentence in sentences
    )


def _with_home_dollars(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Bare dollars beside "dollars américains" and "dollars canadiens" are those at home.

    So are those of a text that is told at home: a release, or a text that names the country
    first and more than the United States.
    """
    if not any(_is_bare_dollar(s, quantity) for s in sentences for quantity in s.quantities):
        return sentences
    issued = _DOLLARS_OF.get(home_of(sentences) or "")
    codes = {quantity.currency for _, quantity in _printed(sentences)} & _DOLLARS
    told = any(_qualifies_us(sentence, q) for sentence in sentences for q in sentence.quantities)
    if issued is not None and codes <= {issued}:
        return _with_dollars_of(sentences, issued, lambda sentence: not _names_us(sentence))
    at_home = _told_at_home(sentences, told=told)
    if at_home is not None and codes <= {at_home}:
        return _with_dollars_of(sentences, at_home, lambda s: not _is_elsewhere(s, at_home))
    if not told and not (codes and _words(sentences[0].language, "bare_dollars_at_home")):
        return sentences
    codes = codes or {code for sentence in sentences for code in _converted_home(sentence)}
    if len(codes) != 1:
        return sentences
    home = str(min(codes, key=str))
    if not told and not _mostly(sentences, codes):
        # "68 millions de dollars canadiens, soit 24 M$ ... et 44 M$": of the sum beside them.
        return tuple(_with_dollars_behind(sentence, home) for sentence in sentences)
    return _with_dollars_of(sentences, home, lambda sentence: _is_home(sentence, home, told))


def _told_at_home(sentences: Sequence[Sentence], *, told: bool) -> str | None:
    """The dollars of the country in which a text is told; None where it may be any other.

    Args:
        told: the text calls those of the United States by name, so that bare ones are others.
    """
    leads = sentences[:_LEAD]
    named = {code: [s for s in sentences if _names_home(s, code)] for code in _PAPERS}
    home = max(_PAPERS, key=lambda code: len(named[code]))
    count = len(named[home])
    if not any(_names_home(sentence, home) for sentence in leads):
        return None
    if count < (_AT_HOME - 1 if told else _AT_HOME) or count * _LEAST_AT_HOME < len(sentences):
        return None
    return home if count > sum(map(_names_us, sentences)) else None


def _is_elsewhere(sentence: Sentence, home: str) -> bool:
    """True where the United States or a body that counts in their dollars is named alone."""
    if _names_home(sentence, home):
        return False
    bodies = load_words(sentence.language, "counted")["dollar_bodies"]
    return _names_us(sentence) or any(word.text in bodies for word in sentence.words)


def _with_dollars_of(
    sentences: tuple[Sentence, ...], home: str, is_home: Callable[[Sentence], bool]
) -> tuple[Sentence, ...]:
    return tuple(
        replace(
            sentence,
            quantities=tuple(
                replace(quantity, currency=home, currency_inferred=True)
                if _is_bare_dollar(sentence, quantity) and is_home(sentence)
                else quantity
                for quantity in sentence.quantities
            ),
        )
        for sentence in sentences
    )


def _converted_home(sentence: Sentence) -> Iterator[str]:
    """ "Canada will spend $500 million (US$370 million)": whose dollars the first are."""
    for one, other in pairwise(sentence.quantities):
        between = sentence.text[one.end - sentence.start : other.start - sentence.start]
        if between.strip() == "(" and _is_bare_dollar(sentence, one):
            if _qualifies_us(sentence, other):
                yield from (code for code in sorted(_DOLLARS) if _names_home(sentence, code))


def _quote(sentence: Sentence, quantity: Quantity) -> str:
    return sentence.text[quantity.start - sentence.start : quantity.end - sentence.start]


def _qualifies_us(sentence: Sentence, quantity: Quantity) -> bool:
    quote = _quote(sentence, quantity).lower()
    return quantity.currency == _US and any(
        word in quote for word in _words(sentence.language, "us_dollars")
    )


def _is_bare_dollar(sentence: Sentence, quantity: Quantity) -> bool:
    return quantity.currency == _US and not _qualifies_us(sentence, quantity)


def _mostly(sentences: Sequence[Sentence], codes: Collection[str | None]) -> bool:
    """True where as many dollars are told to be those at home as are bare, or the text is of it."""
    told = sum(quantity.currency in codes for _, quantity in _printed(sentences))
    bare = sum(_is_bare_dollar(s, quantity) for s in sentences for quantity in s.quantities)
    named = sum(_names_home(sentence, str(code)) for sentence in sentences for code in codes)
    return told >= bare or named >= _AT_HOME


def _with_dollars_behind(sentence: Sentence, home: str) -> Sentence:
    """The sentence with bare dollars behind a sum in those of a country taken for the same."""
    stated = [quantity.end for quantity in sentence.quantities if quantity.currency == home]
    if not stated or _names_us(sentence):
        return sentence
    return replace(
        sentence,
        quantities=tuple(
            replace(quantity, currency=home, currency_inferred=True)
            if quantity.start >= stated[0] and _is_bare_dollar(sentence, quantity)
            else quantity
            for quantity in sentence.quantities
        ),
    )


def _names_us(sentence: Sentence) -> bool:
    homes = load_words(sentence.language, "counted")["home_currency"]
    return any(homes.get(word.text) == _US for word in sentence.words)


def _is_home(sentence: Sentence, home: str, told: bool) -> bool:
    """Where both dollars are told apart the place must be named; else no other giver may be."""
    if told:
        return _names_home(sentence, home)
    return _home_currency(sentence) in (home, None) and not _is_elsewhere(sentence, home)


def _names_home(sentence: Sentence, home: str) -> bool:
    places = load_words(sentence.language, "counted")["dollar_places"].get(home, ())
    return any(word.text in places for word in sentence.words)


# Sums without currency, figures without unit ----------------------------------------------


class _Settler:
    """Settles one sentence after the other; what was settled tells for the next."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        printed = tuple(_printed(sentences))
        self._lenders = tuple(_without_conversions(sentences, printed))
        self._codes = {quantity.currency for _, quantity in printed}
        self._with_money = {index for index, _ in printed}
        self._people = {
            quantity.value
            for sentence in sentences
            for quantity in sentence.quantities
            if quantity.kind is QuantityKind.COUNT
        }
        self._last: QuantityKind | None = None  # of the last large figure
        self._last_index = 0
        self._sum_before: Quantity | None = None  # the figure before, where it is a sum
        self._sum_index = -1

    def of(self, sentence: Sentence) -> Iterator[Quantity]:
        """The sentence's quantities, settled, without those that count nothing of ours."""
        for quantity in sentence.quantities:
            settled = self._settled(sentence, quantity)
            if settled is None:
                if _shows_people(sentence, quantity):
                    self._last, self._last_index = QuantityKind.COUNT, sentence.index
                continue
            if settled.kind is QuantityKind.MONEY or (
                settled.kind is QuantityKind.COUNT and (settled.value or 0) >= _LARGE
            ):
                self._last, self._last_index = settled.kind, sentence.index
            if settled.kind is QuantityKind.MONEY:
                self._with_money.add(sentence.index)
                self._sum_before, self._sum_index = settled, sentence.index
            elif settled.kind is QuantityKind.COUNT:
                self._sum_before = None
            yield settled

    def _settled(self, sentence: Sentence, quantity: Quantity) -> Quantity | None:
        if quantity.kind is QuantityKind.COUNT:
            sum_before = self._sum_before if self._sum_index == sentence.index else None
            settled = _with_scale(sentence, quantity, sum_before)
            return settled or _with_next_scale(sentence, quantity) or quantity
        if quantity.kind is QuantityKind.SHARE:
            return quantity
        if quantity.kind is QuantityKind.OTHER:
            if not self._is_money(sentence, quantity):
                return None
            quantity = replace(quantity, kind=QuantityKind.MONEY)
        if quantity.currency is not None or quantity.noun is not None:
            return quantity
        near = _nearest(sentence, quantity, self._lenders)
        currency = near.currency if near is not None else _home_currency(sentence)
        if near is None or not sentence.start <= near.start < quantity.start:
            home = _giver_currency(sentence, quantity)
            currency = home if home in self._codes else currency
        return replace(quantity, currency=currency, currency_inferred=currency is not None)

    def _is_money(self, sentence: Sentence, quantity: Quantity) -> bool:
        if quantity.value is not None and quantity.value in self._people:
            return False
        if _shows_people(sentence, quantity):
            return False
        near = range(sentence.index - _NEAR, sentence.index + _NEAR + 1)
        counted = self._last is QuantityKind.COUNT and self._last_index >= sentence.index - 1
        if counted and not _speaks_of_money(sentence):
            return False
        if any(index in self._with_money for index in near) or _speaks_of_money(sentence):
            return True
        told = len(sentence.words) > _FIGURE_ALONE
        return told and bool(self._with_money) and not _tells_of_things(sentence)


def _with_scale(sentence: Sentence, quantity: Quantity, before: Quantity | None) -> Quantity | None:
    """ "31 milliards en 2022, 42 en 2023", "dont 12 pour les drones": as large as before.

    Only where the words right around are those of such a list; None otherwise.
    """
    if before is None or before.value is None or before.unit is None or quantity.value is None:
        return None
    scale = next((s for s in _SCALES if before.value >= s), Decimal(1))
    if quantity.value >= _MOST_ELLIPTICAL:
        # "Of the EUR 900,000 granted, 640,000 has been spent", "900 000 USD, dont 350 000 pour"
        if scale != 1 or quantity.value >= before.value:
            return None
        if not _is_part(sentence, quantity, before) and not _is_of_which(sentence, quantity):
            return None
    elif (scale == 1 and before.value >= _MOST_ELLIPTICAL) or not _is_listed(
        sentence, quantity, before
    ):
        return None
    return _scaled(quantity, scale, before.currency)


def _with_next_scale(sentence: Sentence, quantity: Quantity) -> Quantity | None:
    """ "respectivement 20 et 10 millions de dollars": as large as the sum behind it."""
    if quantity.value is None or quantity.value >= _MOST_ELLIPTICAL:
        return None
    if not any(word.lower in _RESPECTIVELY for word in sentence.words):
        return None
    behind = next((q for q in sentence.quantities if q.start >= quantity.end), None)
    if behind is None or behind.kind is not QuantityKind.MONEY or behind.unit is None:
        return None
    between = sentence.text[quantity.end - sentence.start : behind.start - sentence.start]
    if between.strip() not in {"et", "and", ",", "&"} or behind.value is None:
        return None
    scale = next((s for s in _SCALES if behind.value >= s), Decimal(1))
    return _scaled(quantity, scale, behind.currency)


def _scaled(quantity: Quantity, scale: Decimal, currency: str | None) -> Quantity:
    assert quantity.value is not None
    assert quantity.strict is not None
    assert quantity.lenient is not None
    return replace(
        quantity,
        kind=QuantityKind.MONEY,
        value=quantity.value * scale,
        unit=(quantity.unit or 1) * scale,
        strict=quantity.strict.scaled(scale),
        lenient=quantity.lenient.scaled(scale),
        currency=currency,
        currency_inferred=currency is not None,
        noun=None,
        flags=(*quantity.flags, "scale_inferred"),
    )


def _around(sentence: Sentence, quantity: Quantity) -> tuple[int, int]:
    """Index of the first word of a figure, quotation marks left out, and one past its last."""
    words = sentence.words
    first = next(at for at, word in enumerate(words) if word.start >= quantity.start)
    last = next((at for at, word in enumerate(words) if word.start >= quantity.end), len(words))
    while first and words[first - 1].text in _QUOTES:
        first -= 1
    return first, last


def _is_listed(sentence: Sentence, quantity: Quantity, before: Quantity) -> bool:
    """True for a number in a list of sums, by the words right before and after it."""
    words, language = sentence.words, sentence.language
    first, last = _around(sentence, quantity)
    opening = words[first - 1] if first else None
    if opening is None:
        return False
    if _is_part(sentence, quantity, before):
        return True
    after = words[last].lower if last < len(words) else "."
    joined = after in {"et", "and"}
    alone = not after[0].isalnum() or joined or quantity.noun is None
    closed = alone and (not after[0].isalnum() or after in _words(language, "open_after"))
    if opening.lower in _words(language, "of_which"):
        of_money = last + 1 < len(words) and words[last + 1].lower in _words(
            language, "money_nouns"
        )
        done = after in _words(language, "done_with")
        return closed or done or (after in {"de", "d'", "en", "in"} and of_money)
    place = words[last].start if last < len(words) else -1
    dated = any(date.start <= place < date.end for date in sentence.dates)
    if opening.lower in _words(language, "set_against"):
        return dated or closed
    if opening.lower in _words(language, "list_joints"):
        return dated or (closed and "scale_inferred" in before.flags)
    if opening.text in load_words(language, "counted")["home_currency"]:
        return joined or not after[0].isalnum()  # "Paris 50, Rome 15"
    # "sur les 852 demandés", "of the 852 requested"
    if opening.lower in {"les", "the"} and first > 1:
        if after in _words(language, "what_follows"):
            return True  # "les trente-deux suivants"
        of = words[first - 2].lower in {"sur", "of", "against"}
        return of and after in _words(language, "sought")
    if opening.lower in _FOR and first > 1 and closed:
        named = words[first - 2].text in load_words(language, "counted")["home_currency"]
        return named and (joined or not after[0].isalnum())  # "le Japon pour 10"
    return not after[0].isalnum() and _is_object_of_it(sentence, first)


def _is_object_of_it(sentence: Sentence, first: int) -> bool:
    """ "le Canada en a fourni 63", "n'en a reçu que 19": of the sum before, a number of it."""
    words, language = sentence.words, sentence.language
    near = {word.lower for word in words[max(0, first - _IT_REACH) : first]}
    if not near & {"en", "dont"} or language != "fr":
        return False
    at = first - 1 if words[first - 1].lower not in {"que", "qu'"} else first - 2
    if words[at].lower in _words(language, "given"):
        return True
    return any(verb.start <= words[at].start < verb.end for verb in sentence.verbs)


def _is_of_which(sentence: Sentence, quantity: Quantity) -> bool:
    """ "dont 350 000 pour le laboratoire": a part that counts nothing else."""
    words, language = sentence.words, sentence.language
    first, last = _around(sentence, quantity)
    if not first or words[first - 1].lower not in _words(language, "of_which"):
        return False
    after = words[last].lower if last < len(words) else "."
    return not after[0].isalnum() or after in _words(language, "open_after")


def _is_part(sentence: Sentence, quantity: Quantity, before: Quantity) -> bool:
    """ "Sur les 61 milliards votés, 14 restent à dépenser": what became of a part."""
    words, language = sentence.words, sentence.language
    _, last = _around(sentence, quantity)
    whole, _ = _around(sentence, before)
    if last >= len(words) or not _is_of_total(words, whole):
        return False
    if any(word.text == ";" for word in words[whole:last]):
        return False
    return words[last].lower in _words(language, "became")


def _is_of_total(words: Sequence[Word], place: int) -> bool:
    """ "Sur une enveloppe de", "Of a total of" at the head of a clause."""
    for at in range(max(0, place - _OPENING), place):
        if words[at].lower in {"sur", "of"} and (not at or not words[at - 1].text[0].isalnum()):
            return True
    return False


def _shows_people(sentence: Sentence, quantity: Quantity) -> bool:
    """True when the words after a bare figure are those of people: "3 millions ont fui"."""
    words = _words(sentence.language, "people_after")
    if _is_headed_by_people(sentence, quantity):
        return True
    after = [word for word in sentence.words if word.start >= quantity.end]
    for word in after[:_PEOPLE_REACH]:
        if not word.text[0].isalnum():
            return False
        if word.lower in words:
            return True
    return False


def _is_headed_by_people(sentence: Sentence, quantity: Quantity) -> bool:
    """ "Personnes ciblées : 2,1 millions"."""
    before = [word for word in sentence.words if word.end <= quantity.start]
    if not before or before[-1].text != ":":
        return False
    things = _words(sentence.language, "things")
    return any(word.lower in things for word in before[-_PEOPLE_REACH:])


def _tells_of_things(sentence: Sentence) -> bool:
    """True where people or goods are spoken of that a bare figure may count."""
    things, people = (_words(sentence.language, name) for name in ("things", "people_after"))
    return any(word.lower in things or word.lower in people for word in sentence.words)


def _speaks_of_money(sentence: Sentence) -> bool:
    words = _words(sentence.language, "money_about")
    return any(word.lower in words for word in sentence.words)


def _giver_currency(sentence: Sentence, quantity: Quantity) -> str | None:
    """The currency of the giver named nearest before a figure, in the same clause."""
    homes = load_words(sentence.language, "counted")["home_currency"]
    before = [word for word in sentence.words if word.end <= quantity.start]
    for word in reversed(before[-_GIVER_REACH:]):
        if word.text in ",;:":
            return None
        if word.text in homes:
            return str(homes[word.text])
    return None


def _home_currency(sentence: Sentence) -> str | None:
    """The currency of the one country or body named, in a text that prints no currency."""
    homes = load_words(sentence.language, "counted")["home_currency"]
    named = {homes[word.text] for word in sentence.words if word.text in homes}
    return str(min(named)) if len(named) == 1 else None


# Sums with a printed currency -------------------------------------------------------------


def _printed(sentences: Sequence[Sentence]) -> Iterator[Printed]:
    for sentence in sentences:
        for quantity in sentence.quantities:
            if quantity.currency is not None:
                yield sentence.index, quantity


def _without_conversions(
    sentences: Sequence[Sentence], printed: Sequence[Printed]
) -> Iterator[Printed]:
    """The sums that lend their currency: none that only says another one in other money."""
    before: Printed | None = None
    for index, quantity in printed:
        if before is not None and before[0] == index and before[1].currency != quantity.currency:
            sentence = sentences[index]
            between = sentence.text[
                before[1].end - sentence.start : quantity.start - sentence.start
            ]
            if _is_conversion(between, sentence.language):
                continue
        before = (index, quantity)
        yield before


def _is_conversion(between: str, language: str) -> bool:
    """ "(", ", soit environ", "en 2025, soit": what stands before the same in other money."""
    stripped = between.strip(" ,").lower()
    if stripped.startswith("("):
        return True
    opened = between.lower().rpartition(",")[2].strip() if "," in between else stripped
    return opened in _words(language, "converts") and len(stripped) <= _CONVERTED


def _nearest(sentence: Sentence, quantity: Quantity, printed: Sequence[Printed]) -> Quantity | None:
    """The sum that lends its currency.

    The last before it in its sentence; the next there where the two are joined ("3 et 5
    millions d'euros"); else one of the paragraph before it, the next of its sentence, and the
    currency that most sums before it have.
    """
    same = [found for index, found in printed if index == sentence.index]
    before = [found for found in same if found.end <= quantity.start]
    if before:
        return before[-1]
    earlier = [found for _, found in printed if found.start < quantity.start]
    beside = earlier and earlier[-1].start >= sentence.block.start
    if same and not (beside and _is_apart(sentence, quantity, same[0])):
        return same[0]
    if beside:
        return earlier[-1]
    return _commonest(earlier) or (printed[0][1] if printed else None)


def _is_apart(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """False for two figures joined by a few words: "3 et 5 millions d'euros"."""
    between = [word for word in sentence.words if one.end <= word.start < other.start]
    homes = load_words(sentence.language, "counted")["home_currency"]
    return len(between) > _JOINED or any(word.text in homes for word in between)


def _commonest(printed: Sequence[Quantity]) -> Quantity | None:
    """The last sum of the currency that most have; of two, of that which comes last."""
    if not printed:
        return None
    counts = Counter(quantity.currency for quantity in printed)
    most = counts[printed[-1].currency]
    best = max(counts.values())
    if most == best:
        return printed[-1]
    return next(quantity for quantity in reversed(printed) if counts[quantity.currency] == best)
