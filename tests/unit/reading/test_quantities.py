"""Sums in every printed form: what the case files hold, and laws over any number.

A case is a sentence and its sums in order, each as
"words = number currency qualifier strict lenient": k, m, bn, tn stand for thousands and so on,
"?" after the currency for one that is inferred, "vague" for no number, "0.5 of a sum" for a
share, and the lenient interval is left out where it is the strict one.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from aidledger.catalogue import Catalogue, load_catalogue
from aidledger.model.amounts import Interval
from aidledger.model.claims import AmountClaim
from aidledger.model.evidence import Document
from aidledger.reading.lexicons import LANGUAGES
from aidledger.reading.pipeline import read_document

CASES = Path(__file__).parents[2] / "cases" / "reading"
SCALES = {"k": 3, "m": 6, "bn": 9, "tn": 12}


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def sums(text: str, language: str) -> list[AmountClaim]:
    document = Document(text=text, language=language, published=date(2024, 5, 14))
    found = read_document(document, catalogue()).claims
    return [claim for claim in found if isinstance(claim, AmountClaim)]


def short(value: Decimal) -> str:
    """1500000000 -> "1.5bn"."""
    for letters, power in reversed(SCALES.items()):
        if abs(value) >= Decimal(10) ** power:
            return f"{value.scaleb(-power).normalize():f}{letters}"
    return f"{value.normalize():f}"


def drawn(interval: Interval) -> str:
    low = "-inf" if interval.low is None else short(interval.low)
    high = "inf" if interval.high is None else short(interval.high)
    opening, closing = "[("[interval.low_open], "])"[interval.high_open or interval.high is None]
    return f"{opening}{low}, {high}{closing}"


def told(claim: AmountClaim) -> str:
    """A sum as the case files write it."""
    stated = "vague" if claim.stated is None else short(claim.stated)
    if claim.ratio is not None:
        stated = f"{claim.ratio:f} of a sum,"
    currency = f"{claim.currency}{'?' if claim.currency_inferred else ''}"
    assert claim.strict is not None
    assert claim.lenient is not None
    bounds = [drawn(claim.strict), drawn(claim.lenient)]
    shown = bounds[:1] if bounds[0] == bounds[1] else bounds
    qualifier = [] if claim.stated is None else [str(claim.qualifier)]
    return f"{claim.quote} = {' '.join((stated, currency, *qualifier, *shown))}"


def rows() -> list[Any]:
    found = []
    for language in LANGUAGES:
        path = CASES / language / "forms.yml"
        for number, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1):
            found.append(pytest.param(language, row, id=f"{language}-{number}"))
    return found


@pytest.mark.parametrize(("language", "row"), rows())
def test_the_sums_of_a_sentence(language: str, row: dict[str, Any]) -> None:
    assert [told(claim) for claim in sums(row["text"], language)] == row["sums"]


# Laws ----------------------------------------------------------------------------------

GROUPS = {
    "fr": (" ", "\u00a0", "\u202f", "\u2009", "'", "."),
    "en": (",", " ", "\u00a0", "\u202f", "\u2009", "'"),
}
wholes = st.integers(min_value=1000, max_value=10**12)


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@settings(max_examples=60, deadline=None)
@given(number=wholes, language=st.sampled_from(LANGUAGES), choice=st.integers(0, 5))
def test_a_whole_number_printed_in_groups_is_read_to_the_unit(
    number: int, language: str, choice: int
) -> None:
    printed = grouped(number, GROUPS[language][choice])
    text = {"fr": f"Le don de {printed} euros.", "en": f"A gift of {printed} euros."}[language]
    (claim,) = sums(text, language)
    assert (claim.stated, claim.currency) == (Decimal(number), "EUR")


@settings(max_examples=60, deadline=None)
@given(
    tenths=st.integers(min_value=11, max_value=9999),
    scale=st.sampled_from(("million", "milliard")),
)
def test_french_and_english_prints_of_one_sum_give_the_same_intervals(
    tenths: int, scale: str
) -> None:
    whole, tenth = divmod(tenths, 10)
    plural = "s" if tenths >= 20 else ""
    english = "billion" if scale == "milliard" else scale
    pairs = [
        (f"L'aide de {whole},{tenth} {scale}{plural} d'euros.", "fr"),
        (f"L'aide de {whole}.{tenth} {scale}{plural} d'euros.", "fr"),
        (f"L'aide de EUR {whole},{tenth} {scale}{plural}.", "fr"),
        (f"Aid of €{whole}.{tenth} {english}.", "en"),
        (f"Aid of {whole}.{tenth} {english} euros.", "en"),
        (f"Aid of €{whole}.{tenth}{'bn' if scale == 'milliard' else 'm'}.", "en"),
    ]
    read = {(c.stated, c.strict, c.lenient) for text, lang in pairs for c in sums(text, lang)}
    assert len(read) == 1
    assert next(iter(read))[0] == Decimal(tenths).scaleb(-1) * (
        10**9 if scale == "milliard" else 10**6
    )


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u2007"])
def test_spaces_that_do_not_break_change_nothing(space: str) -> None:
    plain = "Environ 1 250 000 euros d'aide et 3,5 milliards de dollars, soit 3,2 Md€."
    bent = plain.replace(" ", space)
    one, other = sums(plain, "fr"), sums(bent, "fr")
    assert [(c.stated, c.strict, c.start, c.end) for c in one] == [
        (c.stated, c.strict, c.start, c.end) for c in other
    ]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(("Il pleut sur la ville depuis hier.", "Le maire a salué la foule.")))
def test_a_paragraph_about_nothing_changes_no_sum(other: str) -> None:
    text = "L'aide de 40 millions d'euros, dont 12 millions en prêts, arrive."
    alone = [(c.quote, c.stated, c.currency) for c in sums(text, "fr")]
    for joined in (f"{text}\n\n{other}", f"{other}\n\n{text}"):
        assert [(c.quote, c.stated, c.currency) for c in sums(joined, "fr")] == alone


def test_a_share_names_the_sum_that_it_is_a_share_of() -> None:
    text = "L'UE a voté 50 milliards d'euros. Un tiers de cette somme ira à l'armée."
    whole, share = sums(text, "fr")
    assert (share.of, share.part_of, share.stated) == (whole.id, whole.id, None)
    assert share.ratio is not None
    assert share.strict is not None
    assert whole.strict is not None
    assert share.strict.contains(share.ratio * Decimal(50_000_000_000))
