"""What a commissioner does with the talk itself: write to the author, read, close it, open it again."""

from __future__ import annotations

import uuid

from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.lifecycle import TALKING
from app.contributions.models import Contribution, Message
from app.contributions.rules import MessageKind
from app.core import clock, history
from app.core.errors import NotPossibleNow
from app.core.history import Actor
from app.talks.actions import guard


def write(contribution: Contribution, text: str, *, actor: Actor, form_number: str | None = None) -> Message:
    """Write to the author in German; this also starts a talk. What she wrote to the commissioners counts as read.

    Raises NotPossibleNow("talk_closed"), Invalid: "talk_words_missing", "talk_too_long".
    """
    clean = guard.words(text, "talk_words_missing", "text")
    contribution_actions.lock(contribution)
    known = guard.sent_before(form_number, clean)
    if known is not None:
        return known
    guard.must_be_open(contribution)
    for message in contributions.messages(contribution):
        if message.kind is MessageKind.TO_COMMISSIONER and message.waits_for_commissioner:
            message.ended_on = clock.today()
    today = clock.today()
    message = contribution_actions.add_message(
        contribution,
        MessageKind.FROM_COMMISSIONER,
        clean,
        language="de",
        actor=actor,
        form_number=form_number,
        passed_on=today,
        ended_on=today,
    )
    contribution_actions.tell_author(contribution, alone=True)
    return message


def read(contribution: Contribution, message_id: uuid.UUID, *, actor: Actor) -> Message:
    """ "I read this": words that the author wrote to the commissioners alone. Raises Missing, Conflict."""
    message = guard.waiting(contribution, message_id)
    if message.kind is not MessageKind.TO_COMMISSIONER:
        raise NotPossibleNow("talk_waits")
    message.ended_on = clock.today()
    history.record(actor, "read_talk", contribution)
    return message


def close(contribution: Contribution, *, actor: Actor) -> None:
    """End the talk; open questions of networks end with it. A second time changes nothing.

    Raises NotPossibleNow: "talk_waits" as long as words wait for a commissioner, "talk_closed" without a talk.
    """
    contribution_actions.lock(contribution)
    if contribution.talk_closed_on is not None:
        return
    if contribution.state not in TALKING:
        raise NotPossibleNow("talk_closed")
    if any(one.waits_for_commissioner for one in contributions.messages(contribution)):
        raise NotPossibleNow("talk_waits")
    contribution_actions.end_talk(contribution)
    contribution.talk_closed_on = clock.today()
    history.record(actor, "close_talk", contribution)


def reopen(contribution: Contribution, *, actor: Actor) -> None:
    """Let words pass again. A second time changes nothing. Raises NotPossibleNow("talk_closed") for other states."""
    contribution_actions.lock(contribution)
    if contribution.talk_closed_on is None:
        return
    if contribution.state not in TALKING:
        raise NotPossibleNow("talk_closed")
    contribution.talk_closed_on = None
    history.record(actor, "reopen_talk", contribution)
