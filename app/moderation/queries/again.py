"""The words of a decision that was taken back, for who wants to decide again: they are in the forms once more."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from app.contributions.models import Contribution
from app.core.languages import content
from app.core.languages.content import TextVersion, VersionKind
from app.extensions import db
from app.moderation.models import ModerationDecision
from app.moderation.queries.cases import decisions_of


@dataclass(frozen=True)
class Again:
    """What was typed for the decision that was taken back last."""

    decision: ModerationDecision
    words: dict[str, str]


def taken_back(contribution: Contribution) -> Again | None:
    """The decision that was taken back, when nothing was decided since; else None."""
    decisions = decisions_of(contribution)
    last = decisions[-1] if decisions else None
    if last is None or last.undone_at is None:
        return None
    said = content.load([last], ["statement", "question"])
    found = {"statement": said.original(last, "statement"), "message": said.original(last, "question")}
    found |= _versions(contribution, last)
    return Again(last, {name: version.text for name, version in found.items() if version is not None})


def _versions(contribution: Contribution, decision: ModerationDecision) -> dict[str, TextVersion | None]:
    query = sa.select(TextVersion).where(
        TextVersion.subject_kind == contribution.subject_kind,
        TextVersion.subject_id == str(contribution.id),
        TextVersion.id.in_(map(uuid.UUID, (decision.undo or {}).get("made", []))),
    )
    found: dict[str, TextVersion | None] = {}
    for version in db.session.execute(query).scalars():
        if version.part == "title":
            found["title"] = version
        elif version.kind is VersionKind.REDACTION:
            found["redacted"] = version
        elif version.kind is VersionKind.TRANSLATION and version.language == "de":
            found["german"] = version
    return found
