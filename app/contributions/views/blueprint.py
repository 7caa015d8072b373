"""The blueprint that all pages of this room hang on."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, request

bp = Blueprint("contributions", __name__)


def not_kept(page: str) -> Response:
    """A page that no browser or proxy keeps: forms and links of one person, on phones that may be shared."""
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def short_address() -> str:
    """The address to type by hand: /n asks for the number. In a hall it is that of the city: cards are read at home."""
    base = current_app.config["HALL_CITY_URL"] or current_app.config["PUBLIC_URL"] or request.host_url
    return base.split("://", 1)[-1].rstrip("/") + "/n"
