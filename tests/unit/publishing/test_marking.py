"""Lit texts: nothing is lost, every span is lit at its exact words, whatever overlaps."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from aidledger.publishing.marking import Lit, paragraphs, shown_in_public


@st.composite
def lit_texts(draw: st.DrawFn) -> tuple[str, list[Lit]]:
    text = draw(st.text(alphabet="ab \n<&é", min_size=1, max_size=60))
    spans = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        spans.append(Lit(f"c{number}", start, end, draw(st.integers(0, start))))
    return text, spans


@given(lit_texts())
def test_every_span_is_lit_at_its_words(case: tuple[str, list[Lit]]) -> None:
    text, spans = case
    pieces = [piece for lines in paragraphs(text, spans) for piece in lines]
    assert all(text[piece.start : piece.start + len(piece.text)] == piece.text for piece in pieces)
    assert "".join(piece.text for piece in pieces) == text.replace("\n", "")
    for span in spans:
        mine = "".join(piece.text for piece in pieces if span.name in piece.names)
        assert mine == text[span.start : span.end].replace("\n", "")


@given(lit_texts())
def test_a_span_begins_once(case: tuple[str, list[Lit]]) -> None:
    text, spans = case
    pieces = [piece for lines in paragraphs(text, spans) for piece in lines]
    for span in spans:
        begun = sum(span.name in piece.begins for piece in pieces)
        assert begun == (0 if text[span.start] == "\n" else 1)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 80)), max_size=8), st.integers(0, 50))
def test_public_stretches_hold_every_sentence_and_no_more(
    places: list[tuple[int, int]], context: int
) -> None:
    sentences = [(start, start + length) for start, length in places]
    shown = shown_in_public(sentences, context)
    assert all(any(low <= start and end <= high for low, high in shown) for start, end in sentences)
    assert all(first[1] < second[0] for first, second in pairwise(shown))
    most = sum(end - start + 2 * context for start, end in sentences)
    assert sum(high - low for low, high in shown) <= most
