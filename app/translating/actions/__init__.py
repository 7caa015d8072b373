"""What translators do, and what the worker does for them when a machine is configured."""

from app.translating.actions.drafting import KIND, make_draft, plan_drafts
from app.translating.actions.editing import add_translation, add_translations, check

__all__ = ["KIND", "add_translation", "add_translations", "check", "make_draft", "plan_drafts"]
