"""What a file says of itself at its head, between two fences: title, day, publisher, address.

The text keeps these lines, so that offsets hold; pages leave them out.
"""

from __future__ import annotations

import yaml

from aidledger.model.errors import AidledgerError

_FENCE = "---"
_MOST_LINES = 40


def front_matter(text: str, name: str) -> dict[str, object]:
    """The fields at the head of a text; none where it begins with no fence.

    Args:
        name: how messages call the file.

    Raises:
        AidledgerError: FRONT_MATTER_BAD.
    """
    lines = _lines(text)
    if not lines:
        return {}
    try:
        matter = yaml.safe_load("\n".join(lines[1:-1]))
    except yaml.YAMLError as error:
        raise AidledgerError("FRONT_MATTER_BAD", path=name, line=str(len(lines) - 1)) from error
    return matter if isinstance(matter, dict) else {}


def body_start(text: str) -> int:
    """Where a text goes on after its head; 0 where it has none.

    >>> body_start("---\\ntitle: Aid\\n---\\nParis gave.")
    19
    """
    lines = _lines(text)
    return sum(len(line) + 1 for line in lines) if lines else 0


def _lines(text: str) -> list[str]:
    """The lines of the head with both fences; none where there is no head."""
    lines = text.split("\n", _MOST_LINES + 2)
    if lines[0].strip() != _FENCE:
        return []
    for number, line in enumerate(lines[1:_MOST_LINES], start=1):
        if line.strip() == _FENCE:
            return lines[: number + 1]
    return []
