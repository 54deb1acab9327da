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
from collections.abc import Callable, Iterator
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


Test = Callable[[Hit, str, ClaimRecord], bool]


def search(view: View, query: str) -> Found:
    """Claims that stand, as reviewed, and meet every part of a query.

    Raises:
        QueryProblem: QUERY_TOO_LONG, FILTER_UNKNOWN, FILTER_NO_NUMBER, FILTER_NO_DATE.
    """
    tests = tuple(parsed(query))
    hits = []
    if tests:
        for record, hit in _all(view):
            plain = folded(hit.sentence or hit.words)
            if all(test(hit, plain, record) for test in tests):
                hits.append(hit)
    hits.sort(key=lambda hit: (hit.asserted_on or date.min, hit.name), reverse=True)
    return Found(
        query=query, count=len(hits), hits=tuple(hits[:MOST_LISTED]), facets=tuple(_facets(hits))
    )


def parsed(query: str) -> Iterator[Test]:
    """The tests that a query asks for, in its order."""
    if len(query) > LONGEST_QUERY:
        raise QueryProblem("QUERY_TOO_LONG", (0, len(query)), query[:LONGEST_QUERY])
    for match in _TERM.finditer(query):
        minus, name, phrase, word = match.groups()
        value = phrase if phrase is not None else word
        test = _filter(name, value, match) if name else _words(value)
        if test is not None:
            yield _not(test) if minus else test


def folded(text: str) -> str:
    """Text without case, accents and doubled spaces.

    >>> folded("L’été  À Kiev")
    "l'ete a kiev"
    """
    spread = unicodedata.normalize("NFKD", text.replace("’", "'"))
    bare = "".join(mark for mark in spread if not unicodedata.combining(mark))
    return " ".join(bare.casefold().split())


def _not(test: Test) -> Test:
    return lambda hit, text, record: not test(hit, text, record)


def _words(value: str) -> Test | None:
    """Whole words in their order; None where nothing is left to look for."""
    wanted = folded(value)
    if not wanted:
        return None

    def holds(_hit: Hit, text: str, _record: ClaimRecord) -> bool:
        place = text.find(wanted)
        while place >= 0:
            end = place + len(wanted)
            if not _joins(text, place - 1, place) and not _joins(text, end, end - 1):
                return True
            place = text.find(wanted, place + 1)
        return False

    return holds


def _joins(text: str, outside: int, inside: int) -> bool:
    """True where a word goes on over the edge of what was found."""
    return 0 <= outside < len(text) and text[outside].isalnum() and text[inside].isalnum()


def _filter(name: str, value: str, match: re.Match[str]) -> Test:
    if name in _CODE_FILTERS:
        return lambda hit, _text, _record: str(getattr(hit, name) or "") == value
    if name in _TEXT_FILTERS:
        wanted = folded(value)
        return lambda hit, _text, record: any(
            wanted in folded(part) for part in _parts(name, hit, record)
        )
    if name == "amount":
        low, high = _bounds(value, match)
        return lambda hit, _text, _record: _meets(hit.stated, low, high)
    if name in ("since", "until"):
        day = _day(value, match)
        if name == "since":
            return lambda hit, _text, _record: (hit.asserted_on or date.min) >= day
        return lambda hit, _text, _record: (hit.asserted_on or date.max) <= day
    raise QueryProblem("FILTER_UNKNOWN", match.span(), name)


def _parts(name: str, hit: Hit, record: ClaimRecord) -> Iterator[str]:
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


def _meets(stated: Money | None, low: Decimal | None, high: Decimal | None) -> bool:
    if stated is None:
        return False
    # "More than 60 billion" has no end, but nobody who looks for a quadrillion means it.
    least = stated.face if stated.strict.low is None else stated.strict.low
    most = stated.face if stated.strict.high is None else stated.strict.high
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
        yield record, _hit(view, record, about, texts[read.document])


def _hit(view: View, record: ClaimRecord, about: DocumentRecord, text: str | None) -> Hit:
    claim = record.claim
    speaker = getattr(claim, "speaker", None)
    if speaker is None and claim.attributed_to:
        speaker = claim.attributed_to[-1]
    return Hit(
        name=record.key, kind=claim.kind, document=about.id, title=about.title,
        publisher=about.publisher, language=about.language, asserted_on=record.asserted_on,
        speaker=None if speaker is None else speaker.name, status=view.reviewed(record),
        words=claim.quote,
        sentence=None if text is None else text[claim.sentence.start : claim.sentence.end],
        words_start=claim.start - claim.sentence.start,
        words_end=claim.end - claim.sentence.start,
        stated=stated_money(claim) if isinstance(claim, AmountClaim) else None,
    )  # fmt: skip


def _facets(hits: list[Hit]) -> Iterator[Facet]:
    for name in FACETS:
        counted = Counter(str(value) for hit in hits if (value := getattr(hit, name)))
        for value, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:8]:
            yield Facet(name=name, value=value, count=count)
