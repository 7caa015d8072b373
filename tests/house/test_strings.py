"""Visible strings: collected, complete in every language offered, and never built at run time."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import collect_strings
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from app.core.languages import catalogues
from tests.house.sources import ROOT, files, name, python_files, read, report, tree

# Which arguments of each function are visible English.
TEXTS = {
    "_": (0,),
    "_l": (0,),
    "gettext": (0,),
    "lazy_gettext": (0,),
    "ngettext": (0, 1),
    "lazy_ngettext": (0, 1),
    "pgettext": (0, 1),
    "lazy_pgettext": (0, 1),
    "npgettext": (0, 1, 2),
}
TEMPLATE_CALL = re.compile(r"(?<![\w.])(_|gettext|ngettext|pgettext|npgettext)\(\s*(?![\"'\s])(\S+)")


def built_strings(module: ast.Module) -> list[str]:
    """Calls of gettext with anything but a written-out string."""
    found = []
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        for place in TEXTS.get(called, ()):
            argument = call.args[place] if place < len(call.args) else None
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                found.append(f"line {call.lineno}: {called}() without a written-out string")
    return found


def different(committed: Catalog, current: Catalog) -> list[str]:
    """Strings that only one of two catalogues has."""
    old = {(message.context, message.id) for message in committed if message.id}
    new = {(message.context, message.id) for message in current if message.id}
    return [f"missing: {text!r}" for text in sorted(new - old, key=str)] + [
        f"gone from the code: {text!r}" for text in sorted(old - new, key=str)
    ]


def test_strings_are_written_out() -> None:
    found = [f"{name(path)} {line}" for path in python_files() for line in built_strings(tree(path))]
    for path in files("app/templates/**/*.html", "app/templates/**/*.txt"):
        bare = re.sub(r"\{#.*?#\}", "", read(path), flags=re.DOTALL)
        found += [f"{name(path)}: {call}({text}" for call, text in TEMPLATE_CALL.findall(bare)]
    report(found, 'Nobody can translate what is built at run time: write _("You have %(count)s …", count=…).')


def test_the_template_is_up_to_date() -> None:
    with (ROOT / collect_strings.TEMPLATE).open("rb") as handle:
        committed = read_po(handle)
    report(different(committed, collect_strings.extracted()), "Run `make strings`, translate, commit.")


def test_every_catalogue_is_complete() -> None:
    findings = [str(finding) for finding in catalogues.check()]
    report(findings, "Run `make strings`, then complete the .po files named here.")


@pytest.mark.parametrize(
    "bad",
    [
        "_(f'Hello {name}')",
        "_('Hello ' + name)",
        "_(text)",
        "ngettext('one', many, 2)",
        "_()",
        "lazy_gettext(x)",
    ],
)
def test_the_check_finds_built_strings(bad: str) -> None:
    assert built_strings(ast.parse(bad))


def test_the_check_lets_written_strings_through() -> None:
    assert not built_strings(ast.parse("_('Hello %(name)s', name=name)\nngettext('one', 'many', 2)\n"))


def test_a_new_string_is_noticed(tmp_path: Path) -> None:
    pages = tmp_path / "app" / "templates"
    pages.mkdir(parents=True)
    (tmp_path / "babel.cfg").write_text(read(ROOT / "babel.cfg"))
    (pages / "page.html").write_text('{# Translators: a greeting #}{{ _("Good morning, neighbour") }}')
    current = collect_strings.extracted(tmp_path)
    assert different(Catalog(), current) == ["missing: (None, 'Good morning, neighbour')"]
    assert different(current, Catalog()) == ["gone from the code: (None, 'Good morning, neighbour')"]
