"""What the office does: change something, take a change back, take in a file, translate, say goodbye to somebody."""

from app.administration.actions.editing import save, take_back
from app.administration.actions.importing import rehearse, take_in
from app.administration.actions.leaving import leave
from app.administration.actions.translating import translate

__all__ = ["leave", "rehearse", "save", "take_back", "take_in", "translate"]
