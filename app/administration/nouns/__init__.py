"""Every kind of thing that the office edits, in the order of the pages and of the file."""

from app.administration.nouns.base import Noun
from app.administration.nouns.districts import Audiences, Districts
from app.administration.nouns.networks import Networks
from app.administration.nouns.partners import Helpers, Organisations
from app.administration.nouns.reasons import Reasons
from app.administration.nouns.rounds import Rounds
from app.administration.nouns.settings import Settings
from app.administration.nouns.templates import Templates

ALL: tuple[Noun, ...] = (
    Settings(),
    Rounds(),
    Networks(),
    Organisations(),
    Helpers(),
    Districts(),
    Audiences(),
    Reasons(),
    Templates(),
)
BY_NAME = {noun.name: noun for noun in ALL}

__all__ = ["ALL", "BY_NAME", "Noun"]
