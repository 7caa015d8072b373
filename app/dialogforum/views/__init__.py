"""Pages of this room, by part."""

from app.dialogforum.views import (
    cards,
    desk_cards,
    desk_runs,
    desk_wall,
    documentation,
    hall,
    posters,
    seats,
    sheets,
    tables,
    wall,
)
from app.dialogforum.views.blueprint import bp

__all__ = [
    "bp",
    "cards",
    "desk_cards",
    "desk_runs",
    "desk_wall",
    "documentation",
    "hall",
    "posters",
    "seats",
    "sheets",
    "tables",
    "wall",
]
