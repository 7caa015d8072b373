"""Nothing runs out of a small window, codes keep their order, pages stay light, paper gets the card alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, Site, make_app
from tests.browser.places import staff_pages
from tests.browser.pseudo import write_catalogues
from tests.browser.town import Town, enter, everywhere, journey, press, sign_in
from tests.support.database import Store

# 1280 by 1024 pixels at 400 percent.
ZOOMED = {"width": 320, "height": 256}
MOST_BYTES = 30 * 1024
MOST_REQUESTS = 4


def too_wide(page: Page) -> list[str]:
    """What reaches beyond the window, if the page can be moved sideways."""
    found: list[str] = page.evaluate(
        """() => {
            const room = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= room) return [];
            const outside = one => {
                const box = one.getBoundingClientRect();
                return box.width > 1 && (box.right > room + 1 || box.left < -1);
            };
            return [...document.body.querySelectorAll("*")].filter(outside).slice(-3)
                .map(one => one.outerHTML.slice(0, 110)).concat("the page can be moved sideways");
        }"""
    )
    return found


def wide_pages(page: Page, town: Town, tag: str) -> list[str]:
    wrong = []
    for name in everywhere(page, town, tag):
        for size in (PHONE, ZOOMED):
            page.set_viewport_size(size)
            wrong += [f"{tag} {name} at {size['height']}: {what}" for what in too_wide(page)]
    return wrong


@pytest.fixture(scope="module")
def grown(_application: tuple[Flask, Store], site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same site with labels three times as long and a word of 28 letters in each."""
    folder: Path = tmp_path_factory.mktemp("pseudo")
    write_catalogues(folder, ("de", "ar"))
    url = site.app.config["SQLALCHEMY_DATABASE_URI"]
    served = Site(make_app(folder, _application[0], url, BABEL_TRANSLATION_DIRECTORIES=str(folder)))
    yield served
    served.stop()


@pytest.mark.parametrize("tag", ["de", "ar"])
def test_labels_may_grow(browser: Browser, grown: Site, town: Town, tag: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, base_url=grown.base)
    try:
        wrong = wide_pages(context.new_page(), town, tag)
    finally:
        context.close()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", ["moderator", "manager", "translator", "admin"])
def test_staff_pages_fit_a_phone(page: Page, town: Town, who: str) -> None:
    sign_in(page, town.people[who])
    wrong = []
    for path in staff_pages(town)[who]:
        page.goto(path)
        wrong += [f"{path}: {what}" for what in too_wide(page)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("tag", ["de", "ar", "fa"])
@pytest.mark.parametrize("width", [320, 1280])
def test_number_reads_from_left_to_right(page: Page, town: Town, tag: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    for _name in journey(page, tag):
        continue
    groups = page.locator("[data-tracking-code] span")
    boxes = [groups.nth(place).bounding_box() or {} for place in range(4)]
    lines = sorted({round(box["y"]) for box in boxes})
    in_order = sorted(range(4), key=lambda place: (round(boxes[place]["y"]), boxes[place]["x"]))
    assert in_order == [0, 1, 2, 3]
    assert len(lines) in (1, 2)
    code = page.locator("[data-tracking-code]").get_attribute("data-tracking-code")
    assert "".join(groups.all_inner_texts()) == code


def test_telephone_numbers_keep_their_order_in_persian(page: Page, town: Town) -> None:
    page.goto("/fa/contribute/?action_field=4")
    page.locator("textarea[name=text]").fill("شمارهٔ من 0171 234 5678 است، لطفاً زنگ بزنید.")
    press(page, "next")
    press(page, "next")
    places = page.evaluate(
        """() => {
            const number = document.querySelector("mark bdi").firstChild;
            return ["0171", "234", "5678"].map(group => {
                const range = document.createRange();
                const start = number.data.indexOf(group);
                range.setStart(number, start);
                range.setEnd(number, start + group.length);
                return range.getBoundingClientRect().left;
            });
        }"""
    )
    assert places == sorted(places)
    press(page, "send")
    code = page.locator("[data-tracking-code]").get_attribute("data-tracking-code") or ""
    enter(page, "fa", code)
    assert page.locator("[data-original] bdi[dir=ltr]").inner_text() == "0171 234 5678"


def test_references_and_addresses_are_isolated_in_arabic(page: Page, town: Town) -> None:
    enter(page, "ar", town.cases["answered"].code)
    page.goto(f"/ar/contributions/{town.cases['answered'].reference}")
    found = page.locator("[data-reference]").all()
    assert found
    for one in found:
        assert (
            one.evaluate("one => getComputedStyle(one).direction + getComputedStyle(one).unicodeBidi") == "ltrisolate"
        )
    # The browser keeps nothing of the number that opened the case, nor of an address.
    assert page.context.cookies() == []
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0


def test_printed_confirmation_is_the_card_alone(page: Page, town: Town) -> None:
    for _name in journey(page, "ar"):
        continue
    page.emulate_media(media="print")
    assert page.locator(".code-card").is_visible()
    assert page.locator("[data-tracking-code]").is_visible()
    for selector in ("header", "footer", "h1", "main section:not(.code-card)", "form button"):
        for one in page.locator(selector).all():
            assert not one.is_visible(), selector


def test_pages_are_light_and_ask_nobody_else(browser: Browser, site: Site, town: Town) -> None:
    tag, heavy = "ar", []
    for path in town.addresses():
        # A new context for each page: nothing is kept from the page before.
        context = browser.new_context(viewport=PHONE, java_script_enabled=False, base_url=site.base)
        tab = context.new_page()
        asked: list[str] = []
        answers = []
        tab.on("request", lambda request, asked=asked: asked.append(request.url))
        tab.on("response", lambda response, answers=answers: answers.append(response))
        tab.goto(f"/{tag}{path}", wait_until="networkidle")
        sizes = [response.request.sizes() for response in answers]
        total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
        assert all(url.startswith(site.base) for url in asked), asked
        if total > MOST_BYTES or len(asked) > MOST_REQUESTS:
            heavy.append(f"{path}: {total} bytes, {len(asked)} requests")
        assert context.cookies() == []
        context.close()
    assert not heavy, "\n".join(heavy)


def test_nothing_is_stored_in_the_browser(browser: Browser, site: Site, town: Town) -> None:
    context = browser.new_context(viewport=PHONE, base_url=site.base)
    tab = context.new_page()
    for _name in everywhere(tab, town, "ar"):
        assert context.cookies() == []
        stored = tab.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length")
        assert stored == 0
        assert tab.evaluate("indexedDB.databases()") == []
    context.close()
