"""Ready texts and the second person: edited by the office, used by networks."""

from __future__ import annotations

import tomllib

import pytest

from app.administration import files
from app.answers import queries
from app.answers.actions.templates import load_templates
from app.answers.rules import Outcome
from app.core.history import SYSTEM
from app.networks import queries as networks
from app.permissions import Role
from config import ROOT
from tests.support import office
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.staff import Person, hire, sign_in

DATA = ROOT / "app/answers/data/templates.toml"


@pytest.fixture
def admin(client: PageClient, world: World) -> Person:
    """Somebody of the administration, signed in; the ready texts of the site are entered."""
    made = hire(world, Role.ADMIN)
    known = tomllib.loads(DATA.read_text("utf-8"))
    world.do(lambda: load_templates(known, actor=SYSTEM))
    sign_in(client, made)
    return made


def offered(world: World, outcome: Outcome | None = None, field: int = 4) -> list[str]:
    """Titles that a network of this field finds."""
    return [one.title for one in world.read(lambda: queries.ready_texts(outcome, [field]))]


def test_a_ready_text_is_changed_and_its_translations_wait(client: PageClient, world: World, admin: Person) -> None:
    url = office.address(world, "templates", "field-4")
    page = office.edit(client, url, title="Anfang Wohnen", text__de="Danke für Ihre Worte zum Wohnen.")
    assert page.heading == "Anfang Wohnen"
    assert "Translations are missing" in page.text
    assert "Anfang Wohnen" in offered(world)
    assert world.read(queries.ready_translations, "Danke für Ihre Worte zum Wohnen.") == {}


def test_a_new_one_for_one_outcome_and_field(client: PageClient, world: World, admin: Person) -> None:
    form = client.get("/staff/admin/templates/new").form("title")
    form.fill(**{"title": "Neu", "outcome": "adopted", "field": "44", "text-de": "Wir machen das.", "position": "1"})
    page = client.submit(form, 422)
    assert "no field with this number" in page.text
    client.submit(page.form("title").fill(field="4"))
    assert "Neu" in offered(world, Outcome.ADOPTED)
    assert "Neu" not in offered(world, Outcome.ADOPTED, field=5)
    assert "Neu" not in offered(world, Outcome.NOT_POSSIBLE)


@pytest.mark.parametrize(("last", "there"), [("2020-01-01", False), ("2099-01-01", True), ("", True)])
def test_it_ends_with_its_day(client: PageClient, world: World, admin: Person, last: str, there: bool) -> None:
    title = office.sheet(world, "templates", "field-4")["title"]
    office.edit(client, office.address(world, "templates", "field-4"), ended_on=last)
    assert (title in offered(world)) is there
    assert office.sheet(world, "templates", "field-4")["ended_on"] == last


def test_ready_texts_travel_in_the_file(client: PageClient, world: World, admin: Person) -> None:
    text = world.read(files.dump)
    assert world.read(files.plan, text).items == []
    assert len(tomllib.loads(text)["templates"]) == len(tomllib.loads(DATA.read_text("utf-8"))["templates"])


@pytest.mark.parametrize(("chosen", "stored"), [("always", True), ("never", False), ("", None)])
def test_a_network_has_a_second_person_or_not(
    client: PageClient, world: World, admin: Person, chosen: str, stored: bool | None
) -> None:
    office.edit(client, office.address(world, "networks", "hf-4"), second_person=chosen)
    assert world.read(lambda: networks.by_key("hf-4").four_eyes) is stored
