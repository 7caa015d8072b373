"""The closed store: words that may be a crime are kept with time and checksum, read with password and reason only."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

from app.contributions import actions as contribution_actions
from app.core import clock, history
from app.core.errors import Invalid
from app.core.history import Actor, Subject
from app.core.languages import content
from app.core.models import random_id
from app.extensions import db
from app.moderation.actions.guard import words
from app.notices.contact import key_id, opened, sealed
from app.notices.models import ContentNotice, Evidence

MAX_REASON = 500


def keep_evidence(notice: ContentNotice, *, actor: Actor, days: int) -> Evidence:
    """Seal the text in question as it is now: original, what others read, the German words, and what the notice says.

    It is deleted after `days`, whatever becomes of the case. Raises Invalid("evidence_nothing").
    """
    contribution_actions.lock(notice.contribution)
    inside = _inside(notice)
    if not inside["texts"]:
        raise Invalid("evidence_nothing", "evidence")
    plain = json.dumps(inside, ensure_ascii=False, sort_keys=True)
    row = Evidence(
        id=random_id(),
        reference=notice.contribution.reference,
        sealed=sealed(plain),
        key_id=key_id(),
        checksum=hashlib.sha256(plain.encode()).hexdigest(),
        kept_at=clock.now().replace(microsecond=0),
        kept_by_id=actor.account_id,
        delete_on=clock.today() + timedelta(days=days),
    )
    db.session.add(row)
    db.session.flush()
    history.record(actor, "keep_evidence", row, reference=row.reference, checksum=row.checksum)
    history.record(actor, "keep_evidence", notice.contribution)
    return row


def _inside(notice: ContentNotice) -> dict[str, Any]:
    case = notice.contribution
    subject: Subject = notice.answer or case
    texts = content.load([subject, notice], ["text", "next_step", "why", "place"])
    kept = [
        {"part": part, "kind": str(version.kind), "language": version.language, "text": version.text}
        for part in ("text", "next_step")
        for version in texts.current(subject, part)
    ]
    said = {part: texts.original(notice, part) for part in ("why", "place")}
    return {
        "reference": case.reference,
        "answer_of": notice.answer.network.key if notice.answer else None,
        "received_on": case.received_on.isoformat(),
        "published_on": case.published_on.isoformat() if case.published_on else None,
        "ground": notice.ground.value,
        "notice": {part: version.text for part, version in said.items() if version is not None},
        "texts": sorted(kept, key=lambda one: (one["part"], one["kind"], one["language"])),
    }


def read_evidence(evidence: Evidence, *, actor: Actor, reason: str) -> dict[str, Any]:
    """What lies inside, for a reason that is written down. The view asks for the password before.

    Raises Invalid("reason_missing").
    """
    why = words(reason, "reason_missing", "reason", limit=MAX_REASON)
    history.record(actor, "read_evidence", evidence, reference=evidence.reference, reason=why)
    inside: dict[str, Any] = json.loads(opened(evidence.sealed))
    return inside
