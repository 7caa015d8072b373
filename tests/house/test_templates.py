"""Templates stay safe under the strict content policy, and each component has its own style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, files, name, read, report

COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
FORBIDDEN = {
    r"\|\s*safe\b": "|safe lets HTML of strangers through; rich text is cleaned by app.core.richtext",
    r"\bautoescape\s+false": "autoescape stays on",
    r"<[^>]*\sstyle\s*=": "style= is refused by the content policy; write a class",
    r"<script(?![^>]*\ssrc=)": "an inline script is refused by the content policy; write a file",
    r"<style\b": "<style> is refused by the content policy; write a file in static/css/",
    r"<[^>]*\son[a-z]+\s*=": "on…= is refused by the content policy; no task needs a script",
    r"(?:href|src|action)\s*=\s*[\"']\s*(?:https?:)?//": "an address of another host is not fetched",
    r"javascript:": "javascript: is refused by the content policy",
    r"href\s*=\s*[\"']/(?!\{)": "a written-out address; use url_for()",
}
# Drawn icons bring no style of their own.
WITHOUT_STYLE = frozenset({"icon", "icons"})


def violations(text: str) -> list[str]:
    """What a template must not hold, with its line."""
    # Comments keep their line breaks, so that the numbers stay right.
    bare = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    return [
        f"line {bare.count(chr(10), 0, found.start()) + 1}: {why}"
        for pattern, why in FORBIDDEN.items()
        for found in re.finditer(pattern, bare, re.IGNORECASE)
    ]


def unstyled(components: list[Path], sheets: list[Path]) -> list[str]:
    """Components without a style sheet of their name, and the other way round."""
    drawn = {path.stem for path in components if not path.stem.startswith("_")} - WITHOUT_STYLE
    styled = {path.stem for path in sheets} - WITHOUT_STYLE
    lonely = [f"components/{stem}.html has no css/components/{stem}.css" for stem in sorted(drawn - styled)]
    return lonely + [f"css/components/{stem}.css has no components/{stem}.html" for stem in sorted(styled - drawn)]


def test_templates_hold_nothing_dangerous() -> None:
    templates = files("app/templates/**/*.html", "app/templates/**/*.svg")
    found = [f"{name(path)} {line}" for path in templates for line in violations(read(path))]
    report(found, "Each line says what to write instead.")


def test_each_component_has_its_style_sheet() -> None:
    components = sorted((ROOT / "app/templates/components").glob("*.html"))
    sheets = sorted((ROOT / "app/static/css/components").glob("*.css"))
    report(unstyled(components, sheets), "A component and its style sheet bear the same name.")


@pytest.mark.parametrize(
    "bad",
    [
        "{{ text|safe }}",
        '<p style="color: red">',
        "<script>alert(1)</script>",
        '<a onclick="x()">',
        '<img src="//cdn.example/x.png">',
        '<a href="https://elsewhere.example/">',
        "{% autoescape false %}",
        '<a href="/de/">',
    ],
)
def test_the_check_finds(bad: str) -> None:
    assert violations(bad)


def test_the_check_lets_good_templates_through() -> None:
    assert not violations('{# no |safe here #}<a href="{{ url_for("site.home") }}">{{ _("Home") }}</a>')
    assert unstyled([Path("button.html")], []) == ["components/button.html has no css/components/button.css"]
    assert unstyled([], [Path("button.css")])
