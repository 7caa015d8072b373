"""One click on a hint fills in the form that leaves it out; nothing is saved before somebody decides."""

from __future__ import annotations

import pytest

from app.contributions import queries as contributions
from app.moderation import actions, queries
from app.moderation.rules import ReasonCode
from app.permissions import Role
from tests.support import cases
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.staff import Person, hire

HERE = "/staff/moderation/"
TEXT = "Frau Wiebke Rothenpieler schimpft. Rufen Sie mich an: 0171 2345678. Wir brauchen eine neutrale Stelle."
POLISH = "Właściciel, pan Detlef Kuhlenbäumer, nie naprawia ogrzewania."
GERMAN = "Der Eigentümer, Herr Detlef Kuhlenbäumer, repariert die Heizung nicht."


@pytest.fixture
def moderator(world: World) -> Person:
    return hire(world, Role.MODERATOR)


@pytest.fixture
def desk(world: World, moderator: Person) -> PageClient:
    return world.browser(moderator)


def test_hints_say_what_and_why(world: World, desk: PageClient) -> None:
    page = desk.get(HERE + cases.send(world, TEXT))
    assert "a name: Wiebke Rothenpieler · stands after a title" in page.text
    assert "a phone number: 0171 2345678 · has this form" in page.text
    assert {mark.to_text() for mark in page.all("mark")} == {"Wiebke Rothenpieler", "0171 2345678"}


def test_an_insult_is_marked_and_nothing_is_decided(world: World, desk: PageClient) -> None:
    reference = cases.send(world, "Ihr seid alle Idioten im Amt, fünf Wochen für einen Stempel!")
    page = desk.get(HERE + reference)
    # The text is folded, so the word is not repeated beside it.
    assert "a word that often hurts · is on the list of such words" in page.text
    assert "The text may hold hurting words" in page.text
    assert cases.state(world, reference) == "submitted"


def test_one_click_fills_in_the_shorter_text(world: World, desk: PageClient) -> None:
    reference = cases.send(world, TEXT)
    page = desk.get(f"{HERE}{reference}?leave_out=0")
    values = dict(page.form("redacted").values)
    assert values["redacted"] == TEXT.replace("Wiebke Rothenpieler", "[…]")
    assert values["redaction_reason"] == "third_person"
    values = dict(desk.get(f"{HERE}{reference}?leave_out=all").form("redacted").values)
    assert values["redacted"] == "Frau […] schimpft. Rufen Sie mich an: […]. Wir brauchen eine neutrale Stelle."
    assert values["redaction_reason"] == "personal_data"
    assert cases.look(world, reference, lambda case: queries.views(case)[0].text) == TEXT


def test_the_german_text_is_shortened_with_it(world: World, desk: PageClient, moderator: Person) -> None:
    reference = cases.send(world, POLISH, "pl")
    world.do(lambda: actions.german_text(contributions.get(reference), GERMAN, actor=cases.acting(moderator)))
    values = dict(desk.get(f"{HERE}{reference}?leave_out=all").form("redacted").values)
    assert values["redacted"] == POLISH.replace("Detlef Kuhlenbäumer", "[…]")
    assert values["german"] == GERMAN.replace("Detlef Kuhlenbäumer", "[…]")


def test_what_was_left_out_is_no_hint_any_more(world: World, desk: PageClient, moderator: Person) -> None:
    reference = cases.send(world, POLISH, "pl")
    left = {"redacted_text": "Właściciel […] nie naprawia ogrzewania.", "redaction_reason": ReasonCode.THIRD_PERSON}
    cases.release(world, reference, moderator, **left)
    page = desk.get(HERE + reference)
    assert "Please look closely" not in page.text
    # What was left out is sealed; who must see it again gives a reason.
    assert "Detlef Kuhlenbäumer" not in page.text


def test_a_released_text_gets_the_form_for_later(world: World, desk: PageClient, moderator: Person) -> None:
    reference = cases.send(world, TEXT)
    cases.release(world, reference, moderator)
    page = desk.get(f"{HERE}{reference}?leave_out=0")
    assert page.all("details[open] #decide-redact")
    assert "[…]" in dict(page.form("redacted").values)["redacted"]


@pytest.mark.parametrize("asked", ["99", "-1", "x", "all&leave_out=0", "²"])
def test_strange_numbers_leave_nothing_out_by_mistake(world: World, desk: PageClient, asked: str) -> None:
    reference = cases.send(world, "Wir brauchen eine Bank am Platz.")
    values = dict(desk.get(f"{HERE}{reference}?leave_out={asked}").form("redacted").values)
    assert values["redacted"] == "Wir brauchen eine Bank am Platz."


def test_the_author_learns_that_software_had_marked_something(world: World, moderator: Person) -> None:
    reference = cases.send(world, "Ihr seid alle Idioten im Amt!")
    decision = cases.decide(world, reference, actions.refuse, actor=cases.acting(moderator), reason=ReasonCode.INSULT)
    assert decision.had_hint
