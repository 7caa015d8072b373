"""The product talks about itself alone, in words that fit every resident."""

from __future__ import annotations

import re

import pytest

from tests.house.sources import all_python_files, files, name, read, report

FORBIDDEN = {
    r"/(?:work|root|home/\w+)/": "a path of one computer",
    r"\bTODO\b|\bFIXME\b|\bXXX\b|\bHACK\b": "an open end; finish it or write an issue",
    r"(?i)\blorem ipsum\b": "filler text",
    r"localhost:\d+": "an address of one computer; links come from PUBLIC_URL or url_for()",
    r"(?i)\bpypi\.org\b|\bfiles\.pythonhosted\b": "the name of a package index",
}
SKIPPED = ("tests/house/test_words.py",)


def strange(text: str) -> list[str]:
    """Words that do not belong in the product, with their line."""
    return [
        f"line {number}: {why}"
        for number, line in enumerate(text.splitlines(), start=1)
        for pattern, why in FORBIDDEN.items()
        if re.search(pattern, line)
    ]


def test_the_product_talks_only_of_itself() -> None:
    texts = files("*.md", "docs/**/*.md", "app/templates/**/*", "app/static/css/**/*.css", "Makefile", "scripts/*.sh")
    paths = [path for path in [*all_python_files(), *texts] if name(path) not in SKIPPED]
    found = [f"{name(path)} {line}" for path in paths for line in strange(read(path))]
    report(found, "Each line says what stands there.")


def test_residents_are_not_called_citizens() -> None:
    texts = files("app/**/*.py", "app/templates/**/*.html", "app/templates/**/*.txt")
    found = [name(path) for path in texts if re.search(r"\bcitizens?\b", read(path), re.IGNORECASE)]
    report(found, "Many residents have no German passport: write residents.")


@pytest.mark.parametrize("bad", ["see /root/x", "# TODO later", "Lorem ipsum dolor", "http://localhost:5000/"])
def test_strange_words_are_noticed(bad: str) -> None:
    assert strange(bad)
