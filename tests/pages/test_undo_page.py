"""The line that takes the last decision back, as commissioners see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from app.core import clock
from app.moderation import actions, queries, settings
from app.moderation.rules import ReasonCode
from tests.support.build import World
from tests.support.cases import acting, decide, look, moderator, release, send, state
from tests.support.client import PageClient
from tests.support.page import Page
from tests.support.staff import Person, sign_in

QUEUE = "/staff/moderation/"


@pytest.fixture(autouse=True)
def _ten_minutes() -> Iterator[None]:
    settings.configure({"UNDO_MINUTES": 10})
    yield
    settings.configure({"UNDO_MINUTES": 0})


@pytest.fixture
def person(world: World, client: PageClient) -> Person:
    found = moderator(world)
    sign_in(client, found)
    return found


def refuse(client: PageClient, reference: str) -> Page:
    form = client.get(QUEUE + reference).form(action="/refuse")
    return client.submit(form.fill(reason="insult", statement="Bitte freundlich."))


def undo_form(page: Page) -> Any:
    step = page.one(".undo-bar form").attrs["action"]
    return page.form(action=step.split("?")[0])


def test_the_next_page_offers_to_undo_and_leads_back(world: World, client: PageClient, person: Person) -> None:
    reference, other = send(world, "Erstes"), send(world, "Zweites")
    page = refuse(client, reference)
    assert other in page.heading, "the next one is open"
    assert page.one("h1").attrs["aria-describedby"] == "last-step"
    bar = page.one(".undo-bar").to_text()
    assert "Refused. The author learns the reason." in bar
    assert reference in bar
    page = client.submit(undo_form(page))
    assert reference in page.heading
    assert "Undone. Everything is as it was before." in page.text
    assert not page.all(".undo-bar")
    assert state(world, reference) == "submitted"
    assert look(world, reference, queries.reader_of).account_id == person.id
    assert "undone" in client.get(QUEUE + "decided").text
    assert "Undone: as it was before" in page.text


def test_what_was_typed_is_there_again(world: World, client: PageClient, person: Person) -> None:
    reference = send(world, "More light, says Mr Miller", "en", fields=[4])
    form = client.get(QUEUE + reference).form(action="/release")
    typed = {
        "title": "Mehr Licht",
        "german": "Mehr Licht, sagt […].",
        "redacted": "More light, says […]",
        "redaction_reason": "third_person",
    }
    page = client.submit(undo_form(client.press(form.fill(**typed), "public", "yes")))
    kept = dict(page.form(action="/release").values)
    assert {name: kept[name] for name in typed} == typed
    assert "What you typed before is in the forms again." in page.text
    asked = client.submit(page.form(action="/return").fill(message="Wo genau?"))
    page = client.submit(undo_form(asked))
    assert dict(page.form(action="/return").values)["message"] == "Wo genau?"
    page = client.submit(undo_form(refuse(client, reference)))
    kept = dict(page.form(action="/refuse").values)
    assert (kept["reason"], kept["statement"]) == ("insult", "Bitte freundlich.")


def test_too_late_is_said_and_changes_nothing(world: World, client: PageClient, person: Person) -> None:
    reference = send(world)
    form = undo_form(refuse(client, reference))
    with clock.at(clock.now() + timedelta(minutes=11)):
        page = client.submit(form, 409)
        assert "The time to undo this is over." in page.text
        assert not client.get(QUEUE).all(".undo-bar")
    assert state(world, reference) == "refused"


def test_nobody_undoes_what_somebody_else_decided(world: World, client: PageClient, person: Person) -> None:
    second = moderator(world, "second@staff.example")
    other = PageClient(client.app)
    sign_in(other, second)
    reference = send(world)
    form = undo_form(refuse(client, reference))
    assert not other.get(QUEUE).all(".undo-bar")
    csrf = other.get(QUEUE).one("form input[name=csrf_token]").attrs["value"]
    other.post(form.action, {"csrf_token": csrf}, 403)
    client.post(QUEUE + "undo/00000000-0000-4000-8000-000000000000", form.values, 404)
    assert state(world, reference) == "refused"


def test_who_decides_upon_what_was_undone_meanwhile_keeps_the_words(
    world: World, client: PageClient, person: Person
) -> None:
    reference = send(world)
    second = PageClient(client.app)
    sign_in(second, moderator(world, "second@staff.example"))
    release(world, reference, person)
    late = second.get(QUEUE + reference).form(action="/take-back").fill(statement="Mein langer Satz.")
    step = client.get(QUEUE)
    client.submit(undo_form(step))
    page = second.submit(late, 409)
    assert "Mein langer Satz." in page.html
    assert state(world, reference) == "submitted"


def test_a_decision_of_yesterday_offers_nothing(world: World, client: PageClient, person: Person) -> None:
    with clock.at(clock.now() - timedelta(days=1)):
        reference = send(world)
        decide(world, reference, actions.refuse, actor=acting(person), reason=ReasonCode.INSULT)
    assert not client.get(QUEUE).all(".undo-bar")


def test_letters_alone_can_be_switched_off(world: World, client: PageClient, person: Person) -> None:
    reference = send(world)
    page = client.get(QUEUE + reference)
    assert [one.attrs["src"].split("?")[0] for one in page.all("script")] == ["/static/js/keys.js"]
    page = client.press(page.form("single_keys"), "single_keys", "off")
    assert reference in page.heading
    assert not page.all("script")
    page = client.press(page.form("single_keys"), "single_keys", "on")
    assert page.all("script")
    keys = {one.attrs["accesskey"] for one in page.all("[accesskey]")}
    assert keys >= {"f", "n", "r", "m", "v", "x"}
    assert all(one.attrs.get("data-key") == one.attrs["accesskey"] for one in page.all("[accesskey]"))
