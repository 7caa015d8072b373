"""Words in any form come back when something goes wrong; addresses, numbers and secrets never do."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from flask import Flask
from wtforms import TextAreaField

from app.administration import forms, nouns
from app.failures import LINES, NEVER_GIVEN_BACK, is_given_back
from tests.house.sources import name, python_files, report, tree

# Lines that are no words or that say who somebody is: numbers of cases, codes, names, addresses, traps for robots.
OTHER_LINES = frozenset(
    {"code", "main", "name", "email", "reply_to", "website", "action_field", "all_prepared", "first", "last"}
)
SECRET = frozenset({"PasswordField", "EmailField", "HiddenField"})


def declared() -> Iterator[tuple[str, str, str]]:
    """Where a field is declared, what it is called, and its kind."""
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
                made, target = node.value.func, node.targets[0] if isinstance(node, ast.Assign) else node.target
                kind = made.id if isinstance(made, ast.Name) else ""
                if isinstance(target, ast.Name) and kind.endswith("Field"):
                    yield f"{name(path)}:{node.lineno}", target.id, kind


def test_every_box_for_a_text_gives_its_words_back(app: Flask) -> None:
    boxes = [(place, field) for place, field, kind in declared() if kind == "TextAreaField"]
    assert len(boxes) > 50
    report([f"{place} {field}" for place, field in boxes if not is_given_back(field)], "Let app.failures know it.")


@pytest.mark.parametrize("noun", nouns.ALL, ids=lambda noun: noun.name)
def test_every_box_of_the_office_gives_its_words_back(app: Flask, noun: nouns.Noun) -> None:
    with app.test_request_context():
        form = forms.build(noun.fields, noun.blank())
        boxes = [field.name for field in form if isinstance(field, TextAreaField)]
    report([box for box in boxes if not is_given_back(box)], "Let app.administration.forms.is_text know it.")
    assert not {field.name for field in form if is_given_back(field.name)} & {"phone", "email", "seen", "csrf_token"}


def test_every_line_is_decided() -> None:
    lines = {field for _place, field, kind in declared() if kind == "StringField"}
    assert {"email", "subject"} <= lines
    report(sorted(lines - LINES - OTHER_LINES), "Give it back (app.failures.LINES), or say here why not.")
    assert not LINES & OTHER_LINES


def test_secrets_addresses_and_hidden_values_are_never_given_back(app: Flask) -> None:
    kept = {field for _place, field, kind in declared() if kind in SECRET} | OTHER_LINES | NEVER_GIVEN_BACK
    assert {"password", "contact", "email", "journey", "code", "csrf_token"} <= kept
    report(sorted(field for field in kept if is_given_back(field)), "It has the name of a box for texts: rename it.")
