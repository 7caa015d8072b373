"""The queue: order, filters and pages; reading; the German working text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.contributions import actions as contribution_actions
from app.contributions import queries as contribution_queries
from app.contributions.rules import Source
from app.core import clock
from app.core.errors import Conflict, Invalid, Missing, NotPossibleNow
from app.core.history import RESIDENT
from app.core.languages import content
from app.core.languages.content import Audience
from app.moderation import actions, queries
from app.moderation.queries import Filter
from app.moderation.rules import Waits
from tests.support.build import World
from tests.support.cases import acting, look, moderator, release, send
from tests.support.staff import Person

MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def person(world: World) -> Person:
    return moderator(world)


def listed(world: World, wanted: Filter | None = None, size: int = 50) -> list[str]:
    """All references, page by page."""
    found: list[str] = []
    after: str | None = None
    for _page in range(20):
        page = world.read(lambda start=after: queries.waiting(wanted, after=start, size=size))
        found += [row.reference for row in page.rows]
        after = page.after
        if after is None:
            return found
    raise AssertionError("the pages never end")


def test_days_in_order_and_no_order_within_a_day(world: World) -> None:
    days = []
    for day in range(2):
        with clock.at(MONDAY + timedelta(days=day)):
            days.append([send(world, f"Text {number}") for number in range(7)])
    with clock.at(MONDAY):
        robot = send(world, "Buy cheap", looks_automatic=True)
    order = listed(world)
    assert (set(order[:7]), set(order[7:14]), order[14]) == (set(days[0]), set(days[1]), robot)
    assert order[:7] != days[0] or order[7:14] != days[1]
    assert listed(world, size=2) == order


def test_filters(world: World) -> None:
    four, two = send(world, fields=[4]), send(world, "No light", "en", fields=[2])
    unsure, card = send(world, fields=[]), send(world, source=Source.CARD, fields=[4, 2])
    assert set(listed(world, Filter(action_field="4"))) == {four, card}
    assert listed(world, Filter(action_field="unsure")) == [unsure]
    assert listed(world, Filter(language="en")) == [two]
    assert listed(world, Filter(source=Source.CARD)) == [card]
    assert listed(world, Filter(action_field="4", source=Source.WEB)) == [four]


@pytest.mark.parametrize(("days", "late"), [(3, False), (4, True)])
def test_waiting_too_long_counts_working_days(world: World, days: int, late: bool) -> None:
    with clock.at(MONDAY):
        reference = send(world)
    with clock.at(MONDAY + timedelta(days=days)):
        assert (listed(world, Filter(waits=Waits.LATE)) == [reference]) is late
        assert world.read(queries.counts, clock.today()).overdue == int(late)


def test_a_weekend_is_not_waiting(world: World) -> None:
    friday = MONDAY + timedelta(days=4)
    with clock.at(friday):
        send(world)
    with clock.at(friday + timedelta(days=5)):  # Wednesday: the third working day
        assert world.read(queries.counts, clock.today()).overdue == 0
    with clock.at(friday + timedelta(days=6)):
        assert world.read(queries.counts, clock.today()).overdue == 1


def claim(world: World, reference: str, person: Person) -> None:
    world.do(lambda: actions.claim(contribution_queries.get(reference), actor=acting(person)))


def reader(world: World, reference: str) -> int | None:
    return look(world, reference, lambda case: row.account_id if (row := queries.reader_of(case)) else None)


def test_reading_is_seen_by_others_and_ends_by_itself(world: World, person: Person) -> None:
    second = moderator(world, "second@staff.example")
    reference = send(world)
    with clock.at(MONDAY):
        claim(world, reference, person)
        assert reader(world, reference) == person.id
        assert world.read(queries.next_unread, second.id) is None
        assert world.read(queries.next_unread, person.id).reference == reference
        claim(world, reference, second)
        assert reader(world, reference) == second.id
    with clock.at(MONDAY + timedelta(minutes=21)):
        assert reader(world, reference) is None


def test_a_case_that_is_left_is_free_again(world: World, person: Person) -> None:
    reference = send(world)
    claim(world, reference, person)
    world.do(lambda: actions.leave(contribution_queries.get(reference), actor=acting(person)))
    assert reader(world, reference) is None


def test_after_reading_the_author_adds_but_does_not_replace(world: World, person: Person) -> None:
    reference = send(world)
    correct(world, reference, "Doch lieber so")
    claim(world, reference, person)
    with pytest.raises(NotPossibleNow):
        correct(world, reference, "Oder so")


def correct(world: World, reference: str, text: str) -> None:
    world.do(
        lambda: contribution_actions.correct(contribution_queries.get(reference), text, language="de", actor=RESIDENT)
    )


def test_nobody_releases_words_that_were_replaced_meanwhile(world: World, person: Person) -> None:
    reference = send(world)
    seen = look(world, reference, lambda case: case.version)
    correct(world, reference, "Ganz andere Worte")
    with pytest.raises(Conflict):
        world.do(
            lambda: actions.release(
                contribution_queries.get(reference),
                actor=acting(person),
                version=seen,
                fields=[4],
                primary=4,
                public=False,
            )
        )


def german(world: World, reference: str, text: str, person: Person) -> None:
    world.do(lambda: actions.german_text(contribution_queries.get(reference), text, actor=acting(person)))


def test_the_german_text_can_be_written_and_replaced(world: World, person: Person) -> None:
    reference = send(world, "المصباح معطل", "ar")
    german(world, reference, "Die Lampe geht nicht.", person)
    german(world, reference, "Die Lampe ist kaputt.", person)

    def said(case: Any) -> str:
        found = content.say(case, "text", "ar", Audience.NETWORK)
        return found.text if found else ""

    assert look(world, reference, said) == "Die Lampe ist kaputt."
    release(world, reference, person, title="Lampe")
    assert look(world, reference, said) == "Die Lampe ist kaputt."
    with pytest.raises(Invalid):
        german(world, reference, " ", person)


def test_a_german_text_needs_no_german_text(world: World, person: Person) -> None:
    reference = send(world)
    with pytest.raises(NotPossibleNow):
        german(world, reference, "Auf Deutsch", person)


def test_an_address_is_shown_for_a_reason_alone(world: World, person: Person) -> None:
    with_address, without = send(world, contact="resident@example.org"), send(world)

    def reveal(reference: str, reason: str) -> str:
        return world.do(
            lambda: actions.reveal_contact(contribution_queries.get(reference), actor=acting(person), reason=reason)
        )

    with pytest.raises(Invalid):
        reveal(with_address, " ")
    assert reveal(with_address, "Die Person bittet um einen Anruf.") == "resident@example.org"
    with pytest.raises(Missing):
        reveal(without, "Nur so")
