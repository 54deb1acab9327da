"""Settle who gives a sum and who receives it.

In: the figures of a text. Out: the same figures with donor and recipient. What the sentence
itself says decides first (`frames`); then what the same paragraph says; then the document as
a whole (flag `donor_from_context`, `recipient_from_context`). What no rule gives stays None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from aidledger.model.claims import AmountClaim, Confidence, Stage
from aidledger.model.parties import Named
from aidledger.reading.bare_bodies import with_bare_bodies
from aidledger.reading.clauses import has_boundary, is_finite, words_between
from aidledger.reading.conferences import conference_of, meeting_in
from aidledger.reading.figures import Figure
from aidledger.reading.frames import (
    COORDINATORS,
    Roles,
    RoleWords,
    is_absent,
    is_held,
    role_of,
    role_words,
    roles_said,
)
from aidledger.reading.homes import home_of
from aidledger.reading.marks import BlockKind, Mention, MentionForm, MentionKind, Sentence
from aidledger.reading.new_bodies import with_new_bodies
from aidledger.reading.purposes import speaks_of_aid
from aidledger.reading.text import ReadText
from aidledger.reading.whereabouts import states_around

_HEADING_WEIGHT = 3
_HEAD_WORDS, _HEAD_NUMBER = 7, 6  # words of a line that heads a section; characters of its number
_LEAST_WEIGHT = 3  # of a giver whom the text may mean where a sentence names none
_LEAST_RECEIVER = 3  # of a receiver whom a text may mean where its paragraph names none
_LEAST_SHARE = 0.25  # of all that a text says of receivers
_NEARLY_ALONE = 0.75  # of all that a text says of givers
_FLAGS_OF_AID = frozenset({"stage_by_default", "loose_stage", "kind_unnamed"})
# Currencies of countries that receive aid; those of unions of states and of givers are not here.
_RECEIVERS_CURRENCIES = frozenset(
    {
        "AFN", "AMD", "AZN", "BDT", "BIF", "CDF", "DZD", "EGP", "ETB", "GEL", "GHS", "GMD",
        "GNF", "HTG", "IQD", "IRR", "JOD", "KES", "KGS", "LBP", "LKR", "LRD", "LYD", "MAD",
        "MDL", "MGA", "MMK", "MRU", "MWK", "MZN", "NGN", "NPR", "PKR", "RWF", "SDG", "SLE",
        "SOS", "SSP", "SYP", "TND", "TZS", "UAH", "UGX", "VES", "YER", "ZMW",
    }
)  # fmt: skip
# Whose money a release in the first person speaks of, where no word names its issuer.
_HOME = {
    "AUD": "AU", "CAD": "CA", "NZD": "NZ", "GBP": "GB", "CHF": "CH", "SEK": "SE", "NOK": "NO",
    "DKK": "DK", "JPY": "JP", "KRW": "KR", "CZK": "CZ", "PLN": "PL", "ISK": "IS",
    "AED": "AE", "SAR": "SA", "QAR": "QA", "KWD": "KW", "CNY": "CN", "INR": "IN", "TRY": "TR",
}  # fmt: skip
_HANDING_ON = frozenset({"agency", "ngo"})  # who spend for others
_AFTER_PLACE = frozenset({",", "-", "–", "—", "(", "/"})
_AND = frozenset({"and", "et"})
_TENS = frozenset({"many", "dozens", "several", "ten", "eleven", "twelve", "dix", "onze", "douze"})


def settle_roles(text: ReadText, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures with donor, recipient and, where a person or body states them, source."""
    if not figures:
        return ()
    context = _Context(text)
    conference, body = conference_of(text), _body_of(text)
    settled = []
    for figure in figures:
        told = replace(figure, sentence=_enriched(text, figure.sentence))
        roles = _respectively(figures, figure, roles_said(text, told, body))
        if roles.conference:
            met = conference or meeting_in(text, figure.sentence)
            roles = replace(roles, donors=(met,)) if met is not None else roles
        roles = _of_alliance(text, roles)
        donors, donor_flag = context.donors(figure, roles)
        recipients, recipient_flag = context.recipients(figure, roles, donors)
        recipients = _through_askers(recipients, roles)
        recipients = _through_bodies(text, recipients, context.country(figure, donors))
        context.note(figure, Roles(donors, recipients))
        figure = _with_roles(figure, donors, recipients, donor_flag, recipient_flag)
        settled.append(_without_aid(figure) if _is_own_money(text, figure, roles) else figure)
    return tuple(settled)


def _of_alliance(text: ReadText, roles: Roles) -> Roles:
    """ "Allies will provide": in a text about NATO those of NATO, which gives through them."""
    if not any(donor.id == "ALLIES" for donor in roles.donors):
        return roles
    if not any(m.who and m.who.id == "NATO" for s in text.sentences for m in s.mentions):
        return roles
    alliance = text.catalogue.actor("NATO")
    if alliance is None:
        return roles
    return replace(roles, donors=(Named(alliance.name, alliance.id, "allies"),))


def _enriched(text: ReadText, sentence: Sentence) -> Sentence:
    """With bodies new or meant by a bare noun, without those that take no part."""
    return _without_absent(with_bare_bodies(text, with_new_bodies(sentence)))


def _without_absent(sentence: Sentence) -> Sentence:
    """The sentence without the names of those who take no part in what it tells."""
    words = role_words(sentence.language)
    kept: list[Mention] = []
    dropped: Mention | None = None
    for mention in sentence.mentions:
        if is_absent(sentence, mention, words) or _is_joined(sentence, dropped, mention):
            dropped = mention
        else:
            kept.append(mention)
    return replace(sentence, mentions=tuple(kept)) if dropped is not None else sentence


def _is_joined(sentence: Sentence, one: Mention | None, other: Mention) -> bool:
    """ "led by Germany and Britain": the second stands there with the first."""
    if one is None or one.form is MentionForm.ADJECTIVE:
        return False
    between = [word.lower for word in words_between(sentence, one.end, other.start)]
    return 1 <= len(between) <= 2 and between[0] in _AND


def _through_askers(recipients: tuple[Named, ...], roles: Roles) -> tuple[Named, ...]:
    """ "UNICEF asks for 80 million": the country meant receives, and the body that asks."""
    askers = tuple(name for name in roles.askers if name.id not in COORDINATORS)
    if not recipients:
        return roles.askers
    if roles.recipients:
        return recipients
    return tuple(dict.fromkeys((*recipients[:1], *askers))) if askers else recipients


def _body_of(text: ReadText) -> Named | None:
    """The agency of which a text speaks most."""
    spoken: Counter[Named] = Counter()
    for sentence in text.sentences:
        for mention in sentence.mentions:
            actor = text.catalogue.actor(mention.who.id) if mention.who and mention.who.id else None
            if actor is not None and actor.kind in _HANDING_ON:
                spoken[Named(actor.name, actor.id)] += 1
    best = spoken.most_common(1)
    return best[0][0] if best else None


def _through_bodies(
    text: ReadText, recipients: tuple[Named, ...], country: Named | None
) -> tuple[Named, ...]:
    """ "$20 million to UNDP for transformers": for the country of which the text speaks.

    What goes to the forces of a state goes to the state.
    """
    if len(recipients) != 1:
        return recipients
    actor = text.catalogue.actor(recipients[0].id) if recipients[0].id else None
    own = text.catalogue.actor(actor.side) if actor is not None and actor.side else None
    if actor is not None and actor.kind == "armed_forces" and own is not None:
        return (*recipients, Named(own.name, own.id))
    if country is None or actor is None or actor.kind not in _HANDING_ON:
        return recipients
    return (*recipients, country)


def _is_own_money(text: ReadText, figure: Figure, roles: Roles) -> bool:
    """ "The government will pay displaced families 1.2 billion Congolese francs": no aid.

    A sum in the currency of a country that receives aid, of which no usual giver is said, is
    that country's own; so is one that such a state gives to nobody else.
    """
    claim = figure.claim
    if not claim.about_aid or roles.askers:
        return False
    cast = text.cast
    if any(cast.is_usual_donor(donor) for donor in roles.donors):
        return False
    if claim.currency in _RECEIVERS_CURRENCIES:
        return not speaks_of_aid(figure.sentence) and not _names_giver(text, figure.sentence)
    giver = roles.donors[0] if roles.donors else None
    if giver is None or not cast.is_usual_receiver(giver) or speaks_of_aid(figure.sentence):
        return False
    actor = text.catalogue.actor(giver.id) if giver.id else None
    if actor is None or actor.kind != "state":
        return False
    return not any(name.name != giver.name for name in roles.recipients)


def _names_giver(text: ReadText, sentence: Sentence) -> bool:
    """ "21 milliards d'ariary que l'Allemagne a remis": a usual giver gives in the sentence."""
    words = role_words(sentence.language)
    for mention in sentence.mentions:
        side = text.cast.side_of(mention)
        if side is None or not text.cast.is_usual_donor(side) or text.cast.is_usual_receiver(side):
            continue
        if _gives(sentence, mention, words):
            return True
    return False


def _without_aid(figure: Figure) -> Figure:
    """The figure as money that is no aid."""
    flags = tuple(f for f in figure.claim.flags if f not in _FLAGS_OF_AID)
    claim = replace(figure.claim, about_aid=False, stage=None, aid_kind=None, flags=flags)
    return replace(figure, claim=claim)


def _respectively(figures: Sequence[Figure], figure: Figure, roles: Roles) -> Roles:
    """ "A and B will give 3 and 2 million respectively": each donor its own sum."""
    words = {word.lower for word in figure.sentence.words}
    if not words & {"respectively", "respectivement"}:
        return roles
    same = [other for other in figures if other.sentence.index == figure.sentence.index]
    if len(same) != len(roles.donors):
        return roles
    return replace(roles, donors=(roles.donors[same.index(figure)],))


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
        self._giver_weights, self._receiver_weights = _weights(text, text.sentences)
        self._whole = _ranked(self._giver_weights, self._receiver_weights)
        weights = self._receiver_weights
        if max(weights.values(), default=0) < max(
            _LEAST_RECEIVER, _LEAST_SHARE * sum(weights.values())
        ):
            self._whole = replace(self._whole, recipients=())
        self._blocks: dict[int, list[Sentence]] = {}
        for sentence in text.sentences:
            self._blocks.setdefault(sentence.block.start, []).append(sentence)
        self._weighed: dict[tuple[int, int], Roles] = {}
        self._home = self._state(home_of(text.sentences))

    def _state(self, identifier: str | None) -> Named | None:
        actor = self._text.catalogue.actor(identifier) if identifier else None
        return Named(actor.name, actor.id) if actor is not None else None

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
        if roles.received and self._has_state(roles.recipients) and _needs_donor(figure.claim):
            before = self._last.get(figure.sentence.block.start, Roles()).donors
            if before and not self._names_giver(figure.sentence):
                return before, "donor_from_context"
            return self._only_giver(figure, roles)
        if roles.donors or roles.giverless or not _needs_donor(figure.claim):
            return roles.donors, None
        excluded = {name.name for name in roles.recipients}
        for known in self._known_donors(figure):
            rest = tuple(
                name
                for name in known
                if name.name not in excluded and not self._is_receiving_state(name)
            )
            if rest:
                return rest, "donor_from_context"
        return (), None

    def _has_state(self, names: Iterable[Named]) -> bool:
        actors = (self._text.catalogue.actor(name.id) for name in names if name.id)
        return any(actor is not None and actor.kind == "state" for actor in actors)

    def _only_giver(self, figure: Figure, roles: Roles) -> tuple[tuple[Named, ...], str | None]:
        """The giver of whom a text speaks nearly alone, where the sentence itself is silent."""
        weights = self._giver_weights
        most = max(weights.values(), default=0)
        if most < max(_LEAST_WEIGHT, _NEARLY_ALONE * sum(weights.values())):
            return (), None
        giver = self._whole.donors[0]
        if any(name.name == giver.name for name in roles.recipients):
            return (), None
        if self._names_giver(figure.sentence):
            return (), None  # named there as the giver of something else
        return (giver,), "donor_from_context"

    def _known_donors(self, figure: Figure) -> Iterable[tuple[Named, ...]]:
        block = figure.sentence.block.start
        yield self._last.get(block, Roles()).donors
        if _takes_up(figure.sentence):
            yield self._previous.donors
        minted = self._state(_HOME.get(figure.claim.currency or ""))
        if minted is not None and minted in self._giver_weights:
            yield (minted,)  # a text that names Australia means it by its dollars
        issuer = self._issuer(figure)
        yield (issuer,) if issuer is not None else ()
        if figure.sentence.block.kind is BlockKind.BULLET:
            yield self._previous.donors
        yield self._near(figure).donors[:1]
        yield (self._home,) if self._home is not None else ()
        if not self._whole.donors:
            yield self._previous.donors
        if max(self._giver_weights.values(), default=0) >= _LEAST_WEIGHT:
            yield self._whole.donors[:1]

    def recipients(
        self, figure: Figure, roles: Roles, donors: tuple[Named, ...]
    ) -> tuple[tuple[Named, ...], str | None]:
        """The receivers said, else those of the context with the flag that says so."""
        if roles.recipients or not figure.claim.about_aid:
            return roles.recipients, None
        if _is_of_whole_aid(figure.sentence):
            return (), None
        excluded = {donor.name for donor in donors}
        for known in self._known_recipients(figure):
            rest = tuple(
                name for name in known if name.name not in excluded and not self._only_gives(name)
            )
            if rest:
                return rest, "recipient_from_context"
        return (), None

    def _known_recipients(self, figure: Figure) -> Iterable[tuple[Named, ...]]:
        yield self._last.get(figure.sentence.block.start, Roles()).recipients
        if _takes_up(figure.sentence):
            yield self._previous.recipients
        yield self._section(figure.sentence).recipients[:1]
        near = self._near(figure).recipients
        whole = self._whole.recipients
        if whole and (whole[0] in near or not near or self._is_minor(near[0])):
            yield whole[:1]
        yield near[:1]
        if figure.sentence.block.kind is not BlockKind.BULLET:
            yield self._previous.recipients
        yield from ((name,) for name in whole)

    def _names_giver(self, sentence: Sentence) -> bool:
        sides = map(self._text.cast.side_of, sentence.mentions)
        return any(side is not None and self._only_gives(side) for side in sides)

    def _is_receiving_state(self, name: Named) -> bool:
        actor = self._text.catalogue.actor(name.id) if name.id else None
        return actor is not None and actor.kind == "state" and actor.role == "recipient"

    def _only_gives(self, name: Named) -> bool:
        cast = self._text.cast
        return cast.is_usual_donor(name) and not cast.is_usual_receiver(name)

    def _is_minor(self, receiver: Named) -> bool:
        """True for a receiver of which the text as a whole says far less than of the first."""
        weights = self._receiver_weights
        return 3 * weights[_bare(receiver)] < max(weights.values(), default=0)

    def _near(self, figure: Figure) -> Roles:
        """Parties of the figure's paragraph; of the words that lead in, for a line of a list."""
        block = figure.sentence.block
        sentences = [s for s in self._blocks[block.start] if s.index <= figure.sentence.index]
        own = self._weighed_in(sentences)
        if block.kind is not BlockKind.BULLET:
            return own
        lead = self._weighed_in(self._lead(figure.sentence))
        return Roles(own.donors or lead.donors, own.recipients or lead.recipients)

    def _weighed_in(self, sentences: Sequence[Sentence]) -> Roles:
        """The parties of neighbouring sentences, the likeliest first."""
        key = (sentences[0].index, sentences[-1].index) if sentences else (-1, -1)
        if key not in self._weighed:
            self._weighed[key] = _ranked(*_weights(self._text, sentences))
        return self._weighed[key]

    def _section(self, sentence: Sentence) -> Roles:
        """The parties that the heading of a section names; none under the title of the text."""
        if sentence.heading:
            return Roles()
        before = self._text.sentences[: sentence.index]
        heading = next((s for s in reversed(before) if _is_head(s)), None)
        if heading is None or all(map(_is_head, before[: heading.index])):
            return Roles()
        return self._weighed_in([heading])

    def _lead(self, line: Sentence) -> list[Sentence]:
        before = [
            s for s in self._text.sentences[: line.index] if s.block.kind is not BlockKind.BULLET
        ]
        return before[-1:]

    def country(self, figure: Figure, donors: tuple[Named, ...]) -> Named | None:
        """The state, territory or people of the context that receives."""
        excluded = {donor.name for donor in donors}
        for known in self._known_recipients(figure):
            for name in known:
                actor = self._text.catalogue.actor(name.id) if name.id else None
                if actor is None or name.name in excluded:
                    continue
                if actor.kind in ("state", "territory", "people"):
                    return name
        return None

    def _issuer(self, figure: Figure) -> Named | None:
        """The state or body behind a release in the first person."""
        words = role_words(figure.sentence.language).first_person
        if not any(word.lower in words for word in figure.sentence.words):
            return None
        if self._text.cast.issuer is not None:
            return self._text.cast.issuer
        return self._home or self._state(_HOME.get(figure.claim.currency or ""))


def _is_head(sentence: Sentence) -> bool:
    """A heading, or a line of few words without verb or end: "II. MIDDLE EAST"."""
    if sentence.heading:
        return True
    if sentence.verbs or sentence.quantities or len(sentence.words) > _HEAD_WORDS:
        return False
    block = sentence.block
    whole = sentence.start - block.start < _HEAD_NUMBER and sentence.end == block.end
    return whole and sentence.words[-1].text[-1].isalnum()


def _is_of_whole_aid(sentence: Sentence) -> bool:
    """ "Aid spending came to £15 billion", "in 160 countries": no one receiver is meant."""
    words = role_words(sentence.language)
    if words.whole_aid.first_in(sentence.words, 0, len(sentence.words)) is not None:
        return True
    return any(
        other.lower in words.many and (one.text[0].isdigit() or one.lower in _TENS)
        for one, other in pairwise(sentence.words)
    )


def _takes_up(sentence: Sentence) -> bool:
    """ "Of the total, 4 billion are grants": the sum before is spoken of again."""
    return role_words(sentence.language).taking_up.starting(sentence.words, 0) is not None


def _needs_donor(claim: AmountClaim) -> bool:
    return claim.about_aid and claim.stage is not Stage.REQUESTED


def _weights(
    text: ReadText, sentences: Sequence[Sentence]
) -> tuple[Counter[Named], Counter[Named]]:
    """How much some sentences speak of each giver and each receiver."""
    cast = text.cast
    givers: Counter[Named] = Counter()
    receivers: Counter[Named] = Counter()
    for sentence in sentences:
        words = role_words(sentence.language)
        weight = _HEADING_WEIGHT if sentence.heading or sentence.index < 2 else 1
        for mention in sentence.mentions:
            if mention.kind is MentionKind.PRONOUN or is_absent(sentence, mention, words):
                continue
            if _is_dateline(sentence, mention):
                continue
            role = role_of(cast, sentence, mention, words, after=True)
            side = cast.side_of(mention)
            receiver = cast.receiver_of(mention) or _at_capital(text, mention)
            named = mention.kind is MentionKind.STATE or role is False or _is_fund(text, mention)
            both = receiver is not None and role is not False and _is_giving_state(text, receiver)
            if receiver is not None and named and cast.is_usual_receiver(receiver) and not both:
                more = 3 if role is False or _is_people(text, receiver) else 1
                receivers[_bare(receiver)] += weight * more
            if side is None or role is False:
                continue
            gives = _gives(sentence, mention, words)
            if not cast.is_usual_donor(side):
                continue
            if cast.is_usual_receiver(side) and not gives:
                continue
            if mention.place_only or is_held(sentence, mention, words.beside):
                continue
            givers[_bare(side)] += weight * (3 if gives or role is True else 1)
        for body in _new_givers(sentence, words):
            givers[body] += 3 * weight
        for state in states_around(sentence):
            actor = text.catalogue.actor(state)
            if actor is not None:
                receivers[Named(actor.name, actor.id)] += weight
    return givers, receivers


def _is_dateline(sentence: Sentence, mention: Mention) -> bool:
    """ "Washington, DC - March 28, 2025": where a text was written, at the head of its block."""
    if mention.form is not MentionForm.CAPITAL or mention.start - sentence.block.start > 2:
        return False
    after = words_between(sentence, mention.end, sentence.end)
    return bool(after) and after[0].text in _AFTER_PLACE and bool(sentence.dates)


def _new_givers(sentence: Sentence, words: RoleWords) -> Iterator[Named]:
    """Bodies that the catalogue does not know, where they give."""
    for mention in with_new_bodies(sentence).mentions:
        new = mention.kind is MentionKind.INSTITUTION and mention.who and not mention.who.id
        if new and mention.who is not None and _gives(sentence, mention, words):
            yield _bare(mention.who)


def _is_giving_state(text: ReadText, receiver: Named) -> bool:
    """ "with Ankara": a state that also gives is no receiver by its name alone."""
    actor = text.catalogue.actor(receiver.id) if receiver.id else None
    return actor is not None and actor.kind == "state" and actor.role == "both"


def _at_capital(text: ReadText, mention: Mention) -> Named | None:
    """ "clinics in Mogadishu": the capital of one who only receives tells of its state."""
    if mention.form is not MentionForm.CAPITAL or mention.who is None:
        return None
    actor = text.catalogue.actor(mention.who.id) if mention.who.id else None
    return mention.who if actor is not None and actor.role == "recipient" else None


def _ranked(givers: Counter[Named], receivers: Counter[Named]) -> Roles:
    """The likeliest first."""
    return Roles(
        tuple(name for name, _ in givers.most_common()),
        tuple(name for name, _ in receivers.most_common()),
    )


def _is_people(text: ReadText, receiver: Named) -> bool:
    actor = text.catalogue.actor(receiver.id) if receiver.id else None
    return actor is not None and actor.kind == "people"


def _is_fund(text: ReadText, mention: Mention) -> bool:
    actor = text.catalogue.actor(mention.who.id) if mention.who and mention.who.id else None
    return actor is not None and actor.kind in ("fund", "mission")


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
