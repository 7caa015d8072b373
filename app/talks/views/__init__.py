"""Pages of commissioners: what waits to be passed on, and the talk of one case."""

from app.talks.views import acts, pages
from app.talks.views.blueprint import bp

__all__ = ["acts", "bp", "pages"]
