"""The history of the database is one straight line, and its file names say what each step does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from tests.house.sources import ROOT, files, name, report

FILE_NAME = re.compile(r"\d{4}_[a-z0-9_]+\.py\Z")


def heads(folder: Path) -> tuple[str, ...]:
    """The newest steps of a migrations folder."""
    config = Config()
    config.set_main_option("script_location", str(folder))
    return tuple(ScriptDirectory.from_config(config).get_heads())


def misnamed(paths: list[Path]) -> list[str]:
    """Steps whose file name has no number or no meaning."""
    return [name(path) for path in paths if not FILE_NAME.match(path.name)]


def test_there_is_one_head() -> None:
    found = heads(ROOT / "migrations")
    report(list(found) if len(found) != 1 else [], "There must be exactly one newest step: join the branches.")


def test_steps_say_what_they_do() -> None:
    report(misnamed(files("migrations/versions/*.py")), "Name the file NNNN_what_it_does.py.")


def test_two_heads_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "env.py").write_text("")
    (tmp_path / "versions").mkdir()
    for number, before in (("0001", None), ("0002", "0001"), ("0003", "0001")):
        (tmp_path / "versions" / f"{number}_step.py").write_text(
            f"revision = {number!r}\ndown_revision = {before!r}\ndef upgrade(): ...\ndef downgrade(): ...\n"
        )
    assert set(heads(tmp_path)) == {"0002", "0003"}


@pytest.mark.parametrize("bad", ["a1b2c3_add_table.py", "0001_Add.py", "0001.py"])
def test_bad_names_are_noticed(bad: str) -> None:
    assert misnamed([Path(bad)])
