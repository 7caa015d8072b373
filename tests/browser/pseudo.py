"""A language that nobody speaks: every label three times as long, with a word that cannot be broken."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from collect_strings import extracted

WORD = "Unterbringungskonzeptfragen2"
assert len(WORD) == 28
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")


def grown(text: str) -> str:
    """Short labels three times, longer ones twice; placeholders stand once."""
    bare = PLACEHOLDER.sub("", text)
    more = [bare] * (2 if len(text) <= 15 else 1)
    return " ".join([text, *more, WORD]).replace("%%", "%%")


def write_catalogues(folder: Path, names: tuple[str, ...]) -> None:
    """One compiled catalogue for each name, from the strings that the code has now."""
    source = extracted()
    for name in names:
        catalogue = Catalog(locale=name)
        for message in source:
            if not message.id:
                continue
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            string = tuple(grown(ids[-1]) for _form in range(catalogue.num_plurals)) if len(ids) > 1 else grown(ids[0])
            catalogue.add(message.id, string, context=message.context)
        target = folder / name / "LC_MESSAGES" / "messages.mo"
        target.parent.mkdir(parents=True)
        with target.open("wb") as handle:
            write_mo(handle, catalogue)
