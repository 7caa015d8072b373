"""From a typed number, or from the sealed mark on a page that showed the case before, to the case."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass

from flask import current_app, request

from app.contributions import codes
from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution
from app.core import clock, keys
from app.core.errors import Missing, TooMany
from app.dialogforum.queries import cards
from app.dialogforum.rules.cards import CardState
from app.followup import actions
from app.followup.rules import CASE_AGE, MAX_TYPED, NumberProblem

PURPOSE = "case"
# Numbers of stubs whose card nobody has typed in: what their owners read.
WAITING = {CardState.OPEN: NumberProblem.CARD_WAITS, CardState.VOID: NumberProblem.CARD_VOID}


@dataclass(frozen=True)
class Opened:
    """The case, or why there is none; `typed` is shown again. `missed`: a number was looked for and not found."""

    contribution: Contribution | None = None
    problem: NumberProblem | None = None
    typed: str = ""
    missed: bool = False

    @property
    def status(self) -> int:
        """Status of a page that asks for the number again."""
        return 429 if self.problem is NumberProblem.BUSY else 422


def mark(contribution: Contribution) -> str:
    """A sealed mark for the forms of a case page, good for two hours. It never stands in an address."""
    content = {
        "case": str(contribution.id),
        "number": secrets.token_hex(16),
        "at": int(clock.now().timestamp()),
    }
    return keys.seal(PURPOSE, content)


def opened() -> Opened:
    """What this request opens: by the number if one was typed, else by the mark."""
    typed = request.form.get("code", "")
    sealed = request.form.get("case", "")
    if sealed and not typed.strip():
        return _by_mark(sealed)
    return _by_number(typed)


def only_switches_language() -> bool:
    """Whether a page that asks for the number is only wanted in another language."""
    return "switch_language" in request.form and "code" in request.form


def form_number() -> str:
    """The number of the page that sent this request, also of one that is too old; a fresh one if it carried none."""
    try:
        return str(keys.unseal(PURPOSE, request.form.get("case", ""))["number"])
    except keys.SealBroken:
        return secrets.token_hex(16)


def _by_mark(sealed: str) -> Opened:
    try:
        content = keys.unseal(PURPOSE, sealed)
    except keys.SealBroken:
        return Opened(problem=NumberProblem.OLD_PAGE)
    if clock.now().timestamp() - content["at"] > CASE_AGE.total_seconds():
        return Opened(problem=NumberProblem.OLD_PAGE)
    try:
        return Opened(contribution_queries.by_id(uuid.UUID(content["case"])))
    except Missing:
        return Opened(problem=NumberProblem.OLD_PAGE)


def _by_number(typed: str) -> Opened:
    digits = codes.clean(typed)
    if digits is None:
        problem = NumberProblem.NOT_A_NUMBER if typed.strip() else NumberProblem.EMPTY
        return Opened(problem=problem, typed=typed.strip()[:MAX_TYPED])
    shown = " ".join(codes.groups(digits))
    guesses = len(codes.candidates(digits))
    # A typing mistake is explained before any try is charged.
    if guesses == 0:
        return Opened(problem=NumberProblem.ONE_DIGIT, typed=shown)
    mistake = NumberProblem.UNKNOWN if codes.check(digits) else NumberProblem.ONE_DIGIT
    try:
        _charge(guesses)
    except TooMany:
        busy = NumberProblem.BUSY if mistake is NumberProblem.UNKNOWN else mistake
        return Opened(problem=busy, typed=shown)
    found = contribution_queries.by_code(digits)
    if found:
        return Opened(found)
    card = cards.state_behind(digits)
    if card in WAITING:
        return Opened(problem=WAITING[card], typed=shown)
    return Opened(problem=mistake, typed=shown, missed=True)


def _charge(guesses: int) -> None:
    actions.charge_guesses(
        guesses,
        per_second=current_app.config["CODE_GUESSES_PER_SECOND"],
        burst=current_app.config["CODE_GUESSES_BURST"],
    )
