"""What the early stages of reading put on a sentence, for the later stages to use.

All offsets are half-open code points in the *shadow* text (see `typography`): the
document's text with its typography normalised. Only `claiming` turns them back into
offsets of the document itself. Marks are values; no stage changes another's marks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from aidledger.model.amounts import Interval, Qualifier
from aidledger.model.parties import Named


class Word(NamedTuple):
    """One word, number or punctuation sign.

    Args:
        text: as in the shadow text; lower: in lower case; plain: lower case without accents.
    """

    start: int
    end: int
    text: str
    lower: str
    plain: str


class QuantityKind(StrEnum):
    """What a figure counts."""

    MONEY = "money"
    COUNT = "count"  # people, goods, rounds, doses ...: `noun` says what
    SHARE = "share"  # percentages and fractions: `value` is a ratio (0.45)
    OTHER = "other"  # years, law numbers, calibres, ordinals: never claimed


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure as printed.

    Args:
        start, end: qualifier + incremental word + number + scale + currency, by the
            annotation rules (no article unless it carries meaning, no following noun).
        number_start, number_end: the number and its scale word alone.
        value: the printed number in whole units; None when vague; the middle of a range.
        unit: size of the last significant digit printed, in whole units (9 milliards -> 1e9).
        strict, lenient: None when the figure is a share.
        currency: ISO 4217 or None; inferred = taken from a neighbour or the trade's default.
        incremental: "another", "supplémentaires": adds to what was there.
        each: "chacun", "each": the figure counts once for each of several.
        noun: (for COUNT) the words counted, without the number.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    kind: QuantityKind
    value: Decimal | None
    unit: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    strict: Interval | None = None
    lenient: Interval | None = None
    currency: str | None = None
    currency_inferred: bool = False
    incremental: bool = False
    each: bool = False
    negated: bool = False
    noun: str | None = None
    flags: tuple[str, ...] = ()


class Granularity(StrEnum):
    """How precise a reported date is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"
    SPAN = "span"  # from one day to another
    LOOSE = "loose"  # "prochainement", "in the coming weeks": no bounds


class DateRelation(StrEnum):
    """How the words before a date tie the sentence to it."""

    ON = "on"
    BY = "by"  # "d'ici à", "before the end of": a deadline
    BEFORE = "before"
    SINCE = "since"
    UNTIL = "until"
    AFTER = "after"
    FROM = "from"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMark:
    """A date as printed, as an interval of days.

    Args:
        start, end: the date with its preposition; core_start: the date without it.
        first, last: first and last day possible; None = unresolved (no publication date).
    """

    start: int
    end: int
    core_start: int
    first: date | None
    last: date | None
    granularity: Granularity
    relation: DateRelation = DateRelation.ON

    @property
    def iso(self) -> str | None:
        """ISO date, month or year by granularity; None when unresolved."""
        if self.first is None:
            return None
        if self.granularity is Granularity.MONTH:
            return self.first.strftime("%Y-%m")
        if self.granularity is Granularity.YEAR:
            return self.first.strftime("%Y")
        return self.first.isoformat()


class MentionKind(StrEnum):
    """What kind of thing is named."""

    STATE = "state"  # a country or its government (metonyms included)
    INSTITUTION = "institution"  # EU, NATO, a ministry, an agency, an outlet
    PERSON = "person"
    GROUP = "group"  # "les Européens", "EU leaders", "donors"
    PRONOUN = "pronoun"


class MentionForm(StrEnum):
    """By which words it is named."""

    NAME = "name"
    CAPITAL = "capital"
    METONYM = "metonym"  # "le Kremlin", "the White House"
    DEMONYM = "demonym"  # noun: "les Américains"
    ADJECTIVE = "adjective"  # "américain": points to a state, names no actor by itself
    TITLE = "title"  # "le secrétaire d'Etat américain", "the president"
    PERIPHRASIS = "periphrasis"  # "le patron de l'OTAN", "le républicain"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An actor named in the text, resolved as far as it goes.

    Args:
        start, end: the words, without leading article.
        who: canonical English name, catalogue id, and the words; for pronouns the person
            meant, or None while unresolved.
        gender: "m", "f" or None; plural: True for more than one.
        role: the title by which it is called here ("secrétaire d'Etat américain"), or None.
        office: catalogue id of the office that the title names, or None.
        organisation: catalogue id of the actor whose office the title names, or None.
        place_only: True when the words stand for a place here, not for an actor
            ("à Bruxelles", "in Kyiv").
        also: further names covered by a group ("son homologue et des dirigeants").
    """

    start: int
    end: int
    kind: MentionKind
    form: MentionForm
    who: Named | None
    gender: str | None = None
    plural: bool = False
    role: str | None = None
    office: str | None = None
    organisation: str | None = None
    place_only: bool = False
    also: tuple[Named, ...] = ()


class Tense(StrEnum):
    """Time or mood of a verb group."""

    PRESENT = "present"
    PAST = "past"
    IMPERFECT = "imperfect"
    FUTURE = "future"
    CONDITIONAL = "conditional"
    CONDITIONAL_PAST = "conditional_past"  # "aurait demandé": hearsay in French press
    SUBJUNCTIVE = "subjunctive"
    IMPERATIVE = "imperative"
    INFINITIVE = "infinitive"
    PRESENT_PARTICIPLE = "present_participle"
    PAST_PARTICIPLE = "past_participle"  # without auxiliary: "votée au printemps"


class Voice(StrEnum):
    """Who acts."""

    ACTIVE = "active"
    PASSIVE = "passive"
    REFLEXIVE = "reflexive"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbGroup:
    """A verb with its auxiliaries: "a-t-il également insisté", "will not be delivered".

    Args:
        start, end: from the first auxiliary (or clitic) to the last word of the group.
        lemma: infinitive of the main verb, in the text's language.
        modal: lemma of the verb that governs it ("devoir", "vouloir", "plan", "intend") or None.
        modal_tense: tense of that governing verb when there is one.
        negated: "ne ... pas", "not", "never".
        pronoun: subject pronoun inside the group ("il" in "a-t-il insisté"), or None.
        inverted: True when the subject follows ("a insisté le ministre", "said Biden").
        reported: True inside quotation marks.
    """

    start: int
    end: int
    head_start: int
    head_end: int
    lemma: str
    tense: Tense
    voice: Voice = Voice.ACTIVE
    modal: str | None = None
    modal_tense: Tense | None = None
    negated: bool = False
    pronoun: str | None = None
    inverted: bool = False
    person: str | None = None  # "1s", "3p" ... where the form says it


@dataclass(frozen=True, slots=True)
class RoleMark:
    """A role beside a name: "Leila Haddad, a UN aid coordinator".

    Args:
        name_start, name_end: the name, honorifics left out; start, end: the role.
        gender: "m" or "f" where the words of the role tell it.
        hold: "former", "incoming" ... where a verb of holding tells it, or None.
    """

    name_start: int
    name_end: int
    start: int
    end: int
    gender: str | None = None
    hold: str | None = None


class BlockKind(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    HEADING = "heading"
    BULLET = "bullet"
    NAVIGATION = "navigation"  # "Lire aussi", "Read more": yields nothing
    BYLINE = "byline"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the shadow text."""

    start: int
    end: int
    kind: BlockKind
    language: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with every mark on it, in order of place.

    Args:
        index: number among the sentences that are read (navigation is not).
        text: the shadow text of the sentence: `shadow.text[start:end]`.
        quoted: stretches inside quotation marks (without the marks themselves).
    """

    index: int
    start: int
    end: int
    text: str
    language: str
    block: Block
    words: tuple[Word, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMark, ...] = ()
    mentions: tuple[Mention, ...] = ()
    verbs: tuple[VerbGroup, ...] = ()
    roles: tuple[RoleMark, ...] = ()
    quoted: tuple[tuple[int, int], ...] = field(default=())

    @property
    def heading(self) -> bool:
        """True in a heading, which only restates."""
        return self.block.kind is BlockKind.HEADING

    def is_quoted(self, start: int, end: int) -> bool:
        """True when the stretch lies inside quotation marks."""
        return any(low <= start and end <= high for low, high in self.quoted)
