"""The blueprint of this room, and how its views say an error."""

from __future__ import annotations

from flask import Blueprint

from app.accounts.labels import ERRORS
from app.core.errors import DomainError

bp = Blueprint("accounts", __name__)


def sentence(error: DomainError) -> str:
    """The sentence for an error of this room, to be shown beside the form."""
    return str(ERRORS[error.code]) % error.facts
