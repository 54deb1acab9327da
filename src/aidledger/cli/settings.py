"""What holds for every verb: language and ledger, taken from options and the environment.

`--lang` and `--ledger` may stand before or after the verb, so they are taken out of the
arguments before these are parsed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from aidledger.model.errors import AidledgerError, ExitStatus

_LANGUAGES = ("en", "fr")


@dataclass(slots=True)
class Settings:
    """The settings of this run."""

    language: str = "en"
    ledger: Path | None = None


SETTINGS = Settings()


def take_settings(arguments: list[str]) -> list[str]:
    """Note `--lang` and `--ledger`; return the other arguments."""
    rest, language = _without(arguments, "--lang")
    rest, ledger = _without(rest, "--ledger")
    SETTINGS.language = language if language in _LANGUAGES else _of_environment()
    SETTINGS.ledger = Path(ledger) if ledger else None
    return rest


def ledger_path() -> Path:
    """The ledger of this run: option, else environment, else the user's data folder."""
    if SETTINGS.ledger is not None:
        return SETTINGS.ledger
    from aidledger.workflows.opening import default_ledger

    return default_ledger()


def new_ledger_path() -> Path:
    """The ledger of this run, for a verb that may make it: its folder is made too.

    Raises:
        AidledgerError: LEDGER_CANNOT_CREATE.
    """
    path = ledger_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AidledgerError(
            "LEDGER_CANNOT_CREATE", ExitStatus.CANNOT_CREATE, path=str(path)
        ) from error
    return path


def _without(arguments: list[str], name: str) -> tuple[list[str], str | None]:
    rest: list[str] = []
    value = None
    place = 0
    while place < len(arguments):
        argument = arguments[place]
        if argument == "--":
            rest += arguments[place:]
            break
        if argument == name and place + 1 < len(arguments):
            value = arguments[place + 1]
            place += 2
            continue
        if argument.startswith(name + "="):
            value = argument[len(name) + 1 :]
        else:
            rest.append(argument)
        place += 1
    return rest, value


def _of_environment() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"
