"""Forms of this room: the journey of residents, and the entry for somebody else."""

from app.contributions.forms.assisted import AssistedForm
from app.contributions.forms.journey import CARRIED, STEPS, UNSURE, JourneyForm

__all__ = ["CARRIED", "STEPS", "UNSURE", "AssistedForm", "JourneyForm"]
