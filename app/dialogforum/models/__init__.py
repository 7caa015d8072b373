"""Tables of this room, by part."""

from app.dialogforum.models import agenda, cards, documentation, seats, tables, wall

__all__ = ["agenda", "cards", "documentation", "seats", "tables", "wall"]
