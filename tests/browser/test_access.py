"""Programs look for barriers on every page of residents and on the main pages of staff."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, Site
from tests.browser.places import staff_pages
from tests.browser.test_layout import ZOOMED, too_wide
from tests.browser.town import TAGS, Town, entry_for_somebody, everywhere, sign_in

GRAVE = {"serious", "critical"}
DESK = {"width": 1280, "height": 800}
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def barriers(page: Page) -> list[str]:
    """Serious and critical findings, each with the first place where it occurs."""
    page.evaluate(Axe().axe_script)
    # The findings alone: carrying everything that is right out of the browser takes a third of the time.
    found = page.evaluate("options => axe.run(options).then(all => all.violations)", OPTIONS)
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in GRAVE]


@pytest.mark.parametrize("tag", TAGS)
def test_residents_in_every_language(checker: Page, town: Town, tag: str) -> None:
    """Every page: nothing serious in the way, nothing beyond the edge of a small phone or at 400 percent."""
    wrong = []
    for name in everywhere(checker, town, tag):
        wrong += [f"{tag} {name}: {what}" for what in barriers(checker)]
        for size in (ZOOMED, PHONE):
            checker.set_viewport_size(size)
            wrong += [f"{tag} {name} at {size['height']}: {what}" for what in too_wide(checker)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("tag", ["de", "de-simple", "ar"])
def test_the_dialogforum(checker: Page, town: Town, tag: str) -> None:
    """The pages around the day, in the longest words, the simplest ones and from right to left."""
    wrong = []
    for path in town.forum():
        checker.goto(f"/{tag}{path}")
        wrong += seen_twice(checker, f"{tag} {path}")
    assert not wrong, "\n".join(wrong)


def test_residents_in_the_dark(checker: Page, town: Town) -> None:
    checker.emulate_media(color_scheme="dark")
    wrong = [f"{name}: {what}" for name in everywhere(checker, town, "en") for what in barriers(checker)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", ["moderator", "manager", "translator", "admin", "assistant", "steering", "helper"])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_staff(browser: Browser, site: Site, town: Town, who: str, language: str) -> None:
    """Their pages on a desk and on a small phone: nothing serious in the way, nothing beyond the edge."""
    context = browser.new_context(viewport=DESK, bypass_csp=True, base_url=site.base)
    tab = context.new_page()
    sign_in(tab, town.speaking(who, language))
    wrong = []
    for path in [*staff_pages(town)[who], *(["/staff/components"] if who == "moderator" else [])]:
        tab.goto(path)
        wrong += seen_twice(tab, f"{language} {path}")
    if who == "assistant":
        for name in entry_for_somebody(tab, "de" if language == "ar" else "ar"):
            wrong += seen_twice(tab, f"{language} {name}")
    context.close()
    assert not wrong, "\n".join(wrong)


def seen_twice(tab: Page, name: str) -> list[str]:
    """What is wrong with a page at the size of a desk and at that of a small phone."""
    wrong = []
    for size in (PHONE, DESK):
        tab.set_viewport_size(size)
        wrong += [f"{name} at {size['width']}: {what}" for what in [*barriers(tab), *too_wide(tab)]]
    return wrong


def test_the_way_in(checker: Page, town: Town) -> None:
    wrong = []
    for path in ("/", "/4", "/n", "/staff/sign-in", "/staff/forgotten"):
        checker.goto(path)
        wrong += [f"{path}: {what}" for what in barriers(checker)]
    assert not wrong, "\n".join(wrong)
