"""Networks, rounds, services and organisations: dated names, carried fields, phases in order, what ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.concept import queries as concept
from app.core import clock
from app.networks import queries as networks
from app.permissions import Role
from tests.support import office
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.staff import Person, hire, sign_in


@pytest.fixture
def admin(client: PageClient, world: World) -> Person:
    """Somebody of the administration, signed in."""
    made = hire(world, Role.ADMIN)
    sign_in(client, made)
    return made


def days(number: int) -> str:
    """A day from today on, as forms and sheets hold it."""
    return (clock.today() + timedelta(days=number)).isoformat()


def use(world: World) -> None:
    """Something was sent to the network of field 4."""
    world.release(world.submit(), hire(world, Role.MODERATOR))


def test_a_new_name_begins_on_a_day_and_the_old_one_stays(client: PageClient, world: World, admin: Person) -> None:
    use(world)
    old = world.read(lambda: networks.by_key("hf-4").name_on(clock.today()))
    url = office.address(world, "networks", "hf-4")
    page = office.edit(client, url, names__1__name="Netzwerk Wohnen", names__1__from=days(10))
    assert "Saved." in page.text

    def named(number: int) -> str:
        return networks.by_key("hf-4").name_on(clock.today() + timedelta(days=number))

    assert [world.read(named, number) for number in (-4000, 0, 9, 10)] == [old, old, old, "Netzwerk Wohnen"]


def test_the_past_of_a_network_in_use_stays(client: PageClient, world: World, admin: Person) -> None:
    use(world)
    url, before = office.address(world, "networks", "hf-4"), office.sheet(world, "networks", "hf-4")
    for wrong in (
        {"names__0__name": "Anders"},
        {"names__0__name": "", "names__0__from": "", "names__1__name": "Neu", "names__1__from": days(0)},
        {"names__1__name": "Früher", "names__1__from": "2020-01-01"},
        {"carries__0__until": "2020-01-01"},
        {"carries__1__field": "5", "carries__1__from": "2020-01-01"},
    ):
        page = office.edit(client, url, 422, **wrong)
        assert "What has begun stays as it was." in page.text, wrong
    assert office.sheet(world, "networks", "hf-4") == before


def test_a_field_changes_hands_on_a_day(client: PageClient, world: World, admin: Person) -> None:
    use(world)
    office.edit(client, office.address(world, "networks", "hf-4"), carries__0__until=days(4))
    office.edit(client, office.address(world, "networks", "hf-5"), carries__1__field="4", carries__1__from=days(5))

    def carrier(number: int) -> str:
        day = clock.today() + timedelta(days=number)
        found = concept.network_for(concept.field(4, clock.today()), day)
        return found.key if found else ""

    assert [world.read(carrier, number) for number in (0, 4, 5)] == ["hf-4", "hf-4", "hf-5"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"carries__1__field": "44", "carries__1__from": "2099-01-01"}, "no field with this number"),
        ({"carries__1__field": "vier", "carries__1__from": "2099-01-01"}, "whole number"),
        ({"carries__1__field": "5", "carries__1__from": ""}, "Please fill this in."),
        ({"carries__0__until": "2001-01-01"}, "before the first day"),
        ({"ended_on": "2099-01-01"}, "still carries a field"),
        ({"names__1__name": "Zweiter", "names__1__from": "2017-02-01"}, "two rows for the same day"),
    ],
)
def test_wrong_rows_are_named_and_change_nothing(
    client: PageClient, world: World, admin: Person, wrong: dict[str, str], words: str
) -> None:
    url, before = office.address(world, "networks", "hf-4"), office.sheet(world, "networks", "hf-4")
    if "names__1__from" in wrong:
        wrong = {**wrong, "names__1__from": before["names"][0]["from"]}
    page = office.edit(client, url, 422, **wrong)
    assert words in page.text
    assert office.sheet(world, "networks", "hf-4") == before


def test_an_ended_network_is_offered_nowhere(client: PageClient, world: World, admin: Person) -> None:
    url = office.address(world, "networks", "hf-8")
    office.edit(client, url, carries__0__until="2020-12-31", ended_on="2020-12-31")
    assert "hf-8" not in [one.key for one in world.read(networks.all_networks)]
    assert "hf-8" in [one.key for one in world.read(lambda: networks.all_networks(ended=True))]


def test_a_service_with_its_words(client: PageClient, world: World, admin: Person) -> None:
    form = client.get("/staff/admin/services/new").form("name")
    form.fill(kind="official", name="Ausschuss", phone="05971 939", position="1")
    page = client.submit(form, 422)
    assert "Please write it in German first." in page.text
    form = page.form("name").fill(**{"about-de": "Tagt öffentlich.", "about-uk": "Засідає відкрито."})
    page = client.submit(form)
    assert "Translations are missing" in page.text
    assert "Засідає відкрито." in client.get("/uk/help").text
    assert "Tagt öffentlich." in client.get("/tr/help").text
    office.edit(client, office.address(world, "services", "ausschuss"), ended_on="2020-01-01")
    assert "05971 939" not in client.get("/uk/help").text


def test_organisations_have_one_name_each(client: PageClient, admin: Person) -> None:
    for status in (200, 422):
        page = client.submit(client.get("/staff/admin/organisations/new").form("name").fill(name="Caritas"), status)
    assert "one with this name" in page.text


def test_a_round_has_phases_in_order(client: PageClient, world: World, admin: Person) -> None:
    form = client.get("/staff/admin/rounds/new").form("year")
    form.fill(year="2031", phase_preparation="2031-01-01", phase_collection="2031-05-01", ends_on="2031-12-31")
    page = client.submit(form.fill(phase_call="2031-06-01"), 422)
    assert "before the phase in front of it" in page.text
    page = client.submit(page.form("year").fill(phase_call="2031-03-01"))
    assert page.heading == "2031"
    found = office.sheet(world, "rounds", "2031")
    assert (found["phase_call"], found["answer_days"], found["phase_report"]) == ("2031-03-01", 84, "")
    page = client.submit(
        client.get("/staff/admin/rounds/new")
        .form("year")
        .fill(year="2031", phase_preparation="2031-01-01", ends_on="2031-12-31"),
        422,
    )
    assert "a round for this year" in page.text


def test_somebody_leaves_with_one_button(client: PageClient, world: World, admin: Person) -> None:
    person = hire(world, Role.NETWORK_MANAGER, Role.MODERATOR, network="hf-4")
    page = client.get(f"/staff/people/{person.id}/leave")
    assert "Netzwerk HF 4" in page.text
    page = client.press(page.form("leave"), "leave", "yes")
    assert "Everything has ended." in page.text
    assert world.read(networks.held_or_coming, person.id, clock.today()) == []
    page = client.get(f"/staff/people/{admin.id}/leave")
    page = client.press(page.form("leave"), "leave", "yes", 409)
    assert "your own access" in page.text
