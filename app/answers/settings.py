"""Settings of this room, handed over by create_app(): actions never see the application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any


@dataclass(frozen=True)
class AnswerSettings:
    """Whether two people look at each answer unless a network says otherwise; how long a link from a mail lasts."""

    four_eyes: bool = False
    link_lasts: timedelta = timedelta(days=14)

    @property
    def links(self) -> bool:
        """Whether mails hold links to answer with at all."""
        return self.link_lasts > timedelta(0)


_settings: list[AnswerSettings] = []


def configure(config: Mapping[str, Any]) -> None:
    """Take over the settings of the application."""
    lasts = timedelta(days=config["ANSWER_LINK_DAYS"])
    _settings[:] = [AnswerSettings(config["ANSWERS_FOUR_EYES"], lasts)]


def current() -> AnswerSettings:
    """The settings of this process; careful defaults before configure()."""
    return _settings[0] if _settings else AnswerSettings()
