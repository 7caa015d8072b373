"""Words for the codes and errors of the documentation and of commitments."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.dialogforum.labels import desk_documentation
from app.dialogforum.rules.documentation import CommitmentState

LABELS: dict[StrEnum, Any] = {
    CommitmentState.RUNNING: _l("Still running"),
    CommitmentState.KEPT: _l("Promise kept"),
    CommitmentState.BROKEN: _l("Promise not kept"),
    **desk_documentation.LABELS,
}
ERRORS: dict[str, Any] = {**desk_documentation.ERRORS}
