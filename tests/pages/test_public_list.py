"""The public list: what was published and nothing else, found in every script, in a fixed number of statements."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.contributions import queries as contribution_queries
from app.contributions.queries import Wish
from app.core import clock
from app.followup import actions as followup_actions
from app.moderation import actions as moderation_actions
from app.moderation.rules import ReasonCode
from tests.support import cases, desk
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.staff import Person

UKRAINIAN = "Нам потрібна дитяча кімната біля вокзалу."
TIGRINYA = "ንቆልዑ ቦታ ጸወታ የድልየና ኣሎ።"
GERMAN = "Wir wünschen uns einen Spielplatz."


@pytest.fixture
def moderator(world: World) -> Person:
    return cases.moderator(world)


def publish(world: World, moderator: Person, text: str, language: str = "de", **more: object) -> str:
    """A published contribution; its reference."""
    district = more.pop("district_key", None)
    reference = cases.send(world, text, language, district_key=district)
    if language != "de":
        more.setdefault("german", f"Auf Deutsch: {GERMAN}")
    cases.release(world, reference, moderator, **more)
    return reference


def test_an_empty_list_says_what_comes(client: PageClient) -> None:
    page = client.get("/en/contributions/")
    assert "Nothing is published yet." in page.text
    assert page.one('a[href="/en/contribute/"].button')


def test_readers_get_their_language_else_german_with_a_label(
    client: PageClient, world: World, moderator: Person
) -> None:
    reference = publish(world, moderator, UKRAINIAN, "uk")
    page = client.get("/ar/contributions/")
    entry = page.one(f'article[data-reference="{reference}"]')
    assert entry.query(".wording__text")[0].attrs["lang"] == "de"
    assert entry.query(".wording__label")
    assert "uk" not in entry.to_html()
    assert UKRAINIAN not in page.text


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (UKRAINIAN, "uk", "КІМНАТА дитяча"),
        (desk.ARABIC, "ar", "غرفة"),
        (desk.ARABIC, "ar", "غرفه"),
        (TIGRINYA, "ti", "ጸወታ"),
        (TIGRINYA, "ti", "spielplatz"),
    ],
)
def test_search_finds_every_script_and_the_german_words(
    client: PageClient, world: World, moderator: Person, text: str, language: str, words: str
) -> None:
    reference = publish(world, moderator, text, language)
    other = publish(world, moderator, "Der Bus fährt zu selten.", "de")
    form = client.get("/en/contributions/").form("q").fill(q=words)
    page = client.submit(form)
    assert [entry.attrs["data-reference"] for entry in page.all("article")] == [reference]
    assert other not in page.html
    assert page.one("#q").attrs["value"] == words


def test_what_is_not_public_appears_nowhere(client: PageClient, world: World, moderator: Person) -> None:
    word = "Zauberwort"
    who = cases.acting(moderator)
    hidden = {name: cases.send(world, f"{word} {name}") for name in ("new", "returned", "refused", "referred", "quiet")}
    cases.decide(world, hidden["returned"], moderation_actions.return_to_author, actor=who, message="Was?")
    cases.decide(world, hidden["refused"], moderation_actions.refuse, actor=who, reason=ReasonCode.INSULT)
    cases.decide(world, hidden["referred"], moderation_actions.refer, actor=who)
    cases.release(world, hidden["quiet"], moderator, public=False)
    gone = publish(world, moderator, f"{word} withdrawn")
    world.do(lambda: followup_actions.withdraw(contribution_queries.get(gone)))
    back = publish(world, moderator, f"{word} taken back")
    cases.decide(world, back, moderation_actions.take_back, actor=who, statement="Noch einmal lesen.")
    for url in ("/de/contributions/", f"/de/contributions/?q={word}", "/de/contributions/?action_field=4"):
        page = client.get(url)
        assert not page.all("article"), url
        assert not [name for name in [*hidden, "withdrawn", "taken back"] if f"{word} {name}" in page.html], url
    bodies = {client.get(f"/de/contributions/{one}", 404).text for one in [*hidden.values(), gone, back, "222222"]}
    assert len(bodies) == 1


def test_only_the_redacted_words_are_public(client: PageClient, world: World, moderator: Person) -> None:
    reference = cases.send(world, "Herr Musterfrau hat mich beleidigt.")
    cases.release(
        world,
        reference,
        moderator,
        redacted_text="Ein Mann hat mich beleidigt.",
        redaction_reason=ReasonCode.THIRD_PERSON,
    )
    assert not client.get("/de/contributions/?q=Musterfrau").all("article")
    for url in ("/de/contributions/?q=beleidigt", f"/de/contributions/{reference}"):
        page = client.get(url)
        assert "Ein Mann hat mich beleidigt." in page.text
        assert "Musterfrau" not in page.html


def test_the_field_filter_also_finds_fields_concerned(client: PageClient, world: World, moderator: Person) -> None:
    both = publish(world, moderator, "Eins", fields=[4, 7])
    publish(world, moderator, "Zwei")
    page = client.get("/en/contributions/?action_field=7")
    assert [entry.attrs["data-reference"] for entry in page.all("article")] == [both]
    assert page.one("#action_field option[selected]").attrs["value"] == "7"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("action_field=99", "We do not know this field."),
        ("action_field=unsure", "We do not know this field."),
        ("district=nowhere", "at least five contributions"),
        ("q=" + "wort" * 40, "Your search was very long."),
        ("after=abc", ""),
        ("after=" + "9" * 40, ""),
    ],
)
def test_strange_wishes_are_taken_kindly(
    client: PageClient, world: World, moderator: Person, query: str, said: str
) -> None:
    publish(world, moderator, "wort" * 40)
    page = client.get(f"/en/contributions/?{query}")
    assert said in page.text
    assert page.all("article")


def test_pages_follow_the_order_of_publication(client: PageClient, world: World, moderator: Person) -> None:
    references = [publish(world, moderator, f"Text {number}") for number in range(23)]
    first = client.get("/en/contributions/")
    assert [entry.attrs["data-reference"] for entry in first.all("article")] == references[:2:-1]
    second = client.get(first.one('a[rel="next"]').attrs["href"])
    assert [entry.attrs["data-reference"] for entry in second.all("article")] == references[2::-1]
    assert not second.all('a[rel="next"]')
    back = client.get(second.one('a[rel="prev"]').attrs["href"])
    assert [entry.attrs["data-reference"] for entry in back.all("article")] == references[:2:-1]


def test_statements_do_not_grow_with_the_page(client: PageClient, world: World, moderator: Person) -> None:
    publish(world, moderator, "Ein Spielplatz.", district_key="mesum")
    client.get("/ar/contributions/?q=spielplatz&action_field=4&after=999")
    few = client.queries
    for number in range(20):
        publish(world, moderator, f"Ein Spielplatz, Nummer {number}.", district_key="mesum")
    client.get("/ar/contributions/?q=spielplatz&action_field=4&district=mesum&after=999")
    assert client.queries == few <= 6
    wish = Wish(words="spielplatz")
    assert len(world.read(lambda: contribution_queries.public_page(wish, size=100).rows)) == 21


def test_a_district_is_shown_from_five_of_a_kind(client: PageClient, world: World, moderator: Person) -> None:
    now = datetime(2026, 5, 12, 12, tzinfo=UTC)
    with clock.at(now):
        for number in range(4):
            publish(world, moderator, f"Text {number}", district_key="mesum")
        publish(world, moderator, UKRAINIAN, "uk", district_key="mesum")
        page = client.get("/en/contributions/")
        assert all("Mesum" not in entry.to_text() for entry in page.all("article"))
        publish(world, moderator, "Text 5", district_key="mesum")
        entries = client.get("/en/contributions/").all("article")
        assert sum("Mesum" in entry.to_text() for entry in entries) == 5
    with clock.at(now + timedelta(days=31)):
        late = publish(world, moderator, "Text im Juni", district_key="mesum")
        page = client.get(f"/en/contributions/{late}")
        assert "Mesum" not in page.one("main").to_text()
        assert "June 2026" in page.text


def test_a_district_can_be_chosen_from_five_on_and_then_no_month_is_told(
    client: PageClient, world: World, moderator: Person
) -> None:
    with clock.at(datetime(2026, 5, 12, 12, tzinfo=UTC)):
        for number in range(4):
            publish(world, moderator, f"Text {number}", district_key="mesum")
        assert not client.get("/en/contributions/").all("#district")
        publish(world, moderator, UKRAINIAN, "uk", district_key="mesum")
        publish(world, moderator, "Woanders", district_key="elte")
        form = client.get("/en/contributions/").form("district").fill(district="mesum")
        page = client.submit(form)
        assert len(page.all("article")) == 5
        assert all("May" not in entry.to_text() for entry in page.all("article"))
