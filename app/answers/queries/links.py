"""Links from mails: what one opens, and for whom. A link is a sealed name of one case, one seat and who sits there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.accounts.models import Account
from app.answers import settings
from app.answers.models import Answer
from app.answers.queries.published import of_assignment
from app.contributions import lifecycle
from app.core import clock, keys
from app.core.errors import Missing
from app.extensions import db
from app.networks import queries as network_queries
from app.networks.models import NetworkSeat
from app.networks.rules import TANDEM
from app.permissions import Role
from app.routing.models import Assignment

PURPOSE = "answer-link"


class LinkState(StrEnum):
    """Whether a link still opens its case. Over: the case, the seat or the office has gone. Used: it has answered."""

    OPEN = "open"
    OLD = "old"
    USED = "used"
    OVER = "over"


@dataclass(frozen=True)
class Link:
    """What a link opens, and whose it is. Only an open one may show anything of the case."""

    state: LinkState
    assignment: Assignment
    account_id: int
    language: str
    name: str
    ends_on: date


def link_token(assignment_id: int, account_id: int, day: date) -> str | None:
    """The sealed name for a mail to somebody of the tandem; None for everybody else, or when links are switched off."""
    assignment = db.session.get(Assignment, assignment_id)
    if assignment is None or not settings.current().links:
        return None
    seats = network_queries.seats_of(account_id, day)
    seat = next((one for one in seats if one.network_id == assignment.network_id and one.seat in TANDEM), None)
    if seat is None:
        return None
    return keys.seal(PURPOSE, {"case": assignment.id, "seat": seat.id, "account": account_id})


def link_facts(facts: Mapping[str, Any], recipient: str) -> dict[str, Any]:
    """For a mail to somebody of a tandem: `answer_tokens` by assignment, and `answer_until`.

    The mail is about one case (facts["assignment"]) or several (an "assignment" in each of facts["cases"]).
    """
    kind, _colon, key = recipient.partition(":")
    about = [facts.get("assignment"), *(case.get("assignment") for case in facts.get("cases", []))]
    wanted = [int(number) for number in about if number]
    if kind != "account" or not wanted:
        return {}
    today = clock.today()
    found = {number: link_token(number, int(key), today) for number in wanted}
    tokens = {number: token for number, token in found.items() if token}
    return {"answer_tokens": tokens, "answer_until": today + settings.current().link_lasts} if tokens else {}


def link(token: str) -> Link:
    """What a link opens now. Raises Missing for one that was altered, or that is not ours."""
    lasts, old = settings.current().link_lasts, False
    try:
        found = keys.unseal(PURPOSE, token, lasts, clock.now().timestamp())
    except keys.SealBroken as error:
        raise Missing from error
    except keys.SealOld as error:
        found, old = error.content, True
    assignment, seat = db.session.get(Assignment, found["case"]), db.session.get(NetworkSeat, found["seat"])
    account = db.session.get(Account, seat.account_id) if seat is not None else None
    mine = account is not None and account.id == found.get("account")
    if assignment is None or seat is None or account is None or not mine:
        # The office took the seat back on the day it was given: nobody knows this link any more. Its number may have
        # come to somebody else since, whose link this is not.
        raise Missing
    state = _state(assignment, seat, account, old)
    ends_on = clock.berlin_day(keys.sealed_at(PURPOSE, token) + lasts)
    return Link(state, assignment, account.id, account.language, account.name, ends_on)


def _state(assignment: Assignment, seat: NetworkSeat, account: Account, old: bool) -> LinkState:
    today = clock.today()
    sits = seat.covers(today) and seat.seat in TANDEM and seat.network_id == assignment.network_id
    if not sits or Role.NETWORK_MANAGER not in account.roles_on(today) or not _is_on_desk(assignment):
        return LinkState.OVER
    answer = of_assignment(assignment)
    if answer is not None and _has_answered(answer, account.id):
        return LinkState.USED
    return LinkState.OLD if old else LinkState.OPEN


def _is_on_desk(assignment: Assignment) -> bool:
    with_network = assignment.contribution.state in lifecycle.WITH_NETWORK
    return assignment.ended_at is None and assignment.handed_back_at is None and with_network


def _has_answered(answer: Answer, account_id: int) -> bool:
    """Published; or handed to the second person by whom the link belongs to."""
    handed_over = answer.approval_asked_at is not None and answer.drafted_by_id == account_id
    return answer.published_at is not None or handed_over
