"""The shadow text leads every place back to the document."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from aidledger.reading.typography import normalise

pieces = st.lists(
    st.sampled_from(
        ["9", " milliards", "\u202f", "\u00a0", "\u200b", "\u00ad", "\u202e", "l\u2019aide",
         "e\u0301", "\u0301", "«", "»", "“x”", "\u2018", "\n", "\r\n", "Kiev", "𝟗", "é", "ﬁ"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(pieces)
def test_every_stretch_of_the_shadow_leads_to_the_document(text: str) -> None:
    shadow = normalise(text)
    for start in range(len(shadow.text)):
        span = shadow.to_document(start, start + 1)
        assert 0 <= span.start < span.end <= len(text)
    if shadow.text:
        whole = shadow.to_document(0, len(shadow.text))
        lost = text[: whole.start] + text[whole.end :]
        assert all(unicodedata.category(mark) == "Cf" for mark in lost)


@given(pieces)
def test_letters_and_digits_survive_in_order(text: str) -> None:
    shadow = normalise(text)
    visible = "".join(mark for mark in text if unicodedata.category(mark) != "Cf")
    kept = [mark for mark in unicodedata.normalize("NFC", visible) if mark.isalnum()]
    assert [mark for mark in unicodedata.normalize("NFC", shadow.text) if mark.isalnum()] == kept


def test_composed_accents_and_invisible_marks() -> None:
    shadow = normalise("de\u0301bloque\u0301 9\u200b\u202fmilliards")
    assert shadow.text == "débloqué 9 milliards"
    start = shadow.text.index("9")
    assert shadow.to_document(start, start + 11).start == 11
    assert shadow.to_document(0, 8).end == 10


def test_plain_text_keeps_its_places() -> None:
    assert normalise("10 million").origin is None
