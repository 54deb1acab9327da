"""Find the names of persons in a sentence, known ones and ones never seen.

In: the words of a sentence. Out: places of full names. A name begins with a given name of
the list, or follows an honorific or a title, and goes on with capitalised words and the
particles of names. Data: `languages/given_names.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Word

_PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "dos",
        "da",
        "di",
        "del",
        "della",
        "bin",
        "ben",
        "ibn",
        "al",
        "el",
        "ter",
        "zu",
        "y",
    ]
)
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class NameFound:
    """A full name: words `first:last`, the surname from `surname` on."""

    first: int
    last: int
    surname: int
    gender: str | None


@cache
def given_names() -> dict[str, str]:
    """Gender by given name."""
    data = load_words(None, "given_names")
    return {str(name): gender for gender in ("f", "m") for name in data[gender]}


def full_name_at(words: Sequence[Word], place: int) -> NameFound | None:
    """The given name and surname that begin at word `place`, or None."""
    word = words[place]
    gender = given_names().get(word.text)
    if gender is None and "-" in word.text:
        gender = given_names().get(word.text.split("-")[0])
    if gender is None:
        return None
    last = name_end(words, place + 1)
    return NameFound(place, last, place + 1, gender) if last > place + 1 else None


def name_end(words: Sequence[Word], place: int) -> int:
    """One past the last word of a surname that begins at `place`; `place` when none does."""
    at = place
    end = place
    while at < len(words) and at - place < _MOST_WORDS:
        word = words[at]
        if at > place and word.start - words[at - 1].end > 1:
            break
        if is_capitalised(word) and word.text not in _NO_NAMES:
            end = at + 1
        elif (
            word.text == "."
            and at > place
            and len(words[at - 1].text) == 1
            and (words[at - 1].text.isupper())
        ):
            pass
        elif word.lower in _PARTICLES or word.lower in {"d'", "l'"}:
            if at + 1 >= len(words) or not is_capitalised(words[at + 1]):
                break
        elif word.lower.startswith(("al-", "el-")):
            end = at + 1
        elif word.text == "'" and _is_elided(words, at):
            pass
        else:
            break
        at += 1
    return end


def _is_elided(words: Sequence[Word], at: int) -> bool:
    """ "O'Brien", "N'Diaye": one letter, an apostrophe and a capital without a space."""
    return (
        at > 0
        and at + 1 < len(words)
        and len(words[at - 1].text) == 1
        and words[at - 1].end == words[at].start
        and words[at + 1].start == words[at].end
        and is_capitalised(words[at + 1])
    )


def is_capitalised(word: Word) -> bool:
    """True for "Rutte", "OTAN" and "al-Burhan"-like words; not for digits."""
    return word.text[0].isupper() and word.text[0].isalpha()


_NO_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "For",
        "And",
        "But",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "Le",
        "La",
        "Les",
        "Un",
        "Une",
        "Il",
        "Elle",
        "Ce",
        "Mais",
        "Et",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "U.S.",
        "US",
        "EU",
        "UN",
        "NATO",
        "OTAN",
        "UE",
        "ONU",
    ]
)
