"""Problems: what is wrong with a request, as a page that leads on and as problem+json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aidledger.model.errors import AidledgerError, ExitStatus

# Errors of the layers below, as statuses of the web; what is not named is a bad request.
_STATUSES = {
    "NAME_UNKNOWN": 404,
    "ACTOR_UNKNOWN": 404,
    "LEDGER_MISSING": 503,
    "LEDGER_BUSY": 503,
    "LEDGER_DAMAGED": 500,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem as programs are told it (problem+json).

    Args:
        type: `about:blank`: the status says what kind of problem it is.
        title: of the status; status: of HTTP.
        detail: what is wrong; hint: what to do next; code: the same in every language.
        instance: path of the request.
    """

    type: str
    title: str
    status: int
    detail: str
    hint: str
    code: str
    instance: str


# Pages that lead on from what is not there, by the code of the problem.
_LEADING_ON = {
    "ACTOR_UNKNOWN": "donors",
    "ARTICLE_UNKNOWN": "articles",
    "DONOR_UNKNOWN": "donors",
    "PAIR_UNKNOWN": "donors",
    "RECORD_UNKNOWN": "search",
}


def leading_on(code: str) -> str | None:
    """The name of the page that leads on from a problem; None where none does more than others."""
    return _LEADING_ON.get(code)


class PageProblem(Exception):
    """A request that cannot be answered.

    Args:
        status: of HTTP.
        code: of the message; its words stand in `wording`.
        details: what the words name.
    """

    def __init__(self, status: int, code: str, **details: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.details: Mapping[str, str] = details


def problem_of(error: AidledgerError) -> PageProblem:
    """An error of the layers below as a problem of the web."""
    status = _STATUSES.get(error.code, 503 if error.status is ExitStatus.UNAVAILABLE else 400)
    return PageProblem(status, error.code, **dict(error.details))
