"""What was left out of an answer stays out: in the composer, in waiting words, in earlier versions, in the database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.answers import actions
from app.core import clock
from app.core.history import SYSTEM
from app.core.languages.content import TextVersion
from app.extensions import db
from app.networks import queries as networks
from app.notices import actions as notices
from app.permissions import Role
from tests.support.answering import write
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.notices import at_desk, report, settle
from tests.support.staff import Person

NAMED = "Frau Beispiel ist bekannt. Der Raum kommt."
SHORT = "[…] Der Raum kommt."
SECRET = "Frau Beispiel"
PERIODS = {"notice_contact": 183, "notice_words": 730, "original": 183}


@pytest.fixture
def person(world: World) -> Person:
    return world.person(Role.MODERATOR)


@pytest.fixture
def manager(world: World) -> Person:
    return world.person(Role.NETWORK_MANAGER, network="hf-4")


@pytest.fixture
def case(world: World, person: Person, manager: Person) -> Case:
    """An answered case that belongs to networks 4 and 7."""
    found = world.release(world.submit("Wir brauchen einen Raum.", "de"), person, german=None, fields=(4, 7))
    world.answer(found, manager, NAMED)
    return found


def leave_out(client: PageClient, world: World, person: Person, case: Case, **more: Any) -> None:
    number = report(client, case.reference, answer="hf-4")
    settle(world, person, number, **{"ending": "redact", "reason": "third_person", "redacted": SHORT, **more})


def by_two() -> None:
    networks.by_key("hf-4").four_eyes = True


def stored(world: World) -> list[str]:
    query = sa.select(TextVersion.text).where(TextVersion.subject_kind == "answer")
    return world.read(lambda: list(db.session.execute(query).scalars()))


def test_a_small_correction_does_not_bring_it_back(
    client: PageClient, world: World, person: Person, manager: Person, case: Case
) -> None:
    leave_out(client, world, person, case)
    desk = at_desk(world, manager)
    page = desk.get(f"/staff/network/{case.reference}")
    assert page.all("[data-left-out]")
    form = page.form("outcome")
    assert dict(form.values)["text"] == SHORT
    desk.submit(form.fill(next_step="Wir melden uns im Mai.", reason="Nächster Schritt ergänzt"))
    public = client.get(f"/de/contributions/{case.reference}")
    assert "Wir melden uns im Mai." in public.text
    assert SECRET not in public.html
    form = desk.get(f"/staff/network/{case.reference}").form("outcome")
    desk.submit(form.fill(text=f"{SHORT} Im Mai.", reason="Monat ergänzt"))
    assert "Im Mai." in client.get(f"/de/contributions/{case.reference}").text
    assert SECRET not in client.get(f"/de/contributions/{case.reference}").html


def test_earlier_versions_do_not_show_it(
    client: PageClient, world: World, person: Person, manager: Person, case: Case
) -> None:
    write(world, case, manager, actions.correct_published, f"{NAMED} Bald.", reason="Ergänzt")
    leave_out(client, world, person, case)
    other = at_desk(world, world.person(Role.NETWORK_MANAGER, network="hf-7", email="hf7@staff.example"))
    url = f"/staff/network/{case.reference}"
    assert SECRET not in other.get(url).html
    write(world, case, manager, actions.correct_published, "Der Raum kommt im Mai.", reason="Monat ergänzt")
    for desk in (other, at_desk(world, manager)):
        page = desk.get(url)
        assert SECRET not in page.html
        assert SHORT in page.text, "what readers could read is still among the earlier versions"


def test_waiting_words_go_with_it(
    client: PageClient, world: World, person: Person, manager: Person, case: Case
) -> None:
    world.do(by_two)
    write(world, case, manager, actions.correct_published, f"{NAMED} Bald.", reason="Ergänzt")
    leave_out(client, world, person, case)
    assert SECRET not in at_desk(world, manager).get(f"/staff/network/{case.reference}").html


@pytest.mark.parametrize("corrected", [False, True])
def test_after_its_time_it_exists_nowhere(
    client: PageClient, world: World, person: Person, manager: Person, case: Case, corrected: bool
) -> None:
    leave_out(client, world, person, case)
    if corrected:
        write(world, case, manager, actions.correct_published, "Der Raum kommt im Mai.", reason="Monat ergänzt")
    ends = clock.today() + timedelta(days=PERIODS["original"])
    world.do(lambda: notices.erase_due(ends, actor=SYSTEM, periods=PERIODS) and None)
    assert any(SECRET in text for text in stored(world))
    world.do(lambda: notices.erase_due(ends + timedelta(days=1), actor=SYSTEM, periods=PERIODS) and None)
    assert not any(SECRET in text for text in stored(world))
    shown = "Der Raum kommt im Mai." if corrected else SHORT
    assert shown in client.get(f"/de/contributions/{case.reference}").text
