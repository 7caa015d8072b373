"""What the office edits, through its own pages."""

from __future__ import annotations

from typing import Any

from app.administration import actions
from app.administration.nouns import BY_NAME
from app.core.history import Actor, ActorKind
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page
from tests.support.staff import Person


def address(world: World, section: str, key: str) -> str:
    """Where one thing is edited; `key` as in the file."""
    return world.read(lambda: f"/staff/admin/{section}/{BY_NAME[section].address(BY_NAME[section].by_key(key))}")


def sheet(world: World, section: str, key: str) -> dict[str, Any]:
    """The values of one thing."""
    return world.read(lambda: BY_NAME[section].read(BY_NAME[section].by_key(key)))


def edit(client: PageClient, url: str, status: int = 200, **values: str | None) -> Page:
    """Open the page of a thing, type these values, save. Hyphens of names are written as double underscores."""
    form = client.get(url).form("seen")
    return client.submit(form.fill(**{name.replace("__", "-"): value for name, value in values.items()}), status)


def set_values(world: World, person: Person, section: str, key: str | None, **values: Any) -> None:
    """Save through the action."""
    noun = BY_NAME[section]
    actor = Actor(ActorKind.STAFF, person.id, Role.ADMIN.value)
    world.do(lambda: actions.save(noun, noun.by_key(key) if key else None, values, actor=actor))
