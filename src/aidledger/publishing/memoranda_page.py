"""Authority that a folder of texts grants, for people; last the totals by fiscal year.

In: the typed answers. Out: lines printed on a rich console.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aidledger.model.entries import Entry
from aidledger.model.money import Money
from aidledger.publishing.escaping import safe
from aidledger.questions.authorities import (
    AuthoritiesAnswer,
    Comparison,
    Grant,
    YearCompared,
)
from aidledger.resolving.grants import Matched
from aidledger.wording.figures import day, money
from aidledger.wording.loading import phrase


def print_memoranda(
    console: Console,
    answer: AuthoritiesAnswer,
    comparisons: Iterable[Comparison],
    names: Mapping[str, str],
    not_read: Iterable[str],
    language: str,
) -> None:
    """Print what was granted, what is no money, what granted nothing, granted against used."""
    _section(console, phrase("granted", language, count=len(answer.grants)))
    _print_grants(console, answer.grants, language)
    if answer.waivers:
        _section(console, phrase("waivers", language, count=len(answer.waivers)))
        _print_grants(console, answer.waivers, language)
    if answer.unbooked:
        _section(console, phrase("unbooked", language, count=len(answer.unbooked)))
        _print_grants(console, answer.unbooked, language)
    if answer.silent:
        _section(console, phrase("silent_texts", language, count=len(answer.silent)))
        for document in answer.silent:
            console.print(Text(f"  {safe(names.get(document, document))}"), soft_wrap=True)
    for name in not_read:
        console.print(Text(phrase("not_read", language, name=safe(name)), style="red"))
    for comparison in comparisons:
        _print_comparison(console, comparison, names, answer, language)
    _print_totals(console, answer, language)


def _section(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold cyan"))


def _print_grants(console: Console, grants: Iterable[Grant], language: str) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for grant in grants:
        table.add_row(
            grant.on.isoformat(),
            f"{grant.donor or '?'} → {grant.recipient or '?'}",
            grant.authority.section,
            Text(_face(grant.money, language), justify="right"),
            Text(f"«{safe(' '.join(grant.words.split()))}»"),
            f"why {grant.entry or grant.claim}",
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def _print_comparison(
    console: Console,
    comparison: Comparison,
    names: Mapping[str, str],
    answer: AuthoritiesAnswer,
    language: str,
) -> None:
    _section(
        console,
        phrase(
            "granted_and_used", language, donor=comparison.donor,
            recipient=comparison.recipient, section=comparison.section,
        ),
    )  # fmt: skip
    documents = {grant.claim: grant.document for grant in answer.grants}
    for year in comparison.years:
        lines = [
            phrase(
                "year_compared", language, year=year.fiscal_year,
                granted=_face(year.granted, language), used=_face(year.used, language),
                difference=_signed(year.used - year.granted, language),
                same=sum(1 for pair in year.matched if not pair.rest.face),
            ),
            *(_ungranted(entry, language) for entry in year.ungranted),
            *(
                _rest(pair, names.get(documents[pair.grant], ""), language)
                for pair in year.matched
                if pair.rest.face
            ),
            *(
                phrase(
                    "granted_unused", language, on=day(grant.on, language),
                    sum=_face(grant.money, language),
                )
                for grant in year.unused
            ),
            *_restored(year, language),
            *_above(year, language),
        ]  # fmt: skip
        console.print(Text(f"  {lines[0]}", style="bold"))
        for line in lines[1:]:
            console.print(Padding(Text(line), (0, 0, 0, 6)))


def _ungranted(entry: Entry, language: str) -> str:
    return phrase(
        "used_ungranted", language, package=entry.id, on=day(entry.begins, language),
        sum=_face(entry.money, language) if entry.money else "?",
    )  # fmt: skip


def _rest(pair: Matched, name: str, language: str) -> str:
    return phrase(
        "used_in_part", language, package=pair.package, on=day(pair.used_on, language),
        rest=_face(pair.rest, language), name=safe(name[:10]),
    )  # fmt: skip


def _restored(year: YearCompared, language: str) -> list[str]:
    return [phrase("restored_before", language, name=name) for name in year.restored]


def _above(year: YearCompared, language: str) -> list[str]:
    if year.ceiling is None:
        return []
    if year.above_ceiling is None:
        return [phrase("within_ceiling", language, ceiling=_face(year.ceiling, language))]
    waived = [
        f"{_face(grant.money, language)} ({grant.authority.section}, {day(grant.on, language)})"
        for grant in year.waivers
        if grant.money.face == year.above_ceiling.face
    ]
    words = phrase(
        "above_ceiling", language, ceiling=_face(year.ceiling, language),
        above=_face(year.above_ceiling, language),
    )  # fmt: skip
    if not waived:
        return [words]
    return [f"{words} {phrase('under_waiver', language, waivers=', '.join(waived))}"]


def _print_totals(console: Console, answer: AuthoritiesAnswer, language: str) -> None:
    _section(console, phrase("granted_totals", language))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for row in sorted(
        answer.totals, key=lambda row: (row.donor, row.recipient, row.section, row.fiscal_year)
    ):
        table.add_row(
            f"{row.donor} → {row.recipient}",
            phrase("section_of_law", language, section=row.section),
            phrase("fiscal_year", language, year=row.fiscal_year),
            Text(_face(row.money, language), style="bold", justify="right"),
            phrase("texts_counted", language, count=row.grants),
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def _face(value: Money, language: str) -> str:
    return money(value.face, value.currency, language)


def _signed(value: Money, language: str) -> str:
    sign = "+" if value.face is not None and value.face > 0 else ""
    return f"{sign}{_face(value, language)}"
