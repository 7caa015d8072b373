"""P27, T-38: cards that the city printed are typed in the hall, or in a spreadsheet; their stubs open them at home."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.contributions.models import Contribution
from app.core.history import SYSTEM
from app.dialogforum.actions.cards import CardWords, print_run, type_card
from app.dialogforum.models.cards import PaperCard
from app.dialogforum.queries import cards
from app.dialogforum.rules.cards import CardState
from app.extensions import db
from app.permissions import Role
from tests.support import hall
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page

START = "/staff/dialogforum/sheets"


def printed(world: World) -> dict[int, str]:
    """Four cards: number and the code on the stub."""
    return world.do(lambda: print_run("ar", 1, seed="a press", actor=SYSTEM)[1])


def states(app: Flask) -> list[CardState]:
    with app.app_context():
        return [card.state for card in db.session.execute(sa.select(PaperCard).order_by(PaperCard.number)).scalars()]


def test_a_card_of_the_city_is_typed_in_the_hall(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    codes = hall.do(city, printed)
    hall.call(city, "event", "prepare", hall.HALL, tmp_path / "hall.event")
    assert "Cards that can be typed here: 4" in hall.call(laptop, "event", "set-up", tmp_path / "hall.event")
    assert "typed here: 0" in hall.call(laptop, "event", "set-up", tmp_path / "hall.event")
    first, second = list(codes)[:2]
    raw = (tmp_path / "hall.event").read_bytes()
    assert not any(code.encode() in raw for code in codes.values())

    def type_in(number: int, text: str) -> None:
        type_card(number, CardWords(text, [4]), form_number=f"form {number}", actor=SYSTEM)

    hall.do(laptop, lambda world: world.do(type_in, first, "Im Saal getippt."))
    hall.do(city, lambda world: world.do(type_in, second, "In der Stadt getippt."))
    hall.do(laptop, lambda world: world.do(type_in, second, "Auch im Saal getippt."))
    for name in ("1.event", "2.event"):
        came = hall.carry(laptop, city, tmp_path / name)
    assert [row["status"] for row in came] == ["known", "known"]
    assert hall.count(city) == 2
    assert states(city) == [CardState.TYPED, CardState.TYPED, CardState.OPEN, CardState.OPEN]
    assert "Im Saal getippt." in hall.opened(city, codes[first])
    assert "In der Stadt getippt." in hall.opened(city, codes[second])


@pytest.fixture
def helper(world: World) -> PageClient:
    return world.browser(world.person(Role.EVENT_STAFF))


def look(client: PageClient, text: str) -> Page:
    token = dict(client.get(START).form("source").values)["csrf_token"]
    sent = {"csrf_token": token, "source": "partner", "name": "Liste", "file": (io.BytesIO(text.encode()), "a.csv")}
    answer = client.raw("POST", f"{START}/look", data=sent, headers={"Sec-Fetch-Site": "same-origin"})
    page = Page(answer.get_data(as_text=True), START)
    assert not page.problems()
    return page


def test_rows_with_a_card_number_belong_to_whoever_holds_the_stub(app: Flask, helper: PageClient, world: World) -> None:
    codes = printed(world)
    shown = [cards.shown(number) for number in codes]
    given = {shown[0]: "مقاعد أكثر", shown[1]: "Mehr Licht", "": "Ohne Karte", "10000-1": "Falsch"}
    rows = [*given.items(), (shown[0], "Noch einmal")]
    page = look(helper, "Karte;Text\n" + "\n".join(";".join(row) for row in rows))
    assert "Nobody gets a number for 1 row." in page.text
    assert "The same card number stands in an earlier row." in page.text
    assert "One digit of the card number is wrong." in page.text
    form = page.form("parcel")
    done = helper.submit(form)
    assert "3 texts came in." in done.text
    assert not any(code in done.html for code in codes.values())
    assert "No new row" in helper.submit(form).text
    assert states(app) == [CardState.TYPED, CardState.TYPED, CardState.OPEN, CardState.OPEN]
    assert "مقاعد أكثر" in hall.opened(app, codes[next(iter(codes))])
    assert "This card was typed in already." in look(helper, f"Karte;Text\n{shown[1]};Anders\n").text
    with app.app_context():
        sources = sorted(row.source.value for row in db.session.execute(sa.select(Contribution)).scalars())
        assert sources == ["card", "card", "partner"]
