"""Pages of this room: what the office edits, its file and translations, the log, the button for somebody who leaves."""

from app.administration.views import files, leaving, log, nouns, translations
from app.administration.views.blueprint import bp

__all__ = ["bp", "files", "leaving", "log", "nouns", "translations"]
