"""The wall in a real browser: the third text comes by itself, blank is at once, a dead line keeps what stands there."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.core import clock
from app.dialogforum.queries import wall as queries
from app.rounds import queries as rounds
from tests.browser.conftest import PHONE, Site
from tests.browser.town import Town, sign_in
from tests.support.staff import Person

HALL = {"width": 1920, "height": 1080}
ZALGO = "Z̸̡̢̧̨" * 300
WALL = f"/ar/dialogforum/{clock.today().year}/wall"


@pytest.fixture
def hall(browser: Browser, site: Site, town: Town) -> Iterator[Page]:
    context = browser.new_context(viewport=HALL, base_url=site.base)
    context.set_default_timeout(6_000)
    tab = context.new_page()
    assert town.people
    tab.goto(WALL)
    yield tab
    context.close()


def fill_up(town: Town, moderator: Person) -> None:
    """Whatever waits from before gets company, so that the next batch begins anew."""

    def waiting() -> int:
        current = rounds.current(clock.today())
        assert current is not None
        return queries.view(current).waiting

    while town.world.read(waiting):
        town.world.release(town.world.submit("Etwas von vorher.", "de"), moderator, german=None)


def three_new(hall: Page, town: Town, moderator: Person, name: str) -> float:
    """Release three: two show nothing, with the third all stand there at once. Gives the seconds that took."""
    cases = [town.world.submit(f"{name} {number} {ZALGO if number == 1 else ''}") for number in range(3)]
    for case in cases[:2]:
        town.world.release(case, moderator)
    hall.wait_for_timeout(1_200)
    shown = hall.locator(".wall-card", has_text=name)
    assert shown.count() == 0
    town.world.release(cases[2], moderator)
    began = time.monotonic()
    expect(shown).to_have_count(3, timeout=15_000)
    return time.monotonic() - began


def _fits_the_hall(hall: Page) -> None:
    """Cards of one size, in letters that can be read from far away."""
    cards = [box.bounding_box() for box in hall.locator(".wall-card").all()]
    heights = [card["height"] for card in cards if card]
    assert max(heights) <= 2 * min(heights)
    assert all(
        float(size) >= 32
        for size in hall.eval_on_selector_all(
            ".wall-card__own", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
        )
    )


def test_new_texts_blank_and_a_dead_line(hall: Page, page: Page, town: Town) -> None:
    moderator = town.people["moderator"]
    fill_up(town, moderator)
    # Others work on this machine: of three batches one at least shows what the wall can do.
    waited = [three_new(hall, town, moderator, name) for name in ("نص أول", "نص ثان", "نص ثالث")]
    assert min(waited) <= 3
    _fits_the_hall(hall)

    sign_in(page, moderator)
    page.goto("/staff/dialogforum/wall")
    page.locator("form[action$='/blank'] button").click()
    expect(hall.locator(".wall-card")).to_have_count(0, timeout=5_000)
    page.locator("form[action$='/blank'] button").click()
    expect(hall.locator(".wall-card").first).to_be_visible(timeout=6_000)

    hall.context.set_offline(True)
    expect(hall.locator("#wall-off")).to_be_visible(timeout=8_000)
    assert hall.locator(".wall-card").count() >= 1
    hall.context.set_offline(False)
    expect(hall.locator("#wall-on")).to_be_visible(timeout=8_000)


def test_a_phone_without_scripts_sees_the_wall(page: Page, town: Town) -> None:
    assert town.people
    page.set_viewport_size(PHONE)
    page.goto(WALL.replace("/ar/", "/de/"))
    page.locator("a", has_text="Neu laden").click()
    assert page.locator("h1").inner_text().startswith("Dialogforum")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
