"""Write a file that somebody asked for, or say why it cannot be written."""

from __future__ import annotations

from pathlib import Path

from aidledger.model.errors import AidledgerError, ExitStatus


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file as it is, line ends included.

    Raises:
        AidledgerError: FILE_CANNOT_WRITE.
    """
    try:
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    except OSError as error:
        raise AidledgerError(
            "FILE_CANNOT_WRITE",
            ExitStatus.CANNOT_CREATE,
            path=str(path),
            reason=error.strerror or str(error),
        ) from error
