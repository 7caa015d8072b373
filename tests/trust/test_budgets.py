"""P14, P15: how many statements a page may ask of the database, how many bytes and requests of a phone."""

from __future__ import annotations

import gzip
import re

import pytest

from app.permissions import Role
from tests.support import journey
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.staff import Person

LIST = "/de/contributions/"
# Statements of the pages that everybody opens; measured, not wished. The list: issue 2.
PUBLIC = {
    LIST: 6,
    f"{LIST}?action_field=4": 6,
    f"{LIST}?q=Licht": 6,
    "/de/contribute/": 2,
    "/ar/contribute/?action_field=4": 3,
    "/": 4,
    "/de/": 4,
    "/de/code/": 0,
    "/de/fields/4/": 8,
    "/de/concept/": 5,
    "/de/help": 1,
}
BYTES = 30_000
REQUESTS = 4
ONE = 8
# One of them reads the way from network to network: where a case went, and why.
# One statement of an answered case reads what the author has said about the answers.
CASE = 14


# The desk counts what waits for each role; the rest are lists, whose rows come together.
STAFF: dict[Role, dict[str, int]] = {
    Role.MODERATOR: {
        "/staff/moderation/": 11,
        "/staff/moderation/decided": 12,
        "/staff/moderation/returned": 12,
        # What waits for a translation is read whole to be counted: equal, but many.
        "/staff/": 40,
        "/staff/talks/": 8,
        "/staff/notices/": 10,
        "/staff/routing/": 10,
    },
    # One statement for the promises of the Dialogforum, or for the phase of its round, or for its tables.
    Role.NETWORK_MANAGER: {"/staff/network/": 9, "/staff/": 8},
    Role.STEERING_MEMBER: {"/staff/steering/": 14, "/staff/": 12},
    Role.TRANSLATOR: {"/staff/": 29},
    Role.ASSISTANT: {"/staff/assisted/": 8, "/staff/": 5},
    Role.ADMIN: {"/staff/admin/": 10, "/staff/mail": 8},
}


def publish(world: World, people: tuple[Person, Person], numbers: range) -> Case:
    """Public texts of three fields, the last one answered."""
    moderator, manager = people
    for number in numbers:
        case = world.submit(f"Licht im Treppenhaus {number}, bitte bald und für alle im Haus.", "de")
        world.release(case, moderator, fields=(4, 1 + number % 3), german=None)
    world.answer(case, manager)
    return case


@pytest.fixture
def people(world: World) -> tuple[Person, Person]:
    return world.person(Role.MODERATOR), world.person(Role.NETWORK_MANAGER, network="hf-4")


def counted(client: PageClient, url: str) -> int:
    """Statements of one page, once everything that is kept between requests is there."""
    client.get(url)
    client.get(url)
    return client.queries


def test_pages_ask_as_little_with_sixty_texts_as_with_twenty(
    client: PageClient, world: World, people: tuple[Person, Person]
) -> None:
    case = publish(world, people, range(20))
    browsers = staff(world, people)
    found = []
    for more in (range(20, 60), range(0)):
        one = f"{LIST}{case.reference}"
        asked = {url: counted(client, url) for url in (*PUBLIC, one)}
        client.submit(client.get("/de/code/").form("code").fill(code=case.code))
        asked["case"] = client.queries
        for role, browser in browsers.items():
            asked |= {f"{role} {url}": counted(browser, url) for url in STAFF[role]}
        found.append(asked)
        if more:
            publish(world, people, more)
    assert found[0] == found[1]
    limits = {**PUBLIC, f"{LIST}{case.reference}": ONE, "case": CASE}
    limits |= {f"{role} {url}": limit for role, pages in STAFF.items() for url, limit in pages.items()}
    too_many = {url: count for url, count in found[0].items() if count > limits[url]}
    assert not too_many, too_many


def staff(world: World, people: tuple[Person, Person]) -> dict[Role, PageClient]:
    """A browser of somebody in every role that has pages with lists."""
    known = dict(zip((Role.MODERATOR, Role.NETWORK_MANAGER), people, strict=True))
    return {role: world.browser(known.get(role) or world.person(role)) for role in STAFF}


def weigh(client: PageClient, url: str) -> tuple[int, list[str]]:
    """Bytes on the wire of a page with everything it loads, and the addresses that were asked."""
    asked, size = [url], 0
    html = ""
    for address in asked:
        answer = client.raw("GET", address, headers={"Accept-Encoding": "gzip"})
        body = answer.get_data()
        size += len(body) + sum(len(name) + len(value) + 4 for name, value in answer.headers)
        if address == url:
            html = gzip.decompress(body).decode() if answer.headers.get("Content-Encoding") == "gzip" else body.decode()
            loads = re.findall(r'<(?:img|script|iframe)[^>]* src="([^"]+)"|<link[^>]* href="([^"]+)"[^>]*>', html)
            kinds = [first or second for first, second in loads]
            asked += [found for found in dict.fromkeys(kinds) if "/static/" in found]
    return size, asked


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_pages_are_light(client: PageClient, world: World, people: tuple[Person, Person], lang: str) -> None:
    case = publish(world, people, range(20))
    for page in (
        "",
        "contributions/",
        f"contributions/{case.reference}",
        "contribute/",
        "code/",
        "fields/4/",
        "concept/",
    ):
        size, asked = weigh(client, f"/{lang}/{page}")
        assert size <= BYTES, f"/{lang}/{page}: {size} bytes: {asked}"
        assert len(asked) <= REQUESTS, asked
    first = client.get(f"/{lang}/contribute/")
    answers = [client.last.get_data()]
    for page in (journey.to_text(client, lang), journey.to_contact(client, lang), journey.to_check(client, lang)):
        answers.append(page.html.encode())
    answers.append(journey.send(client, page).html.encode())
    assert max(map(len, answers)) <= BYTES, [len(answer) for answer in answers]
    assert first.all("link[rel=stylesheet]")
