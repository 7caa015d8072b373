"""Two people press their buttons at the same moment; who wins, and what the other one still has."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from typing import Any

from werkzeug.test import TestResponse

from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.staff import Person

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
INPUT = re.compile(r"<input\b[^>]*>")
ATTRIBUTE = re.compile(r'\b([a-z-]+)="([^"]*)"')
MODERATION = "/staff/moderation/{reference}"
NETWORK = "/staff/network/{reference}"
# Too late: a conflict, or the thing is not there any more for whoever asks.
LATE = {404, 409}


@dataclass(frozen=True)
class Act:
    """One button: the page it stands on, the end of its form's address, and what is typed before it is pressed.

    `button`: where the button sends the form, when that is not the form's own address. {who} and {turn} make every
    word somebody's own; {main} is the reference of another contribution.
    """

    form: str
    words: Mapping[str, Any] = field(default_factory=dict)
    page: str = MODERATION
    role: Role = Role.MODERATOR
    button: str = ""


@dataclass
class Race:
    """What both typed and what both were answered."""

    typed: list[dict[str, Any]]
    answers: list[TestResponse]

    @property
    def late(self) -> int:
        """Who was too late: exactly one was, and everything that one typed stands on the page."""
        codes = [answer.status_code for answer in self.answers]
        assert codes.count(303) == 1, codes
        late = 1 - codes.index(303)
        assert codes[late] in LATE, codes
        shown = html.unescape(self.answers[late].get_data(as_text=True))
        lost = [word for word in self.typed[late].values() if isinstance(word, str) and " " in word]
        assert all(word in shown for word in lost), f"{codes[late]}: not on the page: {lost}"
        return late


class Rivals:
    """Two people for each role, signed in once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.people: dict[Role, list[Person]] = {}
        self._browsers: dict[Role, list[PageClient]] = {}
        self._tokens: dict[int, str] = {}

    def hire(self, role: Role) -> list[Person]:
        """The two with this role."""
        if role not in self.people:
            network = "hf-4" if role in {Role.NETWORK_MANAGER, Role.NETWORK_MEMBER} else None
            made = [self.world.person(role, email=f"{role}{name}@staff.example", network=network) for name in "ab"]
            self.people[role] = made
        return self.people[role]

    def browsers(self, role: Role) -> list[PageClient]:
        """Their browsers."""
        if role not in self._browsers:
            self._browsers[role] = [self.world.browser(person) for person in self.hire(role)]
            for browser in self._browsers[role]:
                page = browser.raw("GET", "/staff/").get_data(as_text=True)
                self._tokens[id(browser)] = forms_of(page)["/sign-out"][1]["csrf_token"]
        return self._browsers[role]

    def race(self, acts: tuple[Act, Act], turn: int, **place: str) -> Race:
        """Both read their pages, type, and press at the same moment."""
        clients = [self.browsers(act.role)[who] for who, act in enumerate(acts)]
        typed = [typed_by(who, turn, act, place) for who, act in enumerate(acts)]
        pages: dict[str, dict[str, tuple[str, dict[str, str]]]] = {}
        sendings = []
        for client, act, words in zip(clients, acts, typed, strict=True):
            url = act.page.format(**place)
            if url not in pages:
                pages[url] = forms_of(client.raw("GET", url).get_data(as_text=True))
            target, hidden = form_on(pages[url], act.form.format(**place))
            target = target.replace(act.form, act.button) if act.button else target
            sendings.append((target, {**hidden, **words, "csrf_token": self._tokens[id(client)]}))
        return Race(typed, at_once(clients, sendings))


def typed_by(who: int, turn: int, act: Act, place: Mapping[str, str]) -> dict[str, Any]:
    """The words of one of the two."""

    def filled(value: Any) -> Any:
        if isinstance(value, list):
            return [filled(one) for one in value]
        return value.format(who=who, turn=turn, **place) if isinstance(value, str) else value

    return {name: filled(value) for name, value in act.words.items()}


def forms_of(page: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Every form of a page by its address: address, and what stands hidden in it. Quicker than reading the page."""
    found = {}
    for attributes, inside in FORM.findall(page):
        target = dict(ATTRIBUTE.findall(attributes)).get("action", "")
        inputs = [dict(ATTRIBUTE.findall(one)) for one in INPUT.findall(inside)]
        hidden = {one["name"]: html.unescape(one.get("value", "")) for one in inputs if one.get("type") == "hidden"}
        found[html.unescape(target)] = (html.unescape(target), hidden)
    return {**found, **{f"/{key.rsplit('/', 1)[-1].split('?')[0]}": value for key, value in found.items()}}


def form_on(forms: Mapping[str, tuple[str, dict[str, str]]], end: str) -> tuple[str, dict[str, str]]:
    """The form whose address ends so."""
    assert end in forms, f"no form {end!r}, only {sorted(forms)}"
    return forms[end]


def at_once(clients: list[PageClient], sendings: list[tuple[str, dict[str, Any]]]) -> list[TestResponse]:
    """Both press their button at the same moment."""
    gate = Barrier(len(clients))

    def press(number: int) -> TestResponse:
        url, data = sendings[number]
        gate.wait()
        return clients[number].raw("POST", url, data=data)

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(press, range(len(clients))))
