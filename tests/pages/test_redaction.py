"""What is left out: marks in every language, a sealed original, a log of looks, an end of the sealed words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.contributions import marks
from app.contributions import queries as contribution_queries
from app.contributions.marks import Mark
from app.core import clock
from app.core.history import SYSTEM
from app.core.languages import content
from app.moderation import actions as moderation
from app.moderation.rules import ReasonCode
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.staff import Person

TEXT = "Frau Kanarienvogel ruft unter 05971 123456 an."
SHORT = "Frau [Name] ruft unter [Kontakt] an."
PERIODS = {"contact": 183, "refused": 92, "referred": 30, "returned": 30, "code": 730, "original": 365}


@pytest.fixture
def person(world: World) -> Person:
    return world.person(Role.MODERATOR)


@pytest.fixture
def case(world: World, person: Person) -> Case:
    found = world.release(world.submit(TEXT, "de"), person, german=None)
    return world.decide(found, person, moderation.redact, text=SHORT, reason=ReasonCode.THIRD_PERSON)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("[Name]", "[…name]"),
        ("[ kontakt ]", "[…contact]"),
        ("[… name]", "[…name]"),
        ("[تهديد]", "[…threat]"),
        ("[ad]", "[…name]"),
        ("[…]", "[…]"),
        ("[siehe oben]", "[siehe oben]"),
        ("[Foo]", "[Foo]"),
    ],
)
def test_marks_are_stored_in_one_spelling(typed: str, stored: str) -> None:
    assert marks.stored(f"Vor {typed} nach.") == f"Vor {stored} nach."
    assert marks.stored(stored) == stored


def test_marks_and_words_are_told_apart() -> None:
    assert list(marks.pieces("a […name] b")) == ["a ", Mark.NAME, " b"]
    assert "".join(map(str, marks.pieces("[…] und […foo]"))) == "[…] und […foo]"


def test_left_over_names_only() -> None:
    assert marks.left_over("Bay Mehmet geldi.", "Bay […name] geldi.", "Herr Mehmet kam.") == ["Mehmet"]
    assert marks.left_over("Bay Mehmet geldi.", "Bay […name] geldi.", "Herr […name] kam.") == []


@pytest.mark.parametrize(("lang", "words"), [("de", "[Name herausgenommen]"), ("en", "[name left out]")])
def test_readers_see_the_mark_in_their_language(client: PageClient, case: Case, lang: str, words: str) -> None:
    page = client.get(f"/{lang}/contributions/{case.reference}")
    mark = page.all(".wording__mark")[0]
    assert mark.attrs["lang"] == lang
    assert "Kanarienvogel" not in page.html
    assert lang != "en" or words in page.text


def test_the_original_is_sealed_and_each_look_has_a_reason(
    client: PageClient, world: World, person: Person, case: Case
) -> None:
    desk = world.browser(person)
    url = f"/staff/moderation/{case.reference}"
    assert "Kanarienvogel" not in desk.get(url).html
    answer = desk.raw("GET", f"{url}/original")
    page = desk.get(f"{url}/original") if answer.status_code == 200 else desk.get(answer.headers["Location"])
    if "password" in [field.attrs.get("type") for field in page.all("input")]:
        page = desk.submit(page.form("password").fill(password=person.password))
    desk.submit(page.form("reason"), status=422)
    shown = desk.submit(page.form("reason").fill(reason="Die Verfasserin fragt nach."))
    assert "Kanarienvogel" in shown.text
    auditor = world.browser(world.person(Role.AUDITOR))
    log = auditor.get("/staff/looks/")
    assert "Die Verfasserin fragt nach." in log.text
    assert case.reference in log.text
    assert "Kanarienvogel" not in log.html


def test_before_a_decision_the_commissioner_reads_everything(world: World, person: Person, case: Case) -> None:
    world.decide(case, person, moderation.take_back, statement="Noch einmal.")
    assert "Kanarienvogel" in world.browser(person).get(f"/staff/moderation/{case.reference}").html


def test_a_name_left_in_the_german_text_is_warned_about(world: World, person: Person) -> None:
    turkish = world.submit("Bay Mehmet her gün gürültü yapıyor.", "tr")
    world.release(turkish, person, german="Herr Mehmet macht jeden Tag Lärm.")
    facts = {"text": "Bay [ad] her gün gürültü yapıyor.", "reason": ReasonCode.THIRD_PERSON}
    world.decide(turkish, person, moderation.redact, **facts, german="Der Mehmet macht jeden Tag Lärm.")
    page = world.browser(person).get(f"/staff/moderation/{turkish.reference}")
    assert "still says what was left out" in page.text


def test_sealed_words_end_on_their_day(client: PageClient, world: World, case: Case) -> None:
    def erase(days: int) -> int:
        day = clock.today() + timedelta(days=days)
        return world.do(lambda: moderation.erase_due(day, actor=SYSTEM, periods=PERIODS))["original"]

    assert erase(365) == 0
    assert erase(366) == 1
    assert erase(366) == 0

    def texts() -> list[str]:
        return [one.text for one in content.versions(contribution_queries.get(case.reference), "text")]

    assert not any("Kanarienvogel" in text for text in world.read(texts))
    assert client.get(f"/de/contributions/{case.reference}").all(".wording__mark")
