"""The moderation desk: what waits, for whom it opens, and two people on one case."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.contributions import queries as contribution_queries
from app.core import clock, history
from app.extensions import db
from app.moderation import actions
from app.moderation.models import ModerationDecision
from app.moderation.rules import ReasonCode
from app.networks import queries as network_queries
from app.permissions import Role
from app.routing import actions as routing_actions
from app.routing import queries as routing_queries
from tests.support.build import World
from tests.support.cases import acting, decide, look, moderator, release, send, state
from tests.support.client import PageClient
from tests.support.staff import Person, hire, sign_in

QUEUE = "/staff/moderation/"


@pytest.fixture
def person(world: World, client: PageClient) -> Person:
    found = moderator(world)
    sign_in(client, found)
    return found


def test_an_empty_queue_says_thank_you(client: PageClient, person: Person) -> None:
    page = client.get(QUEUE)
    assert "All read. Thank you!" in page.text
    for part in ("returned", "handed-back", "objections", "decided"):
        client.get(QUEUE + part)


def test_the_queue_shows_days_and_no_words(world: World, client: PageClient, person: Person) -> None:
    with clock.at(datetime(2026, 3, 2, 14, 3, tzinfo=UTC)):
        late = send(world, "Geheimes Wort Zickzack", district_key="mesum")
    fresh = send(world, "No light", "en", fields=[])
    page = client.get(QUEUE)
    for hidden in ("Zickzack", "Mesum", "14:03", "15:03"):
        assert hidden not in page.html
    assert late in page.text
    assert "waits too long" in page.text
    assert "2 contributions wait." in page.text
    form = page.form("waits").fill(language="en")
    only = client.submit(form)
    assert fresh in only.text
    assert late not in only.text
    assert "Nothing waits with this choice." in client.get(QUEUE + "?source=card").text
    assert late in client.get(QUEUE + "?waits=late").text
    assert late not in client.get(QUEUE + "?waits=today").text
    for strange in ("%27", "nobody", "9" * 30, "\u0661"):
        client.get(
            f"{QUEUE}?action_field={strange}&source={strange}&language={strange}&waits={strange}&after={strange}"
        )
        client.get(f"{QUEUE}decided?after={strange}")


def test_pages_of_the_queue_hold_everything_once(world: World, client: PageClient, person: Person) -> None:
    sent = {send(world, f"Text {number}") for number in range(23)}
    page, found = client.get(QUEUE), []
    for _again in range(2):
        found += [link.to_text().strip() for link in page.all("tbody th a")]
        older = page.all("a[rel=next]")
        if older:
            page = client.get(older[0].attrs["href"])
    assert len(found) == 23
    assert set(found) == sent
    assert client.queries <= 20


def test_read_next_opens_and_claims(world: World, client: PageClient, person: Person) -> None:
    reference = send(world)
    page = client.submit(client.get(QUEUE).form(action="/next"))
    assert reference in page.heading
    other = PageClient(client.app)
    sign_in(other, moderator(world, "second@staff.example"))
    assert "Kim Beispiel is reading this." in other.get(QUEUE).text
    assert "All read" in other.submit(other.get(QUEUE).form(action="/next")).text


def test_objections_have_their_page(world: World, client: PageClient, person: Person) -> None:
    reference, second = send(world), moderator(world, "second@staff.example")
    decide(world, reference, actions.refuse, actor=acting(second), reason=ReasonCode.INSULT)

    def lodge() -> None:
        actions.lodge_objection(contribution_queries.get(reference), "Das ist kein Schimpfwort.", language="de")

    world.do(lodge)
    url = client.get(QUEUE + "objections").one("tbody td a").attrs["href"]
    page = client.get(url)
    assert "Das ist kein Schimpfwort." in page.text
    assert client.submit(page.form("upheld"), 422).all("#error-summary a")
    assert client.submit(page.form("upheld").fill(upheld="no"), 422).all("#error-summary a")
    other = PageClient(client.app)
    sign_in(other, second)
    assert not [form for form in other.get(url).all("form") if "objections" in form.attrs.get("action", "")]
    csrf = other.get(QUEUE + "objections").one("form input[name=csrf_token]").attrs["value"]
    other.post(url, {"csrf_token": csrf, "upheld": "yes"}, 403)
    client.submit(page.form("upheld").fill(upheld="yes", statement="Stimmt."))
    assert state(world, reference) == "submitted"
    client.post(url, {**dict(page.form("upheld").values), "upheld": "yes"}, 409)


def test_handed_back_cases_wait_for_a_new_place(world: World, client: PageClient, person: Person) -> None:
    reference = send(world)
    release(world, reference, person)

    def hand_back() -> None:
        row = routing_queries.get_for([network_queries.by_key("hf-4").id], reference)
        actor = acting(person)
        routing_actions.hand_back(row, actor=actor, reason="Nicht unser Haus", better_place="Gebäudewirtschaft")

    world.do(hand_back)
    page = client.get(QUEUE + "handed-back")
    assert "Gebäudewirtschaft" in page.text
    page = client.get(page.one("tbody td a").attrs["href"])
    assert "Nicht unser Haus" in page.text
    assert reference in client.get("/staff/routing/").text


PAGES = ("", "returned", "handed-back", "objections", "decided")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MODERATOR])
def test_nobody_else_gets_in(world: World, client: PageClient, role: Role) -> None:
    person, reference = moderator(world), send(world)
    network = "hf-4" if role in {Role.NETWORK_MANAGER, Role.NETWORK_MEMBER} else None
    sign_in(client, hire(world, role, email="other@staff.example", network=network))
    for part in (*PAGES, reference, f"{reference}/contact"):
        client.get(QUEUE + part, 403)
    release(world, reference, person, fields=[2], primary=2)
    client.get(QUEUE + reference, 403)
    if role is not Role.STEERING_MEMBER:
        client.get("/staff/routing/", 403)
        client.get(f"/staff/routing/{reference}", 403)


def rivals(app: Flask, world: World) -> tuple[list[PageClient], list[Person]]:
    people = [moderator(world, f"{name}@staff.example") for name in ("first", "second")]
    clients = [PageClient(app) for _one in people]
    for one, who in zip(clients, people, strict=True):
        sign_in(one, who)
    return clients, people


def decisions(world: World) -> int:
    return world.read(lambda: db.session.scalar(sa.select(sa.func.count()).select_from(ModerationDecision)))


def test_the_slower_one_keeps_every_word(app: Flask, world: World) -> None:
    clients, _people = rivals(app, world)
    reference = send(world)
    forms = [one.get(QUEUE + reference).form(action="/refuse") for one in clients]
    first = clients[0].get(QUEUE + reference).form(action="/release").fill(public="no")
    clients[0].submit(first)
    page = clients[1].submit(forms[1].fill(reason="insult", statement="Mein langer Satz."), 409)
    assert "Kim Beispiel was quicker and decided: Released." in page.text
    kept = dict(page.form(action="/refuse").values)
    assert (kept["reason"], kept["statement"]) == ("insult", "Mein langer Satz.")
    assert (state(world, reference), decisions(world)) == ("released", 1)


PAIRS = [("release", "refuse"), ("refuse", "refuse"), ("return", "refer"), ("release", "release")]


@pytest.mark.parametrize("pair", PAIRS)
def test_of_two_decisions_at_the_same_moment_one_wins(app: Flask, world: World, pair: tuple[str, str]) -> None:
    clients, _people = rivals(app, world)
    filled: dict[str, dict[str, Any]] = {
        "release": {"public": "no", "title": "Mein Titel"},
        "refuse": {"reason": "insult", "statement": "Mein langer Satz."},
        "return": {"message": "Meine Frage"},
        "refer": {"statement": "Mein Rat"},
    }
    for round_number in range(4):
        reference, gate = send(world, f"Text {round_number}"), Barrier(2)
        pages = [one.get(QUEUE + reference) for one in clients]
        forms = [page.form(action=f"/{act}").fill(**filled[act]) for page, act in zip(pages, pair, strict=True)]

        def press(number: int, forms: list[Any] = forms, gate: Barrier = gate) -> tuple[int, str]:
            gate.wait()
            sent = clients[number].raw("POST", forms[number].action, data=_pairs(forms[number].values))
            return sent.status_code, sent.get_data(as_text=True)

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(press, range(2)))
        assert sorted(status for status, _page in answers) == [303, 409]
        loser = next(number for number, (status, _page) in enumerate(answers) if status == 409)
        words = [value for value in filled[pair[loser]].values() if " " in value]
        assert all(word in answers[loser][1] for word in words)
        assert len(look(world, reference, lambda case: history.of(case))) > 1
    assert decisions(world) == 4
    assert world.read(history.broken_links) == []


def _pairs(values: list[tuple[str, str]]) -> dict[str, list[str]]:
    sent: dict[str, list[str]] = {}
    for name, value in values:
        sent.setdefault(name, []).append(value)
    return sent
