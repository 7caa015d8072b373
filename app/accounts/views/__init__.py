"""Pages of this room: the way in, one's own account, the people who work here."""

from app.accounts.views import absence, addresses, links, own, people, recovery, roles, sign_in
from app.accounts.views.blueprint import bp

__all__ = ["absence", "addresses", "bp", "links", "own", "people", "recovery", "roles", "sign_in"]
