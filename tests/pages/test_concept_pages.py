"""The living concept: Part A and B, fields, measures, in every language, with what is missing said aloud."""

from __future__ import annotations

import tomllib

import pytest

from app.concept import queries as concept
from app.concept.actions import load_goals
from app.core import clock
from app.core.history import SYSTEM
from app.core.languages import locales
from app.permissions import Role
from config import ROOT
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import GERMAN

TAGS = [language.tag for language in locales.OFFERED]
EXAMPLES = ROOT / "app" / "demo" / "data" / "concept-example.toml"


@pytest.fixture
def measures(world: World) -> list[str]:
    """References of the example measures."""

    def load() -> list[str]:
        found = load_goals(tomllib.loads(EXAMPLES.read_text("utf-8")), actor=SYSTEM)
        return [measure.reference for measure in found.values()]

    return world.do(load)


@pytest.mark.parametrize("tag", TAGS)
def test_part_a_and_b(client: PageClient, tag: str) -> None:
    page = client.get(f"/{tag}/concept/")
    assert len(page.all(".principles > li")) == 9
    numbers = {link.attrs["href"] for link in page.all(f'main a[href*="/{tag}/fields/"]')}
    assert numbers >= {f"/{tag}/fields/{number}/" for number in range(1, 9)}
    assert client.queries <= 8
    page = client.get(f"/{tag}/fields/")
    assert len(page.all(f'main a[href^="/{tag}/fields/"]')) == 8


@pytest.mark.parametrize("tag", TAGS)
def test_each_field_with_its_official_name(client: PageClient, world: World, tag: str) -> None:
    names = world.read(lambda: {row.number: row.name for row in concept.fields(clock.today())})
    for number in range(1, 9):
        page = client.get(f"/{tag}/fields/{number}/")
        assert names[number] in page.text
        assert page.all(f'main a[href*="/{tag}/contribute/"][href*="action_field={number}"]')
        assert page.all(f'main a[href*="/{tag}/contributions/"][href*="action_field={number}"]')


def test_numbers_of_a_field_are_those_of_the_list(client: PageClient, world: World) -> None:
    moderator = world.person(Role.MODERATOR)
    for text in (GERMAN, "Wir brauchen mehr Wohnungen."):
        world.release(world.submit(text, "de"), moderator, german=None)
    assert "2 contributions can be read here." in client.get("/en/fields/4/").text
    assert len(client.get("/en/contributions/?action_field=4").all("#results > li")) == 2


@pytest.mark.parametrize("tag", TAGS)
def test_each_measure(client: PageClient, measures: list[str], tag: str) -> None:
    assert measures
    for reference in measures:
        page = client.get(f"/{tag}/measures/{reference}")
        assert page.all(".example-mark"), "examples are marked as such"
    field = client.get(f"/{tag}/fields/4/")
    assert field.all(f'main a[href^="/{tag}/measures/"]')


def test_a_measure_that_is_not_there(client: PageClient) -> None:
    client.get("/en/measures/M9.9.9.9", status=404)
    client.get("/en/measures/nothing", status=404)


def test_foreign_words_say_their_language(client: PageClient, measures: list[str]) -> None:
    page = client.get(f"/ar/measures/{measures[0]}")
    assert page.one("h1").attrs["lang"] == "de"
    assert page.one("h1").attrs["dir"] == "auto"
