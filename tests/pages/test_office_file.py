"""The configuration as one file: out and in again changes nothing, each mistake is named with its place."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import pytest
from flask import Flask

from app.administration import files
from app.administration.files import Plan
from app.core import history
from app.core.history import HistoryEntry
from app.extensions import db
from app.permissions import Role
from tests.support import office
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page
from tests.support.staff import Person, hire, sign_in


@pytest.fixture
def admin(client: PageClient, world: World) -> Person:
    """Somebody of the administration, signed in, with a few things of their own."""
    made = hire(world, Role.ADMIN)
    sign_in(client, made)
    office.set_values(world, made, "organisations", None, name="Caritas")
    about = {"de": "Hilft bei\nBriefen.", "ar": "تساعد في الرسائل."}
    office.set_values(world, made, "services", None, name="Beratung", kind="advice", about=about)
    office.set_values(world, made, "settings", "provider", phone="05971 1", hours={"de": "Mo 9–12"})
    return made


def look(client: PageClient, text: str, status: int = 200) -> Page:
    """Send a file to be looked at."""
    token = dict(client.get("/staff/admin/file/").form(action="/look").values)["csrf_token"]
    sent = {"csrf_token": token, "file": (io.BytesIO(text.encode()), "configuration.toml")}
    answer = client.raw("POST", "/staff/admin/file/look", data=sent, headers={"Sec-Fetch-Site": "same-origin"})
    page = Page(answer.get_data(as_text=True), "/staff/admin/file/look")
    assert answer.status_code == status, page.text
    assert not page.problems()
    return page


def exported(client: PageClient) -> str:
    """The file as it is downloaded."""
    answer = client.raw("GET", "/staff/admin/file/configuration.toml")
    assert answer.mimetype == "application/toml"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return answer.get_data(as_text=True)


def entries(world: World) -> int:
    """How many acts are written down."""
    return world.read(lambda: len(list(db.session.execute(db.select(HistoryEntry)).scalars())))


def test_out_and_in_again_changes_nothing(client: PageClient, world: World, admin: Person) -> None:
    text, before = exported(client), entries(world)
    assert world.read(files.plan, text) == Plan()
    assert "The file changes nothing." in look(client, text).text
    assert entries(world) == before
    assert exported(client) == text


def test_the_file_holds_no_people_and_no_secrets(client: PageClient, admin: Person) -> None:
    text = exported(client)
    assert admin.email not in text
    assert "Kim Beispiel" not in text
    assert set(tomllib.loads(text)) <= {"schema", *(noun.name for noun in files.ALL)}


def test_every_difference_is_shown_and_then_applied(client: PageClient, world: World, admin: Person) -> None:
    text = exported(client).replace("05971 1", "05971 2").replace("Beratung", "Beratung Mitte")
    text += '\n[[organisations]]\nname = "Diakonie"\n'
    page = look(client, text)
    assert "Telephone 05971 1 05971 2" in page.text
    assert "Organisations: Diakonie (new)" in page.text
    assert office.sheet(world, "settings", "provider")["phone"] == "05971 1", "looking changes nothing"
    page = client.submit(page.form("digest"))
    assert "4 things are changed." in page.text or "3 things are changed." in page.text
    assert office.sheet(world, "settings", "provider")["phone"] == "05971 2"
    assert "05971 2" in client.get("/de/help").text
    assert world.read(history.broken_links) == []


def test_what_the_file_leaves_out_stays(client: PageClient, world: World, admin: Person) -> None:
    client.submit(look(client, 'schema = 1\n[settings]\nemail = "forum@rheine.example"\n').form("digest"))
    found = office.sheet(world, "settings", "provider")
    assert (found["email"], found["phone"], found["hours"]) == ("forum@rheine.example", "05971 1", {"de": "Mo 9–12"})
    text = 'schema = 1\n[[services]]\nkey = "beratung"\nabout = { tr = "Mektuplarda yardım eder." }\n'
    client.submit(look(client, text).form("digest"))
    assert set(office.sheet(world, "services", "beratung")["about"]) == {"de", "ar", "tr"}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("schema = 1\nx =", "Invalid value", "cannot be read"),
        ("schema = 7", "schema", "another layout"),
        ("schema = 1\nplanets = 3", "planets", "not known here"),
        ("schema = 1\nservices = 3", "services", "list of rows"),
        ("schema = 1\n[settings]\ncolour = 'red'", "settings.colour", "not known here"),
        ("schema = 1\n[settings]\nphone = 5", "settings.phone", "must be a text"),
        ("schema = 1\n[settings]\npromise_authority = 'yes'", "settings.promise_authority", "true or false"),
        ("schema = 1\n[settings]\nhours = 'Mo'", "settings.hours", "table of languages"),
        ("schema = 1\n[settings.hours]\nxx = 'Mo'", "settings.hours.xx", "does not speak this language"),
        ("schema = 1\n[[services]]\nname = 'x'", "services[0].key", "fill this in"),
        ("schema = 1\n[[services]]\nkey = 'neu'\nname = 'x'\nkind = 'planet'", "services[neu].kind", "from the list"),
        ("schema = 1\n[[districts]]\nkey = 'mesum'\n[[districts]]\nkey = 'mesum'", "districts[1].key", "twice"),
        ("schema = 1\n[[districts]]\nkey = 'mesum'\nposition = 'eins'", "districts[mesum].position", "whole number"),
        ("schema = 1\n[[districts]]\nkey = 'mesum'\nended_on = 'bald'", "districts[mesum].ended_on", "enter a day"),
        ("schema = 1\n[[reasons]]\ncode = 'ugly'", "reasons[ugly]", "not known here"),
        (
            "schema = 1\n[[networks]]\nkey = 'hf-4'\ncarries = [{field = 4, from = 2017-01-01, since = 1}]",
            "networks[hf-4].carries[0].since",
            "not known here",
        ),
        (
            "schema = 1\n[[networks]]\nkey = 'hf-4'\ncarries = [{field = 44, from = 2099-01-01}]",
            "networks[hf-4].carries[0].field",
            "no field with this number",
        ),
    ],
)
def test_each_mistake_is_named_with_its_place(
    client: PageClient, world: World, admin: Person, text: str, place: str, words: str
) -> None:
    before, acts = exported(client), entries(world)
    page = look(client, text, 422)
    assert place in page.text
    assert words in page.text
    assert not page.all("input[name=digest]"), "nothing to apply"
    assert (exported(client), entries(world)) == (before, acts)


def test_a_file_in_another_encoding_and_no_file(client: PageClient, admin: Person) -> None:
    token = dict(client.get("/staff/admin/file/").form(action="/look").values)["csrf_token"]
    for sent, words in (((io.BytesIO(b"\xff\xfe"), "x.toml"), "UTF-8"), ((io.BytesIO(b""), ""), "choose a file")):
        data = {"csrf_token": token, "file": sent}
        answer = client.raw("POST", "/staff/admin/file/look", data=data, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 422
        assert words in answer.get_data(as_text=True)


def test_what_was_saved_after_the_look_is_shown_first(client: PageClient, world: World, admin: Person) -> None:
    page = look(client, exported(client).replace("05971 1", "05971 2"))
    office.set_values(world, admin, "settings", "provider", phone="05971 3")
    page = client.submit(page.form("digest"), 409)
    assert "Something was saved in the meantime." in page.text
    assert "05971 3 05971 2" in page.text
    client.submit(page.form("digest"))
    assert office.sheet(world, "settings", "provider")["phone"] == "05971 2"


def test_one_wrong_thing_stops_everything(client: PageClient, world: World, admin: Person) -> None:
    text = (
        exported(client)
        .replace("05971 1", "05971 2")
        .replace('name = "Caritas"', 'name = "Diakonie"\n[[organisations]]\nname = ""')
    )
    look(client, text, 422)
    assert office.sheet(world, "settings", "provider")["phone"] == "05971 1"


def test_the_command_writes_and_reads_the_same_file(
    app: Flask, client: PageClient, world: World, admin: Person, tmp_path: Path
) -> None:
    run, path = app.test_cli_runner(), tmp_path / "configuration.toml"
    assert run.invoke(args=["configuration", "export", str(path)]).exit_code == 0
    assert path.read_text("utf-8") == exported(client) == run.invoke(args=["configuration", "export"]).output
    path.write_text(path.read_text("utf-8").replace("05971 1", "05971 2"), "utf-8")
    result = run.invoke(args=["configuration", "import", "--dry-run", str(path)])
    assert "phone: '05971 1' -> '05971 2'" in result.output
    assert result.output.endswith("Would change: 1\n")
    assert office.sheet(world, "settings", "provider")["phone"] == "05971 1"
    assert run.invoke(args=["configuration", "import", str(path)]).output.endswith("Changed: 1\n")
    assert office.sheet(world, "settings", "provider")["phone"] == "05971 2"
    path.write_text("schema = 1\n[settings]\ncity = ''\n", "utf-8")
    result = run.invoke(args=["configuration", "import", str(path)])
    assert result.exit_code == 1
    assert "settings.city: value missing" in result.output


def test_only_the_administration_takes_a_file_in(client: PageClient, world: World) -> None:
    sign_in(client, hire(world, Role.AUDITOR))
    assert client.raw("GET", "/staff/admin/file/configuration.toml").status_code == 200
    client.get("/staff/admin/file/", 403)
    token = dict(client.get("/staff/account").form("language").values)["csrf_token"]
    client.post("/staff/admin/file/apply", {"csrf_token": token, "text": "schema = 1"}, 403)
