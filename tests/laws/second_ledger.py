"""A second, tiny ledger, written without looking at the first: what answers should be.

It knows rows and plain numbers only. What remains is what stands on the appropriated
accounts that some row filled and no row has emptied for good; what was reached is what came
to a stage or beyond, less what was taken back.
"""

from __future__ import annotations

from collections import defaultdict

from generated_books import NOWHERE, Row

LADDER = ("appropriated", "allocated", "contracted", "shipped", "delivered")
TAKING_BACK = ("cancel", "reduce", "revalue")


def known_rows(book: list[Row], known: int) -> list[tuple[int, Row]]:
    """Rows that were said by a day and not taken back by then."""
    return [
        (number, row)
        for number, row in enumerate(book)
        if row.said <= known and (row.withdrawn is None or row.withdrawn > known)
    ]


def answers(book: list[Row], on: int, known: int) -> tuple[int, dict[str, int]]:
    """What remains on a day, and what each stage was reached by, as known on a day."""
    rows = sorted(
        known_rows(book, known), key=lambda item: (item[1].on, is_lapse(item[1]), f"E-{item[0]}")
    )
    filled = {(row.pot, row.move[2]) for _, row in rows}
    stated: set[str] = set()
    closed: set[str] = set()
    here: dict[tuple[str, str], int] = defaultdict(int)
    reached: dict[str, int] = dict.fromkeys(LADDER, 0)
    for _, row in rows:
        if row.on > on:
            continue
        kind, source, target = row.move
        total = max(0, here[row.pot, source]) if is_lapse(row) else row.sum
        if is_lapse(row):
            closed.add(row.pot)
        elif source != NOWHERE and (row.pot, source) not in filled:
            # Nobody says how the account was filled: it must have held at least this.
            here[row.pot, source] += total
            for stage in LADDER[: LADDER.index(source) + 1]:
                reached[stage] += total
        here[row.pot, source] -= total
        here[row.pot, target] += total
        if target == "appropriated":
            stated.add(row.pot)
        for stage in LADDER:
            reached[stage] += total * crossing(kind, source, target, stage)
    remains = sum(
        total
        for (pot, stage), total in here.items()
        if stage == "appropriated" and pot in stated - closed
    )
    return remains, reached


def is_lapse(row: Row) -> bool:
    return row.move[0] == "lapse"


def crossing(kind: str, source: str, target: str, stage: str) -> int:
    """1 where a row brings money to a stage or beyond, -1 where it takes it back."""
    step = LADDER.index(stage)
    before, after = (LADDER.index(place) if place in LADDER else -1 for place in (source, target))
    if stage == "appropriated":
        # A pot counts only what came into it from outside; what leaves it did come.
        if before == -1 and after == 0:
            return 1
        return 0
    if before < step <= after:
        return 1
    if kind in TAKING_BACK and after < step <= before:
        return -1
    return 0
