"""The blueprint of the room, pages that nobody keeps, and how an error of a rule becomes a sentence in a form."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response

from app.accounts import labels as account_labels
from app.contributions import labels as contribution_labels
from app.core.errors import DomainError
from app.core.languages import locales
from app.moderation import labels as moderation_labels
from app.notices import labels

bp = Blueprint("notices", __name__)
_ROOMS: tuple[Any, ...] = (labels, moderation_labels, contribution_labels, account_labels)


def private(page: str, status: int = 200) -> Response:
    """Never kept by a browser, a proxy or a search engine."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def attach(form: Any, error: DomainError) -> str | None:
    """Put the sentence beside the field it is about. Returns it when the form has no such field."""
    room = next((room for room in _ROOMS if error.code in room.ERRORS), None)
    if room is None:
        raise KeyError(f"no sentence for the error {error.code!r}: add it to the labels of its room")
    words = str(room.ERRORS[error.code]) % error.facts
    name = getattr(error, "field", None)
    if name and name in form:
        form[name].errors = [*form[name].errors, words]
        return None
    return words


def in_every_language(address: Any) -> dict[str, str]:
    """The address of the same page in every language, for the buttons that switch it."""
    return {language.tag: address(language.tag) for language in locales.by_endonym()}
