"""Blocks, sentences, words, quotations and language, on texts as they come."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidledger.reading.language import detect_language
from aidledger.reading.layout import cut_blocks
from aidledger.reading.marks import BlockKind, Sentence
from aidledger.reading.quotations import find_quotations
from aidledger.reading.sentences import cut_sentences
from aidledger.reading.typography import normalise

PAGE_FR = """Une rallonge de 40 millions pour le Tchad

Le ministère a détaillé l'effort. M. Duval parle d'un « geste ». Il n'en dira pas plus.

Lire aussi : Au Tchad, la saison des pluies a commencé

- 10 camions ;
- 200 tentes.

Par Jeanne Martin

Contact presse : presse@exemple.test
"""


def sentences_of(text: str, language: str = "fr") -> tuple[Sentence, ...]:
    shadow = normalise(text)
    blocks = cut_blocks(shadow.text, language)
    return cut_sentences(shadow.text, blocks, find_quotations(shadow.text, blocks), language)


def test_a_page_is_told_apart() -> None:
    kinds = [block.kind for block in cut_blocks(PAGE_FR, "fr")]
    assert kinds == [
        BlockKind.HEADING,
        BlockKind.BODY,
        BlockKind.NAVIGATION,
        BlockKind.BULLET,
        BlockKind.BULLET,
        BlockKind.BYLINE,
        BlockKind.BOILERPLATE,
    ]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("fr", "M. Lecornu a promis 2 milliards. Le reste suivra.", 2),
        ("en", "The U.S. pledged $2.5 billion. Mr. Smith said so on Jan. 2. It is done.", 3),
        ("en", "Aid from the U.S. The rest is late.", 2),
        ("fr", "« C'est assez. » Il est parti.", 2),
        ("fr", "Le total (dont 3 M€) monte à 9,5 Md€. À suivre.", 2),
        ("en", "It costs approx. $3 million. J. K. Doe signed.", 2),
    ],
)
def test_sentences_end_where_they_end(language: str, text: str, count: int) -> None:
    assert len(sentences_of(text, language)) == count


def test_quotations_run_on_and_nest() -> None:
    text = 'Il dit : « Un « vrai » geste ». Elle répond : "non merci".'
    blocks = cut_blocks(text, "fr")
    quoted = [text[start:end] for start, end in find_quotations(text, blocks)]
    assert quoted == ["Un « vrai » geste", "vrai", "non merci"]


def test_british_single_marks_are_quotations_and_possessives_are_not() -> None:
    text = "The donors\u2019 envoy called it \u2018a first step\u2019 for Sudan\u2019s people."
    shadow = normalise(text).text
    quoted = [shadow[s:e] for s, e in find_quotations(shadow, cut_blocks(shadow, "en"))]
    assert quoted == ["a first step"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le gouvernement a promis une aide de dix millions pour les familles.", "fr"),
        ("The government has promised ten million in aid for the families.", "en"),
        ("El gobierno ha prometido una ayuda de diez millones para las familias.", "es"),
        ("Die Regierung hat den Familien eine Hilfe von zehn Millionen zugesagt.", "de"),
        ("Уряд пообіцяв родинам десять мільйонів допомоги.", "uk"),
        ("12 34 56", None),
    ],
)
def test_language_is_told_by_small_words(text: str, language: str | None) -> None:
    assert detect_language(text) == language


@given(st.text(alphabet=" \n.«»“”\"'-•;:!?AaÉé9,M(l’)\u200b", max_size=300))
def test_any_text_is_cut_in_order_and_exactly(text: str) -> None:
    shadow = normalise(text)
    blocks = cut_blocks(shadow.text, "fr")
    found = cut_sentences(shadow.text, blocks, find_quotations(shadow.text, blocks), "fr")
    place = 0
    for sentence in found:
        assert place <= sentence.start < sentence.end <= len(shadow.text)
        assert shadow.text[sentence.start : sentence.end] == sentence.text
        for word in sentence.words:
            assert shadow.text[word.start : word.end] == word.text
        place = sentence.end


GROWING = {
    "points": lambda n: ". " * n,
    "quotes": lambda n: "«" * n,
    "closings": lambda n: "«a»" * n,
    "digits": lambda n: "9 " * n,
    "letters": lambda n: "a" * n,
    "abbreviations": lambda n: "M. " * n,
    "initials": lambda n: "U.S." * n,
    "hyphens": lambda n: "a-" * n,
    "singles": lambda n: " 'a b" * n,
    "lines": lambda n: "mot\n" * n,
}


@pytest.mark.parametrize("name", sorted(GROWING))
def test_time_grows_with_the_text_and_no_faster(name: str) -> None:
    """Doubling the input may at most triple the time (best of three, warm)."""
    times = [_best_time(GROWING[name], size) for size in (6_000, 12_000)]
    assert times[1] < 3 * times[0] + 0.05


def _best_time(grow: Callable[[int], str], size: int) -> float:
    text = grow(size)
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        sentences_of(text)
        best = min(best, time.process_time() - start)
    return best
