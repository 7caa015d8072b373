"""B-14: the queue by keys. One letter decides, the focus is on the next case, one letter undoes.

Letters alone can be switched off. The access keys are the same letters (tests/pages/test_undo_page.py).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from app.contributions.rules import Source
from app.moderation import settings
from app.permissions import Role
from tests.browser.conftest import Site
from tests.browser.town import Town, sign_in
from tests.support.cases import send, state
from tests.support.staff import Person

DESK = {"width": 1280, "height": 900}
THINGS = (
    "Eine Lampe am Bahnhof",
    "Ein Brunnen im Park",
    "Mehr Busse nach Mesum",
    "Ein Chor für alle",
    "Ein Kurs am Abend",
)


@pytest.fixture(autouse=True)
def _ten_minutes() -> Iterator[None]:
    settings.configure({"UNDO_MINUTES": 10})
    yield
    settings.configure({"UNDO_MINUTES": 0})


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    """A desktop on which scripts run, under the site's own content policy."""
    context = browser.new_context(viewport=DESK, base_url=site.base)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def waiting(town: Town) -> list[str]:
    """Texts from a workshop, so that nothing else of the town is among them."""
    return [send(town.world, text, source=Source.WORKSHOP) for text in THINGS]


def reader(town: Town, name: str) -> Person:
    return town.world.person(Role.MODERATOR, email=f"{name}@keys.example")


def begin(page: Page, person: Person) -> None:
    sign_in(page, person)
    page.goto("/staff/moderation/?source=workshop")
    page.locator("form[action*='/next'] button").click()
    page.wait_for_selector("#case")


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def open_case(page: Page) -> str:
    return page.locator("h1 bdi").first.inner_text().strip()


def test_one_letter_decides_and_one_undoes(desk: Page, town: Town) -> None:
    sent = set(waiting(town))
    begin(desk, reader(town, "letters"))
    for _case in range(3):
        before = open_case(desk)
        press(desk, "f")
        assert state(town.world, before) == "released"
        assert desk.evaluate("document.activeElement.id") == "case", "the focus is on the next case"
        press(desk, "z")
        assert (open_case(desk), state(town.world, before)) == (before, "submitted")
        press(desk, "n")
        assert state(town.world, before) == "released"
    refused = open_case(desk)
    desk.keyboard.press("x")
    press(desk, "3")
    assert state(town.world, refused) == "refused"
    last = open_case(desk)
    assert last in sent
    desk.locator("[name=title]").focus()
    desk.keyboard.type("fnxz3")
    assert "fnxz3" in desk.locator("[name=title]").input_value(), "in a text field letters are letters"
    desk.locator("summary", has_text="Keys").click()
    with desk.expect_navigation():
        desk.locator("button[name=single_keys]").click()
    for key in "fnrmvxlz3":
        desk.keyboard.press(key)
    desk.wait_for_timeout(300)
    assert (open_case(desk), state(town.world, last)) == (last, "submitted")
