"""Find persons whose role stands beside their name, names never seen before included.

In: the words of a sentence. Out: places of a name and of the words of its role, in four
orders: name, role ("Leila Haddad, a UN aid coordinator"); role, name ("its spokesman, Amir
Dagan,"); role name ("joint secretary Shamsul Karim"); name, verb of holding ("Marta Kos, who
heads the mission"). Only the shape of names is used, so that no list of names is needed.
Words: `languages/*/titles.yml` and `successions.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import RoleMark, Word
from aidledger.reading.persons import given_names, is_capitalised, name_end
from aidledger.reading.phrases import Phrases, phrase_set

_MOST_ROLE = 16  # words of a role behind a name
_MOST_BEFORE = 7  # words of a role before its noun
_CLOSING = frozenset({",", ".", ";", ")", "»", "”", '"', ":", "—", "–", "?", "!"})


@dataclass(frozen=True, slots=True)
class _Apposition:
    """Words `name_first:name_last` are a name, `role_first:role_last` its role."""

    name_first: int
    name_last: int
    role_first: int
    role_last: int
    gender: str | None = None
    hold: str | None = None


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The words of one language around roles."""

    nouns: Phrases[bool]
    articles: dict[str, str | None]
    modifiers: frozenset[str]
    stops: frozenset[str]
    honorifics: frozenset[str]
    relatives: frozenset[str]
    holding: Phrases[str]
    being: Phrases[str]


@cache
def role_words(language: str) -> RoleWords:
    """The words of `language`."""
    titles, verbs = load_words(language, "titles"), load_words(language, "successions")
    functions = [phrase for row in titles["functions"].values() for phrase in row]
    return RoleWords(
        nouns=phrase_set([*functions, *titles["nouns"], *titles["roles"], *titles["counterpart"]]),
        articles={str(word): gender for word, gender in titles["articles"].items()},
        modifiers=frozenset(
            map(str, [*titles["status"]["former"], *titles["status"]["incoming"], *titles["new"],
                      *titles["status"]["outgoing"], *titles["status"]["current"],
                      *titles["qualifiers"]])
        ),
        stops=frozenset(map(str, titles["stops"])),
        honorifics=frozenset(map(str, titles["honorifics"])),
        relatives=frozenset(map(str, verbs["relatives"])),
        holding=_by_form(verbs["holding"]),
        being=_by_form(verbs["being"]),
    )  # fmt: skip


def _by_form(rows: dict[str, list[str]]) -> Phrases[str]:
    return Phrases({form: hold for hold, forms in rows.items() for form in forms})


def find_roles(words: Sequence[Word], language: str) -> tuple[RoleMark, ...]:
    """The roles beside names, one a name and role, in order of place."""
    lexicon = role_words(language)
    nouns = [
        at for at in lexicon.nouns.openings(words) if lexicon.nouns.starting(words, at) is not None
    ]
    held = any(word.lower in lexicon.relatives for word in words)
    if not nouns and not held:
        return ()
    found = [*_around_nouns(words, nouns, language, lexicon), *_behind_names(words, lexicon)]
    found.sort(key=lambda row: (row.name_first, row.role_first, -row.role_last))
    kept: list[_Apposition] = []
    for row in found:
        if any(row.role_first < k.role_last and k.role_first < row.role_last for k in kept):
            continue
        kept.append(row)
    return tuple(_mark(words, row) for row in kept)


def _mark(words: Sequence[Word], row: _Apposition) -> RoleMark:
    return RoleMark(
        words[row.name_first].start, words[row.name_last - 1].end,
        words[row.role_first].start, words[row.role_last - 1].end, row.gender, row.hold,
    )  # fmt: skip


# Names by their shape ------------------------------------------------------------------


def shaped_name(
    words: Sequence[Word], place: int, lexicon: RoleWords, *, behind_title: bool = False
) -> tuple[int, int] | None:
    """First and end word of a name that begins at `place`, honorific left out; None = no name."""
    at = place
    while at < len(words) and words[at].text in lexicon.honorifics:
        at += 1
        if at < len(words) and words[at].text == ".":
            at += 1
    if at >= len(words) or not is_capitalised(words[at]):
        return None
    if at == place and not behind_title and _goes_on(words, at):
        return None  # the tail of a longer name
    end = name_end(words, at)
    capitals = sum(1 for word in words[at:end] if is_capitalised(word))
    if capitals >= 2 or (at > place and capitals == 1):
        return at, end
    return None


def _goes_on(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1] if at else None
    return before is not None and is_capitalised(before) and before.end + 1 == words[at].start


def _name_ending(words: Sequence[Word], end: int, lexicon: RoleWords) -> tuple[int, int] | None:
    """The name that ends right before word `end`."""
    for first in range(max(0, end - 6), end - 1):
        found = shaped_name(words, first, lexicon)
        if found is not None and found[1] == end:
            return found
    return None


# Around a noun of office ---------------------------------------------------------------


def _around_nouns(
    words: Sequence[Word], nouns: Sequence[int], language: str, lexicon: RoleWords
) -> Iterator[_Apposition]:
    for noun in nouns:
        first = _role_start(words, noun, language, lexicon)
        before = _comma_before(words, first)
        name = _name_ending(words, before, lexicon) if before is not None else None
        if name is not None:
            last = _role_end(words, noun, lexicon)
            yield _Apposition(*name, first, last, _gender(words, first, lexicon))
            continue
        behind = _name_behind(words, noun, first, language, lexicon)
        if behind is not None:
            yield behind


def _role_start(words: Sequence[Word], noun: int, language: str, lexicon: RoleWords) -> int:
    """The first word of the role: its article, or the words that qualify the noun."""
    at = noun
    most = _MOST_BEFORE if language == "en" else 3
    while at > 0 and noun - at < most:
        word = words[at - 1]
        if word.lower in lexicon.articles:
            return at - 1
        if word.text in _CLOSING or word.lower in lexicon.stops:
            break
        if language == "fr" and word.lower not in lexicon.modifiers and word.text != "-":
            break
        at -= 1
    return at


def _comma_before(words: Sequence[Word], first: int) -> int | None:
    """The place of the comma or bracket right before a role, past "who is"."""
    at = first - 1
    if at >= 0 and words[at].text in {",", "("}:
        return at
    return None


def _role_end(words: Sequence[Word], noun: int, lexicon: RoleWords) -> int:
    """One past the last word of the role: up to a sign or a relative pronoun."""
    found = lexicon.nouns.starting(words, noun)
    at = found[0] if found is not None else noun + 1
    while at < len(words) and at - noun < _MOST_ROLE:
        word = words[at]
        if word.text in _CLOSING or word.lower in lexicon.relatives or word.text in "«“":
            break
        at += 1
    return at


def _name_behind(
    words: Sequence[Word], noun: int, first: int, language: str, lexicon: RoleWords
) -> _Apposition | None:
    """ "its spokesman, Amir Dagan,", "joint secretary Shamsul Karim"."""
    found = lexicon.nouns.starting(words, noun)
    end = found[0] if found is not None else noun + 1
    limit = min(len(words), noun + _MOST_ROLE)
    for at in range(end, limit):
        word = words[at]
        if word.text == ",":
            return _set_off(words, first, at, lexicon)
        if word.text in _CLOSING or word.lower in lexicon.relatives:
            return None
        known = words[at].text in given_names()
        name = shaped_name(words, at, lexicon, behind_title=at == end or known)
        if name is not None and (at == end or _may_stand_between(words, end, at, language)):
            return _Apposition(*name, first, at, _gender(words, first, lexicon))
        if word.lower in lexicon.stops and word.lower not in _TIES:
            return None
        if language == "en" and at == end and word.lower not in _TIES:
            return None
    return None


_TIES = frozenset(
    ["of", "for", "de", "d'", "du", "des", "à", "au", "aux", "en", "l'", "la", "le", "les", "the",
     "and", "et", "pour", "chargé", "chargée"]
)  # fmt: skip


def _may_stand_between(words: Sequence[Word], end: int, at: int, language: str) -> bool:
    """ "ministre malien Choguel Maïga", "Secretary of Health Robert Kennedy"."""
    between = words[end:at]
    if between[-1].lower in _TIES:
        return False
    if words[at].text in given_names():
        return len(between) <= 6
    plain = all(word.text.isalpha() and word.text.islower() for word in between)
    return language == "fr" and len(between) <= 2 and plain and not (
        {word.lower for word in between} & _TIES
    )  # fmt: skip


def _set_off(
    words: Sequence[Word], first: int, comma: int, lexicon: RoleWords
) -> _Apposition | None:
    """The role has an article or an owner, and the name closes with a sign."""
    contracted = first > 0 and words[first - 1].lower in {"du", "au"}
    if words[first].lower not in lexicon.articles and not (contracted or _is_owned(words, first)):
        return None
    at = comma + 1
    if at + 1 < len(words) and words[at].lower in {"l'", "le", "la", "the"}:
        at += 2  # "l'Allemand Markus Ritter"
    name = shaped_name(words, at, lexicon, behind_title=True)
    if name is None:
        return None
    if name[1] < len(words) and words[name[1]].text not in _CLOSING:
        return None
    return _Apposition(*name, first, comma, _gender(words, first, lexicon))


def _is_owned(words: Sequence[Word], first: int) -> bool:
    """ "Azerbaijan's president, Ilham Aliyev": an owner stands for the article."""
    return any(word.lower in {"'s", "'"} for word in words[first : first + 4])


def _gender(words: Sequence[Word], first: int, lexicon: RoleWords) -> str | None:
    return lexicon.articles.get(words[first].lower)


# Verbs of holding ----------------------------------------------------------------------


def _behind_names(words: Sequence[Word], lexicon: RoleWords) -> Iterator[_Apposition]:
    """ "Vadim Krasnoselski, qui dirige la région", "X, who was finance minister"."""
    for at, word in enumerate(words):
        if word.lower not in lexicon.relatives or at < 3 or words[at - 1].text != ",":
            continue
        if at + 2 >= len(words):
            continue
        name = _name_ending(words, at - 1, lexicon)
        held = lexicon.holding.starting(words, at + 1)
        been = lexicon.being.starting(words, at + 1)
        if name is None or (held is None and been is None):
            continue
        last = at + 2
        while last < len(words) and last - at < _MOST_ROLE and words[last].text not in _CLOSING:
            last += 1
        if held is not None:
            yield _Apposition(*name, at + 1, last, None, held[1])
        elif been is not None and _is_role(words, been[0], last, lexicon):
            yield _Apposition(*name, been[0], last, None, been[1])


def _is_role(words: Sequence[Word], start: int, end: int, lexicon: RoleWords) -> bool:
    """A noun of office stands right behind the verb of being."""
    return any(lexicon.nouns.starting(words, at) for at in range(start, min(start + 6, end)))
