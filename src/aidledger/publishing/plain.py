"""Any answer as plain JSON values.

In: frozen dataclasses of the model and of questions. Out: dicts, lists, strings, numbers and
None, in the order of the fields; decimals as plain strings, dates as ISO.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from aidledger.model.claims import Claim
from aidledger.model.contract import claim_to_json, decimal_text


def plain(value: object) -> Any:
    """`value` as JSON values.

    >>> plain((Decimal("9.30"), date(2024, 11, 13)))
    ['9.3', '2024-11-13']
    """
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Claim):
        return claim_to_json(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    assert isinstance(value, (tuple, list, frozenset)), f"no plain form for {type(value)}"
    return [plain(item) for item in value]
