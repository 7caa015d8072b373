"""What create_app() hands over: the settings of mail, and who knows addresses and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class RenderedMail:
    """What a mail says, in the recipient's language. Plain text."""

    subject: str
    text: str


Resolver = Callable[[str, str], str | None]
Renderer = Callable[[str, str, Mapping[str, Any], str], RenderedMail]


@dataclass(frozen=True)
class MailSettings:
    """The settings of config.py that mail needs."""

    transport: str
    smtp_url: str
    sender: str
    folder: Path
    host: str


class NotReady(Exception):
    """The worker ran before create_app() had handed over settings, resolver and renderer."""


_settings: list[MailSettings] = []
_people: list[tuple[Resolver, Renderer]] = []
_handlers: dict[str, Any] = {}


def configure(config: Mapping[str, Any]) -> None:
    """Take over the settings. Raises ValueError for an unknown transport or SMTP without an address."""
    transport, smtp_url = config["MAIL_TRANSPORT"], config.get("SMTP_URL", "")
    if transport not in {"file", "smtp", "memory"}:
        raise ValueError(f"MAIL_TRANSPORT must be file, smtp or memory, not {transport!r}")
    if transport == "smtp" and urlsplit(smtp_url).scheme not in {"smtp", "smtps"}:
        raise ValueError("MAIL_TRANSPORT=smtp needs SMTP_URL, for example smtp://mail.example:587")
    _settings[:] = [
        MailSettings(
            transport=transport,
            smtp_url=smtp_url,
            sender=config["MAIL_FROM"],
            folder=Path(config["DATA_DIR"]) / "mail",
            host=urlsplit(config.get("PUBLIC_URL", "")).hostname or "localhost",
        )
    ]


def register(resolver: Resolver, renderer: Renderer) -> None:
    """Name the functions that know addresses and words. Both are called only when a mail leaves.

    resolver(recipient, kind) gives the address, or None when the recipient is gone or has not confirmed;
    renderer(kind, language, facts, recipient) gives subject and text.
    """
    _people[:] = [(resolver, renderer)]


def handle(kind: str, handler: Any) -> None:
    """Name the function that does the delayed work of one kind (jobs.Handler). Such rows are no mails."""
    _handlers[kind] = handler


def handlers() -> Mapping[str, Any]:
    """Handler by kind of work."""
    return _handlers


def current() -> MailSettings:
    """The settings of this process. Raises NotReady before configure()."""
    if not _settings:
        raise NotReady("outbox.configure() was not called")
    return _settings[0]


def people() -> tuple[Resolver, Renderer]:
    """Resolver and renderer. Raises NotReady before register()."""
    if not _people:
        raise NotReady("outbox.register() was not called")
    return _people[0]
