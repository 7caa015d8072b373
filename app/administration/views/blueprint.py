"""The blueprint of this room, and the words that stand in its addresses."""

from __future__ import annotations

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter

bp = Blueprint("administration", __name__)


class WordConverter(BaseConverter):
    """The name of a kind of thing, or of one of them: small letters, digits, hyphens."""

    regex = "[a-z0-9][a-z0-9_-]{0,60}"


@bp.record_once
def _know_words(state: BlueprintSetupState) -> None:
    # Recorded before the addresses below, so the converter is there when they are added.
    state.app.url_map.converters.setdefault("word", WordConverter)
