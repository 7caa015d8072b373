"""Pages for who routes and for the steering group."""

from app.routing.views import routing, steering
from app.routing.views.blueprint import bp

__all__ = ["bp", "routing", "steering"]
