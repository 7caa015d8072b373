"""Every address visited by every role with every object: open to those the map names, closed to all others, sound for
whoever sees it, and no secret on it for anybody who may not know."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from werkzeug.routing import Map, Rule
from werkzeug.test import TestResponse

from app.extensions import db
from app.permissions import MAP, Permission, Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page
from tests.support.staff import hire, sign_in
from tests.support.village import SPOKEN_MARKS, Village
from tests.support.village_secrets import NETWORK

EVERYBODY = [None, *Role]
# Cases on the desk of network 4.
OWN = {"four", "hidden"}
FOREIGN = "Fremder Text"
TOKEN = re.compile(rb'name="csrf_token" value="[^"]+"')
ENDS_THE_VISIT = {"accounts.sign_out", "followup.leave"}
# Files and answers for machines, not pages.
NOT_PAGES = {"administration.download", "site.health", "site.robots", "static"}


@pytest.fixture
def village(world: World) -> Village:
    return Village(world)


def addresses(app: Flask, village: Village, method: str) -> list[tuple[str, Rule]]:
    """Every address of the application for this method, once with every object."""
    found = []
    with app.test_request_context("/"):
        bound = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if method in (rule.methods or set()):
                for values in village.values(rule):
                    found.append((str(bound.build(rule.endpoint, values, method)), rule))
    return found


def access(app: Flask, rule: Rule) -> Permission | str:
    return app.view_functions[rule.endpoint].access if rule.endpoint != "static" else "public"


def visitor(app: Flask, world: World, role: Role | None) -> PageClient:
    client = PageClient(app)
    if role is not None:
        email = f"visitor-{role}@staff.example"
        sign_in(client, hire(world, role, email=email, network="hf-4" if role in NETWORK else None))
    return client


@pytest.mark.parametrize("role", EVERYBODY, ids=str)
def test_every_page_for_every_role(app: Flask, world: World, village: Village, role: Role | None) -> None:
    """Every page with every object, own and foreign: as open as the map says, sound, and without a secret."""
    client = visitor(app, world, role)
    kept = [secret for secret in village.secrets if role not in secret.readers]
    told, seen, read = [], set(), set()
    for url, rule in addresses(app, village, "GET"):
        answer = client.raw("GET", url, headers={"Accept-Encoding": "identity"})
        # Files are read for secrets too, as far as they are not packed.
        page = answer.get_data().decode(errors="replace")
        check_access(url, answer.status_code, access(app, rule), role)
        told += [f"{url} ({answer.status_code}) tells {role}: {secret}" for secret in kept if secret.mark in page]
        read |= {secret.mark for secret in village.secrets if role in secret.readers and secret.mark in page}
        if role in NETWORK and rule.rule.startswith("/staff/"):
            told += [f"{url} tells {role} the author's language: {mark}" for mark in SPOKEN_MARKS if mark in page]
        if (
            answer.mimetype == "text/html"
            and rule.endpoint not in NOT_PAGES | seen
            and answer.status_code not in {302, 303}
        ):
            problems = Page(page, url).problems()
            assert not problems, f"{url} for {role}: {problems}"
        seen.add(rule.endpoint)
        if not rule.rule.startswith("/staff/"):
            assert "Set-Cookie" not in answer.headers, f"{url} sets a cookie"
    assert not told, "\n".join(told)
    if role in {Role.MODERATOR, Role.NETWORK_MANAGER}:
        # A mark that nobody ever meets would prove nothing.
        unmet = {secret.mark for secret in village.secrets if role in secret.readers} - read
        assert not unmet, f"{role} met no page with {unmet}"


def check_access(url: str, status: int, needed: Permission | str, role: Role | None) -> None:
    if not isinstance(needed, Permission):
        assert status in {200, 302, 303, 404}, f"{url}: {status}"
    elif role is None:
        assert status in {302, 303}, f"{url} is open to nobody signed in: {status}"
    elif role in MAP[needed]:
        # A thing may be missing in this small world, or want the password once more; it is never forbidden.
        assert status in {200, 302, 303, 404}, f"{url} for {role}: {status}"
    else:
        assert status == 403, f"{url} is open to {role}: {status}"


def test_numbers_longer_than_any_column_lead_nowhere(app: Flask, world: World, village: Village) -> None:
    for role in (Role.MODERATOR, Role.EVENT_STAFF, Role.ADMIN, Role.NETWORK_MANAGER):
        client = visitor(app, world, role)
        for rule in app.url_map.iter_rules():
            if "<int:" in rule.rule and "GET" in (rule.methods or set()) and rule.rule.count("<") == 1:
                address = re.sub(r"<int:\w+>", "9" * 20, rule.rule)
                assert client.raw("GET", address).status_code == 404, address


@pytest.mark.parametrize("role", EVERYBODY, ids=str)
def test_no_button_does_what_it_may_not(app: Flask, world: World, village: Village, role: Role | None) -> None:
    """Posts from other sites, without a token, and with a true one on what is forbidden or foreign change nothing."""
    client = visitor(app, world, role)
    token = token_of(client) if role else ""
    before, told, seen = everything(world), [], set(ENDS_THE_VISIT)
    for url, rule in addresses(app, village, "POST"):
        if rule.endpoint in ENDS_THE_VISIT:
            continue
        for answer in hostile(client, url) if rule.rule not in seen else []:
            assert answer.status_code in {400, 401, 403, 404}, f"{url}: {answer.status_code}"
            told += [f"{url} tells {role}: {one}" for one in village.secrets if one.mark in answer.text]
        seen.add(rule.rule)
        needed = access(app, rule)
        expected = forbidden(needed, role, url, village) if isinstance(needed, Permission) else None
        if expected is not None and role is not None:
            answer = client.raw("POST", url, data={"text": FOREIGN, "csrf_token": token})
            assert answer.status_code == expected, f"{url} for {role}: {answer.status_code} instead of {expected}"
            told += [f"{url} tells {role}: {one}" for one in village.secrets if one.mark in answer.text]
    assert not told, "\n".join(told)
    assert everything(world) == before


def token_of(client: PageClient) -> str:
    """The token that stands in every form of this person."""
    page = Page(client.raw("GET", "/staff/").get_data(as_text=True), "/staff/")
    return str(dict(page.form("csrf_token").values)["csrf_token"])


def hostile(client: PageClient, url: str) -> list[TestResponse]:
    """The same post from another site, from another origin, and in the staff area without a token."""
    data = {"text": FOREIGN}
    answers = [
        client.raw("POST", url, data=data, headers={"Sec-Fetch-Site": "cross-site"}),
        client.raw("POST", url, data=data, headers={"Origin": "https://evil.example"}),
    ]
    return [*answers, client.raw("POST", url, data=data)] if url.startswith("/staff/") else answers


def forbidden(needed: Permission, role: Role | None, url: str, village: Village) -> int | None:
    """How a true post is refused: 403 for other roles, 404 for a case of another network; None when it is allowed."""
    if role not in MAP[needed]:
        return 403
    foreign = any(case.reference in url for name, case in village.cases.items() if name not in OWN)
    at_table = f"/tables/{village.tables[7]}" in url or "/agenda/7/" in url
    return 404 if role in NETWORK and (("/network/" in url and foreign) or at_table) else None


def everything(world: World) -> dict[str, list[str]]:
    """All rows of all tables; sessions and counters of tries aside."""
    tables = [table for table in db.metadata.sorted_tables if table.name not in {"staff_session", "attempt_bucket"}]
    return world.read(
        lambda: {table.name: sorted(map(repr, db.session.execute(table.select()).all())) for table in tables}
    )


def test_an_address_with_an_unknown_object_says_what_to_add(app: Flask, village: Village) -> None:
    bound = Rule("/staff/new/<int:nobody_knows>", endpoint="new.page")
    Map([bound])
    with pytest.raises(AssertionError, match="tests/support/village_things.py"):
        village.values(bound)


def test_another_networks_case_looks_like_no_case(app: Flask, world: World, village: Village) -> None:
    four = visitor(app, world, Role.NETWORK_MANAGER)
    theirs = four.raw("GET", f"/staff/network/{village.cases['seven'].reference}")
    nobodys = four.raw("GET", "/staff/network/222222")
    assert theirs.status_code == nobodys.status_code == 404
    # The token of a form carries its second, and a second may pass between the two requests.
    assert TOKEN.sub(b"", theirs.get_data()) == TOKEN.sub(b"", nobodys.get_data())
    assert len(TOKEN.findall(theirs.get_data())) == len(TOKEN.findall(nobodys.get_data())) == 1
