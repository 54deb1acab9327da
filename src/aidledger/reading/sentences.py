"""Cut blocks into sentences and sentences into words.

In: the shadow text and its blocks. Out: sentences of the blocks that are read, in order,
with words and quoted stretches. Abbreviations are data: `languages/<language>/sentences.yml`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from aidledger.reading.lexicons import LANGUAGES, load_words, small_words
from aidledger.reading.marks import Block, BlockKind, Sentence, Word

_WORDS_OF_ENDS_ANYWAY = small_words("sentences", "ends_anyway")

READ_KINDS = frozenset({BlockKind.BODY, BlockKind.HEADING, BlockKind.BULLET})

# A sentence ends at . ! ? or …, with the closing marks after it, before a space and
# something that may begin a sentence; or at a list separator inside a paragraph.
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[ ]?[»\"”')\]]*"
    r"(?=\s+[\"«“‘'(\[]?[ ]?[A-ZÀ-ÖØ-ÞĀ-Ž0-9$€£•–—-])|; - |[ ]•[ ]"
)
# "GENEVA, Nov 26 (agency) - " at the head of a dispatch.
_DATELINE = re.compile(
    r"[A-ZÀ-Ý][\w'.-]{1,20}(?: [A-ZÀ-Ý][\w'.-]{1,20}){0,2}((?:[,/] ?[\w. ]{1,24}){0,2}"
    r"(?: \([\w. ]{2,20}\))?) ?(?:[—–]|-(?= )) ?"
)
_BEFORE_POINT = re.compile(r"[^\W_](?:[^\W_]|[.](?=[^\W_])){0,23}$")
_INITIALS = re.compile(r"(?:[A-Z][.])+[A-Z]")  # "J.D. Vance"
_WORD = re.compile(
    r"[0-9]{1,3}(?:'[0-9]{3})+(?![0-9])"  # 1'500'000
    r"|[0-9]+(?:[.,][0-9]+)*"  # a number with its marks
    r"|(?:[^\W\d_]\.){2,}"  # U.S., O.N.U.
    r"|[Aa]ujourd'hui"
    r"|(?:[CDJLMNSTcdjlmnst]|[Qq]u|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi|[Pp]res|[Qq]uel)qu)'(?=\w)"
    r"|[^\W\d_]+n't(?![^\W\d_])"  # didn't
    r"|(?:[Tt]housand|[MmBb]illion|[Tt]rillion|[Mm]illiard)(?=-)"  # a 2-billion-dollar grant
    r"|[^\W\d_]+(?:-[^\W\d_]+)*"  # word, hyphened word
    r"|'(?:s|ve|ll|re|d|m)(?![^\W\d_])"  # Ukraine's, they've
    r"|[^\w\s]|_|\S"
)
# Longer sentences are cut: no rule looks that far, and time stays linear.
_MOST_CHARACTERS = 2000
_MOST_SPACES = 300


def cut_sentences(
    text: str,
    blocks: tuple[Block, ...],
    quotations: tuple[tuple[int, int], ...],
    language: str,
) -> tuple[Sentence, ...]:
    """The sentences that are read, in order, numbered from 0.

    Args:
        language: language of blocks that carry none; blocks in a language that is not
            read yield no sentence.
    """
    found: list[Sentence] = []
    opened = False
    for block in blocks:
        own = block.language or language
        if block.kind not in READ_KINDS or own not in LANGUAGES:
            continue
        first = block.start if block.kind is not BlockKind.BODY else _opening(text, block, opened)
        opened = opened or block.kind is BlockKind.BODY
        for start, end in _pieces(text, first, block, own):
            found.append(
                Sentence(
                    index=len(found),
                    start=start,
                    end=end,
                    text=text[start:end],
                    language=own,
                    block=block,
                    words=split_words(text, start, end),
                    quoted=_inside(quotations, start, end),
                )
            )
    return tuple(found)


def _opening(text: str, block: Block, opened: bool) -> int:
    """Where a paragraph begins to speak: behind its dateline.

    Further down "NORWAY - 1.2 billion kroner" heads a line of a list and tells whose it is.
    """
    dateline = _DATELINE.match(text, block.start, block.end)
    if dateline is None or (opened and not dateline.group(1)):
        return block.start
    return dateline.end()


def _pieces(text: str, start: int, block: Block, language: str) -> Iterator[tuple[int, int]]:
    for match in _END.finditer(text, start, block.end):
        if match.group()[0] == "." and _ends_none(text, start, match.start(), language):
            continue
        cut = match.end() if match.group()[0] in ".!?…" else match.start() + 1
        yield from _trimmed_pieces(text, start, cut)
        start = match.end()
    yield from _trimmed_pieces(text, start, block.end)


def _trimmed_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _MOST_CHARACTERS or text.count(" ", start, end) > _MOST_SPACES:
        cut = _farthest(text, start, end)
        yield start, cut
        start = cut + (text[cut : cut + 1] == " ")
    if start < end:
        yield start, end


def _farthest(text: str, start: int, end: int) -> int:
    """Where a sentence that is too long is cut: at a space, if there is one."""
    limit = min(start + _MOST_CHARACTERS, end)
    cut = start
    for _ in range(_MOST_SPACES):
        space = text.find(" ", cut + 1, limit)
        if space < 0:
            break
        cut = space
    return cut if cut > start else limit


def _ends_none(text: str, start: int, point: int, language: str) -> bool:
    """True when the point at `point` belongs to an abbreviation or an initial."""
    before = _BEFORE_POINT.search(text, max(start, point - 24), point)
    if before is None:
        return False
    word = before.group()
    if word == "X" and text[max(start, point - 5) : point - 1].endswith(_ON_X):
        return False  # the network, no initial
    if word.lower() in _abbreviations(language) or _INITIALS.fullmatch(word):
        return not _ends_anyway(word, text, point)
    return len(word) == 1 and word.isupper() and word not in "IÀ"


def _ends_anyway(word: str, text: str, point: int) -> bool:
    """ "in the U.S. The", "Jan. 2": after an acronym a small beginning word starts anew."""
    if "." not in word:
        return word.lower() in _WORDS_OF_ENDS_ANYWAY and not text[point + 2 : point + 3].isdigit()
    following = re.match(r"\s+([A-Z][a-z']*)", text[point + 1 : point + 24])
    return following is not None and following.group(1) in _OPENERS


_ON_X = (" on ", " sur ")
_OPENERS = frozenset(
    [
        "The",
        "This",
        "That",
        "These",
        "Those",
        "It",
        "He",
        "She",
        "They",
        "We",
        "In",
        "On",
        "At",
        "But",
        "And",
        "For",
        "As",
        "Since",
        "After",
        "Le",
        "La",
        "Les",
        "L'",
        "Un",
        "Une",
        "Il",
        "Elle",
        "Ils",
        "Elles",
        "Ce",
        "Cette",
        "Ces",
        "Mais",
    ]
)


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(str(word) for word in load_words(language, "sentences")["abbreviations"])


def split_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Words, numbers and signs of `text[start:end]`, in order.

    >>> [word.text for word in split_words("L'aide de 9,3 Md$.", 0, 18)]
    ["L'", 'aide', 'de', '9,3', 'Md', '$', '.']
    """
    return tuple(
        _word(match.start(), match.end(), match.group())
        for match in _WORD.finditer(text, start, end)
    )


def _word(start: int, end: int, text: str) -> Word:
    lower = text.lower()
    return Word(start, end, text, lower, lower if lower.isascii() else _unaccented(lower))


@cache
def _unaccented(lower: str) -> str:
    decomposed = unicodedata.normalize("NFD", lower)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def _inside(
    quotations: tuple[tuple[int, int], ...], start: int, end: int
) -> tuple[tuple[int, int], ...]:
    """Parts of quotations that lie in `start:end`."""
    found = []
    for low, high in quotations[: bisect_left(quotations, (end, 0))]:
        if high > start:
            found.append((max(low, start), min(high, end)))
    return tuple(found)
