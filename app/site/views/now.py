"""What is possible now: the phase of the present round in words, and the ways that lead on from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.dialogforum.queries import agenda, documentation, results, seats
from app.dialogforum.queries.results import FieldResult
from app.dialogforum.rules.seats import Opening
from app.rounds import queries as rounds
from app.rounds.labels import NOW
from app.rounds.models import ParticipationRound
from app.rounds.queries import Standing
from app.rounds.rules import Phase

# Before the next Dialogforum everybody reads first what became of the last one.
BEFORE = (Phase.PREPARATION, Phase.CALL, Phase.COLLECTION)
AFTER = (Phase.DOCUMENTATION, Phase.ANSWERS, Phase.REPORT)


@dataclass(frozen=True)
class Step:
    """A way on: words, address, drawing."""

    label: str
    url: str
    icon: str


@dataclass(frozen=True)
class Now:
    """The present round as home and its own page tell it. `told`: the round whose answers are told, with `numbers`."""

    standing: Standing
    sentence: str
    called_off: bool
    steps: list[Step] = field(default_factory=list)
    told: ParticipationRound | None = None
    numbers: FieldResult | None = None


def now(day: date, *, counted: bool = False) -> Now | None:
    """Where the present round stands on `day`; None before the first round.

    `counted`: with the numbers of what became of it. Home does without: it must be there at once, however many wrote.
    """
    found = rounds.standing(day)
    if found is None:
        return None
    opening = seats.opening_of(found.round, day)
    told = found.previous if found.phase in BEFORE else found.round
    numbers = results.total(results.by_field(told)) if told and counted else None
    return Now(
        found,
        str(NOW[found.phase]),
        opening is Opening.CALLED_OFF,
        _steps(found, opening),
        None if told is None or (numbers is not None and not numbers.voices) else told,
        numbers,
    )


def _steps(found: Standing, opening: Opening) -> list[Step]:
    year, steps = found.round.year, []
    if opening is Opening.OPEN and found.phase not in AFTER:
        steps.append(Step(_("Come to the Dialogforum"), url_for("dialogforum.seat", year=year), "people"))
    if found.phase in (Phase.COLLECTION, Phase.FORUM_DAY) and agenda.published(found.round):
        steps.append(Step(_("What the tables talk about"), url_for("dialogforum.public_agenda", year=year), "note"))
    if found.phase is Phase.FORUM_DAY:
        steps.append(Step(_("Wall of the Dialogforum"), url_for("dialogforum.wall", year=year), "book"))
    if found.phase in (Phase.CALL, Phase.COLLECTION):
        steps.append(Step(_("Tell others"), url_for("dialogforum.follow"), "forward"))
    if found.phase in AFTER and documentation.is_published(found.round):
        steps.append(Step(_("Read the documentation"), url_for("dialogforum.documentation", year=year), "book"))
    return steps
