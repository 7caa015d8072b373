"""Nothing on the pages of networks tells who wrote, when, in which language, or how to reach the author."""

from __future__ import annotations

from datetime import UTC, datetime

from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.rules import MessageKind
from app.core import clock
from app.core.history import RESIDENT
from app.core.languages import locales
from app.permissions import Role
from tests.support.build import World
from tests.support.desk import ARABIC, GERMAN, Case, Office, draft, publish, release, staff, submit

MAIL = "canary@post.example"
ADDITION = "ملاحظة إضافية عن البيت"
ARRIVAL = datetime(2027, 3, 3, 9, 47, 31, tzinfo=UTC)
RELEASE = datetime(2027, 3, 17, 14, 21, 5, tzinfo=UTC)


def district_case(world: World, office: Office, district: str = "gellendorf") -> Case:
    return release(world, submit(world, district=district), office.moderator)


def test_no_page_of_a_network_holds_a_canary(world: World) -> None:
    office = Office(world)
    with clock.at(ARRIVAL):
        case = submit(world, contact=MAIL)

        def add() -> None:
            contribution = contributions.get(case.reference)
            contribution_actions.add_message(
                contribution, MessageKind.ADDITION, ADDITION, language="ar", actor=RESIDENT, form_number="n1"
            )

        world.do(add)
    with clock.at(RELEASE):
        release(world, case, office.moderator, fields=(4, 7))
        publish(world, draft(world, case, office.other, "Hallo.", network="hf-7"), office.other)
        draft(world, case, office.manager)
    for person in (office.manager, office.member):
        browser = office.browser(person)
        for url in ("/staff/network/", f"/staff/network/{case.reference}"):
            html = browser.get(url).html
            assert [canary for canary in _canaries(case) if canary in html] == [], url


def _canaries(case: Case) -> list[str]:
    """What must not stand there: address, code, words and language of the author, day and time of any act."""
    words = [MAIL, "canary@", case.code, ARABIC, ADDITION, str(case.id)]
    language = ['lang="ar"', locales.known("ar").name, "Arabisch", "Arabic"]
    return words + language + ["2027-03-03", "March 3,", "09:47", "10:47", "14:21", "15:21"]


def test_the_author_is_only_quoted_in_german(world: World) -> None:
    office = Office(world)
    case = release(world, submit(world), office.moderator)

    def add(text: str, language: str, number: str) -> None:
        contribution_actions.add_message(
            contributions.get(case.reference),
            MessageKind.ADDITION,
            text,
            language=language,
            actor=RESIDENT,
            form_number=number,
        )

    world.do(add, ADDITION, "ar", "n1")
    world.do(add, "Noch etwas auf Deutsch.", "de", "n2")
    manager = office.browser(office.manager)
    page = manager.get(f"/staff/network/{case.reference}")
    assert "Noch etwas auf Deutsch." not in page.text, "nobody has read it yet"

    def read() -> None:
        actor = staff(office.moderator, Role.MODERATOR)
        contribution_actions.mark_read(contributions.get(case.reference), actor)

    world.do(read)
    page = manager.get(f"/staff/network/{case.reference}")
    assert "Noch etwas auf Deutsch." in page.text
    assert ADDITION not in page.html
    assert "The author added something." in page.text


def test_a_district_is_shown_for_five_or_more_only(world: World) -> None:
    office = Office(world)
    cases = [district_case(world, office) for _number in range(4)]
    manager = office.browser(office.manager)
    assert "Gellendorf" not in manager.get(f"/staff/network/{cases[0].reference}").html
    district_case(world, office)
    assert "Gellendorf" in manager.get(f"/staff/network/{cases[0].reference}").html


def test_with_a_district_the_month_is_dropped_when_few_came_in_it(world: World) -> None:
    office = Office(world)
    with clock.at(ARRIVAL):
        old = district_case(world, office)
    cases = [district_case(world, office) for _number in range(5)]
    manager = office.browser(office.manager)
    page = manager.get(f"/staff/network/{old.reference}")
    facts = " ".join(page.one("[aria-labelledby=facts-title] .key-value").to_text().split())
    assert "Gellendorf" in facts
    assert "Received 2027" in facts
    assert "March" not in facts.split("Take on by")[0]
    assert GERMAN in manager.get(f"/staff/network/{cases[0].reference}").text
