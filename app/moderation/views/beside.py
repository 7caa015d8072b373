"""What stands beside a case that waits: the next ones of the same choice, who reads them, how long they wait."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from app.accounts import queries as account_queries
from app.contributions.lifecycle import AWAITING_DECISION
from app.contributions.models import Contribution
from app.core import clock
from app.moderation import queries
from app.moderation.views.chosen import as_address, wanted

# As many as fit beside a case without scrolling.
SIZE = 12


def around(contribution: Contribution) -> dict[str, Any]:
    """For the page of a case; nothing for one that is decided."""
    if contribution.state not in AWAITING_DECISION:
        return {"waiting": [], "waits": None}
    chosen, days = wanted(request.args), queries.due_days(clock.today())
    rows = queries.beside(contribution, chosen, size=SIZE)
    reading = queries.readers(rows)
    names = account_queries.names(set(reading.values())) if reading else {}
    wave = queries.wave_of(contribution)
    return {
        "wave": wave,
        "waiting": rows,
        "waits": days.waits(contribution.received_on),
        "days": days,
        "reading": {key: names[account] for key, account in reading.items()},
        "chosen": as_address(chosen),
        "url_of": lambda case: url_for("moderation.case", reference=case.reference, _anchor="case"),
    }
