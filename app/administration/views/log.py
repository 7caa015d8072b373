"""The log of the office, for data protection: who did what with accounts, texts and settings."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext as _

from app.accounts.labels import LABELS
from app.accounts.rules import Verb
from app.administration import queries
from app.administration.views.blueprint import bp
from app.administration.views.showing import SUBJECTS
from app.core.history import HistoryEntry
from app.permissions import Permission, Role, needs


@dataclass(frozen=True)
class Row:
    """One act in words."""

    entry: HistoryEntry
    what: str
    about: str
    by: str


@bp.get("/staff/admin/log")
@needs(Permission.HISTORY_READ)
def log() -> str:
    """Newest first, page by page."""
    asked = request.args.get("before", "")
    found, more = queries.log(int(asked) if asked.isdecimal() and len(asked) < 10 else None)
    rows = [Row(one.entry, _what(one.entry), one.about or _kind(one.entry), one.by) for one in found]
    return render_template("administration/log.html", rows=rows, more=more)


def _what(entry: HistoryEntry) -> str:
    if entry.subject_kind != "account":
        return _("Changed") if entry.facts["before"] else _("Made")
    words = str(LABELS[Verb(entry.verb)])
    role = entry.facts.get("role")
    return f"{words}: {LABELS[Role(role)]}" if role else words


def _kind(entry: HistoryEntry) -> str:
    return str(SUBJECTS[entry.subject_kind]) if entry.subject_kind in SUBJECTS else ""
