"""Make the amount claims of a text from its figures.

In: the text with every mark. Out: figures in order of place, and issues for figures that
are refused. Giver, receiver, source and links come later (`donors`, `attribution`, `links`).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from aidledger.model.claims import AmountClaim, Confidence, Stage
from aidledger.model.issues import Issue, Severity
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.figures import Figure
from aidledger.reading.marks import Quantity, QuantityKind
from aidledger.reading.periods import due_of, since_of
from aidledger.reading.pots import channels_of, envelope_of
from aidledger.reading.purposes import (
    TextPurpose,
    is_aid,
    is_by_instrument,
    kind_of,
    kind_of_body,
    purpose_of_text,
    settled_kind,
)
from aidledger.reading.silences import BY_DEFAULT, settle_silences
from aidledger.reading.stages import standing_of
from aidledger.reading.text import ReadText

RULE = "money.figure/2"


def read_amounts(text: ReadText, maker: ClaimMaker) -> tuple[tuple[Figure, ...], tuple[Issue, ...]]:
    """Every sum of the text as a figure, and the sums that are refused, as issues."""
    figures: list[Figure] = []
    issues: list[Issue] = []
    whole = purpose_of_text(text.catalogue, text.sentences)
    for place, sentence in enumerate(text.sentences):
        for quantity in sentence.quantities:
            if quantity.kind is not QuantityKind.MONEY:
                continue
            if "doubtful_scale" in quantity.flags:
                issues.append(_doubtful(text, quantity))
            figures.append(_figure(text, maker, place, quantity, whole))
    return tuple(settle_silences(text.sentences, figures)), tuple(issues)


def settle_envelopes(text: ReadText, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Figures with their envelope, and a kind where no word gave one, once roles are known."""
    whole = purpose_of_text(text.catalogue, text.sentences)
    settled = []
    for figure in figures:
        claim = figure.claim
        envelope = envelope_of(text.catalogue, figure.sentence, figure.quantity, claim)
        kind = claim.aid_kind
        if kind is None and claim.about_aid and "kind_unnamed" not in claim.flags:
            receivers = [name.id or "" for name in claim.recipient or ()]
            kind = settled_kind(figure.sentence.language, receivers, whole)
            if kind is not None:
                claim = replace(claim, flags=tuple(sorted({*claim.flags, "kind_from_context"})))
        if claim.about_aid and kind is not None:
            parties = (claim.donor or (), claim.recipient or ())
            kind = kind_of_body(
                figure.sentence.language,
                *parties,
                kind,
                whole,
                by_instrument=is_by_instrument(figure.sentence, figure.quantity),
            )
        settled.append(replace(figure, claim=replace(claim, envelope=envelope, aid_kind=kind)))
    return tuple(settled)


def _figure(
    text: ReadText, maker: ClaimMaker, place: int, quantity: Quantity, whole: TextPurpose
) -> Figure:
    sentence = text.sentences[place]
    standing = standing_of(sentence, quantity)
    about_aid = is_aid(text.catalogue, text.sentences, place, quantity, whole)
    flags = list(quantity.flags)
    if quantity.currency_inferred:
        flags.append("currency_inferred")
    if standing.loose:
        flags.append("loose_stage")
    if sentence.heading:
        flags.append("heading")
    if quantity.each:
        flags.append("each")
    if quantity.negated:
        flags.append("negated")
    kind, told = kind_of(text.sentences, place, quantity)
    if told and kind is None:
        flags.append("kind_unnamed")
    stage = standing.stage
    if stage is None and about_aid:
        stage = Stage.PLEDGED
        flags.append(BY_DEFAULT)
    claim = maker.make(
        AmountClaim,
        sentence,
        quantity.start,
        quantity.end,
        rule=RULE,
        flags=flags,
        modality=standing.modality,
        confidence=Confidence.INFERRED if quantity.currency_inferred else Confidence.EXPLICIT,
        stated=_plain(quantity.value),
        currency=quantity.currency,
        currency_inferred=quantity.currency_inferred,
        qualifier=quantity.qualifier,
        strict=quantity.strict,
        lenient=quantity.lenient,
        about_aid=about_aid,
        nature=standing.nature,
        stage=stage if about_aid else None,
        heading=sentence.heading,
        aid_kind=kind if about_aid else None,
        channel=channels_of(text.catalogue, text.sentences, place, quantity),
        since=since_of(sentence, quantity),
        deadline=due_of(sentence, quantity),
    )
    return Figure(claim, sentence, quantity)


def _plain(value: Decimal | None) -> Decimal | None:
    """The number without an exponent or closing zeros: 1500000000.0 -> 1500000000."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def _doubtful(text: ReadText, quantity: Quantity) -> Issue:
    span = text.shadow.to_document(quantity.start, quantity.end)
    return Issue("DOUBTFUL_SCALE", Severity.WARNING, span.start, span.end)
