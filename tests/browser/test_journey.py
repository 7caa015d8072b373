"""A resident on a small phone without scripts: from her text to her case, by touch and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.town import TAGS, Town, enter, press

TEXTS = {
    "de": "Im Haus fehlt ein Raum für Kinder.",
    "de-simple": "Wir brauchen einen Raum. Der Raum ist für Kinder.",
    "en": "The house needs a room for children.",
    "uk": "У будинку бракує кімнати для дітей.",
    "ar": "نحتاج إلى غرفة للأطفال في البيت.\nفي القبو مثلا.",
    "ro": "În casă lipsește o cameră pentru copii.",
    "tr": "Evde çocuklar için bir oda eksik.",
    "ru": "В доме не хватает комнаты для детей.",
    "pl": "W domu brakuje pokoju dla dzieci.",
    "fa": "در خانه اتاقی برای بچه‌ها کم است.\nمثلاً در زیرزمین.",
    "bg": "В къщата липсва стая за децата.",
    "pt": "Falta na casa uma sala para as crianças.",
    "sq": "Në shtëpi mungon një dhomë për fëmijët.",
    "fr": "Il manque une salle pour les enfants.",
    "kmr": "Li malê odeyek ji bo zarokan kêm e.",
}


def code_of(page: Page) -> str:
    return page.locator("[data-tracking-code]").get_attribute("data-tracking-code") or ""


def step_of(page: Page) -> str | None:
    return page.locator("[data-step]").get_attribute("data-step")


@pytest.mark.parametrize("tag", TAGS)
def test_whole_journey_without_scripts(page: Page, phone: BrowserContext, town: Town, tag: str) -> None:
    page.goto(f"/{tag}/")
    page.locator(f"main a[href='/{tag}/contribute/']").click()
    page.locator("label:has(input[name=action_field][value='4'])").click()
    press(page, "next")
    page.locator("textarea[name=text]").fill(TEXTS[tag])
    press(page, "next")
    press(page, "next")
    assert TEXTS[tag].split("\n")[0] in page.locator("main").inner_text()
    press(page, "send")
    code = code_of(page)
    assert len(code) == 16
    reference = page.locator("[data-reference]").first.get_attribute("data-reference")
    page.locator(f"main a[href='/{tag}/code/']").first.click()
    page.locator("input[name=code]").fill(" ".join(code[place : place + 4] for place in range(0, 16, 4)))
    page.keyboard.press("Enter")
    assert step_of(page) == "received"
    assert TEXTS[tag].split("\n")[0] in page.locator("[data-original]").inner_text()
    assert reference
    assert phone.cookies() == []


def test_reloaded_it_stays_one(page: Page, town: Town) -> None:
    page.goto("/en/contribute/?action_field=2")
    page.locator("textarea[name=text]").fill(TEXTS["en"])
    press(page, "next")
    press(page, "next")
    press(page, "send")
    code = code_of(page)
    for _again in range(2):
        page.reload()
        assert code_of(page) == code


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "en"])
def test_language_switch_inside_the_form_keeps_every_word(page: Page, town: Town, tag: str) -> None:
    page.goto("/en/contribute/?action_field=3")
    page.locator("textarea[name=text]").fill(TEXTS["ar"])
    page.locator("select[name=district]").select_option(index=2)
    chosen = page.locator("select[name=district]").input_value()
    page.locator("input[name=offer]").check()
    page.locator("header details summary").click()
    page.locator(f"header button[name=switch_language][value='{tag}']").click()
    assert page.locator("html").get_attribute("lang") == tag
    assert page.locator("textarea[name=text]").input_value() == TEXTS["ar"]
    assert page.locator("select[name=district]").input_value() == chosen
    assert page.locator("input[name=offer]").is_checked()
    press(page, "next")
    press(page, "next")
    assert TEXTS["ar"].split("\n")[0] in page.locator("main").inner_text()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _turn in range(60):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"{selector} cannot be reached with the Tab key")


@pytest.mark.parametrize("tag", ["ar", "fa"])
def test_keyboard_alone_from_right_to_left(page: Page, town: Town, tag: str) -> None:
    page.goto(f"/{tag}/contribute/")
    tab_to(page, "input[name=action_field]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    tab_to(page, "textarea[name=text]")
    page.keyboard.insert_text(TEXTS[tag])
    tab_to(page, "main button[name=next]")
    page.keyboard.press("Enter")
    tab_to(page, "input[name=contact_wanted]")
    tab_to(page, "input[name=contact]")
    page.keyboard.press("Enter")
    tab_to(page, "main button[name=send]")
    page.keyboard.press("Enter")
    code = code_of(page)
    tab_to(page, f"main a[href='/{tag}/code/']")
    page.keyboard.press("Enter")
    tab_to(page, "input[name=code]")
    page.keyboard.insert_text(code)
    page.keyboard.press("Enter")
    assert step_of(page) == "received"


def test_focus_can_be_seen_everywhere_in_the_form(page: Page, town: Town) -> None:
    page.goto("/ar/contribute/?action_field=4")
    for _turn in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
                let one = document.activeElement;
                for (; one && one !== document.body; one = one.parentElement)
                    if (getComputedStyle(one).outlineStyle !== "none") return true;
                return document.activeElement === document.body;
            }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")[:120]


@pytest.mark.parametrize("name", ["with-network", "answered", "returned", "refused", "merged"])
def test_each_state_has_its_sentence(page: Page, town: Town, name: str) -> None:
    enter(page, "ar", town.cases[name].code)
    assert step_of(page) in {name, "answered" if name == "merged" else name}
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_leaving_clears_and_says_nothing(page: Page, town: Town) -> None:
    enter(page, "ar", town.cases["answered"].code)
    with page.expect_response("**/leave") as answer:
        page.locator("form[action$='/leave'] button").first.click()
    assert "cache" in (answer.value.header_value("clear-site-data") or "")
    assert town.cases["answered"].reference not in page.content()
