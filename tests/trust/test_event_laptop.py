"""T-38: the city prepares a laptop for the hall; its keys are the laptop's own, and its codes open in the city."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask

from app.accounts import queries as people
from app.contributions import actions as contribution_actions
from app.contributions import codes
from app.contributions.actions import Submission
from app.core import clock, keys
from app.permissions import Role
from tests.support import hall, journey, office
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.hall import count


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
    with clock.at(clock.now() - timedelta(days=400)):
        assert "clock" in hall.call(laptop, "event", "set-up", tmp_path / "hall.event", fails=True)
    again = hall.laptop_at_rest(tmp_path / "laptop")
    with hall.at(again):
        told = journey.send(PageClient(again), journey.to_check(PageClient(again), "de", "Ein Wunsch."))
        address = told.one(".code-card__address").to_text().strip()
        assert address == city.config["PUBLIC_URL"].removeprefix("http://") + "/n"
        assert told.one(".notice--info")
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
    first = hall.carry(laptop, city, tmp_path / "home.event")
    assert "Von einer Karte." in hall.opened(city, code)
    # Somebody in the city types the same card again: it is the same contribution, here and in the next file.
    other = Submission("Von einer Karte, noch einmal.", "de", code_hash=printed)
    again = hall.do(city, lambda world: world.do(lambda: contribution_actions.submit(other).contribution.reference))
    assert again == first[0]["reference"]


def test_a_card_typed_in_the_city_and_in_the_hall_is_one(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    printed = ("ab" * 32, "0" * 12)
    for app, text in ((city, "In der Stadt getippt."), (laptop, "Im Saal getippt.")):
        hall.do(app, lambda world, text=text: world.do(lambda: _type(text, printed)))
    for name in ("1.event", "2.event"):
        assert [row["status"] for row in hall.carry(laptop, city, tmp_path / name)] == ["known"]
    assert count(city) == 1


def _type(text: str, printed: tuple[str, str]) -> None:
    contribution_actions.submit(Submission(text, "de", code_hash=printed))
