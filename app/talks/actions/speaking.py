"""What a network and an author say: it is stored, and waits for a commissioner."""

from __future__ import annotations

import uuid

import sqlalchemy as sa

from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.models import Contribution, Message
from app.contributions.rules import MessageKind
from app.core import clock, history
from app.core.errors import Missing, NotPossibleNow
from app.core.history import RESIDENT, Actor
from app.extensions import db
from app.routing.models import Assignment
from app.talks.actions.guard import must_be_open, sent_before, words


def ask(assignment: Assignment, text: str, *, actor: Actor, form_number: str | None = None) -> Message:
    """A network asks the author; a commissioner sees it first. One open question at a time; a double tap stores one.

    Raises NotPossibleNow: "talk_closed", "talk_question_open", Invalid: "talk_words_missing", "talk_too_long".
    """
    case = assignment.contribution
    clean = words(text, "talk_words_missing", "question")
    contribution_actions.lock(case)
    known = sent_before(form_number, clean)
    if known is not None:
        return known
    must_be_open(case)
    _must_be_on_desk(assignment)
    if _open_question(case, assignment.network_id) is not None:
        raise NotPossibleNow("talk_question_open")
    return contribution_actions.add_message(
        case,
        MessageKind.NETWORK_QUESTION,
        clean,
        language="de",
        actor=actor,
        form_number=form_number,
        network_id=assignment.network_id,
    )


def take_question_back(assignment: Assignment, message_id: uuid.UUID, *, actor: Actor) -> Message:
    """The network no longer needs a reply. A second time changes nothing. Raises Missing for others' questions."""
    case = assignment.contribution
    contribution_actions.lock(case)
    found = contributions.message(case, message_id)
    if found.kind is not MessageKind.NETWORK_QUESTION or found.network_id != assignment.network_id:
        raise Missing("no_talk_message")
    if found.ended_on is None:
        found.ended_on = clock.today()
        history.record(actor, "take_question_back", case, network=assignment.network.key)
    return found


def reply(
    contribution: Contribution,
    text: str,
    *,
    language: str,
    question: uuid.UUID | None,
    form_number: str | None = None,
    actor: Actor = RESIDENT,
) -> Message:
    """The author replies to the question of a network, or (None) writes to the commissioners alone.

    Raises NotPossibleNow: "talk_closed" also before anybody has written to her, "talk_question_over"; Invalid.
    """
    clean = contribution_actions.checked_text(text)
    contribution_actions.lock(contribution)
    known = sent_before(form_number, clean)
    if known is not None:
        return known
    must_be_open(contribution)
    said = [one for one in contributions.messages(contribution) if one.is_talk]
    if not any(one.passed_on for one in said):
        raise NotPossibleNow("talk_closed")
    if question is None:
        kind, talk = MessageKind.TO_COMMISSIONER, {}
    else:
        asked = next((one for one in said if one.id == question and one.waits_for_author), None)
        if asked is None:
            raise NotPossibleNow("talk_question_over")
        kind, talk = MessageKind.AUTHOR_REPLY, {"question_id": asked.id, "network_id": asked.network_id}
    return contribution_actions.add_message(
        contribution, kind, clean, language=language, actor=actor, form_number=form_number, **talk
    )


def _open_question(contribution: Contribution, network_id: int) -> Message | None:
    query = sa.select(Message).where(
        Message.contribution_id == contribution.id,
        Message.kind == MessageKind.NETWORK_QUESTION,
        Message.network_id == network_id,
        Message.ended_on.is_(None),
    )
    return db.session.execute(query).scalars().first()


def _must_be_on_desk(assignment: Assignment) -> None:
    # As it is now, after the lock: it may have been taken away a moment ago.
    query = sa.select(Assignment.ended_at, Assignment.handed_back_at).where(Assignment.id == assignment.id)
    if any(db.session.execute(query).one()):
        raise NotPossibleNow("talk_closed")
