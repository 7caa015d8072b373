"""Pages for machines: whether the site works, and what search engines may read."""

from __future__ import annotations

import shutil

import sqlalchemy as sa
from flask import Response, current_app, jsonify
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.permissions import public
from app.site.views.blueprint import bp

# Pages about single cases and forms are never indexed (contract.md).
CLOSED = ("/staff/", "/*/code/", "/*/contribute/", "/*/contact/", "/*/unsubscribe/", "/answer/")


@bp.get("/health")
@public
def health() -> tuple[Response, int]:
    """200 when pages can be served and texts saved, else 503. Says what is wrong in one word, never more."""
    try:
        db.session.execute(sa.text("SELECT 1 FROM alembic_version")).first()
    except SQLAlchemyError:
        return jsonify(status="unavailable", reason="database"), 503
    if shutil.disk_usage(current_app.config["DATA_DIR"]).free < current_app.config["MIN_FREE_BYTES"]:
        return jsonify(status="unavailable", reason="disk"), 503
    return jsonify(status="ok"), 200


@bp.get("/robots.txt")
@public
def robots() -> Response:
    """What search engines leave alone."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
