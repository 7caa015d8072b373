"""Absence on one's own account page, and leaving one case to a colleague."""

from __future__ import annotations

from datetime import timedelta

from app.core import clock
from app.permissions import Role
from tests.support.build import World
from tests.support.cases import moderator, send
from tests.support.client import PageClient
from tests.support.staff import sign_in

ABSENCE = "/staff/account/absence"


def test_saying_when_one_is_away_and_coming_back(world: World, client: PageClient) -> None:
    person = moderator(world)
    moderator(world, "second@staff.example")
    sign_in(client, person)
    page = client.get(client.get("/staff/account").one(f"a[href='{ABSENCE}']").attrs["href"])
    today = clock.today()
    form = page.form("first_day")
    assert client.submit(form.fill(first_day="2027-13-01", last_day=""), 422).all("#error-summary a")
    wrong = form.fill(first_day=(today + timedelta(days=3)).isoformat(), last_day=today.isoformat())
    page = client.submit(wrong, 422)
    assert "The last day lies before the first day." in page.text
    assert dict(page.form("first_day").values)["first_day"] == (today + timedelta(days=3)).isoformat()
    page = client.submit(form.fill(first_day=today.isoformat(), last_day=(today + timedelta(days=3)).isoformat()))
    assert "Meanwhile your mails go to colleagues." in page.text
    assert "no commissioner is there" not in page.text
    page = client.submit(page.form(action="/end"))
    assert "The absence is ended." in page.text
    assert not page.all("form[action$='/end']")


def test_the_last_one_who_goes_is_warned(world: World, client: PageClient) -> None:
    person = moderator(world)
    world.person(Role.ADMIN, email="admin@staff.example")
    sign_in(client, person)
    days = {"first_day": clock.today().isoformat(), "last_day": clock.today().isoformat()}
    page = client.submit(client.get(ABSENCE).form("first_day").fill(**days))
    assert "no commissioner is there" in page.text
    assert "All commissioners are away today." in client.get("/staff/").text


def test_leaving_a_case_to_a_colleague(world: World, client: PageClient) -> None:
    person, second = moderator(world), moderator(world, "second@staff.example")
    sign_in(client, person)
    case, other = send(world), send(world, "Zweites")
    page = client.get(f"/staff/moderation/{case}")
    link = next(one for one in page.all("main a") if "/hand-over" in one.attrs["href"])
    form = client.get(link.attrs["href"]).form("colleague")
    page = client.submit(form.fill(note="x" * 501), 422)
    assert "x" * 501 in page.html
    page = client.submit(page.form("colleague").fill(note="Bitte lies das, ich kenne die Familie."))
    assert other in page.heading
    browser = PageClient(client.app)
    sign_in(browser, second)
    assert "Left to Kim Beispiel." in browser.get("/staff/moderation/").text
    page = browser.submit(browser.get("/staff/moderation/").form(action="/next"))
    assert case in page.heading
    assert "Bitte lies das, ich kenne die Familie." in page.text


def test_alone_there_is_nobody_to_ask(world: World, client: PageClient) -> None:
    sign_in(client, moderator(world))
    case = send(world)
    assert "No other commissioner is there now." in client.get(f"/staff/moderation/{case}/hand-over").text
