"""The fonts that documents are set in: files of the packages fontpkg-noto-sans and fontpkg-amiri, never the computer's.

Amiri for Arabic script: with other fonts the words cannot be copied or read out of a PDF (shared figures of the city's
study: Noto Sans Arabic splits dots from letters). The same files everywhere give the same bytes everywhere.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

PACKAGES = ("fontpkg_noto_sans", "fontpkg_amiri")


class FontsMissing(Exception):
    """A package with fonts is not installed. The message names it."""


@cache
def files() -> tuple[Path, ...]:
    """Every font file, in a fixed order. Raises FontsMissing."""
    found: list[Path] = []
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise FontsMissing(f"the package {package} is not installed")
        found += sorted((Path(spec.origin).parent / "files").glob("*.ttf"))
    if not found:
        raise FontsMissing(f"no font files in {', '.join(PACKAGES)}")
    return tuple(found)


@cache
def loaded() -> typst.Fonts:
    """The fonts as the typesetter wants them; read once in a process."""
    folders = list(dict.fromkeys(str(path.parent) for path in files()))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def characters() -> frozenset[int]:
    """Code points that some upright font of ours can draw."""
    known: set[int] = set()
    for path in files():
        if "Italic" not in path.name:
            with TTFont(path, lazy=True) as font:
                known.update(font.getBestCmap())
    return frozenset(known)
