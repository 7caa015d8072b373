"""Pages of this room: the resident's journey, links from mails, the public list."""

from app.contributions.views import contact, journey, public, public_one
from app.contributions.views.blueprint import bp

__all__ = ["bp", "contact", "journey", "public", "public_one"]
