"""Texts that mean harm or are broken: nothing crashes, nothing hangs, every place is exact.

The texts are made here: units repeated without an end, characters that hide or turn, digits
of other scripts, lines and tags without a close, and mutations of an ordinary announcement.
"""

from __future__ import annotations

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidledger.catalogue import load_catalogue
from aidledger.intake.files import Told, take_bytes
from aidledger.model.errors import AidledgerError
from aidledger.model.evidence import Document
from aidledger.reading.pipeline import read_document
from aidledger.reading.text import Reading

DAY = datetime.date(2024, 11, 13)
PLAIN = {
    "fr": (
        "La France a annoncé mardi une aide de 12 millions d'euros pour le Soudan, dont 3 millions"
        " versés d'ici au 31 décembre. « Nous tiendrons parole », a dit la ministre Anne Martin."
        " Le Kremlin dément avoir reçu 2 milliards de dollars."
    ),
    "en": (
        "The United States announced on Tuesday $12 million in aid for Sudan, including $3 million"
        ' by December 31. "We will keep our word," Secretary of State Antony Blinken said. Russia'
        " denied that it had received $2 billion, and barred 12 trucks from crossing."
    ),
}
UNITS = (
    ".", "!?…", "1", "1,", "1.1", "$1 ", "9 milliards ", "«", "« a » ", '"a ', "'", "l'", "a-",
    "(", "U.S.", "million ", "de ", "Biden ", "ministre ", "a dit que ", "said that ", "Mr. ",
    "entre 1 et ", "between $1 and ", "1 janvier ", "il y a ", "50 % ", "; ", "dont 3 millions, ",
    "cent ", "* ", "\n* 1 million d'euros", "---\n", " • ", "12 trucks, ", "met with Zelensky and ",
    "Kiev, ", "FY²² ", "² ", "①", "1½ ", "1'000'", "half a billion ", "Rs", "C$", "A.", "\r",
    "😀", "\u200b", "e\u0301", "\u202e1", "\ufeff", "x" * 30 + " ", "<b>", "&amp;", "\x00",
    "\x1b[31m",
)  # fmt: skip


def read(text: str, language: str | None = None) -> Reading:
    reading = read_document(Document(text=text, published=DAY, language=language), load_catalogue())
    for claim in reading.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert 0 <= claim.sentence.start <= claim.sentence.end <= len(text)
    return reading


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_a_unit_without_an_end(unit: str, language: str) -> None:
    """What stands around it is still read."""
    plain = PLAIN[language]
    found = read(f"{plain}\n\n{unit * (600 // len(unit))}\n\n{plain}", language)
    assert sum(claim.quote.startswith(("12 million", "$12 million")) for claim in found.claims) >= 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_sentence_of_100_000_characters(language: str) -> None:
    unit = {
        "fr": "et la Norvège a versé 3 millions d'euros au Tchad pour des écoles de la région ",
        "en": "and Norway disbursed $3 million to Chad for the schools of that whole region ",
    }[language]
    found = read(unit * (100_000 // len(unit)), language)
    amounts = [claim for claim in found.claims if claim.kind == "amount"]
    assert len(amounts) >= 0.9 * (100_000 // len(unit))


def test_a_megabyte_of_prose() -> None:  # `make bench` reads five
    line = "The village rebuilt its school and its bridge after the flood, and life went on.\n\n"
    text = line * (1_000_000 // len(line)) + PLAIN["en"]
    assert any(claim.quote == "$12 million" for claim in read(text).claims)


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e"])
def test_hidden_characters_change_neither_figure_nor_place(hidden: str) -> None:
    text = PLAIN["fr"].replace("12 millions", f"1{hidden}2 mil{hidden}lions")
    found = [claim for claim in read(text).claims if claim.kind == "amount"]
    assert found[0].quote == f"1{hidden}2 mil{hidden}lions d'euros"
    assert getattr(found[0], "stated") == 12_000_000  # noqa: B009 - the field is an amount's own


@pytest.mark.parametrize("digits", ["１２", "١٢", "१२", "𝟏𝟐", "①②", "l2", "1O", "І2"])
def test_digits_that_only_look_like_some_are_not_guessed(digits: str) -> None:
    text = PLAIN["en"].replace("$12 million", f"${digits} million")
    stated = [getattr(claim, "stated", None) for claim in read(text).claims]
    assert not {1_000_000, 2_000_000, 10_000_000} & set(stated)


def test_half_a_file_and_mixed_encodings() -> None:
    whole = PLAIN["fr"].encode()
    mixed = whole + PLAIN["fr"].encode("cp1252")
    for data in (*(whole[:cut] for cut in range(1, len(whole), 7)), mixed, mixed[::-1]):
        try:
            taken = take_bytes(data, Told(published=DAY), "half.txt")
        except AidledgerError:
            continue
        read(taken.document.text)


_PIECES = st.one_of(
    st.text(max_size=6), st.sampled_from(UNITS),
    st.sampled_from(sorted({word for text in PLAIN.values() for word in text.split()})),
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40), st.sampled_from(["fr", "en", None]))
def test_random_texts(pieces: list[str], language: str | None) -> None:
    text = " ".join(pieces)
    if text.strip():
        read(text, language)


@given(st.randoms(use_true_random=False), st.sampled_from(["fr", "en"]))
def test_mutated_texts(chance: random.Random, language: str) -> None:
    """Characters lost, doubled, swapped or taken from elsewhere."""
    text = list(PLAIN[language])
    for _ in range(chance.randrange(1, 25)):
        at = chance.randrange(len(text))
        text[at] = chance.choice(("", text[at] * 2, chance.choice(text), chance.choice(UNITS)))
    read("".join(text), language)
