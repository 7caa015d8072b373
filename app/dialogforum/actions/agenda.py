"""Agendas: points are taken on, added, put in order and given minutes; then everybody may read the public ones."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from app.concept.models import ActionField
from app.contributions import actions as contribution_actions
from app.contributions.models import Contribution
from app.core import clock, history
from app.core.errors import Conflict, Invalid, Missing
from app.core.forms import clean_line
from app.core.history import Actor
from app.core.languages import content, locales
from app.dialogforum.models.agenda import Agenda, AgendaItem
from app.dialogforum.queries import agenda as queries
from app.dialogforum.rules.agenda import MAX_MINUTES, MAX_POINT, MINUTES
from app.extensions import db
from app.rounds.models import ParticipationRound


def take_on(current: ParticipationRound, field: ActionField, contribution: Contribution, *, actor: Actor) -> AgendaItem:
    """Put a contribution at the end of the agenda. One that stands there already stays where it is."""
    agenda = _begun(current, field)
    known = next((row for row in agenda.items if row.contribution_id == contribution.id), None)
    if known is not None:
        return known
    row = _append(agenda, AgendaItem(contribution_id=contribution.id, minutes=MINUTES))
    history.record(actor, "take_on_agenda", agenda, reference=contribution.reference)
    return row


def add_point(
    current: ParticipationRound,
    field: ActionField,
    words: str,
    minutes: int | None,
    *,
    public: bool,
    form_number: str,
    actor: Actor,
) -> AgendaItem:
    """Put words of the organisers at the end of the agenda; the same form again adds nothing.

    Raises Invalid: point_missing, point_too_long, minutes_wrong.
    """
    text, lasts = _point(words), _minutes(minutes)
    agenda = _begun(current, field)
    sent = contribution_actions.form_hash(form_number, f"agenda\n{agenda.id}\n{text}")
    known = queries.by_form(sent)
    if known is not None:
        return known
    row = _append(agenda, AgendaItem(minutes=lasts, is_public=public, form_hash=sent))
    content.put(row, "title", text, language=locales.GERMAN.tag, actor=actor)
    history.record(actor, "add_point", agenda, item=row.id)
    return row


def change_point(
    item: AgendaItem, words: str, minutes: int | None, *, public: bool, version: int, actor: Actor
) -> AgendaItem:
    """Other minutes; for a point of the organisers also other words, and whether everybody may read it.

    Raises Conflict("agenda_changed"), Invalid as add_point(), Missing when somebody took it off.
    """
    agenda, item = _locked_item(item, version)
    item.minutes = _minutes(minutes)
    if item.contribution_id is None:
        text, known = _point(words), content.original(item, "title")
        item.is_public = public
        if known is None or known.text != text:
            content.put(item, "title", text, language=locales.GERMAN.tag, actor=actor)
    _touch(agenda)
    history.record(actor, "change_point", agenda, item=item.id, minutes=item.minutes, public=item.is_public)
    return item


def move_point(item: AgendaItem, *, up: bool, version: int, actor: Actor) -> Agenda:
    """One place up or down; the first and the last stay. Raises Conflict("agenda_changed"), Missing."""
    agenda, item = _locked_item(item, version)
    rows = list(agenda.items)
    here = rows.index(item)
    there = here + (-1 if up else 1)
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        _count(rows)
        _touch(agenda)
        history.record(actor, "move_point", agenda, item=item.id, place=there + 1)
    return agenda


def take_off(item: AgendaItem, *, version: int, actor: Actor) -> Agenda:
    """Take a point off the agenda; its own words are erased. Raises Conflict("agenda_changed"), Missing."""
    agenda, item = _locked_item(item, version)
    facts = {"reference": item.contribution.reference} if item.contribution else {}
    content.erase(item)
    agenda.items.remove(item)
    _count(agenda.items)
    _touch(agenda)
    history.record(actor, "take_off_agenda", agenda, item=item.id, **facts)
    return agenda


def publish(agenda: Agenda, *, actor: Actor) -> Agenda:
    """Let everybody read the public points, as they are now and as they change."""
    return _set(agenda, lambda row: row.published_on or clock.today(), "publish_agenda", actor)


def hide(agenda: Agenda, *, actor: Actor) -> Agenda:
    """Take the agenda off the public pages again."""
    return _set(agenda, lambda _row: None, "hide_agenda", actor)


def _set(agenda: Agenda, day: Callable[[Agenda], object], verb: str, actor: Actor) -> Agenda:
    agenda = _locked(agenda)
    wanted = day(agenda)
    if agenda.published_on != wanted:
        agenda.published_on = wanted  # type: ignore[assignment]
        _touch(agenda)
        history.record(actor, verb, agenda)
    return agenda


def _begun(current: ParticipationRound, field: ActionField) -> Agenda:
    """The agenda, begun now if it is the first point; whoever else changes it waits."""
    known = queries.of(current, field.number)
    if known is not None:
        return _locked(known)
    made = Agenda(round_id=current.id, action_field_id=field.id, changed_on=clock.today())
    try:
        with db.session.begin_nested():
            db.session.add(made)
            db.session.flush()
    except IntegrityError:
        return _begun(current, field)
    return made


def _locked(agenda: Agenda, version: int | None = None) -> Agenda:
    query = sa.select(Agenda).where(Agenda.id == agenda.id).with_for_update(of=Agenda)
    found = db.session.execute(query.execution_options(populate_existing=True)).scalar_one()
    if version is not None and found.version != version:
        raise Conflict("agenda_changed")
    return found


def _locked_item(item: AgendaItem, version: int) -> tuple[Agenda, AgendaItem]:
    agenda = _locked(item.agenda)
    found = next((row for row in agenda.items if row.id == item.id), None)
    if found is None:
        raise Missing
    if agenda.version != version:
        raise Conflict("agenda_changed")
    return agenda, found


def _append(agenda: Agenda, row: AgendaItem) -> AgendaItem:
    row.position, row.added_on = len(agenda.items), clock.today()
    agenda.items.append(row)
    _touch(agenda)
    return row


def _count(rows: list[AgendaItem]) -> None:
    for position, row in enumerate(rows):
        row.position = position


def _touch(agenda: Agenda) -> None:
    """The version rises with every change of a point: nobody moves what she has not seen."""
    agenda.changed_on = clock.today()
    flag_modified(agenda, "changed_on")
    db.session.flush()


def _point(words: str) -> str:
    text = clean_line(words)
    if not text:
        raise Invalid("point_missing", "words")
    if len(text) > MAX_POINT:
        raise Invalid("point_too_long", "words", limit=MAX_POINT)
    return text


def _minutes(minutes: int | None) -> int:
    if minutes is None or not 0 <= minutes <= MAX_MINUTES:
        raise Invalid("minutes_wrong", "minutes", limit=MAX_MINUTES)
    return minutes
