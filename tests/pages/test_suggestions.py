"""Suggestions beside a case: with the reason, the way to the form that joins, and never words that are gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.core import similar
from app.moderation import actions
from app.moderation.rules import ReasonCode
from app.permissions import Role
from tests.actions.test_comparing import BUS, BUS_PORTUGUESE, LAMP, LAMP_TOO, turns
from tests.support import cases
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.staff import Person, hire

# Statements of the page of a waiting case without suggestions and with three of them: they cost none more.
HERE = "/staff/moderation/"


@pytest.fixture
def moderator(world: World) -> Person:
    return hire(world, Role.MODERATOR)


@pytest.fixture
def desk(world: World, moderator: Person) -> PageClient:
    return world.browser(moderator)


@pytest.fixture
def model() -> Iterator[None]:
    similar.configure({"SIMILAR_TEXTS": True})
    yield
    similar.configure({"SIMILAR_TEXTS": False})


def test_without_a_comparison_nothing_is_said(world: World, desk: PageClient) -> None:
    page = desk.get(HERE + cases.send(world, LAMP))
    assert "Perhaps the same" not in page.text
    assert "Likely action field" not in page.text


def test_another_case_is_shown_with_words_and_reason(world: World, desk: PageClient, moderator: Person) -> None:
    first = cases.send(world, LAMP, district_key="mesum")
    cases.release(world, first, moderator)
    second = cases.send(world, LAMP_TOO, district_key="mesum")
    turns(world)
    page = desk.get(HERE + second)
    assert "Perhaps the same" in page.text
    assert "Licht im Treppenhaus" in page.text
    assert "nearly the same words · same action field · same district" in page.text
    assert "Software suggests this. You decide." in page.text


def test_the_button_leads_to_the_filled_in_form_that_joins(world: World, desk: PageClient) -> None:
    first, second = cases.send(world, LAMP), cases.send(world, LAMP_TOO)
    turns(world)
    page = desk.get(HERE + second)
    [link] = [link for link in page.all("a") if "Merge with this one" in link.to_text()]
    page = desk.get(link.attrs["href"].partition("#")[0])
    form = page.form("main")
    assert dict(form.values)["main"] == first
    assert page.all("details[open] #decide-merge")
    desk.submit(form)
    assert cases.state(world, second) == "merged"


def test_the_likely_field_is_chosen_with_one_click(
    world: World, model: None, desk: PageClient, moderator: Person
) -> None:
    bus = cases.send(world, BUS)
    cases.release(world, bus, moderator, fields=[3], primary=3, title="Früher Bus")
    foreign = cases.send(world, BUS_PORTUGUESE, "pt", fields=[])
    turns(world)
    page = desk.get(HERE + foreign)
    assert "Likely action field" in page.text
    assert "a similar meaning" in page.text
    [link] = [link for link in page.all("a") if "field=3" in link.attrs.get("href", "")]
    chosen = desk.get(link.attrs["href"].partition("#")[0]).form("fields").values
    assert ("fields", "3") in chosen
    assert ("primary", "3") in chosen
    # For a case that is decided, a field is no help any more.
    assert "Likely action field" not in desk.get(HERE + bus).text


@pytest.mark.parametrize(
    "query", ["?reference=x&_anchor=y", "?main=<b>", "?field=99&field=x", "?main=ABCDEF&field=4&field=4"]
)
def test_strange_addresses_fill_in_nothing_bad(world: World, desk: PageClient, query: str) -> None:
    desk.get(HERE + cases.send(world, LAMP) + query)


def test_suggestions_cost_one_statement(world: World, desk: PageClient, moderator: Person) -> None:
    case = cases.send(world, LAMP)
    for text in (LAMP_TOO, LAMP_TOO + " Bitte!", LAMP + " Danke!"):
        cases.send(world, text)
    # Beside a waiting case the next ones are listed: the same before and after.
    desk.get(HERE + case)
    desk.get(HERE + case)
    before = desk.queries
    turns(world)
    page = desk.get(HERE + case)
    assert page.text.count("Merge with this one") == 3
    assert desk.queries == before


def test_a_refused_text_disappears_from_the_page_at_once(world: World, desk: PageClient, moderator: Person) -> None:
    first, second = cases.send(world, LAMP), cases.send(world, LAMP_TOO)
    turns(world)
    assert first in desk.get(HERE + second).text
    cases.decide(world, first, actions.refuse, actor=cases.acting(moderator), reason=ReasonCode.ADVERTISING)
    assert "Perhaps the same" not in desk.get(HERE + second).text
