"""Search: claims by the words of their sentence, and by what they say.

A query is words, "phrases" and filters, all of which must hold; accents and case do not count.

    reliquat "50 million" speaker:blinken amount:>1e9 kind:amount language:fr since:2024-11-01

`kind`, `language`, `speaker`, `publisher`, `donor`, `recipient`, `status` (who stands behind it),
`amount` (`>1e9`, `<5e8`, `1e9..2e9`, `9e9`: the interval of the figure meets it), `since` and
`until` (the day it was said). A minus before a word, phrase or filter leaves out what it finds.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from aidledger.ledger.reviewing import Reviewed
from aidledger.ledger.view import View
from aidledger.model.claims import AmountClaim
from aidledger.model.money import Money
from aidledger.model.parties import Named
from aidledger.model.records import ClaimRecord, DocumentRecord
from aidledger.questions.flows import stated_money

# More hits than anybody reads are counted, not listed.
MOST_LISTED = 200
LONGEST_QUERY = 300
FACETS = ("kind", "language", "speaker", "publisher", "status")
_TERM = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"|(\S+))')
_TEXT_FILTERS = ("speaker", "publisher", "donor", "recipient")
_CODE_FILTERS = ("kind", "language", "status")


class QueryProblem(ValueError):
    """A query that cannot be understood; `code` says why, `place` which characters."""

    def __init__(self, code: str, place: tuple[int, int], words: str) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.words = words


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A claim that was found.

    Args:
        name: its id; kind: of claim; status: who stands behind it.
        start, end: its words in the document; words_start, words_end: within the sentence.
        sentence: None where the text was removed.
        stated: the sum, for an amount.
    """

    name: str
    kind: str
    document: str
    title: str | None
    publisher: str | None
    language: str | None
    asserted_on: date | None
    speaker: str | None
    status: Reviewed
    words: str
    sentence: str | None
    words_start: int
    words_end: int
    stated: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """How many hits have a value; `name` is a filter of the query."""

    name: str
    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found: hits newest first (the first `MOST_LISTED`), their number, facets."""

    query: str
    count: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Whole words in their order, folded."""

    wanted: str

    def holds(self, _hit: Hit, text: str, _record: ClaimRecord) -> bool:
        """True where the folded text holds them."""
        return has_words(text, self.wanted)


@dataclass(frozen=True, slots=True)
class Said:
    """A part of a name or publisher, folded; `name` says of which."""

    name: str
    wanted: str

    def holds(self, hit: Hit, _text: str, record: ClaimRecord) -> bool:
        """True where it is in one of them."""
        return any(self.wanted in folded(part) for part in parts_of(self.name, hit, record))


@dataclass(frozen=True, slots=True)
class Code:
    """A code exactly; `name` says which."""

    name: str
    value: str

    def holds(self, hit: Hit, _text: str, _record: ClaimRecord) -> bool:
        """True where the hit has it."""
        return str(getattr(hit, self.name) or "") == self.value


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum between two bounds; None = no bound."""

    low: Decimal | None
    high: Decimal | None

    def holds(self, hit: Hit, _text: str, _record: ClaimRecord) -> bool:
        """True where the interval of the figure meets it."""
        reach = reach_of(hit.stated)
        return reach is not None and meets(*reach, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Day:
    """A first or a last day on which it was said."""

    day: date
    is_first: bool

    def holds(self, hit: Hit, _text: str, _record: ClaimRecord) -> bool:
        """True where it was said on that side; what has no day is on both."""
        if self.is_first:
            return (hit.asserted_on or date.min) >= self.day
        return (hit.asserted_on or date.max) <= self.day


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a query; `minus` leaves out what it finds."""

    part: Words | Said | Code | Amount | Day
    minus: bool

    def holds(self, hit: Hit, text: str, record: ClaimRecord) -> bool:
        """True where a hit meets it; `text` is the folded sentence."""
        return self.part.holds(hit, text, record) is not self.minus


def search(view: View, query: str) -> Found:
    """Claims that stand, as reviewed, and meet every part of a query: each is looked at.

    Raises:
        QueryProblem: QUERY_TOO_LONG, FILTER_UNKNOWN, FILTER_NO_NUMBER, FILTER_NO_DATE.
    """
    terms = tuple(parsed(query))
    every = _all(view) if terms else ()
    hits = [hit for record, hit in every if meets_all(terms, hit, record)]
    groups = Counter(group_of(hit) for hit in hits)
    return found(query, groups, hits)


def meets_all(terms: Sequence[Term], hit: Hit, record: ClaimRecord) -> bool:
    """True where a hit meets every part of a query."""
    plain = folded(hit.sentence or hit.words)
    return all(term.holds(hit, plain, record) for term in terms)


# What facets count by: the values of one hit under `FACETS`.
Group = tuple[str | None, ...]


def group_of(hit: Hit) -> Group:
    """The values of a hit by which facets count."""
    return tuple(None if (value := getattr(hit, name)) is None else str(value) for name in FACETS)


def found(query: str, groups: Mapping[Group, int], hits: Iterable[Hit]) -> Found:
    """What a search found.

    Args:
        groups: how many hits have which values.
        hits: at least the newest `MOST_LISTED` of them.
    """
    newest = sorted(hits, key=lambda hit: (hit.asserted_on or date.min, hit.name), reverse=True)
    return Found(
        query=query, count=sum(groups.values()), hits=tuple(newest[:MOST_LISTED]),
        facets=tuple(_facets(groups)),
    )  # fmt: skip


def parsed(query: str) -> Iterator[Term]:
    """The parts of a query, in its order.

    Raises:
        QueryProblem: see `search`.
    """
    if len(query) > LONGEST_QUERY:
        raise QueryProblem("QUERY_TOO_LONG", (0, len(query)), query[:LONGEST_QUERY])
    for match in _TERM.finditer(query):
        minus, name, phrase, word = match.groups()
        value = phrase if phrase is not None else word
        if name:
            yield Term(_filter(name, value, match), bool(minus))
        elif wanted := folded(value):
            yield Term(Words(wanted), bool(minus))


def folded(text: str) -> str:
    """Text without case, accents and doubled spaces.

    >>> folded("L’été  À Kiev")
    "l'ete a kiev"
    """
    spread = unicodedata.normalize("NFKD", text.replace("’", "'"))
    bare = "".join(mark for mark in spread if not unicodedata.combining(mark))
    return " ".join(bare.casefold().split())


def has_words(text: str, wanted: str) -> bool:
    """True where folded text holds folded words, whole."""
    place = text.find(wanted)
    while place >= 0:
        end = place + len(wanted)
        if not _joins(text, place - 1, place) and not _joins(text, end, end - 1):
            return True
        place = text.find(wanted, place + 1)
    return False


def _joins(text: str, outside: int, inside: int) -> bool:
    """True where a word goes on over the edge of what was found."""
    return 0 <= outside < len(text) and text[outside].isalnum() and text[inside].isalnum()


def _filter(name: str, value: str, match: re.Match[str]) -> Said | Code | Amount | Day:
    if name in _CODE_FILTERS:
        return Code(name, value)
    if name in _TEXT_FILTERS:
        return Said(name, folded(value))
    if name == "amount":
        return Amount(*_bounds(value, match))
    if name in ("since", "until"):
        return Day(_day(value, match), name == "since")
    raise QueryProblem("FILTER_UNKNOWN", match.span(), name)


def parts_of(name: str, hit: Hit, record: ClaimRecord) -> Iterator[str]:
    """The names of a claim that a filter of text looks in."""
    if name in ("speaker", "publisher"):
        yield getattr(hit, name) or ""
    elif isinstance(record.claim, AmountClaim):
        names: tuple[Named, ...] = getattr(record.claim, name) or ()
        for one in names:
            yield one.name
            yield one.id or ""


def _bounds(value: str, match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    try:
        if value.startswith(">"):
            return _number(value[1:]), None
        if value.startswith("<"):
            return None, _number(value[1:])
        low, dots, high = value.partition("..")
        return _number(low), _number(high) if dots else _number(low)
    except (InvalidOperation, ValueError):
        raise QueryProblem("FILTER_NO_NUMBER", match.span(), value) from None


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError
    return number


Bound = Decimal | None


def reach_of(stated: Money | None) -> tuple[Bound, Bound] | None:
    """The least and the most that a figure may be; None for no figure."""
    if stated is None:
        return None
    # "More than 60 billion" has no end, but nobody who looks for a quadrillion means it.
    least = stated.face if stated.strict.low is None else stated.strict.low
    most = stated.face if stated.strict.high is None else stated.strict.high
    return least, most


def meets(least: Bound, most: Bound, low: Bound, high: Bound) -> bool:
    """True where a figure may lie between two bounds."""
    return (low is None or most is None or most >= low) and (
        high is None or least is None or least <= high
    )


def _day(value: str, match: re.Match[str]) -> date:
    try:
        if len(value) != len("2024-11-13"):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise QueryProblem("FILTER_NO_DATE", match.span(), value) from None


def _all(view: View) -> Iterator[tuple[ClaimRecord, Hit]]:
    """Every claim of a text that stands, as reviewed."""
    texts: dict[str, str | None] = {}
    for read in view.claims_as_read():
        record = view.claim(read.key)
        about = view.documents.get(read.document)
        if record is None or about is None or about.media != "text":
            continue
        if read.document not in texts:
            texts[read.document] = view.text(read.document)
        yield record, hit_of(record, about, texts[read.document], view.reviewed(record))


def hit_of(record: ClaimRecord, about: DocumentRecord, text: str | None, status: Reviewed) -> Hit:
    """A claim as a hit; `text` is that of its document, None where it was removed."""
    claim = record.claim
    speaker = getattr(claim, "speaker", None)
    if speaker is None and claim.attributed_to:
        speaker = claim.attributed_to[-1]
    return Hit(
        name=record.key, kind=claim.kind, document=about.id, title=about.title,
        publisher=about.publisher, language=about.language, asserted_on=record.asserted_on,
        speaker=None if speaker is None else speaker.name, status=status,
        words=claim.quote,
        sentence=None if text is None else text[claim.sentence.start : claim.sentence.end],
        words_start=claim.start - claim.sentence.start,
        words_end=claim.end - claim.sentence.start,
        stated=stated_money(claim) if isinstance(claim, AmountClaim) else None,
    )  # fmt: skip


def _facets(groups: Mapping[Group, int]) -> Iterator[Facet]:
    for place, name in enumerate(FACETS):
        counted: Counter[str] = Counter()
        for values, count in groups.items():
            if value := values[place]:
                counted[value] += count
        for value, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:8]:
            yield Facet(name=name, value=value, count=count)
