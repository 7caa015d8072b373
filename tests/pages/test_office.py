"""What the office edits: pages, history, taking back, two people at once, who may see it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.administration.nouns import ALL
from app.core import history
from app.permissions import Role
from tests.support import office
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.staff import Person, hire, sign_in

DISTRICT = "schotthock"


@pytest.fixture
def admin(client: PageClient, world: World) -> Person:
    """Somebody of the administration, signed in."""
    made = hire(world, Role.ADMIN)
    sign_in(client, made)
    return made


def test_every_kind_has_its_page(client: PageClient, admin: Person) -> None:
    page = client.get("/staff/admin/")
    assert len(page.all(".card--link")) == len(ALL) + 3
    for noun in ALL[1:]:
        client.get(f"/staff/admin/{noun.name}/")
    assert client.raw("GET", "/staff/admin/settings/").headers["Location"] == "/staff/admin/settings/provider"
    client.get("/staff/admin/nothing/", 404)
    client.get("/staff/admin/districts/999", 404)
    client.get("/staff/admin/reasons/new", 404)


def test_a_change_is_written_down_and_taken_back(client: PageClient, world: World, admin: Person) -> None:
    url = office.address(world, "districts", DISTRICT)
    page = office.edit(client, url, name="Schotthock-Nord")
    assert "Saved." in page.text
    assert "Name: Schotthock Schotthock-Nord" in page.text
    assert "Kim Beispiel" in page.text
    page = client.submit(page.form(action=re.search(r"/back/[0-9a-f-]+", page.html).group()))  # type: ignore[union-attr]
    assert "The change is taken back." in page.text
    assert office.sheet(world, "districts", DISTRICT)["name"] == "Schotthock"
    assert page.text.count("Schotthock-Nord") >= 2, "both changes stay in the history"
    assert world.read(history.broken_links) == []


def test_saving_the_same_writes_nothing_down(client: PageClient, world: World, admin: Person) -> None:
    page = office.edit(client, office.address(world, "districts", DISTRICT))
    assert "Nobody has changed this yet." in page.text


def test_of_two_at_once_the_second_sees_both_texts(app: Flask, client: PageClient, world: World, admin: Person) -> None:
    url = office.address(world, "districts", DISTRICT)
    other = PageClient(app)
    sign_in(other, hire(world, Role.ADMIN, email="second@staff.example"))
    mine = client.get(url).form("seen").fill(name="Meiner")
    office.edit(other, url, name="Ihrer")
    page = client.submit(mine, 409)
    assert "Somebody else has saved this in the meantime." in page.text
    assert "Now: Ihrer" in page.text
    assert "Yours: Meiner" in page.text
    assert page.one("#name").attrs["value"] == "Meiner"
    assert office.sheet(world, "districts", DISTRICT)["name"] == "Ihrer"
    client.submit(page.form("seen"))
    assert office.sheet(world, "districts", DISTRICT)["name"] == "Meiner"


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "Please fill this in."),
        ("name", "x" * 121, "This is too long."),
        ("position", "zwei", "Please enter a whole number."),
        ("ended_on", "morgen", "Please enter a day"),
        ("kind", "planet", "Please choose one from the list."),
    ],
)
def test_wrong_values_keep_what_was_typed(
    client: PageClient, world: World, admin: Person, field: str, typed: str, words: str
) -> None:
    url, before = office.address(world, "districts", DISTRICT), office.sheet(world, "districts", DISTRICT)
    form = client.get(url).form("seen")
    sent = [(name, typed if name == field else value) for name, value in form.values]
    page = client.post(url, [pair if pair[0] != "name" or field == "name" else ("name", "Neu") for pair in sent], 422)
    assert words in page.text
    assert page.all(f'#error-summary a[href="#{field}"]')
    assert office.sheet(world, "districts", DISTRICT) == before


def test_an_ended_district_cannot_be_chosen_any_more(client: PageClient, world: World, admin: Person) -> None:
    client.get("/de/contributions/")
    office.edit(client, office.address(world, "districts", DISTRICT), ended_on="2020-01-01")
    page = client.get("/staff/admin/districts/")
    assert "Ended" in page.text
    form = client.get("/de/contribute/?action_field=4")
    assert "Schotthock" not in form.text
    assert "Mesum" in form.text


def test_a_new_district_gets_its_key_from_its_name(client: PageClient, world: World, admin: Person) -> None:
    form = client.get("/staff/admin/districts/new").form("name")
    page = client.submit(form.fill(name="Am Hügel / Süd", kind="area", position="20"))
    assert page.heading == "Am Hügel / Süd"
    assert office.sheet(world, "districts", "am-huegel-sued")["position"] == 20


def test_the_auditor_reads_and_changes_nothing(client: PageClient, world: World) -> None:
    office.set_values(world, hire(world, Role.ADMIN), "districts", DISTRICT, name="Neu")
    sign_in(client, hire(world, Role.AUDITOR))
    url = office.address(world, "districts", DISTRICT)
    page = client.get(url)
    assert "Schotthock Neu" in page.text
    assert not page.all("main form")
    token = dict(client.get("/staff/account").form("language").values)["csrf_token"]
    client.post(url, {"csrf_token": token, "name": "Fremd"}, 403)
    client.get("/staff/admin/districts/new", 403)
    log = client.get("/staff/admin/log")
    assert "Districts" in log.text
    assert "Account opened" not in log.text, "what the system did is not the office's"


def test_the_log_names_who_gave_herself_a_role(app: Flask, client: PageClient, world: World, admin: Person) -> None:
    client.submit(client.get(f"/staff/people/{admin.id}").form("role").fill(role="moderator"))
    auditor = PageClient(app)
    sign_in(auditor, hire(world, Role.AUDITOR))
    log = auditor.get("/staff/admin/log")
    assert "For oneself" in log.text
    assert "Role given or term changed: Commissioner" in log.text


def test_the_log_has_pages(client: PageClient, world: World) -> None:
    person = hire(world, Role.ADMIN)
    for number in range(60):
        office.set_values(world, person, "districts", DISTRICT, position=100 + number)
    sign_in(client, hire(world, Role.AUDITOR))
    page = client.get("/staff/admin/log")
    assert len(page.all("main tbody tr")) == 50
    older = client.get(next(link.attrs["href"] for link in page.all("main a.button")))
    assert len(older.all("main tbody tr")) >= 10
    client.get("/staff/admin/log?before=x")
