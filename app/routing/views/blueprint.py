"""The blueprints of the room: the desk of those who route, and the board of the steering group."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("routing", __name__)
