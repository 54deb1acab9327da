"""What the rules of restrictions ask of a verb: who acts, what is named, whether it is real.

In: a verb in its sentence and text. Out: answers, and what a rule that fits states of it.
Words: `languages/*/restrictions.yml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aidledger.model.claims import Modality, RestrictionStatus
from aidledger.model.parties import Named
from aidledger.reading.clauses import subject_of, words_after, words_between
from aidledger.reading.event_parties import (
    agent_party,
    party_of,
    subject_party,
    subject_words,
)
from aidledger.reading.event_spans import clause_end, clause_of, clause_start
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    DateRelation,
    MentionForm,
    MentionKind,
    QuantityKind,
    Sentence,
    Tense,
    VerbGroup,
    Voice,
    Word,
)
from aidledger.reading.restriction_words import RestrictionWords, restriction_words
from aidledger.reading.text import ReadText

_NEAR = 14
_CLAIMS = small_words("restrictions", "claims")
_TIMES = small_words("restrictions", "times")
_IS_FEARED = small_words("restrictions", "is_feared")
_NO_LONGER = (("no", "longer"), ("ne", "plus"), ("n'", "plus"))
_UNREAL_TENSES = (
    Tense.CONDITIONAL,
    Tense.CONDITIONAL_PAST,
    Tense.SUBJUNCTIVE,
    Tense.INFINITIVE,
    Tense.IMPERATIVE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A restriction that a verb states: rule, state, and who issues it."""

    rule: str
    status: RestrictionStatus
    issuer: Named | None
    modality: Modality = Modality.ACTUAL


@dataclass(frozen=True, slots=True)
class RestrictingVerb:
    """A verb with all that the rules ask of it."""

    text: ReadText
    sentence: Sentence
    verb: VerbGroup
    words: RestrictionWords

    @property
    def passive(self) -> bool:
        """True when what is restricted stands before the verb."""
        return self.verb.voice is Voice.PASSIVE or self.verb.tense is Tense.PAST_PARTICIPLE

    def after(self, count: int = _NEAR) -> tuple[Word, ...]:
        """The words of the clause behind the verb."""
        end = clause_end(self.sentence, self.verb)
        return tuple(w for w in words_after(self.sentence, self.verb.end, count) if w.end <= end)

    def subject(self) -> tuple[Word, ...]:
        """The words of the subject."""
        return subject_words(self.sentence, self.verb)

    def own(self) -> tuple[Word, ...]:
        """The words of the verb group itself."""
        return words_between(self.sentence, self.verb.start, self.verb.end)


def stated(
    place: RestrictingVerb, rule: str, status: RestrictionStatus, issuer: Named | None = None
) -> Found:
    if issuer is None:
        issuer = issuer_of(place)
    return Found(rule, status, issuer, modality_of_rule(place.verb, rule, status))


def ruled(place: RestrictingVerb, rule: str) -> Found:
    """A rule of use or of payment, by whoever gives."""
    status = RestrictionStatus.IN_FORCE
    return Found(rule, status, giver_of(place), modality_of_rule(place.verb, rule, status))


# What the rules ask --------------------------------------------------------------------


def is_unreal(place: RestrictingVerb) -> bool:
    """A threat, a plan, a wish, a fear, a need, a thing denied: not done."""
    verb, words = place.verb, place.words
    if verb.modal in words.unreal:
        return True
    if verb.tense in _UNREAL_TENSES and not is_coordinated(place):
        return True
    return is_feared(place) or is_denied(place.sentence, verb)


def is_coordinated(place: RestrictingVerb) -> bool:
    """ "tax every truck and forbid": a form like the infinitive, but finite."""
    if place.verb.tense is not Tense.INFINITIVE or place.verb.modal is not None:
        return False
    before = [w.lower for w in place.sentence.words if w.end <= place.verb.start][-1:]
    return place.sentence.language == "en" and bool({"and", "still", "also"} & set(before))


def is_feared(place: RestrictingVerb) -> bool:
    """ "la crainte que X gèle l'aide": feared, not done."""
    before = [w.lower for w in place.sentence.words if w.end <= place.verb.start][-14:]
    return any(
        word in place.words.feared and _IS_FEARED & set(before[at + 1 :][:2])
        for at, word in enumerate(before)
    )


def is_denied(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "Moscow denied that it had cut supplies": what is denied is not claimed here."""
    denying = load_words(sentence.language, "reporting")["acts"]["deny"]
    start = clause_start(sentence, verb)
    for other in sentence.verbs:
        if other.end <= verb.start and other.lemma in denying and not other.negated:
            between = words_between(sentence, other.end, verb.start)
            if other.end > start or not any(w.text in {",", ";"} for w in between):
                return True
            if (
                "and" not in {w.lower for w in between}
                and "mais" not in {w.lower for w in between}
                and "but" not in {w.lower for w in between}
            ):
                return True
    return verb.modal in denying


def denied_above(place: RestrictingVerb) -> bool:
    """ "ne verra pas les Américains accepter l'utilisation": the verb above is denied."""
    verb = place.verb
    if verb.tense is not Tense.INFINITIVE:
        return False
    above = [
        v for v in place.sentence.verbs if v.end <= verb.start and v.tense is not Tense.INFINITIVE
    ]
    return bool(above) and above[-1].negated and verb.start - above[-1].end < 60


def denies_access(place: RestrictingVerb) -> bool:
    """ "denied access", "the request was denied": leave is refused, no claim is denied."""
    side = subject_or_before(place) if place.passive else place.after(8)
    if not place.passive and (
        {word.lower for word in side[:1]} & _CLAIMS or (side and side[0].lower.endswith("ing"))
    ):
        return False
    denied = any(word.lower in place.words.denied for word in side)
    return denied or place.words.leave.first_in(side, 0, len(side)) is not None


def is_predicate(place: RestrictingVerb) -> bool:
    """ "were suspended", "remains frozen", "est suspendu": said of the subject."""
    if place.verb.voice is Voice.PASSIVE:
        return True
    before = [w.lower for w in place.sentence.words if w.end <= place.verb.start][-3:]
    return any(word in place.words.remaining for word in before)


def is_no_longer(place: RestrictingVerb) -> bool:
    own = [word.lower for word in place.own()]
    before = [w.lower for w in place.sentence.words if w.end <= place.verb.start][-2:]
    words = {*own, *before}
    return any(first in words and second in words for first, second in _NO_LONGER)


def has_none(place: RestrictingVerb) -> bool:
    """ "no boat may", "aucun camion n'est": the subject denies the verb."""
    subject = place.subject()
    first = [word.lower for word in subject[:2]]
    if not first:
        before = [w.lower for w in place.sentence.words if w.end <= place.verb.start][-4:]
        first = before
    return any(word in place.words.none - {"not"} for word in first)


def is_only(place: RestrictingVerb) -> bool:
    """ "may be spent only on seeds", "n'autorise l'emploi que dans": one thing is left."""
    own = {word.lower for word in place.own()}
    after = [word.lower for word in words_after(place.sentence, place.verb.end, 12)]
    if own & place.words.only:
        return True
    for at, word in enumerate(after):
        if word in place.words.only:  # "approved it only after three months" is no rule
            return place.verb.tense is not Tense.PAST or not _TIMES & set(after[at + 1 :][:1])
    if own & {"ne", "n'"} and not place.verb.negated:
        return bool({"que", "qu'"} & set(after[:8]))
    return False


def is_ne_alone(place: RestrictingVerb) -> bool:
    """ "ne peut être utilisée": the one negation without "pas"."""
    if place.verb.modal != "pouvoir" or place.verb.negated:
        return False
    return bool({word.lower for word in place.own()} & {"ne", "n'"}) and not is_only(place)


def is_reported(place: RestrictingVerb) -> bool:
    saying = load_words(place.sentence.language, "reporting")["acts"]
    lemmas = {lemma for row in saying.values() for lemma in row}
    return any(v.end <= place.verb.start and v.lemma in lemmas for v in place.sentence.verbs)


def likely_verbs(place: RestrictingVerb) -> frozenset[str]:
    """Verbs that tell likelihood elsewhere but a rule where what binds is a giver's money."""
    subject = {word.lower for word in place.subject()}
    if subject & place.words.bound and is_only(place):
        return place.words.epistemic
    return frozenset()


def has_term(sentence: Sentence, start: int, end: int) -> bool:
    return any(
        start <= date.start < end and date.relation in (DateRelation.BY, DateRelation.BEFORE)
        for date in sentence.dates
    )


def names_object(around: tuple[Word, ...], words: RestrictionWords) -> bool:
    return words.objects.first_in(around, 0, len(around)) is not None


def governs_sum(place: RestrictingVerb) -> bool:
    start, end = clause_of(place.sentence, place.verb)
    low, high = (start, place.verb.start) if place.passive else (place.verb.end, end)
    return any(
        q.kind is QuantityKind.MONEY and low <= q.start < high for q in place.sentence.quantities
    )


def somebody_acts(place: RestrictingVerb) -> bool:
    """True when a state, a body or a person acts as the subject."""
    if any(m.who is not None for m in subject_of(place.sentence, place.verb)):
        return True
    subject = place.subject()
    if not subject:
        return False
    return any(
        m.kind is not MentionKind.PRONOUN
        and subject[0].start <= m.start
        and m.end <= subject[-1].end
        for m in place.sentence.mentions
    ) or any(word.lower in _AUTHORITIES for word in subject)


def is_of_the_field(place: RestrictingVerb) -> bool:
    """True when aid, its makers or its goods are spoken of: no ban on smoking is read."""
    return any(m.who is not None for m in subject_of(place.sentence, place.verb)) or (
        concerns_aid(place)
    )


def concerns_aid(place: RestrictingVerb) -> bool:
    return near_aid(place.text, place.sentence)


def near_aid(text: ReadText, sentence: Sentence) -> bool:
    """A thing of aid is named in the sentence, or in those around it."""
    words = restriction_words(sentence.language)
    if names_object(sentence.words, words):
        return True
    near = text.sentences[max(0, sentence.index - 6) : sentence.index + 7]
    return any(names_object(s.words, words) for s in near if s.index != sentence.index)


_JUST_BEFORE = 3  # sentences in which a giver is told just before
_LEAST_NAMED = 3  # mentions by which a giver is the text's own
_MUCH_MORE = 1.5
_BY_FAR = 3
_OFTEN = 5
_AUTHORITIES = small_words("restrictions", "authorities")


def subject_or_before(place: RestrictingVerb) -> tuple[Word, ...]:
    subject = place.subject()
    if subject:
        return subject
    start = clause_start(place.sentence, place.verb)
    before = words_between(place.sentence, place.sentence.start, place.verb.start)
    return before[-8:] if start >= place.verb.start - 1 else before[-12:]


def subject_if(place: RestrictingVerb) -> tuple[Word, ...]:
    return place.subject() if place.passive else ()


# Parties and things --------------------------------------------------------------------


def issuer_of(place: RestrictingVerb) -> Named | None:
    """Who restricts: the agent of a passive, else the subject."""
    if place.passive:
        return agent_party(place.text, place.sentence, place.verb)
    if place.verb.tense is Tense.INFINITIVE:
        near = [
            m
            for m in place.sentence.mentions
            if m.end <= place.verb.start
            and m.form is not MentionForm.ADJECTIVE
            and not m.place_only
        ]
        return party_of(place.text, near[-1]) if near else None
    subject = subject_party(place.text, place.sentence, place.verb)
    return subject or state_in_place(place)


def state_in_place(place: RestrictingVerb) -> Named | None:
    """ "the junta in Niamey": the state whose place stands in the subject."""
    places = [
        m for m in place.sentence.mentions if m.place_only and 0 <= place.verb.start - m.end <= 3
    ]
    return party_of(place.text, places[0]) if places else None


def giver_of(place: RestrictingVerb) -> Named | None:
    """Whose money or goods are bound: who gives them in the subject, else who publishes."""
    agent = agent_party(place.text, place.sentence, place.verb) if place.passive else None
    if agent is not None:
        return agent
    subject = place.subject()
    if subject:
        for mention in place.sentence.mentions:
            if subject[0].start <= mention.start and mention.end <= subject[-1].end:
                side = place.text.cast.side_of(mention)
                if side is not None and place.text.cast.is_usual_donor(side):
                    return side
    return place.text.cast.issuer or giver_near(place.text, place.sentence)


def giver_near(text: ReadText, sentence: Sentence) -> Named | None:
    """Whose rule it is where nobody publishes: the giver told just before, else the text's own.

    None where others than the text's own giver were told just before.
    """
    before = text.sentences[max(0, sentence.index - _JUST_BEFORE) : sentence.index + 1]
    here = [earlier for earlier in before if earlier.block == sentence.block]
    near = _givers(text, here) or _givers(text, before)
    own, strong = main_giver(text)
    if own is not None and (strong or not near or own.name in near):
        return own
    return next(iter(near.values())) if len(near) == 1 else None


def _givers(text: ReadText, sentences: Sequence[Sentence]) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for sentence in sentences:
        for mention in sentence.mentions:
            side = text.cast.side_of(mention)
            if side is not None and not mention.place_only and text.cast.is_usual_donor(side):
                found.setdefault(side.name, side)
    return found


def main_giver(text: ReadText) -> tuple[Named | None, bool]:
    """The giver that a text names most, and whether by far; None where two come close."""
    named: Counter[str] = Counter()
    givers: dict[str, Named] = {}
    for sentence in text.sentences:
        for mention in sentence.mentions:
            side = text.cast.side_of(mention)
            if side is not None and not mention.place_only and text.cast.is_usual_donor(side):
                named[side.name] += 1
                givers.setdefault(side.name, side)
    most = named.most_common(2)
    if not most or most[0][1] < _LEAST_NAMED:
        return None, False
    second = most[1][1] if len(most) > 1 else 0
    if most[0][1] < _MUCH_MORE * second:
        return None, False
    strong = most[0][1] >= max(_OFTEN, _BY_FAR * second)
    return givers[most[0][0]], strong


def target_of(place: RestrictingVerb, issuer: Named | None) -> Named | None:
    """Whom it binds: a receiver after the verb, else the side of the sentence's first actor."""
    own = issuer.name if issuer is not None else None
    for mention in place.sentence.mentions:
        if mention.start >= place.verb.end and mention.form is not MentionForm.ADJECTIVE:
            name = place.text.cast.receiver_of(mention)
            if name is not None and name.name != own:
                return name
    for mention in place.sentence.mentions:
        if mention.end <= place.verb.start:
            name = place.text.cast.side_of(mention)
            if name is None or name.name == own:
                continue
            if own is not None or place.text.cast.is_usual_receiver(name):
                return name  # a giver whom no rule names as issuer is not bound either
    return None


def object_of(place: RestrictingVerb) -> str:
    """The words of what is restricted: behind the verb, or the subject of a passive."""
    sentence = place.sentence
    side = subject_or_before(place) if place.passive else place.after()
    found = place.words.objects.first_in(side, 0, len(side))
    if found is not None:
        side = side[found[0] :]
    if not side:
        start, end = clause_of(sentence, place.verb)
        return sentence.text[start - sentence.start : end - sentence.start]
    return sentence.text[side[0].start - sentence.start : side[-1].end - sentence.start].strip(" .")


def territory_of(sentence: Sentence, verb: VerbGroup) -> str | None:
    for mention in sentence.mentions:
        if mention.start < verb.end or mention.who is None:
            continue
        if mention.form is MentionForm.ADJECTIVE and mention.kind is MentionKind.STATE:
            around = {
                *(w.lower for w in words_between(sentence, mention.start - 14, mention.start)),
                *(w.lower for w in words_after(sentence, mention.end, 2)),
            }
            if {"territoire", "sol", "territory", "soil"} & around:
                return mention.who.name
        if mention.place_only:
            return mention.who.name
    return None


def modality_of_rule(verb: VerbGroup, rule: str, status: RestrictionStatus) -> Modality:
    if status is RestrictionStatus.REFUSED or rule == "leave" or (verb.negated and rule == "verb"):
        return Modality.REFUSED
    if rule == "condition":
        return Modality.CONDITIONAL
    if verb.tense is Tense.FUTURE:
        return Modality.PLANNED
    return Modality.ACTUAL
