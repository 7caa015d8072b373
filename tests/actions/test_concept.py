"""The concept of 2017 is loaded exactly, once, and the example goals hang in its tree."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from app.concept import queries
from app.concept.actions import load_edition, load_goals
from app.concept.models import ActionField, Measure, PoliticalDecision
from app.core.errors import Invalid, Missing
from app.core.history import SYSTEM
from app.core.languages import content
from app.core.languages.content import Audience
from app.extensions import db
from config import ROOT

DAY = date(2026, 11, 22)
CONCEPT = tomllib.loads((ROOT / "app/concept/data/concept-2017.toml").read_text("utf-8"))
EXAMPLE = tomllib.loads((ROOT / "app/demo/data/concept-example.toml").read_text("utf-8"))


def test_eight_fields_with_their_official_names(inside: Flask) -> None:
    names = [field.name for field in queries.fields(DAY)]
    assert names == [row["name"] for row in CONCEPT["fields"]]
    assert len(names) == 8


def test_nine_principles_and_three_themes(inside: Flask) -> None:
    edition = queries.current_edition(DAY)
    assert [row.heading for row in edition.principles] == [row["heading"] for row in CONCEPT["part_a"]["principles"]]
    assert len(edition.principles) == 9
    assert len(edition.themes) == 3


@pytest.mark.parametrize("tag", CONCEPT["language_lists"]["launch"])
def test_field_names_speak_every_launch_language(inside: Flask, tag: str) -> None:
    fields = queries.fields(DAY)
    texts = content.load(fields, ["name", "hint"])
    for field, row in zip(fields, CONCEPT["fields"], strict=True):
        name = texts.say(field, "name", tag, Audience.PUBLIC)
        assert name is not None
        assert (name.text, name.language) == (row["names"][tag], tag)


def test_every_field_has_a_network(inside: Flask) -> None:
    networks = [queries.network_for(field, DAY) for field in queries.fields(DAY)]
    assert [network.name_on(DAY) for network in networks if network] == [f"Netzwerk HF {n}" for n in range(1, 9)]


def test_loading_twice_changes_nothing(inside: Flask) -> None:
    again = load_edition(CONCEPT, actor=SYSTEM)
    assert again == queries.current_edition(DAY)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ActionField)) == 8


def test_before_the_edition_there_is_none(inside: Flask) -> None:
    with pytest.raises(Missing):
        queries.current_edition(date(2016, 1, 1))


def test_example_goals_are_loaded_whole_and_marked(inside: Flask) -> None:
    measures = load_goals(EXAMPLE, actor=SYSTEM)
    written = [
        m for f in EXAMPLE["fields"] for g in f["guiding_goals"] for a in g["action_goals"] for m in a["measures"]
    ]
    assert set(measures) == {row["id"] for row in written}
    assert all(measure.is_example for measure in measures.values())
    load_goals(EXAMPLE, actor=SYSTEM)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Measure)) == len(written)


def test_a_resource_cannot_be_granted_without_a_decision(inside: Flask) -> None:
    measures = load_goals(EXAMPLE, actor=SYSTEM)
    decision = next(need.decision for row in measures.values() for need in row.resources if need.decision)
    decision.reference = None
    decision.state = "granted"
    with pytest.raises(sa.exc.IntegrityError):
        db.session.flush()
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PoliticalDecision)) == 0


def test_an_unknown_layout_is_refused(inside: Flask) -> None:
    with pytest.raises(Invalid):
        load_edition({**CONCEPT, "schema": 2}, actor=SYSTEM)
