"""Pages of this room, by part."""

from app.dialogforum.views import cards, documentation, hall, posters, seats, sheets, tables, wall
from app.dialogforum.views.blueprint import bp

__all__ = ["bp", "cards", "documentation", "hall", "posters", "seats", "sheets", "tables", "wall"]
