"""The hall's own copy: what travels between it and the city."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from app.contributions import queries as contributions
from app.contributions.models import Contribution
from app.core import clock
from app.core.languages import content
from app.core.languages.content import Origin, Texts, VersionKind
from app.dialogforum.models.cards import PaperCard
from app.dialogforum.queries.hall_tables import tables_of_the_hall
from app.extensions import db
from app.moderation.models import ModerationDecision
from app.moderation.rules import Decision


def everything() -> dict[str, Any]:
    """All that the hall takes home, as plain values: cases with what was decided about them and
    written for it, cards, notes and sums of tables."""
    cases = contributions.cases_of_the_hall()
    decisions = _decisions(cases)
    texts = content.load(cases, ["text", "title"])
    items = contributions.luggage(cases)
    for case, item in zip(cases, items, strict=True):
        if "text" in item:
            item["decision"] = _decision(decisions.get(case.id), case)
            item["prepared"] = _prepared(case, texts)
    return {
        "made_on": clock.today().isoformat(),
        "contributions": items,
        "cards": _typed(),
        "tables": tables_of_the_hall(),
    }


def runs_for_the_hall() -> list[dict[str, Any]]:
    """Print runs with the cards that nobody has typed: numbers and hashes, never a code."""
    open_ones = (PaperCard.typed_on.is_(None), PaperCard.voided_on.is_(None))
    found: dict[int, dict[str, Any]] = {}
    for card in db.session.execute(sa.select(PaperCard).where(*open_ones).order_by(PaperCard.number)).scalars():
        run = card.run
        facts = {"language": run.language, "printed_at": run.printed_at.isoformat(), "mark": run.form_hash, "cards": []}
        found.setdefault(run.id, facts)["cards"].append([card.number, card.code_hash, card.code_key_id])
    return list(found.values())


def _typed() -> list[dict[str, Any]]:
    """Which card each case was typed from."""
    query = sa.select(PaperCard).where(PaperCard.contribution_id.is_not(None)).order_by(PaperCard.number)
    return [
        {
            "number": card.number,
            "hash": card.code_hash,
            "contribution": card.contribution_id.hex,
            "typed_on": card.typed_on.isoformat(),
        }
        for card in db.session.execute(query).scalars()
        if card.contribution_id is not None and card.typed_on is not None
    ]


def _decisions(cases: Iterable[Contribution]) -> dict[uuid.UUID, ModerationDecision]:
    """The last decision about each case that still counts."""
    ids = [case.id for case in cases]
    query = (
        sa.select(ModerationDecision)
        .where(ModerationDecision.contribution_id.in_(ids), ModerationDecision.undone_at.is_(None))
        .order_by(ModerationDecision.decided_at, ModerationDecision.id)
    )
    return {row.contribution_id: row for row in db.session.execute(query).scalars()}


def _decision(row: ModerationDecision | None, case: Contribution) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "decision": str(row.decision),
        "day": clock.berlin_day(row.decided_at).isoformat(),
        "reason": str(row.reason) if row.reason else None,
        "public": case.is_public if row.decision is Decision.RELEASE else None,
    }


def _prepared(case: Contribution, texts: Texts) -> dict[str, Any]:
    """What commissioners wrote and chose in the hall: in the city it is there when the case is opened."""
    title = texts.original(case, "title")
    versions = texts.current(case, "text")
    redaction = next((one for one in versions if one.kind is VersionKind.REDACTION), None)
    german = texts.translation(case, "text", "de")
    primary = case.primary_field
    return {
        "title": title.text if title else None,
        "kind": str(case.kind) if case.kind else None,
        "fields": [field.number for field in case.assigned_fields],
        "primary": primary.number if primary else None,
        "redaction": redaction.text if redaction else None,
        # A machine's draft is made anew where people can see that it is one.
        "german": german.text if german and german.origin is Origin.HUMAN else None,
    }
