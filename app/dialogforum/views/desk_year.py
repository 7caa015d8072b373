"""The Dialogforum as the people who carry it see it: the phase, what it asks, the days to keep, and every part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, url_for
from flask_login import current_user

from app.core import clock
from app.dialogforum.labels.desk_year import ASKS, PARTS, TARGETS
from app.dialogforum.views.blueprint import bp
from app.permissions import Permission, can, needs
from app.rounds import queries as rounds


@dataclass(frozen=True)
class Part:
    """One part of the Dialogforum that this person may open."""

    label: str
    about: str
    url: str


@dataclass(frozen=True)
class Due:
    """A target of the round, the day it has, and whether that day is over."""

    label: str
    day: date
    is_over: bool


@bp.get("/staff/dialogforum/")
@needs(Permission.FORUM_READ)
def year_desk() -> Any:
    """One page for the year: it follows the phase of the present round."""
    today = clock.today()
    standing = rounds.standing(today)
    due = rounds.targets(standing.round) if standing else {}
    return render_template(
        "dialogforum/desk/year.html",
        standing=standing,
        asks=ASKS[standing.phase] if standing else "",
        due=[Due(str(TARGETS[target]), day, day < today) for target, day in due.items()],
        parts=[
            Part(str(label), str(about), _address(endpoint))
            for permission, endpoint, label, about in PARTS
            if can(current_user, permission)
        ],
        rounds=rounds.begun(today),
    )


def _address(endpoint: str) -> str:
    """Posters are pages for everybody, in a language; they open in German, where all languages can be chosen."""
    return url_for(endpoint, lang="de") if endpoint == "dialogforum.posters" else url_for(endpoint)
