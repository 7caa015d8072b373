"""What can be read of print runs and cards. No function here gives a text or a code."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.contributions import codes
from app.core.errors import Invalid, Missing
from app.dialogforum.models.cards import PaperCard, PrintRun
from app.dialogforum.rules.cards import FIRST_NUMBER, CardState, digits_of
from app.extensions import db

LAST_SHOWN = 8


def shown(number: int) -> str:
    """The number as it stands on the card: with its check digit."""
    return f"{number}-{codes.check_digit(str(number))}"


def number_of(typed: str, field: str = "card") -> int:
    """The number of a card that somebody typed. Raises Invalid: "card_number_missing", "card_number_wrong"."""
    digits = digits_of(typed)
    if not typed.strip():
        raise Invalid("card_number_missing", field=field)
    if digits is None or not 6 <= len(digits) <= 9 or codes.check_digit(digits[:-1]) != digits[-1]:
        raise Invalid("card_number_wrong", field=field)
    return int(digits[:-1])


def get(number: int) -> PaperCard:
    """The card with this number. Raises Missing("no_such_card")."""
    found = db.session.get(PaperCard, number)
    if found is None:
        raise Missing("no_such_card")
    return found


def run(run_id: int) -> PrintRun:
    """The print run with this id. Raises Missing."""
    found = db.session.get(PrintRun, run_id)
    if found is None:
        raise Missing
    return found


def by_form(form_hash: str) -> PrintRun | None:
    """The run that a form has printed already, or None."""
    return db.session.execute(sa.select(PrintRun).filter_by(form_hash=form_hash)).scalar_one_or_none()


def next_number() -> int:
    """The first number that is on no card yet."""
    last = db.session.execute(sa.select(sa.func.max(PaperCard.number))).scalar_one()
    return FIRST_NUMBER if last is None else int(last) + 1


@dataclass(frozen=True)
class RunRow:
    """One print run in the list: its numbers and what became of its cards."""

    run: PrintRun
    first: str
    last: str
    counts: dict[CardState, int]


def runs() -> list[RunRow]:
    """Every print run, the newest first, in two statements."""
    typed, void = PaperCard.typed_on.is_not(None), PaperCard.voided_on.is_not(None)
    state = sa.case((void, CardState.VOID.value), (typed, CardState.TYPED.value), else_=CardState.OPEN.value)
    query = sa.select(
        PaperCard.run_id, state, sa.func.count(), sa.func.min(PaperCard.number), sa.func.max(PaperCard.number)
    ).group_by(PaperCard.run_id, state)
    counts: dict[int, Counter[CardState]] = {}
    ends: dict[int, list[int]] = {}
    for run_id, name, count, first, last in db.session.execute(query):
        counts.setdefault(run_id, Counter())[CardState(name)] = count
        ends.setdefault(run_id, []).extend((first, last))
    rows = db.session.execute(sa.select(PrintRun).order_by(PrintRun.id.desc())).scalars()
    return [
        RunRow(row, shown(min(ends[row.id])), shown(max(ends[row.id])), {one: counts[row.id][one] for one in CardState})
        for row in rows
        if row.id in ends
    ]


def typed_today(account_id: int, day: date) -> list[PaperCard]:
    """The cards that this person typed on `day`, at most eight, the highest number first."""
    query = (
        sa.select(PaperCard)
        .where(PaperCard.typed_by_id == account_id, PaperCard.typed_on == day)
        .order_by(PaperCard.number.desc())
        .limit(LAST_SHOWN)
    )
    return list(db.session.execute(query).scalars())


def count_typed(account_id: int, day: date) -> int:
    """How many cards this person typed on `day`."""
    query = sa.select(sa.func.count()).where(PaperCard.typed_by_id == account_id, PaperCard.typed_on == day)
    return int(db.session.execute(query).scalar_one())


def of_contribution(contribution_id: uuid.UUID) -> str | None:
    """The number of the card that a contribution was typed from, as it stands there; None if it came otherwise."""
    query = sa.select(PaperCard.number).where(PaperCard.contribution_id == contribution_id)
    found = db.session.execute(query).scalar_one_or_none()
    return None if found is None else shown(found)


def state_behind(digits: str) -> CardState | None:
    """What became of the card whose stub shows these 16 digits; None when no card has them. One statement."""
    hashes = [found for code in codes.candidates(digits) for found in codes.digests(code)]
    query = sa.select(PaperCard).where(PaperCard.code_hash.in_(hashes or [""]))
    found = db.session.execute(query).scalars().first()
    return found.state if found else None
