"""T-38, B-12: a laptop in a hall works by itself; what came in there comes home once, with codes and contacts."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts import queries as people
from app.contributions import actions as contribution_actions
from app.contributions import codes
from app.contributions import queries as contributions
from app.contributions.actions import Submission
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.contributions.rules import MessageKind
from app.core import clock, halls, history, keys
from app.core.history import RESIDENT
from app.core.languages import content
from app.core.outbox import transport
from app.extensions import db
from app.followup.actions import withdraw
from app.permissions import Role
from config import ROOT
from tests.support import hall, office
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.database import SqliteStore, Store
from tests.support.desk import ARABIC, GERMAN, TITLE

ADDRESS = "lena@example.org"


@pytest.fixture(scope="module")
def template(_application: tuple[Flask, Store], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with the concept, as a file: laptops have SQLite whatever the city has."""
    store = _application[1]
    return store.template if isinstance(store, SqliteStore) else hall.empty_database(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def city(app: Flask) -> Iterator[Flask]:
    yield app
    shutil.rmtree(halls.folder(app.config), ignore_errors=True)


@pytest.fixture
def laptop(city: Flask, template: Path, tmp_path: Path) -> Iterator[Flask]:
    """A laptop that works with a key of the city."""
    made = hall.laptop_at(tmp_path / "laptop", template)
    hall.provision(city, made, tmp_path)
    yield made
    with made.app_context():
        db.engine.dispose()


def count(app: Flask) -> int:
    with app.app_context():
        return int(db.session.execute(sa.select(sa.func.count()).select_from(Contribution)).scalar_one())


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
    hall.call(city, "event", "import", tmp_path / "home.event", "--dry-run")
    assert count(city) == 0
    with hall.at(city), city.app_context():
        assert transport.memory == []


def test_the_city_prepares_a_laptop(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    def ready(world: World) -> None:
        admin = world.person(Role.ADMIN)
        office.set_values(world, admin, "settings", "provider", phone="05971 939")
        world.person(Role.EVENT_STAFF)
        world.person(Role.NETWORK_MANAGER, email="m@staff.example", network="hf-4")
        world.submit("Das bleibt in der Stadt.", "de")

    hall.do(city, ready)
    hall.call(city, "event", "prepare", hall.HALL, tmp_path / "hall.event")
    told = hall.call(laptop, "event", "set-up", tmp_path / "hall.event")
    assert told.count("/staff/link/") == 2 or told.count("can sign in with this link") == 2
    with laptop.app_context():
        found = {account.email: account.roles_on(clock.today()) for account in people.everybody()}
        assert found == {"event_staff@staff.example": {Role.EVENT_STAFF}, "m@staff.example": {Role.NETWORK_MANAGER}}
        assert all(account.password_hash is None for account in people.everybody())
    assert count(laptop) == 0
    assert "05971 939" in hall.do(laptop, lambda world: world.browser(world.person(Role.MODERATOR)).get("/de/")).text
    assert "New people: 0" in hall.call(laptop, "event", "set-up", tmp_path / "hall.event")
    assert "for another purpose" in hall.call(city, "event", "import", tmp_path / "hall.event", fails=True)


def test_a_key_is_for_one_laptop_that_is_still_empty(city: Flask, template: Path, tmp_path: Path) -> None:
    told = hall.call(city, "event", "key", "create", "hall-a", "--to", tmp_path / "a.key")
    words = told.split("\n")[3].strip()
    assert words.encode() not in (tmp_path / "a.key").read_bytes()
    provision = ("event", "key", "provision", tmp_path / "a.key", "--words")
    full = hall.laptop_at(tmp_path / "full", template)
    hall.do(full, lambda world: world.submit("Schon da", "de"))
    assert "their codes die" in hall.call(full, *provision, words, fails=True)
    empty = hall.laptop_at(tmp_path / "empty", template)
    assert "do not open" in hall.call(empty, *provision, "x", fails=True)
    hall.call(empty, *provision, words.upper().replace("-", " "))
    assert keys.path_of("code", empty.config).stat().st_mode & 0o077 == 0
    assert "this laptop's own" in hall.call(empty, "event", "key", "list")
    for command in (["key", "create", "b", "--to", tmp_path / "b.key"], ["import", tmp_path / "a.key"]):
        assert "the laptop of a hall" in hall.call(empty, "event", *command, fails=True)
    assert "not the laptop of a hall" in hall.call(city, "event", "export", tmp_path / "x", fails=True)
    for name in ("hall-a", "Hall A"):
        hall.call(city, "event", "key", "create", name, "--to", tmp_path / "c.key", fails=True)


def test_hit_and_miss_are_equal_work_under_every_key(city: Flask, laptop: Flask) -> None:
    with hall.at(city), city.app_context():
        assert len(codes.digests(codes.new())) == 2
    with hall.at(laptop), laptop.app_context():
        assert len(codes.digests(codes.new())) == 1


def test_a_card_of_the_city_typed_in_the_hall_keeps_the_hash_of_the_city(
    city: Flask, laptop: Flask, tmp_path: Path
) -> None:
    code = codes.new()
    with hall.at(city):
        printed = codes.digest(code)

    def typed(world: World) -> None:
        world.do(lambda: contribution_actions.submit(Submission("Von einer Karte.", "de", code_hash=printed)))

    hall.do(laptop, typed)
    hall.carry(laptop, city, tmp_path / "home.event")
    assert "Von einer Karte." in hall.opened(city, code)


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
