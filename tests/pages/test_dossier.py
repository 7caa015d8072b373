"""The dossier of a field: for the network it belongs to, tagged on paper, the same as a page, and nobody's secret."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask_babel import force_locale

from app.answers.rules import Outcome
from app.concept.actions import load_goals
from app.core import clock
from app.core.history import SYSTEM
from app.core.languages import locales
from app.dialogforum.printing import desk_dossier as printing
from app.dialogforum.printing.desk_dossier import Content, Promise, few
from app.dialogforum.queries import dossier as queries
from app.moderation import actions as moderation
from app.moderation.rules import ReasonCode
from app.permissions import Role
from app.rounds import queries as rounds
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.paper import Paper
from tests.support.staff import Person
from tests.support.tables import EXAMPLE, point, round_with_tables

URL = "/staff/dialogforum/dossiers/4"
LONG = "Im Winter können die Kinder nirgends im Haus spielen, und die Nachbarn beschweren sich über den Lärm. " * 6


@pytest.fixture
def moderator(world: World) -> Person:
    round_with_tables(world)
    return world.person(Role.MODERATOR)


@pytest.fixture
def manager(world: World, moderator: Person) -> Person:
    return world.person(Role.NETWORK_MANAGER, network="hf-4")


def full(world: World, moderator: Person, manager: Person) -> dict[str, Case]:
    """Something in every part."""
    world.do(lambda: load_goals(EXAMPLE, actor=SYSTEM))
    cases = {
        "open": world.release(world.submit(contact="adresse@example.org"), moderator, german=LONG, title="Offen"),
        "hidden": world.release(
            world.submit("Leise Worte.", "de"), moderator, german=None, title="Leise", public=False
        ),
        "answered": world.release(world.submit("Fertig.", "de"), moderator, german=None, title="Erledigt"),
        "elsewhere": world.release(world.submit("Fremd.", "de"), moderator, german=None, title="Fremd", fields=(7,)),
    }
    world.answer(cases["answered"], manager, outcome=Outcome.EXISTS_ALREADY)
    point(world, 4, manager, "Vorstellung der Nachbarn")
    return cases


def paper_of(browser: PageClient) -> Paper:
    response = browser.raw("GET", f"{URL}.pdf")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return Paper(response.get_data())


def test_page_and_paper_tell_the_same(world: World, moderator: Person, manager: Person) -> None:
    cases, browser = full(world, moderator, manager), world.browser(manager)
    paper, page = paper_of(browser), browser.get(URL)
    assert paper.faults() == []
    printed = " ".join(paper.text.split())
    for words in ("Offen", "Leise", "Erledigt", "Exists already", "Vorstellung der Nachbarn", cases["open"].reference):
        assert words in page.text, words
        assert words in printed, words
    assert LONG.strip()[:60] in page.text
    for word in ("Fremd", "adresse@", "نحتاج", 'lang="ar"'):
        assert word not in page.html
        assert word not in printed
    # Two contributions and one answer: a small group is not counted out.
    assert page.text.count("fewer than 5") >= 2


def test_a_network_reads_its_own_alone(world: World, moderator: Person, manager: Person) -> None:
    full(world, moderator, manager)
    other = world.browser(world.person(Role.NETWORK_MANAGER, email="seven@staff.example", network="hf-7"))
    other.get(URL, 404)
    assert other.raw("GET", f"{URL}.pdf").status_code == 404
    other.get("/staff/dialogforum/dossiers/99", 404)
    assert "Fremd" in other.get("/staff/dialogforum/dossiers/7").text
    helper = world.browser(world.person(Role.EVENT_STAFF))
    helper.get(URL, 403)


def test_the_office_reads_what_is_public_the_steering_group_all(
    world: World, moderator: Person, manager: Person
) -> None:
    cases = full(world, moderator, manager)
    office = world.browser(world.person(Role.ADMIN)).get(URL)
    assert "Offen" in office.text
    assert not [word for word in ("Leise", cases["hidden"].reference) if word in office.html]
    assert "Leise Worte." in world.browser(world.person(Role.STEERING_MEMBER)).get(URL).text


def test_words_that_were_left_out_are_left_out_here(world: World, moderator: Person, manager: Person) -> None:
    case = full(world, moderator, manager)["open"]
    world.decide(
        case,
        moderator,
        moderation.redact,
        text="نحتاج […] في البيت.",
        reason=ReasonCode.THIRD_PERSON,
        german="Wir brauchen […] im Haus.",
        title="Offen",
    )
    browser = world.browser(manager)
    assert "Nachbarn beschweren" not in browser.get(URL).text
    assert "Nachbarn beschweren" not in paper_of(browser).text


def test_answers_of_before_the_last_forum_are_no_news(world: World, moderator: Person, manager: Person) -> None:
    full(world, moderator, manager)

    def titles(days: int) -> list[str]:
        since = clock.today() + timedelta(days=days)
        return [one.title for one in queries.answered_cases(4, since, hidden=True)]

    assert world.read(lambda: titles(0)) == ["Erledigt"]
    assert world.read(lambda: titles(1)) == []


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (60, "60")])
def test_small_groups_are_not_counted_out(world: World, count: int, said: str) -> None:
    with world.app.test_request_context("/en/"), force_locale("en"):
        assert few(count) == said


@pytest.mark.parametrize("tag", ["de", "ar", "tr", "uk"])
def test_an_empty_and_a_full_dossier_in_every_language_of_staff(world: World, moderator: Person, tag: str) -> None:
    person = world.person(Role.NETWORK_MEMBER, network="hf-4", language=tag)
    browser = world.browser(person)
    assert paper_of(browser).faults() == []
    full(world, moderator, world.person(Role.NETWORK_MANAGER, network="hf-4"))
    paper = paper_of(browser)
    assert paper.faults() == []
    # German words stand from left to right, on the Arabic page too.
    places = paper.lefts(["Vorstellung", "Nachbarn"])
    assert places == sorted(places)
    browser.get(URL)


def test_promises_of_the_last_forum_have_their_place(world: World, moderator: Person) -> None:
    def made() -> bytes:
        current, day = rounds.current(clock.today()), clock.today()
        assert current is not None
        field = queries.concept.field(4, day)
        promise = Promise("Der Keller wird geöffnet.", "Netzwerk Wohnen", day, "läuft")
        content = Content(
            field, field.name, current, day, [], [], [], [], queries.numbers(4, current), promises=[promise]
        )
        return printing.paper(printing.told(content), locales.GERMAN)

    with world.app.test_request_context("/de/"):
        paper = Paper(made())
    assert paper.faults() == []
    assert "Der Keller wird geöffnet." in paper.text
