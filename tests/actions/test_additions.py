"""What authors say after sending always reaches somebody, and nobody decides about words that she has not seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.core import clock, outbox
from app.core.errors import Conflict
from app.core.outbox import MailState, OutboxMail
from app.extensions import db
from app.followup import actions
from app.moderation import actions as moderation
from app.moderation import queries
from app.permissions import Role
from app.translating import queries as translating
from app.translating.rules import Need
from tests.support.build import World
from tests.support.cases import acting, decide, look, moderator, release, send, state
from tests.support.client import PageClient
from tests.support.staff import Person, hire, sign_in

MORE = "Auch im Keller ist es dunkel."


@pytest.fixture
def person(world: World) -> Person:
    return moderator(world)


def say_more(world: World, reference: str, number: str = "n1") -> None:
    world.do(lambda: actions.say_more(contributions.get(reference), MORE, language="de", form_number=number))


def unread(world: World) -> list[str]:
    return world.read(lambda: [row.reference for row in queries.with_additions().rows])


def test_an_addition_to_a_released_case_is_read_by_a_commissioner(
    world: World, person: Person, client: PageClient
) -> None:
    reference, waiting = send(world), send(world)
    release(world, reference, person)
    assert unread(world) == []
    say_more(world, reference)
    say_more(world, waiting, "n2")
    assert unread(world) == [reference]
    assert world.read(queries.counts, clock.today()).additions == 1
    assert world.read(queries.digest_counts, clock.today()).additions == 0
    assert world.read(queries.digest_counts, clock.today() + timedelta(days=1)).additions == 1
    sign_in(client, person)
    page = client.get("/staff/moderation/additions")
    assert reference in page.text
    assert f"/staff/moderation/{reference}/read" in client.get(f"/staff/moderation/{reference}").html
    world.do(lambda: moderation.claim(contributions.get(reference), actor=acting(person)))
    assert unread(world) == []


def test_nobody_decides_about_words_that_arrived_meanwhile(world: World, person: Person) -> None:
    reference = send(world)
    seen = look(world, reference, lambda case: case.version)
    say_more(world, reference)
    with pytest.raises(Conflict):
        world.do(
            lambda: moderation.release(
                contributions.get(reference),
                actor=acting(person),
                version=seen,
                fields=[4],
                primary=4,
                public=False,
            )
        )
    assert look(world, reference, lambda case: [message.read_on for message in contributions.messages(case)]) == [None]


def test_whatever_the_author_says_to_a_question_is_the_reply(world: World, person: Person) -> None:
    reference = send(world)
    decide(world, reference, moderation.return_to_author, actor=acting(person), message="Welches Haus?")
    say_more(world, reference)
    say_more(world, reference)
    assert state(world, reference) == "submitted"
    kinds = look(world, reference, lambda case: [message.kind.value for message in contributions.messages(case)])
    assert kinds == ["query", "reply"]


def test_a_question_waits_for_its_translation(world: World, person: Person) -> None:
    reference = send(world, "لا يوجد ضوء في الممر", "ar", reading_language="ar")
    decide(world, reference, moderation.return_to_author, actor=acting(person), message="Welches Haus?")
    found = world.read(lambda: [(one.need, one.kind.value, one.language) for one in translating.waiting()])
    assert found == [(Need.FOR_AUTHOR, "message", "ar")]
    translator = hire(world, Role.TRANSLATOR)
    browser = PageClient(world.app)
    sign_in(browser, translator)
    key = look(world, reference, lambda case: (contributions.messages(case)[0].id, case.id))
    browser.get(f"/staff/translating/message/{key[0]}/ar")
    # The returned text itself is nobody's to read.
    browser.get(f"/staff/translating/contribution/{key[1]}/de", status=404)


def test_news_after_the_mail_of_the_day_is_told_on_the_next_one(world: World) -> None:
    reference = send(world, contact="anna@example.org")

    def confirm() -> None:
        token = contributions.mail_links(contributions.get(reference).id)["confirm_token"]
        contribution_actions.confirm_contact(token)

    world.do(confirm)

    def tell() -> int:
        return world.do(lambda: contribution_actions.tell_author(contributions.get(reference)))

    def planned() -> list[int]:
        query = sa.select(OutboxMail.due_on).filter_by(kind="something_new", state=MailState.WAITING)
        return [(day - clock.today()).days for day in db.session.execute(query).scalars()]

    assert [tell(), tell()] == [1, 0]
    world.do(lambda: outbox.deliver_due(commit=db.session.commit))
    assert world.read(planned) == []
    assert [tell(), tell()] == [1, 0]
    assert world.read(planned) == [1]
