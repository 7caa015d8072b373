"""The demo as a whole: example goals, people, a round, 160 contributions, 40 answers. All or nothing, and only once."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.accounts import queries as accounts
from app.concept import queries as concept
from app.concept.actions import load_goals
from app.core import clock
from app.core.history import SYSTEM
from app.demo import forum_last, forum_seats, forum_tables, life
from app.demo.people import DATA, gather
from app.rounds.actions import open_round
from app.rounds.models import ParticipationRound
from app.rounds.rules import Phase

# The first texts belong to the round of last year: they came before the new one began.
BETWEEN = timedelta(days=40)
PLACE, HOURS = "Stadthalle Rheine", "16:00–19:00"
MARK = "beauftragte1@rheine.example"
ACCOUNTS_FILE = "demo-accounts.json"
CODES_FILE = "demo-codes.json"


def is_loaded() -> bool:
    """Whether the demo is in the database already."""
    return accounts.by_email(MARK) is not None


def load(data_dir: Path, finish: Callable[[], None], say: Callable[[str], None]) -> bool:
    """Load the demo in one transaction and write the two private files. Returns False when it was there already.

    `finish` ends the transaction; `say` tells the operator what happens.
    """
    if is_loaded():
        return False
    today = clock.today()
    events = life.plan(today)
    first_day = events[0].day - timedelta(days=1)
    example = tomllib.loads((DATA / "concept-example.toml").read_text("utf-8"))
    with clock.at(datetime.combine(first_day, time(9), clock.BERLIN)):
        say("Loading example goals and people")
        measures = load_goals(example, actor=SYSTEM)
        last = forum_last.open_last(_forum(today))
        current = _open_round(first_day + BETWEEN, today)
        cast = gather(first_day)
    say(f"Living through {len(events)} example events")
    played = life.Life(cast, life.led_to(example, measures))
    played.play(events)
    say(f"{forum_seats.register()} example parties take seats at the Dialogforum")
    forum_tables.set_tables(cast, current)
    say(f"{forum_last.document_last(last)} promises of the last Dialogforum")
    _write_private(data_dir / ACCOUNTS_FILE, cast.keys)
    _write_private(data_dir / CODES_FILE, [{"id": key, **value} for key, value in played.codes.items()])
    finish()
    return True


def _forum(today: date) -> date:
    """The day of the next Dialogforum."""
    return today + timedelta(days=28)


def _open_round(first_day: date, today: date) -> ParticipationRound:
    forum = _forum(today)
    starts = {
        Phase.PREPARATION: first_day,
        Phase.CALL: first_day + timedelta(days=1),
        Phase.COLLECTION: first_day + timedelta(days=1),
        Phase.FORUM_DAY: forum,
        Phase.DOCUMENTATION: forum + timedelta(days=1),
        Phase.ANSWERS: forum + timedelta(days=28),
        Phase.REPORT: forum + timedelta(days=84),
    }
    edition = concept.current_edition(today)
    ends = forum + timedelta(days=180)
    return open_round(
        forum.year, edition, starts, ends, actor=SYSTEM, forum_on=forum, place=PLACE, hours=HOURS, is_example=True
    )


def _write_private(path: Path, content: Any) -> None:
    """Write JSON readable by the owner alone, whole or not at all."""
    draft = path.with_suffix(".part")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
    draft.replace(path)
