"""Pages of the moderation desk."""

from app.moderation.views import cases, contact, decisions, objections, queue
from app.moderation.views.blueprint import bp

__all__ = ["bp", "cases", "contact", "decisions", "objections", "queue"]
