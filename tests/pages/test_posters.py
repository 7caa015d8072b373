"""Posters: every language on paper and as a page, codes that lead there, only what everybody may read."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from app.contributions import queries as contributions
from app.core.history import RESIDENT
from app.core.languages import locales
from app.followup import actions as followup
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import TITLE, Case
from tests.support.paper import Paper, codes
from tests.support.staff import Person

TAGS = [language.tag for language in locales.OFFERED]
LONG = "Wir brauchen einen Raum, in dem Kinder am Nachmittag spielen und lernen können. " * 8


@pytest.fixture
def moderator(world: World) -> Person:
    return world.person(Role.MODERATOR)


@pytest.fixture
def manager(world: World) -> Person:
    return world.person(Role.NETWORK_MANAGER, network="hf-4")


def paper_of(client: PageClient, url: str) -> Paper:
    response = client.raw("GET", url)
    assert response.status_code == 200, url
    assert response.mimetype == "application/pdf"
    return Paper(response.get_data())


def answered(world: World, moderator: Person, manager: Person, text: str = LONG) -> Case:
    case = world.release(world.submit(text, "de"), moderator, german=None)
    world.answer(case, manager, "Der Raum kommt im Mai. Er liegt im Erdgeschoss.")
    return case


@pytest.mark.parametrize("tag", TAGS)
def test_a_poster_in_every_language(client: PageClient, tag: str) -> None:
    paper = paper_of(client, f"/{tag}/dialogforum/posters/4.pdf")
    assert paper.pages == 1
    assert not paper.faults()
    # Read from left to right in every script, whatever stands around it.
    parts = paper.lefts(["dialogforum", "test"])
    assert parts == sorted(parts)
    (seen,) = codes(paper.picture())
    target = urlsplit(seen.text)
    assert target.path == f"/{tag}/contribute/"
    assert parse_qs(target.query) == {"action_field": ["4"], "entry": ["poster"]}
    page = client.get(f"/{tag}/dialogforum/posters/4")
    assert page.all(f'main a[href*="/{tag}/contribute/"][href*="action_field=4"][href*="entry=poster"]')


def test_the_code_of_a_poster_opens_the_form_with_its_field(client: PageClient) -> None:
    (seen,) = codes(paper_of(client, "/ar/dialogforum/posters/6.pdf").picture())
    target = urlsplit(seen.text)
    assert client.get(f"{target.path}?{target.query}").form("text")


@pytest.mark.parametrize("field", range(1, 9))
def test_each_field_fits_one_sheet_of_each_size(client: PageClient, field: int) -> None:
    for tag in ("de", "pt", "fa"):
        small = paper_of(client, f"/{tag}/dialogforum/posters/{field}.pdf")
        large = paper_of(client, f"/{tag}/dialogforum/posters/{field}.pdf?paper=a3")
        assert (small.pages, large.pages) == (1, 1)
        assert large.picture(dots=36).width > small.picture(dots=36).width


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_one_poster_speaks_every_language(client: PageClient, size: str) -> None:
    paper = paper_of(client, f"/de/dialogforum/posters/all.pdf?paper={size}")
    assert paper.pages == 1
    assert not paper.faults()
    assert "·" not in paper.text
    assert [urlsplit(one.text).query for one in codes(paper.picture())] == ["entry=poster"]
    page = client.get("/de/dialogforum/posters/all")
    # German and Leichte Sprache share their words.
    assert [one.attrs["lang"] for one in page.all("main li[lang]")] == [tag for tag in TAGS if tag != "de-simple"]


@pytest.mark.parametrize("tag", TAGS)
def test_answers_in_every_language(
    client: PageClient, world: World, moderator: Person, manager: Person, tag: str
) -> None:
    empty = paper_of(client, f"/{tag}/fields/4/answers.pdf")
    assert not empty.faults()
    answered(world, moderator, manager)
    paper = paper_of(client, f"/{tag}/fields/4/answers.pdf")
    assert (paper.pages, paper.faults()) == (1, [])
    assert set(TITLE.split()) <= set(paper.text.split())
    assert "Der Raum kommt im Mai." in client.get(f"/{tag}/fields/4/answers").text


def test_words_are_quoted_only_with_permission(
    client: PageClient, world: World, moderator: Person, manager: Person
) -> None:
    case = answered(world, moderator, manager, "Mein Nachbar hilft allen im Haus.")
    assert "Nachbar" not in client.get("/de/fields/4/answers").text
    world.do(lambda: setattr(contributions.get(case.reference), "quote_allowed", True))
    assert "Nachbar" in client.get("/de/fields/4/answers").text
    assert "„Mein Nachbar" in " ".join(paper_of(client, "/de/fields/4/answers.pdf").text.split())


def test_what_is_withdrawn_leaves_the_paper_at_once(
    client: PageClient, world: World, moderator: Person, manager: Person
) -> None:
    case = answered(world, moderator, manager)
    first = client.raw("GET", "/de/fields/4/answers.pdf")
    again = client.raw("GET", "/de/fields/4/answers.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    world.do(lambda: followup.withdraw(contributions.get(case.reference), actor=RESIDENT))
    later = client.raw("GET", "/de/fields/4/answers.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert later.status_code == 200
    assert TITLE not in " ".join(Paper(later.get_data()).text.split())


def test_texts_for_networks_alone_stay_off_the_paper(
    client: PageClient, world: World, moderator: Person, manager: Person
) -> None:
    case = world.release(world.submit(LONG, "de"), moderator, german=None, public=False)
    world.answer(case, manager)
    assert TITLE not in client.get("/de/fields/4/answers").text


def test_a_long_poster_stays_one_sheet(client: PageClient, world: World, moderator: Person, manager: Person) -> None:
    for _turn in range(6):
        case = world.release(world.submit(LONG, "de"), moderator, german=None)
        world.answer(case, manager, "Das Netzwerk hat lange beraten und sagt Folgendes dazu. " * 30)
    for tag in ("de", "ar", "pt"):
        assert paper_of(client, f"/{tag}/fields/4/answers.pdf").pages == 1, tag


def test_wrong_wishes_are_not_found(client: PageClient) -> None:
    for url in ("posters/9.pdf", "posters/4.pdf?paper=a0", "posters/x"):
        assert client.raw("GET", f"/de/dialogforum/{url}").status_code == 404
    assert client.raw("GET", "/de/fields/9/answers.pdf").status_code == 404


def test_all_posters_are_listed(client: PageClient) -> None:
    page = client.get("/ar/dialogforum/posters/")
    links = [link.attrs["href"] for link in page.all("main a") if ".pdf" in link.attrs["href"]]
    assert len(links) == 2 * 17
    assert all(client.raw("GET", link).status_code == 200 for link in links)


def test_an_answer_counts_where_its_words_count(
    client: PageClient, world: World, moderator: Person, manager: Person
) -> None:
    """A contribution that only touches a field is not read there, so its answer is not counted there either."""
    case = world.release(world.submit(LONG, "de"), moderator, german=None, fields=(4, 5))
    world.answer(case, manager, "Der Raum kommt im Mai.")
    assert "1 has an answer" in client.get("/en/fields/4/answers").text
    assert "has an answer" not in client.get("/en/fields/5/answers").text
    assert "have an answer" not in client.get("/en/fields/5/answers").text
