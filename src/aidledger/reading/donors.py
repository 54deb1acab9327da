"""Who gives a sum and who receives it.

In: the figures of a text. Out: the same figures with donor, recipient and source. The
words around the figure decide first; then the sentence's subject; then what the same
paragraph said before; then the document as a whole (flag `donor_from_context`,
`recipient_from_context`). What no rule gives stays None. Frames are data:
`languages/<language>/roles.yml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from aidledger.model.claims import AmountClaim, Confidence, Stage
from aidledger.model.parties import Named
from aidledger.reading.cast import Cast
from aidledger.reading.clauses import (
    governing_verb,
    has_boundary,
    is_finite,
    is_subject,
    subject_of,
    words_after,
    words_before,
    words_between,
)
from aidledger.reading.figures import Figure
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    BlockKind,
    Mention,
    MentionForm,
    MentionKind,
    QuantityKind,
    Sentence,
    VerbGroup,
    Voice,
)
from aidledger.reading.text import ReadText

_WORDS_OF_BESIDE = small_words("donors", "beside")
_WORDS_OF_COORDINATED = small_words("donors", "coordinated")
_WORDS_OF_ROLE_BY_NOUN = small_words("donors", "role_by_noun")
_WORDS_OF_IS_HELD = small_words("donors", "is_held")

_REACH = 220  # characters to the right of a figure in which its receiver is looked for


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The frames of one language."""

    giving: frozenset[str]
    receiving: frozenset[str]
    asking: frozenset[str]
    hindering: frozenset[str]
    of_amounts: frozenset[str]
    donor_nouns: frozenset[str]
    recipient_nouns: frozenset[str]
    acting_nouns: frozenset[str]
    recipient_prepositions: tuple[str, ...]
    donor_prepositions: tuple[str, ...]
    first_person: frozenset[str]


@cache
def role_words(language: str) -> RoleWords:
    """The frames of `language`, from its `roles.yml`."""
    data = load_words(language, "roles")
    return RoleWords(
        frozenset(data["giving_verbs"]),
        frozenset(data["receiving_verbs"]),
        frozenset(data["asking_verbs"]),
        frozenset(data["hindering_verbs"]),
        frozenset(data["amount_verbs"]),
        frozenset(data["donor_nouns"]),
        frozenset(data["recipient_nouns"]),
        frozenset(data["acting_nouns"]),
        tuple(data["recipient_prepositions"]),
        tuple(data["donor_prepositions"]),
        frozenset(data["first_person"]),
    )


@dataclass(frozen=True, slots=True)
class Roles:
    """Giver and receiver as found so far; empty = not found."""

    donors: tuple[Named, ...] = ()
    recipients: tuple[Named, ...] = ()


def settle_roles(text: ReadText, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures with donor, recipient and, where a person or body states them, source."""
    context = _Context(text)
    settled = []
    for figure in figures:
        roles = _said(text, figure)
        roles = _respectively(figures, figure, roles)
        donors, donor_flag = context.donors(figure, roles)
        recipients, recipient_flag = context.recipients(figure, roles, donors)
        context.note(figure, Roles(donors, recipients))
        settled.append(_with_roles(figure, donors, recipients, donor_flag, recipient_flag))
    return tuple(settled)


def _respectively(figures: Sequence[Figure], figure: Figure, roles: Roles) -> Roles:
    """ "A and B will give 3 and 2 million respectively": each donor its own sum."""
    words = {word.lower for word in figure.sentence.words}
    if not words & {"respectively", "respectivement"}:
        return roles
    same = [other for other in figures if other.sentence.index == figure.sentence.index]
    if len(same) != len(roles.donors):
        return roles
    return Roles((roles.donors[same.index(figure)],), roles.recipients)


def _with_roles(
    figure: Figure,
    donors: tuple[Named, ...],
    recipients: tuple[Named, ...],
    donor_flag: str | None,
    recipient_flag: str | None,
) -> Figure:
    flags = {*figure.claim.flags}
    flags.update(flag for flag in (donor_flag, recipient_flag) if flag)
    confidence = figure.claim.confidence
    if (donor_flag or recipient_flag) and confidence is Confidence.EXPLICIT:
        confidence = Confidence.RESOLVED
    claim = replace(
        figure.claim,
        donor=donors or None,
        recipient=recipients or None,
        flags=tuple(sorted(flags)),
        confidence=confidence,
    )
    return replace(figure, claim=claim)


# What the sentence itself says ---------------------------------------------------------


def _said(text: ReadText, figure: Figure) -> Roles:
    sentence, quantity = figure.sentence, figure.quantity
    words = role_words(sentence.language)
    verb = governing_verb(sentence, quantity.start, quantity.end)
    donors = (
        _beside(text, figure, words)
        or _given_by(text, figure)
        or _held(text, figure, words, giving=True)
        or _acting(text, figure, verb, words)
    )
    recipients = (
        _held(text, figure, words, giving=False)
        or _given_to(text, figure)
        or _receiving_subject(text, figure, verb, words)
        or _framed(text, figure)
    )
    recipients = tuple(name for name in recipients if name not in donors)
    return Roles(donors, recipients)


def _beside(text: ReadText, figure: Figure, words: RoleWords) -> tuple[Named, ...]:
    """ "Berlin 244 millions", "Germany: €244m", "Norway (NOK 3bn)": the actor right before."""
    sentence, quantity = figure.sentence, figure.quantity
    for mention in reversed(sentence.mentions):
        if mention.end > quantity.start or mention.form is MentionForm.ADJECTIVE:
            continue
        between = words_between(sentence, mention.end, quantity.start)
        signs = {word.text for word in between}
        if len(between) > 2 or not signs <= _WORDS_OF_BESIDE:
            return ()
        if not signs and mention.kind is MentionKind.PERSON:
            return ()
        if not signs and _is_given_to(sentence, mention):
            return ()
        if signs == {","} and sentence.language == "en" and quantity.start - mention.end > 2:
            return ()
        if _is_held(sentence, mention, words.recipient_prepositions):
            return ()
        giver = text.cast.side_of(mention)
        return (giver,) if giver is not None else ()
    return ()


def _held(text: ReadText, figure: Figure, words: RoleWords, *, giving: bool) -> tuple[Named, ...]:
    """Actors that a noun or a preposition near the figure makes giver or receiver."""
    sentence, quantity = figure.sentence, figure.quantity
    limit = _right_limit(figure)
    right = [m for m in sentence.mentions if quantity.end <= m.start < limit]
    left = [m for m in sentence.mentions if m.end <= quantity.start and _same_clause(figure, m)]
    found: list[Named] = []
    accepted: Mention | None = None
    for mention in (*right, *reversed(left)):
        role = _role_of(text.cast, sentence, mention, words, after=mention.start >= quantity.end)
        if role is not giving:
            if found and role is None and _coordinated(sentence, mention, right, accepted):
                pass
            else:
                if found and mention in left:
                    break
                continue
        name = text.cast.side_of(mention) if giving else text.cast.receiver_of(mention)
        if name is not None and all(name.name != other.name for other in found):
            found.append(name)
            accepted = mention
        if found and mention in left:
            break
        if len(found) == 4:
            break
    return tuple(found)


def _coordinated(
    sentence: Sentence, mention: Mention, mentions: Sequence[Mention], accepted: Mention | None
) -> bool:
    """True for a further member of the list whose last member was accepted."""
    place = mentions.index(mention) if mention in mentions else 0
    if not place or mentions[place - 1] is not accepted:
        return False
    between = words_between(sentence, mentions[place - 1].end, mention.start)
    joined = {word.lower for word in between}
    return bool(joined & _WORDS_OF_COORDINATED) and len(between) <= 4


def _right_limit(figure: Figure) -> int:
    """Where what follows the figure stops belonging to it."""
    sentence, quantity = figure.sentence, figure.quantity
    limit = min(sentence.end, quantity.end + _REACH)
    for other in sentence.quantities:
        if other.kind is QuantityKind.MONEY and other.start >= quantity.end:
            if "(" not in {w.text for w in words_between(sentence, quantity.end, other.start)}:
                limit = min(limit, _giver_start(sentence, other.start))
                break
    for word in words_between(sentence, quantity.end, limit):
        if word.text == ";":
            return word.start
    return limit


def _giver_start(sentence: Sentence, start: int) -> int:
    """ "..., et la France 3 millions": the actor right before the next sum belongs to it."""
    for mention in sentence.mentions:
        if 0 <= start - mention.end <= 3 and mention.form is not MentionForm.ADJECTIVE:
            return mention.start
    return start


def _same_clause(figure: Figure, mention: Mention) -> bool:
    sentence = figure.sentence
    start, end = mention.end, figure.quantity.start
    return not any(word.text in ";" for word in words_between(sentence, start, end))


def _only_receives(cast: Cast, sentence: Sentence, mention: Mention) -> bool:
    """ "Armenia aid": what stands right behind a usual receiver is aid for it."""
    follows = words_after(sentence, mention.end, 1)
    if follows and follows[0].lower in {"'s", "'"}:
        return False
    who = mention.who
    return who is not None and cast.is_usual_receiver(who) and not cast.is_usual_donor(who)


def _role_of(
    cast: Cast, sentence: Sentence, mention: Mention, words: RoleWords, *, after: bool
) -> bool | None:
    """True = gives, False = receives, None = the words do not say."""
    if mention.form is MentionForm.ADJECTIVE:
        return _role_by_noun(sentence, mention, words)
    if mention.kind in (MentionKind.PERSON, MentionKind.PRONOUN):
        if _is_held(sentence, mention, words.donor_prepositions) and after:
            return True
        return None
    noun = _noun_of(sentence, mention)
    if noun is not None:
        if noun in words.recipient_nouns and noun not in words.donor_nouns:
            return False
        if noun in words.donor_nouns and not mention.place_only:
            return True
        if noun in words.recipient_nouns:
            return False
    if sentence.language == "en":
        owned = _owned_noun(sentence, mention)
        if owned in words.donor_nouns and not _only_receives(cast, sentence, mention):
            return True
        if owned in words.recipient_nouns or owned in words.donor_nouns:
            return False
    if _is_held(sentence, mention, words.donor_prepositions) and not mention.place_only:
        return True if after else None
    if _is_held(sentence, mention, words.recipient_prepositions):
        return False
    return None


def _role_by_noun(sentence: Sentence, mention: Mention, words: RoleWords) -> bool | None:
    """ "aide américaine", "Sudanese people": by the noun that the adjective belongs to."""
    if sentence.language == "fr":
        near = [word.lower for word in words_before(sentence, mention.start, 3)][::-1]
    else:
        near = [word.lower for word in words_after(sentence, mention.end, 4)]
    for noun in near:
        if noun in _WORDS_OF_ROLE_BY_NOUN:
            break
        if noun in words.recipient_nouns and noun not in words.donor_nouns:
            return False
        if noun in words.donor_nouns:
            return True
        if noun in words.acting_nouns:
            return None
        if noun in words.recipient_nouns:
            return False
    return None


def _noun_of(sentence: Sentence, mention: Mention) -> str | None:
    """The noun X in "X de l'Ukraine", "X of Sudan"; None when no "de" or "of" holds it."""
    before = [word.lower for word in words_before(sentence, mention.start, 5)]
    while before and before[-1] in {"l'", "la", "le", "les", "the"}:
        before.pop()
    if not before or before[-1] not in {"de", "d'", "du", "des", "of"}:
        return None
    before.pop()
    for word in reversed(before[-3:]):
        if word.isalpha() and len(word) > 2:
            return word
    return None


def _owned_noun(sentence: Sentence, mention: Mention) -> str | None:
    """The noun X in "Ukraine's X", "US X": the last telling noun of the noun phrase after it."""
    found = None
    for word in words_after(sentence, mention.end, 5):
        if word.text in ",.;:()":
            break
        if word.lower in {"'s", "'", "s"} or len(word.lower) < 3:
            continue
        words = role_words("en")
        if word.lower in words.recipient_nouns | words.donor_nouns:
            found = word.lower
        if word.lower in _ENDS_PHRASE:
            break
    return found


_ENDS_PHRASE = frozenset(
    [
        "and",
        "to",
        "for",
        "in",
        "with",
        "will",
        "has",
        "have",
        "is",
        "are",
        "was",
        "were",
        "of",
        "from",
        "by",
        "on",
        "at",
        "that",
        "which",
        "who",
        "would",
    ]
)


def _is_held(sentence: Sentence, mention: Mention, prepositions: tuple[str, ...]) -> bool:
    before = [word.lower for word in words_before(sentence, mention.start, 7)]
    while before and before[-1] in _WORDS_OF_IS_HELD:
        before.pop()
    joined = " ".join(before).replace("' ", "'")
    return any(joined == held or joined.endswith(" " + held) for held in prepositions)


# The verb's subject --------------------------------------------------------------------


def _acting(
    text: ReadText, figure: Figure, verb: VerbGroup | None, words: RoleWords
) -> tuple[Named, ...]:
    """The subject of a verb of giving; its agent in the passive."""
    if verb is None:
        return ()
    sentence = figure.sentence
    if verb.lemma in words.hindering:
        return ()
    if verb.pronoun in words.first_person and text.cast.issuer is not None:
        return (text.cast.issuer,)
    lemmas = {verb.lemma, verb.modal} - {None}
    if lemmas & words.receiving and not lemmas & words.giving:
        return ()
    if verb.lemma in words.asking and verb.lemma not in words.giving:
        return ()
    if figure.claim.stage is Stage.REQUESTED and verb.lemma in words.asking:
        return ()
    if verb.voice is Voice.PASSIVE or is_subject(verb, figure.quantity.start):
        if verb.lemma in words.of_amounts or verb.voice is Voice.PASSIVE:
            if is_subject(verb, figure.quantity.start):
                return ()
    givers = [
        text.cast.side_of(mention)
        for mention in subject_of(sentence, verb)
        if _role_of(text.cast, sentence, mention, words, after=False) is not False
    ]
    found = tuple(dict.fromkeys(giver for giver in givers if giver is not None))
    return found or _acting_adjective(figure, verb, words)


def _acting_adjective(figure: Figure, verb: VerbGroup, words: RoleWords) -> tuple[Named, ...]:
    """ "Le gouvernement britannique a annoncé": the state behind the acting noun."""
    sentence = figure.sentence
    for mention in reversed(sentence.mentions):
        if mention.end > verb.start or mention.form is not MentionForm.ADJECTIVE:
            continue
        near = (
            words_before(sentence, mention.start, 3)
            if sentence.language == "fr"
            else words_after(sentence, mention.end, 4)
        )
        if any(word.lower in words.acting_nouns for word in near):
            return (mention.who,) if mention.who is not None else ()
    return ()


def _given_by(text: ReadText, figure: Figure) -> tuple[Named, ...]:
    """ "dont 540 millions de l'Union européenne": the giver right behind an elliptical sum."""
    sentence, quantity = figure.sentence, figure.quantity
    if not quantity.currency_inferred:
        return ()
    for mention in sentence.mentions:
        if mention.start < quantity.end or mention.form is MentionForm.ADJECTIVE:
            continue
        between = {word.lower for word in words_between(sentence, quantity.end, mention.start)}
        if between and between <= {"de", "du", "des", "d'", "l'", "la", "from", "the", "by"}:
            giver = text.cast.side_of(mention)
            return (giver,) if giver is not None else ()
        return ()
    return ()


def _given_to(text: ReadText, figure: Figure) -> tuple[Named, ...]:
    sentence = figure.sentence
    for mention in sentence.mentions:
        if 0 <= figure.quantity.start - mention.end <= 3 and _is_given_to(sentence, mention):
            name = text.cast.receiver_of(mention)
            return (name,) if name is not None else ()
    return ()


def _is_given_to(sentence: Sentence, mention: Mention) -> bool:
    """ "is lending Niger $250 million": right behind a verb stands whom it gives to."""
    return any(0 <= mention.start - verb.end <= 5 for verb in sentence.verbs)


def _receiving_subject(
    text: ReadText, figure: Figure, verb: VerbGroup | None, words: RoleWords
) -> tuple[Named, ...]:
    if verb is None or not ({verb.lemma, verb.modal} & words.receiving):
        return ()
    receivers = [text.cast.receiver_of(mention) for mention in subject_of(figure.sentence, verb)]
    return tuple(dict.fromkeys(name for name in receivers if name is not None))


def _framed(text: ReadText, figure: Figure) -> tuple[Named, ...]:
    """ "Au Soudan, ...", "In Yemen, ...": the place that opens the sentence."""
    sentence = figure.sentence
    for mention in sentence.mentions[:2]:
        if mention.end < figure.quantity.start and mention.start - sentence.start < 20:
            if mention.place_only and mention.kind is MentionKind.STATE:
                name = text.cast.receiver_of(mention)
                return (name,) if name is not None else ()
    return ()


# What was said before ------------------------------------------------------------------


class _Context:
    """What the document has said so far, and what it is about as a whole."""

    def __init__(self, text: ReadText) -> None:
        self._text = text
        self._last: dict[int, Roles] = {}
        self._previous = Roles()
        self._givers, self._receivers = _weigh(text)

    def note(self, figure: Figure, roles: Roles) -> None:
        """Remember the roles of a figure for those that follow."""
        block = figure.sentence.block.start
        before = self._last.get(block, Roles())
        self._last[block] = Roles(
            roles.donors or before.donors, roles.recipients or before.recipients
        )
        self._previous = Roles(
            roles.donors or self._previous.donors, roles.recipients or self._previous.recipients
        )

    def donors(self, figure: Figure, roles: Roles) -> tuple[tuple[Named, ...], str | None]:
        """The donors said, else those of the context with the flag that says so."""
        if roles.donors or not _needs_donor(figure.claim):
            return roles.donors, None
        before = self._last.get(figure.sentence.block.start)
        if before is not None and before.donors:
            return before.donors, "donor_from_context"
        issuer = self._issuer(figure)
        if issuer is not None:
            return (issuer,), "donor_from_context"
        if self._previous.donors and not self._givers:
            return self._previous.donors, "donor_from_context"
        if self._givers:
            return (self._givers[0],), "donor_from_context"
        return (), None

    def recipients(
        self, figure: Figure, roles: Roles, donors: tuple[Named, ...]
    ) -> tuple[tuple[Named, ...], str | None]:
        """The receivers said, else those of the context with the flag that says so."""
        if roles.recipients or not figure.claim.about_aid:
            return roles.recipients, None
        before = self._last.get(figure.sentence.block.start)
        names = {donor.name for donor in donors}
        if figure.sentence.block.kind is BlockKind.BULLET:
            # Each line of a list stands under its heading, not under the line before.
            before = self._last.get(figure.sentence.block.start)
            known_here = before.recipients if before else ()
            rest = (*known_here, *self._receivers)
            chosen = next((name for name in rest if name.name not in names), None)
            return ((chosen,), "recipient_from_context") if chosen is not None else ((), None)
        for known in (before.recipients if before else (), self._previous.recipients):
            rest = tuple(name for name in known if name.name not in names)
            if rest:
                return rest, "recipient_from_context"
        for receiver in self._receivers:
            if receiver.name not in names:
                return (receiver,), "recipient_from_context"
        return (), None

    def _issuer(self, figure: Figure) -> Named | None:
        """The state or body behind a release in the first person."""
        words = role_words(figure.sentence.language).first_person
        if not any(word.lower in words for word in figure.sentence.words):
            return None
        return self._text.cast.issuer


def _needs_donor(claim: AmountClaim) -> bool:
    return claim.about_aid and claim.stage is not Stage.REQUESTED


def _weigh(text: ReadText) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """Givers and receivers of the document as a whole, the likeliest first."""
    givers: Counter[Named] = Counter()
    receivers: Counter[Named] = Counter()
    for sentence in text.sentences:
        words = role_words(sentence.language)
        weight = 3 if sentence.heading or sentence.index < 2 else 1
        for mention in sentence.mentions:
            if mention.kind is MentionKind.PRONOUN:
                continue
            role = _role_of(text.cast, sentence, mention, words, after=True)
            side = text.cast.side_of(mention)
            receiver = text.cast.receiver_of(mention)
            named = mention.kind is MentionKind.STATE or role is False
            if receiver is not None and named and text.cast.is_usual_receiver(receiver):
                receivers[_bare(receiver)] += weight * (3 if role is False else 1)
            if side is not None and text.cast.is_usual_donor(side) and role is not False:
                givers[_bare(side)] += weight * (3 if _gives(sentence, mention, words) else 1)
    return (
        tuple(name for name, _ in givers.most_common()),
        tuple(name for name, _ in receivers.most_common()),
    )


def _gives(sentence: Sentence, mention: Mention, words: RoleWords) -> bool:
    return any(
        verb.lemma in words.giving
        and is_finite(verb)
        and not has_boundary(sentence, mention.end, verb.start)
        for verb in sentence.verbs
        if 0 <= verb.start - mention.end < 40
    )


def _bare(name: Named) -> Named:
    return Named(name.name, name.id)
