"""Many similar texts: found, decided together, single ones left out, undone together, told to each author."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.contributions import queries as contribution_queries
from app.core import clock
from app.core.languages import content
from app.moderation import actions, queries, settings
from app.moderation.rules import WAVE_AT_ONCE, ReasonCode
from tests.support.build import World
from tests.support.cases import acting, decide, look, moderator, send, state
from tests.support.client import PageClient
from tests.support.staff import Person, sign_in

WAVES = "/staff/moderation/waves"
HATE = "Ihr gehört alle nicht hierher, geht endlich weg aus unserer Stadt {}"


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


def flood(world: World, count: int = 5) -> list[str]:
    return [send(world, HATE.format(number), fields=[]) for number in range(count)]


def test_a_wave_is_decided_at_once_and_undone_at_once(world: World, client: PageClient, person: Person) -> None:
    sent, other = flood(world), send(world, "Mehr Licht im Treppenhaus, bitte.")
    assert "5 similar texts wait." in client.get(f"/staff/moderation/{sent[2]}").text
    assert "similar" not in client.get(f"/staff/moderation/{other}").text
    page = client.get(client.get(WAVES).one(".card a").attrs["href"])
    form = page.form("decision")
    assert len([name for name, _value in form.values if name == "cases"]) == 5, "all are chosen"
    left, kept = sent[0], [value for name, value in form.values if name == "cases" and not value.startswith(sent[0])]
    page = client.submit(form.fill(cases=kept, decision="refuse", reason="hate_or_threat", statement="So nicht."))
    assert [state(world, one) for one in sent] == ["submitted"] + ["refused"] * 4
    assert "4 contributions" in page.one(".undo-bar").to_text()

    def told(case: object) -> object:
        found = queries.statement_of_reasons(case)  # type: ignore[arg-type]
        return found and (found.reason, found.statement and found.statement.text)

    assert [look(world, one, told) for one in sent[1:]] == [(ReasonCode.HATE_OR_THREAT, "So nicht.")] * 4
    page = client.submit(page.form(action=page.one(".undo-bar form").attrs["action"]))
    assert "Undone." in page.text
    assert [state(world, one) for one in sent] == ["submitted"] * 5
    assert look(world, left, told) is None


def test_merged_together_and_undone_together(world: World, client: PageClient, person: Person) -> None:
    sent = flood(world, 4)
    page = client.get(client.get(WAVES).one(".card a").attrs["href"])
    page = client.submit(page.form("decision").fill(decision="merge"))
    states = sorted(state(world, one) for one in sent)
    assert states == ["merged", "merged", "merged", "submitted"]
    main = next(one for one in sent if state(world, one) == "submitted")
    assert look(world, main, lambda case: case.voices) == 4
    client.submit(page.form(action=page.one(".undo-bar form").attrs["action"]))
    assert [state(world, one) for one in sent] == ["submitted"] * 4
    assert look(world, main, lambda case: case.voices) == 1


def test_all_or_none_and_no_word_is_lost(world: World, client: PageClient, person: Person) -> None:
    sent, second = flood(world), moderator(world, "second@staff.example")
    page = client.get(client.get(WAVES).one(".card a").attrs["href"])
    form = page.form("decision").fill(decision="refuse", reason="hate_or_threat", statement="Mein langer Satz.")
    decide(world, sent[3], actions.refer, actor=acting(second))
    page = client.submit(form, 409)
    assert "Somebody else decided about some of these meanwhile." in page.text
    assert "Mein langer Satz." in page.html
    assert sorted(state(world, one) for one in sent) == ["referred"] + ["submitted"] * 4
    again = page.form("decision")
    assert len([name for name, _value in again.values if name == "cases"]) == 4
    client.submit(again)
    assert sorted(state(world, one) for one in sent) == ["referred"] + ["refused"] * 4


def test_a_wrong_form_keeps_what_was_typed(world: World, client: PageClient, person: Person) -> None:
    sent = flood(world, 3)
    form = client.get(client.get(WAVES).one(".card a").attrs["href"]).form("decision")
    client.submit(form.fill(statement="Ein Satz"), 422)
    page = client.submit(form.fill(decision="refuse"), 422)
    assert "Ein Satz" in page.html
    assert page.all("#error-summary a")
    client.submit(form.fill(cases=[], reason="insult"), 422)
    client.submit(form.fill(cases=["222222:1", sent[0]]), 422)
    assert [state(world, one) for one in sent] == ["submitted"] * 3


def test_waves_end_with_language_and_days(world: World, person: Person) -> None:
    start = datetime(2027, 3, 1, 11, tzinfo=UTC)
    for days in (0, 1, 9, 10):
        with clock.at(start + timedelta(days=days)):
            send(world, HATE.format(days))
    with clock.at(start):
        send(world, HATE.format("x"), "en")
    assert world.read(queries.waves) == []
    with clock.at(start + timedelta(days=2)):
        last = send(world, HATE.format("y"))
    found = world.read(lambda: [[case.reference for case in wave.cases] for wave in queries.waves()])
    assert len(found) == 1
    assert last in found[0]
    assert len(found[0]) == 3


def test_at_most_so_many_by_one_press(world: World, client: PageClient, person: Person) -> None:
    flood(world, WAVE_AT_ONCE + 2)
    page = client.get(client.get(WAVES).one(".card a").attrs["href"])
    assert len(page.all("[name=cases]")) == WAVE_AT_ONCE
    assert "The others of this wave follow" in page.text


def test_an_erased_text_is_in_no_wave(world: World, person: Person) -> None:
    sent = flood(world, 3)
    world.do(lambda: content.erase(contribution_queries.get(sent[0])))
    assert world.read(queries.waves) == []
