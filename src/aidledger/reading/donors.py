"""Settle who gives a sum and who receives it.

In: the figures of a text. Out: the same figures with donor and recipient. What the sentence
itself says decides first (`frames`); then what the same paragraph says; then the document as
a whole (flag `donor_from_context`, `recipient_from_context`). What no rule gives stays None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aidledger.model.claims import AmountClaim, Confidence, Stage
from aidledger.model.parties import Named
from aidledger.reading.clauses import has_boundary, is_finite
from aidledger.reading.figures import Figure
from aidledger.reading.frames import Roles, RoleWords, role_of, role_words, roles_said
from aidledger.reading.marks import BlockKind, Mention, MentionForm, MentionKind, Sentence
from aidledger.reading.text import ReadText

_HEADING_WEIGHT = 3


def settle_roles(text: ReadText, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures with donor, recipient and, where a person or body states them, source."""
    context = _Context(text)
    settled = []
    for figure in figures:
        roles = roles_said(text, figure)
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


# What was said before ------------------------------------------------------------------


class _Context:
    """What the document has said so far, and what it is about as a whole."""

    def __init__(self, text: ReadText) -> None:
        self._text = text
        self._last: dict[int, Roles] = {}
        self._previous = Roles()
        self._whole = _weigh(text, text.sentences)
        self._blocks: dict[int, list[Sentence]] = {}
        for sentence in text.sentences:
            self._blocks.setdefault(sentence.block.start, []).append(sentence)
        self._weighed: dict[int, Roles] = {}

    def note(self, figure: Figure, roles: Roles) -> None:
        """Remember the roles of a figure for those that follow."""
        block = figure.sentence.block.start
        before = self._last.get(block, Roles())
        self._last[block] = Roles(
            roles.donors or before.donors, roles.recipients or before.recipients
        )
        if figure.sentence.block.kind is BlockKind.BULLET:
            return  # each line of a list stands under its heading, not under the line before
        self._previous = Roles(
            roles.donors or self._previous.donors, roles.recipients or self._previous.recipients
        )

    def donors(self, figure: Figure, roles: Roles) -> tuple[tuple[Named, ...], str | None]:
        """The donors said, else those of the context with the flag that says so."""
        if roles.donors or roles.asked or not _needs_donor(figure.claim):
            return roles.donors, None
        excluded = {name.name for name in roles.recipients}
        for known in self._known_donors(figure):
            rest = tuple(name for name in known if name.name not in excluded)
            if rest:
                return rest, "donor_from_context"
        return (), None

    def _known_donors(self, figure: Figure) -> Iterable[tuple[Named, ...]]:
        block = figure.sentence.block.start
        yield self._last.get(block, Roles()).donors
        issuer = self._issuer(figure)
        yield (issuer,) if issuer is not None else ()
        if figure.sentence.block.kind is BlockKind.BULLET:
            yield self._previous.donors
        yield self._near(figure).donors[:1]
        if not self._whole.donors:
            yield self._previous.donors
        yield self._whole.donors[:1]

    def recipients(
        self, figure: Figure, roles: Roles, donors: tuple[Named, ...]
    ) -> tuple[tuple[Named, ...], str | None]:
        """The receivers said, else those of the context with the flag that says so."""
        if roles.recipients or not figure.claim.about_aid:
            return roles.recipients, None
        excluded = {donor.name for donor in donors}
        for known in self._known_recipients(figure):
            rest = tuple(name for name in known if name.name not in excluded)
            if rest:
                return rest, "recipient_from_context"
        return (), None

    def _known_recipients(self, figure: Figure) -> Iterable[tuple[Named, ...]]:
        yield self._last.get(figure.sentence.block.start, Roles()).recipients
        near = self._near(figure).recipients
        whole = self._whole.recipients
        if whole and whole[0] in near:
            yield whole[:1]
        yield near[:1]
        if figure.sentence.block.kind is not BlockKind.BULLET:
            yield self._previous.recipients
        yield from ((name,) for name in whole)

    def _near(self, figure: Figure) -> Roles:
        """Parties of the figure's paragraph; of the words that lead in, for a line of a list."""
        block = figure.sentence.block
        sentences = [s for s in self._blocks[block.start] if s.index <= figure.sentence.index]
        if block.kind is BlockKind.BULLET:
            sentences = self._lead(figure.sentence)
        key = sentences[-1].index if sentences else -1
        if key not in self._weighed:
            self._weighed[key] = _weigh(self._text, sentences)
        return self._weighed[key]

    def _lead(self, line: Sentence) -> list[Sentence]:
        before = [
            s for s in self._text.sentences[: line.index] if s.block.kind is not BlockKind.BULLET
        ]
        return before[-1:]

    def _issuer(self, figure: Figure) -> Named | None:
        """The state or body behind a release in the first person."""
        words = role_words(figure.sentence.language).first_person
        if not any(word.lower in words for word in figure.sentence.words):
            return None
        return self._text.cast.issuer


def _needs_donor(claim: AmountClaim) -> bool:
    return claim.about_aid and claim.stage is not Stage.REQUESTED


def _weigh(text: ReadText, sentences: Sequence[Sentence]) -> Roles:
    """Givers and receivers of some sentences as a whole, the likeliest first."""
    cast = text.cast
    givers: Counter[Named] = Counter()
    receivers: Counter[Named] = Counter()
    for sentence in sentences:
        words = role_words(sentence.language)
        weight = _HEADING_WEIGHT if sentence.heading or sentence.index < 2 else 1
        for mention in sentence.mentions:
            if mention.kind is MentionKind.PRONOUN:
                continue
            role = role_of(cast, sentence, mention, words, after=True)
            side = cast.side_of(mention)
            receiver = cast.receiver_of(mention)
            named = mention.kind is MentionKind.STATE or role is False
            if receiver is not None and named and cast.is_usual_receiver(receiver):
                receivers[_bare(receiver)] += weight * (3 if role is False else 1)
            if side is None or not cast.is_usual_donor(side) or role is False:
                continue
            gives = _gives(sentence, mention, words)
            if cast.is_usual_receiver(side) and not gives:
                continue
            if mention.place_only:
                continue
            givers[_bare(side)] += weight * (3 if gives or role is True else 1)
    return Roles(
        tuple(name for name, _ in givers.most_common()),
        tuple(name for name, _ in receivers.most_common()),
    )


def _gives(sentence: Sentence, mention: Mention, words: RoleWords) -> bool:
    if mention.form is MentionForm.ADJECTIVE:
        return False
    return any(
        verb.lemma in words.giving
        and is_finite(verb)
        and not has_boundary(sentence, mention.end, verb.start)
        for verb in sentence.verbs
        if 0 <= verb.start - mention.end < 40
    )


def _bare(name: Named) -> Named:
    return Named(name.name, name.id)
