"""The wall of the hall: public texts alone, in batches, obedient to its operator."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from app.concept import queries as concept
from app.contributions import queries as contributions
from app.core import clock
from app.core.history import RESIDENT, SYSTEM
from app.dialogforum.rules.wall import Item, on_the_wall, screen, shuffled
from app.followup import actions as followup
from app.permissions import Role
from app.rounds.actions import open_round
from app.rounds.rules import Phase
from tests.support.build import World
from tests.support.client import PageClient, statements
from tests.support.desk import Case
from tests.support.page import Page
from tests.support.staff import Person

TODAY = date(2027, 5, 8)
DESK = "/staff/dialogforum/wall"


def item(number: int, day: date = TODAY) -> Item:
    return Item(str(number), 4, "ar", day)


@pytest.mark.parametrize(("fresh", "shown"), [(0, 0), (1, 0), (2, 0), (3, 3), (5, 3), (6, 6)])
def test_new_texts_come_in_threes(fresh: int, shown: int) -> None:
    old = [item(number, TODAY - timedelta(days=1)) for number in range(2)]
    new = [item(number + 10) for number in range(fresh)]
    assert len(on_the_wall([*old, *new], TODAY)) == 2 + shown


def test_the_order_tells_nothing_and_stays() -> None:
    items = [item(number, TODAY - timedelta(days=1)) for number in range(30)]
    first = shuffled(items, TODAY)
    assert first == shuffled(items, TODAY)
    assert first != items
    assert sorted(first, key=lambda one: int(one.id)) == items
    fresh = [item(number) for number in range(40, 43)]
    assert set(shuffled([*items, *fresh], TODAY)[:3]) == set(fresh)


def test_screens_move_on_by_themselves_unless_they_pause() -> None:
    start = datetime(2027, 5, 8, 10, tzinfo=clock.BERLIN)
    later = start + timedelta(seconds=45)
    assert screen(9, 0, start, later, 20, paused=False) == 2
    assert screen(9, 1, start, later, 20, paused=False) == 0
    assert screen(9, 1, start, later, 20, paused=True) == 1
    assert screen(0, 5, start, later, 20, paused=False) == 0
    assert screen(9, 0, later, start, 20, paused=False) == 0


@pytest.fixture
def url(world: World) -> str:
    """The wall of this year's round."""
    today = clock.today()

    def make() -> str:
        starts = {phase: today + timedelta(days=20 * number - 60) for number, phase in enumerate(Phase)}
        edition = concept.current_edition(today)
        made = open_round(today.year, edition, starts, today + timedelta(days=200), actor=SYSTEM)
        return f"/en/dialogforum/{made.year}/wall"

    return world.do(make)


@pytest.fixture
def moderator(world: World) -> Person:
    return world.person(Role.MODERATOR)


def released(world: World, moderator: Person, count: int, text: str = "نحتاج إلى غرفة للأطفال") -> list[Case]:
    return [world.release(world.submit(f"{text} {number}"), moderator) for number in range(count)]


def texts(page: Page) -> list[str]:
    return [one.to_text() for one in page.all("#wall [lang=ar]")]


@pytest.mark.usefixtures("url")
def test_the_third_text_brings_all_three(client: PageClient, world: World, url: str, moderator: Person) -> None:
    assert "Three ways to take part" in client.get(url).text
    released(world, moderator, 2)
    assert not texts(client.get(url))
    before = client.get(url).one("#wall").attrs["data-batch"]
    released(world, moderator, 1, "مكان للعب")
    page = client.get(url)
    assert page.one("#wall").attrs["data-batch"] != before
    assert len(texts(page)) == 3
    assert page.all("#wall [lang=de]"), "German stands beneath"
    assert "4" in page.one(".wall__counts").to_text()
    assert "< 5" in page.one(".wall__counts").to_text()


def test_waiting_refused_and_withdrawn_texts_are_not_there(
    client: PageClient, world: World, url: str, moderator: Person
) -> None:
    cases = released(world, moderator, 3)
    world.submit("لم يقرأه أحد")
    assert "لم يقرأه" not in client.get(url).html
    etag = client.raw("GET", url).headers["ETag"]
    assert client.raw("GET", url, headers={"If-None-Match": etag}).status_code == 304
    world.do(lambda: followup.withdraw(contributions.get(cases[0].reference), actor=RESIDENT))
    assert not texts(client.get(url)), "two new ones wait for a third"


def test_the_operator_is_obeyed(client: PageClient, world: World, url: str, moderator: Person) -> None:
    cases = released(world, moderator, 6)
    desk = world.browser(world.person(Role.EVENT_STAFF))

    def press(what: str, reference: str = "") -> Page:
        page = desk.get(DESK)
        forms = [one for one in page.all("form") if one.attrs["action"].endswith(f"/{what}")]
        data = {"csrf_token": page.one("form[action$='/blank'] input[name=csrf_token]").attrs["value"]}
        data["version"] = page.one("form[action$='/blank'] input[name=version]").attrs["value"]
        assert forms
        assert desk.raw("POST", f"{DESK}/{what}", data={**data, "item": reference}).status_code == 303
        return client.get(url)

    # Paused, so that it does not move on by itself meanwhile.
    first = texts(press("pause"))
    assert "The wall pauses on this screen." in desk.get(DESK).text
    second = texts(press("next"))
    assert texts(client.get(f"{url}?newest=1")) == second, "a paused wall stays where it is"
    assert len(first) == len(second) == 3
    assert not set(first) & set(second)
    assert not texts(press("blank"))
    assert "<" not in client.get(url).one(".wall__counts").to_text()
    assert texts(press("blank")) == second
    assert len(texts(press("enlarge", cases[0].reference))) == 1
    assert len(texts(press("enlarge", cases[0].reference))) == 3
    press("off", cases[0].reference)
    assert "0" not in "".join(texts(client.get(url))), "five of today: three are shown"
    press("pause")
    assert "The wall runs." in desk.get(DESK).text


def test_the_newest_batch_has_a_screen(client: PageClient, world: World, url: str, moderator: Person) -> None:
    released(world, moderator, 6)
    released(world, moderator, 3, "مكان جديد")
    assert all("مكان جديد" in text for text in texts(client.get(f"{url}?newest=1")))


def test_fields_and_languages_are_chosen(client: PageClient, world: World, url: str, moderator: Person) -> None:
    released(world, moderator, 3)
    desk = world.browser(moderator)
    page = desk.submit(desk.get(DESK).form("seconds").fill(fields_shown=["1"], mix="all", seconds="60"))
    assert "The wall is set." in page.text
    assert not texts(client.get(url))
    desk.submit(desk.get(DESK).form("seconds").fill(fields_shown=["4"], mix="german"))
    assert not texts(client.get(url))
    desk.submit(desk.get(DESK).form("seconds").fill(fields_shown=None, mix="others"))
    assert len(texts(client.get(url))) == 3
    desk.submit(desk.get(DESK).form("seconds").fill(mix="klingon"), 422)


def test_two_operators_see_each_other(world: World, url: str, moderator: Person) -> None:
    assert url
    one, two = world.browser(moderator), world.browser(world.person(Role.EVENT_STAFF))
    old = two.get(DESK).form("seconds").fill(seconds="10")
    one.submit(one.get(DESK).form("seconds").fill(seconds="30"))
    assert "Somebody else changed the wall." in two.submit(old, 409).text
    assert two.get(DESK).form("seconds").values


@pytest.mark.parametrize("role", [Role.ADMIN, Role.NETWORK_MEMBER, Role.TRANSLATOR])
def test_others_do_not_touch_the_wall(world: World, role: Role) -> None:
    world.browser(world.person(role, network="hf-4" if role is Role.NETWORK_MEMBER else None)).get(DESK, status=403)


def test_a_year_without_a_round(client: PageClient) -> None:
    client.get("/en/dialogforum/1999/wall", status=404)


def test_before_the_first_round_there_is_no_wall_yet(world: World) -> None:
    assert "There is no round yet." in world.browser(world.person(Role.EVENT_STAFF)).get(DESK).text


def test_many_screens_cost_one_page(client: PageClient, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty screens and two hundred phones ask each second: the page of a moment is made once."""
    monkeypatch.setitem(client.app.config, "WALL_KEEP_SECONDS", 0.5)
    moment = clock.now()
    with clock.at(moment):
        first = client.raw("GET", url)
        with statements() as again:
            known = client.raw("GET", url, headers={"If-None-Match": first.headers["ETag"]})
    with clock.at(moment + timedelta(seconds=1)), statements() as later:
        assert client.raw("GET", url).status_code == 200
    assert known.status_code == 304
    assert len(again.all) <= 2 < len(later.all)
