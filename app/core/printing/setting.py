"""Setting a document: a Typst template below app/templates, facts as JSON, one tagged PDF."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from app.core.languages.locales import Language
from app.core.printing import fonts
from app.core.printing.glyphs import printable

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# PDF/UA-1: the compiler refuses what a screen reader could not read.
STANDARDS: list[typst.PDFStandard] = ["ua-1"]
# A fixed moment: the same facts give the same bytes, so that a browser can ask whether anything changed.
MOMENT = 0

_log = logging.getLogger(__name__)


class PrintingTrouble(Exception):
    """A document could not be set. The message names template and fault, never facts."""


def document(template: str, facts: Mapping[str, Any], *, language: Language, title: str) -> bytes:
    """The PDF of `template` (a path below app/templates, ending in .typ) with `facts` (as JSON knows them).

    Words of people go in as facts and nowhere else: the typesetter takes them as they are, never as markup. Characters
    that no font draws are replaced. Raises PrintingTrouble, FontsMissing.
    """
    told = {"facts": facts, "language": _tag(language), "dir": language.dir, "title": title}
    try:
        made = typst.compile(
            TEMPLATES / template,
            root=TEMPLATES,
            font_paths=fonts.loaded(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"told": json.dumps(printable(told), ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=MOMENT,
        )
    except typst.TypstError as error:
        _log.error("%s could not be set: %s", template, error.diagnostic)
        raise PrintingTrouble(f"{template}: {error.message}") from error
    if not isinstance(made, bytes):
        raise PrintingTrouble(f"{template}: the typesetter gave no document")
    return made


def _tag(language: Language) -> str:
    """The code of the language alone, as the typesetter wants it: Leichte Sprache is German."""
    return language.tag.split("-")[0]
