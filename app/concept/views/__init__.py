"""Pages of this room: the living concept for everybody, decisions of political bodies for who records them."""

from app.concept.views import decisions, public
from app.concept.views.blueprint import bp

__all__ = ["bp", "decisions", "public"]
