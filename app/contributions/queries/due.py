"""What must be deleted by a day: addresses, texts that were not accepted, codes of cases that ended long ago."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.contributions.contact import Contact
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, Message
from app.contributions.rules import TALK
from app.core.history import HistoryEntry
from app.core.languages.versions import TextVersion, VersionKind
from app.extensions import db

FINAL = frozenset({State.ANSWERED, State.CLOSED, State.REFUSED, State.REFERRED})
# An address that nobody confirmed is of no use to anybody.
UNCONFIRMED_DAYS = 30
# Acts that let the time begin anew, beside every change of state.
_PROLONGING = ("object", "dismiss_objection", "add_message")


def texts_due(state: State, day: date, days: int) -> list[Contribution]:
    """Contributions in this state in which nothing has happened for so many days."""
    query = sa.select(Contribution).where(Contribution.state == state)
    rows = list(db.session.execute(query).unique().scalars())
    since = last_days(rows)
    return [row for row in rows if since.get(str(row.id), row.received_on) + timedelta(days=days) <= day]


def last_days(rows: list[Contribution]) -> dict[str, date]:
    """Id (as text) → the last day on which the state changed or the author said something."""
    changed = sa.or_(HistoryEntry.facts["to"].as_string().is_not(None), HistoryEntry.verb.in_(_PROLONGING))
    query = (
        sa.select(HistoryEntry.subject_id, sa.func.max(HistoryEntry.day))
        .where(HistoryEntry.subject_kind == Contribution.subject_kind, changed)
        .where(HistoryEntry.subject_id.in_([str(row.id) for row in rows]))
        .group_by(HistoryEntry.subject_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def contacts_due(day: date, days: int) -> list[Contact]:
    """Addresses whose case has had its final answer for so many days, and those that nobody confirmed in time.

    A merged contribution has the answer of its main item.
    """
    main = aliased(Contribution)
    query = (
        sa.select(Contact, Contribution, main)
        .join(Contribution, Contact.contribution_id == Contribution.id)
        .outerjoin(main, Contribution.merged_into_id == main.id)
    )
    found = [(contact, merged or own) for contact, own, merged in db.session.execute(query).unique()]
    since = last_days([case for _contact, case in found])
    return [
        contact
        for contact, case in found
        if _unconfirmed_too_long(contact, day)
        or (case.state in FINAL and since.get(str(case.id), case.received_on) + timedelta(days=days) <= day)
    ]


def _unconfirmed_too_long(contact: Contact, day: date) -> bool:
    return contact.confirmed_on is None and contact.given_on + timedelta(days=UNCONFIRMED_DAYS) <= day


def codes_due(day: date, days: int) -> list[Contribution]:
    """Contributions closed for so many days whose code still works."""
    query = sa.select(Contribution).where(
        Contribution.code_hash.is_not(None), Contribution.closed_on <= day - timedelta(days=days)
    )
    return list(db.session.execute(query).unique().scalars())


def talks_due(day: date, days: int) -> list[Contribution]:
    """Cases with words of a talk in which nothing has happened for so many days after the final answer.

    A merged contribution has the answer of its main item.
    """
    main = aliased(Contribution)
    talked = sa.select(Message.contribution_id).where(Message.kind.in_(TALK))
    query = (
        sa.select(Contribution, main)
        .outerjoin(main, Contribution.merged_into_id == main.id)
        .where(Contribution.id.in_(talked))
    )
    found = [(own, merged or own) for own, merged in db.session.execute(query).unique()]
    since = last_days([case for pair in found for case in pair])

    def last(case: Contribution) -> date:
        return since.get(str(case.id), case.received_on)

    over = day - timedelta(days=days)
    return [own for own, case in found if case.state in FINAL and max(last(own), last(case)) <= over]


def redacted_before(day: date) -> list[Contribution]:
    """Contributions that are decided and whose present redaction was made before `day`."""
    made = sa.select(TextVersion.subject_id).where(
        TextVersion.subject_kind == Contribution.subject_kind,
        TextVersion.part == "text",
        TextVersion.kind == VersionKind.REDACTION,
        TextVersion.replaced_on.is_(None),
        TextVersion.made_on < day,
    )
    keys = [uuid.UUID(key) for key in db.session.execute(made).scalars()]
    query = sa.select(Contribution).where(Contribution.id.in_(keys), Contribution.state != State.SUBMITTED)
    return list(db.session.execute(query).unique().scalars())
