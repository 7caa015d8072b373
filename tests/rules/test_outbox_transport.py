"""Mail leaving through a real mail server that works, refuses, drops, or is not there; and what headers may hold."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from app.core import clock, outbox
from app.core.outbox import RenderedMail, transport
from app.core.outbox.settings import MailSettings
from app.extensions import db

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SETTINGS = MailSettings("memory", "", "dialogforum@rheine.example", Path("mail"), "dialogforum.test")


class Post:
    """A mail server's manners: what it answers after DATA and to recipients."""

    def __init__(self) -> None:
        self.got: list[tuple[list[str], EmailMessage]] = []
        self.to_recipient = ""
        self.after_data = "250 OK"

    async def handle_RCPT(self, _s: Any, _c: Any, envelope: Any, address: str, _o: Any) -> str:
        if self.to_recipient:
            return self.to_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _c: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.got.append((envelope.rcpt_tos, message))  # type: ignore[arg-type]
        if self.after_data == "drop":
            server.transport.abort()
        return self.after_data


def started(handler: Post) -> Controller:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    return server


@pytest.fixture
def post(core: Flask) -> Iterator[Post]:
    handler = Post()
    server = started(handler)
    port = server.port
    outbox.configure({**core.config, "MAIL_TRANSPORT": "smtp", "SMTP_URL": f"smtp://127.0.0.1:{port}"})
    outbox.register(lambda recipient, _kind: f"{recipient.replace(':', '-')}@rheine.example", words)
    yield handler
    server.stop()
    outbox.configure(core.config)


def words(kind: str, language: str, facts: Mapping[str, Any], recipient: str) -> RenderedMail:
    return RenderedMail("Є щось нове · هناك جديد", "Grüße\n")


def deliver() -> outbox.Delivered:
    return outbox.deliver_due(300, commit=db.session.commit)


def put(count: int = 1) -> None:
    for number in range(count):
        outbox.put("something_new", f"contact:{number}", language="uk")
    db.session.commit()


def test_a_server_gets_one_mail_for_one_recipient(post: Post) -> None:
    put()
    assert deliver().sent == 1
    ((recipients, message),) = post.got
    assert recipients == ["contact-0@rheine.example"]
    assert message["Subject"] == "Є щось нове · هناك جديد"
    assert message.get_content().strip() == "Grüße"
    assert (message["Content-Language"], message["Auto-Submitted"]) == ("uk", "auto-generated")
    assert message["Message-ID"].endswith("@dialogforum.test>")


@pytest.mark.parametrize("answer", ["450 try later", "550 no such person"])
def test_a_refused_recipient_is_tried_again_later(post: Post, answer: str) -> None:
    with clock.at(MONDAY):
        put()
        post.to_recipient = answer
        assert deliver() == outbox.Delivered(failed=1)
    (mail,) = db.session.query(outbox.OutboxMail)
    assert mail.last_error == f"recipient refused [{answer[:3]}]"
    post.to_recipient = ""
    with clock.at(MONDAY + timedelta(minutes=5)):
        assert deliver().sent == 1


def test_a_busy_server_is_tried_again_later(post: Post) -> None:
    with clock.at(MONDAY):
        put()
        post.after_data = "451 busy"
        assert deliver() == outbox.Delivered(failed=1)
    post.after_data = "250 OK"
    with clock.at(MONDAY + timedelta(minutes=5)):
        assert deliver().sent == 1


def test_a_line_cut_after_the_text_repeats_the_same_message_once(post: Post) -> None:
    with clock.at(MONDAY):
        put()
        post.after_data = "drop"
        assert deliver() == outbox.Delivered(failed=1)
    post.after_data = "250 OK"
    with clock.at(MONDAY + timedelta(minutes=5)):
        assert deliver().sent == 1
        assert deliver().sent == 0
    assert len(post.got) == 2
    assert len({message["Message-ID"] for _to, message in post.got}) == 1


def test_two_hundred_mails_survive_a_day_without_a_server(post: Post, core: Flask) -> None:
    working = post.got
    url = outbox.settings.current().smtp_url
    outbox.configure({**core.config, "MAIL_TRANSPORT": "smtp", "SMTP_URL": "smtp://127.0.0.1:1"})
    with clock.at(MONDAY):
        put(200)
    for hour in range(24):
        with clock.at(MONDAY + timedelta(hours=hour)):
            deliver()
    outbox.configure({**core.config, "MAIL_TRANSPORT": "smtp", "SMTP_URL": url})
    for hour in range(24, 49):
        with clock.at(MONDAY + timedelta(hours=hour)):
            deliver()
    assert len(working) == 200
    assert len({message["To"] for _to, message in working}) == 200
    assert outbox.stuck() == []


def test_a_server_that_is_not_there_costs_three_tries_a_round(core: Flask) -> None:
    outbox.register(lambda _recipient, _kind: "anna@rheine.example", words)
    outbox.configure({**core.config, "MAIL_TRANSPORT": "smtp", "SMTP_URL": "smtp://127.0.0.1:1"})
    put(10)
    assert deliver() == outbox.Delivered(failed=3)


def compose(**changed: str) -> EmailMessage:
    values = {"address": "anna@rheine.example", "subject": "Neues", "text": "Text", "language": "de", **changed}
    return transport.compose(
        RenderedMail(values["subject"], values["text"]),
        values["address"],
        row_id="0123abcd",
        language=values["language"],
        day=date(2026, 3, 2),
        settings=SETTINGS,
    )


ENDS = ("\n", "\r", "\r\n", "\n\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x00")
HEADERS = ("Bcc: eve@evil.example", "To: eve@evil.example", "Subject: x", "Content-Type: text/html", "")
PAYLOADS = [end + header for end in ENDS for header in HEADERS]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_fifty_payloads_add_no_header_and_no_recipient(payload: str) -> None:
    for changed in (
        {"subject": f"Neues{payload}"},
        {"address": f"anna@rheine.example{payload}"},
        {"address": f"anna{payload}@rheine.example"},
        {"text": f"Text{payload}"},
    ):
        try:
            message = message_from_bytes(compose(**changed).as_bytes(), policy=policy.default)
        except transport.NotSent:
            continue
        assert message["To"].addresses[0].addr_spec == "anna@rheine.example"
        assert len(message["To"].addresses) == 1
        assert "Bcc" not in message
        assert len(message.get_all("Subject")) == len(message.get_all("To")) == 1
        assert message.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "anna@",
        "@rheine.example",
        "anna@rheine.example, eve@evil.example",
        "anna@rheine.example;eve@evil.example",
        "<anna@rheine.example>",
        "Anna <anna@rheine.example>",
        "anna@rheine..example",
        "anna eve@rheine.example",
        "аnna@rheine.example",
    ],
)
def test_what_is_not_one_plain_address_gets_no_mail(address: str) -> None:
    with pytest.raises(transport.NotSent):
        compose(address=address)


def test_a_domain_with_umlauts_is_written_for_machines() -> None:
    assert compose(address="anna@grüße.example")["To"] == "anna@xn--gre-6ka8l.example"


def test_passwords_do_not_travel_over_an_open_line(core: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    server = started(Post())
    monkeypatch.setattr(transport, "LOOPBACK", frozenset())
    settings = MailSettings(
        "smtp", f"smtp://me:secret@127.0.0.1:{server.port}", "a@rheine.example", Path("mail"), "x.test"
    )
    with pytest.raises(transport.NotSent, match="open line"):
        transport.send(compose(), row_id="1", day=date(2026, 3, 2), settings=settings)
    server.stop()


@pytest.mark.parametrize(
    "wrong",
    [
        {"MAIL_TRANSPORT": "pigeon"},
        {"MAIL_TRANSPORT": "smtp", "SMTP_URL": ""},
        {"MAIL_TRANSPORT": "smtp", "SMTP_URL": "x"},
    ],
)
def test_wrong_settings_are_named_at_the_start(core: Flask, wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="MAIL_TRANSPORT"):
        outbox.configure({**core.config, **wrong})
