"""The talk between author, commissioner and network: what waits for whom. Words are read elsewhere."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.contributions.lifecycle import TALKING, WITH_NETWORK
from app.contributions.models import Contribution, Message
from app.contributions.rules import TALK, MessageKind, working_days_after
from app.core.errors import Missing
from app.extensions import db

# Working days after which commissioners are reminded of words that nobody has passed on.
REMIND_AFTER = 1


def can_talk(contribution: Contribution) -> bool:
    """Whether words can be passed now: the case, or the one it was merged into, is with a network."""
    shown = contribution.main or contribution
    return contribution.state in TALKING and shown.state in WITH_NETWORK and contribution.talk_closed_on is None


def message(contribution: Contribution, message_id: uuid.UUID) -> Message:
    """A message of the talk of this case, as it is now. Raises Missing, also for messages of other cases."""
    found = db.session.get(Message, message_id, populate_existing=True)
    if found is None or found.contribution_id != contribution.id or not found.is_talk:
        raise Missing("no_talk_message")
    return found


def messages_around(contribution: Contribution) -> list[Message]:
    """The messages of a case and of every case merged into it, each case's in their order."""
    merged = sa.select(Contribution.id).where(Contribution.merged_into_id == contribution.id)
    about = sa.or_(Message.contribution_id == contribution.id, Message.contribution_id.in_(merged))
    query = sa.select(Message).where(about).order_by(Message.day, Message.contribution_id, Message.position)
    return list(db.session.execute(query).scalars())


def waiting_talk() -> sa.Select[Message, Contribution]:
    """Words that wait for a commissioner, with their cases, longest waiting day first."""
    query = sa.select(Message, Contribution).join(Contribution, Contribution.id == Message.contribution_id)
    return query.where(*_waits()).order_by(Message.day, Message.id)


def count_waiting_talk(*more: sa.ColumnElement[bool]) -> sa.Select:
    """How many words wait for a commissioner: for the tabs and the daily mail."""
    query = sa.select(sa.func.count(Message.id)).join(Contribution, Contribution.id == Message.contribution_id)
    return query.where(*_waits(), *more)


def _waits() -> list[sa.ColumnElement[bool]]:
    """Not decided yet, in a case whose words can be passed now."""
    main = aliased(Contribution)
    with_network = sa.select(main.id).where(main.state.in_(WITH_NETWORK))
    return [
        Message.kind.in_(TALK),
        Message.passed_on.is_(None),
        Message.ended_on.is_(None),
        Contribution.state.in_(TALKING),
        sa.or_(Contribution.merged_into_id.is_(None), Contribution.merged_into_id.in_(with_network)),
    ]


def remind_day(today: date) -> date:
    """What waits since this day or longer has waited more than a working day on `today`."""
    day = today - timedelta(days=1)
    while working_days_after(day, REMIND_AFTER) >= today:
        day -= timedelta(days=1)
    return day


def waiting_for_author(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, date]:
    """Of these cases: since when a network waits for a reply of an author. The due date of the answer stays."""
    asked = sa.func.coalesce(Contribution.merged_into_id, Contribution.id)
    query = (
        sa.select(asked, sa.func.min(Message.passed_on))
        .join(Contribution, Contribution.id == Message.contribution_id)
        .where(
            Message.kind == MessageKind.NETWORK_QUESTION,
            Message.passed_on.is_not(None),
            Message.ended_on.is_(None),
            asked.in_(list(ids)),
        )
        .group_by(asked)
    )
    return {row[0]: row[1] for row in db.session.execute(query) if row[1] is not None}
