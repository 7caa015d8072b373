"""A dead line while a host types: the note stays on the page, and the same button stores it once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.permissions import Role
from tests.browser.conftest import PHONE, Site
from tests.browser.town import Town, sign_in
from tests.support.tables import round_with_tables, url

WORDS = "Нам потрібна дитяча кімната в будинку, бо взимку дітям ніде гратися."


@pytest.fixture
def tab(browser: Browser, site: Site) -> Iterator[Page]:
    """A telephone whose browser runs scripts."""
    context = browser.new_context(viewport=PHONE, base_url=site.base)
    context.set_default_timeout(6_000)
    yield context.new_page()
    context.close()


def test_a_note_waits_on_the_page_for_the_line(tab: Page, town: Town) -> None:
    table = round_with_tables(town.world)[4]
    sign_in(tab, town.world.person(Role.EVENT_STAFF, email="table@staff.example"))
    tab.goto(url(table))
    tab.locator("#note-form textarea").fill(WORDS)
    tab.context.set_offline(True)
    tab.locator("#note-form button").first.click()
    expect(tab.locator("#line-dead")).to_be_visible()
    assert tab.locator("#note-form textarea").input_value() == WORDS
    tab.context.set_offline(False)
    with tab.expect_navigation():
        tab.locator("#note-form button").first.click()
    expect(tab.locator(".desk-row", has_text=WORDS)).to_have_count(1)
    assert tab.locator("#note-form textarea").input_value() == ""
