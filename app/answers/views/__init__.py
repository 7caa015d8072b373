"""Pages of this room: the desk of a network, one case on it, and the same case behind a link from a mail."""

from app.answers.views import acts, asking, by_link, case, desk, instead, second
from app.answers.views.blueprint import bp

__all__ = ["acts", "asking", "bp", "by_link", "case", "desk", "instead", "second"]
