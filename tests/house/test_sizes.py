"""Nothing grows beyond what one person can hold in the head (limits: docs/house.md)."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.sources import (
    Function,
    all_python_files,
    classes,
    files,
    functions,
    name,
    read,
    report,
    tree,
)

FUNCTION_LINES = 30
FILE_LINES = 300
CLASS_METHODS = 12
TEMPLATE_LINES = 120
COMPONENT_LINES = 60
CONFTEST_LINES = 150


def long_functions(module: ast.Module) -> list[str]:
    """Functions with more than 30 lines, docstring not counted."""
    return [
        f"line {function.lineno}: {function.name} has {length(function)} lines"
        for function in functions(module)
        if length(function) > FUNCTION_LINES
    ]


def length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def big_classes(module: ast.Module) -> list[str]:
    """Classes with more than 12 methods."""
    found = []
    for node in classes(module):
        methods = [item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)]
        if len(methods) > CLASS_METHODS:
            found.append(f"line {node.lineno}: class {node.name} has {len(methods)} methods")
    return found


def long_files(paths: list[Path], limit: int) -> list[str]:
    """Files with more lines than the limit."""
    counts = {path: len(read(path).splitlines()) for path in paths}
    return [f"{name(path)} has {count} lines" for path, count in counts.items() if count > limit]


def test_functions_are_short() -> None:
    found = [f"{name(path)} {line}" for path in all_python_files() for line in long_functions(tree(path))]
    report(found, f"A function has at most {FUNCTION_LINES} lines: give a part of it a name of its own.")


def test_classes_are_small() -> None:
    found = [f"{name(path)} {line}" for path in all_python_files() for line in big_classes(tree(path))]
    report(found, f"A class has at most {CLASS_METHODS} methods: move a group of them to a class or module.")


def test_files_are_short() -> None:
    found = long_files(all_python_files(), FILE_LINES)
    report(found, f"A Python file has at most {FILE_LINES} lines: split it by what it is about.")


def test_conftests_are_short() -> None:
    found = long_files(files("tests/**/conftest.py"), CONFTEST_LINES)
    report(found, f"A conftest has at most {CONFTEST_LINES} lines: move builders to tests/support/.")


def test_templates_are_short() -> None:
    components = files("app/templates/components/*.html")
    pages = [path for path in files("app/templates/**/*.html") if path not in components]
    found = long_files(pages, TEMPLATE_LINES) + long_files(components, COMPONENT_LINES)
    report(
        found,
        f"Limits are {TEMPLATE_LINES} lines a template and {COMPONENT_LINES} a component: make a component.",
    )


def test_the_limits_can_be_broken(tmp_path: Path) -> None:
    body = "\n".join(f"    a = {number}" for number in range(40))
    assert long_functions(ast.parse(f"def f():\n{body}\n"))
    documented = 'def f():\n    """One.\n' + "\n    More.\n" * 30 + '    """\n    return 1\n'
    assert not long_functions(ast.parse(documented))
    methods = "\n".join(f"    def m{number}(self): ..." for number in range(13))
    assert big_classes(ast.parse(f"class C:\n{methods}\n"))
    long = tmp_path / "long.html"
    long.write_text("<p>\n" * 121)
    assert long_files([long], TEMPLATE_LINES)
