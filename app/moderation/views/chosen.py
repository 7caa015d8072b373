"""What somebody has chosen to see of the queue: part of the address, and kept from decision to decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import has_request_context, request

from app.contributions.rules import Source
from app.moderation.queries import Filter
from app.moderation.rules import Waits
from app.moderation.views.blueprint import bp

NAMES = ("action_field", "language", "source", "waits")
# Lists of their own, and pages about something else: the choice ends there.
_LISTS = ("additions", "decided", "handed_back", "objections", "queue", "returned", "waves")
_ELSEWHERE = frozenset({*_LISTS, "objection", "wave", "decide_wave"})


def wanted(sent: Mapping[str, Any]) -> Filter:
    """The filter in an address or a form; what nobody knows is left out."""
    source, waits = sent.get("source", ""), sent.get("waits", "")
    field = sent.get("action_field", "")
    return Filter(
        action_field=field if field == "unsure" or (field.isdecimal() and field.isascii() and len(field) < 3) else "",
        language=plain(sent.get("language")) or "",
        source=Source(source) if source in set(Source) else None,
        waits=Waits(waits) if waits in set(Waits) else None,
    )


def as_address(chosen: Filter) -> dict[str, Any]:
    """The filter as it stands in an address."""
    values = {name: getattr(chosen, name) for name in NAMES}
    return {name: str(value) for name, value in values.items() if value}


def plain(sent: str | None) -> str | None:
    """A tag or reference from an address, or None for anything else: databases refuse some characters."""
    return sent if sent and len(sent) <= 12 and sent.isascii() and sent.replace("-", "").isalnum() else None


@bp.url_defaults
def keep(endpoint: str, values: dict[str, Any]) -> None:
    """Addresses of cases and their forms carry the filter of the page along: after a decision comes the next of it."""
    if endpoint.split(".")[-1] in _ELSEWHERE or not has_request_context():
        return
    if (request.endpoint or "").startswith("moderation."):
        for name, value in as_address(wanted(request.args)).items():
            values.setdefault(name, value)
