"""Words for the codes and errors of this part: sheets. Staff alone read them."""

from __future__ import annotations

from app.dialogforum.labels.desk_sheets import ERRORS, LABELS

__all__ = ["ERRORS", "LABELS"]
