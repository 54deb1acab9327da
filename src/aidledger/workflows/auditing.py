"""Write the auditor's pack of a donor's aid for a recipient, as known on a day.

A new folder, or one zip file where the name ends in `.zip`; whole or not at all.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aidledger import __version__
from aidledger.model.errors import AidledgerError, ExitStatus
from aidledger.model.records import ClaimRecord, DocumentRecord
from aidledger.publishing.audit.pack import Pack, digest_of, files_of, zipped
from aidledger.publishing.plain import plain
from aidledger.questions.audit import AuditAnswer, audit
from aidledger.workflows.asking import EVERYTHING, AsKnown, ask_contradictions
from aidledger.workflows.naming import actor_id
from aidledger.workflows.opening import Ledger
from aidledger.workflows.verifying import verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A pack that was written.

    Args:
        digest: hash of its manifest; head: hash of the last record that counts. Both are
            to be held by the auditor outside the pack.
        figures, files: their number; differences: what `verify` found in the ledger.
    """

    path: Path
    digest: str
    head: str | None
    figures: int
    files: int
    differences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAsked:
    """What a pack is asked for.

    Args:
        donor, recipient: names or ids; on: the day in the world.
        sample: figures on the worksheet; seed: what they are drawn by.
        with_texts: False = only the quoted sentences leave the record.
    """

    donor: str
    recipient: str
    on: date
    as_known: AsKnown = EVERYTHING
    sample: int = 25
    seed: str = "1"
    with_texts: bool = True


def write_audit_pack(ledger: Ledger, asked: PackAsked, path: Path) -> Packed:
    """Write a pack.

    Raises:
        AidledgerError: FILE_EXISTS, FILE_CANNOT_WRITE, ACTOR_UNKNOWN, VINTAGE_UNKNOWN, and
            NOTHING_TO_AUDIT where the record knows no figure of this pair.
    """
    if path.exists():
        raise AidledgerError("FILE_EXISTS", ExitStatus.CANNOT_CREATE, path=str(path))
    view = asked.as_known.view(ledger)
    answer = audit(view, actor_id(asked.donor), actor_id(asked.recipient), asked.on)
    if not answer.figures:
        raise AidledgerError(
            "NOTHING_TO_AUDIT", ExitStatus.NO_INPUT, donor=asked.donor, recipient=asked.recipient
        )
    documents = _documents(ledger, answer)
    verified = verify(ledger)
    pack = Pack(
        answer=answer,
        contradictions=ask_contradictions(
            ledger, donor=asked.donor, recipient=asked.recipient, on=asked.on,
            as_known=asked.as_known,
        ),
        documents=documents,
        chain=ledger.book.storage.rows(up_to=answer.pin.vintage),
        sentences=_sentences(ledger, answer),
        texts=_texts(ledger, documents) if asked.with_texts else {},
        controls=plain(verified),
        seed=asked.seed,
        sample=asked.sample,
        version=__version__,
    )  # fmt: skip
    files = files_of(pack)
    if path.suffix.lower() == ".zip":
        _write_whole(path, {"": zipped(files)})
    else:
        _write_whole(path, files)
    return Packed(
        path=path, digest=digest_of(files), head=answer.pin.head, figures=len(answer.figures),
        files=len(files), differences=len(verified.differences),
    )  # fmt: skip


def _sentences(ledger: Ledger, answer: AuditAnswer) -> dict[str, str | None]:
    """The sentence of each claim, the row of each entry and balance."""
    found: dict[str, str | None] = {}
    for figure in answer.figures:
        text = ledger.book.storage.text(figure.document)
        start, end = figure.start, figure.end
        record = ledger.book.find(ClaimRecord.type, figure.name)
        if record is not None and isinstance(record.record, ClaimRecord):
            start, end = record.record.claim.sentence.start, record.record.claim.sentence.end
        found[figure.name] = None if text is None else text[start:end]
    return found


def _documents(ledger: Ledger, answer: AuditAnswer) -> dict[str, DocumentRecord]:
    """The documents that state the figures: a table may be recorded later than what it tells."""
    found = {}
    for name in sorted({figure.document for figure in answer.figures}):
        item = ledger.book.find(DocumentRecord.type, name)
        if item is not None and isinstance(item.record, DocumentRecord):
            found[name] = item.record
    return found


def _texts(ledger: Ledger, documents: Iterable[str]) -> dict[str, str]:
    found = ((name, ledger.book.storage.text(name)) for name in documents)
    return {name: text for name, text in found if text is not None}


def _write_whole(path: Path, files: dict[str, bytes]) -> None:
    """A pack takes its name only when it is whole; one file named "" is the path itself."""
    if not path.parent.is_dir():
        reason = os.strerror(errno.ENOENT)
        raise AidledgerError(
            "FILE_CANNOT_WRITE", ExitStatus.CANNOT_CREATE, path=str(path), reason=reason
        )
    unfinished = path.with_name(f"{path.name}.unfinished-{os.getpid()}")
    try:
        for name, content in files.items():
            target = unfinished / name if name else unfinished
            target.parent.mkdir(parents=bool(name), exist_ok=True)
            target.write_bytes(content)
        os.replace(unfinished, path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise AidledgerError(
            "FILE_CANNOT_WRITE", ExitStatus.CANNOT_CREATE, path=str(path), reason=reason
        ) from error
    finally:
        if unfinished.is_dir():
            shutil.rmtree(unfinished)
        else:
            unfinished.unlink(missing_ok=True)
