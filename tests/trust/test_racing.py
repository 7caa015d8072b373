"""B-03: two people decide about one thing at the same moment. One wins, the other keeps every word."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from app.answers.models import Answer
from app.contributions.models import Contribution
from app.core import history
from app.extensions import db
from app.moderation.models import ModerationDecision
from app.permissions import Role
from app.routing.models import Assignment
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Form, Page

WORDS: dict[str, dict[str, Any]] = {
    "release": {
        "fields": ["4"],
        "primary": "4",
        "public": "yes",
        "title": "Titel von {who} zu {turn}",
        "german": "Deutsch von {who}",
    },
    "refuse": {"reason": "insult", "statement": "Satz von {who} zu {turn}"},
    "return": {"message": "Frage von {who} zu {turn}"},
    "refer": {"statement": "Rat von {who} zu {turn}"},
}
PAIRS = (
    ("release", "release"),
    ("release", "refuse"),
    ("refuse", "refuse"),
    ("return", "release"),
    ("refer", "return"),
    ("refuse", "refer"),
)
ROUNDS = 10


def rivals(world: World, role: Role, network: str | None = None) -> list[PageClient]:
    """Two browsers of two people with the same right."""
    people = [world.person(role, email=f"{name}@staff.example", network=network) for name in ("one", "two")]
    return [world.browser(person) for person in people]


def form_of(client: PageClient, url: str, action: str) -> Form:
    """A form of a page as one of the two sees it."""
    return Page(client.raw("GET", url).get_data(as_text=True), url).form(action=action)


def at_once(clients: list[PageClient], sendings: list[tuple[str, list[tuple[str, str]]]]) -> list[TestResponse]:
    """Both press their button at the same moment."""
    gate = Barrier(2)

    def press(number: int) -> TestResponse:
        url, values = sendings[number]
        data: dict[str, list[str]] = {}
        for name, value in values:
            data.setdefault(name, []).append(value)
        gate.wait()
        return clients[number].raw("POST", url, data=data)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(press, range(2)))


def words_of(act: str, who: int, turn: int) -> dict[str, Any]:
    """What one of the two typed, filled with the name and the turn."""
    return {
        name: value.format(who=who, turn=turn) if isinstance(value, str) else value
        for name, value in WORDS[act].items()
    }


def loser(answers: list[TestResponse]) -> int:
    """Who was too late; exactly one is."""
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    return 0 if answers[0].status_code == 409 else 1


def count(world: World, model: Any) -> int:
    return world.read(lambda: db.session.scalar(sa.select(sa.func.count()).select_from(model))) or 0


@pytest.mark.parametrize("pair", PAIRS, ids=" against ".join)
def test_of_sixty_pairs_of_decisions_sixty_win(app: Flask, world: World, pair: tuple[str, str]) -> None:
    clients = rivals(world, Role.MODERATOR)
    for turn in range(ROUNDS):
        case = world.submit(f"Text {turn}", "en")
        page = f"/staff/moderation/{case.reference}"
        typed = [words_of(act, who, turn) for who, act in enumerate(pair)]
        forms = [
            form_of(client, page, f"/{act}").fill(**words)
            for client, act, words in zip(clients, pair, typed, strict=True)
        ]
        answers = at_once(clients, [(form.action, form.values) for form in forms])
        late = loser(answers)
        shown = answers[late].get_data(as_text=True)
        assert all(value in shown for value in typed[late].values() if isinstance(value, str) and " " in value)
    assert count(world, ModerationDecision) == ROUNDS
    assert count(world, Assignment) == world.read(released)
    assert world.read(history.broken_links) == []


def released() -> int:
    """How many texts are with a network now."""
    states = db.session.scalars(sa.select(Contribution.state)).all()
    return [state.value for state in states].count("released")


def test_two_that_are_merged_into_each_other_stay_one_and_one(world: World) -> None:
    clients = rivals(world, Role.MODERATOR)
    for turn in range(5):
        cases = [world.submit(f"Text {turn} {side}", "en") for side in "ab"]
        forms = [
            form_of(client, f"/staff/moderation/{mine.reference}", "/merge").fill(main=other.reference)
            for client, mine, other in zip(clients, cases, reversed(cases), strict=True)
        ]
        late = loser(at_once(clients, [(form.action, form.values) for form in forms]))
        states = [world.read(lambda case=case: state(case.reference)) for case in cases]
        assert states[late] == "submitted"
        assert states[1 - late] == "merged"
    assert world.read(history.broken_links) == []


def state(reference: str) -> str:
    query = sa.select(Contribution.state).where(Contribution.reference == reference)
    return str(db.session.execute(query).scalar_one().value)


def test_a_tandem_that_answers_twice_gives_one_answer(world: World) -> None:
    moderator = world.person(Role.MODERATOR, email="m@staff.example")
    clients = rivals(world, Role.NETWORK_MANAGER, "hf-4")
    for turn in range(5):
        case = world.release(world.submit(f"Text {turn}", "en"), moderator)
        page = f"/staff/network/{case.reference}"
        typed = [f"Antwort von {who} zu {turn}" for who in range(2)]
        forms = [form_of(client, page, "/draft") for client in clients]
        for form, text in zip(forms, typed, strict=True):
            form.fill(text=text, outcome="adopted")
        answers = at_once(clients, [(form.action.replace("/draft", "/publish"), form.values) for form in forms])
        late = loser(answers)
        shown = answers[late].get_data(as_text=True)
        assert typed[0] in shown
        assert typed[1] in shown, "the one who was late sees both texts"
        assert count(world, Answer) == turn + 1
    assert world.read(history.broken_links) == []
