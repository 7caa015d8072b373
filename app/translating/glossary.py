"""The house's words in every language: read once from data/glossary.toml, shown beside the editor."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.core.languages import locales
from app.core.search.normal import normal
from app.translating.rules import GERMAN

FILE = Path(__file__).with_name("data") / "glossary.toml"


@dataclass(frozen=True)
class Term:
    """One thing: what it means, its German name, its name in each language, and how inflected forms begin there."""

    id: str
    about: str
    german: str
    words: dict[str, str]
    stems: dict[str, tuple[str, ...]]

    def name(self, language: str) -> str | None:
        """What it is called in a language; None where nobody has decided yet."""
        return self.german if language == GERMAN else self.words.get(language)

    def is_in(self, text: str, language: str) -> bool:
        """Whether a text in this language uses the word, in any of its forms."""
        folded = normal(text)
        return any(normal(stem) in folded for stem in self.stems.get(language, ()))


@cache
def terms() -> tuple[Term, ...]:
    """All of them, in the order of the file."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["terms"]
    return tuple(_term(row) for row in rows)


def page() -> str:
    """The whole glossary as a page of docs/, in Markdown: a section for each term."""
    lines = ["# One word for one thing, in every language", ""]
    lines += [
        "Printed from `app/translating/data/glossary.toml` by `flask languages glossary`. Do not edit by hand.",
        "",
    ]
    for term in terms():
        lines += [f"## {term.german}", "", term.about[0].upper() + term.about[1:] + ".", ""]
        lines += ["| language | word |", "|---|---|"]
        lines += [f"| {locales.known(tag).name} | {word} |" for tag, word in term.words.items()]
        lines.append("")
    return "\n".join(lines).rstrip()


def _term(row: dict[str, Any]) -> Term:
    stems = {GERMAN: tuple(row["german_stems"]), **{tag: tuple(some) for tag, some in row["stems"].items()}}
    return Term(row["id"], row["about"], row["german"], row["words"], stems)


def hints(text: str, source: str, target: str) -> Iterator[tuple[str, str]]:
    """The terms that a text uses, as pairs: name in the language of the text, name in the language wanted."""
    for term in terms():
        own, wanted = term.name(source), term.name(target)
        if own and wanted and term.is_in(text, source):
            yield own, wanted
