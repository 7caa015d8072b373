"""Drafts by a machine: planned by the worker, masked, labelled, never in anybody's way or in a person's place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from app.answers import queries as answers
from app.cli.worker import Day, work
from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.core import outbox
from app.core.history import RESIDENT
from app.core.languages import content, machines
from app.core.languages.content import Audience, Origin
from app.core.outbox import MailState, OutboxMail, transport
from app.extensions import db
from app.moderation import actions as moderation
from app.moderation.rules import ReasonCode
from app.permissions import Role
from app.translating import actions, queries
from app.translating.actions.drafting import mask
from app.translating.rules import Need
from tests.support.build import World
from tests.support.desk import ARABIC, Case, Office, draft, publish, release, staff, submit
from tests.support.libre import Libre, libre_server

PAIRS = "*>de=libretranslate, de>*=libretranslate"


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def libre() -> Iterator[Libre]:
    with libre_server() as server:
        machines.configure({"MT_LIBRETRANSLATE_URL": server.url, "MT_PAIRS": PAIRS})
        yield server
    machines.configure({"MT_PAIRS": ""})


def turn(world: World) -> None:
    """Some turns of the worker: what is planned in one is done in it or in the next."""
    with world.app.app_context():
        for _turn in range(4):
            work(Day())


def german(world: World, case: Case) -> tuple[str, Origin, str | None] | None:
    def look() -> tuple[str, Origin, str | None] | None:
        found = content.load([contributions.get(case.reference)], ["text"])
        version = found.translation(contributions.get(case.reference), "text", "de")
        return (version.text, version.origin, version.engine) if version else None

    return world.read(look)


def jobs(world: World) -> list[MailState]:
    return world.read(lambda: list(db.session.execute(
        sa.select(OutboxMail.state).where(OutboxMail.kind == actions.KIND)
    ).scalars()))  # fmt: skip


def test_without_a_machine_nothing_is_planned(world: World, office: Office) -> None:
    submit(world)
    turn(world)
    assert jobs(world) == []


def test_a_foreign_text_gets_a_german_draft_with_its_label(world: World, office: Office, libre: Libre) -> None:
    case = submit(world)
    turn(world)
    assert german(world, case) == (f"[de] {ARABIC}", Origin.MACHINE, "LibreTranslate")
    assert jobs(world) == [MailState.SENT]
    page = world.browser(office.moderator).get(f"/staff/moderation/{case.reference}")
    assert "A machine translated this. Nobody has checked it yet." in page.text


def test_the_answer_reaches_the_author_in_the_own_language_and_says_who_translated(
    world: World, office: Office, libre: Libre
) -> None:
    case = release(world, submit(world), office.moderator)
    publish(world, draft(world, case, office.manager, "Der Raum kommt."), office.manager)
    turn(world)

    def words() -> tuple[str, str | None]:
        answer = answers.published_for(contributions.get(case.reference))[0]
        said = content.say(answer, "text", "ar", Audience.AUTHOR)
        assert said is not None
        return said.text, said.label_code

    assert world.read(words) == ("[ar] Der Raum kommt.", "machine_unchecked")


def test_what_a_commissioner_writes_is_drafted_too(world: World, office: Office, libre: Libre) -> None:
    case = submit(world)
    world.decide(case, office.moderator, moderation.refuse, reason=ReasonCode.ADVERTISING, statement="Das ist Werbung.")
    turn(world)
    assert {"q": ["Das ist Werbung."], "source": "de", "target": "ar", "format": "text"} in libre.bodies


def test_a_checked_draft_no_longer_waits(world: World, office: Office, libre: Libre) -> None:
    case = submit(world)
    turn(world)
    assert [one.need for one in world.read(queries.waiting)] == [Need.TO_CHECK]

    def check() -> None:
        found = contributions.get(case.reference)
        [version] = [one for one in content.versions(found, "text") if one.language == "de"]
        actions.check(version, actor=staff(office.translator, Role.TRANSLATOR))

    world.do(check)
    assert world.read(queries.waiting) == []


def test_a_person_is_never_overruled(world: World, office: Office, libre: Libre) -> None:
    case = submit(world)
    with world.app.app_context():
        actions.plan_drafts()
        db.session.commit()
    actor = staff(office.translator, Role.TRANSLATOR)
    world.do(lambda: actions.add_translation(contributions.get(case.reference), "text", "de", "Von Hand.", actor=actor))
    turn(world)
    assert german(world, case) == ("Von Hand.", Origin.HUMAN, None)
    assert jobs(world) == [MailState.SKIPPED]
    assert libre.bodies == []


def test_a_changed_text_is_drafted_anew(world: World, office: Office, libre: Libre) -> None:
    case = submit(world)
    turn(world)
    world.do(
        lambda: contribution_actions.correct(contributions.get(case.reference), "نص آخر", language="ar", actor=RESIDENT)
    )
    turn(world)
    assert german(world, case) == ("[de] نص آخر", Origin.MACHINE, "LibreTranslate")


def test_words_that_are_gone_are_not_sent(world: World, office: Office, libre: Libre) -> None:
    case = submit(world)
    with world.app.app_context():
        actions.plan_drafts()
        db.session.commit()
    world.do(lambda: contribution_actions.withdraw(contributions.get(case.reference), actor=RESIDENT))
    turn(world)
    assert libre.bodies == []
    assert jobs(world) == [MailState.SKIPPED]


def test_a_broken_engine_holds_up_neither_texts_nor_mail(world: World, office: Office, libre: Libre) -> None:
    libre.trouble = "500"
    for _case in range(5):
        submit(world)
    case = submit(world, contact="nour@example.org")
    turn(world)
    # The mail that asks the author to confirm the address has left all the same.
    assert world.read(outbox.count_waiting) == 0
    assert [mail["To"] for mail in transport.memory] == ["nour@example.org"]
    assert set(jobs(world)) == {MailState.WAITING}
    assert german(world, case) is None


def test_nothing_personal_leaves_the_house(world: World, office: Office, libre: Libre) -> None:
    text = (
        "Guten Tag, ich heiße Canary Vogel. Frau Amsel Spatz hat mich geschickt. Meine Nummer ist 0171 2345678, "
        "canary@example.org, IBAN DE89 3704 0044 0532 0130 00, Aktenzeichen 123456-789."
    )
    case = submit(world, f"{text} Le bus ne vient pas le soir, et c’est un grand problème pour nous.", "fr")
    world.do(lambda: contribution_actions.give_contact(
        contributions.get(case.reference), "nour.canary@example.org", language="fr", actor=RESIDENT
    ))  # fmt: skip
    turn(world)
    sent = str(libre.bodies) + str(libre.heads)
    assert len(libre.bodies) == 1
    for secret in ("Canary", "Amsel", "Spatz", "2345678", "example.org", "DE89", "123456-789", case.reference):
        assert secret not in sent
    found = german(world, case)
    assert found is not None
    # For who works with the text here, everything stands where it stood.
    assert found[0] == f"[de] {text} Le bus ne vient pas le soir, et c’est un grand problème pour nous."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Меня зовут Ольга Иванова, я живу тут.", "Ольга Иванова"),
        ("اسمي أحمد الحلبي وأسكن هنا", "أحمد الحلبي"),
        ("Je m’appelle Awa Diop.", "Awa Diop"),
        ("Adım Mehmet Yılmaz, burada yaşıyorum.", "Mehmet Yılmaz"),
        ("Mam na imię Ewa.", "Ewa"),
        ("Herr Müller vom Amt war freundlich.", "Müller"),
        ("خانم رضایی کمک کرد", "رضایی"),
    ],
)
def test_names_after_a_title_or_my_name_is_are_masked(text: str, name: str) -> None:
    masked = mask(text)
    assert name not in masked.text
    assert masked.unmasked(masked.text) == text


def test_brackets_of_the_author_come_back_unharmed() -> None:
    text = "Siehe [1] und [12]. Ruf an: 0171 2345678."
    masked = mask(text)
    assert "2345678" not in masked.text
    assert masked.unmasked(masked.text.replace("Siehe", "See")) == text.replace("Siehe", "See")
    assert masked.unmasked("A bracket [77] that nobody knows.") == "A bracket [77] that nobody knows."
