"""The Dialogforum of last year in the demo: its round, its documentation, three promises and what became of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.concept import queries as concept
from app.core import clock
from app.core.history import SYSTEM
from app.dialogforum.actions import commitments, documentation
from app.dialogforum.actions.commitments import Promise
from app.dialogforum.rules.documentation import CommitmentState
from app.rounds.actions import open_round
from app.rounds.models import ParticipationRound
from app.rounds.rules import Phase

YEAR = timedelta(days=364)
# How long before its Dialogforum a round begins, and how long after it the report is due.
BEGINS, REPORTS = timedelta(days=200), timedelta(days=180)
CAME = 143
OPENING = (
    "Viele Menschen sind gekommen und haben an acht Tischen gesprochen. Hier steht, was gesagt und zugesagt wurde. "
    "Danke an alle, die dabei waren."
)
# Field, words, who carries it out, days after the day, how it stands, what became of it.
PROMISES: tuple[tuple[int, str, str, int, CommitmentState, str], ...] = (
    (
        1,
        "Wir richten einen Sprachkurs am Abend ein, mit Betreuung für Kinder.",
        "Volkshochschule",
        200,
        CommitmentState.KEPT,
        "Der Kurs läuft seit Februar an zwei Abenden.",
    ),
    (
        4,
        "Wir hängen in jedem Haus einen Plan für den Müll in fünf Sprachen auf.",
        "Wohnungsgesellschaft",
        300,
        CommitmentState.BROKEN,
        "In der Hälfte der Häuser fehlt er noch. Die Übersetzung hat zu lange gedauert.",
    ),
    (
        7,
        "Wir schreiben die drei häufigsten Briefe der Stadt in einfacher Sprache neu.",
        "Stadt Rheine",
        400,
        CommitmentState.RUNNING,
        "Zwei Briefe sind fertig.",
    ),
)


def open_last(forum: date) -> ParticipationRound:
    """The round whose Dialogforum was a year before `forum`."""
    day = forum - YEAR
    starts = {
        Phase.PREPARATION: day - BEGINS,
        Phase.CALL: day - BEGINS / 2,
        Phase.COLLECTION: day - BEGINS / 4,
        Phase.FORUM_DAY: day,
        Phase.DOCUMENTATION: day + timedelta(days=1),
        Phase.ANSWERS: day + timedelta(days=28),
        Phase.REPORT: day + timedelta(days=84),
    }
    edition = concept.current_edition(day)
    facts = {"forum_on": day, "place": "Stadthalle Rheine", "hours": "16:00–19:00", "is_example": True}
    return open_round(day.year, edition, starts, day + REPORTS, actor=SYSTEM, **facts)


def document_last(last: ParticipationRound) -> int:
    """Write and publish its documentation on the days on which that happened. Gives how many promises there are."""
    day = last.forum_on or last.starts_on
    with clock.at(datetime.combine(day + timedelta(days=20), time(9), clock.BERLIN)):
        documentation.write_documentation(last, OPENING, CAME, version=0, actor=SYSTEM)
        rows = [
            commitments.promise(
                last,
                number,
                Promise(words, owner, day + timedelta(days=days)),
                form_number=f"demo-promise-{number}",
                actor=SYSTEM,
            )
            for number, words, owner, days, _state, _report in PROMISES
        ]
        documentation.publish_documentation(last, actor=SYSTEM)
    for row, (*_said, state, report) in zip(rows, PROMISES, strict=True):
        commitments.report_on(row, state.value, report, version=row.version, actor=SYSTEM)
    return len(rows)
