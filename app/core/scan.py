"""Codes for the camera of a phone."""

from __future__ import annotations

import segno
from markupsafe import Markup


def picture(content: str) -> Markup:
    """The code to scan as inline SVG. It holds drawn squares alone, no text of anybody, so it is safe as it is."""
    drawing = segno.make(content, error="m").svg_inline(
        scale=5, border=4, dark="#000", light="#fff", omitsize=True, svgclass="scan-code", lineclass=None
    )
    return Markup(drawing)  # noqa: S704
