"""Read restrictions: bans, blocked aid, conditions of use and of payment, refusals.

In: the text with its verbs and mentions. Out: restriction claims with issuer, target, object
and state, each on the clause that states it, at most one a clause. A verb restricts by
itself ("bloquer", "ban"), or a verb of leave does when it is denied, a modal does when it
forbids ("may not be used") or binds ("must, in exchange"). What only is feared, denied,
threatened or likely is none. Words: `languages/*/restrictions.yml`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import Modality, RestrictionClaim, RestrictionStatus
from aidledger.model.parties import Named
from aidledger.reading.claiming import ClaimMaker
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

RULE = "restrictions.{}/2"
_NEAR = 14
_BESIDE = 30  # characters behind a clause in which "en échange" may stand between commas
_MODALS = frozenset({"may", "must", "can", "shall", "pouvoir", "devoir"})
_CONDITIONS = small_words("restrictions", "conditions")
_CLAIMS = small_words("restrictions", "claims")
_NATURE = small_words("restrictions", "nature")
_IN_PASSING = small_words("restrictions", "in_passing")
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
_CHANGES = (RestrictionStatus.LIFTED, RestrictionStatus.EASED, RestrictionStatus.TIGHTENED)


@dataclass(frozen=True, slots=True)
class _Found:
    """A restriction that a verb states: rule, state, and who issues it."""

    rule: str
    status: RestrictionStatus
    issuer: Named | None
    modality: Modality = Modality.ACTUAL


@dataclass(frozen=True, slots=True)
class _Place:
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


def read_restrictions(text: ReadText, maker: ClaimMaker) -> tuple[RestrictionClaim, ...]:
    """The restrictions of the text, in order of place."""
    found: list[RestrictionClaim] = []
    for sentence in text.sentences:
        if sentence.heading:
            continue
        words = restriction_words(sentence.language)
        taken: list[tuple[int, int]] = []
        for verb in sentence.verbs:
            if not _is_told(verb, words):
                continue
            if any(start <= verb.start < end for start, end in taken):
                continue
            place = _Place(text, sentence, verb, words)
            rule = _by_rule(place)
            if rule is None:
                continue
            start, end = clause_of(sentence, verb)
            found.append(_claim(maker, place, rule, start, end))
            taken.append((start, end))
        found.extend(_without_verb(text, maker, sentence, words, taken))
    return tuple(found)


def _is_told(verb: VerbGroup, words: RestrictionWords) -> bool:
    """True for verbs of which some rule has something to ask: the one cheap question."""
    if verb.lemma in words.telling or verb.modal in words.telling or verb.modal in _MODALS:
        return True
    return (verb.lemma in words.giving and verb.tense in (Tense.FUTURE, Tense.CONDITIONAL)) or (
        verb.lemma in words.giving | words.releasing and verb.voice is Voice.PASSIVE
    )


def _claim(
    maker: ClaimMaker, place: _Place, rule: _Found, start: int, end: int
) -> RestrictionClaim:
    bound = rule.rule == "condition"
    return maker.make(
        RestrictionClaim,
        place.sentence,
        start,
        end,
        rule=RULE.format(rule.rule),
        modality=rule.modality,
        attributed_to=(rule.issuer,) if bound and rule.issuer is not None else (),
        issuer=rule.issuer,
        target=_target(place, rule.issuer),
        object=_object(place),
        territory=_territory(place.sentence, place.verb),
        status=rule.status,
    )


# Rules ---------------------------------------------------------------------------------


def _by_rule(place: _Place) -> _Found | None:
    """The first rule that fits the verb; None when it restricts nothing."""
    if _NATURE & {word.lower for word in place.subject()}:
        return None
    for rule in _RULES:
        found = rule(place)
        if found is not None:
            return found
    return None


def _of_refusal(place: _Place) -> _Found | None:
    """ "refuses to supply them", "refuse que le fonds serve", "has ruled out any purchase"."""
    verb, words = place.verb, place.words
    if verb.modal is not None and words.verbs.get(verb.modal) is RestrictionStatus.REFUSED:
        if verb.lemma in words.no_refusal or verb.negated or _is_unreal(place):
            return None
        if not _refuses_aid(place, verb):
            return None
        return _found(place, "refusal", RestrictionStatus.REFUSED)
    if words.verbs.get(verb.lemma) is not RestrictionStatus.REFUSED or verb.negated:
        return None
    if _is_unreal(place) or place.passive:
        return None
    after = place.after(8)
    if {word.lower for word in after[:2]} & {"to", "de", "d'"} and not _has_article(after[:3]):
        governed = next((v for v in place.sentence.verbs if v.start >= verb.end), None)
        if governed is not None and governed.tense is Tense.INFINITIVE:
            if governed.lemma in words.no_refusal or not _refuses_aid(place, governed):
                return None
            return _found(place, "refusal", RestrictionStatus.REFUSED)
    if words.leave.first_in(after, 0, len(after)) or _names_object(after, words):
        return _found(place, "refusal", RestrictionStatus.REFUSED)
    return None


def _refuses_aid(place: _Place, governed: VerbGroup) -> bool:
    """True when what is refused is to give, to let or to change something of aid."""
    words = place.words
    after = words_after(place.sentence, governed.end, 10)
    if any(word.lower in words.no_gifts for word in after[:4]):
        return False
    if governed.lemma in words.allowing or _names_object(after, words):
        return True
    if any(word.lower in words.lifting_objects for word in after[:6]):
        return True
    return (governed.lemma in words.giving and _acts(place)) or _concerns_aid(place)


def _has_article(words: tuple[Word, ...]) -> bool:
    return any(word.lower in {"la", "l'", "le", "les", "the"} for word in words)


def _of_leave(place: _Place) -> _Found | None:
    """ "does not allow", "n'autorise l'emploi que", "no boat is allowed", "no longer admits"."""
    verb, words = place.verb, place.words
    lemma = verb.modal if verb.modal in words.allowing else verb.lemma
    if lemma not in words.allowing or (verb.modal is not None and verb.modal in words.unreal):
        return None
    none = _has_none(place)
    negated = verb.negated or none or _is_no_longer(place) or _denied_above(place)
    only = not negated and _is_only(place)
    if not (negated or only) or verb.tense in (Tense.CONDITIONAL, Tense.SUBJUNCTIVE):
        return None
    if verb.tense is Tense.INFINITIVE and not _denied_above(place):
        return None
    around = (*place.subject(), *place.after())
    if not _names_object(around, words):
        if (place.passive and not (none and _concerns_aid(place))) or not _acts(place):
            return None
        if lemma in words.enabling and not _lets_act(place):
            return None
    return _found(place, "leave", RestrictionStatus.IN_FORCE)


def _lets_act(place: _Place) -> bool:
    """ "ne laisse pas entrer", "do not let lorries leave": an act is what is not let."""
    end = clause_end(place.sentence, place.verb)
    return any(
        place.verb.end <= v.start < end and v.tense is Tense.INFINITIVE
        for v in place.sentence.verbs
    )


def _of_verb(place: _Place) -> _Found | None:
    """ "bloque les convois", "payments were suspended", "remains frozen"."""
    verb, words = place.verb, place.words
    status = words.verbs.get(verb.lemma)
    if status is None or (status is RestrictionStatus.REFUSED and not place.passive):
        return None
    if verb.lemma == "deny" and not _denies_access(place):
        return None
    if _is_background(place):
        return None
    if status in _CHANGES:
        return _of_change(place, status)
    if _is_unreal(place) or verb.negated or verb.tense is Tense.PRESENT_PARTICIPLE:
        return None
    if place.passive:
        before = _subject_or_before(place)
        if not (
            _names_object(before, words)
            or words.leave.first_in(before, 0, len(before))
            or _governs_sum(place)
        ):
            return None
        if not (_is_predicate(place) or agent_party(place.text, place.sentence, verb) is not None):
            return None
        return _found(place, "verb", status)
    if not _names_object(place.after(), words) and not _governs_sum(place):
        return None
    return _found(place, "verb", status)


def _is_background(place: _Place) -> bool:
    """ "As gangs hinder access, five million people ...": said in passing."""
    start = clause_start(place.sentence, place.verb)
    before = words_between(place.sentence, place.sentence.start, start)
    return bool(before) and before[-1].lower in _IN_PASSING


def _of_change(place: _Place, status: RestrictionStatus) -> _Found | None:
    """ "lifts limits", "a durci l'exportation": a restriction changes, or one denied stays."""
    verb, words = place.verb, place.words
    if _is_unreal(place) or verb.tense is Tense.PRESENT_PARTICIPLE:
        return None
    side = _subject_or_before(place) if place.passive else place.after(6)
    lifting = any(word.lower in words.lifting_objects for word in side)
    if not lifting and not (status is RestrictionStatus.TIGHTENED and _names_object(side, words)):
        return None
    if place.passive and not _is_predicate(place):
        return None
    return _found(place, "verb", RestrictionStatus.IN_FORCE if verb.negated else status)


def _of_ban(place: _Place) -> _Found | None:
    """ "forbids Kyiv to fire", "Use for commercial purposes is prohibited"."""
    verb = place.verb
    if verb.lemma not in place.words.forbidding or verb.negated or _is_unreal(place):
        return None
    if verb.tense is Tense.PRESENT_PARTICIPLE:
        if "from" not in {word.lower for word in place.after()}:
            return None
    elif verb.tense is Tense.PAST_PARTICIPLE and not _is_predicate(place):
        if agent_party(place.text, place.sentence, verb) is None:
            return None
    if place.passive:
        around = (*place.subject(), *place.after())
        named = _names_object(around, place.words) or _acts(place)
        if not named and not (place.subject() and _concerns_aid(place)):
            return None
        if {word.lower for word in place.own()} & {"il", "it"}:
            return None
    elif not _is_of_the_field(place):
        return None
    return _found(place, "ban", RestrictionStatus.IN_FORCE)


def _of_phrase(place: _Place) -> _Found | None:
    """ "turned back nine trucks", "a mis fin à son appui", "keeps its arms embargo"."""
    verb, words = place.verb, place.words
    if verb.negated or _is_unreal(place):
        return None
    after = words_after(place.sentence, verb.end, 8)
    for row in words.phrases.get(verb.lemma, ()):
        if row.words.first_in(after, 0, min(len(after), 6)) is None:
            continue
        veto = row.status is RestrictionStatus.REFUSED and _acts(place)
        if _names_object((*after, *_subject_if(place)), words) or veto:
            return _found(place, "phrase", row.status)
    if verb.lemma in words.imposing and not place.passive:
        if any(word.lower in words.imposed for word in after[:6]):
            return _found(place, "phrase", RestrictionStatus.IN_FORCE)
    return None


def _of_leave_withdrawn(place: _Place) -> _Found | None:
    """ "revoked permission for aid flights", "a retiré l'autorisation accordée aux vols"."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.withdrawing or verb.negated or _is_unreal(place):
        return None
    side = _subject_or_before(place) if place.passive else place.after(5)
    if words.leave.first_in(side, 0, len(side)) is None or not _concerns_aid(place):
        return None
    return _found(place, "leave", RestrictionStatus.IN_FORCE)


def _of_closing(place: _Place) -> _Found | None:
    """ "l'aéroport reste fermé aux vols humanitaires", "has closed the Rafah crossing"."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.closing or verb.negated or _is_unreal(place):
        return None
    if place.passive:
        around = (*_subject_or_before(place), *place.after(6))
        agent = agent_party(place.text, place.sentence, verb)
        shut_to = {word.lower for word in place.after(2)} & {"to", "aux", "à"}
        if words.closed.first_in(around, 0, len(around)) is None or not (agent or shut_to):
            return None
        return _found(place, "closing", RestrictionStatus.IN_FORCE)
    after = place.after(6)
    if words.closed.first_in(after, 0, len(after)) is None or not _acts(place):
        return None
    return _found(place, "closing", RestrictionStatus.IN_FORCE)


def _of_modal(place: _Place) -> _Found | None:
    """ "may not be used", "may be spent only on", "ne pourront servir qu'à"."""
    verb, words = place.verb, place.words
    modal = verb.modal
    if modal not in _MODALS:
        return None
    if verb.tense in (Tense.CONDITIONAL, Tense.SUBJUNCTIVE, Tense.INFINITIVE):
        return None
    only = _is_only(place)
    negated = verb.negated or _is_no_longer(place) or _has_none(place) or _is_ne_alone(place)
    passive = verb.voice is Voice.PASSIVE
    likely = words.epistemic_passive if passive else words.epistemic - _likely(place)
    if not (negated or only) or verb.lemma in likely:
        return None
    if modal in ("can", "pouvoir"):
        around = (*place.subject(), *place.after(4))
        rule = passive or only or _is_no_longer(place) or _has_none(place)
        if verb.tense is Tense.PAST:
            return None  # "aucun convoi n'a pu": not said by whom or why
        if not rule or not _names_object(around, words):
            return None
    elif modal in ("must", "shall", "devoir"):
        if not _names_object(place.subject(), words) or verb.lemma in words.moving:
            return None
    elif not only and modal == "may" and not _is_of_the_field(place):
        return None
    return _ruled(place, "use")


def _of_payment(place: _Place) -> _Found | None:
    """ "will only be released once", "ne seront débloqués qu'après": paid on a condition."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.giving | words.releasing or verb.voice is not Voice.PASSIVE:
        return None
    if verb.tense not in (Tense.FUTURE, Tense.PRESENT) or not _is_only(place):
        return None
    after = words_after(place.sentence, verb.end, 4)
    if not {word.lower for word in after} & _CONDITIONS or not _names_object(
        place.subject(), words
    ):
        return None
    return _ruled(place, "condition")


def _of_obligation(place: _Place) -> _Found | None:
    """ "must go on fuel and wages", "devra, en échange, relever ses tarifs"."""
    verb, words = place.verb, place.words
    if not (verb.modal in ("must", "devoir") or verb.lemma == "devoir") or verb.negated:
        return None
    if verb.tense not in (Tense.PRESENT, Tense.FUTURE):
        return None
    start, end = clause_of(place.sentence, verb)
    clause = words_between(place.sentence, place.sentence.start, end + _BESIDE)
    if words.returns.first_in(clause, 0, len(clause)) is not None:
        return _ruled(place, "condition")
    if words.insuring.starting(words_between(place.sentence, verb.start, end), 0) is not None:
        return _insuring(place)
    subject = place.subject()
    if not subject or not any(word.lower in words.bound for word in subject):
        return None
    if _has_term(place.sentence, start, end) or verb.lemma not in words.binding:
        return None
    return _ruled(place, "use")


def _insuring(place: _Place) -> _Found | None:
    """ "Israel must make sure all this aid arrives": a condition of the text's issuer."""
    issuer = place.text.cast.issuer
    bound = [place.text.cast.side_of(m) for m in subject_of(place.sentence, place.verb)]
    if issuer is None or not bound or bound[0] is None or bound[0].name == issuer.name:
        return None
    if not _names_object(place.after(), place.words):
        return None
    return _Found("condition", RestrictionStatus.IN_FORCE, issuer, Modality.CONDITIONAL)


def _of_demand(place: _Place) -> _Found | None:
    """ "exige un audit avant toute reprise": what is asked before money or goods pass."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.demanding or verb.negated or place.passive or _is_unreal(place):
        return None
    after = words_after(place.sentence, verb.end, 18)
    if not _names_object(place.sentence.words, words) and not _acts(place):
        return None
    if words.demanded.first_in(after, 0, len(after)) is None and not _demands_not(place):
        return None
    return _found(place, "condition", RestrictionStatus.IN_FORCE)


def _demands_not(place: _Place) -> bool:
    """ "exige que l'argent ne serve pas à payer", "insists that no shell leave": a use denied."""
    follows = [v for v in place.sentence.verbs if v.start >= place.verb.end]
    if not follows or follows[0].start - place.verb.end > 60:
        return False
    between = words_between(place.sentence, place.verb.end, follows[0].start)
    return follows[0].negated and any(word.lower in place.words.bound for word in between)


def _of_giving_denied(place: _Place) -> _Found | None:
    """ "will not finance any project", "ne mettra pas un dollar", "no money will flow to"."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.giving:
        return None
    future = verb.tense is Tense.FUTURE or (verb.tense is Tense.CONDITIONAL and _is_reported(place))
    after = place.after()
    nothing = any(word.lower in {"nothing", "rien"} for word in after[:3])
    none = _has_none(place)
    if not future or not (verb.negated or nothing or none):
        return None
    if not (_acts(place) or (none and _names_object(place.subject(), words))):
        return None
    if not (nothing or _names_object((*place.subject(), *after), words)) and not _acts(place):
        return None
    issuer = _giver(place) if none and not _acts(place) else None
    return _found(place, "refusal", RestrictionStatus.REFUSED, issuer)


_RULES: tuple[Callable[[_Place], _Found | None], ...] = (
    _of_refusal,
    _of_leave,
    _of_ban,
    _of_phrase,
    _of_modal,
    _of_payment,
    _of_verb,
    _of_closing,
    _of_leave_withdrawn,
    _of_obligation,
    _of_demand,
    _of_giving_denied,
)


def _found(
    place: _Place, rule: str, status: RestrictionStatus, issuer: Named | None = None
) -> _Found:
    if issuer is None:
        issuer = _issuer(place)
    return _Found(rule, status, issuer, _modality(place.verb, rule, status))


def _ruled(place: _Place, rule: str) -> _Found:
    """A rule of use or of payment, by whoever gives."""
    status = RestrictionStatus.IN_FORCE
    return _Found(rule, status, _giver(place), _modality(place.verb, rule, status))


# Without a verb of its own -------------------------------------------------------------


def _without_verb(
    text: ReadText,
    maker: ClaimMaker,
    sentence: Sentence,
    words: RestrictionWords,
    taken: list[tuple[int, int]],
) -> list[RestrictionClaim]:
    """ "conditional on free elections", "son refus de livrer des missiles"."""
    found: list[RestrictionClaim] = []
    first = _first_words(sentence.language)
    if not any(word.lower in first for word in sentence.words):
        return found
    at = 0
    while at < len(sentence.words):
        hit = words.conditions.starting(sentence.words, at)
        rule = "condition"
        if hit is None:
            hit, rule = words.nouns.starting(sentence.words, at), "noun"
        if hit is None:
            at += 1
            continue
        claim = _noun_claim(text, maker, sentence, words, taken, at, hit[0], rule)
        if claim is not None:
            found.append(claim)
            break
        at = hit[0]
    return found


def _noun_claim(
    text: ReadText,
    maker: ClaimMaker,
    sentence: Sentence,
    words: RestrictionWords,
    taken: list[tuple[int, int]],
    at: int,
    past: int,
    rule: str,
) -> RestrictionClaim | None:
    start = sentence.words[at].start
    if any(low <= start < high for low, high in taken):
        return None
    around = sentence.words[max(0, at - 14) : past + 8]
    if not _names_object(around, words):
        return None
    end = _end_of_noun(sentence, past)
    if rule == "condition":
        verb = next((v for v in reversed(sentence.verbs) if v.start < start), None)
        if verb is not None and start - verb.end < 20:
            start = clause_start(sentence, verb)
    else:
        before = sentence.words[at - 1] if at else None
        if before is not None and before.lower in {
            "son",
            "leur",
            "its",
            "their",
            "his",
            "the",
            "le",
        }:
            start = before.start
    agents = [
        m
        for m in sentence.mentions
        if m.start >= start and words_between(sentence, m.start - 4, m.start)
        and words_between(sentence, m.start - 4, m.start)[-1].lower in {"by", "par"}
    ]  # fmt: skip
    inside = [m for m in sentence.mentions if start <= m.start < sentence.words[past - 1].end]
    holder = (agents or inside or [m for m in sentence.mentions if m.end <= start])[:1]
    issuer = party_of(text, holder[0]) if holder and rule == "noun" else text.cast.issuer
    return maker.make(
        RestrictionClaim,
        sentence,
        start,
        end,
        rule=RULE.format(rule),
        issuer=issuer,
        target=None,
        object=sentence.text[
            sentence.words[past - 1].start - sentence.start : end - sentence.start
        ],
        status=RestrictionStatus.REFUSED
        if sentence.words[at].lower.startswith("refus")
        else RestrictionStatus.IN_FORCE,
    )


@cache
def _first_words(language: str) -> frozenset[str]:
    words = restriction_words(language)
    return words.conditions.first_words | words.nouns.first_words


def _end_of_noun(sentence: Sentence, past: int) -> int:
    end = sentence.words[past - 1].end
    for word in sentence.words[past : past + 14]:
        if word.text in ",;:.()—–«»“”\"!?" or any(
            v.start <= word.start < v.end and v.tense is not Tense.INFINITIVE
            and v.tense is not Tense.PRESENT_PARTICIPLE
            for v in sentence.verbs
        ):  # fmt: skip
            break
        end = word.end
    return end


# What the rules ask --------------------------------------------------------------------


def _is_unreal(place: _Place) -> bool:
    """A threat, a plan, a wish, a fear, a need, a thing denied: not done."""
    verb, words = place.verb, place.words
    if verb.modal in words.unreal:
        return True
    if verb.tense in _UNREAL_TENSES and not _is_coordinated(place):
        return True
    return _is_feared(place) or _is_denied(place.sentence, verb)


def _is_coordinated(place: _Place) -> bool:
    """ "tax every truck and forbid": a form like the infinitive, but finite."""
    if place.verb.tense is not Tense.INFINITIVE or place.verb.modal is not None:
        return False
    before = [w.lower for w in place.sentence.words if w.end <= place.verb.start][-1:]
    return place.sentence.language == "en" and bool({"and", "still", "also"} & set(before))


def _is_feared(place: _Place) -> bool:
    """ "la crainte que X gèle l'aide": feared, not done."""
    before = [w.lower for w in place.sentence.words if w.end <= place.verb.start][-14:]
    return any(
        word in place.words.feared and _IS_FEARED & set(before[at + 1 :][:2])
        for at, word in enumerate(before)
    )


def _is_denied(sentence: Sentence, verb: VerbGroup) -> bool:
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


def _denied_above(place: _Place) -> bool:
    """ "ne verra pas les Américains accepter l'utilisation": the verb above is denied."""
    verb = place.verb
    if verb.tense is not Tense.INFINITIVE:
        return False
    above = [
        v for v in place.sentence.verbs if v.end <= verb.start and v.tense is not Tense.INFINITIVE
    ]
    return bool(above) and above[-1].negated and verb.start - above[-1].end < 60


def _denies_access(place: _Place) -> bool:
    """ "denied access", "the request was denied": leave is refused, no claim is denied."""
    side = _subject_or_before(place) if place.passive else place.after(8)
    if not place.passive and (
        {word.lower for word in side[:1]} & _CLAIMS or (side and side[0].lower.endswith("ing"))
    ):
        return False
    denied = any(word.lower in place.words.denied for word in side)
    return denied or place.words.leave.first_in(side, 0, len(side)) is not None


def _is_predicate(place: _Place) -> bool:
    """ "were suspended", "remains frozen", "est suspendu": said of the subject."""
    if place.verb.voice is Voice.PASSIVE:
        return True
    before = [w.lower for w in place.sentence.words if w.end <= place.verb.start][-3:]
    return any(word in place.words.remaining for word in before)


def _is_no_longer(place: _Place) -> bool:
    own = [word.lower for word in place.own()]
    before = [w.lower for w in place.sentence.words if w.end <= place.verb.start][-2:]
    words = {*own, *before}
    return any(first in words and second in words for first, second in _NO_LONGER)


def _has_none(place: _Place) -> bool:
    """ "no boat may", "aucun camion n'est": the subject denies the verb."""
    subject = place.subject()
    first = [word.lower for word in subject[:2]]
    if not first:
        before = [w.lower for w in place.sentence.words if w.end <= place.verb.start][-4:]
        first = before
    return any(word in place.words.none - {"not"} for word in first)


def _is_only(place: _Place) -> bool:
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


def _is_ne_alone(place: _Place) -> bool:
    """ "ne peut être utilisée": the one negation without "pas"."""
    if place.verb.modal != "pouvoir" or place.verb.negated:
        return False
    return bool({word.lower for word in place.own()} & {"ne", "n'"}) and not _is_only(place)


def _is_reported(place: _Place) -> bool:
    saying = load_words(place.sentence.language, "reporting")["acts"]
    lemmas = {lemma for row in saying.values() for lemma in row}
    return any(v.end <= place.verb.start and v.lemma in lemmas for v in place.sentence.verbs)


def _likely(place: _Place) -> frozenset[str]:
    """Verbs that tell likelihood elsewhere but a rule where what binds is a giver's money."""
    subject = {word.lower for word in place.subject()}
    if subject & place.words.bound and _is_only(place):
        return place.words.epistemic
    return frozenset()


def _has_term(sentence: Sentence, start: int, end: int) -> bool:
    return any(
        start <= date.start < end and date.relation in (DateRelation.BY, DateRelation.BEFORE)
        for date in sentence.dates
    )


def _names_object(around: tuple[Word, ...], words: RestrictionWords) -> bool:
    return words.objects.first_in(around, 0, len(around)) is not None


def _governs_sum(place: _Place) -> bool:
    start, end = clause_of(place.sentence, place.verb)
    low, high = (start, place.verb.start) if place.passive else (place.verb.end, end)
    return any(
        q.kind is QuantityKind.MONEY and low <= q.start < high for q in place.sentence.quantities
    )


def _acts(place: _Place) -> bool:
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


def _is_of_the_field(place: _Place) -> bool:
    """True when aid, its makers or its goods are spoken of: no ban on smoking is read."""
    return any(m.who is not None for m in subject_of(place.sentence, place.verb)) or (
        _concerns_aid(place)
    )


def _concerns_aid(place: _Place) -> bool:
    words = place.words
    if _names_object(place.sentence.words, words):
        return True
    near = place.text.sentences[max(0, place.sentence.index - 6) : place.sentence.index + 7]
    return any(_names_object(s.words, words) for s in near if s.index != place.sentence.index)


_AUTHORITIES = small_words("restrictions", "authorities")


def _subject_or_before(place: _Place) -> tuple[Word, ...]:
    subject = place.subject()
    if subject:
        return subject
    start = clause_start(place.sentence, place.verb)
    before = words_between(place.sentence, place.sentence.start, place.verb.start)
    return before[-8:] if start >= place.verb.start - 1 else before[-12:]


def _subject_if(place: _Place) -> tuple[Word, ...]:
    return place.subject() if place.passive else ()


# Parties and things --------------------------------------------------------------------


def _issuer(place: _Place) -> Named | None:
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
    return subject or _state_in_place(place)


def _state_in_place(place: _Place) -> Named | None:
    """ "the junta in Niamey": the state whose place stands in the subject."""
    places = [
        m for m in place.sentence.mentions if m.place_only and 0 <= place.verb.start - m.end <= 3
    ]
    return party_of(place.text, places[0]) if places else None


def _giver(place: _Place) -> Named | None:
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
    return place.text.cast.issuer


def _target(place: _Place, issuer: Named | None) -> Named | None:
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


def _object(place: _Place) -> str:
    """The words of what is restricted: behind the verb, or the subject of a passive."""
    sentence = place.sentence
    side = _subject_or_before(place) if place.passive else place.after()
    found = place.words.objects.first_in(side, 0, len(side))
    if found is not None:
        side = side[found[0] :]
    if not side:
        start, end = clause_of(sentence, place.verb)
        return sentence.text[start - sentence.start : end - sentence.start]
    return sentence.text[side[0].start - sentence.start : side[-1].end - sentence.start].strip(" .")


def _territory(sentence: Sentence, verb: VerbGroup) -> str | None:
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


def _modality(verb: VerbGroup, rule: str, status: RestrictionStatus) -> Modality:
    if status is RestrictionStatus.REFUSED or rule == "leave" or (verb.negated and rule == "verb"):
        return Modality.REFUSED
    if rule == "condition":
        return Modality.CONDITIONAL
    if verb.tense is Tense.FUTURE:
        return Modality.PLANNED
    return Modality.ACTUAL
