"""Tables of this room, by part."""

from app.dialogforum.models import cards, documentation, seats, tables, wall

__all__ = ["cards", "documentation", "seats", "tables", "wall"]
