"""An answer in another currency, for people: each sum with its rate, day and source."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aidledger.model.money import Money
from aidledger.publishing.answer_page import print_head
from aidledger.publishing.escaping import safe
from aidledger.questions.converting import ConvertedAnswer, RateUsed
from aidledger.wording.figures import day, interval, money, number
from aidledger.wording.loading import label, phrase


def print_converted(console: Console, answer: ConvertedAnswer, language: str) -> None:
    """Print each sum, what it is in the other currency, and the sums over currencies."""
    title = phrase(
        "converted_title", language, donor=answer.donor, recipient=answer.recipient,
        on=day(answer.on, language), into=answer.into,
    )  # fmt: skip
    print_head(console, title, answer.pin, language)
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for row in answer.rows:
        grid.add_row(
            label("stage", row.stage, language),
            label("channel", row.channel, language) if row.channel else "",
            _sum(row.money, language),
            _sum(row.converted, language) if row.converted else phrase("no_rate", language),
            "",
        )
    for item in answer.sums:
        left = ", ".join(_sum(money, language) for money in item.left_out)
        basis = label("valuation", item.basis or "money", language)
        grid.add_row(
            Text(label("stage", item.stage, language), style="bold"), basis, "",
            Text(_sum(item.money, language), style="bold"),
            Text(phrase("left_out", language, sums=left) if left else "", style="yellow"),
        )  # fmt: skip
    console.print(Padding(grid, (1, 0, 0, 2)))
    for rate in dict.fromkeys(row.rate for row in answer.rows if row.rate is not None):
        console.print(Text(f"  {_rate(rate, language)}", style="dim"))


def _sum(value: Money, language: str) -> str:
    if value.face is None:
        return interval(value.strict, value.currency, language)
    return money(value.face, value.currency, language)


def _rate(rate: RateUsed, language: str) -> str:
    shown = number(round(rate.rate, 6), language)
    return phrase(
        "rate_used", language, base=rate.base, quote=rate.quote, rate=shown,
        day=day(rate.day, language), source=safe(rate.source), records=" ".join(rate.records),
    )  # fmt: skip
