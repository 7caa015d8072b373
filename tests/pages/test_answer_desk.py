"""The composer by hand: ready texts, two people, together, corrections with a reason, what the author reads of it."""

from __future__ import annotations

import pytest

from app.answers import actions
from app.answers.rules import Helped
from app.contributions import queries as contributions
from app.contributions.lifecycle import State
from app.core import clock
from app.networks import queries as networks
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case, Office, draft, publish
from tests.support.page import Form, Page
from tests.support.staff import hire

TYPED = "Ich habe mit der Schule gesprochen."
REASON = "Der Termin hat sich geändert."


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def case(office: Office) -> Case:
    return office.case()


@pytest.fixture
def manager(office: Office) -> PageClient:
    return office.browser(office.manager)


def address(case: Case, act: str = "") -> str:
    return f"/staff/network/{case.reference}{'/' + act if act else ''}"


def composer(page: Page) -> Form:
    return page.form(having="outcome")


def template(page: Page, words: str) -> str:
    """The value of the ready text whose name holds these words."""
    [option] = [one for one in page.all("#template option") if words in one.to_text()]
    return str(option.attrs["value"])


def test_a_ready_text_comes_behind_what_was_typed(case: Case, manager: PageClient) -> None:
    page = manager.get(address(case))
    form = composer(page).fill(text=TYPED, next_step="Im Mai.", template=template(page, "nächsten Dialogforum"))
    page = manager.post(address(case, "ready-text"), form.values)
    typed = dict(composer(page).values)
    assert typed["text"].startswith(f"{TYPED}\n\nDarüber möchten wir")
    assert typed["simple"].startswith("Darüber wollen wir")
    assert (typed["next_step"], typed["outcome"]) == ("Im Mai.", "next_forum")
    again = manager.post(address(case, "ready-text"), composer(page).values)
    assert dict(composer(again).values)["text"] == typed["text"]
    assert case.reference in manager.get("/staff/network/").one("#desk_new").to_text()
    nothing = composer(again).fill(template="", text=TYPED)
    page = manager.post(address(case, "ready-text"), nothing.values)
    assert "Please choose a ready text first." in page.text
    assert dict(composer(page).values)["text"] == TYPED


def test_ready_texts_are_those_of_the_fields(office: Office, manager: PageClient) -> None:
    page = manager.get(address(office.case(fields=(4, 7))))
    names = " ".join(option.to_text() for option in page.all("#template option"))
    assert "Anfang: Wohnen" in names
    assert "Anfang: Ämter" in names
    assert "Anfang: Gesundheit" not in names


def test_two_people_by_hand(world: World, office: Office, case: Case, manager: PageClient) -> None:
    second = office.browser(hire(world, Role.NETWORK_MANAGER, email="second@staff.example", network="hf-4"))

    def by_two() -> None:
        networks.by_key("hf-4").four_eyes = True

    world.do(by_two)
    form = composer(manager.get(address(case))).fill(text=TYPED, outcome="next_forum")
    page = manager.post(address(case, "publish"), form.values, 409)
    assert "A second person of your network must look at this first." in page.text
    assert dict(composer(page).values)["text"] == TYPED
    page = manager.post(address(case, "hand-over"), form.values)
    assert not page.all("form[action*=approve]")
    assert "Waits for the second person" in manager.get("/staff/network/").text
    assert not manager.get("/staff/network/").all("input[name=answers]")
    page = second.get(address(case))
    seen = page.form(action="approve-and-publish")
    manager.post(address(case, "draft"), composer(manager.get(address(case))).fill(text="Anders.").values)
    page = second.submit(seen, 409)
    assert "Somebody else changed this answer" in page.text
    page = second.submit(page.form(action="approve-and-publish"))
    assert "The answer is published." in page.text
    assert world.read(lambda: contributions.get(case.reference).state) is State.ANSWERED


def test_together_all_or_none_by_hand(world: World, office: Office, manager: PageClient) -> None:
    first, other = office.case(), office.case()
    for one in (first, other):
        form = composer(manager.get(address(one))).fill(text=TYPED, outcome="next_forum", together="y")
        manager.post(address(one, "draft"), form.values)
    page = manager.get("/staff/network/")
    stale = page.form(action="publish-ready")
    draft(world, other, office.manager, "Neue Worte.", version=1)
    ticks = [box.attrs["value"] for box in page.all("#desk_ready input[name=answers]")]
    page = manager.post(stale.action, [*stale.values, *(("answers", tick) for tick in ticks)], 409)
    assert "Nothing is published." in page.text
    assert len(page.all("#desk_ready .form-field__error")) == 1
    assert len(page.all("#desk_ready input[name=answers][checked]")) == 2
    assert world.read(lambda: contributions.get(first.reference).state) is State.RELEASED
    fresh = manager.get("/staff/network/").form(action="publish-ready")
    page = manager.press(fresh, "all_prepared")
    assert "One answer is published." in page.text
    assert first.reference in page.one("#desk_answered").to_text()


def test_a_promise_of_money_without_a_decision_is_refused_beside_its_box(case: Case, manager: PageClient) -> None:
    form = composer(manager.get(address(case))).fill(text=TYPED, outcome="adopted", grants_resources="y")
    page = manager.post(address(case, "publish"), form.values, 422)
    assert page.all(".error-summary a[href='#decision']")
    assert dict(composer(page).values)["text"] == TYPED
    assert page.all("#grants_resources[checked]")
    assert case.reference in manager.get("/staff/network/").one("#desk_new").to_text()


def test_author_and_public_read_that_it_was_corrected_and_why(
    world: World, office: Office, case: Case, manager: PageClient, client: PageClient
) -> None:
    publish(world, draft(world, case, office.manager, "Im Mai."), office.manager)
    form = composer(manager.get(address(case))).fill(text="Im Juni.", reason=REASON)
    manager.submit(form)
    day = clock.today().strftime("%B")
    for page in (
        client.submit(client.get("/en/code/").form("code").fill(code=case.code)),
        client.get(f"/en/contributions/{case.reference}"),
    ):
        assert "The network corrected this answer on:" in page.text
        assert REASON in page.text
        assert day in page.text
        assert "Im Juni." in page.text
        assert "Im Mai." not in page.html


def test_the_author_says_whether_it_helped(
    world: World, office: Office, case: Case, manager: PageClient, client: PageClient
) -> None:
    opened = client.submit(client.get("/en/code/").form("code").fill(code=case.code))
    assert "Did this answer help you?" not in opened.text
    publish(world, draft(world, case, office.manager), office.manager)
    opened = client.submit(client.get("/en/code/").form("code").fill(code=case.code))
    key = next(b.attrs["value"] for b in opened.all("button[name=helped]")).partition(":")[0]
    form = opened.form(having="helped").fill(help_words="Der Raum ist zu klein für alle Kinder.")
    page = client.press(form, "helped", f"{key}:partly")
    assert "You said: It helped a little" in page.text
    page = client.press(page.form(having="helped"), "helped", f"{key}:yes")
    assert "You said: Yes, it helped" in page.text
    desk = manager.get(address(case))
    assert "Yes, it helped: 1" in desk.as_read
    # A commissioner reads words first, as every addition.
    assert "zu klein" not in desk.html
    assert world.read(lambda: len(contributions.messages(contributions.get(case.reference)))) == 1
    assert "helped" not in client.get(f"/en/contributions/{case.reference}").text
    client.post("/en/code/helped", {"case": dict(form.values)["case"], "helped": "999:yes"}, 404)
    client.post("/en/code/helped", {"case": dict(form.values)["case"], "helped": f"{key}:great"}, 404)
    client.post("/en/code/helped", {"helped": f"{key}:yes"}, 422)


def test_the_steering_group_reads_numbers_only_when_enough_people_spoke(world: World, office: Office) -> None:
    steering = office.browser(world.person(Role.STEERING_MEMBER))
    assert "Did the answers help?" not in steering.get("/staff/steering/").text
    for number in range(5):
        case = office.case()
        answer_id = draft(world, case, office.manager)
        publish(world, answer_id, office.manager)
        say(world, case, answer_id, Helped.NO if number else Helped.YES)
        words = steering.get("/staff/steering/").one("[aria-labelledby=helped-title]").to_text()
        assert ("few" in words) is (number < 4)
    assert words.split()[-3:] == ["1", "0", "4"]


def say(world: World, case: Case, answer_id: int, helped: Helped) -> None:
    world.do(lambda: actions.say_helped(contributions.get(case.reference), answer_id, helped).id)
