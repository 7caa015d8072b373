"""Every address visited by every role: open to those the map names, closed to all others, sound for whoever sees it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule

from app.contributions import codes
from app.contributions import queries as contributions
from app.core.history import Actor
from app.extensions import db
from app.moderation import actions as moderation
from app.moderation.models import ModerationDecision
from app.moderation.rules import ReasonCode
from app.networks import queries as networks
from app.notices import actions as notices
from app.notices import queries as notice_queries
from app.notices.rules import Ground
from app.permissions import MAP, Permission, Role
from app.routing import queries as routing
from app.talks import actions as talks
from tests.support import cases
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page
from tests.support.staff import hire, sign_in

NETWORK_ROLES = {Role.NETWORK_MANAGER, Role.NETWORK_MEMBER}
# A kind of thing that the office edits, one of them, and a change that nobody made.
OFFICE = {"section": "districts", "row": "1", "field": "about", "entry": "00000000-0000-4000-8000-000000000000"}
# Files and answers for machines, not pages.
NOT_PAGES = {"administration.download", "site.health", "site.robots", "static"}


# What needs no builder.
FIXED: dict[str, Any] = {
    "lang": "en",
    "number": 4,
    "year": 2026,
    "grant_id": 1,
    "seat_id": 1,
    "absence_id": 1,
    "mail_id": "00000000-0000-4000-8000-000000000000",
    "decision_id": 1,
    "notice_id": "00000000-0000-4000-8000-000000000000",
    "evidence_id": "00000000-0000-4000-8000-000000000000",
    "token": "x" * 40,
    "target": "en",
    "filename": "icons/favicon.svg",
}


@dataclass
class Place:
    """What stands behind the variables of addresses."""

    values: dict[str, Any]


@pytest.fixture
def place(world: World) -> Place:
    first = hire(world, Role.MODERATOR, email="first@staff.example")
    released = cases.send(world)
    cases.release(world, released, first)
    refused = cases.send(world, "Kaufen Sie billige Lampen.")
    reason = ReasonCode.ADVERTISING
    cases.decide(world, refused, moderation.refuse, actor=cases.acting(first), reason=reason)

    def object_to(case: Any, version: int) -> str:
        return str(moderation.lodge_objection(case, "Das ist keine Werbung.", language="de").id)

    objection = cases.decide(world, refused, object_to)
    things = {
        "reference": released,
        "objection_id": objection,
        "account_id": first.id,
        "network_id": world.read(lambda: networks.by_key("hf-4").id),
        "key": cases.look(world, released, lambda case: str(case.id)),
        "step_id": world.read(step_of_somebody),
        "message_id": world.do(lambda: ask(released, cases.acting(first))),
        "notice_id": world.do(lambda: told_of(released)),
    }
    things["evidence_id"] = world.do(lambda: kept(things["notice_id"], cases.acting(first)))
    return Place({**FIXED, **OFFICE, **things})


def step_of_somebody() -> object:
    """What a commissioner decided."""
    return db.session.scalars(sa.select(ModerationDecision.step_id)).first()


def told_of(reference: str) -> str:
    """A notice about a public text."""
    words = {"why": "Ein Name.", "place": "", "language": "de", "reading_language": "de"}
    told = notices.Report(Ground.HATE, **words, number="1", code=codes.new(), good_faith=True)
    return str(notices.send(contributions.get(reference), None, told).id)


def kept(notice_id: str, actor: Actor) -> str:
    """Evidence in the closed store."""
    return str(notices.keep_evidence(notice_queries.get(uuid.UUID(notice_id)), actor=actor, days=5).id)


def ask(reference: str, actor: Actor) -> str:
    """A question of a network that waits for a commissioner."""
    found = routing.get_for([networks.by_key("hf-4").id], reference)
    return str(talks.ask(found, "Welches Haus?", actor=actor).id)


def addresses(app: Flask, place: Place, method: str) -> list[tuple[str, Rule]]:
    """Every address of the application for this method, with real things in its variables."""
    found = []
    with app.test_request_context("/"):
        for rule in app.url_map.iter_rules():
            if method in (rule.methods or set()):
                values = {name: place.values[name] for name in rule.arguments if name in place.values}
                if rule.endpoint in {"translating.answer", "translating.decision"}:
                    values["key"] = 1
                if rule.endpoint == "concept.measure":
                    values["reference"] = "M1.1.1.1"
                found.append((str(app.url_map.bind("localhost").build(rule.endpoint, values, method)), rule))
    return found


def visitor(app: Flask, world: World, role: Role | None) -> PageClient:
    client = PageClient(app)
    if role is not None:
        sign_in(client, hire(world, role, network="hf-4" if role in NETWORK_ROLES else None))
    return client


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role.value if role else "anonymous")
def test_every_page_for_every_role(app: Flask, world: World, place: Place, role: Role | None) -> None:
    client = visitor(app, world, role)
    for url, rule in addresses(app, place, "GET"):
        answer = client.raw("GET", url)
        access = app.view_functions[rule.endpoint].access if rule.endpoint != "static" else "public"
        if isinstance(access, Permission):
            check_access(url, answer.status_code, access, role)
        else:
            assert answer.status_code in {200, 302, 303, 404}, f"{url}: {answer.status_code}"
        if rule.endpoint not in NOT_PAGES and answer.status_code not in {302, 303}:
            problems = Page(answer.get_data(as_text=True), url).problems()
            assert not problems, f"{url} for {role}: {problems}"
        if not rule.rule.startswith("/staff/"):
            assert "Set-Cookie" not in answer.headers, f"{url} sets a cookie"


def check_access(url: str, status: int, permission: Permission, role: Role | None) -> None:
    if role is None:
        assert status in {302, 303}, f"{url} is open to nobody signed in: {status}"
    elif role in MAP[permission]:
        # A thing may be missing in this small world, or want the password once more; it is never forbidden.
        assert status in {200, 302, 303, 404}, f"{url} for {role}: {status}"
    else:
        assert status == 403, f"{url} is open to {role}: {status}"


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role.value if role else "anonymous")
def test_no_post_without_its_token_changes_anything(app: Flask, world: World, place: Place, role: Role | None) -> None:
    client = visitor(app, world, role)
    before = everything(world)
    for url, rule in addresses(app, place, "POST"):
        if rule.endpoint in {"accounts.sign_out", "followup.leave"}:
            continue
        answer = client.raw("POST", url, data={"text": "Fremder Text"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code in {400, 401, 403, 404}, f"{url}: {answer.status_code}"
        answer = client.raw("POST", url, data={"text": "Fremder Text"}, headers={"Origin": "https://evil.example"})
        assert answer.status_code in {400, 401, 403, 404}, f"{url}: {answer.status_code}"
        if rule.rule.startswith("/staff/"):
            answer = client.raw("POST", url, data={"text": "Fremder Text"})
            assert answer.status_code in {400, 401, 403, 404}, f"{url}: {answer.status_code}"
    assert everything(world) == before


def everything(world: World) -> dict[str, list[str]]:
    """All rows of all tables; sessions and counters of tries aside."""
    tables = [table for table in db.metadata.sorted_tables if table.name not in {"staff_session", "attempt_bucket"}]
    return world.read(
        lambda: {table.name: sorted(map(repr, db.session.execute(table.select()).all())) for table in tables}
    )


def test_another_networks_case_looks_like_no_case(app: Flask, world: World, place: Place) -> None:
    seven = PageClient(app)
    sign_in(seven, hire(world, Role.NETWORK_MANAGER, email="seven@staff.example", network="hf-7"))
    theirs = seven.raw("GET", f"/staff/network/{place.values['reference']}")
    nobodys = seven.raw("GET", "/staff/network/222222")
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.get_data() == nobodys.get_data()
