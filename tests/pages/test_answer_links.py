"""Answering with the link of a mail: one case, one person, until it has answered; reading it never writes anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.accounts import actions as accounts
from app.accounts import queries as account_queries
from app.answers import queries
from app.answers.queries import links
from app.contributions import queries as contributions
from app.contributions.lifecycle import State
from app.core import clock, history, keys
from app.core.history import SYSTEM
from app.moderation import actions as moderation
from app.networks import actions as network_actions
from app.networks import queries as networks
from app.permissions import Role
from app.routing import actions as routing_actions
from app.routing import queries as routing
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import ARABIC, GERMAN, Case, Office, draft, publish, staff
from tests.support.page import Form, Page
from tests.support.staff import Person, hire

ANSWER = "Wir sprechen im Mai darüber. Der Raum ist im Gespräch."


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def case(office: Office) -> Case:
    return office.case()


def mailed(world: World, person: Person) -> str:
    """The address of the link in the newest mail to somebody."""
    mails = [mail for mail in world.post_round() if mail["To"] == person.email]
    found = re.findall(r"http://dialogforum\.test(/answer/\S+)", mails[-1].get_content())
    assert len(found) == 1
    return found[0]


def composer(page: Page) -> Form:
    return page.form(having="outcome")


def test_from_the_mail_to_the_answer(world: World, office: Office, case: Case, client: PageClient) -> None:
    url = mailed(world, office.manager)
    page = client.get(url)
    assert client.last is not None
    told = client.last.headers
    assert (told["Cache-Control"], told["X-Robots-Tag"], told["Referrer-Policy"]) == (
        "no-store",
        "noindex",
        "same-origin",
    )
    assert GERMAN in page.text
    assert ARABIC not in page.html
    page = client.submit(page.form(action="acknowledge"))
    form = composer(page).fill(text=ANSWER, outcome="next_forum")
    page = client.submit(form)
    assert dict(composer(page).values)["text"] == ANSWER
    page = client.post(f"{url}/publish", composer(page).values)
    assert page.heading == "Thank you. The answer is given."
    assert world.read(lambda: contributions.get(case.reference).state) is State.ANSWERED
    assert client.cookies() == []
    acts = world.read(lambda: [one for one in history.of(contributions.get(case.reference)) if one.account_id])
    done = {one.verb: one.facts.get("way") for one in acts if one.account_id == office.manager.id}
    assert done == {"acknowledge": "link", "publish_answer": "link"}
    assert world.read(history.broken_links) == []
    # What has answered opens nothing any more, and changes nothing.
    client.get(url)
    client.post(f"{url}/draft", form.values, 409)
    assert ANSWER in client.post(f"{url}/publish", form.values, 409).text


def test_a_browser_that_says_only_where_a_form_comes_from(
    world: World, office: Office, case: Case, client: PageClient
) -> None:
    url = mailed(world, office.manager)
    page = client.get(url)
    assert not page.all("meta[name=referrer]")
    assert client.last is not None
    own = client.last.request.host_url.rstrip("/")
    for origin, status in (("null", 403), ("https://other.example", 403), (own, 303)):
        assert client.raw("POST", f"{url}/acknowledge", headers={"Origin": origin}).status_code == status
    assert world.read(lambda: routing.get_for([network()], case.reference).acknowledged_at) is not None


def test_a_link_never_becomes_the_link_of_a_successor(world: World, office: Office, client: PageClient) -> None:
    second = hire(world, Role.NETWORK_MANAGER, email="second@staff.example", network="hf-4")
    office.case()
    url = mailed(world, second)
    client.get(url)

    def take_back() -> int:
        [seat] = networks.seats_of(second.id, clock.today())
        network_actions.end_seat(networks.by_key("hf-4"), seat.id, actor=SYSTEM)
        return seat.id

    world.do(take_back)
    hire(world, Role.NETWORK_MANAGER, email="third@staff.example", network="hf-4")
    client.get(url, 404)
    client.post(f"{url}/publish", {"text": ANSWER, "outcome": "adopted"}, 404)


def test_a_mail_program_that_follows_links_changes_nothing(
    world: World, office: Office, case: Case, client: PageClient
) -> None:
    url = mailed(world, office.manager)
    for _time in range(3):
        client.get(url)
        assert client.raw("HEAD", url).status_code == 200
    for act in ("acknowledge", "draft", "publish", "hand-over", "new-link"):
        assert client.raw("GET", f"{url}/{act}").status_code in {404, 405}
    assert world.read(lambda: routing.get_for([network()], case.reference).acknowledged_at) is None


def network() -> int:
    return networks.by_key("hf-4").id


def test_the_link_opens_nothing_else(world: World, office: Office, case: Case, client: PageClient) -> None:
    url = mailed(world, office.manager)
    other = office.case()
    client.get(url)
    for page in ("/staff/", "/staff/network/", f"/staff/network/{other.reference}"):
        assert client.raw("GET", page).status_code in {302, 303}
    page = client.get(url)
    addresses = {form.attrs["action"] for form in page.all("form")}
    assert all(address.startswith(url) for address in addresses), addresses
    assert other.reference not in page.html


def test_altered_and_invented_links_look_alike(world: World, office: Office, case: Case, client: PageClient) -> None:
    url = mailed(world, office.manager)
    other_purpose = world.read(lambda: keys.seal("case", {"case": 1, "seat": 1}))
    for wrong in (url[:-4] + "AAAA", f"/answer/{'x' * 60}", f"/answer/{other_purpose}"):
        client.get(wrong, 404)
        client.post(f"{wrong}/publish", {"text": ANSWER, "outcome": "adopted"}, 404)


@pytest.mark.parametrize("end", ["role", "seat", "account", "reassigned", "handed_back", "taken_back"])
def test_the_link_ends_with_what_it_rests_on(
    world: World, office: Office, case: Case, client: PageClient, end: str
) -> None:
    url = mailed(world, office.manager)
    form = composer(client.get(url)).fill(text=ANSWER, outcome="next_forum")
    world.do(ENDS[end], world, office, case)
    page = client.get(url)
    assert page.heading == "This link has ended"
    assert GERMAN not in page.html
    page = client.post(f"{url}/publish", form.values, 409)
    assert ANSWER in page.one("#typed-text").to_text()
    client.post(f"{url}/acknowledge", {}, 409)
    assert world.read(lambda: contributions.get(case.reference).state) is not State.ANSWERED


def _role(_world: World, office: Office, _case: Case) -> None:
    account = account_queries.get(office.manager.id)
    [grant] = account.grants
    grant.valid_until = clock.today() - timedelta(days=1)
    grant.valid_from = clock.today() - timedelta(days=9)


def _seat(_world: World, office: Office, _case: Case) -> None:
    place = networks.by_key("hf-4")
    [seat] = networks.seats_of(office.manager.id, clock.today())
    seat.valid_from = clock.today() - timedelta(days=9)
    network_actions.end_seat(place, seat.id, actor=SYSTEM)


def _account(_world: World, office: Office, _case: Case) -> None:
    accounts.disable(account_queries.get(office.manager.id), actor=staff(office.moderator, Role.ADMIN))


def _reassigned(_world: World, office: Office, case: Case) -> None:
    seven = networks.by_key("hf-7")
    found = contributions.get(case.reference)
    routing_actions.reassign(found, [seven], seven, actor=staff(office.moderator, Role.MODERATOR), note="Besser dort.")


def _handed_back(_world: World, office: Office, case: Case) -> None:
    found = routing.get_for([network()], case.reference)
    actor = staff(office.manager, Role.NETWORK_MANAGER)
    routing_actions.hand_back(found, actor=actor, reason="Falsch hier.", better_place="Jobcenter")


def _taken_back(_world: World, office: Office, case: Case) -> None:
    found = contributions.get(case.reference)
    moderation.take_back(
        found, actor=staff(office.moderator, Role.MODERATOR), version=found.version, statement="Irrtum."
    )


ENDS: dict[str, Callable[[World, Office, Case], None]] = {
    "role": _role,
    "seat": _seat,
    "account": _account,
    "reassigned": _reassigned,
    "handed_back": _handed_back,
    "taken_back": _taken_back,
}


def test_an_old_link_offers_a_new_one_by_mail_once_a_day(
    world: World, office: Office, case: Case, client: PageClient
) -> None:
    url = mailed(world, office.manager)
    with clock.at(clock.now() + timedelta(days=15)):
        page = client.get(url)
        assert page.heading == "This link is too old"
        assert GERMAN not in page.html
        page = client.submit(page.form(action="new-link"))
        assert "/answer/" not in page.html
        client.post(f"{url}/new-link", {})
        [mail] = world.post_round()
        assert mail["To"] == office.manager.email
        [fresh] = re.findall(r"http://dialogforum\.test(/answer/\S+)", mail.get_content())
        assert GERMAN in client.get(fresh).text
        client.post(f"{url}/draft", {"text": ANSWER, "version": "0"}, 409)


def test_no_new_link_for_who_has_left(world: World, office: Office, case: Case, client: PageClient) -> None:
    url = mailed(world, office.manager)
    world.do(_seat, world, office, case)
    with clock.at(clock.now() + timedelta(days=15)):
        assert client.get(url).heading == "This link has ended"
        client.post(f"{url}/new-link", {})
        assert world.post_round() == []


def test_two_people_with_two_links(world: World, office: Office, client: PageClient) -> None:
    second = hire(world, Role.NETWORK_MANAGER, email="second@staff.example", network="hf-4")

    def by_two() -> None:
        networks.by_key("hf-4").four_eyes = True

    world.do(by_two)
    case = office.case()
    url = mailed(world, office.manager)
    form = composer(client.get(url)).fill(text=ANSWER, outcome="next_forum")
    client.post(f"{url}/publish", form.values, 409)
    page = client.post(f"{url}/hand-over", form.values)
    assert page.heading == "Thank you. The answer is given."
    other = mailed(world, second)
    assert other != url
    page = client.get(other)
    assert ANSWER in page.text
    client.submit(page.form(action="approve-and-publish"))
    assert world.read(lambda: contributions.get(case.reference).state) is State.ANSWERED


def test_two_writers_see_both_texts_behind_a_link_too(
    world: World, office: Office, case: Case, client: PageClient
) -> None:
    url = mailed(world, office.manager)
    form = composer(client.get(url)).fill(text="Meine Fassung.", outcome="next_forum")
    draft(world, case, office.manager, "Die andere Fassung.")
    page = client.post(f"{url}/draft", form.values, 409)
    assert "Die andere Fassung." in page.text
    assert dict(composer(page).values)["text"] == "Meine Fassung."


def test_members_and_strangers_get_no_link(world: World, office: Office, case: Case) -> None:
    def look() -> None:
        assignment = routing.get_for([network()], case.reference).id
        today = clock.today()
        assert queries.link_token(assignment, office.manager.id, today) is not None
        for person in (office.member, office.other, office.moderator):
            assert queries.link_token(assignment, person.id, today) is None
        assert queries.link_facts({"assignment": assignment}, f"contact:{office.manager.id}") == {}

    world.read(look)


def test_a_reminder_holds_a_link_for_each_case(world: World, office: Office, client: PageClient) -> None:
    cases = [office.case() for _number in range(2)]
    world.post_round()
    world.do(routing_actions.remind, clock.today() + timedelta(days=14))
    [mail] = [mail for mail in world.post_round() if mail["To"] == office.manager.email]
    links = re.findall(r"http://dialogforum\.test(/answer/\S+)", mail.get_content())
    assert {one.reference for one in cases} == {client.get(url).heading.split()[0] for url in links}


def test_an_answer_from_the_desk_ends_the_link(world: World, office: Office, case: Case, client: PageClient) -> None:
    url = mailed(world, office.manager)
    publish(world, draft(world, case, office.manager), office.manager)
    assert client.get(url).heading == "Thank you. The answer is given."
    assert world.read(lambda: queries.link(url.removeprefix("/answer/")).state) is links.LinkState.USED
