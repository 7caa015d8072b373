"""The card desk as a helper uses it: the keyboard alone, in less than forty seconds a card, and a line that dies."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from app.contributions.models import Contribution
from app.core.history import SYSTEM
from app.dialogforum.actions.cards import print_run
from app.dialogforum.models.cards import PaperCard
from app.dialogforum.queries.cards import shown
from app.extensions import db
from app.permissions import Role
from tests.browser.conftest import Site
from tests.browser.town import DATA, Town, sign_in

DESK = "/staff/dialogforum/cards/"
# Keystrokes a second of somebody who types every day: about seventy words a minute.
A_SECOND = 6
# Turning to the next card and finding its number.
LOOKS = 2.0
LIMIT = 40
CARDS = 10
LAPTOP: ViewportSize = {"width": 1280, "height": 800}


@dataclass
class Typist:
    """Presses keys one after the other and counts them."""

    page: Page
    keys: int = 0

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.keys += len(words)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += key.count("+") + 1


@pytest.fixture
def cards(town: Town) -> list[int]:
    """The numbers of printed cards that nobody has typed."""
    seed = f"run {time.monotonic_ns()}"
    return list(town.world.do(lambda: print_run("ar", 3, seed=seed, actor=SYSTEM)[1]))


@pytest.fixture
def desk(browser: Browser, site: Site, town: Town) -> Iterator[Page]:
    """The laptop of a helper who has signed in, under the site's own content policy."""
    context = browser.new_context(viewport=LAPTOP, base_url=site.base)
    context.set_default_timeout(10_000)
    tab = context.new_page()
    # Somebody new each time: a code of the phone works once in half a minute.
    sign_in(tab, town.world.person(Role.EVENT_STAFF, email=f"{uuid.uuid4().hex}@cards.example"))
    tab.goto(DESK)
    yield tab
    context.close()


def real_cards() -> list[dict[str, Any]]:
    """What people wrote on cards, in eleven languages."""
    rows = [json.loads(line) for line in (DATA / "contributions.jsonl").read_text("utf-8").splitlines()]
    return [row for row in rows if row["source"] == "card"]


def stored(town: Town, numbers: list[int]) -> list[int]:
    """Which of these cards are in."""
    query = sa.select(PaperCard.number).where(PaperCard.contribution_id.is_not(None), PaperCard.number.in_(numbers))
    return sorted(town.world.read(lambda: list(db.session.scalars(query))))


def test_a_card_takes_less_than_forty_seconds(desk: Page, town: Town, cards: list[int]) -> None:
    typist, waited = Typist(desk), 0.0
    rows = real_cards()[:CARDS]
    for number, row in zip(cards, rows, strict=False):
        expect(desk.locator("#card")).to_be_focused()
        typist.type(shown(number))
        typist.press("Tab")
        typist.type("".join(str(one) for one in row["fields"]))
        typist.press("Tab")
        typist.type(str(row["text"]))
        began = time.monotonic()
        typist.press("Control+Enter")
        expect(desk.locator("main")).to_contain_text(shown(number))
        expect(desk.locator("#card")).to_have_value("")
        waited += time.monotonic() - began
    assert stored(town, cards[: len(rows)]) == sorted(cards[: len(rows)])
    seconds = typist.keys / A_SECOND / len(rows) + LOOKS + waited / len(rows)
    assert seconds < LIMIT, f"{seconds:.1f} s a card, of which the site took {waited / len(rows):.2f} s"


def test_language_district_and_help_by_key(desk: Page, town: Town, cards: list[int]) -> None:
    typist = Typist(desk)
    typist.type(shown(cards[0]))
    typist.press("Tab")
    typist.type("4")
    typist.press("Tab")
    typist.type("Aber bitte bald.")
    typist.press("Tab")
    typist.press("Enter")
    typist.press("Tab")
    typist.type("T")
    typist.press("Tab")
    typist.type("Mes")
    typist.press("Tab")
    typist.press("Space")
    typist.press("Control+Enter")
    expect(desk.locator("#card")).to_have_value("")

    def taken_in() -> tuple[str, str | None, bool]:
        card = db.session.get_one(PaperCard, cards[0])
        found = db.session.get_one(Contribution, card.contribution_id)
        return found.language, found.district.name if found.district else None, found.offers_help

    assert town.world.read(taken_in) == ("tr", "Mesum", True)


def test_a_dead_line_costs_no_card(desk: Page, town: Town, cards: list[int]) -> None:
    first = shown(cards[0])
    desk.locator("#card").fill(first)
    desk.locator("#text").fill("Der Bus fährt zu selten.")
    expect(desk.locator("#line-dead")).to_be_hidden()
    desk.context.set_offline(True)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#line-dead")).to_be_visible()
    assert desk.locator("#text").input_value() == "Der Bus fährt zu selten."
    assert stored(town, cards) == []
    desk.context.set_offline(False)
    desk.locator("#text").focus()
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("main")).to_contain_text(first)
    expect(desk.locator("#card")).to_have_value("")
    assert stored(town, cards) == [cards[0]]


def test_a_line_that_dies_after_the_card_arrived_stores_it_once(desk: Page, town: Town, cards: list[int]) -> None:
    """The answer is lost on its way: the helper sends the card again, or types it anew."""
    number = shown(cards[0])
    desk.route("**/staff/dialogforum/cards/", _arrive_and_die)
    desk.locator("#card").fill(number)
    desk.locator("#text").fill("Mehr Licht im Park.")
    desk.locator("#card-form button").click()
    desk.wait_for_timeout(300)
    desk.unroute("**/staff/dialogforum/cards/")
    assert stored(town, cards) == [cards[0]]
    desk.goto(DESK)
    desk.locator("#card").fill(number)
    desk.locator("#text").fill("Mehr Licht im Park.")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("main")).to_contain_text("typed in already")
    assert stored(town, cards) == [cards[0]]


def _arrive_and_die(route: Route) -> None:
    """The site takes the card; the browser never hears of it."""
    route.fetch(max_redirects=0)
    route.abort("connectionreset")
