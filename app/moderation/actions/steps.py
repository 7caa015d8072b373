"""What a decision changes, kept for the time in which it can be taken back at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.contributions import actions as contribution_actions
from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution
from app.core import clock, outbox
from app.extensions import db
from app.moderation import settings
from app.moderation.models import ModerationDecision
from app.routing import actions as routing


@contextmanager
def kept(contribution: Contribution, *others: Contribution, keep: bool) -> Iterator[None]:
    """Around a decision: mails put inside wait, and its row remembers how every touched case stood before it."""
    if not keep or not settings.undo_within():
        yield
        return
    until = clock.now() + settings.undo_within()
    cases = touched(contribution, *others)
    last = _last(contribution)
    before, places = contribution_actions.photos(cases), routing.places(cases)
    with outbox.held(until) as mails:
        yield
    decision = _made_since(contribution, last)
    # What a content notice led to was told to its reporter: it is not taken back by a key.
    if decision is not None and not decision.after_notice:
        after = contribution_actions.photos(cases)
        _keep(decision, until, contribution_actions.differences(before, after), places, mails)


def touched(contribution: Contribution, *others: Contribution) -> list[Contribution]:
    """Every case that a decision about this one may change: those it is joined with, too."""
    main = [contribution.main] if contribution.main else []
    cases = [contribution, *others, *main, *contribution_queries.merged_items(contribution)]
    return list({case.id: case for case in cases}.values())


def _keep(
    decision: ModerationDecision, until: datetime, changes: dict[str, Any], places: dict[str, Any], mails: outbox.Held
) -> None:
    decision.undo_until = until
    decision.undo = {
        "cases": {key: {**change, "places": places[key]} for key, change in changes.items()},
        "mails": [mail.hex for mail in mails.ids],
    }
    db.session.flush()


def _last(contribution: Contribution) -> int:
    about = ModerationDecision.contribution_id == contribution.id
    return db.session.execute(sa.select(sa.func.max(ModerationDecision.id)).where(about)).scalar() or 0


def _made_since(contribution: Contribution, last: int) -> ModerationDecision | None:
    query = sa.select(ModerationDecision).where(
        ModerationDecision.contribution_id == contribution.id, ModerationDecision.id > last
    )
    return db.session.execute(query.order_by(ModerationDecision.id.desc()).limit(1)).scalar_one_or_none()
