"""One case: its decisions, its objections, who is reading it, and what the author is told about a decision."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from app.accounts import queries as account_queries
from app.contributions.lifecycle import AWAITING_DECISION, MAY_BE_PUBLIC, OPEN_TO_OBJECTION
from app.contributions.models import Contribution
from app.core import clock
from app.core.errors import Missing
from app.core.languages import content
from app.core.languages.content import Audience, Wording
from app.extensions import db
from app.moderation.models import Claim, HandOver, ModerationDecision, Objection
from app.moderation.rules import RESTRICTING, Decision, ReasonCode
from app.permissions import Role


@dataclass(frozen=True)
class StatementOfReasons:
    """What the author of a restricted text learns: what was done, why, by which rules, and how to object."""

    decision: Decision
    reason: ReasonCode | None
    redacted_for: ReasonCode | None
    statement: Wording | None
    rules_version: str
    decided_on: date
    had_hint: bool
    after_notice: bool
    not_public: bool
    may_object: bool
    objection: Objection | None
    objection_text: Wording | None
    objection_answer: Wording | None
    # Nobody but the one who decided could look at the objection now.
    waits_for_second: bool = False
    advice: list[str] = field(default_factory=list)


def decisions_of(contribution: Contribution) -> list[ModerationDecision]:
    """Every decision about a case, oldest first, those that were taken back at once among them (`undone_at`)."""
    query = (
        sa.select(ModerationDecision)
        .where(ModerationDecision.contribution_id == contribution.id)
        .order_by(ModerationDecision.id)
    )
    return list(db.session.execute(query).scalars())


def last_standing(contribution: Contribution) -> ModerationDecision | None:
    """The latest decision that holds: authors never hear of one that was taken back at once."""
    query = (
        sa.select(ModerationDecision)
        .where(ModerationDecision.contribution_id == contribution.id, ModerationDecision.undone_at.is_(None))
        .order_by(ModerationDecision.id.desc())
        .limit(1)
    )
    return db.session.execute(query).scalar_one_or_none()


def last_restriction(contribution: Contribution) -> ModerationDecision | None:
    """The decision that an objection would be about: the latest one, if it keeps words from readers.

    A refusal, something left out, or a text that only the networks read (domain.md section 8).
    """
    last = last_standing(contribution)
    return last if last is not None and restricts(last, contribution) else None


def restricts(decision: ModerationDecision, contribution: Contribution) -> bool:
    """Whether the author may object to this decision as the case stands now."""
    if decision.decision is Decision.REFUSE:
        return contribution.state in OPEN_TO_OBJECTION
    if contribution.state not in MAY_BE_PUBLIC:
        return False
    return decision.redacted_for is not None or is_hidden(decision, contribution)


def is_hidden(decision: ModerationDecision, contribution: Contribution) -> bool:
    """Whether this decision left a text to the networks alone."""
    hides = decision.decision in {Decision.RELEASE, Decision.HIDE}
    return hides and contribution.state in MAY_BE_PUBLIC and contribution.is_public is False


def objection_to(decision: ModerationDecision) -> Objection | None:
    """The objection to one decision, or None."""
    return db.session.execute(sa.select(Objection).filter_by(decision_id=decision.id)).scalar_one_or_none()


def objections_of(contribution: Contribution) -> list[Objection]:
    """Every objection in one case, oldest first."""
    query = sa.select(Objection).where(Objection.contribution_id == contribution.id).order_by(Objection.decision_id)
    return list(db.session.execute(query).scalars())


def get_objection(objection_id: uuid.UUID) -> Objection:
    """The objection with this id. Raises Missing."""
    found = db.session.get(Objection, objection_id)
    if found is None:
        raise Missing("no_objection")
    return found


def reader_of(contribution: Contribution) -> Claim | None:
    """The claim of whoever is reading the case now, or None."""
    here = account_queries.away(clock.today())
    query = sa.select(Claim).where(
        Claim.contribution_id == contribution.id, Claim.until > clock.now(), Claim.account_id.not_in(here)
    )
    return db.session.execute(query).scalar_one_or_none()


def left_to(contribution: Contribution) -> HandOver | None:
    """To whom a waiting case was left, by whom and with which note; None when it was left to nobody."""
    row = db.session.get(HandOver, contribution.id)
    return row if contribution.state in AWAITING_DECISION else None


def statement_of_reasons(contribution: Contribution, reader: str | None = None) -> StatementOfReasons | None:
    """What the author is told about the latest decision, in the language `reader` (else the author's own).

    None when nothing was restricted: a plain release, a split, or no decision yet.
    """
    row = last_standing(contribution)
    if row is None:
        return None
    hidden = is_hidden(row, contribution)
    if not (hidden or row.decision in RESTRICTING or row.redacted_for is not None):
        return None
    language = reader or contribution.reading_language
    objection = objection_to(row)
    return StatementOfReasons(
        decision=row.decision,
        reason=row.reason,
        redacted_for=row.redacted_for,
        statement=content.say(row, "statement", language, Audience.AUTHOR),
        rules_version=row.rules_version,
        decided_on=clock.berlin_day(row.decided_at),
        had_hint=row.had_hint,
        after_notice=row.after_notice,
        not_public=hidden,
        may_object=objection is None and _may_object(row, contribution),
        objection=objection,
        objection_text=_words(objection, "text", language),
        objection_answer=_words(objection, "statement", language),
        waits_for_second=objection is not None and objection.upheld is None and is_alone(row.decided_by_id),
        advice=list(row.advice),
    )


def is_alone(account_id: int | None) -> bool:
    """Whether nobody else is a commissioner today: then an objection must wait for a second one (rule 9)."""
    others = [one for one in account_queries.with_role(Role.MODERATOR, clock.today()) if one.id != account_id]
    return not others


def _may_object(decision: ModerationDecision, contribution: Contribution) -> bool:
    return restricts(decision, contribution) and content.original(contribution, "text") is not None


def _words(objection: Objection | None, part: str, language: str) -> Wording | None:
    return None if objection is None else content.say(objection, part, language, Audience.AUTHOR)
