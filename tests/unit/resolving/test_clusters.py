"""Things: order of judgements never matters, and one withdrawn leaves no trace."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aidledger.model.links import Link
from aidledger.resolving.clusters import Clusters, clusters

NAMES = st.sampled_from("abcdefg")


@st.composite
def links(draw: st.DrawFn) -> Link:
    left, right = draw(st.lists(NAMES, min_size=2, max_size=2, unique=True))
    score = draw(st.none() | st.sampled_from([Decimal("0.9"), Decimal("0.95")]))
    name = f"J-{draw(st.integers(0, 99))}"
    return Link(left, right, draw(st.booleans()), score, name)


def same(left: str, right: str, score: Decimal | None = None) -> Link:
    return Link(left, right, True, score, f"S-{left}{right}")


def different(left: str, right: str, score: Decimal | None = None) -> Link:
    return Link(left, right, False, score, f"D-{left}{right}")


def sides(found: Clusters) -> object:
    return found.things, found.members, found.refused


@given(
    st.lists(links(), max_size=12).flatmap(
        lambda made: st.tuples(st.just(made), st.permutations(made))
    )
)
def test_the_order_of_judgements_changes_nothing(both: tuple[list[Link], list[Link]]) -> None:
    first, second = both
    assert sides(clusters(first)) == sides(clusters(second))


@given(st.lists(links(), max_size=10), links())
def test_a_judgement_withdrawn_leaves_no_trace(before: list[Link], one: Link) -> None:
    ledger = [link for link in before if link.judgement != one.judgement]
    merged = [*ledger, one]
    assert sides(clusters([link for link in merged if link != one])) == sides(clusters(ledger))


@given(st.lists(links(), max_size=12))
def test_a_thing_holds_its_members_and_no_two_that_a_person_keeps_apart(made: list[Link]) -> None:
    found = clusters(made)
    for thing, members in found.members.items():
        assert thing == min(members)
        assert {found.thing(name) for name in members} == {thing}
    for link in made:
        says = {other.is_same for other in made if other.pair == link.pair and other.score is None}
        if says == {False}:
            assert found.thing(link.left) != found.thing(link.right)
        if says == {True} and all(other.is_same for other in made):
            assert found.thing(link.left) == found.thing(link.right)


def test_people_outrank_rules() -> None:
    assert clusters([same("a", "b", Decimal("0.99")), different("a", "b")]).members == {}
    assert clusters([different("a", "b", Decimal("0.99")), same("a", "b")]).thing("b") == "a"


def test_people_who_contradict_each_other_leave_it_apart_and_that_is_told() -> None:
    found = clusters([same("a", "b"), different("b", "a")])
    assert found.thing("b") == "b"
    assert [link.judgement for link in found.refused] == ["S-ab"]


def test_a_chain_does_not_join_what_is_kept_apart() -> None:
    found = clusters([same("a", "b"), same("b", "c", Decimal("0.9")), different("a", "c")])
    assert found.all_of("b") == ("a", "b")
    assert [link.judgement for link in found.refused] == ["S-bc"]
