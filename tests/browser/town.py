"""What the browser tests find: people, and cases in many states, all made by the real actions."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Page

from app.accounts.rules import CODE_SECONDS
from app.answers import queries as answers
from app.concept import queries as concept
from app.concept.actions import load_goals
from app.contributions import queries as contributions
from app.core import clock
from app.core.history import SYSTEM
from app.core.languages import locales
from app.dialogforum.actions import commitments, desk_seats, documentation, tables
from app.dialogforum.actions.commitments import Promise
from app.moderation import actions as moderation
from app.moderation.rules import ReasonCode
from app.permissions import Role
from app.rounds.actions import open_round
from app.rounds.models import ParticipationRound
from app.rounds.rules import Phase
from config import ROOT
from tests.browser.places import FIXED, FORUM
from tests.support.build import World
from tests.support.desk import Case
from tests.support.staff import Person

DATA = ROOT / "app" / "demo" / "data"
TAGS = tuple(language.tag for language in locales.OFFERED)
# Email address → the half minute whose code was entered last.
_last_step: dict[str, int] = {}
LONG = "Im Haus fehlt ein Raum. Donaudampfschifffahrtsgesellschaftskapitän. " * 12
ROLES = {
    "moderator": Role.MODERATOR,
    "colleague": Role.MODERATOR,
    "reader": Role.MODERATOR,
    "manager": Role.NETWORK_MANAGER,
    "translator": Role.TRANSLATOR,
    "admin": Role.ADMIN,
    "assistant": Role.ASSISTANT,
    "steering": Role.STEERING_MEMBER,
    "helper": Role.EVENT_STAFF,
}


@dataclass
class Town:
    """Everybody and everything, by name."""

    world: World
    people: dict[str, Person] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    measure: str = ""

    def speaking(self, who: str, language: str) -> Person:
        """A colleague of somebody, who works in another language."""
        name, role = f"{who}-{language}", ROLES[who]
        if name not in self.people:
            network = "hf-4" if who == "manager" else None
            # A network has two managers at most.
            role = Role.NETWORK_MEMBER if network and language != "de" else role
            email = f"{name}@staff.example"
            self.people[name] = self.world.person(role, email=email, network=network, language=language)
        return self.people[name]

    def forum(self) -> list[str]:
        """Pages around the day of the Dialogforum, below the language."""
        return [path.format(year=clock.today().year) for path in FORUM]

    def addresses(self) -> list[str]:
        """Pages of residents that can be fetched, below the language."""
        return [
            *FIXED,
            f"/contributions/{self.cases['answered'].reference}",
            f"/contributions/{self.cases['with-network'].reference}",
            f"/measures/{self.measure}",
        ]


def found(world: World) -> Town:
    """Let it all happen."""
    town = Town(world)
    for name, role in ROLES.items():
        network = "hf-4" if role is Role.NETWORK_MANAGER else None
        town.people[name] = world.person(role, email=f"{name}@staff.example", network=network)
    _concept(town)
    _cases(town)
    return town


def _concept(town: Town) -> None:
    def load() -> str:
        today = clock.today()
        rows = load_goals(tomllib.loads((DATA / "concept-example.toml").read_text("utf-8")), actor=SYSTEM)
        starts = {phase: today + timedelta(days=30 * number - 45) for number, phase in enumerate(Phase)}
        edition = concept.current_edition(today)
        current = open_round(today.year, edition, starts, today + timedelta(days=300), actor=SYSTEM, forum_on=today)
        _forum(current, today)
        return next(iter(rows.values())).reference

    town.measure = town.world.do(load)


def _forum(current: ParticipationRound, today: date) -> None:
    """Seats, tables, and a documentation with a promise."""
    desk_seats.set_capacity(current, 40, 4, version=0, actor=SYSTEM)
    tables.make_tables(current, actor=SYSTEM)
    documentation.write_documentation(current, LONG, 143, version=0, actor=SYSTEM)
    said = Promise(LONG[:400], "Donaudampfschifffahrtsgesellschaft", today + timedelta(days=9))
    commitments.promise(current, 4, said, form_number="town", actor=SYSTEM)
    documentation.publish_documentation(current, actor=SYSTEM)


def _cases(town: Town) -> None:
    world, moderator, manager = town.world, town.people["moderator"], town.people["manager"]
    made = town.cases
    for name in ("received", "returned", "refused", "with-network", "answered", "merged"):
        made[name] = world.submit(contact="nour@example.org")
    made["long"] = world.submit(LONG, "de")
    world.decide(made["returned"], moderator, moderation.return_to_author, message=LONG)
    world.decide(made["refused"], moderator, moderation.refuse, reason=ReasonCode.ADVERTISING)
    for name in ("with-network", "answered", "long"):
        world.release(made[name], moderator, german=None if name == "long" else LONG)
    world.decide(made["merged"], moderator, moderation.merge, main=made["answered"])
    world.answer(made["answered"], manager, "Der Raum kommt im Mai.")

    def first_answer() -> object:
        return answers.published_for(contributions.get(made["answered"].reference))[0]

    world.translate(first_answer, "ar", "ستكون الغرفة جاهزة في مايو.", town.people["translator"])


def enter(page: Page, tag: str, code: str) -> None:
    """Open a case with its number."""
    page.goto(f"/{tag}/code/")
    page.locator("input[name=code]").fill(code)
    with page.expect_navigation():
        page.locator("main form:has(input[name=code]) button:not([name])").last.click()


def press(page: Page, name: str) -> None:
    """Press the visible button of the step that bears this name."""
    with page.expect_navigation():
        page.locator(f"main button[name={name}]").first.click()


def journey(page: Page, tag: str, text: str = LONG) -> Iterator[str]:
    """Walk the journey; stops on each page with its name, also on those with errors."""
    page.goto(f"/{tag}/contribute/")
    page.locator("input[name=action_field][value='4']").check()
    press(page, "next")
    yield "text"
    press(page, "next")
    yield "text with an error"
    page.locator("textarea[name=text]").fill(text)
    press(page, "next")
    yield "contact"
    page.locator("input[name=contact]").fill("no address")
    press(page, "next")
    yield "contact with an error"
    page.locator("input[name=contact]").fill("")
    page.locator("input[name=contact_wanted][value=no]").check()
    press(page, "next")
    yield "check"
    press(page, "send")
    yield "number"


def everywhere(page: Page, town: Town, tag: str) -> Iterator[str]:
    """Every page of residents in one language: fetched ones, the journey, cases in all states."""
    for path in town.addresses():
        page.goto(f"/{tag}{path}")
        yield path
    yield from journey(page, tag, f"{LONG} 0171 2345678")
    for name, case in town.cases.items():
        enter(page, tag, case.code)
        yield f"case {name}"
    enter(page, tag, "1234")
    yield "number with an error"


def entry_for_somebody(page: Page, spoken: str = "ar") -> Iterator[str]:
    """A helper enters for a person; stops on each page with its name."""
    page.goto("/staff/assisted/")
    page.locator("select[name=spoken]").select_option(spoken)
    press(page, "next")
    yield "notice"
    press(page, "next")
    yield "text"
    press(page, "next")
    yield "text with an error"
    page.locator("textarea[name=text]").fill(f"{LONG} 0171 2345678")
    press(page, "next")
    yield "check"
    press(page, "send")
    yield "number"
    press(page, "wipe")
    yield "asked before wiping"
    press(page, "sure")
    yield "wiped"


def sign_in(page: Page, person: Person) -> None:
    """Both factors, by hand."""
    page.goto("/staff/sign-in")
    page.locator("input[name=email]").fill(person.email)
    page.locator("input[name=password]").fill(person.password)
    page.keyboard.press("Enter")
    page.locator("input[name=code]").fill(_unused_code(person))
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/")


def _unused_code(person: Person) -> str:
    """A code that this person has not entered yet: the town is one for all tests, and no code counts twice.

    The site takes the code of the next half minute too; whoever comes a third time waits for it, as people do.
    """
    step = max(_now_step(), _last_step.get(person.email, 0) + 1)
    while step > _now_step() + 1:
        time.sleep(0.5)
    _last_step[person.email] = step
    return person.code(datetime.fromtimestamp(step * CODE_SECONDS, UTC))


def _now_step() -> int:
    return int(clock.now().timestamp()) // CODE_SECONDS
