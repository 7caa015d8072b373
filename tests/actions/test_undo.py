"""Taking a decision back at once: everything stands as before, nobody was told, and the history remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.contributions import actions as contribution_actions
from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution
from app.contributions.rules import Kind, MessageKind
from app.core import clock, history, search
from app.core.errors import Conflict, Forbidden, Missing, NotPossibleNow
from app.core.history import RESIDENT
from app.core.languages import content
from app.core.languages.content import Audience
from app.extensions import db
from app.followup import actions as followup
from app.moderation import actions, queries, settings
from app.moderation.models import ModerationDecision
from app.moderation.rules import ReasonCode
from app.networks import queries as networks
from app.permissions import Role
from app.routing import actions as routing
from app.routing import queries as routing_queries
from tests.support.build import World
from tests.support.cases import acting, decide, look, moderator, release, send, state
from tests.support.staff import Person

NOON = datetime(2027, 3, 1, 11, tzinfo=UTC)
# What a decision may never leave behind once it was taken back.
TABLES = (
    "contribution",
    "contribution_field",
    "contribution_audience",
    "assignment",
    "outbox_mail",
    "message",
    "contact",
)
TEXT = "Das Licht im Treppenhaus ist kaputt, sagt Herr Müller."


@pytest.fixture(autouse=True)
def _ten_minutes() -> Iterator[None]:
    settings.configure({"UNDO_MINUTES": 10})
    with clock.at(NOON):
        yield
    settings.configure({"UNDO_MINUTES": 0})


@pytest.fixture
def person(world: World) -> Person:
    return moderator(world)


def rows(world: World) -> dict[str, list[str]]:
    """All rows that a decision may change; the counter of changes and the keys of equal rows aside."""

    def read() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for table in db.metadata.sorted_tables:
            if table.name in TABLES:
                columns = [one for one in table.columns if one.name not in {"version", "id", "read_on"}]
                found[table.name] = sorted(map(repr, db.session.execute(sa.select(*columns)).all()))
        current = "SELECT subject_id, part, slot, language, text FROM text_version WHERE replaced_on IS NULL"
        about = " AND subject_kind IN ('contribution', 'message')"
        found["texts"] = sorted(map(repr, db.session.execute(sa.text(current + about)).all()))
        return found

    return world.read(read)


def undo(world: World, person: Person, step: Any = None) -> list[str]:
    """Take the last press of a person back."""

    def work() -> list[str]:
        last = queries.last_step(person.id)
        found = actions.undo(step or last.decision.step_id, actor=acting(person))
        return [case.reference for case in found]

    return world.do(work)


def last(world: World, person: Person) -> Any:
    return world.read(lambda: step.decision.step_id if (step := queries.last_step(person.id)) else None)


def prepared(world: World, person: Person) -> tuple[str, str]:
    """A case that waits, read by somebody, with a voice merged into it, and another one that is released."""
    with clock.at(NOON - timedelta(hours=1)):
        other = send(world, "Mehr Licht, bitte.", contact="other@example.org")
        release(world, other, person)
        case = send(world, TEXT, contact="author@example.org", fields=[2])
        voice = send(world, "Das Licht ist kaputt.", contact="voice@example.org")
        do(world, voice, person, "merge", case)
        for one in (other, case, voice):
            world.do(confirm, one)
        world.do(lambda: actions.claim(contribution_queries.get(case), actor=acting(person)))
    world.post_round()
    return case, other


def confirm(reference: str) -> None:
    contact = contribution_queries.contact_of(contribution_queries.get(reference).id)
    assert contact is not None
    contact.confirmed_on = clock.today()


REDACTED = {
    "redacted_text": "Das Licht im Treppenhaus ist kaputt, sagt […].",
    "redaction_reason": ReasonCode.THIRD_PERSON,
}
PUBLIC = {
    "fields": [4, 2],
    "primary": 4,
    "public": True,
    "title": "Licht",
    "kind": Kind.IDEA,
    "audiences": ["families"],
}
ENGLISH = {"fields": [4], "primary": 4, "public": False, "language": "en", "german": "Das Licht ist aus."}
ACTS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "release": (actions.release, {**PUBLIC, **REDACTED}),
    "other language": (actions.release, ENGLISH),
    "return": (actions.return_to_author, {"message": "Wo genau?"}),
    "merge": (actions.merge, {}),
    "refer": (actions.refer, {"statement": "Die Beratung hilft."}),
    "refuse": (actions.refuse, {"reason": ReasonCode.INSULT, "statement": "Bitte freundlich."}),
}


def do(world: World, reference: str, person: Person, name: str, other: str) -> None:
    action, facts = ACTS[name]

    def work() -> None:
        case = contribution_queries.get(reference)
        more = {"main": contribution_queries.get(other)} if name == "merge" else facts
        action(case, version=case.version, actor=acting(person), **more)

    world.do(work)


@pytest.mark.parametrize("name", ["release", "other language", "return", "merge", "refer", "refuse"])
def test_a_decision_taken_back_leaves_everything_as_it_was(world: World, person: Person, name: str) -> None:
    world.person(Role.NETWORK_MANAGER, network="hf-4")
    case, other = prepared(world, person)
    before = rows(world)
    do(world, case, person, name, other)
    assert rows(world) != before
    assert not world.post_round(), "mails wait while a decision can be taken back"
    assert undo(world, person) == [case]
    after = rows(world)
    assert {key: after[key] for key in after if after[key] != before[key]} == {}
    with clock.at(NOON + timedelta(hours=1)):
        assert not world.post_round(), "nobody hears of it"
    verbs = look(world, case, lambda found: [entry.verb for entry in history.of(found)])
    assert "undo" in verbs[-2:]
    assert world.read(history.broken_links) == []
    kept = look(world, case, queries.decisions_of)
    assert kept[-1].undone_at is not None
    assert look(world, case, queries.statement_of_reasons) is None
    # And it can be decided upon like any other.
    do(world, case, person, name, other)


@pytest.mark.parametrize("name", ["take back", "redact", "split", "merge"])
def test_later_decisions_are_taken_back_too(world: World, person: Person, name: str) -> None:
    world.person(Role.NETWORK_MANAGER, network="hf-4")
    case, other = prepared(world, person)
    release(world, case, person, fields=[4, 2])
    with clock.at(NOON + timedelta(minutes=11)):
        world.post_round()
        if name == "split":
            decide(world, case, actions.take_back, actor=acting(person), statement="Doch nicht.")
            do(world, case, person, "merge", other)
        before = rows(world)
        cleared = look(world, case, lambda found: contribution_queries.is_cleared(found, public=True))
        found = {
            "take back": (actions.take_back, {"statement": "Doch nicht."}),
            "redact": (actions.redact, {"text": "Das Licht ist kaputt, sagt […].", "reason": ReasonCode.THIRD_PERSON}),
            "split": (actions.split, {}),
        }
        if name == "merge":
            do(world, case, person, "merge", other)
        else:
            action, facts = found[name]
            decide(world, case, action, actor=acting(person), **facts)
        assert rows(world) != before
        undo(world, person)
        assert rows(world) == before
        assert look(world, case, lambda found: contribution_queries.is_cleared(found, public=True)) == cleared
        if name in {"take back", "redact"}:
            assert look(world, case, public_words) == TEXT
            assert case in world.read(found_by, "Treppenhaus"), "found again under the old words"


def public_words(case: Any) -> str | None:
    words = content.say(case, "text", "de", Audience.PUBLIC)
    return words.text if words else None


def found_by(words: str) -> list[str]:
    ids = search.find_uuids("contribution", words)
    query = sa.select(Contribution.reference)
    return list(db.session.scalars(query.where(Contribution.id.in_(ids))))


def test_only_by_the_same_person_only_for_a_while_only_once(world: World, person: Person) -> None:
    second = moderator(world, "second@staff.example")
    case = send(world)
    decide(world, case, actions.refuse, actor=acting(person), reason=ReasonCode.INSULT)
    step = last(world, person)
    assert last(world, second) is None
    with pytest.raises(Forbidden):
        undo(world, second, step)
    with clock.at(NOON + timedelta(minutes=10)):
        assert last(world, person) is None
        with pytest.raises(NotPossibleNow, match="undo_too_late"):
            undo(world, person, step)
    with clock.at(NOON + timedelta(minutes=9)):
        undo(world, person, step)
        with pytest.raises(NotPossibleNow, match="undo_already"):
            undo(world, person, step)
    with pytest.raises(Missing):
        undo(world, person, look(world, case, lambda found: found.id))
    assert state(world, case) == "submitted"


def acknowledge(reference: str, person: Person) -> None:
    row = routing_queries.get_for([networks.by_key("hf-4").id], reference)
    routing.acknowledge(row, actor=acting(person, Role.NETWORK_MANAGER))


LATER: dict[str, Callable[[str, Person], Any]] = {
    "the author adds": lambda case, _person: contribution_actions.add_message(
        contribution_queries.get(case), MessageKind.ADDITION, "Noch etwas", language="de", actor=RESIDENT
    ),
    "the author withdraws": lambda case, _person: followup.withdraw(contribution_queries.get(case)),
    "the network takes it on": acknowledge,
}


@pytest.mark.parametrize("later", LATER)
def test_not_after_something_else_happened(world: World, person: Person, later: str) -> None:
    manager = world.person(Role.NETWORK_MANAGER, network="hf-4")
    case = send(world)
    release(world, case, person)
    world.do(LATER[later], case, manager)
    before = rows(world)
    with pytest.raises(Conflict, match="undo_overtaken"):
        undo(world, person)
    assert rows(world) == before


def test_an_objection_keeps_the_refusal_and_nobody_objects_twice_to_it(world: World, person: Person) -> None:
    case = send(world)
    decide(world, case, actions.refuse, actor=acting(person), reason=ReasonCode.INSULT)
    undo(world, person)
    with pytest.raises(NotPossibleNow):
        world.do(lambda: actions.lodge_objection(contribution_queries.get(case), "Nein.", language="de"))
    decide(world, case, actions.refuse, actor=acting(person), reason=ReasonCode.ADVERTISING)
    told = look(world, case, queries.statement_of_reasons)
    assert (told.reason, told.may_object) == (ReasonCode.ADVERTISING, True)
    world.do(lambda: actions.lodge_objection(contribution_queries.get(case), "Nein.", language="de"))
    with pytest.raises(Conflict):
        undo(world, person)


def test_a_mail_that_leaves_closes_the_way_back(world: World, person: Person) -> None:
    case, _other = prepared(world, person)
    release(world, case, person)
    with clock.at(NOON + timedelta(minutes=10)):
        assert world.post_round()
    step = world.read(lambda: db.session.scalars(sa.select(ModerationDecision.step_id)).all()[-1])
    with pytest.raises(NotPossibleNow, match="undo_too_late"):
        undo(world, person, step)


def test_what_was_kept_is_forgotten(world: World, person: Person) -> None:
    case = send(world)
    release(world, case, person)
    with clock.at(NOON + timedelta(days=2)):
        world.do(actions.forget_steps)
    kept = world.read(
        lambda: db.session.execute(sa.select(ModerationDecision.undo, ModerationDecision.undo_until)).all()
    )
    assert kept == [(None, None)]
