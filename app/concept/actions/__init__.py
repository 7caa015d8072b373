"""What can be done with the concept."""

from app.concept.actions.decisions import record_decision
from app.concept.actions.edition import load_audiences, load_districts, load_edition
from app.concept.actions.goals import load_goals

__all__ = ["load_audiences", "load_districts", "load_edition", "load_goals", "record_decision"]
