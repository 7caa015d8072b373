"""Pages of this room: the resident's journey, entering for somebody else, links from mails, the public list."""

from app.contributions.views import assisted, contact, journey, public, public_one
from app.contributions.views.blueprint import bp

__all__ = ["assisted", "bp", "contact", "journey", "public", "public_one"]
