"""The 160 example contributions and 40 answers live through the real actions, day by day over past weeks.

Nothing is inserted past the actions: what the data call `decision` is done as a commissioner would do it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from app.answers import actions as answers
from app.answers.rules import Outcome
from app.concept.models import Measure
from app.contributions import actions as contributions
from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution
from app.contributions.rules import Kind
from app.core import clock
from app.core.history import RESIDENT, Actor
from app.demo import ways
from app.demo.people import DATA, Cast
from app.moderation import actions as moderation
from app.moderation.rules import ReasonCode
from app.networks import queries as networks
from app.permissions import Role
from app.routing import queries as routing
from app.translating import actions as translating

MODERATORS = tuple(f"beauftragte{number}@rheine.example" for number in (1, 2, 3))
# How many days before today the first contribution came, and how long people kept writing.
BEGAN, WRITING = 100, 84
# A network takes a case on and answers it so many days after it arrived; every seventh waits a little longer.
TAKES_ON_AFTER, ANSWERS_AFTER = 4, 9
RELEASED = frozenset({"release", "redact"})


@dataclass(frozen=True)
class Event:
    """Something that happens on a day of the demo."""

    day: date
    what: str
    row: Mapping[str, Any]


def read(name: str) -> list[dict[str, Any]]:
    """The lines of a data file."""
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def plan(today: date) -> list[Event]:
    """Everything that happens, in order: each text arrives, is decided one to three days later, some are answered."""
    rows = read("contributions.jsonl")
    released: dict[str, date] = {}
    replies = {row["contribution"]: row for row in read("answers.jsonl")}
    events = []
    for place, row in enumerate(rows):
        came = today - timedelta(days=BEGAN - place * WRITING // len(rows))
        decided = came + timedelta(days=1 + place % 3)
        events += [Event(came, "send", row), Event(decided, "decide", row)]
        if row["decision"] in RELEASED:
            released[row["id"]] = decided
        takes_on = decided + timedelta(days=TAKES_ON_AFTER)
        if row["decision"] in RELEASED and place % 7 and takes_on <= today:
            events.append(Event(takes_on, "take_on", row))
        if row["id"] in replies:
            events.append(Event(decided + timedelta(days=ANSWERS_AFTER), "answer", replies[row["id"]]))
    events += [Event(day, "way", {"turn": turn}) for day, turn in ways.days(released, today)]
    nights = [today - timedelta(days=past) for past in range(BEGAN, -1, -1)]
    # In the morning comes first what the worker does.
    return sorted([*(Event(day, "way", {}) for day in nights), *events], key=lambda event: event.day)


class Life:
    """Plays the plan. `codes` collects what each author was given, by the id of the data."""

    def __init__(self, cast: Cast, led: list[tuple[str, Measure]]) -> None:
        self.cast = cast
        self.codes: dict[str, dict[str, str]] = {}
        self._german = json.loads((DATA / "redacted-german.json").read_text("utf-8"))
        self._measures = led
        self._ways = ways.Ways(cast)

    def play(self, events: Iterable[Event]) -> None:
        """Let every event happen on its day, at ten in the morning."""
        for event in events:
            with clock.at(datetime.combine(event.day, time(10), clock.BERLIN)):
                getattr(self, f"_{event.what}")(event.row)

    def _send(self, row: Mapping[str, Any]) -> None:
        sent = contributions.import_line(row, actor=RESIDENT, is_example=True)
        if sent.code is not None:
            self.codes[row["id"]] = {"reference": sent.contribution.reference, "code": sent.code}

    def _decide(self, row: Mapping[str, Any]) -> None:
        contribution = _find(row["id"])
        email = MODERATORS[int(row["id"][1:]) % len(MODERATORS)]
        actor = self.cast.actor(email, Role.MODERATOR)
        moderation.claim(contribution, actor=actor)
        getattr(self, f"_{row['decision']}")(contribution, row, actor)
        if row["decision"] in RELEASED:
            self._ways.tag(contribution, row["id"])

    def _release(self, contribution: Contribution, row: Mapping[str, Any], actor: Actor, **redaction: Any) -> None:
        german = None if row["lang"] == "de" else redaction.pop("german", row["german"])
        moderation.release(
            contribution,
            actor=actor,
            version=contribution.version,
            fields=row["fields"],
            primary=row["fields"][0],
            public=True,
            title=row["title_de"],
            kind=Kind(row["kind"]),
            german=german,
            **redaction,
        )

    def _redact(self, contribution: Contribution, row: Mapping[str, Any], actor: Actor) -> None:
        redaction = {"redacted_text": row["redacted"], "redaction_reason": ReasonCode(row["moderation"])}
        if row["lang"] != "de":
            redaction["german"] = self._german[row["id"]]
        self._release(contribution, row, actor, **redaction)

    def _merge(self, contribution: Contribution, row: Mapping[str, Any], actor: Actor) -> None:
        main = _find(row["moderation"].partition(":")[2])
        if row["lang"] != "de":
            moderation.german_text(contribution, row["german"], actor=actor)
        moderation.merge(contribution, actor=actor, version=contribution.version, main=main)

    def _refer(self, contribution: Contribution, _row: Mapping[str, Any], actor: Actor) -> None:
        moderation.refer(contribution, actor=actor, version=contribution.version)

    def _refuse(self, contribution: Contribution, row: Mapping[str, Any], actor: Actor) -> None:
        reason = ReasonCode(row["moderation"])
        moderation.refuse(contribution, actor=actor, version=contribution.version, reason=reason)

    def _take_on(self, row: Mapping[str, Any]) -> None:
        contribution = _find(row["id"])
        for assignment in routing.open_of(contribution):
            number = assignment.network.key.removeprefix("hf-")
            manager = self.cast.actor(f"fachstelle{number}@rheine.example", Role.NETWORK_MANAGER)
            answers.acknowledge(assignment, actor=manager)

    def _way(self, row: Mapping[str, Any]) -> None:
        self._ways.play(row.get("turn"))

    def _answer(self, row: Mapping[str, Any]) -> None:
        contribution = _find(row["contribution"])
        number = row["network"]
        network = networks.by_key(f"hf-{number}")
        assignment = routing.get_for([network.id], contribution.reference)
        drafting = self.cast.actor(f"fachperson{number}@rheine.example", Role.NETWORK_MANAGER)
        answer = answers.save_draft(
            assignment,
            row["text_de"],
            row["text_simple"],
            row["reason_or_next_step_de"],
            Outcome(row["outcome"]),
            actor=drafting,
            measures=[measure for key, measure in self._measures if key == row["contribution"]],
        )
        answers.publish(answer, actor=self.cast.actor(f"fachstelle{number}@rheine.example", Role.NETWORK_MANAGER))
        translator = self.cast.actor("uebersetzung@rheine.example", Role.TRANSLATOR)
        for language, text in row["translations"].items():
            translating.add_translation(answer, "text", language, text, actor=translator)


def _find(key: str) -> Contribution:
    found = contribution_queries.by_import(key)
    if found is None:
        raise LookupError(f"the demo data name {key}, which was not sent")
    return found


def led_to(example: Mapping[str, Any], measures: Mapping[str, Measure]) -> list[tuple[str, Measure]]:
    """Pairs of a contribution's id and a measure that came from it, as the example data say."""
    goals = [
        goal for field in example["fields"] for guiding in field["guiding_goals"] for goal in guiding["action_goals"]
    ]
    rows = [row for goal in goals for row in goal["measures"]]
    return [(key, measures[row["id"]]) for row in rows for key in row["from_contributions"]]
