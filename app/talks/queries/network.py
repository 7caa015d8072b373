"""The talk as networks see it: German words that a commissioner passed on, by the day on which that was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.contributions.models import Message
from app.contributions.rules import MessageKind
from app.core.languages.content import Audience, Texts
from app.talks.rules import SPEAKERS, Fate, Speaker, fate

GERMAN = frozenset({"de", "de-simple"})
_SHOWN = frozenset({MessageKind.NETWORK_QUESTION, MessageKind.AUTHOR_REPLY})


@dataclass(frozen=True)
class NetworkLine:
    """One message. Nothing here tells in which language, on which day or by whom a reply was written."""

    message: Message
    speaker: Speaker
    network: str | None
    on: date
    text: str | None
    fate: Fate
    reason: str | None
    is_own: bool


@dataclass(frozen=True)
class NetworkTalk:
    """What one network sees of the talks of a case and of those merged into it."""

    lines: list[NetworkLine]

    @property
    def open_question(self) -> NetworkLine | None:
        """The own question that waits for a commissioner or for the author."""
        return next((one for one in self.lines if one.is_own and one.fate in {Fate.WAITS, Fate.AWAITS_REPLY}), None)

    @property
    def waiting_since(self) -> date | None:
        """Since when somebody's question waits for its author."""
        return min((one.on for one in self.lines if one.fate is Fate.AWAITS_REPLY), default=None)


def for_network(messages: Iterable[Message], texts: Texts, network_id: int) -> NetworkTalk:
    """What this network sees: what was passed on, and all its own questions. Other rooms load messages and texts."""
    return NetworkTalk([_line(one, texts, network_id) for one in messages if _may_see(one, network_id)])


def _may_see(message: Message, network_id: int) -> bool:
    own = message.kind is MessageKind.NETWORK_QUESTION and message.network_id == network_id
    return own or (message.kind in _SHOWN and message.passed_on is not None)


def _line(message: Message, texts: Texts, network_id: int) -> NetworkLine:
    words, reason = texts.say(message, "text", "de", Audience.NETWORK), texts.original(message, "statement")
    asked = message.kind is MessageKind.NETWORK_QUESTION
    name = message.network.name_on(message.day) if asked and message.network else None
    return NetworkLine(
        message=message,
        speaker=SPEAKERS[message.kind],
        network=name,
        # Of a reply only the day is told on which a commissioner passed it on.
        on=message.passed_on or message.day,
        # Words in another language would tell what the author speaks.
        text=words.text if words is not None and words.language in GERMAN else None,
        fate=fate(
            passed=message.passed_on is not None,
            ended=message.ended_on is not None,
            has_reason=reason is not None,
            asks=message.waits_for_author,
        ),
        reason=reason.text if reason is not None and asked else None,
        is_own=asked and message.network_id == network_id,
    )
