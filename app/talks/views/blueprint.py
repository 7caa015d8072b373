"""The blueprint of this room."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("talks", __name__, url_prefix="/staff/talks")
