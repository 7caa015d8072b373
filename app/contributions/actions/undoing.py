"""A decision taken back at once: what a case was like before it, and how it becomes so again.

This is no step of the state machine: the case stands where it stood, as if nothing had been decided. What happened
stays in the history.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.contributions import queries
from app.contributions.actions.moves import refresh_search
from app.contributions.contact import Contact
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, ContributionAudience, ContributionField, Message
from app.contributions.queries import UNDO
from app.contributions.rules import TALK, FieldRole, Kind, LanguageOrigin
from app.core import history
from app.core.history import Actor, ActorKind, HistoryEntry
from app.core.languages import content, undoing
from app.core.languages.content import VersionKind
from app.extensions import db

# JSON: codes, numbers and ids, never words.
Photo = dict[str, Any]
# Acts after a decision that do not stand in the way of taking it back.
HARMLESS = frozenset({"claim", "leave", "mark_read", "reveal_contact", "hand_over"})
_COLUMNS: dict[str, Callable[[Any], Any]] = {
    "state": State,
    "is_public": bool,
    "publication_number": int,
    "published_on": date.fromisoformat,
    "closed_on": date.fromisoformat,
    "kind": Kind,
    "language": str,
    "language_origin": LanguageOrigin,
    "merged_into_id": uuid.UUID,
    "voices": int,
}


def photos(cases: Iterable[Contribution]) -> dict[str, Photo]:
    """Id → how each of these cases stands now. Six statements, however many they are."""
    found = {str(case.id): case for case in cases}
    ids = [case.id for case in found.values()]
    texts, entries = undoing.current_ids(found.values()), history.of_all(found.values())
    messages = _lists(Message.contribution_id, Message.id, ids)
    talking = _lists(Message.contribution_id, Message.id, ids, Message.kind.in_(TALK), Message.ended_on.is_(None))
    audiences = _lists(ContributionAudience.contribution_id, ContributionAudience.audience_tag_id, ids)
    told = _lists(Contact.contribution_id, Contact.told_on, ids)
    return {
        key: {
            "row": {name: _plain(getattr(case, name)) for name in _COLUMNS},
            "fields": [
                [link.action_field_id, link.is_primary] for link in case.fields if link.role is FieldRole.ASSIGNED
            ],
            "audiences": audiences.get(key, []),
            "texts": texts.get(key, []),
            "messages": messages.get(key, []),
            "talking": talking.get(key, []),
            "told_on": told.get(key, [None])[0],
            "cleared": queries.clearing(entries[key]),
            "mark": [case.version, sum(map(_counts, entries[key]))],
        }
        for key, case in found.items()
    }


def differences(before: Mapping[str, Photo], after: Mapping[str, Photo]) -> dict[str, Photo]:
    """What restore() needs: how each case stood, what was made and replaced since, and a mark of how it stands now."""
    return {
        key: {
            **{name: old[name] for name in ("row", "fields", "audiences", "told_on", "cleared")},
            "made": [one for one in after[key]["texts"] if one not in old["texts"]],
            "replaced": [one for one in old["texts"] if one not in after[key]["texts"]],
            "asked": [one for one in after[key]["messages"] if one not in old["messages"]],
            "ended": [one for one in old["talking"] if one not in after[key]["talking"]],
            "mark": after[key]["mark"],
        }
        for key, old in before.items()
    }


def restore(contribution: Contribution, change: Photo, *, actor: Actor, **facts: Any) -> None:
    """Let a case stand as it stood before the decision that `change` is about. `facts` are codes for history."""
    was = str(contribution.state)
    _take_questions_away(contribution, change["asked"])
    _open_talk_again(change.get("ended", []))
    undoing.put_back(change["made"], change["replaced"])
    with db.session.no_autoflush:
        for name, read in _COLUMNS.items():
            value = change["row"][name]
            setattr(contribution, name, None if value is None else read(value))
        contribution.publication_number = _free_number(contribution)
    _name_languages(contribution)
    db.session.flush()
    db.session.expire(contribution, ["main"])
    _assign(contribution, change["fields"])
    _tag(contribution, change["audiences"])
    told = {"told_on": date.fromisoformat(change["told_on"]) if change["told_on"] else None}
    db.session.execute(sa.update(Contact).where(Contact.contribution_id == contribution.id).values(told))
    # What is_cleared() looks at: the acts of the decision count no longer.
    moved = {"from": was, "to": str(contribution.state), "cleared": change["cleared"]}
    history.record(actor, UNDO, contribution, **moved, **facts)
    refresh_search(contribution)
    db.session.flush()


def _lists(case: Any, value: Any, ids: list[uuid.UUID], *where: sa.ColumnElement[bool]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for key, one in db.session.execute(sa.select(case, value).where(case.in_(ids), *where).order_by(value)):
        found.setdefault(str(key), []).append(_plain(one))
    return found


def _counts(entry: HistoryEntry) -> bool:
    return entry.verb not in HARMLESS and entry.actor_kind is not ActorKind.SYSTEM


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID | State | Kind | LanguageOrigin) else value


def _free_number(contribution: Contribution) -> int | None:
    """The place in the public list; the next free one when somebody else took it meanwhile."""
    number = contribution.publication_number
    if number is None:
        return None
    others = Contribution.id != contribution.id
    taken = sa.select(Contribution.id).where(Contribution.publication_number == number, others)
    if db.session.execute(taken).first() is None:
        return number
    return (db.session.execute(sa.select(sa.func.max(Contribution.publication_number)).where(others)).scalar() or 0) + 1


def _take_questions_away(contribution: Contribution, asked: list[str]) -> None:
    for message in queries.messages(contribution):
        if str(message.id) in asked:
            content.erase(message)
            db.session.delete(message)
    db.session.flush()


def _open_talk_again(ended: list[str]) -> None:
    """Who waited for somebody's words before the decision waits for them again."""
    about = Message.id.in_(map(uuid.UUID, ended))
    db.session.execute(sa.update(Message).where(about).values(ended_on=None))


def _name_languages(contribution: Contribution) -> None:
    # The decision may have said that the words are in another language.
    for version in content.versions(contribution, "text"):
        if version.kind is not VersionKind.TRANSLATION and version.language != contribution.language:
            version.language = contribution.language


def _assign(contribution: Contribution, fields: list[list[Any]]) -> None:
    present = [link for link in contribution.fields if link.role is FieldRole.ASSIGNED]
    if [[link.action_field_id, link.is_primary] for link in present] == fields:
        return
    for link in present:
        contribution.fields.remove(link)
    # Old rows go first: the database allows one primary field at any moment.
    db.session.flush()
    for position, (field_id, is_primary) in enumerate(fields):
        contribution.fields.append(
            ContributionField(
                action_field_id=field_id, role=FieldRole.ASSIGNED, is_primary=is_primary, position=position
            )
        )
    db.session.flush()


def _tag(contribution: Contribution, audiences: list[int]) -> None:
    about = ContributionAudience.contribution_id == contribution.id
    db.session.execute(sa.delete(ContributionAudience).where(about))
    rows = [{"contribution_id": contribution.id, "audience_tag_id": tag} for tag in audiences]
    if rows:
        db.session.execute(sa.insert(ContributionAudience), rows)
    db.session.expire(contribution, ["audiences"])
