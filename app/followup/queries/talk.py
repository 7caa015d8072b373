"""The talk as its author sees it: her own words, and what was passed on to her, in her language."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution, Message
from app.contributions.rules import MessageKind
from app.core.languages import content
from app.core.languages.content import Audience, Texts, VersionKind, Wording
from app.talks.rules import SPEAKERS, Fate, Speaker, fate


@dataclass(frozen=True)
class TalkLine:
    """One message. `german`: the words behind a translation; `passed`: what the network reads of her own words;
    `reason`: why a commissioner did not pass them on."""

    id: uuid.UUID
    speaker: Speaker
    for_commissioner: bool
    network: str | None
    day: date
    fate: Fate
    words: Wording
    german: Wording | None
    passed: Wording | None
    reason: Wording | None

    @property
    def is_own(self) -> bool:
        """Whether the author said it."""
        return self.speaker is Speaker.AUTHOR

    @property
    def awaits_reply(self) -> bool:
        """Whether a network waits for a reply to it."""
        return self.fate is Fate.AWAITS_REPLY


@dataclass(frozen=True)
class Talk:
    """The talk of one case, oldest first."""

    lines: list[TalkLine]
    is_open: bool

    @property
    def questions(self) -> list[TalkLine]:
        """Questions of networks that can be replied to; none when the talk is over."""
        return [line for line in self.lines if line.awaits_reply] if self.is_open else []


def talk(contribution: Contribution, messages: Sequence[Message], texts: Texts, reader: str) -> Talk:
    """What the author of this case may read of it. What nobody has passed on to her is not there."""
    lines = [_line(one, texts, reader) for one in messages if _may_see(one)]
    shown = [line for line in lines if line is not None]
    return Talk(shown, is_open=bool(shown) and contribution_queries.can_talk(contribution))


def _may_see(message: Message) -> bool:
    return message.is_talk and (SPEAKERS[message.kind] is Speaker.AUTHOR or message.passed_on is not None)


def _line(message: Message, texts: Texts, reader: str) -> TalkLine | None:
    speaker, original = SPEAKERS[message.kind], texts.original(message, "text")
    base = texts.base(message, "text")
    own = speaker is Speaker.AUTHOR
    words = original and content.wording(original) if own else texts.say(message, "text", reader, Audience.AUTHOR)
    if words is None or base is None:
        return None
    reason = texts.say(message, "statement", reader, Audience.AUTHOR)
    redacted = own and base.kind is VersionKind.REDACTION
    return TalkLine(
        id=message.id,
        speaker=speaker,
        for_commissioner=message.kind is MessageKind.TO_COMMISSIONER,
        network=message.network.name_on(message.day) if message.network and not own else None,
        # Others are told by the day on which a commissioner passed it on.
        day=message.day if own else message.passed_on or message.day,
        fate=fate(
            passed=message.passed_on is not None,
            ended=message.ended_on is not None,
            has_reason=reason is not None,
            asks=message.waits_for_author,
        ),
        words=words,
        german=content.wording(base) if words.kind is VersionKind.TRANSLATION else None,
        passed=content.wording(base) if redacted else None,
        reason=reason,
    )
