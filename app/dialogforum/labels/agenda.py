"""Words for the codes and errors of agendas. Staff alone read them."""

from __future__ import annotations

from app.dialogforum.labels.desk_agenda import ERRORS, LABELS

__all__ = ["ERRORS", "LABELS"]
