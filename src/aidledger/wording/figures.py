"""Figures and dates as people write them, in French and English.

In: decimals, intervals, dates. Out: words such as "9,3 Md$", "$9.3bn", "13 novembre 2024".
Rounding is for the eye only and never hides a digit that the figure has: 1.675 stays 1.675.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from aidledger.model.amounts import Interval

NARROW = "\u202f"
_SCALES = ((Decimal(10) ** 9, "bn", "Md"), (Decimal(10) ** 6, "m", "M"), (Decimal(1000), "k", "k"))
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_SHORT_MONTHS = {
    "en": "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
}
_INFINITY = "∞"


def money(value: Decimal | None, currency: str | None, language: str) -> str:
    """An amount with its currency: "$9.3bn", "9,3 Md$"; "?" for a vague one.

    >>> money(Decimal(1675000000), "USD", "en"), money(Decimal(525000000), "EUR", "fr")
    ('$1.675bn', '525\\u202fM€')
    """
    if value is None:
        return "?"
    number, scale = scaled(value, language)
    sign = _SIGNS.get(currency or "")
    if language == "en":
        if sign is not None:
            minus, number = ("-", number[1:]) if number.startswith("-") else ("", number)
            return f"{minus}{sign}{number}{scale}"
        return f"{currency} {number}{scale}" if currency else f"{number}{scale}"
    unit = sign or (f"{NARROW}{currency}" if currency else "")
    return f"{number}{NARROW}{scale}{unit}" if scale else f"{number}{NARROW}{unit.strip(NARROW)}"


def scaled(value: Decimal, language: str) -> tuple[str, str]:
    """A number in its largest scale of three figures, and the scale's sign."""
    for size, english, french in _SCALES:
        if abs(value) >= size:
            return number(_rounded(value / size), language), english if language == "en" else french
    return number(_rounded(value), language), ""


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.001")).normalize()


def number(value: Decimal, language: str) -> str:
    """A number with the marks of the language: "1,250.5", "1 250,5"."""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if language == "fr":
        return text.replace(",", NARROW).replace(".", ",")
    return text


def interval(value: Interval | None, currency: str | None, language: str) -> str:
    """An interval: "[8.5bn – 9.5bn]", with round marks where a bound is open."""
    if value is None:
        return ""
    low = _INFINITY if value.low is None else money(value.low, currency, language)
    high = _INFINITY if value.high is None else money(value.high, currency, language)
    if value.low is None:
        low = f"-{_INFINITY}"
    if low == high and value.is_point:
        return low
    opening = "]" if value.low_open or value.low is None else "["
    closing = "[" if value.high_open or value.high is None else "]"
    return f"{opening}{low} – {high}{closing}"


def day(value: date, language: str) -> str:
    """A date in words: "13 November 2024", "13 novembre 2024"."""
    month = _MONTHS[language].split()[value.month - 1]
    first = "1er" if language == "fr" and value.day == 1 else str(value.day)
    return f"{first} {month} {value.year}"


def month(value: date, language: str) -> str:
    """The month of a date, short: "Nov 2024", "nov. 2024"."""
    return f"{_SHORT_MONTHS[language].split()[value.month - 1]} {value.year}"
