"""Commitments: what a network promised at the Dialogforum, who carries it out until when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from app.concept import queries as concept
from app.contributions import actions as contribution_actions
from app.core import clock, history
from app.core.errors import Conflict, Invalid, Missing, NotPossibleNow
from app.core.forms import clean_line
from app.core.history import Actor
from app.core.languages import content, locales
from app.core.languages.content import Origin
from app.dialogforum.models.documentation import Commitment
from app.dialogforum.queries import documentation as queries
from app.dialogforum.rules.documentation import MAX_COMMITMENT, MAX_OWNER, CommitmentState
from app.extensions import db
from app.rounds.models import ParticipationRound


@dataclass(frozen=True)
class Promise:
    """What was promised, in German: words, who carries it out (an organisation), and the day."""

    words: str
    owner: str
    due_on: date | None


@dataclass(frozen=True)
class _Clean:
    """The same when everything is there."""

    words: str
    owner: str
    due_on: date


def promise(current: ParticipationRound, number: int, said: Promise, *, form_number: str, actor: Actor) -> Commitment:
    """Write a commitment of a field down; it stands on the board of the network that carries the field today.

    The same form again gives the stored one. Raises Invalid: commitment_words_wrong, commitment_owner_wrong,
    commitment_day_wrong; NotPossibleNow("commitment_network_missing").
    """
    clean = _checked(current, said)
    sent = contribution_actions.form_hash(form_number, f"commitment\n{current.id}\n{number}\n{clean.words}")
    known = queries.by_form(sent)
    if known is not None:
        return known
    row = _new(current, number, clean, sent)
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError:
        # A double tap: the other request stored it a moment ago.
        return promise(current, number, said, form_number=form_number, actor=actor)
    content.put(row, "text", clean.words, language=locales.GERMAN.tag, actor=actor, origin=Origin.HUMAN)
    history.record(actor, "promise", row, field=number, due_on=clean.due_on.isoformat())
    return row


def _new(current: ParticipationRound, number: int, clean: _Clean, sent: str) -> Commitment:
    """On the board of the network that carries the field today."""
    today = clock.today()
    field = concept.field(number, today)
    network = concept.network_for(field, today)
    if network is None:
        raise NotPossibleNow("commitment_network_missing")
    return Commitment(
        round_id=current.id,
        action_field_id=field.id,
        network_id=network.id,
        owner=clean.owner,
        due_on=clean.due_on,
        state=CommitmentState.RUNNING,
        state_on=today,
        made_on=today,
        form_hash=sent,
        is_example=current.is_example,
    )


def change_promise(row: Commitment, said: Promise, *, version: int, actor: Actor) -> Commitment:
    """Other words, another owner or day. Earlier words stay in the history of the text.

    Raises as promise(), and Conflict("documentation_changed").
    """
    row = _locked(row, version)
    clean = _checked(row.round, said)
    row.owner, row.due_on = clean.owner, clean.due_on
    known = content.original(row, "text")
    if known is None or known.text != clean.words:
        content.put(row, "text", clean.words, language=locales.GERMAN.tag, actor=actor, origin=Origin.HUMAN)
    flag_modified(row, "due_on")
    db.session.flush()
    history.record(actor, "change_promise", row, due_on=row.due_on.isoformat(), owner=row.owner)
    return row


def report_on(row: Commitment, state: str, words: str, *, version: int, actor: Actor) -> Commitment:
    """Say how it stands. What is kept or broken needs a sentence; what still runs may have one.

    Raises Invalid: commitment_state_wrong, commitment_report_missing, documentation_long;
    Conflict("documentation_changed").
    """
    row = _locked(row, version)
    if state not in list(CommitmentState):
        raise Invalid("commitment_state_wrong", "state")
    wanted, text = CommitmentState(state), words.strip()
    if not text and wanted is not CommitmentState.RUNNING:
        raise Invalid("commitment_report_missing", "became")
    if len(text) > MAX_COMMITMENT:
        raise Invalid("documentation_long", "became", limit=MAX_COMMITMENT)
    known = content.original(row, "statement")
    if text and (known is None or known.text != text):
        content.put(row, "statement", text, language=locales.GERMAN.tag, actor=actor, origin=Origin.HUMAN)
    elif not text and known is not None:
        content.erase(row, "statement")
    row.state, row.state_on = wanted, clock.today()
    flag_modified(row, "state_on")
    db.session.flush()
    history.record(actor, "report_on_promise", row, state=wanted.value)
    return row


def take_away(row: Commitment, *, version: int, actor: Actor) -> None:
    """Delete what was written down by mistake. Once the documentation is published a promise stays.

    Raises NotPossibleNow("commitment_public"), Conflict("documentation_changed").
    """
    row = _locked(row, version)
    if queries.is_published(row.round):
        raise NotPossibleNow("commitment_public")
    content.erase(row)
    history.record(actor, "take_promise_away", row, field=row.action_field.number)
    db.session.delete(row)
    db.session.flush()


def _locked(row: Commitment, version: int) -> Commitment:
    query = sa.select(Commitment).where(Commitment.id == row.id).with_for_update(of=Commitment)
    found = db.session.execute(query.execution_options(populate_existing=True)).scalar_one_or_none()
    if found is None:
        raise Missing
    if found.version != version:
        raise Conflict("documentation_changed")
    return found


def _checked(current: ParticipationRound, said: Promise) -> _Clean:
    words, owner = said.words.strip(), clean_line(said.owner)
    if not 1 <= len(words) <= MAX_COMMITMENT:
        raise Invalid("commitment_words_wrong", "words", limit=MAX_COMMITMENT)
    if not 1 <= len(owner) <= MAX_OWNER:
        raise Invalid("commitment_owner_wrong", "owner", limit=MAX_OWNER)
    if said.due_on is None or said.due_on < (current.forum_on or current.starts_on):
        raise Invalid("commitment_day_wrong", "due_on")
    return _Clean(words, owner, said.due_on)
