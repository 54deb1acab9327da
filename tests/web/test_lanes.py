"""Who met whom and who holds what: chart, table and twins say the same."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient

from aidledger.catalogue import load_catalogue
from aidledger.ledger.reviewing import Reviewed
from aidledger.model.claims import MeetingFormat
from aidledger.publishing.charts.lanes import lanes_chart
from aidledger.questions.lanes import ContactState, lanes
from aidledger.questions.meetings import MeetingRow, MeetingState, ToldMeeting

DAY = "on=2025-02-01"


def _told(status: str, said_by: str | None) -> ToldMeeting:
    return ToldMeeting(
        record=f"c-{status}-{said_by}", asserted_on=date(2024, 11, 13), said_by=said_by,
        publisher="aidledger examples", words="they met", reviewed=Reviewed.MACHINE,
        status=status, date=None,
    )  # fmt: skip


def _meeting(state: MeetingState, *told: ToldMeeting) -> MeetingRow:
    return MeetingRow(
        name=f"m-{state.value}", rests_on=(), day=None, place=None, format=MeetingFormat.CALL,
        participants=("Antony Blinken", "Mark Rutte"), state=state, sources=1, independent=1,
        history=told,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "told", "shown"),
    [
        (MeetingState.HELD, [("held", None)], ContactState.HELD),
        (MeetingState.HELD, [("held", "a newspaper")], ContactState.CLAIMED),
        (MeetingState.HELD, [("held", "a newspaper"), ("held", None)], ContactState.HELD),
        (MeetingState.PLANNED, [("planned", None)], ContactState.PLANNED),
        (MeetingState.CANCELLED, [("cancelled", None)], ContactState.CANCELLED),
        (MeetingState.DISPUTED, [("held", None), ("denied", "a party")], ContactState.DENIED),
        (MeetingState.DISPUTED, [("held", None)], ContactState.CLAIMED),
    ],
)
def test_what_is_held_claimed_or_denied_follows_from_who_speaks(
    state: MeetingState, told: list[tuple[str, str | None]], shown: ContactState
) -> None:
    row = _meeting(state, *(_told(*one) for one in told))
    found = lanes([row], [], load_catalogue())
    assert [item.state for item in found.encounters] == [shown]
    assert {lane.name: lane.side for lane in found.lanes} == {
        "Antony Blinken": "United States", "Mark Rutte": "NATO",
    }  # fmt: skip


def test_every_state_has_a_mark_of_its_own_without_colour() -> None:
    """Shape, filling and broken line together tell the states apart."""
    rows = [
        _meeting(MeetingState.HELD, _told("held", None)),
        _meeting(MeetingState.HELD, _told("held", "a newspaper")),
        _meeting(MeetingState.PLANNED, _told("planned", None)),
        _meeting(MeetingState.CANCELLED, _told("cancelled", None)),
        _meeting(MeetingState.DISPUTED, _told("denied", "a party")),
    ]
    chart = lanes_chart(lanes(rows, [], load_catalogue()), "en")
    seen = {}
    for layer in chart["layer"]:
        shape = layer["encoding"].get("shape", {}).get("scale")
        if shape and layer["mark"].get("filled") is not None:
            for row in layer["data"]["values"]:
                sign = shape["range"][shape["domain"].index(row["state"])]
                seen[row["state"]] = (sign, layer["mark"]["filled"])
    assert len(seen) == len(set(seen.values())) == len(rows)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_lists_what_the_chart_draws(client: TestClient, language: str) -> None:
    plain = client.get(f"/{language}/who-met-whom.json?{DAY}").json()
    encounters = plain["answer"]["encounters"]
    page = client.get(f"/{language}/who-met-whom?{DAY}").text
    svg = client.get(f"/{language}/who-met-whom.svg?{DAY}").text
    assert len(encounters) > 3
    assert page.count('<span class="contact') == len(encounters) == len(plain["tables"][0]["rows"])
    assert svg.count('stroke-width="1.8"') >= len(encounters)
    met = [item for item in encounters if item["contact"] != "handover"]
    meetings = client.get(f"/{language}/meetings.json?{DAY}").json()["answer"]["rows"]
    assert sorted(item["name"] for item in met) == sorted(row["name"] for row in meetings)
    for lane in plain["answer"]["lanes"]:
        assert any(lane["name"] in item["parties"] for item in encounters)


def test_a_stretch_of_encounters_is_drawn_on_its_own_lanes(client: TestClient) -> None:
    whole = client.get(f"/en/who-met-whom?{DAY}").text
    before = client.get(f"/en/who-met-whom?{DAY}&first=2").text
    assert before.count('<span class="contact') == whole.count('<span class="contact') - 2
    assert client.get(f"/en/who-met-whom?{DAY}&first=9999").status_code == 200


def test_offices_are_drawn_as_they_are_listed(client: TestClient) -> None:
    rows = client.get("/en/offices.json?on=2024-11-13&known=2024-11-13").json()["answer"]["rows"]
    svg = client.get("/en/offices.svg?on=2024-11-13&known=2024-11-13").text
    for row in rows:
        assert row["person"] in svg
        assert row["office"] in svg
    for word in ("holds it", "on a condition", "rumoured"):
        assert word in svg
