"""Everything an operator can set or call is explained in docs/operating.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

import click

from app import create_app
from config import TestConfig
from tests.house.sources import ROOT, read, report, tree

OPERATING = ROOT / "docs" / "operating.md"
# What the framework brings is explained by the framework.
FRAMEWORK_COMMANDS = frozenset({"run", "shell", "routes", "db"})
FRAMEWORK_SETTINGS = ("SQLALCHEMY_", "BABEL_", "WTF_", "SESSION_COOKIE_", "PERMANENT_SESSION_", "TEMPLATES_")


def settings(module: ast.Module) -> list[str]:
    """Names in capitals that the class Config sets."""
    config = next(node for node in module.body if isinstance(node, ast.ClassDef) and node.name == "Config")
    names = [target for node in config.body for target in _targets(node)]
    return [name for name in names if name.isupper() and not name.startswith(FRAMEWORK_SETTINGS)]


def _targets(node: ast.stmt) -> Iterable[str]:
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def targets(makefile: str) -> list[str]:
    """Commands of the Makefile that a person calls."""
    return re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE)


def commands(group: click.Group, prefix: str = "flask") -> list[str]:
    """Commands and their subcommands as a person types them."""
    found: list[str] = []
    for name, command in sorted(group.commands.items()):
        if prefix == "flask" and name in FRAMEWORK_COMMANDS:
            continue
        full = f"{prefix} {name}"
        found += commands(command, full) if isinstance(command, click.Group) else [full]
    return found


def unexplained(words: Iterable[str], text: str) -> list[str]:
    """Words that do not stand in the text as code."""
    code = " ".join(re.findall(r"```.*?```|`[^`]+`", text, re.DOTALL))
    return [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", code)]


def test_every_setting_is_explained() -> None:
    found = unexplained(settings(tree(ROOT / "config.py")), read(OPERATING))
    report(found, "Add the setting of config.py to the table in docs/operating.md.")


def test_every_make_command_is_explained() -> None:
    names = [f"make {target}" for target in targets(read(ROOT / "Makefile"))]
    report(unexplained(names, read(OPERATING)), "Add the command to the table in docs/operating.md.")


def test_every_flask_command_is_explained(tmp_path: object) -> None:
    app = create_app(TestConfig, DATA_DIR=str(tmp_path))
    found = unexplained(commands(app.cli), read(OPERATING))
    report(found, "Add the command to the table in docs/operating.md.")


def test_what_is_missing_is_noticed() -> None:
    module = ast.parse("class Config:\n    PORT = 1\n    HOSTS: list = []\n    lower = 2\n    BABEL_X = 3\n")
    assert settings(module) == ["PORT", "HOSTS"]
    assert unexplained(["PORT", "HOSTS"], "The setting `PORT`. HOSTS outside of code does not count.") == ["HOSTS"]
    assert unexplained(["make run"], "`make run-fast`") == ["make run"]
    assert targets("run:  ## start\n\t@x\nPYTHON := y\n") == ["run"]
    group = click.Group(commands={"demo": click.Group(commands={"load": click.Command("load")})})
    assert commands(group) == ["flask demo load"]
