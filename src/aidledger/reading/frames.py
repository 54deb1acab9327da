"""Who gives and who receives a sum, as its own sentence says.

In: a figure in its sentence, with the cast of the document. Out: `Roles`. The words beside
the figure decide first (a name right before it, an agent, an owner), then the verb that
governs it: the subject of giving gives, that of receiving or asking receives, and what
follows "to", "for", "à", "pour" receives. What no frame gives stays empty. Frames are data:
`languages/<language>/roles.yml`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import Stage
from aidledger.model.parties import Named
from aidledger.reading.cast import Cast
from aidledger.reading.clauses import (
    governing_verb,
    has_boundary,
    is_finite,
    is_subject,
    preposition_of,
    subject_of,
    words_after,
    words_before,
    words_between,
)
from aidledger.reading.figures import Figure
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    Mention,
    MentionForm,
    MentionKind,
    Quantity,
    QuantityKind,
    Sentence,
    VerbGroup,
    Voice,
    Word,
)
from aidledger.reading.new_bodies import with_new_bodies
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.text import ReadText

_BESIDE = small_words("frames", "beside")
_COORDINATED = small_words("frames", "coordinated")
_ENDS_NOUN_PHRASE = small_words("frames", "ends_noun_phrase")
_ENDS_PHRASE = small_words("frames", "ends_phrase")
_SKIPPED = small_words("frames", "skipped")
_OF = small_words("frames", "of")
_OTHERWISE = small_words("frames", "otherwise")
_AGAINST = small_words("frames", "against")
_COMPARED = small_words("frames", "compared")
_AGENT = small_words("frames", "agent")
_ELLIPTICAL = small_words("frames", "elliptical")

_RELATIVE = frozenset({"qui", "which", "who", "that"})
_POSSESSIVE = frozenset({"its", "their", "our", "sa", "leur", "notre"})
_OBJECT_ARTICLES = frozenset({"a", "an", "another", "the", "its", "some", "up"})
_OBJECT_REACH = 7  # words from whom is given to, to the sum: "a cheque for", "a system worth"
_CONJOINED = frozenset(
    {
        "tandis", "alors", "pendant", "après", "avant", "parce", "bien", "dès", "lors", "plus",
        "moins", "ainsi", "afin", "sans", "depuis", "so", "now", "such", "given", "provided", "in",
    }
)  # fmt: skip
_RELATIVE_OPENING = frozenset({"que", "qu'", "that", "which"})
_RELATIVE_OBJECT = frozenset(
    {"que", "qu'", "dont", "that", "which", "as", "comme", "when", "after"}
)
_THAT = frozenset({"que", "qu'", "that"})
_TELLING = 6  # words between a verb that tells and the verb of what it tells
_OF_WHICH = frozenset({"which", "dont", "including"})
_RELATIVE_AFTER = frozenset({",", "(", ")", "–", "—", "-"})
_BODY_REACH = 6  # sentences back in which the body of "its agency ... it" is named
_BRACKETED = 9  # words of "(environ 4,4 millions d'euros)"
_RELATIVE_REACH = 4  # words from a relative pronoun to its verb
_REACH = 220  # characters to the right of a figure in which its receiver is looked for
_MOST_NAMES = 4
_HELD_REACH = 7  # words after a sum that may say where it lies
_MOST_PARALLEL = 6  # words between a giver and its sum where no verb is said again
_COLLECTIVE = frozenset({"DONORS", "INTL"})
COORDINATORS = frozenset({"UN", "UN-OCHA"})  # who ask for others
_BODIES = frozenset({"agency", "fund", "organisation", "mission", "ngo", "union"})


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The frames of one language."""

    giving: frozenset[str]
    receiving: frozenset[str]
    asking: frozenset[str]
    hindering: frozenset[str]
    announcing: frozenset[str]
    agreeing: frozenset[str]
    of_amounts: frozenset[str]
    coming: frozenset[str]
    donor_nouns: frozenset[str]
    recipient_nouns: frozenset[str]
    acting_nouns: frozenset[str]
    recipient_prepositions: tuple[str, ...]
    place_prepositions: tuple[str, ...]
    donor_prepositions: tuple[str, ...]
    partner_prepositions: tuple[str, ...]
    first_person: frozenset[str]
    compensating: frozenset[str]
    governments: frozenset[str]
    body_nouns: frozenset[str]
    conferences: frozenset[str]
    gathering: frozenset[str]
    raising: frozenset[str]
    participants: frozenset[str]
    unnamed_participants: frozenset[str]
    pronouns: frozenset[str]
    dative: frozenset[str]
    followers: frozenset[str]
    held: Phrases[bool]
    absent: frozenset[str]
    leading: tuple[str, ...]
    taking_up: Phrases[bool]
    beside: tuple[str, ...]
    agent_nouns: frozenset[str]
    backing: frozenset[str]
    taken_from: tuple[str, ...]
    venues: tuple[str, ...]
    whole_aid: Phrases[bool]
    many: frozenset[str]
    lacking: Phrases[bool]
    thanking: frozenset[str]


@cache
def role_words(language: str) -> RoleWords:
    """The frames of `language`, from its `roles.yml`."""
    data = load_words(language, "roles")
    return RoleWords(
        giving=frozenset(data["giving_verbs"]),
        receiving=frozenset(data["receiving_verbs"]),
        asking=frozenset(data["asking_verbs"]),
        hindering=frozenset(data["hindering_verbs"]),
        announcing=frozenset(data["announcing_verbs"]),
        agreeing=frozenset(data["agreeing_verbs"]),
        coming=frozenset(data["coming_verbs"]),
        of_amounts=frozenset(data["amount_verbs"]),
        donor_nouns=frozenset(data["donor_nouns"]),
        recipient_nouns=frozenset(data["recipient_nouns"]),
        acting_nouns=frozenset(data["acting_nouns"]),
        recipient_prepositions=tuple(data["recipient_prepositions"]),
        place_prepositions=tuple(data["place_prepositions"]),
        donor_prepositions=tuple(data["donor_prepositions"]),
        partner_prepositions=tuple(data["partner_prepositions"]),
        first_person=frozenset(data["first_person"]),
        body_nouns=frozenset(data["body_nouns"]),
        governments=frozenset(data["governments"]),
        compensating=frozenset(data["compensating_verbs"]),
        gathering=frozenset(data["gathering_verbs"]),
        raising=frozenset(data["raising_verbs"]),
        participants=frozenset(data["participants"]),
        unnamed_participants=frozenset(data["unnamed_participants"]),
        conferences=frozenset(data["conferences"]),
        pronouns=frozenset(data["pronouns"]),
        dative=frozenset(data["dative"]),
        followers=frozenset(data["followers"]),
        whole_aid=phrase_set(data["whole_aid"]),
        many=frozenset(data["many_countries"]),
        agent_nouns=frozenset(data["agent_nouns"]),
        backing=frozenset(data["backing_verbs"]),
        taking_up=phrase_set(data["taking_up"]),
        beside=tuple(data["beside_givers"]),
        leading=tuple(data["leading"]),
        absent=frozenset(data["absent"]),
        taken_from=tuple(data["taken_from"]),
        venues=tuple(f"{noun} {held}" for noun in data["venues"] for held in data["held_in"]),
        held=phrase_set(data["held_after"]),
        lacking=phrase_set(data["lacking"]),
        thanking=frozenset(data["thanking_verbs"]),
    )


@dataclass(frozen=True, slots=True)
class Roles:
    """Giver and receiver as found so far; empty = not found.

    Args:
        giverless: the sum is only asked for, or said to be received from nobody named, so that
            no context tells who gives.
        received: it is said to be received, so that only the one giver of the text is meant.
        askers: bodies that ask for the sum, to spend it for somebody.
        conference: a conference gives: those who take part in it.
    """

    donors: tuple[Named, ...] = ()
    recipients: tuple[Named, ...] = ()
    giverless: bool = False
    received: bool = False
    askers: tuple[Named, ...] = ()
    conference: bool = False


def roles_said(text: ReadText, figure: Figure, body: Named | None) -> Roles:
    """The roles of a figure as its own sentence gives them.

    Args:
        body: the agency of which the text speaks most, for "the agency"; None without any.
    """
    frame = _Frame(text, figure, body)
    donors = frame.donors()
    recipients = tuple(
        name for name in frame.recipients() if all(name.name != other.name for other in donors)
    )
    return Roles(
        donors,
        recipients,
        giverless=not donors and frame.is_giverless(),
        received=not donors and frame.is_received(),
        askers=frame.askers(),
        conference=frame.is_of_conference(donors),
    )


class _Frame:
    """One figure in its sentence, asked who gives and who receives."""

    def __init__(self, text: ReadText, figure: Figure, body: Named | None) -> None:
        self._body = body
        self._text = text
        self._cast = text.cast
        self._sentence = figure.sentence
        self._quantity = figure.quantity
        self._words = role_words(figure.sentence.language)
        self._verb = governing_verb(figure.sentence, figure.quantity.start, figure.quantity.end)
        self._limit = self._reach(figure)
        lemma = self._verb.lemma if self._verb is not None else None
        self._stage = figure.claim.stage
        passive = self._verb is not None and self._verb.voice is Voice.PASSIVE
        self._asked = self._stage is Stage.REQUESTED or (
            lemma in self._words.asking and lemma not in self._words.giving and not passive
        )
        if self._words.lacking.ending(self._sentence.words, self._first_word()) is not None:
            self._asked = True  # "rations were halved for want of $240 million"

    def _first_word(self) -> int:
        """Index of the figure's first word."""
        return len(words_before(self._sentence, self._quantity.start, len(self._sentence.words)))

    def _reach(self, figure: Figure) -> int:
        """Where what follows the figure stops belonging to it."""
        limit = _right_limit(figure)
        sums = (q for q in self._sentence.quantities if q.kind is QuantityKind.MONEY)
        other = next((q for q in sums if q.start >= figure.quantity.end), None)
        giver = self._parallel_giver(figure.quantity, other) if other is not None else None
        return min(limit, giver.start) if giver is not None else limit

    @property
    def _acts(self) -> frozenset[str]:
        """Verbs whose subject gives even when it is a usual receiver; telling is none of them."""
        return self._words.giving - self._words.announcing

    def donors(self) -> tuple[Named, ...]:
        """Who gives, by the first frame that says so."""
        if self._asked:
            return self._first(self._agent, self._asked_of, self._asking_state)
        return self._first(
            self._relative,
            self._relative_object,
            self._thanked,
            self._beside,
            self._compared,
            self._parallel,
            self._elliptical,
            self._partner_giver,
            self._agent,
            self._owner,
            self._acting,
            self._outer,
            self._far_owner,
            self._only_party,
        )

    def recipients(self) -> tuple[Named, ...]:
        """Who receives, by the first frame that says so."""
        return self._first(
            self._relative_receiver,
            self._thanking,
            self._beside_receiver,
            self._given_to,
            self._given_to_pronoun,
            self._receiving_subject,
            self._partner_receiver,
            self._held,
            self._gathering_subject,
            self._asking_subject,
            self._framed,
        )

    def is_giverless(self) -> bool:
        """True where nobody is to be supplied as giver from the context."""
        if self._asked:
            return not self._is_asked_of_government()
        after = words_after(self._sentence, self._quantity.end, _HELD_REACH)
        if self._words.held.first_in(after, 0, len(after)) is not None:
            return True
        return self.is_received() or bool(self._gathering_subject())

    def is_received(self) -> bool:
        """ "Ethiopia received $1.8bn": from whom, only the text as a whole may say."""
        verb = self._verb
        if self._stage is Stage.DRAWN_DOWN:
            return False  # "was drawn down": taken from stocks, not received
        return not self._asked and verb is not None and verb.lemma in self._words.receiving

    def _is_asked_of_government(self) -> bool:
        """ "a demandé au gouvernement de débloquer": the text's own government is asked."""
        for verb in self._sentence.verbs:
            if verb.lemma not in self._words.asking or verb.end > self._quantity.start:
                continue
            between = words_between(self._sentence, verb.end, self._quantity.start)[:4]
            if any(word.lower in self._words.governments for word in between):
                return True
        return False

    def askers(self) -> tuple[Named, ...]:
        """Bodies that ask for the sum: it goes through them to those for whom they ask."""
        if not self._asked or self._verb is None:
            return ()
        subjects = subject_of(self._sentence, self._verb)
        names = [self._cast.receiver_of(m) for m in subjects if self._is_body(m)]
        found = tuple(name for name in names if name is not None)
        if found or self._body is None:
            return found
        if subjects and self._is_body_pronoun(subjects):
            return (self._body_before() or self._body,)
        if subjects:
            return ()
        before = words_before(self._sentence, self._verb.start, 4)
        return (self._body,) if {w.lower for w in before} & self._words.body_nouns else ()

    def _is_body_pronoun(self, subjects: Sequence[Mention]) -> bool:
        """ "Son agence ... Elle réclame": the body of which the sentence before speaks."""
        index = self._sentence.index
        if not index or any(m.kind is not MentionKind.PRONOUN or m.who for m in subjects):
            return False
        before = self._text.sentences[index - 1].words
        return any(word.lower in self._words.body_nouns for word in before)

    def _body_before(self) -> Named | None:
        """The body that the sentences right before name last."""
        index = self._sentence.index
        for sentence in reversed(self._text.sentences[max(0, index - _BODY_REACH) : index]):
            for mention in reversed(sentence.mentions):
                name = self._cast.receiver_of(mention) if self._is_body(mention) else None
                if name is not None and self._cast.is_usual_receiver(name):
                    return Named(name.name, name.id)
        return None

    def is_of_conference(self, donors: tuple[Named, ...]) -> bool:
        """ "The donors promised", "the conference raised": those who meet there give."""
        if any(donor.id in _COLLECTIVE for donor in donors):
            return True
        if self._verb is None or self._asked:
            return False
        near = {word.lower for word in words_before(self._sentence, self._verb.start, 24)}
        if self._verb.lemma in self._words.gathering and near & self._words.conferences:
            return True
        subject = {word.lower for word in words_before(self._sentence, self._verb.start, 4)}
        if subject & self._words.participants:
            return True
        if self._is_raised_somewhere() and not donors:
            return True
        gives = self._verb.lemma in self._words.giving
        if gives and not donors and near & self._words.unnamed_participants:
            return True
        between = words_between(self._sentence, self._verb.end, self._quantity.start)
        follows = {word.lower for word in between}
        return self._verb.lemma in self._words.gathering and bool(follows & self._words.conferences)

    def _is_raised_somewhere(self) -> bool:
        """ "A Paris, deux milliards ont été levés": by those who met there."""
        verb = self._verb
        if verb is None or verb.voice is not Voice.PASSIVE or verb.lemma not in self._words.raising:
            return False
        return any(
            mention.form is MentionForm.CAPITAL and mention.place_only
            for mention in self._sentence.mentions
            if mention.end <= self._quantity.start
        )

    @staticmethod
    def _first(*frames: Callable[[], tuple[Named, ...]]) -> tuple[Named, ...]:
        for frame in frames:
            found = frame()
            if found:
                return found
        return ()

    # Beside the figure -----------------------------------------------------------------

    def _right_before(self) -> Mention | None:
        """ "Berlin 244 millions", "Germany: €244m", "Norway (NOK 3bn)": who stands there."""
        sentence, quantity = self._sentence, self._quantity
        for mention in reversed(sentence.mentions):
            if mention.end > quantity.start or mention.form is MentionForm.ADJECTIVE:
                continue
            between = words_between(sentence, mention.end, quantity.start)
            signs = {word.text for word in between}
            if len(between) > 2 or not signs <= _BESIDE:
                return None
            if not signs and mention.kind is MentionKind.PERSON:
                return None
            if not signs and _is_given_to(sentence, mention):
                return None
            if signs == {","} and sentence.language == "en" and quantity.start - mention.end > 2:
                return None
            if self._is_held(mention, self._words.recipient_prepositions):
                return None
            if self._is_held(mention, tuple(_OF)) and not signs:
                return None
            return mention
        return None

    def _antecedent_of_clause(self) -> Mention | None:
        """ "and to Japan, which has just given": who stands before the relative pronoun."""
        verb = self._verb
        if verb is None or verb.end > self._quantity.start or verb.voice is Voice.PASSIVE:
            return None
        for mention in reversed(self._sentence.mentions):
            if mention.end > verb.start or mention.form is MentionForm.ADJECTIVE:
                continue
            between = [w.lower for w in words_between(self._sentence, mention.end, verb.start)]
            while between and between[0] in _RELATIVE_AFTER:
                between.pop(0)
            opened = bool(between) and between[0] in _RELATIVE and len(between) <= _RELATIVE_REACH
            return mention if opened else None
        return None

    def _relative(self) -> tuple[Named, ...]:
        mention = self._antecedent_of_clause()
        if mention is None or self._verb is None or self._verb.lemma in self._words.hindering:
            return ()
        if self._verb.lemma not in self._words.giving or self._only_receives(mention):
            return ()
        return _one(self._cast.side_of(mention))

    def _relative_object(self) -> tuple[Named, ...]:
        """ "the $1.5 billion that the World Bank approved": the subject of the clause behind."""
        after = words_after(self._sentence, self._after_brackets(), _RELATIVE_REACH)
        at = next((at for at, w in enumerate(after) if w.lower in _RELATIVE_OPENING), None)
        if at is None or (at and after[at - 1].lower in _OF | _CONJOINED):
            return ()  # "of which Canada gave": a part; "tandis que": no relative clause
        opened = after[at]
        for verb in self._sentence.verbs:
            if verb.start < opened.end or not is_finite(verb):
                continue
            if verb.lemma not in self._words.giving or verb.lemma in self._words.hindering:
                return ()
            for mention in subject_of(self._sentence, verb):
                if mention.start >= opened.end and not self._only_receives(mention):
                    return _one(self._cast.side_of(mention))
            return ()
        return ()

    def _after_brackets(self) -> int:
        """Where the sentence goes on behind the sum and the same sum in other money."""
        after = words_after(self._sentence, self._quantity.end, _BRACKETED)
        closed = next((word for word in after if word.text == ")"), None)
        opened = any(word.text == "(" for word in after[:1])
        within = closed is not None and not opened and not any(w.text == "(" for w in after)
        return closed.end if closed is not None and (opened or within) else self._quantity.end

    def _thanked(self) -> tuple[Named, ...]:
        """ "Djibouti thanked Kuwait for its $7 million": who is thanked gives."""
        verb = self._verb
        if verb is None or verb.lemma not in self._words.thanking:
            return ()
        for mention in self._sentence.mentions:
            if verb.end <= mention.start < self._quantity.start:
                return _one(self._cast.side_of(mention))
        return ()

    def _thanking(self) -> tuple[Named, ...]:
        verb = self._verb
        if verb is None or verb.lemma not in self._words.thanking:
            return ()
        return self._subjects_as_receivers(verb)

    def _relative_receiver(self) -> tuple[Named, ...]:
        mention = self._antecedent_of_clause()
        if mention is None or self._verb is None:
            return ()
        if self._verb.lemma not in self._words.receiving - self._words.giving:
            return ()
        return _one(self._cast.receiver_of(mention))

    def _beside(self) -> tuple[Named, ...]:
        mention = self._right_before()
        if mention is None or self._only_receives(mention):
            return ()
        return _one(self._cast.side_of(mention))

    def _beside_receiver(self) -> tuple[Named, ...]:
        """ "Chad (€20m), Niger (€15m)": a usual receiver there receives."""
        mention = self._right_before()
        if mention is None or not self._only_receives(mention):
            return ()
        joined = not words_between(self._sentence, mention.end, self._quantity.start)
        if joined and not self._follows_sum(mention):
            return ()
        return _one(self._cast.receiver_of(mention))

    def _follows_sum(self, mention: Mention) -> bool:
        """ "Bangladesh got $1.1 billion, Fiji $60 million": the next of a list of receivers."""
        before = self._sum_before()
        if before is None or before.end > mention.start:
            return False
        verbs = (v for v in self._sentence.verbs if before.end <= v.start < mention.start)
        near = words_before(self._sentence, mention.start, 1)
        joined = bool(near) and near[0].lower in _COORDINATED
        return joined and not any(is_finite(verb) for verb in verbs)

    def _compared(self) -> tuple[Named, ...]:
        """ "contre 88 milliards pour les Etats-Unis": the other giver of a comparison."""
        before = words_before(self._sentence, self._quantity.start, 1)
        against = bool(before) and before[0].lower in _AGAINST
        for mention in self._sentence.mentions:
            if mention.start < self._quantity.end or mention.form is MentionForm.ADJECTIVE:
                continue
            between = words_between(self._sentence, self._quantity.end, mention.start)
            if not {word.lower for word in between} <= _COMPARED:
                return ()
            fits = self._only_gives(mention) or (against and not self._only_receives(mention))
            return _one(self._cast.side_of(mention)) if fits and between else ()
        return ()

    def _parallel(self) -> tuple[Named, ...]:
        """ "Oslo gave 25 million in May, Madrid a grant of 11": the next giver, no verb again."""
        before = self._sum_before()
        mention = self._parallel_giver(before, self._quantity) if before is not None else None
        return _one(self._cast.side_of(mention)) if mention is not None else ()

    def _parallel_giver(self, one: Quantity, other: Quantity) -> Mention | None:
        """Who opens a clause of its own between two sums, without a verb; None for nobody."""
        sentence = self._sentence
        if any(one.end <= v.start < other.start and is_finite(v) for v in sentence.verbs):
            return None
        for mention in sentence.mentions:
            if mention.start < one.end or mention.end > other.start:
                continue
            if mention.form is MentionForm.ADJECTIVE or mention.place_only:
                continue
            near = [word.lower for word in words_before(sentence, mention.start, 2)]
            while near and near[-1] in _SKIPPED:
                near.pop()
            if not near or near[-1] not in _COORDINATED or self._only_receives(mention):
                continue
            between = words_between(sentence, mention.end, other.start)
            if len(between) > _MOST_PARALLEL or {w.text for w in between} & {",", ";"}:
                continue
            side = self._cast.side_of(mention)
            return mention if side is not None and self._cast.is_usual_donor(side) else None
        return None

    def _sum_before(self) -> Quantity | None:
        before = [
            other
            for other in self._sentence.quantities
            if other.kind is QuantityKind.MONEY and other.end <= self._quantity.start
        ]
        return before[-1] if before else None

    def _elliptical(self) -> tuple[Named, ...]:
        """ "dont 540 millions de l'Union européenne": the giver right behind an elliptical sum."""
        quantity = self._quantity
        if not quantity.currency_inferred:
            return ()
        for mention in self._sentence.mentions:
            if mention.start < quantity.end or mention.form is MentionForm.ADJECTIVE:
                continue
            between = words_between(self._sentence, quantity.end, mention.start)
            joints = {word.lower for word in between}
            if joints and joints <= _ELLIPTICAL and not self._only_receives(mention):
                return _one(self._cast.side_of(mention))
            return ()
        return ()

    def _given_to(self) -> tuple[Named, ...]:
        """ "is lending Niger $250 million": right behind a verb stands whom it gives to."""
        for mention in self._sentence.mentions:
            if mention.end > self._quantity.start or not _is_given_to(self._sentence, mention):
                continue
            between = words_between(self._sentence, mention.end, self._quantity.start)
            if not between and self._quantity.start - mention.end <= 3:
                return _one(self._cast.receiver_of(mention))
            opens = bool(between) and between[0].lower in _OBJECT_ARTICLES
            who = self._cast.receiver_of(mention)
            receives = who is not None and self._cast.is_usual_receiver(who)
            if opens and len(between) <= _OBJECT_REACH and receives:
                return _one(self._cast.receiver_of(mention))  # "handed Ukraine a system worth"
        return ()

    # Nouns and prepositions ------------------------------------------------------------

    def _names_conference(self, mention: Mention) -> bool:
        """ "Paris conference": the place of a meeting, no party."""
        follows = words_after(self._sentence, mention.end, 1)
        return bool(follows) and follows[0].lower in self._words.conferences

    def _right(self) -> list[Mention]:
        return [m for m in self._sentence.mentions if self._quantity.end <= m.start < self._limit]

    def _left(self) -> list[Mention]:
        """Mentions before the figure, the nearest first, as far as its clause goes."""
        start = self._quantity.start
        found = []
        for mention in reversed(self._sentence.mentions):
            if mention.end > start:
                continue
            if any(w.text == ";" for w in words_between(self._sentence, mention.end, start)):
                break
            found.append(mention)
        return found

    def _agent(self) -> tuple[Named, ...]:
        """ "provided by Norway", "financé par le Japon", "from the EU"."""
        right = self._right()
        for mention in (*right, *self._left()):
            if not self._is_agent(mention):
                continue
            if mention not in right and self._other_sum_between(mention):
                continue
            if self._further_verb_between(mention):
                continue
            return self._with_coordinated(mention, self._cast.side_of)
        return ()

    def _further_verb_between(self, mention: Mention) -> bool:
        """A clause of its own opens between the sum and the name behind it."""
        return any(
            self._quantity.end <= verb.start < mention.start and is_finite(verb)
            for verb in self._sentence.verbs
            if verb is not self._verb
        )

    def _is_agent(self, mention: Mention) -> bool:
        if mention.form is MentionForm.ADJECTIVE:
            return False
        if mention.place_only and not self._is_received_from(mention):
            return False
        if self._is_held(mention, _AGENT_WORDS):
            return self._is_of_giving(mention)
        if self._only_receives(mention) or mention.start < self._quantity.end:
            return self._is_received_from(mention)
        if self._is_held(mention, self._words.donor_prepositions):
            return True
        return self._is_received_from(mention)

    def _is_received_from(self, mention: Mention) -> bool:
        """ "a reçu de Pékin 100 millions", "obtained from the IMF a loan of"."""
        verb = self._verb
        coming = self._words.receiving | self._words.coming
        if verb is None or verb.lemma not in coming or mention.start < verb.end:
            return False
        return self._is_held(mention, (*_OF, "from")) and not self._only_receives(mention)

    def _is_of_giving(self, mention: Mention) -> bool:
        """ "run by the World Bank" names no giver: the participle before "by" must give."""
        before = list(words_before(self._sentence, mention.start, 6))
        while before and before[-1].lower not in _AGENT:
            before.pop()
        if not before:
            return False
        by = before[-1]
        if len(before) > 1 and before[-2].lower in self._words.agent_nouns:
            return True
        for verb in reversed(self._sentence.verbs):
            if verb.end > by.start:
                continue
            if by.start - verb.end > 30:
                break
            if verb.lemma in self._words.backing:
                return False  # "lent ..., guaranteed by the Union"
            gives = verb.lemma in self._words.giving or verb.lemma in self._words.announcing
            return gives and verb.lemma not in self._words.hindering
        return len(before) > 1 and before[-2].lower in self._words.donor_nouns

    def _owner(self) -> tuple[Named, ...]:
        """ "Norway's 30 million grant", "le don de la Norvège", "une aide américaine de"."""
        right = self._right()
        for mention in (*right, *self._left()):
            after = mention in right
            owns = self._role_of(mention, after=after) is True
            if not owns and not (after and self._is_behind_sum(mention)):
                continue
            if self._finite_between(mention) or (not after and self._other_sum_between(mention)):
                continue
            if after and self._is_shared_in(mention):
                continue
            return self._with_coordinated(mention, self._cast.side_of)
        return ()

    def _is_shared_in(self, mention: Mention) -> bool:
        """ "a $3bn loan to Kyiv, its share of the G7 scheme": the sum is the subject's share."""
        between = words_between(self._sentence, self._quantity.end, mention.start)
        return any(word.lower in _POSSESSIVE for word in between)

    def _is_behind_sum(self, mention: Mention) -> bool:
        """ "30 millions d'euros de la Norvège": the giver right behind the sum."""
        capital = mention.form is MentionForm.CAPITAL
        if mention.form is MentionForm.ADJECTIVE or (mention.place_only and not capital):
            return False
        between = words_between(self._sentence, self._quantity.end, mention.start)
        words = {word.lower for word in between}
        return bool(words) and words <= _ELLIPTICAL and not self._only_receives(mention)

    def _far_owner(self) -> tuple[Named, ...]:
        right = self._right()
        for mention in (*right, *self._left()):
            if self._role_of(mention, after=mention in right) is True:
                return self._with_coordinated(mention, self._cast.side_of)
        return ()

    def _held(self) -> tuple[Named, ...]:
        """ "to the World Food Programme for Sudan": first who is held as receiver, and for whom."""
        right = self._right()
        found: list[Named] = []
        for mention in (*right, *self._left()):
            after = mention in right
            if found and not after:
                break
            if self._role_of(mention, after=after) is not False:
                continue
            if not after and self._other_sum_between(mention) and self._finite_between(mention):
                continue
            head = mention if after else self._head_of_list(mention)
            names = self._with_coordinated(head, self._receiver_of)
            if not names or not self._may_receive(mention):
                continue
            if self._heads_relative(mention) and self._only_gives(mention):
                continue  # "and to Japan, which has given 300 million"
            if not found:
                found = list(names)
                if not self._is_body(mention):
                    break
            else:
                found.append(names[0])
                break
        return tuple(dict.fromkeys(found))[:_MOST_NAMES]

    def _receiver_of(self, mention: Mention) -> Named | None:
        """ "a versé 2 milliards à Kiev": a capital behind a verb of giving is no place."""
        name = self._cast.receiver_of(mention)
        if name is not None or mention.form is not MentionForm.CAPITAL or mention.who is None:
            return name
        verb = self._verb
        gives = verb is not None and verb.lemma in self._words.giving
        if not gives or not self._is_held(mention, ("à",)):
            return None
        return mention.who if self._cast.is_usual_receiver(mention.who) else None

    def _may_receive(self, mention: Mention) -> bool:
        """A usual receiver, or one to whom the words say that it goes."""
        who = mention.who
        if who is not None and self._cast.is_usual_receiver(who):
            return True
        return self._is_held(mention, self._words.recipient_prepositions)

    def _is_body(self, mention: Mention) -> bool:
        actor = (
            self._cast.catalogue.actor(mention.who.id)
            if mention.who is not None and mention.who.id
            else None
        )
        return actor is not None and actor.kind in _BODIES

    def _with_coordinated(
        self, mention: Mention, stands_for: Callable[[Mention], Named | None]
    ) -> tuple[Named, ...]:
        """A mention and those joined to it: "Japan and South Korea", "Chad, Niger and Mali"."""
        first = stands_for(mention)
        if first is None:
            return ()
        found = [first]
        mentions = self._sentence.mentions
        at = mentions.index(mention)
        last = mention
        for other in mentions[at + 1 : at + _MOST_NAMES]:
            if other.kind is MentionKind.PRONOUN or other.start >= self._limit > mention.start:
                break
            between = [w.lower for w in words_between(self._sentence, last.end, other.start)]
            if len(between) > 4 or not set(between) & _COORDINATED:
                break
            if set(between) <= {",", *_SKIPPED} and self._opens_clause(other):
                break  # "for Yemen, Germany has covered"
            if "que" in between and "ainsi" not in between:
                break  # "à l'Arménie, que Moscou tient"
            if self._heads_relative(other):
                break  # "to Sudan, and Japan, which has given"
            if between == [","] and self._owns_next(other):
                break  # "backed by the Union, Moldova's plan"
            if set(between) - _COORDINATED - _SKIPPED - {"'s", "'", "de", "d'", "du", "to", "à"}:
                break
            name = stands_for(other)
            if name is None:
                break
            found.append(name)
            last = other
        return tuple(dict.fromkeys(found))

    def _owns_next(self, mention: Mention) -> bool:
        after = words_after(self._sentence, mention.end, 1)
        return bool(after) and after[0].lower in {"'s", "'"}

    def _heads_relative(self, mention: Mention) -> bool:
        after = words_after(self._sentence, mention.end, 2)
        return any(word.lower in _RELATIVE - {"that"} for word in after)

    def _opens_clause(self, mention: Mention) -> bool:
        verbs = (verb for verb in self._sentence.verbs if is_finite(verb))
        return any(0 <= verb.start - mention.end <= 2 for verb in verbs)

    def _role_of(self, mention: Mention, *, after: bool) -> bool | None:
        return role_of(self._cast, self._sentence, mention, self._words, after=after)

    def _is_held(self, mention: Mention, prepositions: tuple[str, ...] | frozenset[str]) -> bool:
        return is_held(self._sentence, mention, prepositions)

    def _only_receives(self, mention: Mention) -> bool:
        return mention.who is not None and self._is_only_receiver(mention.who)

    def _only_gives(self, mention: Mention) -> bool:
        who = mention.who
        if who is None:
            return False
        return self._cast.is_usual_donor(who) and not self._cast.is_usual_receiver(who)

    def _is_only_receiver(self, name: Named) -> bool:
        return self._cast.is_usual_receiver(name) and not self._cast.is_usual_donor(name)

    def _finite_between(self, mention: Mention) -> bool:
        low, high = sorted((mention.start, self._quantity.start))
        return any(low <= verb.start < high and is_finite(verb) for verb in self._sentence.verbs)

    def _other_sum_between(self, mention: Mention) -> bool:
        low, high = sorted((mention.start, self._quantity.start))
        return any(
            low < other.start < high
            for other in self._sentence.quantities
            if other.kind is QuantityKind.MONEY and other is not self._quantity
        )

    # The verb --------------------------------------------------------------------------

    def _acting(self) -> tuple[Named, ...]:
        """The subject of a verb of giving."""
        verb, words = self._verb, self._words
        if verb is None or verb.lemma in words.hindering:
            return ()
        issuer = self._cast.issuer
        if verb.pronoun in words.first_person and issuer is not None:
            return (issuer,)
        lemmas = {verb.lemma, verb.modal} - {None}
        if lemmas & words.receiving and not lemmas & words.giving:
            return ()
        if is_subject(verb, self._quantity.start) and (
            verb.lemma in words.of_amounts or verb.voice is Voice.PASSIVE
        ):
            return ()
        if verb.voice is Voice.PASSIVE and verb.end <= self._quantity.start:
            return ()
        told = self._subject_before() if self._has_pronoun(verb) else None
        found = self._givers_of(verb) if told is None else ()
        if found or not self._has_pronoun(verb) or verb.lemma not in words.giving:
            return found
        antecedent = told or self._antecedent()
        if antecedent is None or self._only_receives(antecedent):
            return ()
        return _one(self._cast.side_of(antecedent))

    def _givers_of(self, verb: VerbGroup) -> tuple[Named, ...]:
        givers = [
            self._cast.side_of(mention)
            for mention in subject_of(self._sentence, verb)
            if not self._is_of_later_clause(mention)
            and not self._gathers(mention, verb)
            and self._role_of(mention, after=False) is not False
            and not self._names_conference(mention)
            and not (verb.lemma not in self._acts and self._only_receives(mention))
        ]
        tells = verb.lemma not in self._acts
        sides = [giver for giver in dict.fromkeys(givers) if giver is not None]
        # "As regards Gaza, Norway has provided": who mostly gives, where both stand before.
        tells = tells or any(self._cast.is_usual_donor(giver) for giver in sides)
        found = tuple(g for g in sides if not (tells and self._is_only_receiver(g)))
        return found or self._acting_adjective(verb)

    def _gathers(self, mention: Mention, verb: VerbGroup) -> bool:
        """ "UNICEF raised $12 million": what a body that receives gathers, others give."""
        if verb.lemma not in self._words.raising or not self._is_body(mention):
            return False
        name = self._cast.receiver_of(mention)
        return name is not None and self._cast.is_usual_receiver(name)

    def _is_of_later_clause(self, mention: Mention) -> bool:
        """ "Of the 113 million paid in, Canada gave 63": the total is not what Canada gave.

        Who stands behind a sum gives it only by a relative clause: "the €4 million that Norway
        paid".
        """
        between = words_between(self._sentence, self._quantity.end, mention.start)
        if mention.start < self._quantity.end or not between:
            return False
        return not any(word.lower in _RELATIVE_OBJECT for word in between)

    def _acting_adjective(self, verb: VerbGroup) -> tuple[Named, ...]:
        """ "Le gouvernement britannique a annoncé": the state behind the acting noun."""
        sentence = self._sentence
        for mention in reversed(sentence.mentions):
            if mention.end > verb.start or mention.form is not MentionForm.ADJECTIVE:
                continue
            near = (
                words_before(sentence, mention.start, 3)
                if sentence.language == "fr"
                else words_after(sentence, mention.end, 4)
            )
            if any(word.lower in self._words.acting_nouns for word in near):
                if self._only_receives(mention):
                    continue
                return _one(mention.who)
        return self._acting_at(verb)

    def _acting_at(self, verb: VerbGroup) -> tuple[Named, ...]:
        """ "MPs in Ottawa voted": the state in whose capital the acting body sits."""
        for mention in reversed(self._sentence.mentions):
            if mention.end > verb.start or mention.form is not MentionForm.CAPITAL:
                continue
            before = words_before(self._sentence, mention.start, 2)
            acts = bool(before) and before[0].lower in self._words.acting_nouns
            side = self._cast.side_of(mention) if acts and mention.place_only else None
            if side is not None and self._cast.is_usual_donor(side):
                return (side,)
        return ()

    def _outer(self) -> tuple[Named, ...]:
        """ "Biden signed a bill providing $61 billion": the subject of a verb further out."""
        verb, words = self._verb, self._words
        if verb is None or verb.lemma in words.receiving or verb.lemma in words.hindering:
            return ()
        for other in reversed(self._sentence.verbs):
            if other.end > min(verb.start, self._quantity.start) or not is_finite(other):
                continue
            if other.voice is Voice.PASSIVE:
                continue
            if other.lemma in words.giving or other.lemma in words.announcing:
                found = self._givers_of(other)
                if found:
                    return found
        return ()

    def _receiving_subject(self) -> tuple[Named, ...]:
        """ "L'Ukraine recevra", "Kyiv was promised": the subject receives."""
        verb = self._verb
        if verb is None:
            return ()
        receives = bool({verb.lemma, verb.modal} & self._words.receiving)
        if not receives and not self._is_given(verb):
            return ()
        return self._subjects_as_receivers(verb)

    def _is_given(self, verb: VerbGroup) -> bool:
        """ "Kyiv has been granted $1bn": the receiver is subject of the passive."""
        return (
            (self._sentence.language == "en" or verb.lemma in self._words.compensating)
            and verb.voice is Voice.PASSIVE
            and verb.end <= self._quantity.start
            and verb.lemma in self._words.giving | self._words.compensating
            and not has_boundary(self._sentence, verb.end, self._quantity.start)
        )

    def _head_of_list(self, mention: Mention) -> Mention:
        """ "aid to Mali, Burkina Faso and Niger": the first of those joined before the sum."""
        mentions = self._sentence.mentions
        at = mentions.index(mention)
        while at:
            between = [
                w.lower for w in words_between(self._sentence, mentions[at - 1].end, mention.start)
            ]
            joints = {"and", "et", ",", "au", "à", "aux", "to", "for", "pour", *_SKIPPED}
            if not set(between) & {"and", "et", ","} or set(between) - joints:
                break
            if not self._only_receives(mentions[at - 1]):
                break
            at -= 1
            mention = mentions[at]
        return mention

    def _gathering_subject(self) -> tuple[Named, ...]:
        """ "Gavi hopes to raise 12 billion": a fund, agency or charity gathers for itself."""
        verb = self._verb
        if verb is None or not {verb.lemma, verb.modal} & self._words.raising:
            return ()
        names = [
            self._cast.receiver_of(mention)
            for mention in subject_of(self._sentence, verb)
            if self._is_body(mention)
        ]
        found = (name for name in names if name is not None)
        return tuple(name for name in found if self._cast.is_usual_receiver(name))

    def _asking_subject(self) -> tuple[Named, ...]:
        """ "Chad is asking for $230 million": who asks receives."""
        if not self._asked or self._verb is None:
            return ()
        if self._verb.lemma not in self._words.asking or self.askers():
            return ()
        found = self._subjects_as_receivers(self._verb)
        return tuple(
            name
            for name in found
            if self._cast.is_usual_receiver(name) and name.id not in COORDINATORS
        )

    def _subjects_as_receivers(self, verb: VerbGroup) -> tuple[Named, ...]:
        subjects: Sequence[Mention] = subject_of(self._sentence, verb)
        if not subjects or all(m.kind is MentionKind.PRONOUN for m in subjects):
            # "Ukraine's finance ministry said it expected ...": the subject of the verb before.
            before = [v for v in self._sentence.verbs if v.end <= verb.start and is_finite(v)]
            subjects = subject_of(self._sentence, before[-1]) if before else ()
        names = [self._cast.receiver_of(m) or self._receiving_side(m) for m in subjects]
        found = tuple(dict.fromkeys(name for name in names if name is not None))
        if not found and self._has_pronoun(verb):
            antecedent = self._antecedent()
            found = _one(self._cast.receiver_of(antecedent) if antecedent else None)
        return found or self._adjective_receiver(verb)

    def _has_pronoun(self, verb: VerbGroup) -> bool:
        """ "It received", "elle serait dédommagée": the subject is a pronoun."""
        if verb.pronoun in self._words.pronouns:
            return True
        before = words_before(self._sentence, verb.start, 2)
        return any(word.lower in self._words.pronouns for word in before)

    def _antecedent(self) -> Mention | None:
        """The body or state that the sentence before is about, for "it", "elle"."""
        within = self._subject_before()
        if within is not None:
            return within
        index = self._sentence.index
        if not index:
            return None
        before = with_new_bodies(self._text.sentences[index - 1])
        if before.heading:
            return None
        for mention in before.mentions:
            if mention.kind not in (MentionKind.STATE, MentionKind.INSTITUTION):
                continue
            if mention.form is MentionForm.ADJECTIVE or mention.place_only:
                continue
            if not preposition_of(before, mention):
                return mention
        return None

    def _subject_before(self) -> Mention | None:
        """ "L'Allemagne a fait savoir qu'elle verserait": the subject of the verb that tells."""
        verb = self._verb
        for other in reversed(self._sentence.verbs if verb is not None else ()):
            if verb is None or other.end > verb.start or not is_finite(other):
                continue
            between = words_between(self._sentence, other.end, verb.start)
            if not any(word.lower in _THAT for word in between) or len(between) > _TELLING:
                return None
            for mention in subject_of(self._sentence, other):
                if mention.kind in (MentionKind.STATE, MentionKind.INSTITUTION):
                    return mention
            return None
        return None

    def _given_to_pronoun(self) -> tuple[Named, ...]:
        """ "lui ont proposé", "leur versera": whom the sentence before is about."""
        verb = self._verb
        if verb is None or verb.lemma not in self._words.giving:
            return ()
        near = (
            *words_before(self._sentence, verb.start, 1),
            *words_between(self._sentence, verb.start, verb.head_start),
        )
        if not any(word.lower in self._words.dative for word in near):
            return ()
        antecedent = self._antecedent()
        return _one(self._cast.receiver_of(antecedent) if antecedent else None)

    def _receiving_side(self, mention: Mention) -> Named | None:
        """The state for which a ministry or a person that receives acts."""
        side = self._cast.side_of(mention)
        return side if side is not None and self._cast.is_usual_receiver(side) else None

    def _adjective_receiver(self, verb: VerbGroup) -> tuple[Named, ...]:
        """ "L'armée ukrainienne a reçu": the state behind the adjective."""
        for mention in reversed(self._sentence.mentions):
            if mention.end > verb.start or mention.form is not MentionForm.ADJECTIVE:
                continue
            if self._finite_before(mention, verb):
                return ()
            return _one(mention.who) if self._only_receives(mention) else ()
        return ()

    def _finite_before(self, mention: Mention, verb: VerbGroup) -> bool:
        return any(
            mention.end <= other.start < verb.start and is_finite(other)
            for other in self._sentence.verbs
        )

    # Who is asked, who agrees ----------------------------------------------------------

    def _asked_of(self) -> tuple[Named, ...]:
        """ "asks Congress for $24 billion", "demande aux Européens": who is asked."""
        verb = self._verb
        if verb is None or verb.lemma not in self._words.asking:
            return ()
        for mention in self._sentence.mentions:
            if mention.start < verb.end or mention.start >= self._limit:
                continue
            if mention.place_only or mention.form is MentionForm.ADJECTIVE:
                continue
            side = self._cast.side_of(mention)
            if side is None or not self._cast.is_usual_donor(side):
                continue
            if self._cast.is_usual_receiver(side) or side.id in _COLLECTIVE:
                continue  # "asked donors for": whoever gives
            behind = self._quantity.end <= mention.start
            held = (*self._words.donor_prepositions, "à", "aux", "au", "of")
            if behind and not self._is_held(mention, held):
                continue
            between = words_between(self._sentence, verb.end, mention.start)
            if not behind and len(between) > 4:
                continue
            return self._with_coordinated(mention, self._cast.side_of)
        return ()

    def _asking_state(self) -> tuple[Named, ...]:
        """ "The Administration is requesting $20 billion": a giver asks its own parliament."""
        verb = self._verb
        if verb is None or verb.lemma not in self._words.asking:
            return ()
        for mention in subject_of(self._sentence, verb):
            side = self._cast.side_of(mention)
            if side is None or not self._cast.is_usual_donor(side) or self._is_body(mention):
                continue
            actor = self._cast.catalogue.actor(side.id) if side.id else None
            if actor is not None and actor.role == "donor" and actor.kind in ("state", "union"):
                return (side,)
        return ()

    def _parties(self) -> list[Mention]:
        """ "The AFD and Senegal signed", "signed an agreement with UNICEF": who agrees."""
        verb = self._verb
        if verb is None or verb.lemma not in self._words.agreeing:
            return []
        subjects = list(subject_of(self._sentence, verb))
        partners = [
            mention
            for mention in self._sentence.mentions
            if mention.start >= verb.end
            and self._is_held(mention, self._words.partner_prepositions)
        ]
        parties = [*subjects, *partners]
        return parties if len(parties) > 1 else []

    def _partner_giver(self) -> tuple[Named, ...]:
        for mention in self._parties():
            side = self._cast.side_of(mention)
            if side is not None and self._cast.is_usual_donor(side):
                return (side,)
        return ()

    def _partner_receiver(self) -> tuple[Named, ...]:
        for mention in reversed(self._parties()):
            name = self._cast.receiver_of(mention)
            if name is not None and self._cast.is_usual_receiver(name):
                return (name,)
        return ()

    # Places and parties ----------------------------------------------------------------

    def _framed(self) -> tuple[Named, ...]:
        """ "Au Soudan, ...", "In Yemen, ...": the place that opens the sentence."""
        for mention in self._sentence.mentions[:2]:
            if mention.end < self._quantity.start and mention.start - self._sentence.start < 20:
                if mention.place_only and mention.kind is MentionKind.STATE:
                    name = self._cast.receiver_of(mention)
                    if name is not None and self._cast.is_usual_receiver(name):
                        return (name,)
        return ()

    def _only_party(self) -> tuple[Named, ...]:
        """The one usual giver that the sentence names as a party, however it is held."""
        found: dict[str, Named] = {}
        for mention in self._sentence.mentions:
            if mention.place_only or mention.kind in (MentionKind.PERSON, MentionKind.PRONOUN):
                continue
            if mention.form is MentionForm.ADJECTIVE or self._other_sum_between(mention):
                continue
            if mention.start >= self._quantity.end and self._is_of_part(mention):
                continue
            if mention.start >= self._quantity.end and self._is_of_clause_behind(mention):
                continue
            if self._role_of(mention, after=mention.start > self._quantity.start) is False:
                continue
            if self._is_held(mention, self._words.beside):
                continue  # "bought with the Netherlands", "led by Estonia": no giver of its own
            side = self._cast.side_of(mention)
            if side is not None and self._cast.is_usual_donor(side) and not self._is_body(mention):
                found.setdefault(side.name, side)
        return tuple(found.values()) if len(found) == 1 else ()

    def _is_of_clause_behind(self, mention: Mention) -> bool:
        """ "the 7.5 billion of last year, after the United States left": what they did is told."""
        between = words_between(self._sentence, self._quantity.end, mention.start)
        if not any(word.text == "," for word in between):
            return False
        return any(
            verb.start >= mention.end and is_finite(verb) and verb is not self._verb
            for verb in self._sentence.verbs
        )

    def _is_of_part(self, mention: Mention) -> bool:
        """ "$110 million, of which Canada gave 63": who gives a part does not give the whole."""
        between = words_between(self._sentence, self._quantity.end, mention.start)
        if any(word.lower in _OF_WHICH for word in between):
            return True
        return any(
            other.kind is QuantityKind.MONEY and other.start >= mention.end
            for other in self._sentence.quantities
        )


_AGENT_WORDS = tuple(_AGENT)


def _one(name: Named | None) -> tuple[Named, ...]:
    return (name,) if name is not None else ()


def _right_limit(figure: Figure) -> int:
    """Where what follows the figure stops belonging to it."""
    sentence, quantity = figure.sentence, figure.quantity
    limit = min(sentence.end, quantity.end + _REACH)
    for other in sentence.quantities:
        if other.kind is QuantityKind.MONEY and other.start >= quantity.end:
            between = words_between(sentence, quantity.end, other.start)
            if "(" not in {w.text for w in between} and not _is_whole(between):
                limit = min(limit, _giver_start(sentence, other.start))
                break
    for word in words_between(sentence, quantity.end, limit):
        if word.text == ";":
            return word.start
    return limit


def _is_whole(between: Sequence[Word]) -> bool:
    """ "$1.2 billion of the $4 billion", "£1bn, or about $1.27bn": the two are spoken of as one."""
    words = {word.lower for word in between}
    if words & _OTHERWISE and len(between) <= 5:
        return True
    return bool(words) and len(between) <= 3 and words <= {"of", "the", "sur", "les", "des", "de"}


def _giver_start(sentence: Sentence, start: int) -> int:
    """ "..., et la France 3 millions": the actor right before the next sum belongs to it."""
    for mention in sentence.mentions:
        if 0 <= start - mention.end <= 3 and mention.form is not MentionForm.ADJECTIVE:
            words = role_words(sentence.language)
            held = (*_AGENT_WORDS, *words.recipient_prepositions)
            if not is_held(sentence, mention, held):
                return mention.start
    return start


def _is_given_to(sentence: Sentence, mention: Mention) -> bool:
    return any(0 <= mention.start - verb.end <= 5 for verb in sentence.verbs)


# The role that the words around a name give it -----------------------------------------


def role_of(
    cast: Cast, sentence: Sentence, mention: Mention, words: RoleWords, *, after: bool
) -> bool | None:
    """True = gives, False = receives, None = the words do not say.

    Args:
        after: the mention stands after the figure.
    """
    if mention.form is MentionForm.ADJECTIVE:
        role = _role_by_noun(sentence, mention, words)
        return False if role and _only_receives(cast, sentence, mention) else role
    if mention.kind in (MentionKind.PERSON, MentionKind.PRONOUN):
        if is_held(sentence, mention, words.donor_prepositions) and after:
            return True
        return None
    noun = _noun_of(sentence, mention)
    if noun in words.followers or _is_followed(sentence, mention, words):
        return False  # "Ukraine's backers", "les bailleurs du Mali"
    if noun is not None:
        if noun in words.recipient_nouns and noun not in words.donor_nouns:
            return False
        if noun in words.donor_nouns and not mention.place_only:
            return not _only_receives(cast, sentence, mention)
        if noun in words.recipient_nouns:
            return False
    if sentence.language == "en":
        owned = _owned_noun(sentence, mention, words)
        if owned in words.donor_nouns and not _only_receives(cast, sentence, mention):
            who = mention.who
            usual = who is None or cast.is_usual_donor(who) or not cast.is_usual_receiver(who)
            return True if usual else None
        if owned in words.recipient_nouns or owned in words.donor_nouns:
            return False
    if is_held(sentence, mention, words.donor_prepositions):
        return None  # an agent, or somebody else's: the verb before decides
    if is_held(sentence, mention, words.place_prepositions):
        who = mention.who
        return False if who is not None and cast.is_usual_receiver(who) else None
    if is_held(sentence, mention, words.recipient_prepositions):
        return False
    return None


def is_absent(sentence: Sentence, mention: Mention, words: RoleWords) -> bool:
    """ "without Canada", "au sommet de Paris", "retirés à l'Egypte": no party to the sum.

    Who stays away, where others meet, and from whom the money was taken.
    """
    if is_held(sentence, mention, words.absent) or is_held(sentence, mention, words.taken_from):
        return True
    if is_held(sentence, mention, words.venues) or is_held(sentence, mention, words.leading):
        return True
    if mention.form is not MentionForm.CAPITAL:
        return False
    follows = words_after(sentence, mention.end, 1)
    if follows and follows[0].lower in words.conferences:
        return True
    return _noun_of(sentence, mention) in words.conferences


def _is_followed(sentence: Sentence, mention: Mention, words: RoleWords) -> bool:
    after = words_after(sentence, mention.end, 2)
    return len(after) == 2 and after[0].lower in {"'s", "'"} and after[1].lower in words.followers


def _only_receives(cast: Cast, sentence: Sentence, mention: Mention) -> bool:
    """ "Armenia aid": what stands right behind a usual receiver is aid for it."""
    follows = words_after(sentence, mention.end, 1)
    if follows and follows[0].lower in {"'s", "'"}:
        return False
    who = mention.who
    return who is not None and cast.is_usual_receiver(who) and not cast.is_usual_donor(who)


def _role_by_noun(sentence: Sentence, mention: Mention, words: RoleWords) -> bool | None:
    """ "aide américaine", "Sudanese people": by the noun that the adjective belongs to."""
    if sentence.language == "fr":
        near = [word.lower for word in words_before(sentence, mention.start, 3)][::-1]
    else:
        near = [word.lower for word in words_after(sentence, mention.end, 4)]
    for noun in near:
        if noun in _ENDS_NOUN_PHRASE:
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
    if not before or before[-1] not in _OF:
        return None
    before.pop()
    for word in reversed(before[-3:]):
        if word.isalpha() and len(word) > 2:
            return word
    return None


def _owned_noun(sentence: Sentence, mention: Mention, words: RoleWords) -> str | None:
    """The noun X in "Ukraine's X", "US X": the last telling noun of the noun phrase after it."""
    found = None
    ends = {quantity.start for quantity in sentence.quantities}
    ends.update(verb.start for verb in sentence.verbs if is_finite(verb))
    for word in words_after(sentence, mention.end, 5):
        if word.text in ",.;:()" or word.start in ends:
            break
        if word.lower in {"'s", "'", "s"} or len(word.lower) < 3:
            continue
        if word.lower in words.recipient_nouns or word.lower in words.donor_nouns:
            found = word.lower
        if word.lower in _ENDS_PHRASE:
            break
    return found


def is_held(
    sentence: Sentence, mention: Mention, prepositions: tuple[str, ...] | frozenset[str]
) -> bool:
    """True when one of the prepositions stands right before the mention and its article."""
    before = [word.lower for word in words_before(sentence, mention.start, 7)]
    while before and before[-1] in _SKIPPED:
        before.pop()
    if not before:
        return False
    return (" " + " ".join(before)).replace("' ", "'").endswith(_endings(prepositions))


@cache
def _endings(prepositions: tuple[str, ...] | frozenset[str]) -> tuple[str, ...]:
    return tuple(f" {held}" for held in prepositions)
