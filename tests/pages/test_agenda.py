"""Agendas: proposed with reasons, put in order by organisers and the tandem, public where everything on them is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.answers.rules import Outcome
from app.core import clock, history
from app.dialogforum.queries import agenda as queries
from app.dialogforum.rules.agenda import Open, Reason, ordered, reasons_of
from app.permissions import Role
from app.rounds import queries as rounds
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.page import Form, Page
from tests.support.racing import at_once
from tests.support.staff import Person
from tests.support.tables import round_with_tables

TODAY = date(2027, 5, 8)
FOUR = "/staff/dialogforum/agenda/4"


def row(reference: str = "A", days: int = 3, voices: int = 1, outcome: str | None = None) -> Open:
    return Open(reference, TODAY - timedelta(days=days), voices, outcome is not None, outcome)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (row(), [Reason.UNANSWERED]),
        (row(days=84), [Reason.LONG_WAITING, Reason.UNANSWERED]),
        (row(voices=3), [Reason.MANY_VOICES, Reason.UNANSWERED]),
        (row(outcome="next_forum", days=400, voices=9), [Reason.NEXT_FORUM]),
        (row(outcome="needs_decision"), [Reason.NEEDS_DECISION]),
        (row(outcome="adopted", voices=9), []),
    ],
)
def test_every_reason_is_said(one: Open, told: list[Reason]) -> None:
    assert list(reasons_of(one, TODAY)) == told


def test_the_order_follows_the_reasons_then_voices_then_age() -> None:
    rows = [
        row("young"),
        row("old", days=20),
        row("two", voices=2),
        row("many", voices=4),
        row("promised", outcome="next_forum"),
        row("done", outcome="adopted"),
    ]
    assert [one.reference for one, _reasons in ordered(rows, TODAY)] == ["promised", "many", "two", "old", "young"]


@pytest.fixture
def manager(world: World) -> Person:
    round_with_tables(world)
    return world.person(Role.NETWORK_MANAGER, network="hf-4")


@pytest.fixture
def moderator(world: World) -> Person:
    return world.person(Role.MODERATOR)


def released(world: World, moderator: Person, title: str, **more: object) -> Case:
    return world.release(world.submit(f"Text zu {title}.", "de"), moderator, title=title, german=None, **more)


def take(browser: PageClient, case: Case) -> Page:
    return browser.submit(browser.get(FOUR).form(action=f"/take/{case.reference}"))


def verbs() -> list[str]:
    current = rounds.current(clock.today())
    found = queries.of(current, 4) if current else None
    return [entry.verb for entry in history.of(found)] if found else []


def titles(page: Page) -> list[str]:
    first = page.one("main").query("ol.desk-list h3")
    return [" ".join(one.to_text().split()) for one in first]


def act(browser: PageClient, word: str, place: int = 0, status: int = 200) -> Page:
    forms = [form for form in forms_of(browser.get(FOUR)) if form.action.endswith(word)]
    return browser.submit(forms[place], status)


def forms_of(page: Page) -> list[Form]:
    return [page.form(action=element.attrs["action"]) for element in page.all("main form")]


def test_what_is_open_is_proposed_with_its_reasons(world: World, manager: Person, moderator: Person) -> None:
    released(world, moderator, "Offen")
    promised, done = released(world, moderator, "Versprochen"), released(world, moderator, "Erledigt")
    released(world, moderator, "Anderswo", fields=(7,))
    world.answer(promised, manager, outcome=Outcome.NEXT_FORUM)
    world.answer(done, manager, outcome=Outcome.ADOPTED)
    page = world.browser(manager).get(FOUR)
    assert "Promised for this Dialogforum" in page.text
    assert page.text.index("Versprochen") < page.text.index("Offen")
    assert "Erledigt" not in page.text
    assert "Anderswo" not in page.text


def test_points_are_taken_put_in_order_timed_and_taken_off(world: World, manager: Person, moderator: Person) -> None:
    browser = world.browser(manager)
    one, two = released(world, moderator, "Erstes"), released(world, moderator, "Zweites")
    take(browser, one)
    page = take(browser, two)
    assert titles(page) == ["Erstes", "Zweites"]
    assert titles(act(browser, "/down")) == ["Zweites", "Erstes"]
    assert titles(act(browser, "/up")) == ["Erstes", "Zweites"]
    form = next(form for form in forms_of(browser.get(FOUR)) if "minutes" in form.names)
    assert "35 minutes in all" in browser.submit(form.fill(minutes="25")).text
    assert titles(act(browser, "/off")) == ["Zweites"]
    assert world.read(verbs) == [
        "take_on_agenda",
        "take_on_agenda",
        "move_point",
        "move_point",
        "change_point",
        "take_off_agenda",
    ]


def test_a_double_tap_adds_one_point(world: World, manager: Person) -> None:
    browser = world.browser(manager)
    form = browser.get(FOUR).form(action="/points").fill(words="Vorstellung der Nachbarn", minutes="5")
    browser.submit(form)
    assert titles(browser.submit(form)) == ["Vorstellung der Nachbarn"]
    page = browser.submit(browser.get(FOUR).form(action="/points").fill(words="", minutes="viele"), 422)
    assert "Please write what the point is about." in page.text


def test_nobody_moves_what_she_has_not_seen(world: World, manager: Person, moderator: Person) -> None:
    organiser = world.browser(world.person(Role.STEERING_MEMBER))
    browser = world.browser(manager)
    take(browser, released(world, moderator, "Erstes"))
    take(browser, released(world, moderator, "Zweites"))
    seen = organiser.get(FOUR).form(action="/down")
    act(browser, "/down")
    page = organiser.submit(seen, 409)
    assert "Somebody else changed the agenda." in page.text
    assert titles(page) == ["Zweites", "Erstes"]


def test_of_two_who_take_the_same_at_once_it_stands_there_once(
    world: World, manager: Person, moderator: Person
) -> None:
    people = [world.browser(manager), world.browser(world.person(Role.ADMIN))]
    case = released(world, moderator, "Beides")
    forms = [one.get(FOUR).form(action=f"/take/{case.reference}") for one in people]
    answers = at_once(people, [(form.action, dict(form.values)) for form in forms])
    assert [one.status_code for one in answers] == [303, 303]
    assert titles(people[0].get(FOUR)) == ["Beides"]


def test_only_the_tandem_and_organisers_change_it(world: World, manager: Person, moderator: Person) -> None:
    case = released(world, moderator, "Offen")
    take(world.browser(manager), case)
    member = world.browser(world.person(Role.NETWORK_MEMBER, network="hf-4"))
    page = member.get(FOUR)
    assert "Offen" in page.text
    assert not page.all("main form")
    other = world.browser(world.person(Role.NETWORK_MANAGER, email="seven@staff.example", network="hf-7"))
    other.get(FOUR, 404)
    token = dict(other.get("/staff/").form("csrf_token").values)["csrf_token"]
    for end in (f"/take/{case.reference}", "/points", "/publish"):
        other.post(FOUR + end, {"csrf_token": token, "words": "Fremd", "minutes": "5"}, 404)
    # Helpers of the day see every table; that opens no agenda to a manager who helps.
    both = world.browser(world.person(Role.EVENT_STAFF, Role.NETWORK_MANAGER, email="both@staff.example"))
    assert not both.get(FOUR).all("main form")


def test_everybody_reads_public_points_of_published_agendas_alone(
    world: World, manager: Person, moderator: Person, client: PageClient
) -> None:
    browser, year = world.browser(manager), clock.today().year
    shown, hidden = released(world, moderator, "Laut"), released(world, moderator, "Leise", public=False)
    take(browser, shown)
    take(browser, hidden)
    browser.submit(browser.get(FOUR).form(action="/points").fill(words="Pause", minutes="5", public=None))
    browser.submit(browser.get(FOUR).form(action="/points").fill(words="Vorstellung", minutes="5"))
    public = f"/en/dialogforum/{year}/agenda"
    assert "Text zu Laut" not in client.get(public).text
    act(browser, "/publish")
    page = client.get(public)
    assert "Text zu Laut." in page.text
    assert "Vorstellung" in page.text
    assert not [word for word in ("Leise", hidden.reference, "Pause") if word in page.html]
    # The office reads no title of what is not public.
    office = world.browser(world.person(Role.ADMIN)).get(FOUR)
    assert "A contribution that is not public" in office.text
    assert "Leise" not in office.text
    act(browser, "/hide")
    assert "Text zu Laut" not in client.get(public).text
    client.get("/en/dialogforum/1999/agenda", 404)
