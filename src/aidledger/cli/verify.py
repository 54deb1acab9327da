"""`aidledger verify`: recompute chain, hashes and quotations; exit 1 when something differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aidledger.cli.options import option, told
from aidledger.cli.printing import console, print_json
from aidledger.cli.settings import SETTINGS, ledger_path
from aidledger.model.errors import ExitStatus

if TYPE_CHECKING:
    from aidledger.workflows.verifying import Verified


def declare(app: typer.Typer) -> None:
    """Put the verb on the command line."""
    app.command(name="verify", help=told("verify"))(verify)


def verify(as_json: Annotated[bool, option("answer_json", "--json")] = False) -> int:
    """Verify the ledger of this run."""
    from aidledger.publishing.plain import plain
    from aidledger.workflows.opening import open_ledger
    from aidledger.workflows.verifying import verify as verify_ledger

    with open_ledger(ledger_path(), create=False) as ledger:
        verified = verify_ledger(ledger)
    if as_json:
        print_json(plain(verified))
    else:
        _print(verified)
    return int(ExitStatus.FINDINGS if verified.differences else ExitStatus.OK)


def _print(verified: Verified) -> None:
    from aidledger.publishing.escaping import safe
    from aidledger.wording.loading import label, message, phrase

    out, language = console(), SETTINGS.language
    for removed in verified.removed:
        words = phrase(
            "removed_by", language, seq=removed.seq, document=removed.document,
            by=removed.by, reason=removed.reason,
        )  # fmt: skip
        out.print(safe(words), soft_wrap=True)
    for difference in verified.differences:
        place = "" if difference.seq is None else f"#{difference.seq}"
        of = phrase("of_document", language, document=difference.document)
        about = of if difference.document not in (None, difference.name) else ""
        what = label("difference", difference.what.value, language)
        line = "  ".join(filter(None, (place, what, difference.name, about)))
        out.print(safe(line), soft_wrap=True)
    if verified.differences:
        count = str(len(verified.differences))
        words, hint = message("VERIFY_FAILED", language, {"count": count})
        out.print(f"{words}\n  {hint}")
    else:
        words = phrase(
            "verified", language, records=verified.records, documents=verified.documents,
            quotes=verified.quotes, index=verified.index,
        )  # fmt: skip
        out.print(f"{words}\n{verified.head or ''}")
