"""What follows a published answer: it is carried out, looked at again, judged by its author, passed on."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.accounts import queries as account_queries
from app.answers import queries, rules
from app.answers.actions import guard, publishing
from app.answers.models import Answer, HelpVote, InternalNote
from app.answers.rules import Helped
from app.contributions import actions as contribution_actions
from app.contributions.models import Contribution
from app.core import clock, history, outbox
from app.core.errors import Invalid, Missing, NotPossibleNow
from app.core.history import RESIDENT, Actor
from app.core.languages import content
from app.extensions import db
from app.routing import queries as routing_queries


def mark_carried_out(answer: Answer, *, actor: Actor) -> Answer:
    """Say that what was promised has been done.

    Raises NotPossibleNow for outcomes that promise nothing, Invalid("decision_missing") while additional money or
    staff for its measures is not granted (rule 7).
    """
    assignment = guard.assignment_of(answer)
    if answer.published_at is None:
        raise NotPossibleNow("not_published")
    if answer.outcome not in rules.CAN_BE_CARRIED_OUT:
        raise NotPossibleNow("not_carried_out")
    publishing.must_be_granted(answer)
    if answer.carried_out_on is None:
        answer.carried_out_on = clock.today()
        history.record(actor, "carry_out", assignment.contribution, network=answer.network.key)
        contribution_actions.tell_author(assignment.contribution)
    return answer


def look_again(answer: Answer, *, actor: Actor, next_on: date | None = None) -> Answer:
    """The network has looked at a published answer again; `next_on` is the next time, None: there is none.

    The author reads both days. Raises NotPossibleNow("not_published"), Invalid("review_day_wrong").
    """
    assignment = guard.assignment_of(answer)
    if answer.published_at is None:
        raise NotPossibleNow("not_published")
    today = clock.today()
    if next_on is not None and not rules.review_fits(next_on, today):
        raise Invalid("review_day_wrong", "next_on")
    answer.reviewed_on, answer.review_on, answer.review_told_on = today, next_on, None
    db.session.flush()
    history.record(actor, "look_again", assignment.contribution, network=answer.network.key)
    contribution_actions.tell_author(assignment.contribution)
    return answer


def remind_reviews(day: date) -> int:
    """Tell each tandem which of its answers it promised to look at again by `day`: once for each promise. The worker
    calls it every day. Returns how many mails were written."""
    written = 0
    for answer, assignment in queries.reviews_due(day):
        answer.review_told_on = day
        for account_id in routing_queries.reachable_managers(answer.network_id, day):
            outbox.put(
                "answer_review",
                f"account:{account_id}",
                language=account_queries.get(account_id).language,
                facts=queries.mail_facts_of(assignment, day),
                key=f"answer_review:{answer.id}:{answer.review_on}:{account_id}",
            )
            written += 1
    db.session.flush()
    return written


def say_helped(contribution: Contribution, answer_id: int, helped: Helped, *, actor: Actor = RESIDENT) -> HelpVote:
    """An author says whether an answer to the own case, or to the main one, helped. Saying it again changes it.

    Raises Missing for an answer to anything else.
    """
    answer = next((one for one in queries.published_for(contribution) if one.id == answer_id), None)
    if answer is None:
        raise Missing
    contribution_actions.lock(contribution)
    about = {"answer_id": answer.id, "contribution_id": contribution.id}
    vote = db.session.execute(sa.select(HelpVote).filter_by(**about)).scalar_one_or_none()
    if vote is None:
        vote = HelpVote(**about, helped=helped)
        db.session.add(vote)
    vote.helped = helped
    db.session.flush()
    # The fact alone: what was said is counted, and kept with no day.
    history.record(actor, "say_whether_it_helped", contribution)
    return vote


def pass_on(old: Contribution, heir: Contribution, *, actor: Actor) -> None:
    """Give answers and notes of a withdrawn main item to the merged one that takes its place.

    Drafts that the heir has from before it was merged give way; what a network published there stays.
    """
    own = {answer.network_id: answer for answer in _answers(heir)}
    for answer in _answers(old):
        rival = own.get(answer.network_id)
        if rival is not None and rival.published_at is not None:
            continue
        if rival is not None:
            content.erase(rival)
            db.session.delete(rival)
            db.session.flush()
        answer.contribution_id = heir.id
    db.session.flush()
    db.session.execute(
        sa.update(InternalNote).where(InternalNote.contribution_id == old.id).values(contribution_id=heir.id)
    )
    history.record(actor, "inherit_answers", heir, from_reference=old.reference)


def _answers(contribution: Contribution) -> list[Answer]:
    return list(db.session.execute(sa.select(Answer).where(Answer.contribution_id == contribution.id)).scalars())
