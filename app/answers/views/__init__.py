"""Pages of this room: the desk of a network, and one case on it."""

from app.answers.views import acts, case, desk
from app.answers.views.blueprint import bp

__all__ = ["acts", "bp", "case", "desk"]
