"""Who leans on whom: prints of one story are one source."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from aidledger.resolving.shingles import is_copy, runs_of, shared
from aidledger.resolving.sources import Mention, count_sources

STORY = (
    "The ministry said on Monday that a package of forty million euros would be sent to the "
    "port city before the end of the winter. Two hundred generators and a field hospital are "
    "part of it, an official told reporters. The opposition called the sum too small, and asked "
    "for a vote in parliament next week. Deliveries are to begin on Friday by rail."
)
OTHER = (
    "Forty million euros in aid for the port city were announced by the ministry on Monday. "
    "According to officials it includes generators, two hundred of them, as well as a hospital. "
    "Parliament may vote next week, since the opposition finds the amount insufficient. The "
    "first train leaves on Friday."
)


def mention(document: str, *leans_on: str) -> Mention:
    return Mention(document=document, leans_on=frozenset(leans_on))


def texts(**bodies: str) -> dict[str, str]:
    return bodies


def test_a_wire_copy_with_another_heading_and_cut_from_the_end_is_the_same_source() -> None:
    copy = "Aid for the port\n\n" + STORY[: len(STORY) * 2 // 3]
    bodies = texts(a=STORY, b=copy, c=OTHER)
    counted = count_sources(
        [mention("a", "courier"), mention("b", "gazette"), mention("c", "herald")], bodies.get
    )
    assert (counted.sources, counted.independent) == (3, 2)
    assert counted.groups == (("a", "b"), ("c",))


def test_a_common_outlet_on_the_way_to_the_fact_is_one_source() -> None:
    counted = count_sources(
        [mention("a", "courier", "washington post"), mention("b", "gazette", "washington post"),
         mention("c", "washington post")],
        {}.get,
    )  # fmt: skip
    assert (counted.sources, counted.independent) == (3, 1)


def test_one_publisher_is_one_source_and_leaning_is_followed() -> None:
    counted = count_sources(
        [mention("a", "courier"), mention("b", "courier", "agency"), mention("c", "agency"),
         mention("d", "gazette")],
        {}.get,
    )  # fmt: skip
    assert (counted.sources, counted.independent) == (4, 2)


def test_a_document_that_says_it_twice_is_one_source() -> None:
    counted = count_sources([mention("a", "courier"), mention("a", "courier", "x")], {}.get)
    assert (counted.sources, counted.independent) == (1, 1)


MENTIONS = st.builds(
    Mention, document=st.sampled_from("abcde"),
    leans_on=st.frozensets(st.sampled_from("uvwxyz"), max_size=2),
)  # fmt: skip


@given(st.lists(MENTIONS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_order_and_repetition_change_no_count(
    mentions: list[Mention], chance: random.Random
) -> None:
    first = count_sources(mentions, {}.get)
    again = [*mentions, chance.choice(mentions)]
    chance.shuffle(again)
    assert count_sources(again, {}.get) == first
    assert 1 <= first.independent <= first.sources


@given(st.lists(MENTIONS, min_size=1, max_size=5), MENTIONS)
def test_one_more_print_never_makes_more_than_one_more_source(
    mentions: list[Mention], one: Mention
) -> None:
    before, after = count_sources(mentions, {}.get), count_sources([*mentions, one], {}.get)
    assert after.independent <= before.independent + 1


def test_reports_of_one_event_share_hardly_a_run_of_words() -> None:
    assert shared(runs_of(STORY), runs_of(OTHER)) < 0.1
    assert is_copy(runs_of(STORY), runs_of(STORY.upper().replace(",", "")))
    assert not is_copy(runs_of("A short line."), runs_of("A short line."))
