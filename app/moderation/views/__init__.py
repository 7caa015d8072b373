"""Pages of the moderation desk."""

from app.moderation.views import cases, chosen, contact, decisions, handing, objections, original, queue, steps, waves
from app.moderation.views.blueprint import bp

__all__ = [
    "bp",
    "cases",
    "chosen",
    "contact",
    "decisions",
    "handing",
    "objections",
    "original",
    "queue",
    "steps",
    "waves",
]
