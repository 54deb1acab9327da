"""Every error of the program, provoked by its file, with exactly the words it should have."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from gallery import HERE, case, cases, provoke

from aidledger.wording.loading import words

ABSENT = yaml.safe_load((HERE / "absent" / "reasons.yml").read_text(encoding="utf-8"))


@pytest.mark.filterwarnings("always::aidledger.model.errors.LedgerMigratedWarning")
@pytest.mark.parametrize("path", cases().values(), ids=cases())
def test_an_error_tells_what_where_and_what_next(path: Path) -> None:
    scenario, wanted = case(path)
    assert wanted is not None, "run `python tests/errors/gallery.py`"
    assert provoke(scenario) == wanted
    assert "Traceback" not in str(wanted)


@pytest.mark.parametrize("code", cases())
def test_a_file_provokes_the_code_of_its_name(code: str) -> None:
    _, wanted = case(cases()[code])
    assert wanted is not None
    for language, name in (("en", "english"), ("fr", "french")):
        row = words(language)["messages"][code]
        longest = max((part for part in _fixed(row["message"])), key=len)
        assert longest.strip() in " ".join(wanted.words[name].split()), name


def _fixed(message: str) -> list[str]:
    """The parts of a message that no detail changes."""
    return [part.split("}")[-1] for part in message.split("{")]


def test_every_code_is_provoked_or_says_why_not() -> None:
    every = set(words("en")["messages"])
    assert set(cases()) | set(ABSENT) == every
    assert not set(cases()) & set(ABSENT)
    assert all(ABSENT.values())
