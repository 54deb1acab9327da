"""The words of a PDF that Chromium has printed, so that what is on paper can be asked for.

Chromium writes glyphs by number and, for each font, the letters that they stand for.
"""

from __future__ import annotations

import re
import unicodedata
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_PIECE = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>")
_LETTER = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>(?: <([0-9A-Fa-f]+)>)?")


def words_of(pdf: bytes) -> str:
    """All words, without the white space between them, as letters come on the pages."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = {
        name: _letters(objects, int(number))
        for body in objects.values()
        for name, number in _FONT.findall(body)
    }
    return "".join(
        _written(stream, fonts) for body in objects.values() if b" Tf" in (stream := _stream(body))
    )


def squeezed(words: str) -> str:
    """Words as `words_of` gives them: without white space and ligatures."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if found is None:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in body[: found.start()] else found[1]


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """What the glyphs of a font stand for."""
    told = _TO_UNICODE.search(objects.get(font, b""))
    if told is None:
        return {}
    letters: dict[int, str] = {}
    stream = _stream(objects[int(told[1])])
    for kind, part in re.findall(rb"begin(bfchar|bfrange)(.*?)endbf", stream, re.DOTALL):
        for first, second, third in _LETTER.findall(part):
            if kind == b"bfchar":
                letters[int(first, 16)] = bytes.fromhex(second.decode()).decode("utf-16-be")
                continue
            start = int(third, 16)
            for place, glyph in enumerate(range(int(first, 16), int(second, 16) + 1)):
                letters[glyph] = chr(start + place)
    return letters


def _written(stream: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    letters: dict[int, str] = {}
    written = []
    for font, glyphs in _PIECE.findall(stream):
        if font:
            letters = fonts.get(font, {})
        for place in range(0, len(glyphs), 4):
            written.append(letters.get(int(glyphs[place : place + 4], 16), ""))
    return squeezed("".join(written))
