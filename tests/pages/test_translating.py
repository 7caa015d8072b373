"""The translators' pages: what waits, the editor with both sides, and what translators never see."""

from __future__ import annotations

import pytest

from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.lifecycle import State
from app.core.history import RESIDENT
from app.moderation import actions as moderation
from app.moderation.rules import ReasonCode
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import ARABIC, GERMAN, TITLE, Case, Office, draft, publish, staff, submit
from tests.support.page import Page

ANSWER = "ستأتي الغرفة في أيار."


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def translator(office: Office) -> PageClient:
    return office.browser(office.translator)


def first(page: Page) -> str:
    """Where the first entry of what waits leads."""
    return str(page.all(".desk-row a")[0].attrs["href"])


def test_a_german_working_text_from_list_to_network(world: World, office: Office, translator: PageClient) -> None:
    submit(world, contact="she@post.example")
    editor = translator.get(first(translator.get("/staff/translating/")))
    assert editor.one(".wording__text").attrs["lang"] == "ar"
    assert editor.one(".wording__text").to_text().strip() == ARABIC
    page = translator.submit(editor.form(having="text").fill(text=GERMAN))
    assert "The translation is saved." in page.text
    assert "Translated by a person" in page.text
    page = translator.submit(page.form(having="text").fill(checked="y"))
    assert "Translated by a person and checked" in page.text
    assert "Translator" in page.text
    assert "Everything is translated." in translator.get("/staff/translating/").text


def test_an_answer_shows_the_language_needed_and_not_who_asked(
    world: World, office: Office, translator: PageClient
) -> None:
    case = office.case()
    publish(world, draft(world, case, office.manager), office.manager)
    page = translator.get("/staff/translating/")
    assert TITLE in page.text
    assert "into العربية" in page.text
    for canary in (case.reference, case.code, str(case.id)):
        assert canary not in page.html
    editor = translator.get(first(page))
    assert case.reference not in editor.html
    page = translator.submit(editor.form(having="text").fill(text=ANSWER))
    assert dict(page.form(having="text").values)["text"] == ANSWER
    assert page.one("textarea[name=text]").attrs["lang"] == "ar"


def test_an_empty_translation_is_refused_at_its_field(world: World, office: Office, translator: PageClient) -> None:
    submit(world)
    editor = translator.get(first(translator.get("/staff/translating/")))
    page = translator.submit(editor.form(having="text"), 422)
    assert page.all(".error-summary a[href='#text']")


def test_words_typed_beside_an_older_source_are_not_lost(world: World, office: Office, translator: PageClient) -> None:
    case = submit(world)
    editor = translator.get(first(translator.get("/staff/translating/")))

    def correct() -> None:
        contribution_actions.correct(contributions.get(case.reference), "نص آخر", language="ar", actor=RESIDENT)

    world.do(correct)
    page = translator.submit(editor.form(having="text").fill(text=GERMAN), 409)
    assert "The source has changed while you were writing." in page.text
    assert "نص آخر" in page.text
    assert dict(page.form(having="text").values)["text"] == GERMAN
    assert "The translation is saved." in translator.submit(page.form(having="text")).text


def test_refused_texts_cannot_be_opened(world: World, office: Office, translator: PageClient) -> None:
    case = submit(world)
    address = first(translator.get("/staff/translating/"))

    def refuse() -> None:
        contribution = contributions.get(case.reference)
        actor = staff(office.moderator, Role.MODERATOR)
        moderation.refuse(contribution, actor=actor, version=contribution.version, reason=ReasonCode.INSULT)
        assert contribution.state is State.REFUSED

    world.do(refuse)
    assert address not in translator.get("/staff/translating/").html
    translator.get(address, 404)
    translator.get(address.replace("/de", "/xx"), 404)


def test_drafts_of_networks_are_not_there(world: World, office: Office, translator: PageClient) -> None:
    case: Case = office.case()
    answer_id = draft(world, case, office.manager)
    translator.get(f"/staff/translating/answer/{answer_id}/ar", 404)


@pytest.mark.parametrize("role", ["manager", "member"])
def test_networks_do_not_see_the_translators_pages(office: Office, role: str) -> None:
    office.browser(getattr(office, role)).get("/staff/translating/", 403)
