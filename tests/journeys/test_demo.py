"""Every example contribution and answer goes through the real actions and ends as its data say."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app.answers import queries as answers
from app.concept.models import Measure
from app.contributions import queries
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core import clock, history, search
from app.core.languages import content
from app.core.languages.content import Audience
from app.demo import life
from app.demo.load import load
from app.extensions import db
from app.routing import queries as routing
from tests.support.client import PageClient

AFTER = {
    "release": {State.RELEASED, State.ANSWERED},
    "redact": {State.RELEASED, State.ANSWERED},
    "merge": {State.MERGED},
    "refer": {State.REFERRED},
    "refuse": {State.REFUSED},
}


def load_into(app: Flask, directory: Path) -> bool:
    with app.app_context():
        return load(directory, db.session.commit, lambda _sentence: None)


def check_decisions() -> None:
    for row in life.read("contributions.jsonl"):
        stored = queries.by_import(row["id"])
        assert stored is not None
        assert stored.state in AFTER[row["decision"]], row["id"]
        original = content.original(stored, "text")
        assert original is not None
        assert original.text == row["text"].strip(), row["id"]
        if row["decision"] in {"release", "redact"}:
            assert [field.number for field in stored.assigned_fields] == row["fields"]
            assert routing.lead_of(stored) is not None
        if row["decision"] == "redact":
            public = content.say(stored, "text", row["lang"], Audience.PUBLIC)
            assert public is not None
            assert public.text == row["redacted"]


def check_answers() -> None:
    rows = life.read("answers.jsonl")
    for row in rows:
        stored = queries.by_import(row["contribution"])
        assert stored is not None
        published = answers.published_for(stored)
        assert [answer.outcome.value for answer in published if answer.outcome] == [row["outcome"]]
        for language, text in row["translations"].items():
            said = content.say(published[0], "text", language, Audience.PUBLIC)
            assert said is not None
            assert (said.language, said.text) == (language, text)
    answered = sa.select(sa.func.count()).where(Contribution.state == State.ANSWERED)
    assert db.session.scalar(answered) == len(rows) == 40


def check_nothing_leaks() -> None:
    """Refused and referred texts are found by nobody."""
    for row in life.read("contributions.jsonl"):
        if row["decision"] in {"refuse", "refer"}:
            stored = queries.by_import(row["id"])
            assert stored is not None
            assert stored.publication_number is None
            words = " ".join(row["text"].split()[:3])
            found = db.session.execute(search.find("contribution", words)).scalars().all()
            assert str(stored.id) not in found


def check_ways() -> None:
    """The board of the steering group shows something of everything, and some authors have a longer way to read."""
    board = routing.board(clock.today())
    assert all(board.totals.values()), board.totals
    assert board.without_manager == []
    kinds = {step.kind for key in ("d020", "d002", "d128", "d041") for step in way_of(key)}
    assert kinds == set(routing.StepKind)


def way_of(key: str) -> list[routing.Step]:
    stored = queries.by_import(key)
    assert stored is not None
    return routing.way(routing.all_of(stored))


def test_the_demo_lives_through_everything(app: Flask, client: PageClient, tmp_path: Path) -> None:
    assert load_into(app, tmp_path)
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Contribution)) == 160
        check_decisions()
        check_answers()
        check_nothing_leaks()
        check_ways()
        assert history.broken_links() == []
        assert all(measure.is_example for measure in db.session.execute(sa.select(Measure)).scalars())
    accounts = json.loads((tmp_path / "demo-accounts.json").read_text("utf-8"))
    assert (tmp_path / "demo-accounts.json").stat().st_mode & 0o077 == 0
    assert set(accounts[0]) == {"email", "password", "totp_secret", "roles", "network"}
    assert Counter(role for row in accounts for role in row["roles"])["network_manager"] == 16
    client.sign_in(accounts[0]["email"], accounts[0]["password"], accounts[0]["totp_secret"])
    codes = json.loads((tmp_path / "demo-codes.json").read_text("utf-8"))
    assert len(codes) == 160
    visitor = PageClient(app)
    for row in codes[::16]:
        page = visitor.submit(visitor.get("/de/code/").form("code").fill(code=row["code"]))
        assert page.all("[data-step]"), row["id"]
    assert not load_into(app, tmp_path), "a second load must change nothing"
