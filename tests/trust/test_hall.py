"""B-12, B-01: two hundred phones behind one address write three texts each on the laptop of a hall while commissioners
decide and a helper brings a list and types cards; everything comes along home. And a disk that fills up meanwhile."""

from __future__ import annotations

import html
import http.client
import json
import re
import resource
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask

from app.contributions import codes
from app.core import halls
from app.core.history import SYSTEM
from app.dialogforum.actions.cards import print_run
from app.dialogforum.queries.cards import shown
from tests.support import hall, journey, rehearsal
from tests.support.database import SqliteStore, Store
from tests.support.live import LiveSite, LiveStaff, LiveVisitor
from tests.support.page import Page

PHONES, TEXTS_EACH = 200, 3
# So many of them press at the very same moment.
AT_ONCE = 50
READ_MEANWHILE = 6
LISTED, TYPED = 60, 12
UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[LiveSite]:
    # Nobody listens at this mail server: mail has no say in what residents see.
    live = LiveSite(tmp_path, MAIL_TRANSPORT="smtp", SMTP_URL="smtp://127.0.0.1:9", MAIL_FROM="forum@rheine.example")
    live.start()
    yield live
    live.stop()


def hidden(page: str, name: str) -> str:
    """The value of a hidden field, read as quickly as a browser would."""
    found = re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page)
    assert found, f"no {name} in {page[:300]}"
    return html.unescape(found.group(1))


@pytest.fixture
def laptop(app: Flask, _application: tuple[Flask, Store], tmp_path: Path) -> Iterator[LiveSite]:
    """The laptop of a hall, with a key and cards of the city."""
    city, store = app, _application[1]
    folder = tmp_path / "laptop"
    template = store.template if isinstance(store, SqliteStore) else hall.empty_database(tmp_path / "empty")
    made = hall.laptop_at(folder, template)
    hall.provision(city, made, tmp_path)
    printed = hall.do(city, lambda world: world.do(lambda: print_run("de", TYPED // 4, seed="run", actor=SYSTEM)[1]))
    hall.call(city, "event", "prepare", hall.HALL, tmp_path / "hall.event")
    hall.call(made, "event", "set-up", tmp_path / "hall.event")
    (tmp_path / "stubs").write_text(json.dumps(printed))
    live = LiveSite(folder, HALL="1", ENVIRONMENT="embedded", PUBLIC_URL="")
    live.start()
    yield live
    live.stop()
    shutil.rmtree(halls.folder(city.config))


class Phone:
    """Somebody in the hall: one form after the other. Everything is remembered that was acknowledged."""

    def __init__(self, base: str, number: int, token: str) -> None:
        self.number, self.token = number, token
        self.line = http.client.HTTPConnection(base.removeprefix("http://"), timeout=30)
        self.codes: dict[str, str] = {}

    def write(self) -> None:
        """Send all texts of this phone."""
        for turn in range(TEXTS_EACH):
            text = f"Text {turn} von Telefon {self.number}: Der Platz braucht Schatten."
            answers = {"action_field": "4", "text": text, "form_token": self.token}
            if turn == 0:
                answers |= {"contact_wanted": "yes", "contact": f"phone{self.number}@example.org"}
            check = self._post("contact", {**answers, "next": ""})
            done = self._post("check", {**answers, "journey": hidden(check, "journey"), "send": ""})
            code = re.search(r'data-tracking-code="(\d{16})"', done)
            assert code, "no number on the last page"
            self.codes[code.group(1)] = text
        self.line.close()

    def _post(self, step: str, answers: dict[str, str]) -> str:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        self.line.request("POST", f"/de/contribute/{step}", urlencode(answers), form)
        answer = self.line.getresponse()
        page = answer.read().decode()
        assert answer.status == 200, f"{step}: {answer.status}"
        return page


def read_and_decide(desk: LiveStaff) -> int:
    """A commissioner takes one case after the other from the queue and refuses it. Gives how many were decided."""
    decided = 0
    for _turn in range(READ_MEANWHILE):
        page = desk.submit(desk.get("/staff/moderation/").form(action="/next"))
        desk.submit(page.form(action="/refuse").fill(reason="off_topic", statement="Danke."))
        decided += 1
    return decided


def bring_list(helper: LiveStaff) -> str:
    """A helper brings a spreadsheet in. Gives what the page says at the end."""
    token = dict(helper.get("/staff/dialogforum/sheets").form("source").values)["csrf_token"]
    rows = "\n".join(f"Liste {number}: Der Weg zur Schule braucht Licht." for number in range(LISTED))
    parts = {"csrf_token": token, "source": "workshop", "name": "Werkstatt"}
    body = "".join(f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{parts[key]}\r\n' for key in parts)
    body += f'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nText\n{rows}\r\n--b--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    looked = helper.raw("POST", "/staff/dialogforum/sheets/look", data=body.encode(), headers=headers)
    form = Page(looked.get_data(as_text=True), "look").form("parcel").fill(leave_out=None)
    return helper.submit(form).text


def type_cards(helper: LiveStaff, numbers: list[int]) -> int:
    """The helper types cards, one after the other. Gives how many."""
    page = helper.get("/staff/dialogforum/cards/")
    for number in numbers:
        form = page.form("card").fill(card=shown(number), text=f"Karte {number}: Mehr Bänke.", fields_typed="4")
        page = helper.submit(form)
    return len(numbers)


def desks_of(site: LiveSite) -> list[LiveStaff]:
    """Two commissioners and a helper of the event, signed in."""
    wanted = {"moderator", "event_staff"}
    people = sorted((row for row in rehearsal.hire(site) if wanted & set(row["roles"])), key=lambda row: row["roles"])
    desks = [LiveStaff(site.base) for _one in people]
    for desk, account in zip(desks, people, strict=True):
        desk.enter(account)
    return desks


def write_all(site: LiveSite, desks: list[LiveStaff], cards: list[int]) -> dict[str, str]:
    """All phones write at once while the desks decide. Gives every code that was shown, and its text."""
    first = LiveVisitor(site.base)
    for number in range(2 * READ_MEANWHILE):
        journey.send(first, journey.to_check(first, "de", f"Schon da: {number}"))
    token = hidden(first.get("/de/contribute/").html, "form_token")
    phones = [Phone(site.base, number, token) for number in range(PHONES)]
    helper, *desks = desks
    with ThreadPoolExecutor(AT_ONCE + 3) as pool:
        decided = [pool.submit(read_and_decide, desk) for desk in desks]
        listed = pool.submit(lambda: (bring_list(helper), type_cards(helper, cards)))
        list(pool.map(Phone.write, phones))
        assert f"{LISTED} texts came in." in listed.result()[0]
        assert [one.result() for one in decided] == [READ_MEANWHILE] * 2
    return {code: text for phone in phones for code, text in phone.codes.items()}


def test_a_whole_hall_writes_while_two_people_decide(app: Flask, laptop: LiveSite, tmp_path: Path) -> None:
    stubs = {int(number): code for number, code in json.loads((tmp_path / "stubs").read_text()).items()}
    acknowledged = write_all(laptop, desks_of(laptop), list(stubs))
    assert len(acknowledged) == PHONES * TEXTS_EACH, "somebody was refused, or got a code twice"
    first = LiveVisitor(laptop.base)
    for code, text in list(acknowledged.items())[:: PHONES // 2]:
        page = first.submit(first.get("/de/code/").form("code").fill(code=code))
        assert text in page.text
    laptop.stop()
    # Every code opens its own text, and everything is in what goes home.
    at_rest = hall.laptop_at_rest(tmp_path / "laptop")
    hall.call(at_rest, "event", "export", tmp_path / "home.event")
    with hall.at(at_rest):
        key = halls.known(at_rest.config)[0]
        home = key.unpack("home", (tmp_path / "home.event").read_bytes())["contributions"]
        texts = {item["code_hash"]: item["text"] for item in home}
        assert {code: texts.get(codes.digest(code)[0]) for code in acknowledged} == acknowledged
    with hall.at(app):
        typed = {number: texts.get(codes.digest(code)[0]) for number, code in stubs.items()}
    assert typed == {number: f"Karte {number}: Mehr Bänke." for number in stubs}
    assert sum(item.get("source") == "workshop" for item in home) == LISTED
    assert sum(item["contact"] is not None for item in home) == PHONES


def family(pid: int) -> list[int]:
    """A process and everything below it."""
    listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(child): int(parent) for child, parent in (line.split() for line in listed.splitlines())}
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


@contextmanager
def no_space(site: LiveSite) -> Iterator[None]:
    """No file of the running site can be written any more, as on a full disk; afterwards it can again."""
    assert site.process is not None
    members = family(site.process.pid)
    for pid in members:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        for pid in members:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, UNLIMITED)


def test_a_disk_without_space_loses_nothing_and_heals_by_itself(site: LiveSite) -> None:
    visitor = LiveVisitor(site.base)
    code = journey.code_on(journey.send(visitor, journey.to_check(visitor, "de", "Vorher geschrieben.")))
    text = "نحتاج إلى مكان هادئ للأطفال. " * 40
    check = journey.to_check(visitor, "ar", text)
    with no_space(site):
        page = journey.send(visitor, check, status=503)
        assert page.one("html").attrs["lang"] == "ar"
        assert text.strip() in page.one("#typed-text").to_text()
        visitor.get("/de/contributions/")
    new = journey.code_on(visitor.submit(page.form("journey")))
    assert site.process is not None
    assert site.process.poll() is None
    for number, words in ((code, "Vorher geschrieben."), (new, text.strip())):
        opened = visitor.submit(visitor.get("/de/code/").form("code").fill(code=number))
        assert words in opened.text
