"""Networks: names and the fields they carry, each from a day on. The past stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.administration.nouns.base import Noun, day_of, iso, new_key
from app.administration.rules import Field, Shape, Sheet
from app.concept import queries as concept
from app.concept.models import ActionField, FieldResponsibility
from app.core import clock
from app.core.errors import Invalid
from app.core.history import Actor
from app.extensions import db
from app.networks import queries
from app.networks.models import Network, NetworkName
from app.networks.rules import SecondPerson
from app.routing.models import Assignment


class Networks(Noun):
    """A new name begins on a day; reports and cases of before keep the name of their time (domain.md rule 10)."""

    name = "networks"
    fields = (
        Field("key", most=40, fixed=True, hidden=True),
        Field(
            "names",
            Shape.ROWS,
            required=True,
            columns=(Field("name", required=True), Field("from", Shape.DAY, required=True)),
        ),
        Field(
            "carries",
            Shape.ROWS,
            columns=(
                Field("field", Shape.NUMBER, required=True),
                Field("from", Shape.DAY, required=True),
                Field("until", Shape.DAY),
            ),
        ),
        Field("second_person", Shape.CHOICE, choices=tuple(SecondPerson)),
        Field("ended_on", Shape.DAY),
    )

    def rows(self) -> list[Any]:
        """By key."""
        return list(queries.all_networks(ended=True))

    def title(self, row: Any) -> str:
        """The name of today."""
        return str(row.name_on(clock.today()))

    def read(self, row: Any) -> Sheet:
        """Names and fields, oldest first."""
        names = [{"name": one.name, "from": iso(one.valid_from)} for one in row.names]
        carries = [
            {"field": number, "from": iso(one.valid_from), "until": iso(one.valid_until)}
            for one, number in _responsibilities(row)
        ]
        second = "" if row.four_eyes is None else SecondPerson.ALWAYS if row.four_eyes else SecondPerson.NEVER
        return {
            "key": row.key,
            "names": names,
            "carries": carries,
            "second_person": str(second),
            "ended_on": iso(row.ended_on),
        }

    def write(self, row: Any | None, before: Sheet, after: Sheet, actor: Actor, *, keep: bool) -> Any:
        """Raises Invalid: past_stays, days_twice, no_such_field, days_in_order, still_carries."""
        if row is not None and _is_used(row):
            _check_past(before, after, "names")
            _check_past(before, after, "carries")
        found = row or Network(key=after["key"] or new_key(after["names"][0]["name"], [one.key for one in self.rows()]))
        _check_end(after)
        found.ended_on = day_of(after["ended_on"])
        second = after["second_person"]
        found.four_eyes = second == SecondPerson.ALWAYS if second else None
        db.session.add(found)
        db.session.flush()
        _write_names(found, after["names"])
        _write_carries(found, after["carries"])
        return found


def _responsibilities(row: Network) -> list[tuple[FieldResponsibility, int]]:
    query = (
        sa.select(FieldResponsibility, ActionField.number)
        .join(ActionField, ActionField.id == FieldResponsibility.action_field_id)
        .where(FieldResponsibility.network_id == row.id)
        .order_by(FieldResponsibility.valid_from, ActionField.number, FieldResponsibility.id)
    )
    return [(found[0], found[1]) for found in db.session.execute(query)]


def _is_used(row: Network) -> bool:
    """Whether anything was ever sent to it. Before that its past is a mistake that may be mended."""
    return (
        db.session.execute(sa.select(Assignment.id).where(Assignment.network_id == row.id).limit(1)).first() is not None
    )


def _check_past(before: Sheet, after: Sheet, name: str) -> None:
    """What has begun stays; only its end may be set, to yesterday or later. What is new begins today or later."""
    today = clock.today().isoformat()
    begun = {_start(one): one for one in before[name] if one["from"] < today}
    kept = {_start(one): one for one in after[name] if one["from"] < today}
    if begun.keys() != kept.keys() or any(not _may_become(begun[start], kept[start]) for start in begun):
        raise Invalid("past_stays", name)


def _start(one: Mapping[str, Any]) -> tuple[Any, ...]:
    return (one["from"], one.get("name"), one.get("field"))


def _may_become(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    was, becomes = old.get("until") or "", new.get("until") or ""
    return was == becomes or ((not was or was >= yesterday) and (not becomes or becomes >= yesterday))


def _check_end(after: Sheet) -> None:
    for number, one in enumerate(after["carries"]):
        if one["until"] and one["until"] < one["from"]:
            raise Invalid("days_in_order", f"carries-{number}-until")
    last = after["ended_on"]
    if last and any(not one["until"] or one["until"] > last for one in after["carries"]):
        raise Invalid("still_carries", "ended_on")


def _write_names(row: Network, wanted: list[dict[str, Any]]) -> None:
    days = [date.fromisoformat(one["from"]) for one in wanted]
    if len(set(days)) != len(days):
        raise Invalid("days_twice", "names")
    stored = {one.valid_from: one for one in row.names}
    for day in stored.keys() - set(days):
        row.names.remove(stored[day])
        db.session.delete(stored[day])
    for day, one in zip(days, wanted, strict=True):
        if day in stored:
            stored[day].name = one["name"]
        else:
            row.names.append(NetworkName(name=one["name"], valid_from=day))
    db.session.flush()
    db.session.refresh(row, ["names"])


def _write_carries(row: Network, wanted: list[dict[str, Any]]) -> None:
    fields = {one.number: one.id for one in concept.fields(clock.today())}
    stored = {(number, one.valid_from): one for one, number in _responsibilities(row)}
    seen = set()
    for place, one in enumerate(wanted):
        number, first = one["field"], date.fromisoformat(one["from"])
        if number not in fields:
            raise Invalid("no_such_field", f"carries-{place}-field")
        if (number, first) in seen:
            raise Invalid("days_twice", f"carries-{place}-from")
        seen.add((number, first))
        duty = stored.get((number, first)) or FieldResponsibility(
            action_field_id=fields[number], network_id=row.id, valid_from=first
        )
        duty.valid_until = day_of(one["until"])
        db.session.add(duty)
    for start in stored.keys() - seen:
        db.session.delete(stored[start])
    db.session.flush()
