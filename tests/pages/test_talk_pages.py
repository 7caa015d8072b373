"""The pages of a talk: the author's code page, the network's case page, the commissioner's list and talk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.contributions import queries as contributions
from app.core import clock
from app.followup.rules import CASE_AGE
from app.moderation import actions as moderation
from app.permissions import Role
from app.talks import actions
from tests.support import talks
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case, Office
from tests.support.page import Page
from tests.support.staff import hire
from tests.support.talks import GERMAN, QUESTION, REPLY, act, ask, asked, pass_on, reply


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def case(office: Office) -> Case:
    return office.case()


def open_case(client: PageClient, case: Case, language: str = "en") -> Page:
    """Type the number, see the case."""
    return client.submit(client.get(f"/{language}/code/").form("code").fill(code=case.code))


def say(client: PageClient, page: Page, words: str, status: int = 200, **more: str) -> Page:
    """Write into the box of the talk and send it."""
    return client.press(page.form("case").fill(talk=words, **more), "act", "talk", status)


def talk_of(case: Case) -> str:
    return f"/staff/talks/{case.reference}"


def test_from_question_to_reply_page_by_page(office: Office, case: Case, client: PageClient) -> None:
    manager, commissioner = office.browser(office.manager), office.browser(office.moderator)
    page = manager.get(f"/staff/network/{case.reference}")
    page = manager.submit(page.form("question").fill(question=QUESTION))
    assert "Your question is with the commissioners." in page.text
    assert "Waits for a commissioner" in page.text
    assert QUESTION not in open_case(client, case).text

    assert "To pass on 1" in commissioner.get("/staff/moderation/").text
    page = commissioner.get("/staff/talks/")
    assert QUESTION in page.text
    page = commissioner.submit(commissioner.get(talk_of(case)).form(action="/pass"))
    assert "Waits for the author" in page.text

    page = open_case(client, case)
    assert QUESTION in page.text
    assert "The network waits for your reply." in page.text
    assert "Waiting for the author since" in manager.get(f"/staff/network/{case.reference}").text
    page = say(client, page, REPLY)
    assert "A commissioner reads it first." in page.one('[role="status"]').to_text()
    assert not page.one("textarea#talk").to_text().strip()
    assert REPLY not in manager.get(f"/staff/network/{case.reference}").html

    form = commissioner.get(talk_of(case)).form(action="/pass")
    commissioner.submit(form.fill(german=GERMAN))
    page = manager.get(f"/staff/network/{case.reference}")
    assert GERMAN in page.text
    assert REPLY not in page.html
    assert "Passed on to the network." in open_case(client, case).text


def test_the_author_reads_it_in_her_language_and_in_german_on_request(
    office: Office, case: Case, client: PageClient
) -> None:
    key = asked(office, case)
    arabic = "في أي بيت تقع الغرفة؟"
    message = lambda: contributions.message(contributions.get(case.reference), key)  # noqa: E731
    office.world.translate(message, "ar", arabic, office.translator)
    page = open_case(client, case, "ar")
    [line] = page.all(".talk-line")
    assert line.query(".wording__text")[0].attrs["lang"] == "ar"
    assert line.query("details .wording__text")[0].attrs["lang"] == "de"
    assert page.html.index(arabic) < page.html.index(QUESTION)


def test_she_chooses_who_reads_it(office: Office, case: Case, client: PageClient) -> None:
    asked(office, case)
    page = open_case(client, case)
    options = [one.attrs["value"] for one in page.all("#talk_to option")]
    assert len(options) == 2
    say(client, page, "Bitte nicht weitersagen.", talk_to="commissioner")
    kinds = office.world.read(
        lambda: [one.kind.value for one in contributions.messages(contributions.get(case.reference))]
    )
    assert kinds == ["network_question", "to_commissioner"]
    browser = office.browser(office.moderator)
    page = browser.submit(browser.get(talk_of(case)).form(action="/read"))
    assert "Marked as read." in page.text
    assert "A commissioner has read this." in open_case(client, case).text


def test_words_for_a_question_that_is_over_stay_in_the_box(office: Office, case: Case, client: PageClient) -> None:
    question = asked(office, case)
    page = open_case(client, case)
    pass_on(office, case, reply(office, case, question), REPLY, GERMAN)
    page = say(client, page, "Noch etwas dazu.", 409)
    assert page.one("textarea#talk").to_text() == "Noch etwas dazu."
    act(office, case, actions.close)
    page = client.press(page.form("case"), "act", "talk", 409)
    # The box for additions takes them in: nothing typed is lost.
    assert page.one("textarea#message").to_text() == "Noch etwas dazu."
    assert "This talk is closed." in page.text


def test_empty_and_long_words_are_explained(office: Office, case: Case, client: PageClient) -> None:
    asked(office, case)
    page = open_case(client, case)
    assert "Please write something first." in say(client, page, " ", 422).text
    page = say(client, page, "ж" * 4001, 422)
    assert page.one("#error-summary a").attrs["href"] == "#talk"
    assert "ж" * 4001 in page.html


def test_an_old_page_keeps_words_and_reader(office: Office, case: Case, client: PageClient) -> None:
    asked(office, case)
    page = open_case(client, case)
    with clock.at(clock.now() + CASE_AGE + timedelta(minutes=1)):
        page = say(client, page, "Haus 4", 422, talk_to="commissioner")
        client.submit(page.form("code").fill(code=case.code))
    kinds = office.world.read(
        lambda: [one.kind.value for one in contributions.messages(contributions.get(case.reference))]
    )
    assert kinds == ["network_question", "to_commissioner"]


def test_the_loser_of_two_commissioners_keeps_her_words(office: Office, case: Case, world: World) -> None:
    key = ask(office, case)
    browser = office.browser(office.moderator)
    form = browser.get(talk_of(case)).form(action="/pass")
    act(office, case, actions.keep, key, "Nein.", person=hire(world, Role.MODERATOR, email="two@staff.example"))
    page = browser.submit(form.fill(text="Welches Haus meinen Sie?"), 409)
    assert "Another commissioner has already decided about these words." in page.text
    assert "Welches Haus meinen Sie?" in page.html
    assert "Nein." in page.text


def test_a_changed_german_text_is_shown_beside_the_typed_one(office: Office, case: Case) -> None:
    key = reply(office, case, asked(office, case))
    browser = office.browser(office.moderator)
    form = browser.get(talk_of(case)).form(action="/pass")
    message = lambda: contributions.message(contributions.get(case.reference), key)  # noqa: E731
    office.world.translate(message, "de", "Im vierten Haus.", office.translator)
    page = browser.submit(form.fill(german=GERMAN), 409)
    assert "Im vierten Haus." in page.text
    assert GERMAN in page.html
    page = browser.submit(page.form(action="/pass"))
    assert "Passed on." in page.text


def test_refused_questions_of_a_network_come_back(office: Office, case: Case) -> None:
    browser = office.browser(office.manager)
    page = browser.get(f"/staff/network/{case.reference}")
    empty = browser.submit(page.form("question"), 422)
    assert "Please write something first." in empty.text
    form = page.form("question").fill(question="Und wann?")
    ask(office, case)
    page = browser.submit(form, 409)
    assert "Your network has already asked something." in page.text
    assert page.one("textarea#question").to_text() == "Und wann?"
    page = browser.submit(page.form(action="/take-back"))
    assert "Your question is taken back." in page.text


def test_a_member_reads_the_talk_but_asks_nothing(office: Office, case: Case) -> None:
    asked(office, case)
    page = office.browser(office.member).get(f"/staff/network/{case.reference}")
    assert QUESTION in page.text
    assert "Send the question" not in page.text
    assert "Take the question back" not in page.text


def test_numbers_in_a_reply_are_pointed_out(office: Office, case: Case) -> None:
    reply(office, case, asked(office, case), "Rufen Sie mich an: 0171 2345678", language="de")
    browser = office.browser(office.moderator)
    assert "look closely" in browser.get("/staff/talks/").text
    assert "a phone number: 0171 2345678" in browser.get(talk_of(case)).as_read


def test_no_page_of_a_network_tells_who_replied_when_or_in_which_language(office: Office) -> None:
    case = office.case()
    key = asked(office, case)
    with clock.at(datetime(2027, 3, 3, 9, 47, 31, tzinfo=UTC)):
        said = reply(office, case, key)
    with clock.at(datetime(2027, 3, 17, 14, 21, 5, tzinfo=UTC)):
        pass_on(office, case, said, REPLY, GERMAN)
    html = office.browser(office.manager).get(f"/staff/network/{case.reference}").html
    canaries = [REPLY, 'lang="ar"', "Arabic", "2027-03-03", "March 3,", "09:47", "10:47", "14:21", "15:21", case.code]
    assert [one for one in canaries if one in html] == []


def test_a_commissioner_writes_closes_and_opens_again(office: Office, case: Case, client: PageClient) -> None:
    browser = office.browser(office.moderator)
    page = browser.get(f"/staff/moderation/{case.reference}")
    assert "Write to the author" in page.text
    page = browser.get(talk_of(case))
    form = page.form("number").fill(text="Dürfen wir Sie etwas fragen?")
    for _tap in range(2):
        page = browser.submit(form)
    shown = open_case(client, case)
    assert len(shown.all(".talk-line")) == 1
    assert "The commissioners alone read it." in shown.text
    page = browser.submit(page.form(action="/close"))
    assert "The talk is closed." in page.text
    assert not open_case(client, case).all("textarea#talk")
    page = browser.submit(page.form(action="/reopen"))
    assert open_case(client, case).all("textarea#talk")


def test_a_talk_stands_nowhere_in_public(office: Office, case: Case, client: PageClient) -> None:
    pass_on(office, case, reply(office, case, asked(office, case)), REPLY, GERMAN)
    for url in (f"/de/contributions/{case.reference}", "/de/contributions/", "/de/contributions/?q=Haus+Nummer+vier"):
        html = client.get(url).html
        assert not [words for words in (QUESTION, REPLY, GERMAN) if words in html], url


def test_a_talk_costs_the_author_s_page_nothing_without_one_and_two_statements_with_one(
    office: Office, case: Case, client: PageClient
) -> None:
    open_case(client, case)
    before = client.queries
    talks.asked(office, case)
    open_case(client, case)
    assert client.queries <= before + 1


def test_a_withdrawn_case_has_no_talk(office: Office, case: Case, client: PageClient) -> None:
    asked(office, case)
    office.world.decide(case, office.moderator, moderation.take_back, statement="Ein Fehler.")
    page = open_case(client, case)
    assert QUESTION in page.text
    assert "This talk is closed." in page.text
    page = client.press(client.press(page.form("case"), "act", "withdraw").form("case"), "sure", "1")
    assert QUESTION not in page.html
