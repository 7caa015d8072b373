"""Texts of the office wait for translators, who see the German words and never lose their own."""

from __future__ import annotations

import pytest
from flask import Flask

from app.permissions import Role
from tests.support import office
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.staff import Person, hire, sign_in

ADDRESS = "/staff/admin/translations/settings/provider/hours/tr"


@pytest.fixture
def admin(world: World) -> Person:
    """Somebody of the administration."""
    return hire(world, Role.ADMIN)


@pytest.fixture
def translator(client: PageClient, world: World, admin: Person) -> Person:
    """A translator, signed in; the office has written one text."""
    made = hire(world, Role.TRANSLATOR)
    office.set_values(world, admin, "settings", "provider", phone="1", hours={"de": "Montag", "fr": "Lundi"})
    sign_in(client, made)
    return made


def test_a_missing_language_waits_and_is_translated(client: PageClient, world: World, translator: Person) -> None:
    waiting = client.get("/staff/translating/")
    assert "texts of the site wait for a language." in waiting.text
    page = client.get("/staff/admin/translations/")
    links = [link.attrs["href"] for link in page.all("main .actions a")]
    assert ADDRESS in links
    assert not any(link.endswith(("hours/fr", "/de")) for link in links)
    page = client.get(ADDRESS)
    assert "Montag" in page.text
    client.submit(page.form("text"), 422)
    client.submit(page.form("text").fill(text="Pazartesi"))
    assert "Pazartesi" in client.get("/tr/help").text
    assert ADDRESS not in [
        link.attrs["href"] for link in client.get("/staff/admin/translations/").all("main .actions a")
    ]


def test_new_german_words_keep_what_was_typed(
    client: PageClient, world: World, admin: Person, translator: Person
) -> None:
    form = client.get(ADDRESS).form("text").fill(text="Pazartesi")
    office.set_values(world, admin, "settings", "provider", hours={"de": "Dienstag"})
    page = client.submit(form, 409)
    assert "Dienstag" in page.text
    assert page.one("#text").to_text().strip() == "Pazartesi"
    assert "tr" not in office.sheet(world, "settings", "provider")["hours"]
    client.submit(page.form("text").fill(text="Salı"))
    assert office.sheet(world, "settings", "provider")["hours"]["tr"] == "Salı"


def test_an_older_translation_is_the_start(client: PageClient, world: World, admin: Person, translator: Person) -> None:
    office.set_values(world, admin, "settings", "provider", hours={"de": "Dienstag"})
    page = client.get(ADDRESS.replace("hours/tr", "hours/fr"))
    assert page.one("#text").to_text().strip() == "Lundi"


@pytest.mark.parametrize(
    "wrong",
    [
        "settings/provider/phone/tr",
        "settings/provider/hours/de",
        "settings/provider/hours/ti",
        "settings/provider/imprint/tr",
        "planets/provider/hours/tr",
        "services/77/about/tr",
    ],
)
def test_what_is_no_text_is_not_there(client: PageClient, translator: Person, wrong: str) -> None:
    client.get(f"/staff/admin/translations/{wrong}", 404)


def test_what_has_ended_needs_no_language(client: PageClient, world: World, admin: Person, translator: Person) -> None:
    facts = {"kind": "advice", "about": {"de": "Hilft bei Briefen."}}
    office.set_values(world, admin, "services", None, name="Neu", **facts)
    office.set_values(world, admin, "services", None, name="Alt", **facts, ended_on="2020-01-01")
    waiting = client.get("/staff/admin/translations/").text
    assert waiting.count("Hilft bei Briefen.") == 1
    assert "Advice and help: Neu" in waiting
    assert "Advice and help: Alt" not in waiting


def test_the_desk_of_a_translator_counts_them(app: Flask, client: PageClient, translator: Person) -> None:
    assert "texts of the site wait for a language." in client.get("/staff/").text
