"""Releasing: fields, networks and public pages in one transaction; redactions beside a sealed original."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.concept.models import ActionField, FieldResponsibility
from app.contributions import actions as contribution_actions
from app.contributions import queries as contribution_queries
from app.contributions.rules import FieldRole, Kind
from app.core import clock, history, search
from app.core.errors import Conflict, DomainError, Invalid, NotPossibleNow
from app.core.languages import content
from app.core.languages.content import Audience, VersionKind
from app.core.outbox import OutboxMail
from app.extensions import db
from app.moderation import actions, queries
from app.moderation.rules import RULES_VERSION, Decision, ReasonCode
from app.permissions import Role
from app.routing import queries as routing_queries
from tests.support.build import World
from tests.support.cases import TEXT, acting, decide, look, moderator, release, send, state
from tests.support.staff import Person, hire

PHONE = "Bitte rufen Sie mich an: 0151 2345678. Das Licht ist kaputt."
HIDDEN = "Bitte rufen Sie mich an: […]. Das Licht ist kaputt."


@pytest.fixture
def person(world: World) -> Person:
    return moderator(world)


def found(world: World, words: str) -> list[str]:
    return world.read(lambda: [str(key) for key in db.session.execute(search.find("contribution", words)).scalars()])


def public(case: Any) -> str:
    said = content.say(case, "text", "de", Audience.PUBLIC)
    return said.text if said else ""


def test_the_primary_network_has_a_released_case_in_its_inbox(world: World, person: Person) -> None:
    reference = send(world, fields=[2])
    release(world, reference, person, fields=[7, 4], primary=4, kind=Kind.WISH)
    rows = look(world, reference, routing_queries.open_of)
    assert [(row.network.key, row.is_lead) for row in rows] == [("hf-4", True), ("hf-7", False)]
    assert state(world, reference) == "released"
    fields = look(world, reference, lambda case: [field.number for field in case.assigned_fields])
    assert fields == [4, 7]
    assert look(world, reference, lambda case: (case.is_public, case.kind)) == (True, Kind.WISH)
    kept = look(world, reference, lambda case: [link.role for link in case.fields if link.action_field.number == 2])
    assert kept == [FieldRole.SUGGESTED]


def test_a_decision_stores_person_time_code_and_rules(world: World, person: Person) -> None:
    reference = send(world)
    release(world, reference, person)
    decision = look(world, reference, queries.decisions_of)[0]
    assert decision.decision is Decision.RELEASE
    assert decision.decided_by_id == person.id
    assert decision.rules_version == RULES_VERSION
    assert (clock.now() - decision.decided_at).total_seconds() < 60
    verbs = look(world, reference, lambda case: [entry.verb for entry in history.of(case)])
    assert {"release", "assign", "set_fields"} <= set(verbs)
    assert world.read(history.broken_links) == []


def test_a_released_case_is_found_only_when_it_is_public(world: World, person: Person) -> None:
    shown, kept = send(world, "Mehr Bänke am Emsufer"), send(world, "Weniger Lärm am Kanalhafen")
    assert not found(world, "Emsufer")
    release(world, shown, person)
    release(world, kept, person, public=False, title=None)
    assert len(found(world, "Emsufer")) == 1
    assert not found(world, "Kanalhafen")
    assert look(world, kept, lambda case: case.is_public) is False


def test_a_redaction_is_a_version_of_its_own_and_the_original_stays(world: World, person: Person) -> None:
    reference = send(world, PHONE)
    release(world, reference, person, redacted_text=HIDDEN, redaction_reason=ReasonCode.PERSONAL_DATA)
    assert look(world, reference, public) == HIDDEN
    assert look(world, reference, lambda case: content.original(case, "text").text) == PHONE
    kinds = look(world, reference, lambda case: [row.kind for row in content.versions(case, "text")])
    assert kinds == [VersionKind.ORIGINAL, VersionKind.REDACTION]
    assert not found(world, "2345678")
    statement = look(world, reference, queries.statement_of_reasons)
    assert statement.redacted_for is ReasonCode.PERSONAL_DATA
    assert statement.had_hint


def test_the_german_text_is_made_from_the_redaction(world: World, person: Person) -> None:
    reference = send(world, "Call me: 0151 2345678. The light is broken.", "en")
    world.do(lambda: actions.german_text(_case(reference), "Anruf: 0151 2345678. Licht kaputt.", actor=acting(person)))
    release(
        world,
        reference,
        person,
        redacted_text="Call me: […]. The light is broken.",
        redaction_reason=ReasonCode.PERSONAL_DATA,
        german="Anruf: […]. Das Licht ist kaputt.",
    )
    assert look(world, reference, public) == "Anruf: […]. Das Licht ist kaputt."
    assert not found(world, "2345678")


def test_something_can_be_left_out_later(world: World, person: Person) -> None:
    reference = send(world, PHONE)
    release(world, reference, person)
    assert found(world, "2345678")
    decide(world, reference, actions.redact, actor=acting(person), text=HIDDEN, reason=ReasonCode.PERSONAL_DATA)
    assert look(world, reference, public) == HIDDEN
    assert not found(world, "2345678")
    assert state(world, reference) == "released"


def test_the_language_can_be_corrected(world: World, person: Person) -> None:
    reference = send(world, "Добрий день", "ru")
    release(world, reference, person, language="uk")
    assert look(world, reference, lambda case: content.original(case, "text").language) == "uk"


def test_managers_get_a_mail_with_nothing_of_the_author(world: World, person: Person) -> None:
    manager = hire(world, Role.NETWORK_MANAGER, network="hf-4")
    reference = send(world, PHONE, "en")
    release(world, reference, person)
    mails = world.read(lambda: list(db.session.execute(sa.select(OutboxMail).filter_by(kind="assignment")).scalars()))
    assert [mail.recipient for mail in mails] == [f"account:{manager.id}"]
    assert set(mails[0].facts) == {"network", "reference", "assignment"}


BAD: list[tuple[dict[str, Any], str]] = [
    ({"fields": []}, "fields_missing"),
    ({"fields": [1, 2, 3, 4]}, "too_many_fields"),
    ({"fields": [1, 2], "primary": 4}, "primary_not_among_fields"),
    ({"fields": [9], "primary": 9}, "no_field"),
    ({"title": " "}, "title_missing"),
    ({"title": "x" * 121}, "words_too_long"),
    ({"redacted_text": "Das Licht […]"}, "redaction_reason_missing"),
    ({"redacted_text": TEXT, "redaction_reason": ReasonCode.INSULT}, "redaction_changes_nothing"),
    ({"redacted_text": "", "redaction_reason": ReasonCode.INSULT}, "redaction_text_missing"),
    ({"redacted_text": "Das […]", "redaction_reason": ReasonCode.DUPLICATE}, "reason_unknown"),
]


@pytest.mark.parametrize(("wrong", "code"), BAD)
def test_a_release_that_breaks_a_rule_changes_nothing(
    world: World, person: Person, wrong: dict[str, Any], code: str
) -> None:
    reference = send(world)
    with pytest.raises(Invalid) as refused:
        release(world, reference, person, **wrong)
    assert refused.value.code == code
    assert state(world, reference) == "submitted"
    assert look(world, reference, queries.decisions_of) == []
    assert look(world, reference, routing_queries.open_of) == []


def test_a_field_that_no_network_carries_is_said_clearly(world: World, person: Person) -> None:
    reference = send(world)

    def orphan() -> None:
        field = db.session.execute(sa.select(ActionField).filter_by(number=7)).scalar_one()
        db.session.execute(sa.delete(FieldResponsibility).where(FieldResponsibility.action_field_id == field.id))

    world.do(orphan)
    with pytest.raises(Invalid) as refused:
        release(world, reference, person, fields=[4, 7])
    assert (refused.value.code, refused.value.facts) == ("field_without_network", {"number": 7})
    assert state(world, reference) == "submitted"


def test_who_saw_an_older_version_cannot_decide(world: World, person: Person) -> None:
    reference = send(world)
    seen = look(world, reference, lambda case: case.version)
    release(world, reference, person)
    with pytest.raises(Conflict):
        world.do(lambda: actions.refuse(_case(reference), actor=acting(person), version=seen, reason=ReasonCode.INSULT))
    assert state(world, reference) == "released"


@pytest.mark.parametrize("act", [actions.release, actions.redact])
def test_a_withdrawn_case_cannot_be_released(world: World, person: Person, act: Callable[..., Any]) -> None:
    reference = send(world)
    world.do(lambda: withdraw(reference))
    more: dict[str, Any] = {"fields": [4], "primary": 4, "public": False}
    if act is actions.redact:
        more = {"text": "…", "reason": ReasonCode.INSULT}
    with pytest.raises(DomainError) as refused:
        decide(world, reference, act, actor=acting(person), **more)
    assert isinstance(refused.value, NotPossibleNow)


def _case(reference: str) -> Any:
    return contribution_queries.get(reference)


def withdraw(reference: str) -> None:
    contribution_actions.withdraw(_case(reference), actor=history.RESIDENT)


def test_of_two_redactions_at_once_one_wins(world: World, person: Person) -> None:
    """Else the second one, made from the words of before, would bring back what the first one took out."""
    reference = send(world, PHONE)
    release(world, reference, person)
    seen = look(world, reference, lambda case: case.version)

    def redact(text: str) -> None:
        case, reason = contribution_queries.get(reference), ReasonCode.PERSONAL_DATA
        actions.redact(case, actor=acting(person), version=seen, text=text, reason=reason)

    world.do(lambda: redact(HIDDEN))
    with pytest.raises(Conflict):
        world.do(lambda: redact(PHONE.replace("Das Licht", "[…]")))
    assert look(world, reference, public) == HIDDEN
