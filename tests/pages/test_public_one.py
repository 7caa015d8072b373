"""One published contribution: the reader's language first, the story, the answers of all networks."""

from __future__ import annotations

import tomllib

import pytest

from app.answers import actions as answer_actions
from app.answers.rules import Outcome
from app.concept import queries as concept_queries
from app.concept.actions import load_goals
from app.contributions import actions as contribution_actions
from app.contributions import queries as contribution_queries
from app.core import clock
from app.core.history import SYSTEM
from app.core.languages import content
from app.core.languages.content import Origin, VersionKind
from app.moderation import actions as moderation_actions
from app.networks import queries as network_queries
from app.permissions import Role
from app.routing import queries as routing_queries
from config import ROOT
from tests.support import cases, desk
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case, Office

EXAMPLE = tomllib.loads((ROOT / "app/demo/data/concept-example.toml").read_text("utf-8"))


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


def translate(world: World, case: Case, language: str, text: str) -> None:
    """A machine's translation of the contribution."""

    def put() -> None:
        found = contribution_queries.get(case.reference)
        kind, origin = VersionKind.TRANSLATION, Origin.MACHINE
        content.put(found, "text", text, language=language, actor=SYSTEM, kind=kind, origin=origin)

    world.do(put)


def test_german_stands_in_and_the_original_is_one_tap_away(client: PageClient, office: Office) -> None:
    case = office.case()
    page = client.get(f"/en/contributions/{case.reference}")
    words = page.all(".wording__text")
    assert [(one.attrs["lang"], one.to_text()) for one in words] == [("de", desk.GERMAN), ("ar", desk.ARABIC)]
    assert words[1].attrs["dir"] == "rtl"
    assert "A person translated this." in page.text
    assert [one.to_text().strip() for one in page.all("main details summary")] == ["Original text"]


def test_the_readers_language_comes_first_and_machines_are_named(
    client: PageClient, world: World, office: Office
) -> None:
    case = office.case()
    translate(world, case, "en", "We need a room for children.")
    page = client.get(f"/en/contributions/{case.reference}")
    assert [one.attrs["lang"] for one in page.all("main .wording__text")] == ["en", "de", "ar"]
    assert "A machine translated this. Nobody has checked it yet." in page.text
    page = client.get(f"/ar/contributions/{case.reference}")
    assert page.all("main .wording__text")[0].attrs["lang"] == "ar"
    assert [one.attrs["lang"] for one in page.all("main details .wording__text")] == ["de"]


def test_small_letters_lead_to_the_same_page(client: PageClient, office: Office) -> None:
    case = office.case()
    assert client.get(f"/de/contributions/{case.reference.lower()}").text.count(case.reference) >= 1


def test_every_network_answers_with_its_outcome(client: PageClient, world: World, office: Office) -> None:
    case = office.case(fields=(4, 7))
    desk.publish(world, desk.draft(world, case, office.manager, "Der Raum kommt."), office.manager)
    second = desk.draft(world, case, office.other, "Wir helfen.", Outcome.EXISTS_ALREADY, network="hf-7")
    desk.publish(world, second, office.other)
    page = client.get(f"/en/contributions/{case.reference}")
    assert [one.attrs["data-outcome"] for one in page.all("[data-outcome]")] == ["adopted", "exists_already"]
    assert "Der Raum kommt." in page.text
    assert "Wir helfen." in page.text
    names = world.read(lambda: [network_queries.by_key(key).names[-1].name for key in ("hf-4", "hf-7")])
    assert all(f"This network answered: {name}" in page.text for name in names)


def test_drafts_and_notes_stay_inside(client: PageClient, world: World, office: Office) -> None:
    case = office.case()
    desk.draft(world, case, office.manager, "Nur ein Entwurf.")

    def note() -> None:
        found = routing_queries.get_for([network_queries.by_key("hf-4").id], case.reference)
        answer_actions.add_note(found, "Nur intern.", actor=desk.staff(office.manager, Role.NETWORK_MANAGER))

    world.do(note)
    page = client.get(f"/en/contributions/{case.reference}")
    assert "Nur" not in page.html
    assert "There is no answer yet." in page.text


def test_the_story_names_months_networks_and_measures(client: PageClient, world: World, office: Office) -> None:
    case = office.case()

    def link() -> str:
        load_goals(EXAMPLE, actor=SYSTEM)
        field = concept_queries.field(4, clock.today())
        measure = concept_queries.measures(field.id)[0]
        found = contribution_queries.get(case.reference)
        contribution_actions.link_measure(found, measure, actor=SYSTEM)
        return measure.reference

    measure = world.do(link)
    page = client.get(f"/en/contributions/{case.reference}")
    story = page.one("ol.timeline").to_text()
    assert "the contribution arrived." in story
    assert "It went to this network:" in story
    assert page.one(f'a[href$="/measures/{measure}"]')


def test_several_voices_are_counted_and_their_words_stay_theirs(
    client: PageClient, world: World, office: Office
) -> None:
    case = office.case()
    other = desk.submit(world, "Ein Zimmer zum Spielen.", "de")
    who = cases.acting(office.moderator)

    def merge() -> None:
        found, main = (contribution_queries.get(one.reference) for one in (other, case))
        moderation_actions.merge(found, actor=who, version=found.version, main=main)

    world.do(merge)
    page = client.get(f"/en/contributions/{case.reference}")
    assert "2 people said this." in page.text
    assert "Ein Zimmer zum Spielen." not in page.html
    missing = client.get(f"/en/contributions/{other.reference}", 404)
    assert missing.text == client.get("/en/contributions/222222", 404).text


def test_the_page_invites_and_sets_no_cookie(client: PageClient, office: Office) -> None:
    page = client.get(f"/ar/contributions/{office.case().reference}")
    assert page.one('main a[href="/ar/contribute/"]')
    assert client.cookies() == []
    assert "Set-Cookie" not in (client.last.headers if client.last else {})
