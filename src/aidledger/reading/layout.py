"""Cut the shadow text into blocks and say what each is for.

In: the shadow text. Out: blocks in order, with language: body, heading, bullet, and the
lines that yield nothing (navigation, bylines, captions, boilerplate). Which words mark a
line is data: `languages/<language>/layout.yml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from aidledger.reading.language import detect_language
from aidledger.reading.lexicons import LANGUAGES, load_words, small_words
from aidledger.reading.marks import Block, BlockKind

_WORDS_OF_NAMES_ONLY = small_words("layout", "names_only")

_BULLET = re.compile(r"[ ]*(?:[-*•●▪◦‣·–—]|[0-9]{1,2}[.)]|\([a-z]\))[ ]+")
_MARKDOWN_HEADING = re.compile(r"[ ]*#{1,6}[ ]+")
_ENDS = ".!?…;:,"
_MOST_HEADING_WORDS = 18
_MOST_BYLINE_WORDS = 8
_MOST_FRONT_MATTER = 4000  # characters
# A line shorter than this that ends no sentence is a line of its own, not a wrapped one.
_LEAST_WRAPPED = 45


def cut_blocks(text: str, language: str | None) -> tuple[Block, ...]:
    """Blocks of the shadow text, in order; blank stretches belong to none.

    Args:
        language: the document's language, given to blocks too short to tell.
    """
    stretches = list(_stretches(text, _front_matter_end(text)))
    blocks = []
    for number, (start, end) in enumerate(stretches):
        inside = text[start:end]
        follows = number + 1 < len(stretches)
        kind = _kind(inside, first=number == 0, last=not follows)
        marker = (_BULLET if kind is BlockKind.BULLET else _MARKDOWN_HEADING).match(inside)
        if marker is not None:
            start += marker.end()
        own = detect_language(inside, expected=language) if len(inside) > 60 else None
        blocks.append(Block(start, end, kind, own or language))
    return tuple(blocks)


def _front_matter_end(text: str) -> int:
    """Where the text begins behind front matter between two fences; 0 without any."""
    if not text.startswith("---\n"):
        return 0
    closing = text.find("\n---", 3, _MOST_FRONT_MATTER)
    return text.find("\n", closing + 1) + 1 if closing >= 0 else 0


def _stretches(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """Paragraphs: lines joined where a hard-wrapped sentence runs on."""
    start: int | None = None
    end = 0
    previous = ""
    for line_start, line_end in _lines(text, begin):
        line = text[line_start:line_end]
        stripped = line.strip()
        if not stripped:
            if start is not None:
                yield start, end
            start, previous = None, ""
            continue
        first = line_start + len(line) - len(line.lstrip())
        if start is not None and not _runs_on(previous, stripped):
            yield start, end
            start = None
        if start is None:
            start = first
        end = first + len(stripped)
        previous = stripped
    if start is not None:
        yield start, end


def _lines(text: str, begin: int) -> Iterator[tuple[int, int]]:
    start = begin
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield start, end
        start = end + 1


def _runs_on(line: str, following: str) -> bool:
    if _BULLET.match(following) or _MARKDOWN_HEADING.match(following) or _marked(following):
        return False
    if len(line) < _LEAST_WRAPPED or line[-1] in ".!?…:" or line[-1] in '»"”':
        return len(line) >= _LEAST_WRAPPED and following[0].islower()
    return len(line) < 200


def _kind(inside: str, *, first: bool, last: bool) -> BlockKind:
    marked = _marked(inside)
    if marked is not None:
        return marked
    if _MARKDOWN_HEADING.match(inside):
        return BlockKind.HEADING
    if _BULLET.match(inside) and len(inside) > 3:
        return BlockKind.BULLET
    if _is_heading(inside) and not (last and not first):
        return BlockKind.HEADING
    return BlockKind.BODY


def _is_heading(inside: str) -> bool:
    words = inside.split()
    return (
        len(words) <= _MOST_HEADING_WORDS
        and inside[-1] not in _ENDS
        and inside.rstrip(' »”"')[-1:] not in set(".!?…")
        and not re.search(r"[.!?…] [A-ZÀ-Ý«\"“]", inside)
        and any(character.isalpha() for character in inside)
    )


@cache
def _markers() -> tuple[tuple[str, BlockKind], ...]:
    rows: list[tuple[str, BlockKind]] = []
    for language in LANGUAGES:
        for name, kind in (
            ("navigation", BlockKind.NAVIGATION),
            ("caption", BlockKind.CAPTION),
            ("byline", BlockKind.BYLINE),
            ("boilerplate", BlockKind.BOILERPLATE),
        ):
            rows += [
                (_plain(prefix), kind)
                for prefix in load_words(language, "layout")[name]["prefixes"]
            ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def _byline_words() -> tuple[frozenset[str], tuple[str, ...]]:
    lone: set[str] = set()
    names: list[str] = []
    for language in LANGUAGES:
        byline = load_words(language, "layout")["byline"]
        lone.update(_plain(word) for word in byline["lone"])
        names += [_plain(word) + " " for word in byline["name_prefixes"]]
    return frozenset(lone), tuple(names)


def _marked(line: str) -> BlockKind | None:
    """The kind that a line's first words give it, or None."""
    plain = _plain(line[:120]).lstrip("-*•>#|[( ")
    lone, names = _byline_words()
    if plain.rstrip(" .)") in lone:
        return BlockKind.BYLINE
    words = line.split()
    if len(words) <= _MOST_BYLINE_WORDS and plain.startswith(names) and _names_only(words[1:]):
        return BlockKind.BYLINE
    for prefix, kind in _markers():
        if (
            plain.startswith(prefix)
            and _ends_word(plain, len(prefix))
            and _fits(kind, prefix, line)
        ):
            return kind
    return None


def _fits(kind: BlockKind, prefix: str, line: str) -> bool:
    """Long lines are text even when they begin like boilerplate without a colon."""
    if prefix.endswith((":", "©")) or line.find(":") in range(len(prefix), len(prefix) + 3):
        return True
    if kind in (BlockKind.BOILERPLATE, BlockKind.BYLINE, BlockKind.CAPTION):
        return len(line) <= 90 and line.rstrip()[-1] not in ".!?"
    return len(line) <= 220 and (line.rstrip()[-1] not in "." or len(prefix.split()) > 1)


def _ends_word(plain: str, place: int) -> bool:
    return place >= len(plain) or not plain[place].isalnum() or not plain[place - 1].isalnum()


def _names_only(words: list[str]) -> bool:
    small = _WORDS_OF_NAMES_ONLY
    return bool(words) and all(word[0].isupper() or word.lower() in small for word in words)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
