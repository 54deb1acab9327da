"""Rules of restriction beyond the verb that restricts: what money hangs on, what may not be done.

In: a verb in its sentence and text. Out: what a rule states, or None. Money that depends on
something; goods that "ne peuvent être cédés"; payments of which none is made; tolls and
permits that are demanded on the way; gates that must be opened.
Words: `languages/*/restrictions.yml`.
"""

from __future__ import annotations

from aidledger.model.claims import Modality, RestrictionStatus
from aidledger.reading.clauses import words_after, words_between
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import QuantityKind, Tense, Voice
from aidledger.reading.restriction_facts import (
    Found,
    RestrictingVerb,
    concerns_aid,
    has_none,
    is_ne_alone,
    is_unreal,
    names_object,
    ruled,
    somebody_acts,
    stated,
    subject_or_before,
)

_NEITHER = small_words("restrictions", "neither")
_WITHOUT = small_words("restrictions", "without")
_TO_COME = (Tense.PRESENT, Tense.FUTURE)


def of_dependence(place: RestrictingVerb) -> Found | None:
    """ "les trente-deux millions suivants dépendront d'un audit": a payment hangs on something."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.depending or verb.negated or verb.tense not in _TO_COME:
        return None
    side = subject_or_before(place)
    if not any(word.lower in words.paid for word in side) and not _is_sum(place):
        return None
    behind = words_after(place.sentence, verb.end, 2)
    if not {word.lower for word in behind} & {"on", "upon", "de", "d'", "du", "des"}:
        return None
    return ruled(place, "condition")


def _is_sum(place: RestrictingVerb) -> bool:
    """A sum of money, or a figure that goes on counting one, is the subject."""
    return any(
        q.kind in (QuantityKind.MONEY, QuantityKind.COUNT) and 0 < place.verb.start - q.end < 40
        for q in place.sentence.quantities
    )


def of_use_denied(place: RestrictingVerb) -> Found | None:
    """ "ne pourront être cédés sans accord", "ne peuvent ni vendre ni louer", "ne sauraient"."""
    verb, words = place.verb, place.words
    french = verb.modal in {"pouvoir", "savoir"} or verb.lemma == "savoir"
    if place.sentence.language != "fr" or not french:
        return None
    if verb.tense not in (*_TO_COME, Tense.CONDITIONAL):
        return None
    if verb.tense is Tense.CONDITIONAL and verb.modal != "savoir":
        return None
    passive = verb.voice is Voice.PASSIVE
    if verb.lemma in (words.epistemic_passive if passive else words.epistemic):
        return None
    around = {word.lower for word in (*place.own(), *place.after(4))}
    neither = bool(_NEITHER & around)
    alone = is_ne_alone(place) or (verb.modal == "savoir" and bool({"ne", "n'"} & around))
    bound = any(word.lower in words.bound for word in place.subject())
    of_money = verb.negated and bound and verb.lemma in words.binding
    without = of_money or (verb.negated and bool(_WITHOUT & {w.lower for w in place.after()}))
    if not (neither or alone or without):
        return None
    named = names_object((*place.subject(), *place.after(6)), words)
    return ruled(place, "use") if named or concerns_aid(place) else None


def of_none_paid(place: RestrictingVerb) -> Found | None:
    """ "aucun décaissement n'interviendra avant", "no disbursement will be made until"."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.paying or verb.tense not in _TO_COME or not has_none(place):
        return None
    if not any(word.lower in words.paid for word in subject_or_before(place)):
        return None
    return ruled(place, "condition")


def of_toll(place: RestrictingVerb) -> Found | None:
    """ "exigent un droit de passage de toute ambulance", "demand payment from every lorry"."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.taxing or verb.negated or place.passive:
        return None
    if is_unreal(place) and verb.modal not in {"continuer", "continue"}:
        return None
    after = place.after(6)
    if words.tolls.first_in(after, 0, len(after)) is None:
        return None
    return stated(place, "condition", RestrictionStatus.IN_FORCE)


def of_demanded_opening(place: RestrictingVerb) -> Found | None:
    """ "The crossing must be opened at all hours", "doivent lever cette interdiction"."""
    verb, words = place.verb, place.words
    if verb.modal not in {"must", "devoir"} or verb.negated or verb.tense is Tense.CONDITIONAL:
        return None
    if verb.lemma not in words.opening:
        return None
    around = (*place.subject(), *place.after(8))
    if words.gates.first_in(around, 0, len(around)) is None and not names_object(around, words):
        return None
    speaker = place.text.cast.issuer
    bound = place.text.cast
    if speaker is None or any(
        bound.side_of(m) == speaker for m in place.sentence.mentions if m.end <= place.verb.start
    ):
        return None
    return Found("condition", RestrictionStatus.IN_FORCE, speaker, Modality.CONDITIONAL)


def of_shutting_out(place: RestrictingVerb) -> Found | None:
    """ "n'y tolère plus de téléphones", "ne reconnaît que deux passages", "n'admet pas"."""
    verb, words = place.verb, place.words
    if verb.lemma not in words.tolerating or verb.tense not in _TO_COME:
        return None
    if not somebody_acts(place) or not concerns_aid(place):
        return None
    behind = words_between(place.sentence, verb.end, place.sentence.end)[:3]
    only = bool({"que", "qu'", "only"} & {w.lower for w in behind[:2]}) and not verb.negated
    own = {w.lower for w in place.own()}
    gates = words.gates.first_in(behind, 0, len(behind)) is not None
    if not verb.negated and not (only and own & {"ne", "n'"}):
        return None
    if verb.lemma in {"reconnaître", "recognise", "recognize"} and not gates:
        return None
    return stated(place, "leave", RestrictionStatus.IN_FORCE)


FURTHER_RULES = (
    of_dependence,
    of_use_denied,
    of_none_paid,
    of_toll,
    of_demanded_opening,
    of_shutting_out,
)
