"""Home, short addresses, duties, lost pages: in every language, by link and by guess, and never a redirect by guess."""

from __future__ import annotations

from datetime import date

import pytest

from app.concept import queries as concept
from app.core.history import SYSTEM
from app.core.languages import locales
from app.permissions import Role
from app.rounds.actions import open_round
from app.rounds.rules import Phase
from tests.support.build import World
from tests.support.client import PageClient

TAGS = [language.tag for language in locales.OFFERED]
PATHS = (
    "/",
    "/help",
    "/rules",
    "/privacy",
    "/imprint",
    "/accessibility",
    "/accessibility/report",
    "/dialogforum/",
    "/follow",
    "/contribute/",
    "/contributions/",
    "/code/",
)


@pytest.mark.parametrize("tag", TAGS)
def test_pages_of_residents_in_each_language(client: PageClient, tag: str) -> None:
    for path in PATHS:
        page = client.get(f"/{tag}{path}")
        html = page.one("html").attrs
        assert (html["lang"], html["dir"]) == (tag, locales.known(tag).dir), path
        assert client.last is not None
        assert "Set-Cookie" not in client.last.headers, path
    assert client.cookies() == []


@pytest.mark.parametrize("tag", TAGS)
def test_each_page_leads_to_itself_in_each_language(client: PageClient, tag: str) -> None:
    page = client.get(f"/{tag}/contributions/?action_field=4&q=Raum")
    links = {link.attrs["hreflang"]: link.attrs["href"] for link in page.all("a[hreflang]")}
    assert sorted(links) == sorted(TAGS)
    for other, address in links.items():
        path, _mark, query = address.partition("?")
        assert path == f"/{other}/contributions/"
        assert sorted(query.split("&")) == ["action_field=4", "q=Raum"]


# What browsers send, and the language whose name stands first.
WISHES = [
    ("uk,ru;q=0.8", "uk"),
    ("ru-UA,uk;q=0.8", "ru"),
    ("uk,en;q=0.5", "uk"),
    ("kmr", "kmr"),
    ("ku-TR,ar;q=0.5", "kmr"),
    ("prs", "fa"),
    ("fa-AF,fa;q=0.9,en;q=0.1", "fa"),
    ("pt-BR,pt;q=0.9", "pt"),
    ("tr-DE,de;q=0.9", "tr"),
    ("ar-SY", "ar"),
    ("AR", "ar"),
    ("de-AT", "de"),
    ("en-GB,de;q=0.9", "en"),
    ("de;q=0.4,en;q=0.7", "en"),
    ("tlh", "de"),
    ("*", "de"),
    ("", "de"),
    (";;;q=x,,=", "de"),
    ("ar;q=banana", "de"),
    ("x" * 3000, "de"),
    ("../../etc/passwd", "de"),
]


@pytest.mark.parametrize(("wish", "first"), WISHES, ids=[wish[:24] or "nothing" for wish, _tag in WISHES])
def test_the_bare_address_sorts_by_wish_and_redirects_nobody(client: PageClient, wish: str, first: str) -> None:
    page = client.get("/", **{"Accept-Language": wish})
    rows = [link.attrs["hreflang"] for link in page.all(".language-list a[hreflang]")]
    assert rows[0] == first
    assert sorted(rows) == sorted(TAGS)
    assert page.one(".language-list .is-best").attrs["hreflang"] == first
    assert page.one("html").attrs["lang"] == first


def test_the_address_decides_not_the_browser(client: PageClient) -> None:
    page = client.get("/ar/help", **{"Accept-Language": "de"})
    assert page.one("html").attrs["lang"] == "ar"


@pytest.mark.parametrize("number", range(1, 9))
def test_the_address_of_a_poster_keeps_field_and_entry(client: PageClient, number: int) -> None:
    page = client.get(f"/{number}")
    links = [link.attrs["href"] for link in page.all(".language-list a[hreflang]")]
    assert len(links) == len(TAGS)
    form = client.get(links[0]).form("text")
    assert dict(form.values)["action_field"] == str(number)
    assert dict(form.values)["entry"] == "poster"


def test_the_address_of_a_card_says_that_it_was_a_card(client: PageClient) -> None:
    link = client.get("/3?entry=card").all(".language-list a")[0].attrs["href"]
    values = dict(client.get(link).form("text").values)
    assert (values["action_field"], values["entry"]) == ("3", "card")


@pytest.mark.parametrize("number", [0, 9, 77])
def test_no_such_field_on_a_poster(client: PageClient, number: int) -> None:
    client.get(f"/{number}", status=404)


def test_short_addresses_of_number_and_forum(client: PageClient) -> None:
    for short, path in (("/n", "code/"), ("/f", "dialogforum/")):
        links = [link.attrs["href"] for link in client.get(short).all(".language-list a[hreflang]")]
        assert sorted(links) == sorted(f"/{tag}/{path}" for tag in TAGS)
        client.get(links[0])


@pytest.mark.parametrize("path", ["/es/", "/ti/", "/ku/", "/xx/", "/xx/contribute/", "/zz-zzzz/help"])
def test_a_language_that_is_not_offered_gets_the_list(client: PageClient, path: str) -> None:
    page = client.get(path, status=404)
    links = [link.attrs["href"] for link in page.all(".language-list a")]
    assert sorted(links) == sorted(f"/{tag}/" for tag in TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_a_lost_page_stays_in_its_language(client: PageClient, tag: str) -> None:
    page = client.get(f"/{tag}/nowhere", status=404, **{"Accept-Language": "tlh"})
    assert page.one("html").attrs["lang"] == tag
    assert page.all(".language-list a")


@pytest.mark.parametrize("path", ["/wp-login.php", "/.env", "/de", "/de/fields/9/", "/de/contributions/OOOOOO"])
def test_what_is_not_there_is_said_calmly(client: PageClient, path: str) -> None:
    response = client.raw("GET", path, follow_redirects=True)
    assert response.status_code in ({200} if path == "/de" else {404})


def test_forum_before_and_in_a_round(client: PageClient, world: World) -> None:
    client.get("/de/dialogforum/")
    client.get("/de/dialogforum/2027/", status=404)
    starts = {phase: date(2026, 1 + number, 1) for number, phase in enumerate(Phase)}

    def open_one() -> None:
        edition = concept.current_edition(date(2026, 1, 1))
        open_round(2026, edition, starts, date(2027, 12, 31), actor=SYSTEM, forum_on=date(2026, 4, 1))

    world.do(open_one)
    for tag in TAGS:
        page = client.get(f"/{tag}/dialogforum/")
        assert len(page.all(".timeline li")) == len(Phase)
        assert page.one(".timeline [aria-current=step]")
        assert client.get(f"/{tag}/dialogforum/2026/").heading == page.heading


# What the information notice tells about each period that is set.
TOLD = {
    "CONTACT": ("E-mail address: deleted after the last answer", "Your talk with networks and commissioners, after"),
    "REFUSED": ("Refused texts:",),
    "REFERRED": ("Texts about single cases:",),
    "RETURNED": ("Texts that wait for your reply:",),
    "CODE": ("Your number works after",),
    "ORIGINAL": ("What we left out of your text",),
    "NOTICE_CONTACT": ("Name and address of who reported a text, after the decision:",),
    "NOTICE_WORDS": ("Words and number of a notice, after the decision:",),
    "SEATS": ("Your seat at the Dialogforum, your needs and your address",),
    "EVIDENCE": ("Evidence of a possible crime",),
}


def test_the_information_notice_tells_each_period_as_it_is_set(
    client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {name for name in client.app.config if name.startswith("RETENTION_")}
    assert settings == {f"RETENTION_{name}_DAYS" for name in TOLD}, "a period is set that the notice does not tell"
    for number, name in enumerate(TOLD, start=41):
        monkeypatch.setitem(client.app.config, f"RETENTION_{name}_DAYS", number)
    lines = [line.to_text() for line in client.get("/en/privacy").all("main li")]
    for number, starts in enumerate(TOLD.values(), start=41):
        for start in starts:
            assert [line.split()[-2:] for line in lines if line.startswith(start)] == [[str(number), "days"]], start


def test_a_barrier_is_reported_and_missing_words_are_asked_for(client: PageClient) -> None:
    page = client.get("/en/accessibility/report")
    wrong = client.submit(page.form("reply_to").fill(text="", reply_to="anna@example.org"), status=422)
    assert wrong.one(".error-summary")
    assert dict(wrong.form("reply_to").values)["reply_to"] == "anna@example.org"
    client.submit(wrong.form("reply_to").fill(text="The button is too small."))


def test_a_report_reaches_the_commissioners_when_there_is_no_administrator(client: PageClient, world: World) -> None:
    moderator = world.person(Role.MODERATOR)
    page = client.get("/en/accessibility/report")
    client.submit(page.form("reply_to").fill(text="The button is too small."))
    mails = world.post_round()
    assert [mail["To"] for mail in mails] == [moderator.email]
    assert "The button is too small." in mails[0].get_content()


def test_health_says_when_texts_can_be_saved(client: PageClient) -> None:
    answer = client.raw("GET", "/health")
    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok"}


def test_robots_leave_cases_and_staff_alone(client: PageClient) -> None:
    answer = client.raw("GET", "/robots.txt")
    assert answer.mimetype == "text/plain"
    for path in ("/staff/", "/*/code/", "/*/contribute/", "/*/unsubscribe/"):
        assert f"Disallow: {path}\n" in answer.get_data(as_text=True)


def test_headers_that_every_page_carries(client: PageClient) -> None:
    headers = client.raw("GET", "/de/").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
