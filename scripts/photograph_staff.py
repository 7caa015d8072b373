"""Pictures of everything staff see: each role signs in once, then its pages are taken in each language and width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pyotp
from playwright.sync_api import Browser, Page

if TYPE_CHECKING:
    from photograph import Camera

# One example account for each kind of work.
MODERATOR = "beauftragte1@rheine.example"
MANAGER = "fachperson4@rheine.example"
MEMBER = "mitglied4@rheine.example"
TRANSLATOR = "uebersetzung@rheine.example"
ADMIN = "verwaltung@rheine.example"
ASSISTANT = "buecherei@rheine.example"
# The interface of staff exists in these.
STAFF_TAGS = ("de", "en", "ar")
# Last part of an address, and the tab's name in the picture.
TABS = ("returned", "handed-back", "objections", "decided")

Shots = Callable[[Page, "Camera", str], None]


def run(browser: Browser, camera: Camera) -> None:
    """Everybody's pages."""
    for tag in _tags(camera):
        for width in camera.widths:
            context = browser.new_context(
                viewport={"width": width, "height": 800}, java_script_enabled=False, locale=tag
            )
            way_in(context.new_page(), camera, f"{tag}-{width}")
            context.close()
    for email, prepare, shots in (
        (MODERATOR, decide_some, moderator),
        (MANAGER, write_some, manager),
        (MEMBER, None, member),
        (TRANSLATOR, None, translator),
        (ADMIN, None, admin),
        (ASSISTANT, None, assistant),
    ):
        person(browser, camera, email, prepare, shots)


def _tags(camera: Camera) -> list[str]:
    return [tag for tag in camera.tags if tag in STAFF_TAGS]


def person(
    browser: Browser, camera: Camera, email: str, prepare: Callable[[Page, Camera], None] | None, shots: Shots
) -> None:
    """One sign-in for all languages and widths: a one-time code works once."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, camera, email)
    if prepare is not None:
        prepare(page, camera)
    for column in columns(page, camera):
        shots(page, camera, column)
    context.close()
    print(f"→ Staff, {email}: done", flush=True)


def columns(page: Page, camera: Camera) -> Iterator[str]:
    """Sets the account's language and the window's width, one after the other."""
    for tag in _tags(camera):
        page.goto(f"{camera.base}/staff/account")
        page.locator("select[name=language]").select_option(tag)
        page.locator("form:has(select[name=language]) button").click()
        for width in camera.widths:
            page.set_viewport_size({"width": width, "height": 800})
            yield f"{tag}-{width}"


def way_in(page: Page, camera: Camera, column: str) -> None:
    """The pages before the sign-in."""
    camera.open(page, "/staff/sign-in", "staff-sign-in", column)
    page.locator("input[name=email]").fill("niemand@rheine.example")
    page.locator("input[name=password]").fill("falsch")
    page.locator("main form:has(input[name=password]) button").last.click()
    camera.take(page, "staff-sign-in-error", column)
    camera.open(page, "/staff/forgotten", "staff-forgotten", column)
    secret(page, camera, "beauftragte3@rheine.example")
    camera.take(page, "staff-sign-in-code", column)


def secret(page: Page, camera: Camera, email: str) -> str:
    """Enter address and password; the secret of the second factor."""
    one = next(one for one in camera.read("demo-accounts.json") if one["email"] == email)
    page.goto(f"{camera.base}/staff/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(one["password"])
    page.locator("main form:has(input[name=password]) button").last.click()
    return str(one["totp_secret"])


def sign_in(page: Page, camera: Camera, email: str) -> None:
    """Both factors; arrives at the desk."""
    page.set_viewport_size({"width": 1280, "height": 800})
    code = pyotp.TOTP(secret(page, camera, email)).now()
    page.locator("input[name=code]").fill(code)
    page.locator("main form:has(input[name=code]) button").last.click()


def follow(page: Page, camera: Camera, selector: str, name: str, column: str) -> bool:
    """Open the first link that fits and photograph where it leads; False when there is none."""
    link = page.locator(selector)
    if not link.count():
        camera.troubles.append(f"{column} {name}: no link {selector}")
        return False
    page.goto(camera.base + str(link.first.get_attribute("href")))
    camera.take(page, name, column)
    return True


def send(page: Page, action: str) -> None:
    """Press the last button of the form whose address ends so."""
    form = page.locator(f"form[action$='{action}']").first
    page.locator(f"details:has(form[action$='{action}']):not([open]) > summary").evaluate_all(
        "all => all.forEach(one => one.click())"
    )
    form.locator("button").last.click()


# ---------------------------------------------------------------- commissioners


def waiting(page: Page, camera: Camera) -> list[str]:
    """Addresses of the cases in the queue."""
    page.goto(f"{camera.base}/staff/moderation/")
    links = page.locator("main table a[href^='/staff/moderation/']")
    return [str(link.get_attribute("href")) for link in links.all()]


def decide_some(page: Page, camera: Camera) -> None:
    """One question to an author and one refusal, so that these lists have something to show."""
    cases = waiting(page, camera)
    if len(cases) < 3:
        camera.troubles.append("the queue holds too little to show")
        return
    page.goto(camera.base + cases[-1])
    page.locator("[name=message]").first.fill("Wo genau ist das?", force=True)
    send(page, "/return")


def moderator(page: Page, camera: Camera, column: str) -> None:
    """Queue, cases, decisions, routing."""
    camera.open(page, "/staff/", "staff-desk-moderator", column)
    camera.open(page, "/staff/moderation/", "staff-queue", column)
    for tab in TABS:
        camera.open(page, f"/staff/moderation/{tab}", f"staff-queue-{tab}", column)
    cases = waiting(page, camera)
    if cases:
        camera.open(page, cases[0], "staff-case-waiting", column)
        send(page, "/release")
        camera.take(page, "staff-case-error", column)
        camera.open(page, f"{cases[0]}/contact", "staff-case-contact", column)
    for name, decision in (("released", "release"), ("refused", "refuse"), ("merged", "merge")):
        camera.open(page, f"/staff/moderation/{camera.example(decision)['reference']}", f"staff-case-{name}", column)
    page.goto(f"{camera.base}/staff/moderation/objections")
    if page.locator("main a[href*='/objections/']").count():
        follow(page, camera, "main a[href*='/objections/']", "staff-objection", column)
    camera.open(page, "/staff/routing/", "staff-routing", column)
    released = camera.example("release", answered=False)
    camera.open(page, f"/staff/routing/{released['reference']}", "staff-routing-case", column)
    camera.open(page, "/staff/account", "staff-account", column)
    camera.open(page, "/staff/account/password", "staff-account-password", column)
    camera.open(page, "/staff/components", "staff-components", column)
    camera.open(page, "/staff/nowhere", "staff-not-found", column)


# ---------------------------------------------------------------- networks


def new_case(page: Page, camera: Camera, group: str) -> str | None:
    """Address of the first case of a group on the network's desk."""
    page.goto(f"{camera.base}/staff/network/")
    link = page.locator(f"#{group} a[href*='/staff/network/']")
    return str(link.first.get_attribute("href")) if link.count() else None


def write_some(page: Page, camera: Camera) -> None:
    """A draft, so that the composer is not empty everywhere."""
    case = new_case(page, camera, "desk_new")
    if case is None:
        return
    page.goto(camera.base + case)
    page.locator("[name=text]").first.fill("Wir haben mit der Stadt gesprochen. Der Raum kommt im Mai.")
    page.locator("form[action*='/draft'] button").first.click()


def manager(page: Page, camera: Camera, column: str) -> None:
    """The network's desk, a case with the composer, an answered case."""
    camera.open(page, "/staff/", "staff-desk-manager", column)
    camera.open(page, "/staff/network/", "staff-network", column)
    for group in ("new", "in_work", "ready", "answered"):
        case = new_case(page, camera, f"desk_{group}")
        if case is not None:
            camera.open(page, case, f"staff-network-case-{group.replace('_', '-')}", column)
            if group == "new":
                page.locator("form[action*='/draft'] button").last.click()
                camera.take(page, "staff-network-case-error", column)


def member(page: Page, camera: Camera, column: str) -> None:
    """The same without the manager's rights."""
    camera.open(page, "/staff/network/", "staff-network-member", column)
    case = new_case(page, camera, "desk_new") or new_case(page, camera, "desk_in_work")
    if case is not None:
        camera.open(page, case, "staff-network-case-member", column)


# ---------------------------------------------------------------- the others


def translator(page: Page, camera: Camera, column: str) -> None:
    """What waits, and the editor."""
    camera.open(page, "/staff/", "staff-desk-translator", column)
    camera.open(page, "/staff/translating/", "staff-translating", column)
    follow(page, camera, "main a[href*='/staff/translating/']", "staff-translating-editor", column)


def admin(page: Page, camera: Camera, column: str) -> None:
    """People, seats, mail."""
    camera.open(page, "/staff/", "staff-desk-admin", column)
    camera.open(page, "/staff/people/", "staff-people", column)
    follow(page, camera, "main a[href^='/staff/people/']:not([href$='new'])", "staff-person", column)
    camera.open(page, "/staff/people/new", "staff-person-new", column)
    camera.open(page, "/staff/networks/", "staff-networks", column)
    follow(page, camera, "main a[href^='/staff/networks/']", "staff-seats", column)
    camera.open(page, "/staff/mail", "staff-mail", column)


def assistant(page: Page, camera: Camera, column: str) -> None:
    """A role without a list of its own yet, and a page it may not open."""
    camera.open(page, "/staff/", "staff-desk-empty", column)
    camera.open(page, "/staff/moderation/", "staff-not-allowed", column)
