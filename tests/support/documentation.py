"""The documentation of a Dialogforum, published through the desk."""

from __future__ import annotations

from tests.support.client import PageClient

DESK = "/staff/dialogforum/documentation/"


def publish(organiser: PageClient, year: int) -> None:
    """Press the button."""
    organiser.post(f"{DESK}{year}/publish", organiser.get(DESK).form(action="/publish").values)
