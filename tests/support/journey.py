"""Walking the resident's journey as a browser without scripts would, and looking at what was stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app.contributions.models import Contribution
from app.core.languages.content import TextVersion
from app.extensions import db
from tests.support.client import PageClient
from tests.support.page import Form, Page

TEXT = "Im Haus fehlt ein Raum für Kinder.\nZum Beispiel im Keller."


def to_text(client: PageClient, lang: str = "de", field: str = "4", query: str = "") -> Page:
    """The page with the text box."""
    first = client.get(f"/{lang}/contribute/{query}")
    return client.press(first.form("action_field").fill(action_field=field), "next")


def to_contact(client: PageClient, lang: str = "de", text: str = TEXT, **answers: Any) -> Page:
    """The page that asks for an address."""
    return client.press(to_text(client, lang).form("text").fill(text=text, **answers), "next")


def to_check(client: PageClient, lang: str = "de", text: str = TEXT, contact: str = "", **answers: Any) -> Page:
    """The page that shows everything before it is sent."""
    page = to_contact(client, lang, text, **answers)
    return client.press(page.form("contact").fill(contact=contact), "next")


def send(client: PageClient, page: Page, status: int = 200) -> Page:
    """Press the last button."""
    return client.press(page.form("quote_allowed"), "send", status=status)


def code_on(page: Page) -> str:
    """The tracking code on the page after sending."""
    return page.one("[data-tracking-code]").attrs["data-tracking-code"]


def reference_on(page: Page) -> str:
    """The public reference on the page after sending."""
    return page.one("[data-reference]").attrs["data-reference"]


def typed(page: Page, name: str) -> str | None:
    """What the next sending of this page would say for one answer."""
    return dict(Form(page.one("form#step"), page).values).get(name)


@dataclass(frozen=True)
class Stored:
    """One contribution as it lies in the database."""

    row: Contribution
    text: str
    fields: list[int]
    district: str | None


def stored(app: Flask) -> list[Stored]:
    """Everything that was stored."""
    with app.app_context():
        found = []
        for row in db.session.execute(sa.select(Contribution)).unique().scalars():
            about = (
                TextVersion.subject_id == str(row.id),
                TextVersion.part == "text",
                TextVersion.replaced_on.is_(None),
            )
            text = db.session.execute(sa.select(TextVersion.text).where(*about)).scalar_one_or_none()
            district = row.district.key if row.district else None
            found.append(Stored(row, text or "", [field.number for field in row.suggested_fields], district))
        return found
