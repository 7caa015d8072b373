"""T-38, B-12: a laptop in a hall works by itself; what came in there comes home once, with codes and contacts."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.actions import Help, Submission
from app.contributions.lifecycle import State
from app.contributions.rules import Entry, Interpreter, LanguageOrigin, MessageKind, Words
from app.core import clock, halls, history, keys
from app.core.history import RESIDENT
from app.core.languages import content
from app.core.outbox import transport
from app.followup.actions import withdraw
from app.moderation import actions as moderation
from app.moderation.rules import ReasonCode
from app.permissions import Role
from config import ROOT
from tests.support import hall
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import ARABIC, GERMAN, TITLE, Case
from tests.support.hall import count

ADDRESS = "lena@example.org"


def test_codes_and_contacts_of_the_hall_work_in_the_city(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    def write(world: World) -> tuple[str, str]:
        plain = world.submit("Mehr Licht im Park.", "de", contact=ADDRESS, district="mesum")
        return plain.code, world.submit(ARABIC, "ar").code

    first, second = hall.do(laptop, write)
    assert "Mehr Licht im Park." in hall.opened(laptop, first)
    came = hall.carry(laptop, city, tmp_path / "home.event")
    assert [row["status"] for row in came] == ["arrived", "arrived"]
    assert "Mehr Licht im Park." in hall.opened(city, first)
    assert ARABIC in hall.opened(city, second)
    mails = hall.do(city, World.post_round)
    assert [mail["To"] for mail in mails] == [ADDRESS]
    with city.app_context():
        stored = contributions.get(came[0]["reference"])
        assert (stored.state, stored.received_on) == (State.SUBMITTED, clock.today())
        contact = next(filter(None, (contributions.contact_of(row.id) for row in contributions.cases_of_the_hall())))
        assert contact.key_id == keys.key_id(keys.ring().contact), "the address is under the city's own key now"


def test_the_file_holds_nothing_that_can_be_read(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    code = hall.do(laptop, lambda world: world.submit("Ein Wort wie Canary.", "de", contact=ADDRESS)).code
    file = tmp_path / "home.event"
    hall.call(laptop, "event", "export", file)
    raw = file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert not any(word in raw for word in (b"Canary", ADDRESS.encode(), code.encode(), b"code_hash"))
    file.chmod(0o600)
    for place in (len(raw) // 2, 40):
        file.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        hall.call(city, "event", "import", file, fails=True)
    file.write_bytes(b'{"key": "000000000000"}\nx')
    assert "No key here opens this file" in hall.call(city, "event", "import", file, fails=True)
    assert count(city) == 0
    assert "is there already" not in hall.call(laptop, "event", "export", file, fails=True)


def test_twice_is_once_and_what_came_later_follows(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    one, two = hall.do(laptop, lambda world: [world.submit(f"Wunsch {number}", "de") for number in (1, 2)])
    first = hall.carry(laptop, city, tmp_path / "1.event")
    again = hall.lines(hall.call(city, "event", "import", tmp_path / "1.event"))
    assert [row["status"] for row in again] == ["known", "known"]
    assert [row["reference"] for row in again] == [row["reference"] for row in first]

    def later(world: World) -> None:
        case = contributions.get(one.reference)
        contribution_actions.add_message(case, MessageKind.ADDITION, "Und Bänke.", language="de", actor=RESIDENT)
        withdraw(contributions.get(two.reference))

    hall.do(laptop, lambda world: (world.do(later, world), world.submit("Wunsch 3", "de")))
    came = hall.carry(laptop, city, tmp_path / "2.event")
    assert sorted(row["status"] for row in came) == ["arrived", "known", "withdrawn"]
    came = hall.lines(hall.call(city, "event", "import", tmp_path / "2.event"))
    assert sorted(row["status"] for row in came) == ["gone", "known", "known"]
    assert count(city) == 3
    with city.app_context():
        known = contributions.by_code(one.code)
        assert known is not None
        assert len(contributions.messages(known)) == 1
        gone = contributions.by_code(two.code)
        assert gone is not None
        assert gone.state is State.WITHDRAWN
        assert content.original(gone, "text") is None


def test_words_and_addresses_that_change_in_the_hall_follow(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    one, two = hall.do(laptop, lambda world: [world.submit(f"Wunsch {number}", "de") for number in (1, 2)])
    came = hall.carry(laptop, city, tmp_path / "1.event")
    with city.app_context():
        read = contributions.by_code(two.code)
        assert read is not None

    def look(world: World) -> None:
        # A commissioner of the city has read the second one meanwhile.
        world.browser(world.person(Role.MODERATOR)).get(f"/staff/moderation/{read.reference}")
        world.do(lambda: contribution_actions.mark_read(contributions.get(read.reference), RESIDENT))

    def change(case: Case) -> None:
        known = contributions.get(case.reference)
        contribution_actions.correct(known, "Besser gesagt", language="de", actor=RESIDENT)
        contribution_actions.give_contact(known, ADDRESS, language="de", actor=RESIDENT)

    hall.do(city, look)
    hall.do(laptop, lambda world: [world.do(change, case) for case in (one, two)])
    for name in ("2.event", "3.event"):
        assert [row["status"] for row in hall.carry(laptop, city, tmp_path / name)] == ["known", "known"]
    assert len(came) == count(city) == 2
    assert "Besser gesagt" in hall.opened(city, one.code)
    with city.app_context():
        texts = content.load(contributions.cases_of_the_hall(), ["text"])
        known = {code: contributions.by_code(code) for code in (one.code, two.code)}
        said = {code: texts.original(case, "text").text for code, case in known.items()}
        assert said == {one.code: "Besser gesagt", two.code: "Wunsch 2"}
        assert [len(contributions.messages(case)) for case in known.values()] == [0, 1]
        assert all(contributions.contact_of(case.id) for case in known.values())


def test_decisions_of_the_hall_are_prepared_and_made_once_more(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    def decide(world: World) -> str:
        moderator = world.person(Role.MODERATOR)
        return world.release(world.submit(), moderator, fields=(4, 2)).code

    code, came = hall.do(laptop, decide), hall.carry(laptop, city, tmp_path / "home.event")
    with city.app_context():
        case = contributions.get(came[0]["reference"])
        fields = [field.number for field in case.assigned_fields]
        assert (case.state, case.is_public, fields) == (State.SUBMITTED, None, [4, 2])
        texts = content.load([case], ["text", "title"])
        words = [texts.original(case, "title"), texts.translation(case, "text", "de")]
        assert [one.text for one in words if one] == [TITLE, GERMAN]
        noted = next(entry for entry in history.of(case) if entry.verb == "decide_in_hall")
        assert noted.facts == {"day": clock.today().isoformat(), "decision": "release", "reason": None, "public": True}
    with hall.at(city):
        assert TITLE not in PageClient(city).get("/de/contributions/").text

    def release(world: World) -> None:
        desk = world.browser(world.person(Role.MODERATOR))
        page = desk.get(f"/staff/moderation/{came[0]['reference']}")
        assert "Decided in the hall" in page.text
        form = page.form(action="/release")
        assert dict(form.values)["title"] == TITLE
        desk.submit(form.fill(public="yes"))

    hall.do(city, release)
    assert ARABIC in hall.opened(city, code)
    with city.app_context():
        assert contributions.get(came[0]["reference"]).state is State.RELEASED


def test_what_was_left_out_in_the_hall_waits_for_its_reason(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    shorter = "Frau […name] hilft mir."

    def redact(world: World) -> str:
        case = world.submit("Frau Meier hilft mir.", "de")
        reason = ReasonCode.THIRD_PERSON
        facts = {"fields": [4], "primary": 4, "public": True, "title": "Hilfe"}
        more = {"redacted_text": shorter, "redaction_reason": reason}
        world.decide(case, world.person(Role.MODERATOR), moderation.release, **facts, **more)
        return case.code

    code = hall.do(laptop, redact)
    came = hall.carry(laptop, city, tmp_path / "home.event")

    def release(world: World) -> None:
        desk = world.browser(world.person(Role.MODERATOR))
        form = desk.get(f"/staff/moderation/{came[0]['reference']}").form(action="/release").fill(public="yes")
        assert dict(form.values)["redacted"] == shorter
        refused = desk.submit(form, 422)
        assert "Please choose the reason for it." in refused.text
        desk.submit(refused.form(action="/release").fill(redaction_reason="third_person", public="yes"))

    hall.do(city, release)
    assert "Meier" not in hall.do(city, lambda world: PageClient(city).get("/de/contributions/").text)
    with city.app_context():
        case = contributions.by_code(code)
        texts = content.load([case], ["text", "prepared"])
        assert texts.base(case, "text").text == shorter
        assert texts.original(case, "prepared") is None


def test_nothing_that_was_said_beside_a_text_is_lost(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    sent = Submission(
        text="Ein Satz, zwei Felder.",
        language="uk",
        reading_language="ru",
        fields=[6, 2],
        district_key="mesum",
        offers_help=True,
        quote_allowed=True,
        entry=Entry.POSTER,
        language_origin=LanguageOrigin.AUTHOR,
        looks_automatic=True,
    )

    def write(world: World) -> None:
        helper = Help(world.person(Role.ASSISTANT).id, "tig", Interpreter.SPOKEN, Words.NOTES)
        world.do(lambda: contribution_actions.send_for_somebody(sent, helper))

    def told(app: Flask) -> dict[str, object]:
        with app.app_context():
            item = contributions.luggage(contributions.cases_of_the_hall())[0]
            return {name: value for name, value in item.items() if name != "id"}

    hall.do(laptop, write)
    hall.carry(laptop, city, tmp_path / "home.event")
    assert told(city) == told(laptop)
    assert told(city)["assisted"] == {"spoken_language": "tig", "interpreter": "spoken", "words": "notes"}


def test_a_file_with_one_broken_case_brings_nothing(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    hall.do(laptop, lambda world: [world.submit(f"Wunsch {number}", "de") for number in range(3)])
    hall.call(laptop, "event", "export", tmp_path / "home.event")
    key = halls.known(laptop.config)[0]
    inside = key.unpack("home", (tmp_path / "home.event").read_bytes())
    for broken in ({"district": "atlantis"}, {"code_hash": "short"}, {"fields": [99]}, {"state": None, "text": None}):
        items = [dict(one) for one in inside["contributions"]]
        items[-1] |= broken
        (tmp_path / "broken.event").write_bytes(key.pack("home", {**inside, "contributions": items}))
        assert "contribution 3" in hall.call(city, "event", "import", tmp_path / "broken.event", fails=True)
        assert count(city) == 0
    (tmp_path / "newer.event").write_bytes(key.pack("home", {**inside, "songs": []}))
    assert "home_unknown" in hall.call(city, "event", "import", tmp_path / "newer.event", fails=True)
    hall.call(city, "event", "import", tmp_path / "home.event", "--dry-run")
    assert count(city) == 0
    with hall.at(city), city.app_context():
        assert transport.memory == []


@pytest.mark.skipif(bool(os.environ.get("TEST_DATABASE_URL")), reason="looks at the turn file beside SQLite")
def test_an_import_killed_in_the_middle_leaves_nothing(
    laptop: Flask, city: Flask, template: Path, tmp_path: Path
) -> None:
    hall.do(laptop, lambda world: world.do(lambda: [_quick(number) for number in range(80)]))
    hall.call(laptop, "event", "export", tmp_path / "home.event")
    folder = tmp_path / "city"
    shutil.copytree(Path(city.config["DATA_DIR"]) / "keys", folder / "keys")
    shutil.copy(template, folder / "dialogforum.db")
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": "", "DEMO": "0", "ENVIRONMENT": "embedded"}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "event", "import", str(tmp_path / "home.event")]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _wait_for_turn(folder / "dialogforum.db-turn", process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    engine = sa.create_engine(f"sqlite:///{folder / 'dialogforum.db'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert connection.exec_driver_sql("SELECT count(*) FROM contribution").scalar_one() == 0
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert len(hall.lines(done.stdout)) == 80
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM contribution").scalar_one() == 80
    engine.dispose()


def _quick(number: int) -> None:
    contribution_actions.submit(Submission(f"Wunsch {number} für den Platz.", "de"))


def _wait_for_turn(file: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the import is inside its transaction."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, "the import ended before it could be killed"
        if file.exists():
            with file.open() as handle:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
        time.sleep(0.01)
    raise AssertionError("the import never began")
