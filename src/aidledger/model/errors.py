"""Mistakes that a person can mend: typed, with a code, an exit status and details.

The message that a person reads is made in `aidledger.wording` from the code and the
details, in French or English; `str(error)` gives the code and details for a log.
"""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """Documented exit statuses of the command line (sysexits where one fits)."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    BAD_DATA = 65
    NO_INPUT = 66
    UNAVAILABLE = 69
    SYSTEM_LIMIT = 71
    CANNOT_CREATE = 73
    INPUT_OUTPUT = 74
    CLOCK_REFUSED = 76
    NO_PERMISSION = 77
    CONFIGURATION = 78
    INTEGRITY = 80


class AidledgerError(Exception):
    """A mistake with a next step.

    Args:
        code: stable name in capitals; `wording` holds its message and hint.
        status: exit status of the command line.
        details: words and figures that the message quotes, by name.
    """

    def __init__(self, code: str, status: ExitStatus = ExitStatus.BAD_DATA, **details: str) -> None:
        self.code = code
        self.status = status
        self.details = details
        super().__init__(f"{code} {details}" if details else code)


class Contradiction(ValueError):
    """A value that contradicts itself, such as an entry that begins after it ends.

    Args:
        code: stable name; `wording` holds what it says (`labels: contradiction:`).
        details: words and figures that it quotes, by name.
    """

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        self.details = details
        super().__init__(f"{code} {details}")


def reason_of(error: Exception) -> dict[str, str]:
    """Why something went wrong, as details of a message: a code that has words, else its text."""
    if isinstance(error, Contradiction):
        return {**error.details, "reason": error.code}
    return {"reason": str(error)}


class LedgerMigratedWarning(UserWarning):
    """A ledger of an older schema was copied, then brought up to date.

    Args:
        path: the ledger; copy: as it was before.
    """

    def __init__(self, path: object, copy: object) -> None:
        super().__init__(f"{path} was brought up to date; as it was, it stands in {copy}")
        self.details = {"path": str(path), "copy": str(copy)}
