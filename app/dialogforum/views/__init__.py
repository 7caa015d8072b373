"""Pages of this room, by part."""

from app.dialogforum.views import (
    cards,
    desk_cards,
    desk_runs,
    desk_seats,
    desk_wall,
    documentation,
    follow,
    hall,
    posters,
    seat_mail,
    seat_number,
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
    "desk_seats",
    "desk_wall",
    "documentation",
    "follow",
    "hall",
    "posters",
    "seat_mail",
    "seat_number",
    "seats",
    "sheets",
    "tables",
    "wall",
]
