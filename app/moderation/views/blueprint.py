"""The blueprint of the room, and how an error of a rule becomes a sentence in a form."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from app.accounts import labels as account_labels
from app.concept import labels as concept_labels
from app.contributions import labels as contribution_labels
from app.core.errors import DomainError
from app.moderation import labels
from app.networks import labels as network_labels
from app.routing import labels as routing_labels

bp = Blueprint("moderation", __name__, url_prefix="/staff/moderation")

_ROOMS: tuple[Any, ...] = (
    labels,
    routing_labels,
    contribution_labels,
    concept_labels,
    network_labels,
    account_labels,
)


@bp.app_template_filter("verb")
def verb(name: str) -> str:
    """Words for an act in a history."""
    return labels.verb(name)


def sentence(error: DomainError) -> str:
    """What an error of a rule says to the person, in the language of the page."""
    for room in _ROOMS:
        if error.code in room.ERRORS:
            return str(room.ERRORS[error.code]) % error.facts
    raise KeyError(f"no sentence for the error {error.code!r}: add it to the labels.py of its room")


def attach(form: Any, error: DomainError) -> str | None:
    """Put the sentence beside the field it is about. Returns it when the form has no such field."""
    words = sentence(error)
    name = getattr(error, "field", None)
    if name and name in form:
        form[name].errors = [*form[name].errors, words]
        return None
    return words
