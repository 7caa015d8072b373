"""One case on one screen: every decision by its form, without script, with nothing typed ever lost."""

from __future__ import annotations

from typing import Any

import pytest

from app.contributions import queries as contribution_queries
from app.core.languages import content
from app.moderation import actions, queries
from app.moderation.rules import ReasonCode
from app.permissions import Role
from app.routing import queries as routing_queries
from tests.support.build import World
from tests.support.cases import acting, decide, look, moderator, release, send, state
from tests.support.client import PageClient
from tests.support.page import Page
from tests.support.staff import Person, hire, sign_in

ARABIC = "اتصل بي على 0151 2345678. المصباح معطل."


@pytest.fixture
def person(world: World, client: PageClient) -> Person:
    found = moderator(world)
    sign_in(client, found)
    return found


def open_case(client: PageClient, reference: str) -> Page:
    return client.get(f"/staff/moderation/{reference}")


def submit(client: PageClient, reference: str, action: str, status: int = 200, **filled: Any) -> Page:
    form = open_case(client, reference).form(action=f"/{reference}/{action}")
    return client.submit(form.fill(**filled), status)


def test_original_and_german_stand_side_by_side(world: World, client: PageClient, person: Person) -> None:
    reference = send(world, ARABIC, "ar", district_key="mesum")
    page = open_case(client, reference)
    original = page.one(".wording__text[lang='ar']")
    assert original.attrs["dir"] == "rtl"
    assert page.one("mark").to_text() == "0151 2345678"
    assert "Mesum" in page.text
    assert all(":" not in day.attrs["datetime"] + day.to_text() for day in page.all("time"))
    form = page.form(action="/release").fill(german="Die Lampe ist kaputt.")
    page = client.post(f"/staff/moderation/{reference}/german", form.values)
    assert "Die Lampe ist kaputt." in page.one(".wording__text[lang='de']").to_text()
    assert state(world, reference) == "submitted"


def test_looking_claims_nothing_and_reading_does(world: World, client: PageClient, person: Person) -> None:
    reference = send(world)
    open_case(client, reference)
    assert look(world, reference, lambda case: (case.read_on, queries.reader_of(case))) == (None, None)
    page = client.submit(open_case(client, reference).form(action="/read"))
    assert page.url == f"/staff/moderation/{reference}#case"
    assert look(world, reference, lambda case: case.read_on) is not None
    page = client.submit(page.form(action="/leave"))
    assert page.heading == "Contributions to read"


def test_release_with_a_redaction(world: World, client: PageClient, person: Person) -> None:
    reference = send(world, ARABIC, "ar", fields=[4])
    page = submit(
        client,
        reference,
        "release",
        public="yes",
        title="Licht im Treppenhaus",
        fields=["4", "7"],
        primary="4",
        german="Rufen Sie mich an: […]. Die Lampe ist kaputt.",
        redacted="اتصل بي على […]. المصباح معطل.",
        redaction_reason="personal_data",
    )
    assert "Released" in page.text
    assert state(world, reference) == "released"
    assert look(world, reference, lambda case: content.original(case, "text").text) == ARABIC
    page = open_case(client, reference)
    assert "left out: Personal data" in page.text
    assert [row.is_lead for row in look(world, reference, routing_queries.open_of)] == [True, False]


def test_a_plain_release_needs_few_steps(world: World, client: PageClient, person: Person) -> None:
    reference = send(world, fields=[4])
    submit(client, reference, "release", public="no")
    assert state(world, reference) == "released"
    assert look(world, reference, lambda case: len(content.versions(case, "text"))) == 1


@pytest.mark.parametrize(
    ("action", "filled", "field"),
    [
        ("release", {"public": "yes", "title": ""}, "title"),
        ("release", {"title": "Licht"}, "public"),
        ("release", {"public": "no", "fields": []}, "fields"),
        ("release", {"public": "no", "fields": ["1", "2", "3", "4"]}, "fields"),
        ("release", {"public": "no", "redacted": "Licht […]"}, "redaction_reason"),
        ("return", {"message": " "}, "message"),
        ("merge", {"main": "222222"}, "main"),
        ("refuse", {"statement": "Bitte höflich"}, "reason"),
    ],
)
def test_a_wrong_form_is_explained_beside_the_field(
    world: World, client: PageClient, person: Person, action: str, filled: dict[str, Any], field: str
) -> None:
    reference = send(world)
    page = submit(client, reference, action, 422, **filled)
    links = [link.attrs["href"] for link in page.all("#error-summary a")]
    assert any(link.startswith(f"#{action}-{field}") for link in links), links
    assert state(world, reference) == "submitted"
    again = page.form(action=f"/{reference}/{action}")
    for name, value in filled.items():
        if name == "public":
            continue  # two buttons, pressed anew
        kept = [found for key, found in again.values if key == name]
        assert kept == (value if isinstance(value, list) else [value])


def test_asking_referring_and_refusing(world: World, client: PageClient, person: Person) -> None:
    asked, referred, refused = send(world, "Erstes"), send(world, "Zweites"), send(world, "Drittes")
    submit(client, asked, "return", message="Welches Haus?")
    submit(client, referred, "refer", statement="Bitte sprechen Sie mit der Beratung.")
    submit(client, refused, "refuse", reason="insult", statement="Bitte ohne Schimpfwort.")
    assert [state(world, one) for one in (asked, referred, refused)] == ["returned", "referred", "refused"]
    page = open_case(client, refused)
    assert "Insult" in page.text
    assert "Bitte ohne Schimpfwort." in page.text
    assert "Welches Haus?" in open_case(client, asked).text


def test_merging_separating_and_taking_back(world: World, client: PageClient, person: Person) -> None:
    main, other = send(world, "Erstes"), send(world, "Zweites")
    submit(client, other, "merge", main=main.lower())
    assert state(world, other) == "merged"
    assert other in open_case(client, main).text
    submit(client, other, "split")
    assert state(world, other) == "submitted"
    submit(client, other, "release", public="no")
    submit(client, other, "redact", 422, redacted="Zwei […]")
    submit(client, other, "redact", title="Zwei", redacted="Zwei […]", redaction_reason="third_person")
    submit(client, other, "take-back", 422, statement="")
    submit(client, other, "take-back", statement="Ein Name stand darin.")
    assert state(world, other) == "submitted"


@pytest.mark.parametrize("action", ["release", "return", "merge", "refer", "refuse", "take-back", "split", "redact"])
def test_what_the_state_forbids_answers_409(world: World, client: PageClient, person: Person, action: str) -> None:
    reference, main = send(world), send(world, "Noch eins")
    page = open_case(client, reference)
    csrf = dict(page.form(action="/refuse").values)["csrf_token"]
    decide(world, reference, actions.refer, actor=acting(person))
    version = look(world, reference, lambda case: case.version)
    sent = {
        "csrf_token": csrf,
        "version": str(version),
        "fields": "4",
        "primary": "4",
        "public": "no",
        "message": "Warum?",
        "main": main,
        "reason": "insult",
        "statement": "Darum",
        "redacted": "[…]",
        "redaction_reason": "insult",
        "language": "de",
    }
    page = client.post(f"/staff/moderation/{reference}/{action}", sent, 409)
    assert state(world, reference) == "referred"
    assert "This step is not possible now." in page.text


def test_the_address_needs_a_fresh_password_and_a_reason(world: World, client: PageClient, person: Person) -> None:
    reference = send(world, contact="resident@example.org")
    page = client.get(f"/staff/moderation/{reference}/contact")
    assert "resident@example.org" not in page.html
    client.submit(page.form("reason").fill(reason=" "), 422)
    page = client.submit(page.form("reason").fill(reason="Die Person bittet um Rückruf."))
    assert "resident@example.org" in page.text
    assert client.last is not None
    assert client.last.headers["Cache-Control"] == "no-store"
    case = open_case(client, reference)
    assert "Address shown to a commissioner" in case.text
    assert "resident@example.org" not in case.html


def test_steering_routes_anew_and_reads_german_alone(world: World, client: PageClient) -> None:
    person, steering = moderator(world), hire(world, Role.STEERING_MEMBER)
    hidden, reference = send(world, "Noch nicht gelesen"), send(world, ARABIC, "ar")
    release(
        world,
        reference,
        person,
        german="Die Lampe ist kaputt.",
        redacted_text="[…] المصباح معطل",
        redaction_reason=ReasonCode.PERSONAL_DATA,
    )
    sign_in(client, steering)
    client.get(f"/staff/routing/{hidden}", 404)
    page = client.get(f"/staff/routing/{reference}")
    assert "Die Lampe ist kaputt." in page.text
    assert "المصباح" not in page.html
    wrong = client.submit(page.form("note").fill(note=""), 422)
    networks = world.read(lambda: {row.network.key: row.network_id for row in _open(reference)})
    assert wrong.all("#error-summary a")
    other = str(networks["hf-4"] - 1)
    client.submit(page.form("note").fill(networks=[other], lead=other, note="Passt besser"))
    assert world.read(lambda: [row.network_id for row in _open(reference)]) == [int(other)]


def _open(reference: str) -> Any:
    return routing_queries.open_of(contribution_queries.get(reference))


def test_the_next_case_opens_after_a_decision(world: World, client: PageClient, person: Person) -> None:
    four = {send(world, text, fields=[4]) for text in ("Eine Lampe", "Eine Bank", "Ein Baum")}
    other = send(world, "Ein Bus", fields=[3])
    page = client.submit(client.get("/staff/moderation/?action_field=4").form(action="/next"))
    for left in (2, 1, 0):
        reference = page.heading.split()[-1]
        assert reference in four
        assert f'href="/staff/moderation/{reference}?action_field=4#case" aria-current="page"' in page.html
        assert len(page.all(".queue-list li")) == left + 1, "the ones of the same choice stand beside it"
        four.remove(reference)
        page = client.press(page.form(action="/release"), "public", "no")
    assert page.url == "/staff/moderation/?action_field=4"
    assert "Nothing else waits with this choice." in page.text
    assert state(world, other) == "submitted"
    assert look(world, other, queries.reader_of) is None


def test_who_leaves_a_case_gets_the_one_behind_it(world: World, client: PageClient, person: Person) -> None:
    sent = {send(world, text) for text in ("Eine Lampe", "Eine Bank", "Ein Baum")}
    page, seen = client.submit(client.get("/staff/moderation/").form(action="/next")), []
    for _case in range(4):
        seen.append(page.heading.split()[-1])
        page = client.submit(page.form(action="/leave"))
    assert set(seen[:3]) == sent, "nobody gets the same one again before the others"
    assert seen[3] == seen[0]


def test_a_title_is_proposed_from_german_words_without_hints(world: World, client: PageClient, person: Person) -> None:
    plain, telling = send(world, "Mehr Licht im Haus. Bitte bald."), send(world, "Ruft 0151 2345678 an.")
    foreign = send(world, "More light", "en")
    titles = [dict(open_case(client, one).form(action="/release").values)["title"] for one in (plain, telling, foreign)]
    assert titles == ["Mehr Licht im Haus", "", ""]


def test_a_title_does_not_say_what_is_left_out(world: World, client: PageClient, person: Person) -> None:
    reference = send(world, "Herr Müller hat kein Licht. Bitte helfen.")
    filled = {"redacted": "[…] hat kein Licht. Bitte helfen.", "redaction_reason": "third_person"}
    page = submit(client, reference, "release", 422, public="yes", title="Herr Müller hat kein Licht", **filled)
    assert "The title still holds words" in page.text
    submit(client, reference, "release", public="yes", title="Kein Licht", **filled)
    assert state(world, reference) == "released"


def test_what_was_refused_for_hurting_words_is_folded(world: World, client: PageClient, person: Person) -> None:
    hateful, plain = send(world, "Sehr böse Worte"), send(world, "Mehr Licht")
    assert not open_case(client, hateful).all("details .wording__text")
    submit(client, hateful, "refuse", reason="hate_or_threat")
    submit(client, plain, "refuse", reason="advertising")
    assert open_case(client, hateful).one("details .wording__text").to_text() == "Sehr böse Worte"
    assert "You can decide without opening it." in open_case(client, hateful).text
    assert not open_case(client, plain).all("details .wording__text")
