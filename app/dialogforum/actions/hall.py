"""Bringing home what came in on a laptop in a hall: as sent there, with what commissioners prepared, decided once more.

Texts arrive as submitted. Nothing is public in the city, and no network has it, before a commissioner decides there;
what was decided in the hall stands in the history, its title, German text, redaction and fields are filled in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.contributions import queries as contributions
from app.contributions.actions import Home, bring_home, describe, home_key, set_fields
from app.contributions.models import Contribution
from app.contributions.rules import MAX_TEXT, Kind, clean_text
from app.core import clock, history
from app.core.errors import DomainError, Invalid
from app.core.halls import HallKey
from app.core.history import Actor
from app.core.languages import content
from app.core.languages.content import Origin, VersionKind
from app.dialogforum.actions.hall_tables import take_tables
from app.dialogforum.models.cards import PaperCard, PrintRun
from app.dialogforum.queries import cards
from app.dialogforum.rules.cards import CardState
from app.extensions import db
from app.moderation.rules import MAX_TITLE, PREPARED, Decision, ReasonCode
from app.rounds import queries as rounds

MOST_CASES = 20_000
# What a file from a hall holds. A further part takes its name in here, in queries/hall.py, and in take_home().
PARTS = {"made_on", "contributions", "cards", "tables"}


@dataclass(frozen=True)
class Came:
    """What became of one case of the hall; `number`: its place in the file."""

    number: int
    home: Home
    reference: str | None


@dataclass(frozen=True)
class Homecoming:
    """What became of a whole file: of each case, and of notes and sums of tables, counted."""

    cases: list[Came]
    tables: Counter[str]


def take_home(
    luggage: Mapping[str, Any], hall: HallKey, *, withdraw: Callable[[Contribution], None], actor: Actor
) -> Homecoming:
    """Take in everything from a hall: all of it or, with the transaction, nothing. Twice is the same as once.

    `withdraw`: takes back, with all that hangs on it, a case that its author withdrew in the hall meanwhile.
    Raises Invalid with the number of the case, or a `place` at the tables, in `facts`.
    """
    if set(luggage) != PARTS:
        # A newer program wrote it: what is not understood here would be lost.
        raise Invalid("home_unknown", number=0)
    items = luggage.get("contributions")
    if not isinstance(items, list) or len(items) > MOST_CASES:
        raise Invalid("home_broken", number=0)
    done = []
    for number, item in enumerate(items, start=1):
        try:
            case, home = bring_home(item, hall, actor=actor)
        except DomainError as error:
            raise Invalid(error.code, None, **{**error.facts, "number": number}) from error
        if case is not None and home is Home.ARRIVED:
            _prepare(case, item, actor)
        if case is not None and home is Home.WITHDRAWN:
            withdraw(case)
        done.append(Came(number, home, case.reference if case else None))
    for typed in luggage["cards"]:
        _mark_card(typed, hall)
    return Homecoming(done, take_tables(luggage["tables"], hall, actor=actor))


def _mark_card(typed: Mapping[str, Any], hall: HallKey) -> None:
    """A card of the city that was typed in the hall counts as typed here too."""
    card = db.session.get(PaperCard, typed["number"])
    case = contributions.by_import(home_key(typed["contribution"], hall))
    if card is None or card.code_hash != typed["hash"] or card.state is not CardState.OPEN or case is None:
        return
    card.contribution_id, card.typed_on = case.id, min(date.fromisoformat(typed["typed_on"]), clock.today())
    db.session.flush()


def take_runs(runs: Iterable[Mapping[str, Any]]) -> int:
    """On a laptop: take over the cards that the city printed, so that they can be typed here; how many are new."""
    new = 0
    for given in runs:
        run = cards.by_form(given["mark"])
        if run is None:
            printed_at = datetime.fromisoformat(given["printed_at"])
            current = rounds.current(clock.berlin_day(printed_at))
            run = PrintRun(
                language=given["language"],
                printed_at=printed_at,
                form_hash=given["mark"],
                round_id=current.id if current else None,
            )
            db.session.add(run)
            db.session.flush()
        known = {card.number for card in run.cards}
        for number, code_hash, key_id in given["cards"]:
            if number not in known:
                db.session.add(PaperCard(number=number, run_id=run.id, code_hash=code_hash, code_key_id=key_id))
                new += 1
        db.session.flush()
    return new


def _prepare(case: Contribution, item: Mapping[str, Any], actor: Actor) -> None:
    """Fill in what was written and chosen in the hall, and write down what was decided there."""
    given = item.get("prepared") or {}
    title, kind = given.get("title"), given.get("kind")
    if title or kind:
        describe(case, title=str(title)[:MAX_TITLE] if title else None, kind=Kind(kind) if kind else None, actor=actor)
    if given.get("fields") and given.get("primary"):
        set_fields(case, list(given["fields"]), given["primary"], actor=actor)
    # Not a redaction yet: the author is owed a reason, and the commissioner of the city gives it.
    _version(case, PREPARED, given.get("redaction"), VersionKind.ORIGINAL, case.language, actor)
    if case.language != "de":
        _version(case, "text", given.get("german"), VersionKind.TRANSLATION, "de", actor)
    decided = item.get("decision")
    if decided:
        reason = ReasonCode(decided["reason"]).value if decided["reason"] else None
        facts = {"decision": Decision(decided["decision"]).value, "reason": reason, "public": decided["public"]}
        history.record(actor, "decide_in_hall", case, day=str(decided["day"])[:10], **facts)


def _version(case: Contribution, part: str, text: Any, kind: VersionKind, language: str, actor: Actor) -> None:
    clean = clean_text(str(text or ""))[: 2 * MAX_TEXT]
    if clean:
        content.put(case, part, clean, language=language, actor=actor, kind=kind, origin=Origin.HUMAN)
