"""The whole sentence, page by page: she writes, a commissioner releases, the network answers, she reads it."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

from app.core import clock
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import ARABIC, GERMAN
from tests.support.journey import code_on, reference_on, send, to_check
from tests.support.page import Page

ANSWER = "Der Raum kommt im Mai. Wir bauen den Keller um."
ARABIC_ANSWER = "ستكون الغرفة جاهزة في مايو. سنجدد القبو."
FRENCH = "Il manque une salle pour les enfants."


def contribute(client: PageClient, lang: str, text: str, **more: str) -> tuple[str, str]:
    """A resident walks the journey; her code and the public reference."""
    page = send(client, to_check(client, lang, text, **more))
    return code_on(page), reference_on(page)


def open_case(client: PageClient, lang: str, code: str) -> Page:
    """The page that the number opens."""
    return client.submit(client.get(f"/{lang}/code/").form("code").fill(code=code))


def step(page: Page) -> str:
    return page.one("[data-step]").attrs["data-step"]


def release(browser: PageClient, reference: str, **words: str) -> Page:
    """The commissioner opens the next case and releases it for field 4."""
    browser.submit(browser.get("/staff/moderation/").form(action=f"/{reference}/read"))
    form = browser.get(f"/staff/moderation/{reference}").form(action="/release")
    filled = {"fields": ["4"], "primary": "4", "public": "yes", "title": "Ein Raum für Kinder", **words}
    return browser.submit(form.fill(**filled))


def publish(browser: PageClient, reference: str, text: str = ANSWER) -> Page:
    """A manager takes the case on, writes and publishes."""
    browser.submit(browser.get(f"/staff/network/{reference}").form(action="/acknowledge"))
    form = browser.get(f"/staff/network/{reference}").form("outcome")
    form.fill(text=text, outcome="adopted", next_step="Umbau im April.")
    return browser.post(f"/staff/network/{reference}/publish{_query(form.action)}", form.values)


def translate(browser: PageClient) -> Page:
    """The translator takes the Arabic words of the answer from the list of what waits."""
    links = [link.attrs["href"] for link in browser.get("/staff/translating/").all("main a[href*='/answer/']")]
    form = browser.get(next(link for link in links if link.endswith("/ar"))).form("text")
    return browser.submit(form.fill(text=ARABIC_ANSWER, next_step="سيبدأ العمل في أبريل."))


def _query(address: str) -> str:
    query = urlsplit(address).query
    return f"?{query}" if query else ""


def to_whom(mails: list[EmailMessage]) -> set[str]:
    return {str(mail["To"]) for mail in mails}


def words(mail: EmailMessage) -> str:
    return f"{mail['Subject']}\n{mail.get_content()}"


def test_from_her_text_to_the_answer_in_her_language(world: World, client: PageClient) -> None:
    commissioner = world.person(Role.MODERATOR, language="de")
    first = world.person(Role.NETWORK_MANAGER, email="first@staff.example", network="hf-4")
    second = world.person(Role.NETWORK_MANAGER, email="second@staff.example", network="hf-4")
    other = world.person(Role.NETWORK_MANAGER, email="seven@staff.example", network="hf-7")
    translator = world.person(Role.TRANSLATOR)

    code, reference = contribute(client, "ar", ARABIC)
    release(world.browser(commissioner), reference, german=GERMAN)
    assert step(open_case(client, "ar", code)) == "with-network"

    mails = [mail for mail in world.post_round() if reference in words(mail)]
    assert to_whom(mails) == {first.email, second.email}
    assert not any(ARABIC in words(mail) or GERMAN in words(mail) or code in words(mail) for mail in mails)

    world.browser(other).get(f"/staff/network/{reference}", status=404)
    manager = world.browser(second)
    assert GERMAN in manager.get(f"/staff/network/{reference}").text
    publish(manager, reference)
    assert ANSWER in open_case(client, "ar", code).text

    translate(world.browser(translator))
    page = open_case(client, "ar", code)
    assert (step(page), page.one("html").attrs["dir"]) == ("answered", "rtl")
    assert ARABIC_ANSWER in page.text
    assert ANSWER in page.text, "the German original stays readable"
    public = client.get(f"/ar/contributions/{reference}").text
    assert ARABIC_ANSWER in public
    assert ARABIC in public
    assert client.cookies() == []


def test_refused_objected_and_heard(world: World, client: PageClient) -> None:
    one = world.person(Role.MODERATOR, email="one@staff.example")
    two = world.person(Role.MODERATOR, email="two@staff.example")
    code, reference = contribute(client, "en", "Everything here is bad, buy at my shop.")
    desk = world.browser(one)
    form = desk.get(f"/staff/moderation/{reference}").form(action="/refuse")
    desk.submit(form.fill(reason="advertising", statement="Das ist Werbung."))

    page = open_case(client, "en", code)
    assert step(page) == "refused"
    assert page.one("[data-reason]").attrs["data-reason"] == "advertising"
    assert "Das ist Werbung." in page.text
    client.get(f"/en/contributions/{reference}", status=404)
    form = page.form("reason").fill(reason="It is no shop. It is our club.")
    client.press(form, "act", "object")

    assert "Read the objection" in desk.get("/staff/moderation/objections").text
    colleague = world.browser(two)
    link = colleague.get("/staff/moderation/objections").one("main a[href*='/objections/']")
    form = colleague.get(link.attrs["href"]).form("upheld")
    colleague.submit(form.fill(upheld="yes", statement="Sie haben recht."))
    assert step(open_case(client, "en", code)) in {"received", "reading"}
    release(colleague, reference, german="Unser Verein sucht einen Raum.")
    assert step(open_case(client, "en", code)) == "with-network"


def test_who_refused_does_not_decide_the_objection(world: World, client: PageClient) -> None:
    one = world.person(Role.MODERATOR)
    code, reference = contribute(client, "de", "Kauft bei mir!")
    desk = world.browser(one)
    form = desk.get(f"/staff/moderation/{reference}").form(action="/refuse")
    desk.submit(form.fill(reason="advertising"))
    page = open_case(client, "de", code)
    client.press(page.form("reason").fill(reason="Das stimmt nicht."), "act", "object")
    link = desk.get("/staff/moderation/objections").one("main a[href*='/objections/']").attrs["href"]
    assert not desk.get(link).all("[name=upheld]")
    token = desk.get(link).one("input[name=csrf_token]").attrs["value"]
    desk.post(link, {"upheld": "no", "statement": "Nein.", "csrf_token": token}, status=403)


def test_two_languages_one_matter_one_answer_for_both(world: World, client: PageClient) -> None:
    commissioner = world.person(Role.MODERATOR)
    manager = world.person(Role.NETWORK_MANAGER, network="hf-4")
    code, main = contribute(client, "ar", ARABIC)
    other_code, same = contribute(client, "en", FRENCH)
    desk = world.browser(commissioner)
    release(desk, main, german=GERMAN)
    form = desk.get(f"/staff/moderation/{same}").form(action="/merge")
    desk.submit(form.fill(main=main))
    publish(world.browser(manager), main)
    pages = [open_case(client, "ar", code), open_case(client, "en", other_code)]
    assert all(ANSWER in page.text for page in pages)
    assert FRENCH in pages[1].text
    assert FRENCH not in pages[0].text
    assert client.get(f"/en/contributions/{main}").text.count("2 people said this.") == 1
    client.get(f"/en/contributions/{same}", status=404)


def test_handed_back_and_routed_to_the_better_place(world: World, client: PageClient) -> None:
    commissioner = world.person(Role.MODERATOR, email="m@staff.example")
    manager = world.person(Role.NETWORK_MANAGER, network="hf-4")
    better = world.person(Role.NETWORK_MANAGER, email="two@staff.example", network="hf-2")
    code, reference = contribute(client, "de", GERMAN)
    desk = world.browser(commissioner)
    release(desk, reference)
    world.post_round()

    four = world.browser(manager)
    form = four.get(f"/staff/network/{reference}").form("better_network")
    number = next(
        option.attrs["value"] for option in form.element.query("option") if option.to_text().strip().endswith("2")
    )
    four.submit(form.fill(reason="Das ist eine Frage der Schule.", better_network=number))
    assert commissioner.email in to_whom(world.post_round())
    assert "Das ist eine Frage der Schule." in desk.get("/staff/moderation/handed-back").text

    form = desk.get(f"/staff/routing/{reference}").form("networks")
    desk.submit(form.fill(networks=[number], lead=number, note="Die Schule weiß mehr."))
    assert to_whom(world.post_round()) == {better.email}
    four.get(f"/staff/network/{reference}", status=404)
    publish(world.browser(better), reference, "Wir öffnen den Schulhof.")
    assert "Wir öffnen den Schulhof." in open_case(client, "de", code).text


def test_mail_only_after_the_link_and_once_a_day(world: World, client: PageClient) -> None:
    commissioner = world.person(Role.MODERATOR)
    manager = world.person(Role.NETWORK_MANAGER, network="hf-4")
    code, reference = contribute(client, "ar", ARABIC, contact="nour@example.org")
    [asking] = world.post_round()
    assert asking["To"] == "nour@example.org"
    assert not any(secret in words(asking) for secret in (code, reference, ARABIC))
    address = urlsplit(next(word for word in words(asking).split() if "/contact/confirm" in word))
    client.submit(client.get(f"{address.path}?{address.query}").form("token"))

    desk = world.browser(commissioner)
    release(desk, reference, german=GERMAN)
    publish(world.browser(manager), reference)
    mine = [mail for mail in world.post_round() if mail["To"] == "nour@example.org"]
    assert len(mine) == 1, "released and answered on the same day: one mail"
    assert not any(secret in words(mine[0]) for secret in (code, reference, ARABIC, ANSWER))
    with clock.at(clock.now() + timedelta(days=1)):
        translator = world.person(Role.TRANSLATOR)
        translate(world.browser(translator))
        mine = [mail for mail in world.post_round() if mail["To"] == "nour@example.org"]
        assert len(mine) == 1, "a new day, something new again"


def test_no_mail_without_the_link(world: World, client: PageClient) -> None:
    commissioner = world.person(Role.MODERATOR)
    _code, reference = contribute(client, "de", GERMAN, contact="nour@example.org")
    world.post_round()
    release(world.browser(commissioner), reference)
    assert "nour@example.org" not in to_whom(world.post_round())
