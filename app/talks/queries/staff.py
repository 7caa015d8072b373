"""The talk as commissioners see it: everything, with the original words and what others read."""

from __future__ import annotations

from dataclasses import dataclass

from app.contributions import queries as contributions
from app.contributions import rules as contribution_rules
from app.contributions.models import Contribution, Message
from app.contributions.rules import Piece
from app.core.history import Subject
from app.core.languages import content
from app.core.languages.content import Texts, TextVersion, VersionKind
from app.extensions import db
from app.talks.rules import SPEAKERS, Fate, Speaker, fate

GERMAN = frozenset({"de", "de-simple"})


@dataclass(frozen=True)
class Line:
    """One message of a talk. `passed` are the words that its reader gets, where they differ from the original."""

    message: Message
    speaker: Speaker
    fate: Fate
    original: TextVersion | None
    passed: TextVersion | None
    german: TextVersion | None
    reason: TextVersion | None
    hints: list[Piece]

    @property
    def needs_german(self) -> bool:
        """Whether the network could not read it without a German text."""
        return self.original is not None and self.original.language not in GERMAN


@dataclass(frozen=True)
class Waiting:
    """Words that wait for a commissioner, with their case and its German title."""

    line: Line
    contribution: Contribution
    title: str | None


def lines(contribution: Contribution) -> list[Line]:
    """The whole talk of one case, oldest first."""
    messages = [one for one in contributions.messages(contribution) if one.is_talk]
    texts = content.load(messages, ["text", "statement"])
    return [line(one, texts) for one in messages]


def waiting(limit: int = 200) -> list[Waiting]:
    """What waits to be passed on or read, longest waiting day first."""
    rows = [(row[0], row[1]) for row in db.session.execute(contributions.waiting_talk().limit(limit)).unique()]
    subjects: list[Subject] = [subject for row in rows for subject in row]
    texts = content.load(subjects, ["text", "statement", "title"])
    titles = {case.id: texts.base(case, "title") for _one, case in rows}
    return [Waiting(line(one, texts), case, _text(titles[case.id])) for one, case in rows]


def line(message: Message, texts: Texts) -> Line:
    """One message with its loaded words."""
    original, base = texts.original(message, "text"), texts.base(message, "text")
    reason = texts.original(message, "statement")
    german = texts.translation(message, "text", "de")
    found = fate(
        passed=message.passed_on is not None,
        ended=message.ended_on is not None,
        has_reason=reason is not None,
        asks=message.waits_for_author,
    )
    held = [version.text for version in (original, german) if version is not None]
    return Line(
        message=message,
        speaker=SPEAKERS[message.kind],
        fate=found,
        original=original,
        passed=base if base is not None and base.kind is VersionKind.REDACTION else None,
        german=german,
        reason=reason,
        hints=list({piece.text: piece for text in held for piece in contribution_rules.hints(text)}.values()),
    )


def _text(version: TextVersion | None) -> str | None:
    return version.text if version is not None else None
