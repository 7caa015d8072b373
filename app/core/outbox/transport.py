"""★ How a mail leaves the house: into a file, by SMTP, or into a list. The only import of smtplib."""

from __future__ import annotations

import os
import smtplib
import ssl
from datetime import date, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import SplitResult, unquote, urlsplit

from email_validator import EmailNotValidError, validate_email

from app.core.clock import BERLIN
from app.core.outbox.settings import MailSettings, RenderedMail

TIME_OUT_SECONDS = 10
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

# Where MAIL_TRANSPORT=memory puts the mails: a list for tests.
memory: list[EmailMessage] = []


class NotSent(Exception):
    """The mail did not leave. The message names the kind of trouble, never an address or words."""


def compose(
    mail: RenderedMail, address: str, *, row_id: str, language: str, day: date, settings: MailSettings
) -> EmailMessage:
    """One mail to exactly one address. Raises NotSent for a wrong address or a subject with line breaks.

    The Message-ID follows from the row alone, so that a second try can be recognised. Date knows the day,
    not the hour.
    """
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = settings.sender
        message["To"] = _checked(address)
        message["Subject"] = mail.subject
    except ValueError as error:
        raise NotSent("header refused") from error
    message["Date"] = format_datetime(_midnight(day))
    message["Message-ID"] = f"<{row_id}@{settings.host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, charset="utf-8")
    # After the text: setting that takes away every header about the content.
    message["Content-Language"] = language
    return message


def send(message: EmailMessage, *, row_id: str, day: date, settings: MailSettings) -> None:
    """Hand the mail over as MAIL_TRANSPORT says. Raises NotSent; nothing else goes wrong on purpose."""
    try:
        if settings.transport == "memory":
            memory.append(message)
        elif settings.transport == "file":
            _into_file(message, row_id, day, settings)
        else:
            _by_smtp(message, settings)
    except smtplib.SMTPRecipientsRefused as error:
        codes = sorted({code for code, _text in error.recipients.values()})
        raise NotSent(f"recipient refused {codes}") from error
    except smtplib.SMTPResponseException as error:
        raise NotSent(f"{type(error).__name__} {error.smtp_code}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(type(error).__name__) from error


def _checked(address: str) -> str:
    try:
        found = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise NotSent("not an address") from error
    if found.ascii_email is None:
        raise NotSent("address beyond ASCII")
    return found.ascii_email


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, BERLIN)


def _into_file(message: EmailMessage, row_id: str, day: date, settings: MailSettings) -> None:
    settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = settings.folder / f"{row_id}.eml"
    draft = target.with_suffix(".part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(message.as_bytes())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    # Neither the file nor the folder may tell the hour at which somebody did something (trust.md T-06).
    moment = _midnight(day).timestamp()
    os.utime(target, (moment, moment))
    os.utime(settings.folder, (moment, moment))


def _by_smtp(message: EmailMessage, settings: MailSettings) -> None:
    url = urlsplit(settings.smtp_url)
    with _connected(url, settings.host) as server:
        server.ehlo()
        safe = url.scheme == "smtps" or url.hostname in LOOPBACK
        if url.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
            safe = True
        if url.username:
            if not safe:
                raise NotSent("no password over an open line")
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message, settings.sender, [str(message["To"])])


def _connected(url: SplitResult, own_name: str) -> smtplib.SMTP:
    # The name is given: looking it up could take long and would tell the mail server more than it needs.
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(
            url.hostname or "",
            url.port or 465,
            local_hostname=own_name,
            timeout=TIME_OUT_SECONDS,
            context=ssl.create_default_context(),
        )
    return smtplib.SMTP(url.hostname or "", url.port or 25, local_hostname=own_name, timeout=TIME_OUT_SECONDS)
