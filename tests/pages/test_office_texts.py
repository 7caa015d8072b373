"""Settings and sentences of the office on residents' pages: shown at once, by language, empty means the default."""

from __future__ import annotations

import pytest
from flask import Flask

from app.core import standing
from app.moderation import actions as moderation
from app.moderation.rules import ReasonCode
from app.permissions import Role
from tests.support import office
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.staff import hire, sign_in

PROVIDER = "/staff/admin/settings/provider"


@pytest.fixture
def admin(app: Flask, client: PageClient, world: World) -> PageClient:
    """A browser of the administration; the other one is a resident's."""
    browser = PageClient(app)
    sign_in(browser, hire(world, Role.ADMIN))
    return browser


def test_residents_see_a_change_at_once(client: PageClient, admin: PageClient) -> None:
    assert "05971 1234" not in client.get("/de/help").text
    office.edit(admin, PROVIDER, phone="05971 1234", hours__de="Mo–Fr 9–12 Uhr", hours__ar="الإثنين إلى الجمعة")
    assert "05971 1234 · Mo–Fr 9–12 Uhr" in client.get("/de/help").text
    assert "الإثنين إلى الجمعة" in client.get("/ar/help").text
    assert "Mo–Fr 9–12 Uhr" in client.get("/pl/help").text, "what is not translated is read in German"


def test_the_imprint_says_what_the_office_wrote(client: PageClient, admin: PageClient) -> None:
    office.edit(admin, PROVIDER, address="Klosterstraße 14\n48431 Rheine", email="forum@rheine.example")
    office.edit(admin, PROVIDER, imprint__de="Vertreten durch den Bürgermeister.", privacy_officer__de="Frau Muster")
    page = client.get("/tr/imprint")
    assert "Klosterstraße 14 48431 Rheine" in page.text
    assert page.one("main .wording__text").attrs["lang"] == "de"
    assert "still has to fill in" not in client.get("/en/imprint").text
    assert "Frau Muster" in client.get("/en/privacy").text


def test_a_changed_german_text_takes_its_translations_out(client: PageClient, admin: PageClient, world: World) -> None:
    office.edit(admin, PROVIDER, phone="1", hours__de="Montag", hours__fr="Lundi", hours__tr="Pazartesi")
    page = office.edit(admin, PROVIDER, hours__de="Dienstag", hours__fr="Mardi")
    assert "Dienstag" in client.get("/tr/help").text
    assert "Mardi" in client.get("/fr/help").text
    assert office.sheet(world, "settings", "provider")["hours"] == {"de": "Dienstag", "fr": "Mardi"}
    assert "Translations are missing" in page.text
    back = next(form for form in page.all("form") if "/back/" in form.attrs["action"])
    admin.submit(page.form(action=back.attrs["action"]))
    hours = office.sheet(world, "settings", "provider")["hours"]
    assert hours == {"de": "Montag", "fr": "Lundi", "tr": "Pazartesi"}


def test_a_small_correction_keeps_the_translations(client: PageClient, admin: PageClient) -> None:
    office.edit(admin, PROVIDER, phone="1", hours__de="Montags", hours__tr="Pazartesi")
    office.edit(admin, PROVIDER, hours__de="Montags.", keep="y")
    assert "Pazartesi" in client.get("/tr/help").text


def test_german_comes_first(admin: PageClient, world: World) -> None:
    page = office.edit(admin, PROVIDER, 422, hours__tr="Pazartesi")
    assert "Please write it in German first." in page.text
    assert page.one("#hours-tr").to_text().strip() == "Pazartesi"
    assert office.sheet(world, "settings", "provider")["hours"] == {}


def refused(client: PageClient, world: World, lang: str, number: int = 1) -> str:
    """What the author of a refused text reads as the reason."""
    case = world.submit("Kaufen Sie billige Lampen bei uns im Laden.", "de")
    world.decide(
        case,
        hire(world, Role.MODERATOR, email=f"{lang}{number}@staff.example"),
        moderation.refuse,
        reason=ReasonCode.ADVERTISING,
    )
    page = client.submit(client.get(f"/{lang}/code/").form("code").fill(code=case.code))
    return str(page.one("[data-reason]").to_text())


def test_authors_read_the_sentence_of_the_office(client: PageClient, admin: PageClient, world: World) -> None:
    own = "Werbung gehört nicht hierher."
    office.edit(admin, "/staff/admin/reasons/advertising", text__de=own)
    assert refused(client, world, "de") == own
    assert refused(client, world, "en") == "It advertises something or a party.", "no translation: the site's own words"
    assert "Own sentence" in admin.get("/staff/admin/reasons/").text
    office.edit(admin, "/staff/admin/reasons/advertising", text__de="")
    assert refused(client, world, "de", 2) != own


def test_a_database_that_cannot_be_read_leaves_the_installations_own_words(
    app: Flask, admin: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.edit(admin, PROVIDER, city="Musterstadt")
    with app.app_context():
        assert standing.now().value("city", "Rheine") == "Musterstadt"
        app.extensions.pop(standing.PLACE)
        monkeypatch.setattr(standing, "_read", broken)
        assert standing.now().value("city", "Rheine") == "Rheine"


def test_another_process_reads_a_change_at_once(app: Flask, admin: PageClient, client: PageClient) -> None:
    office.edit(admin, PROVIDER, phone="05971 1")
    client.get("/de/help")
    kept = app.extensions[standing.PLACE]
    office.edit(admin, PROVIDER, phone="05971 2")
    # What the other process still holds.
    app.extensions[standing.PLACE] = kept
    assert "05971 2" in client.get("/de/help").text


def broken() -> standing.Standing:
    """The database is away."""
    raise standing.SQLAlchemyError("away")


def test_pages_ask_nothing_for_settings(client: PageClient, admin: PageClient) -> None:
    office.edit(admin, PROVIDER, phone="05971 1234")
    client.get("/de/code/")
    client.get("/de/code/")
    assert client.queries == 0
