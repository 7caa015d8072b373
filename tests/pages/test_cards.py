"""Paper cards: printed once, typed once, opened with the number on the stub, which nobody here ever sees."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa

from app.contributions import codes as tracking
from app.contributions import queries as contributions
from app.contributions.models import Contribution
from app.contributions.rules import Source
from app.core import clock
from app.core.errors import NotPossibleNow
from app.core.history import SYSTEM
from app.dialogforum.actions import cards as actions
from app.dialogforum.models.cards import PaperCard
from app.extensions import db
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.paper import Paper, codes

RUNS, DESK = "/staff/dialogforum/cards/runs", "/staff/dialogforum/cards/"
TEXT = "Im Haus fehlt ein Raum, in dem die Kinder am Nachmittag spielen können. Viele Eltern würden mitmachen."


@pytest.fixture
def office(world: World) -> PageClient:
    return world.browser(world.person(Role.ADMIN))


@pytest.fixture
def helper(world: World) -> PageClient:
    return world.browser(world.person(Role.EVENT_STAFF))


def printed(office: PageClient, language: str = "ar", sheets: int = 1) -> Paper:
    form = office.get(RUNS).form("sheets").fill(language=language, sheets=str(sheets))
    response = office.raw("POST", form.action, data=dict(form.values))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return Paper(response.get_data())


def numbers(paper: Paper) -> list[str]:
    """The numbers of the cards, in the order of the paper."""
    return re.findall(r"\b\d{5}-\d\b", paper.text)


def stubs(world: World, paper: Paper) -> dict[str, str]:
    """Card number → the code of its stub, put together from the groups of four that stand on the paper."""
    groups = re.findall(r"\b\d{4}\b", re.sub(r"\d{5}-\d", " ", paper.text))
    found = ["".join(groups[at : at + 4]) for at in range(0, len(groups), 4)]
    known = dict(world.read(lambda: db.session.execute(sa.select(PaperCard.code_hash, PaperCard.number)).all()))
    pairs = {str(known[world.read(lambda c=code: tracking.digest(c))[0]]): code for code in found}
    return {number: pairs[number.split("-")[0]] for number in numbers(paper)}


def typed(helper: PageClient, number: str, status: int = 200, **more: str) -> object:
    form = helper.get(DESK).form("card").fill(card=number, **{"text": TEXT, "fields_typed": "4", **more})
    return helper.submit(form, status)


@pytest.mark.parametrize("language", ["de", "ar", "fa", "uk", "de-simple", "kmr"])
def test_a_card_is_sound_paper(office: PageClient, world: World, language: str) -> None:
    paper = printed(office, language)
    assert (paper.pages, paper.faults()) == (2, [])
    assert len(numbers(paper)) == 4
    assert len(stubs(world, paper)) == 4
    # The code for cameras leads to the page for the number, and holds no number.
    assert {one.text for one in codes(paper.picture())} == {"http://dialogforum.test/n"}
    first = next(iter(stubs(world, paper).values()))
    for row in (first[:8], first[8:]):
        lefts = paper.lefts([row[:4], row[4:]])
        assert lefts == sorted(lefts)


def test_from_the_printer_to_the_answer_page(
    office: PageClient, helper: PageClient, client: PageClient, world: World
) -> None:
    number, code = next(iter(stubs(world, printed(office)).items()))
    page = client.get("/en/code/").form("code").fill(code=code)
    assert "We have not typed in your card yet." in client.submit(page, 422).text
    typed(helper, number)
    assert helper.get(DESK).text.count(number) == 1
    assert code not in helper.get(DESK).html
    opened = client.submit(client.get("/ar/code/").form("code").fill(code=code))
    assert TEXT in opened.text
    found = world.read(lambda: db.session.execute(sa.select(Contribution)).scalar_one())
    assert (found.source, found.language, found.reading_language) == (Source.CARD, "de", "ar")
    assert [row.number for row in world.read(lambda: contributions.get(found.reference)).suggested_fields] == [4]


def test_no_code_is_stored(office: PageClient, world: World) -> None:
    code = next(iter(stubs(world, printed(office)).values()))
    rows = world.read(lambda: [tuple(row) for row in db.session.execute(sa.text("SELECT * FROM paper_card"))])
    assert all(code not in str(row) and code[:15] not in str(row) for row in rows)


def test_the_same_form_gives_the_same_cards_for_an_hour(office: PageClient, world: World) -> None:
    form = office.get(RUNS).form("sheets").fill(language="uk", sheets="1")
    first, second = (office.raw("POST", form.action, data=dict(form.values)).get_data() for _turn in range(2))
    assert first == second
    assert world.read(lambda: db.session.scalar(sa.select(sa.func.count()).select_from(PaperCard))) == 4
    assert world.read(lambda: db.session.scalar(sa.select(sa.func.count()).select_from(PaperCard))) == 4


def test_after_an_hour_nobody_makes_them_again(world: World) -> None:
    world.do(lambda: actions.print_run("de", 1, seed="x", actor=SYSTEM))
    with clock.at(clock.now() + timedelta(minutes=61)), pytest.raises(NotPossibleNow, match="run_over"):
        world.do(lambda: actions.print_run("de", 1, seed="x", actor=SYSTEM))


def test_a_card_comes_in_once(office: PageClient, helper: PageClient, world: World) -> None:
    number = numbers(printed(office))[0]
    form = helper.get(DESK).form("card").fill(card=number, text=TEXT)
    helper.submit(form)
    helper.submit(form)
    page = typed(helper, number, 409, text="Andere Wörter")
    assert "This card was typed in already." in page.text
    assert "Andere Wörter" in page.form("card").element.to_text()
    assert world.read(lambda: db.session.scalar(sa.select(sa.func.count()).select_from(Contribution))) == 1


def test_of_two_helpers_with_one_card_one_wins(office: PageClient, helper: PageClient, world: World) -> None:
    number = numbers(printed(office))[0]
    other = world.browser(world.person(Role.EVENT_STAFF, email="second@staff.example"))
    both = (helper, other)
    forms = [one.get(DESK).form("card").fill(card=number, text=f"{TEXT} {who}") for who, one in enumerate(both)]
    start, seen = Barrier(2), []

    def press(browser: PageClient, data: list[tuple[str, str]], target: str) -> None:
        start.wait()
        seen.append(browser.raw("POST", target, data=dict(data)).status_code)

    people = [
        Thread(target=press, args=(browser, form.values, form.action))
        for browser, form in zip(both, forms, strict=True)
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(seen) == [303, 409]
    assert world.read(lambda: db.session.scalar(sa.select(sa.func.count()).select_from(Contribution))) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"card": "10000-0"}, "One digit of the card number is wrong."),
        ({"card": ""}, "Please enter the number of the card."),
        ({"card": "x"}, "One digit of the card number is wrong."),
        ({"fields_typed": "9"}, "Fields are digits from 1 to 8"),
        ({"text": " "}, "Please write"),
    ],
)
def test_mistakes_are_said_and_nothing_is_lost(
    office: PageClient, helper: PageClient, world: World, wrong: dict[str, str], said: str
) -> None:
    good = {"card": numbers(printed(office))[0], "text": TEXT, "fields_typed": "4"}
    page = helper.submit(helper.get(DESK).form("card").fill(**{**good, **wrong}), 422)
    assert said in page.text
    if "text" not in wrong:
        assert TEXT in page.html
    assert world.read(lambda: db.session.scalar(sa.select(sa.func.count()).select_from(Contribution))) == 0


def test_values_that_no_list_offers_are_refused_and_keep_the_words(office: PageClient, helper: PageClient) -> None:
    form = helper.get(DESK).form("card").fill(card=numbers(printed(office))[0], text=TEXT)
    answer = helper.raw("POST", DESK, data={**dict(form.values), "district": "atlantis"})
    assert answer.status_code == 422
    assert TEXT in answer.get_data(as_text=True)
    for number in ("9" * 20, "5" * 9, "-1", "²"):
        assert helper.raw("POST", DESK, data={**dict(form.values), "card": number}).status_code == 422
    assert helper.raw("GET", f"{DESK}{'9' * 20}").status_code == 404


@pytest.mark.parametrize("wrong", [{"sheets": "-1"}, {"sheets": "1000000"}, {"sheets": "x"}, {"language": "xx"}])
def test_print_runs_have_limits(office: PageClient, world: World, wrong: dict[str, str]) -> None:
    form = office.get(RUNS).form("sheets")
    assert office.raw("POST", RUNS, data={**dict(form.values), **wrong}).status_code == 422
    assert office.raw("POST", RUNS, data={**dict(form.values), "ticket": "x"}).status_code == 409
    assert world.read(lambda: db.session.scalar(sa.select(sa.func.count()).select_from(PaperCard))) == 0


def test_digits_of_every_script_are_card_numbers(office: PageClient, helper: PageClient) -> None:
    number = numbers(printed(office))[0]
    eastern = number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")).replace("-", " ")
    assert f"Card {number} is in." in typed(helper, eastern, fields_typed="٤ ?").text


def test_lost_cards_are_void(office: PageClient, helper: PageClient, client: PageClient, world: World) -> None:
    paper = printed(office)
    known = stubs(world, paper)
    first, second, third, _last = known
    typed(helper, second)
    form = office.get(RUNS).form("first").fill(first=first, last=third)
    assert "Cards taken out of use: 2" in office.submit(form).text
    assert "This card is void" in typed(helper, first, 409).text
    asked = client.get("/en/code/").form("code").fill(code=known[first])
    assert "This card is not valid any more." in client.submit(asked, 422).text
    assert TEXT in client.submit(client.get("/en/code/").form("code").fill(code=known[second])).text


def test_a_helper_corrects_her_own_card_until_it_is_read(office: PageClient, helper: PageClient, world: World) -> None:
    number = numbers(printed(office))[0]
    typed(helper, number)
    plain = number.split("-")[0]
    form = helper.get(f"{DESK}{plain}").form("text").fill(text="Ein Raum für Kinder fehlt.", fields_typed="46")
    assert "is corrected" in helper.submit(form).text
    found = world.read(lambda: db.session.execute(sa.select(Contribution)).scalar_one())
    case = world.read(lambda: [row.number for row in contributions.get(found.reference).suggested_fields])
    assert case == [4, 6]
    other = world.browser(world.person(Role.EVENT_STAFF, email="second@staff.example"))
    other.get(f"{DESK}{plain}", status=404)
    moderator = world.person(Role.MODERATOR)
    assert number in world.browser(moderator).get(f"/staff/moderation/{found.reference}").text
    world.release(Case(found.id, found.reference, ""), moderator, german=None)
    assert "already" in helper.submit(form, 409).text


def test_a_hundred_cards_need_few_keys(office: PageClient, helper: PageClient, world: World) -> None:
    """Who types 3 keys a second and turns a card in five seconds needs less than 40 seconds beside the text itself."""
    paper = printed(office, "de", 25)
    keys = 0
    for number in numbers(paper):
        assert f"Card {number} is in." in typed(helper, number.replace("-", ""), fields_typed="4", text=TEXT).text
        # Number, Tab, field, Tab, text, Ctrl and Enter.
        keys += 6 + 1 + 1 + 1 + len(TEXT) + 2
    assert keys / 100 / 5 + 5 < 40
    assert world.read(lambda: db.session.scalar(sa.select(sa.func.count()).select_from(Contribution))) == 100


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.NETWORK_MANAGER, Role.ADMIN])
def test_only_helpers_type(world: World, role: Role) -> None:
    network = "hf-4" if role is Role.NETWORK_MANAGER else None
    world.browser(world.person(role, network=network)).get(DESK, status=403)


@pytest.mark.parametrize("tag", ["de", "ar", "uk", "de-simple"])
def test_the_card_as_a_page(client: PageClient, tag: str) -> None:
    assert len(client.get(f"/{tag}/card/").all(".field-badge")) == 9


def test_another_choice_on_the_same_form_is_another_run(office: PageClient, world: World) -> None:
    """The paper is a download: the form stays open behind it, with its ticket. No code may stand on two stubs."""
    form = office.get(RUNS).form("sheets").fill(language="ar", sheets="1")
    first = Paper(office.raw("POST", form.action, data=dict(form.values)).get_data())
    form.fill(language="uk", sheets="3")
    second = Paper(office.raw("POST", form.action, data=dict(form.values)).get_data())
    codes_of = [set(stubs(world, paper).values()) for paper in (first, second)]
    assert [len(found) for found in codes_of] == [4, 12]
    assert not codes_of[0] & codes_of[1]


def test_the_page_leads_to_further_cards(office: PageClient) -> None:
    """Whoever wants more presses no second time: the same choice would give the same stubs."""
    page = office.get(RUNS)
    tickets = [dict(one.form("sheets").values)["ticket"] for one in (page, office.get(RUNS))]
    assert page.all(f'main form a[href="{RUNS}"]')
    assert tickets[0] != tickets[1]


def test_a_form_older_than_an_hour_asks_again(office: PageClient) -> None:
    form, now = office.get(RUNS).form("sheets").fill(language="ar", sheets="1"), clock.now()
    for minutes in (20, 40, 59):
        with clock.at(now + timedelta(minutes=minutes)):
            office.get(RUNS)
    with clock.at(now + timedelta(minutes=70)):
        assert office.raw("POST", form.action, data=dict(form.values)).status_code == 409
