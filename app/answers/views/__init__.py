"""Pages of this room: the desk of a network, and one case on it."""

from app.answers.views import acts, asking, case, desk
from app.answers.views.blueprint import bp

__all__ = ["acts", "asking", "bp", "case", "desk"]
