"""A person's word that a form brings: on a claim, on two that may be one, on a word before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aidledger.ledger.book import RecordBook
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.records import ReviewRecord, WithdrawalReason
from aidledger.web.problems import PageProblem
from aidledger.web.writing.checking import Form
from aidledger.workflows import judging, reviewing
from aidledger.workflows.fielding import changes_of
from aidledger.workflows.undoing import undo
from aidledger.workflows.word import Word, find_named

_MOST_WORDS = 4_000
_FIELD = "field-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a form recorded.

    Args:
        told: what was decided, as a code; since, until: first and last of its records.
    """

    told: str
    since: int
    until: int


def decide(book: RecordBook, form: Form, word: Word) -> Decided:
    """Record a person's word.

    Raises:
        AidledgerError: the name is unknown, nothing would change, a value cannot be read, ...
        PageProblem: QUERY_BAD, FIELD_TOO_LONG.
    """
    action = form.text("action") or ""
    if action not in _ACTIONS:
        raise PageProblem(400, "QUERY_BAD", name="action", value=action[:40])
    before = _last(book)
    _ACTIONS[action](book, form, word)
    return Decided(told=action, since=before + 1, until=_last(book))


def reason_of(form: Form) -> str | None:
    """Why, in a person's words.

    Raises:
        PageProblem: FIELD_TOO_LONG, FIELD_NOT_PLAIN.
    """
    said = form.text("reason")
    if said is None:
        return None
    if len(said) > _MOST_WORDS:
        raise PageProblem(400, "FIELD_TOO_LONG", name="reason", most=str(_MOST_WORDS))
    # A note may have several lines; other marks that steer a terminal are not for it.
    line = " ".join(said.split())
    if not line.isprintable():
        raise PageProblem(400, "FIELD_NOT_PLAIN", name="reason")
    return line


def _last(book: RecordBook) -> int:
    newest = book.storage.last()
    return 0 if newest is None else newest.seq


def _name(form: Form) -> str:
    return form.text("name") or ""


def _other(form: Form) -> str:
    other = form.text("other")
    if other is None:
        raise PageProblem(400, "OTHER_MISSING")
    return other


def _accept(book: RecordBook, form: Form, word: Word) -> None:
    reviewing.accept(book, _name(form), word)


def _reject(book: RecordBook, form: Form, word: Word) -> None:
    reviewing.reject(book, _name(form), word)


def _note(book: RecordBook, form: Form, word: Word) -> None:
    if word.reason is None:
        raise PageProblem(400, "NOTE_EMPTY")
    reviewing.note(book, _name(form), word)


def _correct(book: RecordBook, form: Form, word: Word) -> None:
    item = reviewing.item_named(book, _name(form))
    entered = {
        name.removeprefix(_FIELD): value
        for name, value in form.fields.items()
        if name.startswith(_FIELD)
    }
    reviewing.correct(book, item.claim.id, changes_of(item.claim, entered), word)


def _same(book: RecordBook, form: Form, word: Word) -> None:
    judging.merge(book, _name(form), _other(form), word)


def _different(book: RecordBook, form: Form, word: Word) -> None:
    judging.split(book, _name(form), _other(form), word)


def _new(book: RecordBook, form: Form, word: Word) -> None:
    judging.judge_new(book, _name(form), word.by, word.now)


def _withdraw(book: RecordBook, form: Form, word: Word) -> None:
    """Take back one's own word; that of another stays theirs."""
    found = find_named(book, _other(form))
    if not isinstance(found.record, ReviewRecord) or found.record.by != word.by:
        raise AidledgerError("NOT_YOUR_WORD", ExitStatus.USAGE, name=found.record.key)
    judging.withdraw(
        book, found.record.key, WithdrawalReason.UNDONE, word.by, word.now, note=word.reason
    )


def _undo(book: RecordBook, form: Form, word: Word) -> None:
    since, until = (_number(form, name) for name in ("since", "until"))
    undo(book, since, min(until, since + _MOST_AT_ONCE), word)


def _number(form: Form, name: str) -> int:
    value = form.text(name) or ""
    if not (value.isascii() and value.isdigit() and len(value) <= 15):
        raise PageProblem(400, "QUERY_BAD", name=name, value=value[:40])
    return int(value)


_MOST_AT_ONCE = 20
_ACTIONS: Mapping[str, Callable[[RecordBook, Form, Word], None]] = {
    "accept": _accept,
    "reject": _reject,
    "note": _note,
    "correct": _correct,
    "same": _same,
    "different": _different,
    "new": _new,
    "withdraw": _withdraw,
    "undo": _undo,
}
