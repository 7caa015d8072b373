"""Loading the concept: an edition with its networks, and the districts. Loading twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.concept.models import (
    ActionField,
    AudienceTag,
    ConceptEdition,
    CrossCuttingTheme,
    District,
    FieldResponsibility,
    Principle,
)
from app.concept.rules import DistrictKind
from app.core import history
from app.core.errors import Invalid
from app.core.history import Actor
from app.core.languages import content
from app.extensions import db
from app.networks.models import Network, NetworkName

SCHEMA = 1


def load_edition(data: Mapping[str, Any], *, actor: Actor) -> ConceptEdition:
    """Load an edition (layout of data/concept-2017.toml): principles, themes, fields, one network per field.

    An edition with the same key is returned as it is. Raises Invalid("unknown_schema") for another layout.
    """
    if data.get("schema") != SCHEMA:
        raise Invalid("unknown_schema", schema=data.get("schema"))
    facts = data["edition"]
    known = db.session.execute(sa.select(ConceptEdition).filter_by(key=facts["key"])).scalar_one_or_none()
    if known is not None:
        return known
    adopted = facts["adoption"]
    edition = ConceptEdition(
        key=facts["key"],
        title=facts["title"],
        update=facts["update"],
        valid_from=date(adopted["year"], adopted["month"], 1),
        facts=_plain({key: value for key, value in data.items() if key not in {"fields", "language_lists"}}),
    )
    db.session.add(edition)
    for principle in data["part_a"]["principles"]:
        edition.principles.append(Principle(number=principle["number"], heading=principle["heading"]))
    for theme in data["cross_cutting_themes"]:
        edition.themes.append(CrossCuttingTheme(position=theme["position"], name=theme["name"]))
    db.session.flush()
    for field in data["fields"]:
        _load_field(edition, field, actor)
    history.record(actor, "load_edition", edition, key=edition.key)
    return edition


def _load_field(edition: ConceptEdition, data: Mapping[str, Any], actor: Actor) -> None:
    field = ActionField(number=data["number"], name=data["name"], edition_id=edition.id)
    network = Network(key=f"hf-{data['number']}")
    network.names.append(NetworkName(name=f"Netzwerk HF {data['number']}", valid_from=edition.valid_from))
    db.session.add_all([field, network])
    db.session.flush()
    db.session.add(FieldResponsibility(action_field_id=field.id, network_id=network.id, valid_from=edition.valid_from))
    content.put_table(field, "name", {**data.get("names_later", {}), **data["names"]}, actor=actor)
    content.put_table(field, "hint", {**data.get("hints_later", {}), **data["hints"]}, actor=actor)


def load_districts(data: Mapping[str, Any], *, actor: Actor) -> list[District]:
    """Load districts (layout of data/districts.toml) that are not there yet. Returns the new ones."""
    known = set(db.session.execute(sa.select(District.key)).scalars())
    new = []
    for position, row in enumerate(data["districts"]):
        if row["key"] in known:
            continue
        kind = DistrictKind(row.get("kind", DistrictKind.AREA))
        new.append(District(key=row["key"], name=row["name"], kind=kind, position=position))
    db.session.add_all(new)
    db.session.flush()
    for district in new:
        history.record(actor, "load_district", district, key=district.key)
    return new


def load_audiences(data: Mapping[str, Any], *, actor: Actor) -> list[AudienceTag]:
    """Load groups that measures are meant for (layout of data/audiences.toml), those not there yet. Returns the new."""
    known = set(db.session.execute(sa.select(AudienceTag.key)).scalars())
    new = []
    for position, row in enumerate(data["audiences"]):
        if row["key"] in known:
            continue
        tag = AudienceTag(key=row["key"], name=row["names"]["de"], position=position, retired_on=row.get("retired_on"))
        db.session.add(tag)
        db.session.flush()
        content.put_table(tag, "name", row["names"], actor=actor)
        history.record(actor, "load_audience", tag, key=tag.key)
        new.append(tag)
    return new


def _plain(value: Any) -> Any:
    """TOML data as JSON: dates become ISO texts."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
