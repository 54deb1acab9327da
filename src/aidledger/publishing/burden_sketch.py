"""A line of burden sharing on a page."""

from __future__ import annotations

from aidledger.publishing.sketches import DOUBTFUL, GOOD, QUIET, Sketch, said, sum_text
from aidledger.questions.burden import BurdenRow
from aidledger.questions.scopes import MONEY
from aidledger.wording.loading import label


def burden_sketch(row: BurdenRow, language: str) -> Sketch:
    """What one donor's aid came to, with its place."""
    kinds = [label("stage", row.stage, language), label("channel", row.channel, language)]
    if row.valuation != MONEY:
        kinds.append(label("valuation", row.valuation, language))
    if row.reached is None:
        figure = said("not_recorded", language)
    else:
        figure = sum_text(row.reached, language)
    if row.converted is not None and row.converted != row.reached:
        figure += f" = {sum_text(row.converted, language)}"
    return Sketch(
        lead=row.donor,
        headline=f"{', '.join(kinds)}: {figure}",
        badge=place_words(row, language),
        style=DOUBTFUL if row.counted_elsewhere else GOOD if row.first == 1 else QUIET,
        details=() if row.rate is None else (row.rate,),
        is_short=True,
    )


def place_words(row: BurdenRow, language: str) -> str:
    """Where a donor stands among those of its kind of line; "" = in no rank."""
    if row.counted_elsewhere:
        return said("counted_elsewhere", language)
    if row.first is None or row.last is None:
        return ""
    if row.first == row.last:
        return said("place", language, first=row.first, among=row.among)
    return said("places", language, first=row.first, last=row.last, among=row.among)
