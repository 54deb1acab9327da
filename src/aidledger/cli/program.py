"""Parse the arguments, run a verb, and end with a documented exit status."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Sequence
from typing import TextIO

import typer

from aidledger.cli.settings import SETTINGS, take_settings
from aidledger.model.errors import AidledgerError, ExitStatus, LedgerMigratedWarning

_INTERRUPTED = 130
_MOST_ISSUES = 20
# What every mistake in options and arguments derives from.
_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[2]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(given))


def run(given: list[str]) -> int:
    """The exit status of a run: 0, 1 for findings, else one of `ExitStatus`."""
    rest = take_settings(given)
    from aidledger.cli.verbs import build

    try:
        with warnings.catch_warnings():
            warnings.showwarning = _tell_migration
            status = build()(args=rest, prog_name="aidledger", standalone_mode=False)
    except AidledgerError as error:
        _tell(error.code, error.details, as_json="--json" in rest or "--jsonl" in rest)
        _tell_issues(error)
        return int(error.status)
    except typer.Exit as leave:
        return int(leave.exit_code)
    except _USAGE_ERROR as problem:
        _tell("USAGE", {"problem": str(problem)}, as_json=False)
        return int(ExitStatus.USAGE)
    except (typer.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return int(ExitStatus.OK)
    return int(status or 0)


def _tell(code: str, details: dict[str, str], *, as_json: bool) -> None:
    from aidledger.publishing.escaping import safe
    from aidledger.wording.loading import message, phrase

    words, hint = message(code, SETTINGS.language, details)
    if as_json:
        row = {"code": code, "severity": "error", "message": words, "hint": hint}
        sys.stderr.write(json.dumps({"error": row}, ensure_ascii=False) + "\n")
        return
    sys.stderr.write(f"aidledger: {safe(words)}\n")
    if hint:
        sys.stderr.write(f"  {phrase('hint', SETTINGS.language, hint=safe(hint))}\n")


def _tell_migration(
    message: Warning | str,
    category: type[Warning],  # noqa: ARG001 (the hook of `warnings` names its arguments)
    filename: str,  # noqa: ARG001
    lineno: int,  # noqa: ARG001
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    """Say that a ledger was brought up to date; other warnings are for programmers."""
    if isinstance(message, LedgerMigratedWarning):
        _tell("LEDGER_MIGRATED", message.details, as_json=False)


def _tell_issues(error: AidledgerError) -> None:
    """The mistakes behind an error: with the place in the text that holds them, if there is one."""
    from aidledger.cli.printing import console
    from aidledger.publishing.escaping import safe
    from aidledger.wording.loading import message

    issues = getattr(error, "issues", ())[:_MOST_ISSUES]
    text = getattr(error, "text", None)
    if text is not None:
        from aidledger.publishing.reading_page import print_issues

        print_issues(console(error=True), text, issues, SETTINGS.language)
        return
    for issue in issues:
        words, _ = message(issue.code, SETTINGS.language, issue.details)
        sys.stderr.write(f"  {safe(words)}\n")
