"""Decisions of political bodies: who records them, what they need, and that an answer can rest on one."""

from __future__ import annotations

import pytest

from app.concept import queries
from app.concept.rules import DecisionState
from app.core import clock, history
from app.networks import queries as networks
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Office
from tests.support.page import Page

SUBJECT = "Ein Raum für Kinder im Haus"


@pytest.fixture
def steering(world: World) -> PageClient:
    return world.browser(world.person(Role.STEERING_MEMBER))


def record(client: PageClient, status: int = 200, **values: str) -> Page:
    facts = {
        "other_body": "Sozialausschuss",
        "subject": SUBJECT,
        "state": "granted",
        "decided_on": clock.today().isoformat(),
        "reference": "SV 12/2026",
        **values,
    }
    return client.submit(client.get("/staff/decisions/").form(having="subject").fill(**facts), status)


def test_a_recorded_decision_can_be_named_by_an_answer(world: World, steering: PageClient) -> None:
    page = record(steering)
    assert "The decision is recorded." in page.text
    [row] = world.read(queries.decisions)
    assert (row.body.name, row.state, row.reference) == ("Sozialausschuss", DecisionState.GRANTED, "SV 12/2026")
    office = Office(world)
    case = office.case()
    manager = office.browser(office.manager)
    page = manager.get(f"/staff/network/{case.reference}")
    assert f"Sozialausschuss · SV 12/2026 · {SUBJECT}" in page.one("#decision").to_text()
    form = page.form(having="outcome")
    form.fill(text="Das Geld ist da.", outcome="adopted", grants_resources="y", decision=str(row.id))
    page = manager.post(f"/staff/network/{case.reference}/publish", form.values)
    assert "The answer is published." in page.text
    client = PageClient(world.app)
    opened = client.submit(client.get("/en/code/").form("code").fill(code=case.code))
    assert "The political bodies agreed: Sozialausschuss" in opened.text
    # What is no longer granted is no longer called so.
    change = steering.get(f"/staff/decisions/{row.id}").form(having="subject").fill(state="refused")
    steering.submit(change)
    opened = client.submit(client.get("/en/code/").form("code").fill(code=case.code))
    assert "The political bodies agreed" not in opened.text
    assert len(world.read(lambda: history.of(queries.decision(row.id)))) == 2


@pytest.mark.parametrize(
    ("values", "said", "box"),
    [
        ({"other_body": ""}, "Please say which body decided.", "body"),
        ({"subject": ""}, "Please say what was decided.", "subject"),
        ({"reference": ""}, "A decision needs its day and its reference.", "reference"),
        ({"decided_on": ""}, "A decision needs its day and its reference.", "decided_on"),
        ({"decided_on": "2999-01-01"}, "This day has not come yet.", "decided_on"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    world: World, steering: PageClient, values: dict[str, str], said: str, box: str
) -> None:
    page = record(steering, 422, **values)
    assert said in page.text
    assert page.all(f".error-summary a[href='#{box}']")
    typed = dict(page.form(having="subject").values)
    assert typed["reference"] == values.get("reference", "SV 12/2026")
    assert world.read(queries.decisions) == []


def test_what_was_asked_for_needs_no_proof_yet(world: World, steering: PageClient) -> None:
    record(steering, state="requested", decided_on="", reference="")
    [row] = world.read(queries.decisions)
    assert row.state is DecisionState.REQUESTED


def test_only_steering_and_office_record(world: World) -> None:
    manager = world.browser(world.person(Role.NETWORK_MANAGER, network="hf-4"))
    manager.get("/staff/decisions/", 403)
    token = manager.get("/staff/network/").one("input[name=csrf_token]").attrs["value"]
    manager.post("/staff/decisions/", {"csrf_token": token, "subject": SUBJECT}, 403)
    office = world.browser(world.person(Role.ADMIN))
    assert "The decision is recorded." in record(office).text


def test_the_office_says_how_many_look_at_an_answer(world: World) -> None:
    network = world.read(lambda: networks.by_key("hf-4").id)
    office = world.browser(world.person(Role.ADMIN))
    for chosen, stored in (("two", True), ("one", False), ("site", None)):
        page = office.get(f"/staff/networks/{network}")
        office.submit(page.form(having="four_eyes").fill(four_eyes=chosen))
        assert world.read(lambda: networks.by_key("hf-4").four_eyes) is stored
