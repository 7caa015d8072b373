"""Every address: guarded, typed, written in one way, and never changing anything when it is only read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app import create_app
from app.permissions import Permission
from config import TestConfig
from tests.house.sources import report

# What Flask itself serves.
FRAMEWORK = frozenset({"static"})
CONVERTERS = frozenset({"any", "lang", "ref", "int", "uuid", "key", "signed", "locale", "word"})
VARIABLE = re.compile(r"<(?:(?P<converter>\w+)(?:\([^)]*\))?:)?(?P<variable>\w+)>")
# Words between slashes; a dot only in file names such as robots.txt.
SEGMENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)?\Z")
READS = frozenset({"GET", "HEAD", "OPTIONS"})


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application for its map of addresses only; no table is made."""
    return create_app(TestConfig, DATA_DIR=str(tmp_path_factory.mktemp("house")))


def own_rules(app: Flask) -> Iterator[Rule]:
    """The addresses that are ours."""
    return (rule for rule in app.url_map.iter_rules() if rule.endpoint.split(".")[-1] not in FRAMEWORK)


def access(view: Any) -> str | Permission | None:
    """What @needs or @public left on a view."""
    return getattr(view, "access", None)


def unguarded(views: Iterable[tuple[str, Any]]) -> list[str]:
    """Views that carry neither @needs(Permission.…) nor @public."""
    return [
        endpoint for endpoint, view in views if access(view) != "public" and not isinstance(access(view), Permission)
    ]


def untyped(address: str) -> list[str]:
    """Variables of an address without one of the converters that check them."""
    found = (match.groupdict() for match in VARIABLE.finditer(address))
    return [part["variable"] for part in found if part["converter"] not in CONVERTERS]


def badly_written(address: str) -> list[str]:
    """Fixed parts of an address that are not small words joined by hyphens."""
    parts = [part for part in address.strip("/").split("/") if part and not VARIABLE.search(part)]
    return [part for part in parts if not SEGMENT.match(part)]


def test_every_view_says_who_may_see_it(house: Flask) -> None:
    views = {rule.endpoint: house.view_functions[rule.endpoint] for rule in own_rules(house)}
    report(unguarded(views.items()), "Put @needs(Permission.…) or @public right above the view function.")


def test_staff_pages_are_not_public(house: Flask) -> None:
    entrance = re.compile(r"sign_?in|sign_?out|second_factor|one_?time|forgotten|password|invitation|totp|link")
    open_ones = [
        f"{rule.rule} ({rule.endpoint})"
        for rule in own_rules(house)
        if rule.rule.startswith("/staff/")
        and access(house.view_functions[rule.endpoint]) == "public"
        and not entrance.search(rule.endpoint)
    ]
    report(open_ones, "Only the way in is public: use @needs, or move the address out of /staff/.")


def test_every_variable_is_typed(house: Flask) -> None:
    found = [f"{rule.rule}: <{variable}>" for rule in own_rules(house) for variable in untyped(rule.rule)]
    report(found, f"Write <converter:name>; converters: {', '.join(sorted(CONVERTERS))}.")


def test_addresses_are_written_in_one_way(house: Flask) -> None:
    found = [f"{rule.rule}: {part}" for rule in own_rules(house) for part in badly_written(rule.rule)]
    report(found, "Small letters and hyphens only, for example /second-factor.")


def test_no_view_takes_methods_nobody_uses(house: Flask) -> None:
    allowed = {*READS, "POST"}
    found = [f"{rule.rule}: {sorted((rule.methods or set()) - allowed)}" for rule in own_rules(house)]
    strange = [line for line in found if not line.endswith("[]")]
    report(strange, "Forms send GET and POST; other methods work for nobody without a script.")


def test_the_checks_find_what_they_look_for() -> None:
    def bare() -> None: ...

    def guarded() -> None: ...

    guarded.access = "public"  # type: ignore[attr-defined]
    assert unguarded([("room.bare", bare), ("room.guarded", guarded)]) == ["room.bare"]
    assert untyped("/<lang:lang>/things/<thing>/<int:number>") == ["thing"]
    assert untyped("/files/<path:rest>") == ["rest"]
    assert badly_written("/staff/secondFactor/two_words/good-one/robots.txt") == ["secondFactor", "two_words"]
