"""A spreadsheet on its way in: every row with its reason, nothing before the button, nothing twice, no number shown."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask import Flask, request
from openpyxl import load_workbook

from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.extensions import db
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page

START = "/staff/dialogforum/sheets"
HEAD = "Nr;Text;Sprache;Handlungsfelder;Stadtteil;Zitat;Farbe\n"
ROWS = (
    "1;Mehr Bänke im Park, bitte auch mit Schatten.;de;4;Mesum;ja;rot\n"
    "2;نحتاج إلى مكان هادئ للأطفال;Arabisch;HF 2, 4;;nein;\n"
    "3;;de;;;;\n"
    "4;Zu weit weg;de;11;;;\n"
    "5;Wo ist das?;de;;Atlantis;;\n"
    "6;Was ist das?;Klingonisch;;;;\n"
    "7;Vielleicht;de;;;vielleicht;\n"
    "1;Noch einmal eins;de;;;;\n"
    "8;Mehr Bänke im Park, bitte auch mit viel Schatten.;de;;;;\n"
)


@pytest.fixture
def helper(world: World) -> PageClient:
    return world.browser(world.person(Role.EVENT_STAFF))


def send(client: PageClient, raw: str | bytes, status: int = 200, **more: str) -> Page:
    """Send a file to be looked at."""
    token = dict(client.get(START).form("source").values)["csrf_token"]
    file = (io.BytesIO(raw if isinstance(raw, bytes) else raw.encode()), "list.csv")
    sent = {"csrf_token": token, "source": "workshop", "name": "Frauenfrühstück", "file": file, **more}
    answer = client.raw("POST", f"{START}/look", data=sent, headers={"Sec-Fetch-Site": "same-origin"})
    page = Page(answer.get_data(as_text=True), f"{START}/look")
    assert answer.status_code == status, page.text
    assert not page.problems()
    return page


def take(client: PageClient, page: Page, status: int = 200) -> Page:
    return client.submit(page.form("parcel"), status)


def stored(world: World) -> list[Contribution]:
    return world.read(lambda: list(db.session.execute(sa.select(Contribution)).scalars()))


def test_each_row_is_judged_before_anything_is_stored(helper: PageClient, world: World) -> None:
    page = send(helper, HEAD + ROWS)
    assert "3 rows would come in." in page.text
    assert "6 are refused." in page.text
    assert "These columns are not read: Farbe" in page.text
    for reason in (
        "There is no text.",
        "The action fields are not numbers from 1 to 8.",
        "There is no district with this name.",
        "This language is not known.",
        "A yes-or-no cell holds something else.",
        "The same id stands in an earlier row.",
        "Nearly the same words as row 2.",
    ):
        assert reason in page.text
    assert stored(world) == []
    assert not re.search(r"\d{16}|\d{4} \d{4} \d{4} \d{4}", page.text)


def test_the_button_takes_in_all_good_rows_once(helper: PageClient, world: World) -> None:
    page = send(helper, HEAD + ROWS)
    form = page.form("parcel")
    done = helper.submit(form.fill(leave_out=None))
    assert "3 texts came in." in done.text
    assert not re.search(r"\d{16}|\d{4} \d{4} \d{4} \d{4}", done.text)
    rows = stored(world)
    assert {row.state for row in rows} == {State.SUBMITTED}
    assert {row.source.value for row in rows} == {"workshop"}
    assert {row.language for row in rows} == {"de", "ar"}
    again = helper.submit(form)
    assert "No new row" in again.text
    assert len(stored(world)) == 3
    # The list once more with a row mended: only that one is new, and an id never changes its words.
    mended = ROWS.replace("4;Zu weit weg;de;11", "4;Zu weit weg;de;1").replace("2;نحتاج", "2;لا نحتاج")
    page = send(helper, HEAD + mended)
    assert "1 row would come in. 2 are known already." in page.text
    assert "Other words came with this id before." in page.text


def test_the_report_is_a_file_in_which_nothing_runs(helper: PageClient) -> None:
    done = take(helper, send(helper, "Text\n=1+1\nZwei\n\n"))
    form = done.form(action="/report.csv")
    answer = helper.raw("POST", form.action, data=dict(form.values), headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="report-')
    lines = answer.get_data().decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Row;What became of it;Why;Reference"
    assert re.fullmatch(r"2;Accepted;;[A-Z0-9]{6}", lines[1])
    assert "1+1" not in "".join(lines)


def test_rows_without_id_are_known_by_their_words_and_lists_by_their_name(helper: PageClient, world: World) -> None:
    take(helper, send(helper, "Text\nGleich\nGleich\nAnders\n"))
    assert len(stored(world)) == 2, "the second of two equal rows was left out"
    page = send(helper, "Text\nNeu davor\nGleich\nAnders\n")
    assert "1 row would come in. 2 are known already." in page.text
    page = send(helper, "Text\nGleich\n", name="Andere Liste")
    assert "The very same words came before." in page.text
    page = take(helper, page)
    assert "1 was left out." in page.text


def test_what_waits_online_is_told_to_nobody(helper: PageClient, world: World) -> None:
    world.submit("Ein Text aus dem Netz.", "de")
    assert "The very same words" not in send(helper, "Text\nEin Text aus dem Netz.\n").text


def test_a_file_that_cannot_be_read_says_why(helper: PageClient) -> None:
    assert "Please choose a file." in send(helper, b"", 422).text
    assert "No column is called Text." in send(helper, "Idea no\nx\n", 422).text
    assert "Two columns have the same meaning: Idee" in send(helper, "Text;Idee\nx;y\n", 422).text
    assert "There is no row with text" in send(helper, "Text\n", 422).text
    assert "Please name the list." in send(helper, "Text\nx\n", 422, name=" ").text
    assert "This file is too large." in send(helper, b"Text\n" + b"x" * 1_100_000, 422).text
    assert helper.raw("POST", f"{START}/look", data={"file": (io.BytesIO(b"x" * 1_500_000), "x")}).status_code == 413
    assert helper.raw("POST", f"{START}/take", data={"parcel": "x" * 600_000}).status_code in {400, 409}
    assert helper.raw("POST", "/staff/sign-in", data={"email": "x" * 600_000}).status_code == 413


def test_a_file_never_touches_the_disk(app: Flask) -> None:
    with app.test_request_context(f"{START}/look", method="POST", data={"file": (io.BytesIO(b"Text"), "a.csv")}):
        assert type(request.files["file"].stream) is io.BytesIO


def test_another_person_cannot_send_what_was_sealed_for_one(helper: PageClient, world: World) -> None:
    sealed = dict(send(helper, "Text\nEins\n").form("parcel").values)["parcel"]
    other = world.browser(world.person(Role.EVENT_STAFF, email="other@staff.example"))
    token = dict(other.get(START).form("source").values)["csrf_token"]
    page = other.post(f"{START}/take", {"csrf_token": token, "parcel": sealed}, 409)
    assert "open for too long" in page.text
    assert stored(world) == []


def test_two_buttons_at_the_same_moment_bring_each_row_once(helper: PageClient, world: World) -> None:
    other = world.browser(world.person(Role.EVENT_STAFF, email="other@staff.example"))
    pages = [
        send(one, "Text\n" + "".join(f"Wunsch {number} am Platz\n" for number in range(8))) for one in (helper, other)
    ]
    forms = [page.form("parcel").fill(leave_out=None) for page in pages]
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda pair: pair[0].submit(pair[1]), zip((helper, other), forms, strict=True)))
    assert sorted("8 texts came in." in page.text for page in done) == [False, True]
    assert len(stored(world)) == 8


@pytest.mark.parametrize("language", ["en", "de", "ar", "tr", "uk"])
def test_the_template_of_every_language_is_understood(world: World, language: str) -> None:
    client = world.browser(world.person(Role.EVENT_STAFF, language=language))
    raw = client.raw("GET", f"{START}/template.csv").get_data()
    head = raw.decode("utf-8-sig").strip().split(";")
    assert len(set(head)) == 8
    row = ["17", "Mehr Bänke", "uk", "4", "Mesum", "ja", "nein", ""]
    page = send(client, ";".join(head) + "\n" + ";".join(row) + "\n")
    assert page.form("parcel")
    book = load_workbook(io.BytesIO(client.raw("GET", f"{START}/template.xlsx").get_data()))
    first = book.worksheets[0]
    assert [cell.value for cell in first[1]] == head
    assert bool(first.sheet_view.rightToLeft) == (language == "ar")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.MODERATOR, Role.NETWORK_MANAGER, Role.ASSISTANT])
def test_others_have_no_such_page(world: World, role: Role) -> None:
    world.browser(world.person(role)).get(START, 403)
