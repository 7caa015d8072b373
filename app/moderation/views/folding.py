"""Texts that may hurt are shown folded: who decides need not read them again and again."""

from __future__ import annotations

from collections.abc import Iterable

from app.contributions.rules import Piece
from app.moderation.models import ModerationDecision
from app.moderation.noticing import Mark
from app.moderation.rules import FOLDED_HINTS, FOLDED_REASONS


def is_folded(hints: Iterable[Piece | Mark], decision: ModerationDecision | None) -> bool:
    """Whether software marked hurting words, or a commissioner refused the text for them."""
    marked = any(piece.kind is not None and piece.kind.value in FOLDED_HINTS for piece in hints)
    refused = decision is not None and decision.undone_at is None and decision.reason in FOLDED_REASONS
    return marked or refused
