"""How words travel: to networks in German, to authors in their language, and never from an older source."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.answers import queries as answers
from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.core import clock
from app.core.errors import Conflict, Invalid, Missing
from app.core.history import RESIDENT
from app.core.languages import content
from app.core.languages.content import Audience, Origin
from app.core.outbox import OutboxMail
from app.extensions import db
from app.moderation import actions as moderation
from app.moderation.rules import ReasonCode
from app.permissions import Role
from app.translating import actions, queries
from app.translating.rules import Need
from tests.support.build import World
from tests.support.desk import ARABIC, GERMAN, Case, Office, draft, publish, release, staff, submit


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


def mails() -> int:
    query = sa.select(sa.func.count()).where(OutboxMail.kind == "something_new")
    return db.session.execute(query).scalar_one()


def translate(world: World, office: Office, case: Case, text: str = GERMAN) -> None:
    def do() -> None:
        actor = staff(office.translator, Role.TRANSLATOR)
        actions.add_translation(contributions.get(case.reference), "text", "de", text, actor=actor)

    world.do(do)


def waiting(world: World) -> list[tuple[str, str]]:
    return world.read(lambda: [(one.need.value, one.language) for one in queries.waiting()])


def network_reads(world: World, case: Case) -> str | None:
    def say() -> str | None:
        words = content.say(contributions.get(case.reference), "text", "de", Audience.NETWORK)
        return words.text if words and words.language == "de" else None

    return world.read(say)


def test_a_text_waits_until_it_has_german_words(world: World, office: Office) -> None:
    case = submit(world)
    submit(world, "Ein deutscher Text", "de")
    assert waiting(world) == [(Need.TO_READ, "de")]
    translate(world, office, case)
    assert waiting(world) == []
    release(world, case, office.moderator, german=None)
    assert network_reads(world, case) == GERMAN


def test_what_waits_is_sorted_by_need(world: World, office: Office) -> None:
    released = release(world, submit(world), office.moderator, german=None)
    answered = office.case()
    publish(world, draft(world, answered, office.manager), office.manager)
    submit(world)
    assert [need for need, _language in waiting(world)] == [Need.TO_READ, Need.FOR_NETWORK, Need.FOR_AUTHOR]
    translate(world, office, released)
    assert [need for need, _language in waiting(world)] == [Need.TO_READ, Need.FOR_AUTHOR]


def test_a_redaction_makes_translations_wait_again(world: World, office: Office) -> None:
    case = release(world, submit(world), office.moderator, german=None)
    translate(world, office, case, "Frau M. braucht einen Raum.")

    def redact() -> None:
        contribution = contributions.get(case.reference)
        moderation.redact(
            contribution,
            actor=staff(office.moderator, Role.MODERATOR),
            version=contribution.version,
            text="نحتاج إلى غرفة",
            reason=ReasonCode.PERSONAL_DATA,
        )

    world.do(redact)
    assert network_reads(world, case) is None
    assert waiting(world) == [(Need.OUTDATED, "de")]
    translate(world, office, case, "Wir brauchen einen Raum.")
    assert network_reads(world, case) == "Wir brauchen einen Raum."


def test_who_translated_from_older_words_is_told(world: World, office: Office) -> None:
    case = submit(world)
    seen = world.read(lambda: content.base(contributions.get(case.reference), "text").id)  # type: ignore[union-attr]

    def correct() -> None:
        contribution = contributions.get(case.reference)
        contribution_actions.correct(contribution, "نص آخر", language="ar", actor=RESIDENT)

    world.do(correct)

    def save() -> None:
        actor = staff(office.translator, Role.TRANSLATOR)
        actions.add_translation(contributions.get(case.reference), "text", "de", GERMAN, actor=actor, source=seen)

    with pytest.raises(Conflict, match="source_changed"):
        world.do(save)


def test_the_author_reads_the_answer_in_her_language_and_hears_of_it(world: World, office: Office) -> None:
    case = submit(world, contact="she@post.example")
    world.do(lambda: contribution_actions.confirm_contact(contributions.mail_links(case.id)["confirm_token"]))
    release(world, case, office.moderator)
    publish(world, draft(world, case, office.manager), office.manager)
    assert waiting(world) == [(Need.FOR_AUTHOR, "ar")]
    before = world.read(mails)

    def answer_in_arabic() -> None:
        [answer] = answers.published_for(contributions.get(case.reference))
        actor = staff(office.translator, Role.TRANSLATOR)
        actions.add_translation(answer, "text", "ar", "ستأتي الغرفة.", actor=actor, checked=True)

    with clock.at(clock.now() + timedelta(days=3)):
        world.do(answer_in_arabic)
    assert world.read(mails) == before + 1

    def look() -> None:
        [answer] = answers.published_for(contributions.get(case.reference))
        words = content.say(answer, "text", "ar", Audience.AUTHOR)
        assert words is not None
        assert (words.text, words.label_code) == ("ستأتي الغرفة.", "human_checked")

    world.read(look)
    assert waiting(world) == []


def test_a_machine_translation_waits_for_a_person(world: World, office: Office) -> None:
    case = office.case()
    publish(world, draft(world, case, office.manager), office.manager)
    actor = staff(office.translator, Role.TRANSLATOR)

    def by_machine() -> None:
        [answer] = answers.published_for(contributions.get(case.reference))
        actions.add_translation(answer, "text", "ar", "غرفة", actor=actor, origin=Origin.MACHINE)

    def check() -> None:
        [answer] = answers.published_for(contributions.get(case.reference))
        version = content.load([answer], ["text"]).translation(answer, "text", "ar")
        assert version is not None
        actions.check(version, actor=actor)

    world.do(by_machine)
    assert waiting(world) == [(Need.TO_CHECK, "ar")]
    world.do(check)
    assert waiting(world) == []


def test_refused_input_changes_nothing(world: World, office: Office) -> None:
    case = submit(world)
    actor = staff(office.translator, Role.TRANSLATOR)

    def put(language: str, text: str, part: str = "text") -> None:
        actions.add_translation(contributions.get(case.reference), part, language, text, actor=actor)

    for wrong, error in (
        (("de", " \n"), Invalid),
        (("de", "ä" * 6001), Invalid),
        (("ar", ARABIC), Invalid),
        (("de", "Ja", "nowhere"), Missing),
    ):
        with pytest.raises(error):
            world.do(put, *wrong)
    assert waiting(world) == [(Need.TO_READ, "de")]
