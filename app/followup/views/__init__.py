"""Pages of this room: entering the number, the case, what can be done with it, leaving."""

from app.followup.views import acts, code
from app.followup.views.blueprint import bp

__all__ = ["acts", "bp", "code"]
