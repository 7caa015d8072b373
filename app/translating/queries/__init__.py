"""What can be read from this room."""

from app.translating.queries.entries import Waiting
from app.translating.queries.texts import Side, Text, languages_needed, owner, sides, subject, title_of
from app.translating.queries.waiting import waiting

__all__ = ["Side", "Text", "Waiting", "languages_needed", "owner", "sides", "subject", "title_of", "waiting"]
