"""A day whose name and number do not meet: "Thursday, 7 October" of a year in which it is a Monday.

In: the text with its dates. Out: an issue for each such date. The date stays as numbered: a
text taken over from another month is dated wrongly by the one or the other, and which of
them is no question of grammar. Names of days: `languages/*/dates.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from aidledger.model.issues import Issue, Severity
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import DateMark, Granularity, Sentence
from aidledger.reading.text import ReadText


def weekday_issues(text: ReadText) -> tuple[Issue, ...]:
    """`WEEKDAY_MISMATCH` for each date whose day of the week is another than it says."""
    return tuple(
        _issue(text, mark)
        for sentence in text.sentences
        for mark in sentence.dates
        if any(number != mark.first.weekday() for number in _named(sentence, mark) if mark.first)
    )


def _named(sentence: Sentence, mark: DateMark) -> Iterator[int]:
    """Days of the week named in the words of a date."""
    if mark.granularity is not Granularity.DAY or mark.first is None:
        return
    numbers: dict[str, int] = load_words(sentence.language, "dates")["weekdays"]
    for word in sentence.words:
        if mark.start <= word.start and word.end <= mark.end and word.lower in numbers:
            yield numbers[word.lower]


def _issue(text: ReadText, mark: DateMark) -> Issue:
    span = text.shadow.to_document(mark.start, mark.end)
    assert mark.first is not None
    words = text.document.text[span.start : span.end]
    return Issue(
        "WEEKDAY_MISMATCH",
        Severity.WARNING,
        span.start,
        span.end,
        {"words": " ".join(words.split()), "date": mark.first.isoformat()},
    )
