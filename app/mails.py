"""What a mail says and where it goes: called by the worker, when a mail leaves and never before."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import current_app, g, render_template
from flask_babel import force_locale

from app.accounts import queries as account_queries
from app.answers.queries import link_facts
from app.contributions import queries as contribution_queries
from app.core import standing
from app.core.languages import locales
from app.core.outbox import RenderedMail
from app.dialogforum.queries import seat_mail
from app.notices import queries as notice_queries


def address_of(recipient: str, kind: str) -> str | None:
    """The address behind "account:<id>", "contact:<contribution id>", "notice:<id>", "seat:<id>"; None without one.

    While the address of an account changes there are "new-address:<change id>" and "old-address:<change id>".

    Addresses that nobody confirmed get the one mail that asks for it, and nothing else.
    """
    what, _, key = recipient.partition(":")
    if what == "account":
        return account_queries.mail_address(int(key))
    if what in ("new-address", "old-address"):
        return account_queries.changing_address(int(key), old=what == "old-address")
    if what == "contact":
        return contribution_queries.mail_address(uuid.UUID(key), kind)
    if what == "notice":
        return notice_queries.mail_address(uuid.UUID(key), kind)
    if what == "seat":
        return seat_mail.mail_address(uuid.UUID(key), kind)
    raise ValueError(f"nobody knows the recipient {recipient!r}")


def render_mail(kind: str, language: str, facts: Mapping[str, Any], recipient: str) -> RenderedMail:
    """Subject and text of a mail in the recipient's language, from templates/mail/<kind>.txt.

    The first line of the template is the subject. Links are made from PUBLIC_URL. The end says who sent the mail.
    """
    spoken = locales.offered(language) or locales.GERMAN
    config = current_app.config
    base = config["PUBLIC_URL"] or config["LOCAL_URL"]
    with current_app.test_request_context("/", base_url=base), force_locale(spoken.locale):
        g.language = spoken
        more = {**_personal(recipient), **account_queries.mail_facts(facts), **link_facts(facts, recipient)}
        text = render_template(f"mail/{kind}.txt", facts=facts, **more)
    subject, _, body = text.strip().partition("\n")
    sender = f"-- \n{config['SITE_NAME']} · {standing.now().value('city', config['SITE_CITY'])}"
    return RenderedMail(subject=subject.strip(), text=f"{body.strip()}\n\n{sender}\n")


def _personal(recipient: str) -> dict[str, Any]:
    """Links that only this recipient may have: to confirm an address, to leave."""
    what, _, key = recipient.partition(":")
    if what == "notice":
        return notice_queries.mail_links(uuid.UUID(key))
    if what == "seat":
        return seat_mail.mail_facts(uuid.UUID(key))
    return contribution_queries.mail_links(uuid.UUID(key)) if what == "contact" else {}
