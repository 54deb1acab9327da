"""Tie figures of one document together: restatements and parts of totals.

In: figures in order of place, with their roles. Out: the same figures; `restates` is the
id of the figure that the record keeps (the body's over the heading's, the plainer over the
conversion), `part_of` that of the total. A restatement is never also a part. What no rule
ties stays apart. Words are data: `languages/<language>/links.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations

from aidledger.model.amounts import Qualifier
from aidledger.model.claims import AidKind, AmountClaim, Modality, Nature, Stage
from aidledger.reading.clauses import is_finite, words_after, words_before, words_between
from aidledger.reading.figures import Figure
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import DateMark, Sentence, Word
from aidledger.reading.purposes import is_by_instrument

_WEAK_PART_WORDS = frozenset({"with", "notamment"})
_OPENS_WHOLE = frozenset({"of", "sur", "out"})
_OPENING = 40  # characters in which a sentence names the whole of which it tells parts
_PART_REACH = 3  # sentences after a total in which its parts may stand
_LIST_REACH = 15  # lines after a total in which a list breaks it up
_DATE_REACH = 20  # characters behind a sum in which the week of its payment stands
_MOST_PARTS = 5
_LONG_LINE = 12  # words of a line of a list that only names a part
_OF_REACH = 8  # words in which a sentence names the sum of which it tells
_JOINED_REACH = 6  # words before a sum in which it is joined to others
_AHEAD_REACH = 8  # words between a part and its whole, or beside it
_MOST_BACK = 300  # figures further back tell nothing of this one; keeps time with the text
_CONVERSION_LOW, _CONVERSION_HIGH = Decimal("0.2"), Decimal(5)
_CONVERSION_REACH = 9  # words between a sum and "soit" or "or about" with the same in other money
_GRANTED = frozenset({Stage.APPROPRIATED, Stage.ALLOCATED, Stage.CONTRACTED})
# What is said of a whole by such a stage holds of what is reserved of it.
_TOLD = frozenset({Stage.APPROPRIATED, Stage.DISBURSED, Stage.PROPOSED, Stage.REQUESTED})
_PAID = frozenset({Stage.DISBURSED, Stage.DELIVERED, Stage.SPENT})
_STILL_OPEN = frozenset(
    {Stage.PLEDGED, Stage.APPROPRIATED, Stage.ALLOCATED, Stage.CONTRACTED, Stage.REQUESTED}
)
_AGAINST = frozenset({"from", "than", "against", "contre"})
_BY_NAME_OF_THE_PART = frozenset({Stage.PLEDGED, Stage.DRAWN_DOWN})
_COLLECTIVE = frozenset({"DONORS", "INTL", "ALLIES", "NATO", "WESTERNERS"})
_PROMISED = frozenset({Stage.PLEDGED, Stage.DISBURSED, Stage.ALLOCATED})
# Currencies near enough in value that the larger number is the larger sum.
_ALIKE = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD"})
# Printed sums are rounded: parts may miss their total by this share of it.
_ROUNDING = Decimal("0.02")


def link_amounts(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures with `restates` and `part_of` set where the words or the sums say so."""
    linked = list(figures)
    for place in range(len(linked)):
        _restate(linked, place)
    for place in range(len(linked)):
        if linked[place].claim.restates is None:
            _make_part(linked, place)
    _mix_totals(linked)
    return tuple(linked)


@cache
def _words(language: str, name: str) -> tuple[str, ...]:
    rows = load_words(language, "links")[name]
    return tuple(sorted(map(str, rows), key=len, reverse=True))


def _joined(sentence: Sentence, place: int, count: int) -> str:
    words = [word.lower for word in words_before(sentence, place, count)]
    return " ".join(words).replace("' ", "'")


# Restatements --------------------------------------------------------------------------


def _restate(linked: list[Figure], place: int) -> None:
    figure = linked[place]
    if _is_named_part(figure):
        return
    for other_place in range(place - 1, max(-1, place - 1 - _MOST_BACK), -1):
        other = linked[other_place]
        if other.claim.restates is not None:
            continue
        if _is_conversion(figure, other):
            _set(linked, place, restates=other.claim.id)
            _as_converted(linked, place, other.claim)
            return
        if _is_same_sum(figure, other):
            if other.claim.heading and not figure.claim.heading:
                _set(linked, other_place, restates=figure.claim.id)
                _as_in_body(linked, other_place, figure.claim)
            elif _is_plainer(figure.claim, other.claim):
                _set(linked, other_place, restates=figure.claim.id)
            else:
                _set(linked, place, restates=other.claim.id)
            return


def _is_named_part(figure: Figure) -> bool:
    """ "dont un milliard de dons": a part by its words, whatever was printed before."""
    before = _joined(figure.sentence, figure.quantity.start, 5)
    return any(
        before.endswith(words)
        for words in _words(figure.sentence.language, "part_before")
        if words not in _WEAK_PART_WORDS
    )


def _set(linked: list[Figure], place: int, restates: str) -> None:
    figure = linked[place]
    claim = replace(figure.claim, same_as=restates, restates=restates)
    linked[place] = replace(figure, claim=claim)


def _as_converted(linked: list[Figure], place: int, printed: AmountClaim) -> None:
    """A conversion says the same sum: all that is said of the sum is said of it."""
    figure = linked[place]
    claim = replace(
        figure.claim,
        about_aid=printed.about_aid,
        nature=printed.nature,
        stage=printed.stage,
        aid_kind=printed.aid_kind,
        donor=printed.donor,
        recipient=printed.recipient,
        channel=printed.channel,
        since=printed.since,
        flags=tuple(sorted({*figure.claim.flags, *printed.flags})),
    )
    linked[place] = replace(figure, claim=claim)


def _as_in_body(linked: list[Figure], place: int, body: AmountClaim) -> None:
    """A heading only restates: how the sum stands is what the body says of it."""
    figure = linked[place]
    silent = (
        "stage_by_default" in figure.claim.flags
        or "stage_by_default" not in body.flags
        or body.stage is not Stage.PLEDGED
        or not figure.claim.about_aid
    )
    flags = {*figure.claim.flags} - {"stage_by_default"}
    flags.update({"loose_stage"} & set(body.flags))
    claim = replace(
        figure.claim,
        about_aid=body.about_aid,
        nature=body.nature if silent else figure.claim.nature,
        stage=body.stage if silent else figure.claim.stage,
        since=body.since,
        aid_kind=body.aid_kind,
        donor=figure.claim.donor or body.donor,
        recipient=figure.claim.recipient or body.recipient,
        flags=tuple(sorted(flags)),
    )
    linked[place] = replace(figure, claim=claim)


def _is_plainer(claim: AmountClaim, other: AmountClaim) -> bool:
    """A balance says more than the intention that repeats it; a printed currency, than none."""
    if other.currency_inferred and not claim.currency_inferred:
        return True
    return claim.nature is Nature.BALANCE and other.nature is Nature.FLOW


def _is_conversion(figure: Figure, other: Figure) -> bool:
    """ "2 milliards d'euros (2,1 milliards de dollars)", "€2bn, or about $2.1bn"."""
    if figure.sentence.index != other.sentence.index:
        return False
    claim, earlier = figure.claim, other.claim
    if claim.currency == earlier.currency or not claim.stated or not earlier.stated:
        return False
    ratio = claim.stated / earlier.stated
    near = _CONVERSION_LOW < ratio < _CONVERSION_HIGH
    between = words_between(figure.sentence, other.quantity.end, figure.quantity.start)
    if _is_put_otherwise(figure.sentence, between):
        return True
    if len(between) > 6:
        return False
    joined = " ".join(word.lower for word in between).strip(", ")
    if joined.startswith("("):
        return joined.lstrip("( ") in ("", *_words(figure.sentence.language, "restating"))
    return near and joined in _words(figure.sentence.language, "restating")


def _is_put_otherwise(sentence: Sentence, between: Sequence[Word]) -> bool:
    """ "1,2 milliard de couronnes d'aide, soit 106 millions d'euros": one sum at any rate."""
    if not between or len(between) > _CONVERSION_REACH:
        return False
    joined = " ".join(word.lower for word in between).replace("' ", "'")
    return any(
        joined == words or joined.endswith(f", {words}")
        for words in _words(sentence.language, "converting")
    )


def _is_same_sum(figure: Figure, other: Figure) -> bool:
    claim, earlier = figure.claim, other.claim
    if claim.stated is None or claim.currency != earlier.currency:
        return False
    if claim.about_aid != earlier.about_aid and not earlier.heading:
        return False
    if claim.authority and earlier.authority and claim.authority != earlier.authority:
        return False
    if figure.sentence.index == other.sentence.index:
        return False
    if claim.stated != earlier.stated and not _is_rounded_heading(figure, other):
        return False
    if _contradict(claim, earlier):
        return False
    if _is_taken_up(figure) and claim.stated == earlier.stated:
        return True
    return _may_be_one(claim, earlier) and not _adds_again(figure)


def _contradict(claim: AmountClaim, other: AmountClaim) -> bool:
    """ "Over 1.5 billion" and "nearly 1.5 billion" are two sums."""
    above = {Qualifier.OVER, Qualifier.AT_LEAST}
    below = {Qualifier.NEARLY, Qualifier.UNDER, Qualifier.UP_TO}
    return (claim.qualifier in above and other.qualifier in below) or (
        claim.qualifier in below and other.qualifier in above
    )


def _is_taken_up(figure: Figure) -> bool:
    """ "This additional $2 billion", "the $50 billion": the sum just named."""
    sentence, quantity = figure.sentence, figure.quantity
    before = words_before(sentence, quantity.number_start, 4)
    return any(word.lower in _words(sentence.language, "definite") for word in before[-3:])


def _is_rounded_heading(figure: Figure, other: Figure) -> bool:
    """A heading's round figure meets the body's precise one."""
    if not other.claim.heading or figure.claim.heading:
        return False
    claim, heading = figure.claim, other.claim
    if claim.stated is None or not heading.stated or heading.lenient is None:
        return False
    return abs(claim.stated - heading.stated) <= heading.stated * Decimal("0.05") and (
        heading.lenient.contains(claim.stated)
    )


def _may_be_one(claim: AmountClaim, other: AmountClaim) -> bool:
    return (
        _agree(claim.donor, other.donor, claim, other, "donor_from_context")
        and _agree(claim.recipient, other.recipient, claim, other, "recipient_from_context")
        and _agree(claim.channel, other.channel, claim, other, "")
        and (
            other.heading
            or "kind_from_context" in (*claim.flags, *other.flags)
            or claim.aid_kind is None
            or other.aid_kind is None
            or claim.aid_kind == other.aid_kind
        )
        and (claim.since is None or other.since is None or claim.since == other.since)
    )


def _agree(
    names: Sequence[object] | None,
    others: Sequence[object] | None,
    claim: AmountClaim,
    other: AmountClaim,
    flag: str,
) -> bool:
    """True unless both texts name parties themselves and none is common."""
    if not names or not others or flag in claim.flags or flag in other.flags:
        return True
    known = {getattr(name, "name", None) for name in names}
    return any(getattr(name, "name", None) in known for name in others)


def _adds_again(figure: Figure) -> bool:
    """ "another 20 million" is new money even when the number was printed before."""
    return (
        figure.quantity.incremental
        and figure.sentence.language is not None
        and not (figure.claim.heading)
    )


# Parts of a total ----------------------------------------------------------------------


def _make_part(linked: list[Figure], place: int) -> None:
    figure = linked[place]
    if figure.claim.stated is None or _is_joined_to(figure):
        return
    total = (
        _total_by_words(linked, place)
        or _total_behind(linked, place)
        or _total_ahead(linked, place)
        or _total_of_rest(linked, place)
        or _total_by_of(linked, place)
        or _total_by_opening(linked, place)
        or _total_by_sum(linked, place)
        or _total_of_many(linked, place)
    )
    if total is not None and total.claim.restates is not None:
        near = linked[max(0, place - _MOST_BACK) : place + _MOST_BACK]
        total = next((o for o in near if o.claim.id == total.claim.restates), total)
    if total is not None and total.claim.id != figure.claim.id:
        _set_part(linked, place, total)


def _is_joined_to(figure: Figure) -> bool:
    """ "S'y ajoutent 200 millions", "on top of that come 40": beside the sums before."""
    before = words_before(figure.sentence, figure.quantity.start, _JOINED_REACH)
    joined = " ".join(word.lower for word in before).replace("' ", "'")
    joining = _words(figure.sentence.language, "joining")
    return any(f" {words} " in f" {joined} " for words in joining)


def _total_of_rest(linked: list[Figure], place: int) -> Figure | None:
    """ "The remaining 4 billion", "half of that, or 7 million": of the sum just told."""
    figure = linked[place]
    sentence = figure.sentence
    shadow = sentence.text[
        figure.quantity.start - sentence.start : figure.quantity.end - sentence.start
    ]
    before = f"{_joined(sentence, figure.quantity.start, 5)} {shadow.lower()}"
    if not any(f" {words} " in f" {before} " for words in _words(sentence.language, "rest")):
        return None
    for other in reversed(linked[max(0, place - _MOST_BACK) : place]):
        if sentence.index - other.sentence.index > 1:
            return None
        if other.claim.about_aid and _is_larger(other, figure):
            return other
    return None


def _total_by_of(linked: list[Figure], place: int) -> Figure | None:
    """ "Of the new military money, 220 million ...", "Of the American total, 20 is a loan"."""
    figure = linked[place]
    sentence, quantity = figure.sentence, figure.quantity
    head = words_between(sentence, sentence.start, quantity.start)
    if not 2 < len(head) <= _OF_REACH or head[0].lower not in _words(sentence.language, "of"):
        return None
    nouns = _words(sentence.language, "sums")
    if head[-1].text != "," or not any(word.lower in nouns for word in head):
        return None
    for other in reversed(linked[max(0, place - _MOST_BACK) : place]):
        if sentence.index - other.sentence.index > _PART_REACH:
            return None
        if other.claim.about_aid and _is_larger(other, figure) and other.claim.part_of is None:
            return other
    return None


def _is_one_payment(figure: Figure) -> bool:
    """True for a tranche, and for what was paid on a day."""
    near = _joined(figure.sentence, figure.quantity.start, 6)
    tranche = any(words in near for words in _words(figure.sentence.language, "one_payment"))
    return tranche or any(_is_behind(figure, date) for date in figure.sentence.dates)


def _is_reserved(figure: Figure) -> bool:
    """ "of which 5 million is earmarked for schools": for what, not how far it is."""
    verbs = [v for v in figure.sentence.verbs if v.start >= figure.quantity.end]
    reserving = _words(figure.sentence.language, "reserving")
    return bool(verbs) and verbs[0].lemma in reserving


def _is_behind(figure: Figure, date: DateMark) -> bool:
    """ "a billion last week", "on Monday ... 20 million": the day or week of one payment."""
    if date.granularity == "day":
        return True
    return date.granularity == "week" and 0 <= date.start - figure.quantity.end <= _DATE_REACH


def _set_part(linked: list[Figure], place: int, total: Figure) -> None:
    figure = linked[place]
    claim = replace(linked[place].claim, part_of=total.claim.id)
    apart = linked[place].sentence.index - total.sentence.index
    if 0 <= apart <= 1 and claim.about_aid and not _is_one_payment(figure):
        same = apart == 0 or claim.stage is total.claim.stage
        if total.claim.nature is Nature.BALANCE and claim.stage is not Stage.CANCELLED and same:
            claim = replace(claim, nature=Nature.BALANCE)  # "12.8 billion, of which 7.8 ..."
    if (
        claim.stage in _PAID
        and total.claim.stage in _STILL_OPEN
        and not _is_collective(total.claim)
        and not _is_one_payment(figure)
    ):
        claim = replace(claim, nature=Nature.BALANCE)  # "of the 200 promised, 130 has been paid"
    if (
        claim.aid_kind in (AidKind.FINANCIAL, None)
        and total.claim.aid_kind is not None
        and linked[place].sentence.index - total.sentence.index <= 1
        and is_by_instrument(figure.sentence, figure.quantity)
    ):
        claim = replace(claim, aid_kind=total.claim.aid_kind)  # "of it, 4 billion are grants"
    given = _is_collective(total.claim) and total.claim.stage in _PAID
    if "stage_by_default" in claim.flags and total.claim.stage is not None and not given:
        # "includes 3 billion": a part stands where its total stands.
        flags = tuple(flag for flag in claim.flags if flag != "stage_by_default")
        claim = replace(claim, stage=total.claim.stage, flags=flags)
        if claim.stage is Stage.REMAINING:
            claim = replace(claim, nature=Nature.BALANCE)
    elif (
        total.claim.stage in _GRANTED
        and claim.stage is Stage.PLEDGED
        and claim.modality is Modality.PLANNED
    ):
        # "12 of it will go to wells": for what a part will be used, not how far it is.
        claim = replace(claim, stage=total.claim.stage)
    elif claim.stage is Stage.ALLOCATED and total.claim.stage in _TOLD and _is_reserved(figure):
        claim = replace(claim, stage=total.claim.stage)  # "400 of it is reserved for drones"
    elif total.claim.stage is Stage.REQUESTED and claim.stage in _BY_NAME_OF_THE_PART:
        # A part of what is only asked for is no further than the whole.
        claim = replace(claim, stage=total.claim.stage)
    linked[place] = replace(linked[place], claim=claim)


def _mix_totals(linked: list[Figure]) -> None:
    """A total whose parts are of several kinds is of none of them alone: mixed."""
    kinds: dict[str, set[AidKind]] = {}
    for figure in linked:
        claim = figure.claim
        if claim.part_of is not None and claim.aid_kind is not None:
            kinds.setdefault(claim.part_of, set()).add(claim.aid_kind)
    mixed = {id_ for id_, found in kinds.items() if len(found) > 1}
    if not mixed:
        return
    for place, figure in enumerate(linked):
        claim = figure.claim
        if claim.id in mixed or claim.restates in mixed:
            if claim.about_aid and claim.aid_kind is not AidKind.MIXED:
                linked[place] = replace(figure, claim=replace(claim, aid_kind=AidKind.MIXED))


def _is_larger(total: Figure, part: Figure) -> bool:
    whole, piece = total.claim, part.claim
    if whole.stated is None or piece.stated is None:
        return False
    if whole.restates in (piece.id, piece.restates) and whole.restates is not None:
        return False
    if whole.currency != piece.currency:
        return False
    return whole.stated > piece.stated


def _total_by_words(linked: list[Figure], place: int) -> Figure | None:
    """ "10 milliards, dont 3", "of the $50 billion, $20 billion"."""
    figure = linked[place]
    sentence, quantity = figure.sentence, figure.quantity
    before = _joined(sentence, quantity.start, 5)
    earlier = [
        linked[at]
        for at in range(max(0, place - _MOST_BACK), place)
        if _is_larger(linked[at], figure)
    ]
    same = [other for other in earlier if other.sentence.index == sentence.index]
    if any(before.endswith(words) for words in _words(sentence.language, "part_before")):
        near = same or [o for o in earlier if sentence.index - o.sentence.index == 1]
        if near:
            return near[-1]
    first = sentence.words[0].lower if sentence.words else ""
    if same and first in _OPENS_WHOLE and same[0].quantity.start - sentence.start < _OPENING:
        return same[0]
    for other in reversed(same):
        opening = _joined(sentence, other.quantity.start, 3)
        if (
            any(opening.endswith(words) for words in _words(sentence.language, "whole_before"))
            and other.quantity.start - sentence.start < 60
        ):
            return other
    behind = [word.lower for word in words_after(sentence, quantity.end, 3)]
    after = {" ".join(behind[:2]), " ".join(behind).replace("' ", "'")}
    if earlier and after.intersection(_words(sentence.language, "part_after")):
        near = [o for o in earlier if sentence.index - o.sentence.index <= 1]
        if near:
            fresh = [o for o in near if not _is_compared(o)]
            return (fresh or near)[-1]
    return _total_of_coordinated(linked, place)


def _is_compared(figure: Figure) -> bool:
    """ "up from 30 million": an earlier figure, of which nothing new is a part."""
    before = words_before(figure.sentence, figure.quantity.start, 1)
    return any(word.lower in _AGAINST for word in before)


def _total_of_coordinated(linked: list[Figure], place: int) -> Figure | None:
    """ "dont 3 pour l'armée et 2 pour la police": the part before shares its total."""
    figure = linked[place]
    if not place:
        return None
    previous = linked[place - 1]
    if previous.sentence.index != figure.sentence.index or previous.claim.part_of is None:
        return None
    between = words_between(figure.sentence, previous.quantity.end, figure.quantity.start)
    joined = {word.lower for word in between}
    if len(between) > 14 or not joined & {"et", "and", ",", ";"}:
        return None
    near = linked[max(0, place - _MOST_BACK) : place]
    total = next((o for o in near if o.claim.id == previous.claim.part_of), None)
    return total if total is not None and _is_larger(total, figure) else None


def _total_by_opening(linked: list[Figure], place: int) -> Figure | None:
    """ "Le premier ...", "It also includes ...": parts of the last total announced."""
    figure = linked[place]
    sentence = figure.sentence
    opens = _opens_parts(figure)
    breaks_up = any(
        verb.lemma in _words(sentence.language, "part_verbs") and verb.end <= figure.quantity.start
        for verb in sentence.verbs
    )
    if not (opens or breaks_up or sentence.block.kind == "bullet"):
        return None
    told = not (opens or breaks_up) and _tells(sentence)
    reach = _LIST_REACH if sentence.block.kind == "bullet" else _PART_REACH
    for other in reversed(linked[max(0, place - _MOST_BACK) : place]):
        if sentence.index - other.sentence.index > reach:
            break
        if other.sentence.block.kind == "bullet" and sentence.block.kind == "bullet":
            continue  # the lines of a list stand beside each other
        if _opens_parts(other) and other.claim.part_of is None and opens:
            break  # "This includes 2 billion. It also includes 1": parts of what has no figure
        if told and not other.sentence.text.rstrip().endswith(":"):
            continue
        if _is_larger(other, figure) and other.claim.part_of is None:
            if other.sentence.index < sentence.index or breaks_up:
                return other
    return None


def _tells(sentence: Sentence) -> bool:
    """True for a line of a list that tells something: it names no part of what stands above."""
    return len(sentence.words) > _LONG_LINE and any(is_finite(verb) for verb in sentence.verbs)


def _opens_parts(figure: Figure) -> bool:
    head = figure.sentence.text[:60].lower().lstrip("-*•– ")
    return any(
        head.startswith(words) and not head[len(words) : len(words) + 1].isalpha()
        for words in _words(figure.sentence.language, "part_opening")
    )


def _total_behind(linked: list[Figure], place: int) -> Figure | None:
    """ "800 million for food and 200 million for shelter, a total of 1 billion"."""
    figure = linked[place]
    for other in linked[place + 1 : place + 1 + _MOST_PARTS]:
        if other.sentence.index != figure.sentence.index:
            break
        before = _joined(other.sentence, other.quantity.start, 4)
        within = other.sentence.text[
            other.quantity.start - other.sentence.start : other.quantity.end - other.sentence.start
        ].lower()
        words = _words(other.sentence.language, "sum_before")
        if (
            _is_larger(other, figure)
            and _adds_up(linked, other)
            and any(before.endswith(w) or f"{before} {within}".find(f"{w} ") >= 0 for w in words)
        ):
            return other
    return None


def _total_ahead(linked: list[Figure], place: int) -> Figure | None:
    """ "76 billion of a promised 177", "10,6 milliards sur les 15,5", "the first slice of a"."""
    figure = linked[place]
    for other in linked[place + 1 : place + 3]:
        apart = other.sentence.index - figure.sentence.index
        if apart > 1 or not _is_larger(other, figure):
            return None
        if other.claim.stage is Stage.REQUESTED and figure.claim.stage is not Stage.REQUESTED:
            return None  # what came in of an appeal is compared with it
        own = apart == 0
        before = words_before(other.sentence, other.quantity.start, _AHEAD_REACH)
        between = [w.lower for w in before if not own or w.start >= figure.quantity.end]
        joined = " ".join(between).replace("' ", "'")
        for opening in _words(other.sentence.language, "ahead" if own else "slice_of"):
            at = f" {joined} ".rfind(f" {opening} ")
            if at >= 0 and not _is_broken(joined[at + len(opening) :], own):
                return other
    return None


def _is_broken(rest: str, own: bool) -> bool:
    """True when what stands between "of a" and the whole is more than its noun."""
    return any(mark in rest for mark in ",;:()") or len(rest.split()) > (4 if own else 2)


def _adds_up(linked: list[Figure], total: Figure) -> bool:
    """True when the sums printed before the total in its sentence make it up."""
    parts = [
        other.claim.stated
        for other in linked
        if other.sentence.index == total.sentence.index
        and other.quantity.start < total.quantity.start
        and _is_larger(total, other)
    ]
    whole = total.claim.stated or Decimal(0)
    missing = whole - sum((part for part in parts if part is not None), Decimal(0))
    return len(parts) > 1 and abs(missing) <= whole * _ROUNDING


def _total_of_many(linked: list[Figure], place: int) -> Figure | None:
    """What one giver promises is part of what all together promise at a conference."""
    figure = linked[place]
    claim = figure.claim
    if not claim.about_aid or claim.nature is Nature.BALANCE or not claim.donor:
        return None
    if _is_collective(claim) or claim.stage not in _PROMISED:
        return None
    for other in linked[:_MOST_BACK]:
        total = other.claim
        if not total.about_aid or not _is_collective(total) or total.stage not in _PROMISED:
            continue
        if total.nature is Nature.BALANCE or total.part_of is not None:
            continue
        if other is figure or total.stated is None or claim.stated is None:
            continue
        alike = total.currency == claim.currency or {total.currency, claim.currency} <= _ALIKE
        if alike and total.stated > claim.stated and total.restates is None:
            if _agree(total.recipient, claim.recipient, total, claim, "recipient_from_context"):
                return other
    return None


def _is_collective(claim: AmountClaim) -> bool:
    return any(donor.id in _COLLECTIVE for donor in claim.donor or ())


def _total_by_sum(linked: list[Figure], place: int) -> Figure | None:
    """Figures after a total that add up to it are its parts."""
    figure = linked[place]
    for at in range(place - 1, max(-1, place - 1 - _MOST_BACK), -1):
        total = linked[at]
        if figure.sentence.index - total.sentence.index > _PART_REACH:
            break
        if not _is_larger(total, figure) or total.claim.part_of is not None:
            continue
        pool = [
            other
            for other in linked[at + 1 :]
            if other.sentence.index - total.sentence.index <= _PART_REACH
            and _is_larger(total, other)
            and other.claim.restates is None
            and _stand_alike(total.claim, other.claim)
        ][:8]
        if any(figure in group for group in _groups_that_sum(total, pool)):
            return total
    return None


def _stand_alike(total: AmountClaim, part: AmountClaim) -> bool:
    """What came in and what is still lacking add up to what was asked for, but are no parts.

    Nor is what is asked for a part of what was promised, or other money one of aid.
    """
    if total.about_aid != part.about_aid:
        return False
    return (total.stage is Stage.REQUESTED) == (part.stage is Stage.REQUESTED)


def _groups_that_sum(total: Figure, pool: list[Figure]) -> list[tuple[Figure, ...]]:
    whole = total.claim.stated
    assert whole is not None
    return [
        group
        for size in range(2, min(_MOST_PARTS, len(pool)) + 1)
        for group in combinations(pool, size)
        if abs(sum((f.claim.stated or Decimal(0) for f in group), Decimal(0)) - whole)
        <= whole * _ROUNDING
    ]
