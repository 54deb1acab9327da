"""Pages that speak of something else are left out early; none that speaks of aid is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from aidledger.intake.subjects import may_speak_of_aid

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "evaluation"))

from corpus import load

OFF = (
    "<p>The village rebuilt its school after the flood, and life went on.</p>",
    "<p>Les joueuses ont gagné le match en trois sets, sous la pluie.</p>",
    "<p>They said so, repaid nobody, and left a message at Raiderstown.</p>",
    "<p>Ses dentelles et ses plaidoiries donnent envie de revenir à Cardone.</p>",
)


@pytest.mark.parametrize("page", OFF)
def test_a_page_about_something_else_is_left_out(page: str) -> None:
    assert not may_speak_of_aid(page)


def test_no_text_of_the_evaluation_is_left_out() -> None:
    texts = [text for text in load() if len(text.text) > 500]
    assert len(texts) > 150
    left_out = [text.meta["id"] for text in texts if not may_speak_of_aid(f"<p>{text.text}</p>")]
    assert left_out == []
