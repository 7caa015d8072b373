"""Commissioner and network without scripts and without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.test_journey import step_of, tab_to
from tests.browser.town import Town, enter, sign_in


def release(page: Page, reference: str) -> None:
    """Fill in and release with Tab, Space, arrows and Enter."""
    page.goto(f"/staff/moderation/{reference}")
    tab_to(page, "[name=german]")
    page.keyboard.insert_text("Wir brauchen einen Raum für Kinder.")
    tab_to(page, "input[name=fields][value='4']")
    page.keyboard.press("Space")
    tab_to(page, "input[name=primary]")
    for _turn in range(3):
        page.keyboard.press("ArrowDown")
    tab_to(page, "input[name=title]")
    page.keyboard.insert_text("Ein Raum für Kinder")
    tab_to(page, "button[name=public][value=yes]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_url(lambda url: reference not in url)


def answer(page: Page, reference: str) -> None:
    """Write and publish in the same way."""
    page.goto(f"/staff/network/{reference}")
    tab_to(page, "form[action*='/draft'] textarea[name=text]")
    page.keyboard.insert_text("Der Raum kommt im Mai.")
    tab_to(page, "input[name=outcome]")
    page.keyboard.press("Space")
    tab_to(page, "button[formaction*='/publish']")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_release_and_answer_by_keyboard(page: Page, town: Town) -> None:
    case = town.world.submit()
    sign_in(page, town.people["colleague"])
    release(page, case.reference)
    enter(page, "ar", case.code)
    assert step_of(page) == "with-network"

    page.context.clear_cookies()
    sign_in(page, town.people["manager"])
    answer(page, case.reference)
    enter(page, "ar", case.code)
    assert step_of(page) == "answered"
    assert "Der Raum kommt im Mai." in page.locator("main").inner_text()


def test_a_mistake_keeps_the_words_and_names_the_field(page: Page, town: Town) -> None:
    case = town.world.submit()
    sign_in(page, town.people["reader"])
    page.goto(f"/staff/moderation/{case.reference}")
    page.locator("[name=german]").fill("Ein Raum für Kinder.")
    # The Enter key in a field presses no other button that stands above: it asks who may read the text.
    page.locator("form[action$='/release'] input[name=title]").press("Enter")
    assert page.locator(".error-summary a").count() >= 1
    assert page.locator("form[action$='/release'] [name=german]").input_value() == "Ein Raum für Kinder."


def test_ten_cases_decided_by_keyboard(page: Page, town: Town) -> None:
    cases = [town.world.submit(f"Text {number}", "en") for number in range(10)]
    sign_in(page, town.people["colleague"])
    for case in cases:
        release(page, case.reference)
    page.context.clear_cookies()
    for case in cases:
        enter(page, "en", case.code)
        assert step_of(page) == "with-network"


def test_an_assistant_enters_for_somebody_by_keyboard(page: Page, town: Town) -> None:
    sign_in(page, town.people["assistant"])
    write_for_somebody(page)
    assert page.locator("html").get_attribute("dir") == "rtl"
    enter_on(page, "main button[name=send]")
    code = page.locator("[data-tracking-code]").get_attribute("data-tracking-code")
    enter_on(page, "button[name=wipe]")
    enter_on(page, "button[name=sure]")
    assert "غرفة" not in page.content()
    # The way back is closed: the browser kept no page, and would have to ask for it again.
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()
    assert code is not None
    # The browser's own page that says so may still be on its way: looked at until it stands.
    expect(page.locator("body.neterror")).to_be_attached()
    expect(page.locator("body")).not_to_contain_text(code)
    page.context.clear_cookies()
    enter(page, "ar", code)
    assert step_of(page) == "received"


def write_for_somebody(page: Page) -> None:
    """From the first page of the entry to the last look of the person."""
    page.goto("/staff/assisted/")
    tab_to(page, "select[name=spoken]")
    page.keyboard.type("Arabic")
    enter_on(page, "main button[name=next]")
    enter_on(page, "main button[name=next]")
    tab_to(page, "textarea[name=text]")
    page.keyboard.insert_text("نحتاج إلى غرفة للأطفال.")
    tab_to(page, "input[name=words]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "input[name=fields][value='4']")
    page.keyboard.press("Space")
    enter_on(page, "main button[name=next]")


def enter_on(page: Page, selector: str) -> None:
    """Reach a button with Tab and press it with Enter."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")
