"""Languages on the pages: recognised and corrected ones, missing ones, and what is marked as unfinished."""

from __future__ import annotations

import pytest
from flask import Flask

from app.contributions import queries as contributions
from app.contributions.rules import LanguageOrigin
from app.core import clock
from app.core.languages import locales
from app.permissions import Role
from app.site.views.languages import WISHES_BURST
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import ARABIC
from tests.support.journey import code_on, reference_on, send, stored, to_check
from tests.support.staff import hire

TURKISH = "Okulda öğretmenler mektupları sadece Almanca yazıyor, biz anlamıyoruz."
SORANI = "ئێمە پێویستیمان بە ژوورێکە بۆ منداڵان"


def test_the_text_says_which_language_it_is_in(client: PageClient, app: Flask) -> None:
    page = to_check(client, "de", TURKISH)
    chosen = page.one("select[name=text_language] option[selected]")
    assert (chosen.to_text().strip(), chosen.attrs["value"], chosen.attrs["lang"]) == ("Türkçe", "", "tr")
    send(client, page)
    [one] = stored(app)
    assert (one.row.language, one.row.language_origin) == ("tr", LanguageOrigin.DETECTED)
    assert one.row.reading_language == "de"


def test_the_author_knows_better(client: PageClient, app: Flask) -> None:
    page = to_check(client, "ar", ARABIC)
    form = page.form("quote_allowed").fill(text_language="ckb")
    changed = client.press(form, "change", "contact")
    # The choice rides along while something else is changed.
    page = client.press(changed.form("contact"), "next")
    assert page.one("select[name=text_language] option[selected]").attrs["value"] == "ckb"
    send(client, page)
    [one] = stored(app)
    assert (one.row.language, one.row.language_origin) == ("ckb", LanguageOrigin.AUTHOR)


def test_a_language_on_no_list_is_welcome(client: PageClient, app: Flask) -> None:
    page = to_check(client, "en", "Wir sprechen etwas anderes hier im Haus und möchten mitreden.")
    send(client, client.press(page.form("quote_allowed").fill(text_language="und"), "switch_language", "en"))
    [one] = stored(app)
    assert (one.row.language, one.row.language_origin) == ("und", LanguageOrigin.AUTHOR)


def test_nonsense_as_language_is_taken_for_no_choice(client: PageClient, app: Flask) -> None:
    page = to_check(client, "de", TURKISH)
    data = {**dict(page.form("quote_allowed").values), "text_language": "<script>", "send": "1"}
    client.post("/de/contribute/check", data)
    [one] = stored(app)
    assert one.row.language == "tr"


def test_the_language_can_be_corrected_before_anybody_has_read(client: PageClient, world: World) -> None:
    confirmed = send(client, to_check(client, "ar", ARABIC))
    code, reference = code_on(confirmed), reference_on(confirmed)
    case = client.submit(client.get("/ar/code/").form("code").fill(code=code))
    client.press(case.form("text_language").fill(text_language="fa"), "act", "correct")
    row = world.read(lambda: contributions.get(reference))
    assert (row.language, row.language_origin) == ("fa", LanguageOrigin.AUTHOR)


def test_staff_read_how_the_language_is_known(client: PageClient, world: World) -> None:
    reference = reference_on(send(client, to_check(client, "de", TURKISH)))
    page = world.browser(hire(world, Role.MODERATOR)).get(f"/staff/moderation/{reference}")
    assert "Turkish · Recognised from the text" in page.text


@pytest.mark.parametrize("tag", ["de", "uk", "fa", "kmr"])
def test_whose_language_is_missing_can_say_so(client: PageClient, tag: str) -> None:
    link = client.get("/", **{"Accept-Language": tag}).one(".language-list__row--missing").attrs["href"]
    assert link == client.get(f"/{tag}/").one(f"header a[href='/{tag}/languages/missing']").attrs["href"]
    page = client.get(link)
    done = client.submit(page.form("wish").fill(wish="  ትግርኛ "))
    assert done.one("[role=status]")
    assert not done.all("form input[name=wish]")


def test_the_question_which_language_is_missing_minds_its_limits(client: PageClient) -> None:
    page = client.get("/en/languages/missing")
    client.submit(page.form("wish").fill(wish=" "), status=422)
    wrong = client.submit(page.form("wish").fill(wish="x" * 81), status=422)
    assert "at most 80" in wrong.text
    assert dict(wrong.form("wish").values)["wish"] == "x" * 81


def test_nobody_floods_the_list_of_missing_languages(client: PageClient) -> None:
    page = client.get("/en/languages/missing")
    form = page.form("wish").fill(wish="Klingon")
    sent = {"data": dict(form.values), "headers": {"Sec-Fetch-Site": "same-origin"}}
    address = "/en/languages/missing"
    # The clock stands still: a slow computer would win new tries while it works.
    with clock.at(clock.now()):
        answers = [client.raw("POST", address, **sent).status_code for _number in range(WISHES_BURST + 5)]
    assert answers.count(200) >= WISHES_BURST
    assert 429 in answers


def test_the_office_reads_which_languages_are_missing(client: PageClient, world: World) -> None:
    for wish in ("Tigrinya", "tigrinya", "<b>Soomaali</b>"):
        client.submit(client.get("/en/languages/missing").form("wish").fill(wish=wish))
    page = world.browser(hire(world, Role.ADMIN)).get("/staff/languages")
    rows = [
        [cell.to_text().strip() for cell in row.query("td")]
        for row in page.all("table")[1].query("tr")
        if row.query("td")
    ]
    assert rows[0] == ["Tigrinya", "2"]
    assert rows[1][0] == "<b>Soomaali</b>"


def test_unfinished_languages_are_marked(client: PageClient) -> None:
    home = client.get("/")
    marks = {link.attrs["hreflang"]: link.to_text().split()[-1] for link in home.all(".language-list a[hreflang]")}
    assert marks["kmr"] == "beta"
    assert home.one('.language-list a[hreflang="de-simple"] small').to_text() == "in Prüfung"
    for tag in ("kmr", "de-simple"):
        assert client.get(f"/{tag}/help").one(".site-footer__state").to_text().strip()
    assert not client.get("/fr/help").all(".site-footer__state")


def test_an_answer_in_the_authors_own_language_is_shown_on_a_page_in_another(client: PageClient, world: World) -> None:
    """Nobody can read the site in Sorani; the answer can be read in it all the same, with its label."""
    moderator = hire(world, Role.MODERATOR)
    manager = hire(world, Role.NETWORK_MANAGER, network="hf-4")
    translator = hire(world, Role.TRANSLATOR)
    case = world.submit(SORANI, "ckb", reading="de")
    world.release(case, moderator, german="Wir brauchen einen Raum für Kinder.")
    answer = world.answer(case, manager, "Der Raum kommt.")
    editor = world.browser(translator)
    waiting = editor.get("/staff/translating/")
    link = next(one for one in waiting.all("main a") if f"/answer/{answer}/ckb" in one.attrs["href"])
    page = editor.get(link.attrs["href"])
    editor.submit(page.form("text").fill(text="ژوورەکە دێت."))
    shown = client.submit(client.get("/de/code/").form("code").fill(code=case.code))
    in_sorani = shown.all('.wording__text[lang="ckb"][dir="rtl"]')
    assert [one.to_text().strip() for one in in_sorani] == ["ژوورەکە دێت.", SORANI]
    assert "Der Raum kommt." in shown.text


@pytest.mark.parametrize("tag", [language.tag for language in locales.STAFF])
def test_the_staff_area_speaks_every_staff_language(world: World, tag: str) -> None:
    person = hire(world, Role.ADMIN, language=tag)
    client = world.browser(person)
    page = client.get("/staff/")
    assert page.one("html").attrs["lang"] == tag
    assert page.one("html").attrs["dir"] == locales.known(tag).dir
