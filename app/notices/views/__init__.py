"""Pages of this room: sending a notice, its number, the desk of the commissioners, evidence."""

from app.notices.views import desk, number, sending
from app.notices.views.blueprint import bp

__all__ = ["bp", "desk", "number", "sending"]
