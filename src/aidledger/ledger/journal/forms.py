"""Single values as words on one line of a journal, and back.

Text stands bare where that is clear, else in double quotes as in JSON. An interval is
`[8500000000, 9500000000)`, a stretch of text `120..140`, a name `United States <US> "Washington"`,
a citation `DOCUMENT 120..140 url https://…`. A form is chosen by the type of the field, so a new
record type needs no line here.
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any

from aidledger.model.accounts import Account, AccountStage, Place, World, parse_place
from aidledger.model.amounts import Interval
from aidledger.model.evidence import Span
from aidledger.model.money import Money
from aidledger.model.parties import Named
from aidledger.model.records import Citation

NOTHING = "none"

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_TOKEN = rf"{_QUOTED}|\S+"
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_SPAN = re.compile(r"([0-9]{1,12})\.\.([0-9]{1,12})")
_INTERVAL = re.compile(r"([\[(])([^,\[\]()]+), ?([^,\[\]()]+)([\])])")
_MONEY = re.compile(
    rf"({_NUMBER.pattern}|\?) ({_TOKEN})(?: strict (\S[^\])]*[\])]))?(?: lenient (\S[^\])]*[\])]))?"
)
_NAMED = re.compile(rf'({_QUOTED}|[^<>"]+?)(?: <({_QUOTED}|[^<>"]+)>)?(?: ({_QUOTED}))?')
_CITATION = re.compile(rf"({_TOKEN}) (\S+)(?: confidence ({_TOKEN}))?(?: url ({_TOKEN}))?")
_PIECES = re.compile(rf"{_QUOTED}|[\[(][^\])]*[\])]|<{_QUOTED}>|[^,]")
_UNBOUNDED = "*"


class FormError(ValueError):
    """Words that are no such value.

    Args:
        code: of the message; details: what it quotes.
        place: offset and length of the words; None = the whole line.
    """

    def __init__(self, code: str, place: tuple[int, int] | None = None, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.details = details


@dataclass(frozen=True, slots=True)
class Form:
    """How values of one type are written and understood."""

    write: Callable[[Any], str]
    parse: Callable[[str], Any]


@cache
def form_of(hint: Any) -> Form | None:
    """The form of a type; None for what needs lines of its own."""
    hint, is_optional = present(hint)
    form = _form_of_present(hint)
    if form is None or not is_optional:
        return form
    return Form(
        lambda value: NOTHING if value is None else form.write(value),
        lambda words: None if words == NOTHING else form.parse(words),
    )


def present(hint: Any) -> tuple[Any, bool]:
    """The type of a value that is there, and whether none may be."""
    if hint == Place:
        return Place, False
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        parts = [part for part in typing.get_args(hint) if part is not type(None)]
        if len(parts) == 1:
            return parts[0], True
        return Place, True
    return hint, False


def _form_of_present(hint: Any) -> Form | None:
    if hint in _FORMS:
        return _FORMS[hint]
    if hint == Place or hint in (Account, World):
        return Form(str, _place)
    if typing.get_origin(hint) is tuple:
        inner = _form_of_present(typing.get_args(hint)[0])
        return None if inner is None else Form(_listing(inner), _listed(inner))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Form(lambda value: str(value.value), _choice(hint))
    return None


def quoted(text: str) -> str:
    """A text in double quotes, whatever it holds."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(text)
    return json.dumps(text, ensure_ascii=False)


def unquoted(words: str) -> str:
    """The text that quoted or bare words stand for."""
    if not words.startswith('"'):
        return words
    try:
        text = json.loads(words)
    except ValueError as problem:
        raise FormError("JOURNAL_QUOTES", words=words) from problem
    return str(text)


def bare(text: str) -> str:
    """A text as it stands on a line of its own."""
    is_clear = text and text.isprintable() and text == text.strip() and text != NOTHING
    return text if is_clear and text[0] != '"' else quoted(text)


def bare_among_others(text: str) -> str:
    """A text as it stands in a list, or before further words."""
    return text if bare(text) == text and not set(text) & set(',<>"[]()') else quoted(text)


def token(text: str) -> str:
    """A text as one word."""
    return text if re.fullmatch(r"[^\s\"<>;,]+", text) and text.isprintable() else quoted(text)


def _listing(inner: Form) -> Callable[[Any], str]:
    is_text = inner is _FORMS[str]

    def write(values: tuple[Any, ...]) -> str:
        return ", ".join(
            bare_among_others(value) if is_text else inner.write(value) for value in values
        )

    return write


def _listed(inner: Form) -> Callable[[str], Any]:
    def parse(words: str) -> tuple[Any, ...]:
        return tuple(inner.parse(piece) for piece in _pieces(words))

    return parse


def _pieces(words: str) -> Iterator[str]:
    """The parts between commas that stand outside quotes and brackets."""
    piece, place = "", 0
    while place < len(words):
        match = _PIECES.match(words, place)
        if match is None:
            yield piece.strip()
            piece, place = "", place + 1
            continue
        piece, place = piece + match.group(), match.end()
    if piece.strip():
        yield piece.strip()


def _choice(kind: type[Enum]) -> Callable[[str], Any]:
    def parse(words: str) -> Any:
        try:
            return kind(words)
        except ValueError as problem:
            known = ", ".join(str(item.value) for item in kind)
            raise FormError("JOURNAL_CHOICE", words=words, known=known) from problem

    return parse


def number(words: str) -> Decimal:
    """An exact decimal."""
    if not _NUMBER.fullmatch(words):
        raise FormError("JOURNAL_NUMBER", words=words)
    try:
        return Decimal(words)
    except InvalidOperation as problem:
        raise FormError("JOURNAL_NUMBER", words=words) from problem


def plain_number(value: Decimal) -> str:
    """A decimal without exponent, its digits kept."""
    return format(value, "f")


def day(words: str) -> date:
    """A day that the calendar has, written 2024-11-13."""
    try:
        if len(words) == len("2024-11-13"):
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise FormError("JOURNAL_DATE", words=words)


def moment(words: str) -> datetime:
    """A moment with its zone, written 2026-12-01T12:00:00+00:00."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError as problem:
        raise FormError("JOURNAL_TIME", words=words) from problem
    if found.tzinfo is None:
        raise FormError("JOURNAL_TIME", words=words)
    return found


def _whole(words: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", words):
        raise FormError("JOURNAL_NUMBER", words=words)
    return int(words)


def _truth(words: str) -> bool:
    if words not in ("yes", "no"):
        raise FormError("JOURNAL_CHOICE", words=words, known="yes, no")
    return words == "yes"


def _place(words: str) -> Place:
    try:
        return parse_place(words)
    except ValueError as problem:
        known = [stage.value for stage in AccountStage] if ":" in words else []
        if words.startswith("world:"):
            known = [root.value for root in World]
        raise FormError(
            "JOURNAL_ACCOUNT", words=words, known=", ".join(known), reason=str(problem)
        ) from problem


def interval(value: Interval) -> str:
    """An interval: a square bracket holds its bound, a round one does not."""
    low = _UNBOUNDED if value.low is None else plain_number(value.low)
    high = _UNBOUNDED if value.high is None else plain_number(value.high)
    return f"{'(' if value.low_open else '['}{low}, {high}{')' if value.high_open else ']'}"


def parse_interval(words: str) -> Interval:
    """The interval that the words stand for."""
    match = _INTERVAL.fullmatch(words)
    if match is None:
        raise FormError("JOURNAL_INTERVAL", words=words)
    opening, low, high, closing = match.groups()
    bounds = [None if part == _UNBOUNDED else number(part.strip()) for part in (low, high)]
    try:
        return Interval(bounds[0], bounds[1], opening == "(", closing == ")")
    except ValueError as problem:
        raise FormError("JOURNAL_INTERVAL", words=words) from problem


def _money(value: Money) -> str:
    face = "?" if value.face is None else plain_number(value.face)
    words = f"{face} {token(value.currency)}"
    if value.face is not None and _is_point(value):
        return words
    return f"{words} strict {interval(value.strict)} lenient {interval(value.lenient)}"


def _is_point(value: Money) -> bool:
    """True where both intervals are the figure, digit for digit."""
    digits = {
        None if bound is None else plain_number(bound)
        for sides in (value.strict, value.lenient)
        for bound in (sides.low, sides.high)
    }
    return value.face is not None and digits == {plain_number(value.face)}


def _parse_money(words: str) -> Money:
    match = _MONEY.fullmatch(words)
    if match is None:
        raise FormError("JOURNAL_MONEY", words=words)
    figure, currency, strict, lenient = match.groups()
    return money_of(
        None if figure == "?" else number(figure),
        unquoted(currency),
        None if strict is None else parse_interval(strict),
        None if lenient is None else parse_interval(lenient),
        words,
    )


def money_of(
    face: Decimal | None,
    currency: str,
    strict: Interval | None,
    lenient: Interval | None,
    words: str,
) -> Money:
    """An amount; intervals left out are the figure itself."""
    if face is None and (strict is None or lenient is None):
        raise FormError("JOURNAL_MONEY", words=words)
    point = None if face is None else Interval.exactly(face)
    inner = strict or point
    outer = lenient or inner
    assert inner is not None
    assert outer is not None
    return Money(face=face, strict=inner, lenient=outer, currency=currency)


def _span(words: str) -> Span:
    match = _SPAN.fullmatch(words)
    if match is None:
        raise FormError("JOURNAL_SPAN", words=words)
    return Span(int(match.group(1)), int(match.group(2)))


def _write_span(value: Span) -> str:
    return f"{value.start}..{value.end}"


def _write_named(value: Named) -> str:
    words = bare_among_others(value.name)
    if value.id is not None:
        is_clear = bare_among_others(value.id) == value.id
        words += f" <{value.id if is_clear else quoted(value.id)}>"
    return words if value.mention is None else f"{words} {quoted(value.mention)}"


def _named(words: str) -> Named:
    match = _NAMED.fullmatch(words)
    if match is None:
        raise FormError("JOURNAL_NAMED", words=words)
    name, identifier, mention = match.groups()
    return Named(
        unquoted(name),
        None if identifier is None else unquoted(identifier),
        None if mention is None else unquoted(mention),
    )


def _write_citation(value: Citation) -> str:
    words = f"{token(value.document)} {value.start}..{value.end}"
    if value.confidence is not None:
        words += f" confidence {token(value.confidence)}"
    return words if value.url is None else f"{words} url {token(value.url)}"


def _citation(words: str) -> Citation:
    match = _CITATION.fullmatch(words)
    if match is None:
        raise FormError("JOURNAL_CITATION", words=words)
    document, span, confidence, url = match.groups()
    place = _span(span)
    return Citation(
        document=unquoted(document),
        start=place.start,
        end=place.end,
        confidence=None if confidence is None else unquoted(confidence),
        url=None if url is None else unquoted(url),
    )


_FORMS: dict[Any, Form] = {
    str: Form(bare, unquoted),
    int: Form(str, _whole),
    bool: Form(lambda value: "yes" if value else "no", _truth),
    Decimal: Form(plain_number, number),
    date: Form(date.isoformat, day),
    datetime: Form(datetime.isoformat, moment),
    Interval: Form(interval, parse_interval),
    Money: Form(_money, _parse_money),
    Span: Form(_write_span, _span),
    Named: Form(_write_named, _named),
    Citation: Form(_write_citation, _citation),
}
