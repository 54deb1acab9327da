"""Read restrictions: bans, blocked aid, conditions of use and of payment, refusals.

In: the text with its verbs and mentions. Out: restriction claims with issuer, target, object
and state, each on the clause that states it, at most one a clause. A verb restricts by
itself ("bloquer", "ban"), or a verb of leave does when it is denied, a modal does when it
forbids ("may not be used") or binds ("must, in exchange"). What only is feared, denied,
threatened or likely is none. Words: `languages/*/restrictions.yml`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from aidledger.model.claims import Modality, RestrictionClaim, RestrictionStatus
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import subject_of, words_after, words_between
from aidledger.reading.event_parties import (
    agent_party,
    party_of,
)
from aidledger.reading.event_spans import clause_end, clause_of, clause_start
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import (
    Sentence,
    Tense,
    VerbGroup,
    Voice,
    Word,
)
from aidledger.reading.restriction_conditions import FURTHER_RULES
from aidledger.reading.restriction_facts import (
    Found,
    RestrictingVerb,
    concerns_aid,
    denied_above,
    denies_access,
    giver_near,
    giver_of,
    governs_sum,
    has_none,
    has_term,
    is_ne_alone,
    is_no_longer,
    is_of_the_field,
    is_only,
    is_predicate,
    is_reported,
    is_unreal,
    likely_verbs,
    names_object,
    near_aid,
    object_of,
    ruled,
    somebody_acts,
    stated,
    subject_if,
    subject_or_before,
    target_of,
    territory_of,
)
from aidledger.reading.restriction_words import RestrictionWords, restriction_words
from aidledger.reading.text import ReadText

RULE = "restrictions.{}/2"
_OF_A_NAME = small_words("restrictions", "of_a_name")
_BESIDE = 30  # characters behind a clause in which "en échange" may stand between commas
_MODALS = frozenset({"may", "must", "can", "shall", "pouvoir", "devoir"})
_CONDITIONS = small_words("restrictions", "conditions")
_NATURE = small_words("restrictions", "nature")
_IN_PASSING = small_words("restrictions", "in_passing")
_CHANGES = (RestrictionStatus.LIFTED, RestrictionStatus.EASED, RestrictionStatus.TIGHTENED)


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
            place = RestrictingVerb(text, sentence, verb, words)
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
    if verb.modal == "savoir" or verb.lemma == "savoir":
        return True
    return (verb.lemma in words.giving and verb.tense in (Tense.FUTURE, Tense.CONDITIONAL)) or (
        verb.lemma in words.giving | words.releasing and verb.voice is Voice.PASSIVE
    )


def _claim(
    maker: ClaimMaker, place: RestrictingVerb, rule: Found, start: int, end: int
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
        target=target_of(place, rule.issuer),
        object=object_of(place),
        territory=territory_of(place.sentence, place.verb),
        status=rule.status,
    )


# Rules ---------------------------------------------------------------------------------


def _by_rule(place: RestrictingVerb) -> Found | None:
    """The first rule that fits the verb; None when it restricts nothing."""
    if _NATURE & {word.lower for word in place.subject()}:
        return None
    for rule in _RULES:
        found = rule(place)
        if found is not None:
            return found
    return None


def _of_refusal(place: RestrictingVerb) -> Found | None:
    """ "refuses to supply them", "refuse que le fonds serve", "has ruled out any purchase"."""
    verb, words = place.verb, place.words
    if verb.modal is not None and words.verbs.get(verb.modal) is RestrictionStatus.REFUSED:
        if verb.lemma in words.no_refusal or verb.negated or is_unreal(place):
            return None
        if not _refuses_aid(place, verb):
            return None
        return stated(place, "refusal", RestrictionStatus.REFUSED)
    if words.verbs.get(verb.lemma) is not RestrictionStatus.REFUSED or verb.negated:
        return None
    if is_unreal(place) or place.passive:
        return None
    after = place.after(8)
    if {word.lower for word in after[:2]} & {"to", "de", "d'"} and not _has_article(after[:3]):
        governed = next((v for v in place.sentence.verbs if v.start >= verb.end), None)
        if governed is not None and governed.tense is Tense.INFINITIVE:
            if governed.lemma in words.no_refusal or not _refuses_aid(place, governed):
                return None
            return stated(place, "refusal", RestrictionStatus.REFUSED)
    if words.leave.first_in(after, 0, len(after)) or names_object(after, words):
        return stated(place, "refusal", RestrictionStatus.REFUSED)
    return None


def _refuses_aid(place: RestrictingVerb, governed: VerbGroup) -> bool:
    """True when what is refused is to give, to let or to change something of aid."""
    words = place.words
    after = words_after(place.sentence, governed.end, 10)
    if any(word.lower in words.no_gifts for word in after[:4]):
        return False
    if governed.lemma in words.allowing or names_object(after, words):
        return True
    if any(word.lower in words.lifting_objects for word in after[:6]):
        return True
    return (governed.lemma in words.giving and somebody_acts(place)) or concerns_aid(place)


def _has_article(words: tuple[Word, ...]) -> bool:
    return any(word.lower in {"la", "l'", "le", "les", "the"} for word in words)


def _of_leave(place: RestrictingVerb) -> Found | None:
    """ "does not allow", "n'autorise l'emploi que", "no boat is allowed", "no longer admits"."""
    verb, words = place.verb, place.words
    lemma = verb.modal if verb.modal in words.allowing else verb.lemma
    if lemma not in words.allowing or (verb.modal is not None and verb.modal in words.unreal):
        return None
    none = has_none(place)
    negated = verb.negated or none or is_no_longer(place) or denied_above(place)
    only = not negated and is_only(place)
    if not (negated or only) or verb.tense in (Tense.CONDITIONAL, Tense.SUBJUNCTIVE):
        return None
    if verb.tense is Tense.INFINITIVE and not denied_above(place):
        return None
    around = (*place.subject(), *place.after())
    if not names_object(around, words):
        if (place.passive and not (none and concerns_aid(place))) or not somebody_acts(place):
            return None
        if lemma in words.enabling and not _lets_act(place):
            return None
    return stated(place, "leave", RestrictionStatus.IN_FORCE)


def _lets_act(place: RestrictingVerb) -> bool:
    """ "ne laisse pas entrer", "do not let lorries leave": an act is what is not let."""
    end = clause_end(place.sentence, place.verb)
    return any(
        place.verb.end <= v.start < end and v.tense is Tense.INFINITIVE
        for v in place.sentence.verbs
    )


def _of_verb(place: RestrictingVerb) -> Found | None:
    """ "bloque les convois", "payments were suspended", "remains frozen"."""
    verb, words = place.verb, place.words
    status = words.verbs.get(verb.lemma)
    if status is None or (status is RestrictionStatus.REFUSED and not place.passive):
        return None
    if verb.lemma == "deny" and not denies_access(place):
        return None
    if _is_background(place):
        return None
    if status in _CHANGES:
        return _of_change(place, status)
    if is_unreal(place) or verb.negated or verb.tense is Tense.PRESENT_PARTICIPLE:
        return None
    if place.passive:
        before = subject_or_before(place)
        if not (
            names_object(before, words)
            or words.leave.first_in(before, 0, len(before))
            or governs_sum(place)
        ):
            return None
        if not (is_predicate(place) or agent_party(place.text, place.sentence, verb) is not None):
            return None
        return stated(place, "verb", status)
    if not names_object(place.after(), words) and not governs_sum(place):
        return None
    return stated(place, "verb", status)


def _is_background(place: RestrictingVerb) -> bool:
    """ "As gangs hinder access, five million people ...": said in passing."""
    start = clause_start(place.sentence, place.verb)
    before = words_between(place.sentence, place.sentence.start, start)
    return bool(before) and before[-1].lower in _IN_PASSING


def _of_change(place: RestrictingVerb, status: RestrictionStatus) -> Found | None:
    """ "lifts limits", "a durci l'exportation": a restriction changes, or one denied stays."""
    verb, words = place.verb, place.words
    if is_unreal(place) or verb.tense is Tense.PRESENT_PARTICIPLE:
        return None
    side = subject_or_before(place) if place.passive else place.after(6)
    lifting = any(word.lower in words.lifting_objects for word in side)
    if not lifting and not (status is RestrictionStatus.TIGHTENED and names_object(side, words)):
        return None
    if place.passive and not is_predicate(place):
        return None
    return stated(place, "verb", RestrictionStatus.IN_FORCE if verb.negated else status)


def _of_ban(place: RestrictingVerb) -> Found | None:
    """ "forbids Kyiv to fire", "Use for commercial purposes is prohibited"."""
    verb = place.verb
    if verb.lemma not in place.words.forbidding or verb.negated or is_unreal(place):
        return None
    if verb.tense is Tense.PRESENT_PARTICIPLE:
        if "from" not in {word.lower for word in place.after()}:
            return None
    elif verb.tense is Tense.PAST_PARTICIPLE and not is_predicate(place):
        if agent_party(place.text, place.sentence, verb) is None:
            return None
    if place.passive:
        around = (*place.subject(), *place.after())
        named = names_object(around, place.words) or somebody_acts(place)
        if not named and not (place.subject() and concerns_aid(place)):
            return None
        if {word.lower for word in place.own()} & {"il", "it"}:
            return None
    elif not is_of_the_field(place):
        return None
    return stated(place, "ban", RestrictionStatus.IN_FORCE)


def _of_phrase(place: RestrictingVerb) -> Found | None:
    """ "turned back nine trucks", "a mis fin à son appui", "keeps its arms embargo"."""
    verb, words = place.verb, place.words
    if verb.negated or is_unreal(place):
        return None
    after = words_after(place.sentence, verb.end, 8)
    for row in words.phrases.get(verb.lemma, ()):
        if row.words.first_in(after, 0, min(len(after), 6)) is None:
            continue
        veto = row.status is RestrictionStatus.REFUSED and somebody_acts(place)
        named = names_object((*after, *subject_if(place)), words) or governs_sum(place)
        if named or veto:
            return stated(place, "phrase", row.status)
    if verb.lemma in words.imposing and not place.passive:
        if any(word.lower in words.imposed for word in after[:6]):
            return stated(place, "phrase", RestrictionStatus.IN_FORCE)
    return None


def _of_leave_withdrawn(place: RestrictingVerb) -> Found | None:
    """ "revoked permission for aid flights", "a retiré l'autorisation accordée aux vols"."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.withdrawing or verb.negated or is_unreal(place):
        return None
    side = subject_or_before(place) if place.passive else place.after(5)
    if words.leave.first_in(side, 0, len(side)) is None or not concerns_aid(place):
        return None
    return stated(place, "leave", RestrictionStatus.IN_FORCE)


def _of_closing(place: RestrictingVerb) -> Found | None:
    """ "l'aéroport reste fermé aux vols humanitaires", "has closed the Rafah crossing"."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.closing or verb.negated or is_unreal(place):
        return None
    if place.passive:
        around = (*subject_or_before(place), *place.after(6))
        agent = agent_party(place.text, place.sentence, verb)
        shut_to = {word.lower for word in place.after(2)} & {"to", "aux", "à"}
        if words.closed.first_in(around, 0, len(around)) is None or not (agent or shut_to):
            return None
        return stated(place, "closing", RestrictionStatus.IN_FORCE)
    after = place.after(6)
    if words.closed.first_in(after, 0, len(after)) is None or not somebody_acts(place):
        return None
    return stated(place, "closing", RestrictionStatus.IN_FORCE)


def _of_modal(place: RestrictingVerb) -> Found | None:
    """ "may not be used", "may be spent only on", "ne pourront servir qu'à"."""
    verb, words = place.verb, place.words
    modal = verb.modal
    if modal not in _MODALS:
        return None
    if verb.tense in (Tense.CONDITIONAL, Tense.SUBJUNCTIVE, Tense.INFINITIVE):
        return None
    only = is_only(place)
    negated = verb.negated or is_no_longer(place) or has_none(place) or is_ne_alone(place)
    passive = verb.voice is Voice.PASSIVE
    likely = words.epistemic_passive if passive else words.epistemic - likely_verbs(place)
    if not (negated or only) or verb.lemma in likely:
        return None
    if modal in ("can", "pouvoir"):
        around = (*place.subject(), *place.after(4))
        rule = passive or only or is_no_longer(place) or has_none(place)
        if verb.tense is Tense.PAST:
            return None  # "aucun convoi n'a pu": not said by whom or why
        if not rule or not names_object(around, words):
            return None
    elif modal in ("must", "shall", "devoir"):
        bound = any(word.lower in words.bound for word in place.subject())
        if not (bound or names_object(place.subject(), words)) or verb.lemma in words.moving:
            return None
    elif not only and modal == "may" and not is_of_the_field(place):
        return None
    return ruled(place, "use")


def _of_payment(place: RestrictingVerb) -> Found | None:
    """ "will only be released once", "ne seront débloqués qu'après": paid on a condition."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.giving | words.releasing or verb.voice is not Voice.PASSIVE:
        return None
    if verb.tense not in (Tense.FUTURE, Tense.PRESENT) or not is_only(place):
        return None
    after = words_after(place.sentence, verb.end, 4)
    if not {word.lower for word in after} & _CONDITIONS or not names_object(place.subject(), words):
        return None
    return ruled(place, "condition")


def _of_obligation(place: RestrictingVerb) -> Found | None:
    """ "must go on fuel and wages", "devra, en échange, relever ses tarifs"."""
    verb, words = place.verb, place.words
    if not (verb.modal in ("must", "devoir") or verb.lemma == "devoir") or verb.negated:
        return None
    if verb.tense not in (Tense.PRESENT, Tense.FUTURE):
        return None
    start, end = clause_of(place.sentence, verb)
    clause = words_between(place.sentence, place.sentence.start, end + _BESIDE)
    if words.returns.first_in(clause, 0, len(clause)) is not None:
        return ruled(place, "condition")
    if words.insuring.starting(words_between(place.sentence, verb.start, end), 0) is not None:
        return _insuring(place)
    subject = place.subject()
    if not subject or not any(word.lower in words.bound for word in subject):
        return None
    if has_term(place.sentence, start, end) or verb.lemma not in words.binding:
        return None
    return ruled(place, "use")


def _insuring(place: RestrictingVerb) -> Found | None:
    """ "Israel must make sure all this aid arrives": a condition of the text's issuer."""
    issuer = place.text.cast.issuer
    bound = [place.text.cast.side_of(m) for m in subject_of(place.sentence, place.verb)]
    if issuer is None or not bound or bound[0] is None or bound[0].name == issuer.name:
        return None
    if not names_object(place.after(), place.words):
        return None
    return Found("condition", RestrictionStatus.IN_FORCE, issuer, Modality.CONDITIONAL)


def _of_demand(place: RestrictingVerb) -> Found | None:
    """ "exige un audit avant toute reprise": what is asked before money or goods pass."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.demanding or verb.negated or place.passive or is_unreal(place):
        return None
    after = words_after(place.sentence, verb.end, 18)
    if not names_object(place.sentence.words, words) and not somebody_acts(place):
        return None
    if words.demanded.first_in(after, 0, len(after)) is None and not _demands_not(place):
        return None
    return stated(place, "condition", RestrictionStatus.IN_FORCE)


def _demands_not(place: RestrictingVerb) -> bool:
    """ "exige que l'argent ne serve pas à payer", "insists that no shell leave": a use denied."""
    follows = [v for v in place.sentence.verbs if v.start >= place.verb.end]
    if not follows or follows[0].start - place.verb.end > 60:
        return False
    between = words_between(place.sentence, place.verb.end, follows[0].start)
    return follows[0].negated and any(word.lower in place.words.bound for word in between)


def _of_giving_denied(place: RestrictingVerb) -> Found | None:
    """ "will not finance any project", "ne mettra pas un dollar", "no money will flow to"."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.giving:
        return None
    future = verb.tense is Tense.FUTURE or (verb.tense is Tense.CONDITIONAL and is_reported(place))
    after = place.after()
    nothing = any(word.lower in {"nothing", "rien"} for word in after[:3])
    none = has_none(place)
    if not future or not (verb.negated or nothing or none):
        return None
    if not (somebody_acts(place) or (none and names_object(place.subject(), words))):
        return None
    if not (nothing or names_object((*place.subject(), *after), words)) and not somebody_acts(
        place
    ):
        return None
    issuer = giver_of(place) if none and not somebody_acts(place) else None
    return stated(place, "refusal", RestrictionStatus.REFUSED, issuer)


_RULES: tuple[Callable[[RestrictingVerb], Found | None], ...] = (
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
    *FURTHER_RULES,
)


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
            hit, rule = words.no_right.starting(sentence.words, at), "right"
            if hit is not None and at and sentence.words[at - 1].lower in _OF_A_NAME:
                hit = None  # "département de la défense d'engager"
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
    if not names_object(around, words) and not (rule == "right" and near_aid(text, sentence)):
        return None
    end = _end_of_noun(sentence, past)
    if rule in {"condition", "right"}:
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
    issuer = party_of(text, holder[0]) if holder and rule == "noun" else None
    if issuer is None and rule == "condition":
        issuer = text.cast.issuer or giver_near(text, sentence)
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
    return words.conditions.first_words | words.nouns.first_words | words.no_right.first_words


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
