"""Pages of this room: the way in, one's own account, the people who work here."""

from app.accounts.views import links, own, people, sign_in
from app.accounts.views.blueprint import bp

__all__ = ["bp", "links", "own", "people", "sign_in"]
