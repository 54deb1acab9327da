"""`aidledger review`: what waits for a person, and a person's word on it, as a record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from aidledger.cli.options import argument, option, told
from aidledger.cli.printing import console, print_json, tell_recorded
from aidledger.cli.settings import SETTINGS, ledger_path
from aidledger.model.errors import AidledgerError, ExitStatus

if TYPE_CHECKING:
    from aidledger.workflows.opening import Ledger
    from aidledger.workflows.word import Word


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="review", help=told("review"))(review)


def review(
    names: Annotated[list[str] | None, argument("review_names")] = None,
    accept: Annotated[bool, option("accept", "--accept")] = False,
    reject: Annotated[bool, option("reject", "--reject")] = False,
    changes: Annotated[list[str] | None, option("set_field", "--set")] = None,
    merge: Annotated[str | None, option("merge", "--merge")] = None,
    split: Annotated[str | None, option("split", "--split")] = None,
    note: Annotated[str | None, option("note", "--note")] = None,
    by: Annotated[str | None, option("by_person", "--by")] = None,
    reason: Annotated[str | None, option("reason", "--reason")] = None,
    limit: Annotated[int, option("limit", "--limit")] = 20,
    as_json: Annotated[bool, option("answer_json", "--json")] = False,
) -> int:
    """Show what waits or what one name stands for, or record one word on the names given."""
    from aidledger.workflows.opening import open_ledger

    wanted = {
        "--accept": accept, "--reject": reject, "--set": bool(changes), "--merge": bool(merge),
        "--split": bool(split), "--note": bool(note),
    }  # fmt: skip
    actions = [name for name, is_given in wanted.items() if is_given]
    if len(actions) > 1:
        raise AidledgerError("REVIEW_ONE_WORD", ExitStatus.USAGE, given=", ".join(actions))
    if actions and not names:
        raise AidledgerError("REVIEW_WITHOUT_NAME", ExitStatus.USAGE, action=actions[0])
    if actions and not by:
        raise AidledgerError("REVIEWER_MISSING", ExitStatus.USAGE)
    with open_ledger(ledger_path(), create=False) as ledger:
        if not actions:
            return _show(ledger, names or [], limit, as_json=as_json)
        from aidledger.workflows.word import Word

        word = Word(by=by or "", now=datetime.now(UTC), reason=note or reason)
        made = [
            _record(ledger, actions[0], name, word, changes or [], merge or split or "")
            for name in names or []
        ]
    for name in made:
        tell_recorded(name)
    return int(ExitStatus.OK)


def _record(
    ledger: Ledger, action: str, name: str, word: Word, changes: list[str], other: str
) -> str:
    from aidledger.workflows import judging, reviewing

    if action == "--accept":
        return reviewing.accept(ledger.book, name, word)
    if action == "--reject":
        return reviewing.reject(ledger.book, name, word)
    if action == "--set":
        return reviewing.correct(ledger.book, name, changes, word)
    if action == "--note":
        return reviewing.note(ledger.book, name, word)
    if action == "--merge":
        return judging.merge(ledger.book, name, other, word)
    return judging.split(ledger.book, name, other, word)


def _show(ledger: Ledger, names: list[str], limit: int, *, as_json: bool) -> int:
    from aidledger.publishing.plain import plain
    from aidledger.publishing.queue_page import print_item, print_queue
    from aidledger.questions.queue import queue
    from aidledger.workflows.reviewing import item_named

    if names:
        items = [item_named(ledger.book, name) for name in names]
        if as_json:
            print_json(plain(items))
        for item in () if as_json else items:
            print_item(console(), item, SETTINGS.language)
        return int(ExitStatus.OK)
    waiting = queue(ledger.view(), limit)
    if as_json:
        print_json(plain(waiting))
    else:
        print_queue(console(), waiting, SETTINGS.language)
    return int(ExitStatus.OK)
