"""Imports in sight, commits in four places, time from the clock. Layers are import-linter's job."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.sources import ROOT, functions, name, python_files, report, tree

# The only places that end a transaction (docs/house.md). Everything else only changes objects.
MAY_COMMIT = ("app/web.py", "app/cli/", "app/core/attempts.py")


def hidden_imports(module: ast.Module) -> list[str]:
    """Imports inside functions hide what a module needs."""
    found = []
    for function in functions(module):
        inner = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
        found += [f"line {node.lineno}: import inside {function.name}()" for node in inner]
    return found


def imports_of_everything(module: ast.Module) -> list[str]:
    """`from app import x` loads the one module that knows every room."""
    found = [node for node in ast.walk(module) if isinstance(node, ast.ImportFrom)]
    return [f"line {node.lineno}: from {node.module} import …" for node in found if node.module == "app"]


def commits(module: ast.Module) -> list[str]:
    """Calls that end a transaction."""
    return [f"line {call.lineno}: .commit()" for call in _method_calls(module) if _called(call) == "commit"]


def system_time(module: ast.Module) -> list[str]:
    """Calls that ask the computer for the time instead of app.core.clock."""
    asking = {
        ("datetime", "now"),
        ("datetime", "utcnow"),
        ("datetime", "today"),
        ("date", "today"),
        ("time", "time"),
    }
    found = []
    for call in _method_calls(module):
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        last = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
        if (last, _called(call)) in asking:
            found.append(f"line {call.lineno}: {last}.{_called(call)}()")
    return found


def _method_calls(module: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def test_no_import_hides_in_a_function() -> None:
    found = [f"{name(path)} {line}" for path in python_files() for line in hidden_imports(tree(path))]
    report(found, "Move the import to the top. If that makes a circle, the code is in the wrong room.")


def test_nobody_imports_the_whole_house() -> None:
    rooms = [path for path in python_files() if path not in (ROOT / "app/__init__.py", ROOT / "wsgi.py")]
    found = [f"{name(path)} {line}" for path in rooms for line in imports_of_everything(tree(path))]
    report(found, "Import from the room itself, for example `from app.core import clock`.")


def test_commits_have_four_homes() -> None:
    others = [path for path in python_files() if not name(path).startswith(MAY_COMMIT)]
    found = [f"{name(path)} {line}" for path in others for line in commits(tree(path))]
    report(found, "Remove the commit: web.py commits once per request, the commands commit for themselves.")


def test_time_comes_from_the_clock() -> None:
    others = [path for path in python_files() if name(path) != "app/core/clock.py"]
    found = [f"{name(path)} {line}" for path in others for line in system_time(tree(path))]
    report(found, "Use app.core.clock.now() or clock.today(); rules get `today` passed in.")


@pytest.mark.parametrize(
    ("check", "snippet"),
    [
        (hidden_imports, "def f():\n    import os\n"),
        (hidden_imports, "class C:\n    def f(self):\n        from app.core import clock\n"),
        (imports_of_everything, "from app import create_app\n"),
        (commits, "db.session.commit()\n"),
        (system_time, "datetime.now(UTC)\n"),
        (system_time, "import datetime\ndatetime.date.today()\n"),
    ],
)
def test_the_checks_find_what_they_look_for(check: object, snippet: str) -> None:
    assert callable(check)
    assert check(ast.parse(snippet))
    assert not check(ast.parse("from app.core import clock\n\n\ndef f():\n    return clock.now()\n"))
