"""Pictures of everything residents see: fixed pages, the journey with its errors, cases in many states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Browser, Page

if TYPE_CHECKING:
    from photograph import Camera

# Name of the picture and the address below the language.
PAGES = (
    ("home", "/"),
    ("list", "/contributions/"),
    ("list-found", "/contributions/?action_field=4&q=Spielplatz"),
    ("list-district", "/contributions/?district=schotthock"),
    ("list-nothing", "/contributions/?q=Quastenflosser"),
    ("concept", "/concept/"),
    ("fields", "/fields/"),
    ("field", "/fields/4/"),
    ("dialogforum", "/dialogforum/"),
    ("help", "/help"),
    ("rules", "/rules"),
    ("privacy", "/privacy"),
    ("imprint", "/imprint"),
    ("accessibility", "/accessibility"),
    ("barrier-report", "/accessibility/report"),
    ("code", "/code/"),
    ("not-found", "/nowhere"),
)
KEY_PAGES = tuple(row for row in PAGES if row[0] in {"home", "list", "field", "help", "rules", "privacy", "code"})
TEXT = {
    "de": "Im Stadtteil fehlt ein Raum, in dem sich Nachbarinnen und Nachbarn treffen können.\n\n"
    "Bitte rufen Sie mich an: 0171 2345678.",
    "ar": "في الحي لا يوجد مكان يلتقي فيه الجيران ويتعلمون اللغة معا.\n\nاتصلوا بي من فضلكم: 0171 2345678.",
}
AGAIN = {
    "de": "Auf dem Spielplatz an der Ems ist die Rutsche kaputt.",
    "ar": "الزحليقة في ملعب الأطفال مكسورة.",
}


def run(browser: Browser, camera: Camera) -> None:
    """Each language and width in a context of its own, as four visitors."""
    for tag in camera.tags:
        for width in camera.widths:
            context = browser.new_context(
                viewport={"width": width, "height": 800}, java_script_enabled=False, locale=tag[:2]
            )
            page = context.new_page()
            column = f"{tag}-{width}"
            fixed(page, camera, tag, column)
            journey(page, camera, tag, column)
            cases(page, camera, tag, column)
            context.close()
        print(f"→ Residents in {tag}: done", flush=True)


def every_language(browser: Browser, camera: Camera) -> None:
    """The key pages of residents in every language that has no pictures of its own, on a small phone."""
    page = browser.new_page(viewport={"width": 320, "height": 568}, java_script_enabled=False)
    page.goto(f"{camera.base}/de/")
    links = page.locator(".language-list a[hreflang]").all()
    tags = [tag for link in links if (tag := link.get_attribute("hreflang")) and tag not in camera.tags]
    page.close()
    for tag in tags:
        context = browser.new_context(viewport={"width": 320, "height": 568}, java_script_enabled=False)
        page, column = context.new_page(), f"{tag}-320"
        for name, path in KEY_PAGES:
            camera.open(page, f"/{tag}{path}", name, column)
        journey(page, camera, tag, column)
        cases(page, camera, tag, column)
        context.close()
        print(f"→ Key pages in {tag}: done", flush=True)


def fixed(page: Page, camera: Camera, tag: str, column: str) -> None:
    """Pages that everybody finds by links."""
    camera.open(page, "/", "entrance", column)
    camera.open(page, "/4", "languages-of-poster", column)
    for name, path in PAGES:
        camera.open(page, f"/{tag}{path}", name, column)
    answered = camera.example("release", answered=True)
    camera.open(page, f"/{tag}/contributions/{answered['reference']}", "contribution-answered", column)
    redacted = camera.example("redact")
    camera.open(page, f"/{tag}/contributions/{redacted['reference']}", "contribution-redacted", column)
    page.goto(f"{camera.base}/{tag}/fields/4/")
    measure = page.locator("main a[href*='/measures/']")
    if measure.count():
        measure.first.click()
        camera.take(page, "measure", column)


def press(page: Page, name: str) -> None:
    """Press the visible button of a resident's form that bears this name."""
    page.locator(f"main button[name={name}]").first.click()
    page.wait_for_load_state()


def journey(page: Page, camera: Camera, tag: str, column: str) -> None:
    """From the first question to the number, with every error on the way."""
    camera.open(page, f"/{tag}/contribute/", "step-1-field", column)
    page.locator("input[name=action_field][value='1']").check(force=True)
    press(page, "next")
    camera.take(page, "step-2-text", column)
    press(page, "next")
    camera.take(page, "step-2-text-error", column)
    page.locator("textarea[name=text]").fill(TEXT.get(tag, TEXT["de"]))
    page.locator("select[name=district]").select_option(index=2)
    press(page, "next")
    camera.take(page, "step-3-contact", column)
    page.locator("input[name=contact_wanted][value=yes]").check(force=True)
    page.locator("input[name=contact]").fill("nora.at.example")
    press(page, "next")
    camera.take(page, "step-3-contact-error", column)
    page.locator("input[name=contact]").fill("nora@example.org")
    press(page, "next")
    camera.take(page, "step-4-check", column)
    press(page, "send")
    sent(page, camera, tag, column)
    second(page, camera, tag)
    page.goto(f"{camera.base}/{tag}/help")
    page.locator("form[action$='/leave'] button").first.click()
    camera.take(page, "left", column)


def sent(page: Page, camera: Camera, tag: str, column: str) -> None:
    """The number, on the screen and on paper, and the case it opens."""
    camera.take(page, "step-5-number", column)
    page.emulate_media(media="print")
    camera.take(page, "step-5-number-on-paper", column)
    page.emulate_media(media="screen")
    code = page.locator("[data-tracking-code]").first.get_attribute("data-tracking-code") or ""
    enter(page, camera, tag, code)
    camera.take(page, "case-received", column)
    withdraw = page.locator("main button[value=withdraw]")
    if withdraw.count():
        withdraw.first.click()
        camera.take(page, "case-withdraw", column)


def second(page: Page, camera: Camera, tag: str) -> None:
    """Another contribution, so that the commissioners have something to decide about."""
    page.goto(f"{camera.base}/{tag}/contribute/?action_field=4&entry=poster")
    page.locator("textarea[name=text]").fill(AGAIN.get(tag, AGAIN["de"]))
    for name in ("next", "next", "send"):
        press(page, name)


def enter(page: Page, camera: Camera, tag: str, code: str) -> None:
    """Open a case with its number."""
    page.goto(f"{camera.base}/{tag}/code/")
    page.locator("input[name=code]").fill(code)
    page.locator("main form:has(input[name=code]) button:not([name])").last.click()
    page.wait_for_load_state()


def cases(page: Page, camera: Camera, tag: str, column: str) -> None:
    """Cases of the example data in the states that they are in."""
    enter(page, camera, tag, "4821 0937 5526 1040")
    camera.take(page, "code-error", column)
    states = {
        "case-answered": camera.example("release", answered=True),
        "case-with-network": camera.example("release", answered=False),
        "case-redacted": camera.example("redact"),
        "case-merged": camera.example("merge"),
        "case-referred": camera.example("refer"),
        "case-refused": camera.example("refuse"),
    }
    for name, one in states.items():
        enter(page, camera, tag, one["code"])
        camera.take(page, name, column)
