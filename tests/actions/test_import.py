"""`flask contributions import`: every line accepted or refused with its reason, nothing twice, nothing half."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app.contributions import queries
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core.languages import content
from app.demo import life
from app.extensions import db

GOOD = {"id": "card-1", "lang": "ti", "text": "ገዛ ይድሊ ኣሎ።", "fields": [4], "district": "Mesum", "source": "card"}


def run(app: Flask, path: Path, lines: list[Any]) -> tuple[int, list[dict[str, Any]]]:
    """Import these lines; gives the exit code and the JSON lines that were printed."""
    file = path / "cards.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")
    result = app.test_cli_runner().invoke(args=["contributions", "import", str(file)])
    printed = [json.loads(line) for line in result.output.splitlines() if line.startswith("{")]
    return result.exit_code, printed


def test_a_line_becomes_a_submitted_contribution(app: Flask, tmp_path: Path) -> None:
    code, printed = run(app, tmp_path, [GOOD])
    assert code == 0
    with app.app_context():
        stored = queries.by_code(printed[0]["code"])
        assert stored is not None
        assert (stored.reference, stored.state) == (printed[0]["reference"], State.SUBMITTED)
        assert stored.district is not None
        assert (stored.district.name, stored.language, stored.source.value) == ("Mesum", "ti", "card")
        original = content.original(stored, "text")
        assert original is not None
        assert original.text == GOOD["text"]


def test_the_expected_decision_is_never_used(app: Flask, tmp_path: Path) -> None:
    refused = next(row for row in life.read("contributions.jsonl") if row["decision"] == "refuse")
    _code, printed = run(app, tmp_path, [refused])
    with app.app_context():
        stored = queries.by_code(printed[0]["code"])
        assert stored is not None
        assert stored.state is State.SUBMITTED
        assert content.base(stored, "title") is None


def test_importing_again_finds_what_is_known(app: Flask, tmp_path: Path) -> None:
    _code, first = run(app, tmp_path, [GOOD])
    code, second = run(app, tmp_path, [GOOD, {**GOOD, "id": "card-2"}])
    assert code == 0
    assert second[0] == {"id": "card-1", "reference": first[0]["reference"], "code": None, "status": "known"}
    assert second[1]["code"] is not None
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Contribution)) == 2


def test_bad_lines_are_refused_with_number_and_reason(app: Flask, tmp_path: Path) -> None:
    bad = [
        ("this is not json", "not_json"),
        (["a", "list"], "line_not_an_object"),
        ({**GOOD, "id": ""}, "line_id_missing"),
        ({**GOOD, "text": "  "}, "text_missing"),
        ({**GOOD, "text": "ä" * 4001}, "text_too_long"),
        ({**GOOD, "lang": "Deutsch!"}, "line_language_unknown"),
        ({**GOOD, "fields": "4"}, "line_fields_wrong"),
        ({**GOOD, "fields": [9]}, "no_field"),
        ({**GOOD, "district": "Atlantis"}, "no_district"),
        ({**GOOD, "source": "pigeon"}, "line_source_unknown"),
        ({**GOOD, "offer": "yes"}, "line_flag_wrong"),
    ]
    code, printed = run(app, tmp_path, [*[line for line, _reason in bad], {**GOOD, "id": "card-9"}])
    assert code == 1
    assert [(row["line"], row["error"]) for row in printed[:-1]] == [
        (number, reason) for number, (_line, reason) in enumerate(bad, start=1)
    ]
    assert all(row["message"] for row in printed[:-1])
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Contribution)) == 1
