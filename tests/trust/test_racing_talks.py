"""B-03 for talks, beside the pairs of test_racing.py: two managers with a question each, two taps of one author."""

from __future__ import annotations

from app.contributions import queries as contributions
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case, Office
from tests.support.page import Page
from tests.support.racing import at_once
from tests.support.talks import asked

ROUNDS = 5


def said(world: World, case: Case) -> list[str]:
    """Kinds of the messages of a case."""
    found = world.read(lambda: contributions.messages(contributions.get(case.reference)))
    return [one.kind.value for one in found]


def test_two_managers_who_ask_at_once_ask_one_question(world: World) -> None:
    office = Office(world)
    people = [world.person(Role.NETWORK_MANAGER, email=f"{who}@staff.example", network="hf-8") for who in "ab"]
    clients = [world.browser(person) for person in people]
    for turn in range(ROUNDS):
        case = office.case(fields=(8,))
        url = f"/staff/network/{case.reference}"
        sendings = []
        for who, client in enumerate(clients):
            form = Page(client.raw("GET", url).get_data(as_text=True), url).form(action="/ask")
            sendings.append((form.action, dict(form.fill(question=f"Frage {who} zu {turn}").values)))
        answers = at_once(clients, sendings)
        assert sorted(answer.status_code for answer in answers) == [303, 409]
        late = 0 if answers[0].status_code == 409 else 1
        assert f"Frage {late} zu {turn}" in answers[late].get_data(as_text=True)
        assert said(world, case) == ["network_question"]


def test_two_taps_of_an_author_at_once_store_one_reply(world: World) -> None:
    office = Office(world)
    clients = [PageClient(world.app), PageClient(world.app)]
    for _turn in range(ROUNDS):
        case = office.case()
        asked(office, case)
        page = clients[0].submit(clients[0].get("/de/code/").form("code").fill(code=case.code))
        target, values = page.form("case").fill(talk="Haus vier").pressed("act", "talk")
        answers = at_once(clients, [(target, dict(values))] * 2)
        assert [answer.status_code for answer in answers] == [200, 200]
        assert said(world, case) == ["network_question", "author_reply"]
