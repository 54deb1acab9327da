"""Which verb governs a figure, and who is that verb's subject.

In: a sentence with its marks. Out: verb groups and mentions of the same sentence. No
parser: clause boundaries are conjunctions, relative pronouns and punctuation, and a
subject is the nearest actor on the verb's subject side that no preposition holds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import (
    Mention,
    MentionForm,
    MentionKind,
    QuantityKind,
    Sentence,
    Tense,
    VerbGroup,
    Voice,
    Word,
)

_WORDS_OF_IS_OBJECT_BEFORE = small_words("clauses", "is_object_before")

# Words that open another clause. A mark of punctuation does when a verb follows it.
_OPENERS = frozenset(
    [
        "qui",
        "que",
        "qu'",
        "dont",
        "où",
        "lequel",
        "laquelle",
        "lesquels",
        "lesquelles",
        "alors",
        "tandis",
        "pendant",
        "lorsque",
        "quand",
        "puisque",
        "car",
        "mais",
        "comme",
        "si",
        "which",
        "who",
        "whom",
        "whose",
        "that",
        "while",
        "when",
        "where",
        "because",
        "but",
        "although",
        "though",
        "if",
        "whereas",
        "as",
    ]
)
_RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "which", "who", "whose", "where"})
_ASIDE = 7  # words from the relative pronoun of an aside to its verb
_OF_ITS_SUM = 40  # characters behind a sum in which its own participle stands
_STRONG = frozenset(";:()[]—–")
_DETERMINERS = frozenset(
    [
        "le",
        "la",
        "les",
        "l'",
        "un",
        "une",
        "des",
        "du",
        "d'",
        "de",
        "ce",
        "cet",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "notre",
        "nos",
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "our",
        "his",
        "her",
        "some",
        "all",
        "both",
    ]
)
_PARTICIPLES = frozenset({Tense.PAST_PARTICIPLE, Tense.PRESENT_PARTICIPLE, Tense.INFINITIVE})
_NOMINAL_PREPOSITIONS = frozenset(
    [
        "de",
        "d'",
        "du",
        "des",
        "à",
        "a",
        "au",
        "aux",
        "en",
        "dans",
        "par",
        "pour",
        "avec",
        "sans",
        "sous",
        "sur",
        "chez",
        "vers",
        "contre",
        "entre",
        "selon",
        "depuis",
        "après",
        "avant",
        "of",
        "to",
        "for",
        "with",
        "in",
        "on",
        "at",
        "by",
        "from",
        "into",
        "over",
        "under",
        "between",
        "among",
        "against",
        "about",
        "like",
        "than",
        "via",
        "per",
        "including",
    ]
)


_START, _END = attrgetter("start"), attrgetter("end")


def words_before(sentence: Sentence, place: int, count: int) -> tuple[Word, ...]:
    """Up to `count` words that end at or before `place`, in order."""
    last = bisect_right(sentence.words, place, key=_END)
    return sentence.words[max(0, last - count) : last]


def words_after(sentence: Sentence, place: int, count: int) -> tuple[Word, ...]:
    """Up to `count` words that start at or after `place`, in order."""
    first = bisect_left(sentence.words, place, key=_START)
    return sentence.words[first : first + count]


def words_between(sentence: Sentence, start: int, end: int) -> tuple[Word, ...]:
    """Words wholly inside `start:end`, in order."""
    words = sentence.words
    return words[bisect_left(words, start, key=_START) : bisect_right(words, end, key=_END)]


def is_finite(verb: VerbGroup) -> bool:
    """True for a verb that can head a clause."""
    return verb.tense not in _PARTICIPLES


def has_boundary(sentence: Sentence, start: int, end: int) -> bool:
    """True when another clause opens between the two places."""
    return any(
        word.lower in _OPENERS or word.text in _STRONG
        for word in words_between(sentence, start, end)
    )


def governing_verb(sentence: Sentence, start: int, end: int) -> VerbGroup | None:
    """The verb of which the words `start:end` are object or subject; None in a bare heading.

    The nearest verb on the left when no clause opens in between; else the first finite
    verb on the right; else the nearest verb on the left, whatever stands between.
    """
    left = [
        verb
        for verb in sentence.verbs
        if verb.end <= start
        and not _is_of_sum_before(sentence, verb, end)
        and not _is_conjunction(sentence, verb)
    ]
    right = [verb for verb in sentence.verbs if verb.start >= end]
    reach = start
    while left:
        verb = left[-1]
        aside = _start_of_aside(sentence, verb, reach)
        if aside is None:
            if not has_boundary(sentence, verb.end, reach):
                return verb
            break
        left = [other for other in left if other.end <= aside]
        reach = aside
    for verb in right:
        if is_finite(verb) and not has_boundary(sentence, end, verb.start):
            return verb
    for verb in right:
        if is_finite(verb):
            return verb
    if right and not left:
        return right[0]
    finite = [verb for verb in left if is_finite(verb)]
    return finite[-1] if finite else (left[-1] if left else None)


def _start_of_aside(sentence: Sentence, verb: VerbGroup, end: int) -> int | None:
    """Where the clause of `verb` opens, if it is an aside between commas that closes at `end`.

    "promised Armenia, which Moscow takes for its own, $330 million"
    """
    behind = words_between(sentence, verb.end, end)
    if not behind or behind[-1].text != ",":
        return None
    before = words_before(sentence, verb.start, _ASIDE)
    for place in range(len(before) - 1, 0, -1):
        if before[place].lower in _RELATIVES:
            return before[place - 1].start if before[place - 1].text == "," else None
    return None


def _is_conjunction(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "0,25 % de leur PIB, soit 40 milliards": "soit" joins two sums."""
    return sentence.text[verb.start - sentence.start : verb.end - sentence.start] == "soit"


def _is_of_sum_before(sentence: Sentence, verb: VerbGroup, end: int) -> bool:
    """ "1.25 billion of goods taken from stocks and 1.22 of goods ordered": each has its own."""
    if verb.tense is not Tense.PAST_PARTICIPLE:
        return False
    if not any(
        other.kind is QuantityKind.MONEY and 0 <= verb.start - other.end < _OF_ITS_SUM
        for other in sentence.quantities
    ):
        return False
    return any(
        other.tense is Tense.PAST_PARTICIPLE and 0 <= other.start - end < _OF_ITS_SUM
        for other in sentence.verbs
    )


def is_subject(verb: VerbGroup, end: int) -> bool:
    """True when words ending at `end` stand on the subject side of the verb."""
    return end <= verb.start and not verb.inverted


def preposition_of(sentence: Sentence, mention: Mention) -> str:
    """The preposition that holds a mention, with up to three words before it; "" for none.

    >>> # "en faveur de l'Ukraine" -> "en faveur de"; "l'Ukraine" at the start -> ""
    """
    before = list(words_before(sentence, mention.start, 6))
    while before and before[-1].lower in _DETERMINERS - {"de", "d'", "du", "des"}:
        before.pop()
    if not before:
        return ""
    last = before[-1].lower
    if last in _NOMINAL_PREPOSITIONS:
        return " ".join(word.lower for word in before[-3:])
    return ""


def subject_of(sentence: Sentence, verb: VerbGroup) -> tuple[Mention, ...]:
    """The actors that act (or, in the passive, are said to act) as the verb's subject.

    In order of place; several when coordinated. Empty when the subject is no actor.
    """
    inside = [
        mention
        for mention in sentence.mentions
        if mention.kind is MentionKind.PRONOUN and verb.start <= mention.start < verb.head_start
    ]
    if verb.inverted and inside:
        return (inside[0],)
    if verb.inverted:
        after = [mention for mention in sentence.mentions if mention.start >= verb.head_end]
        return tuple(after[:1]) if after and after[0].start - verb.end < 40 else ()
    candidates = [
        mention
        for mention in sentence.mentions
        if mention.end <= verb.start
        and not mention.place_only
        and mention.form is not MentionForm.ADJECTIVE
        and sentence.is_quoted(mention.start, mention.end)
        == sentence.is_quoted(verb.start, verb.end)
    ]
    for mention in reversed(candidates):
        if preposition_of(sentence, mention):
            continue
        if _other_finite_verb(sentence, mention.end, verb.start):
            return _governing_subject(sentence, verb, candidates)
        if _is_object_before(sentence, mention, verb):
            return _governing_subject(sentence, verb, candidates)
        return _with_coordinated(sentence, candidates, mention)
    return ()


def _governing_subject(
    sentence: Sentence, verb: VerbGroup, candidates: list[Mention]
) -> tuple[Mention, ...]:
    """ "X a annoncé hier et versera": the subject of the verb before, across a conjunction."""
    before = [other for other in sentence.verbs if other.end <= verb.start and is_finite(other)]
    for other in reversed(before):
        for mention in reversed([m for m in candidates if m.end <= other.start]):
            if not preposition_of(sentence, mention):
                return _with_coordinated(sentence, candidates, mention)
    return ()


def _is_object_before(sentence: Sentence, mention: Mention, verb: VerbGroup) -> bool:
    """ "X a rencontré Y, puis s'entretiendra": Y is the object of the verb before."""
    joints = {word.lower for word in words_between(sentence, mention.end, verb.start)}
    if not joints & _WORDS_OF_IS_OBJECT_BEFORE or joints & {"qui", "who"}:
        return False
    earlier = [other for other in sentence.verbs if other.end <= mention.start and is_finite(other)]
    return bool(earlier) and not has_boundary(sentence, earlier[-1].end, mention.start)


def _other_finite_verb(sentence: Sentence, start: int, end: int) -> bool:
    return any(
        is_finite(verb) and verb.voice is not Voice.REFLEXIVE
        for verb in sentence.verbs
        if start <= verb.start and verb.end <= end
    )


def _with_coordinated(
    sentence: Sentence, candidates: list[Mention], mention: Mention
) -> tuple[Mention, ...]:
    group = [mention]
    for other in reversed([m for m in candidates if m.end <= mention.start]):
        if preposition_of(sentence, other):
            break
        between = words_between(sentence, other.end, group[0].start)
        if len(between) <= 3 and any(word.lower in {"et", "and", ",", "&"} for word in between):
            if all(word.lower in _DETERMINERS | {"et", "and", ",", "&"} for word in between):
                group.insert(0, other)
                continue
        break
    return tuple(group)
