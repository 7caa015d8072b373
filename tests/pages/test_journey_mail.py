"""The links in mails to authors: opening one changes nothing, the button does, and the mails tell nothing."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask

from app.contributions import actions, queries
from app.contributions.contact import Contact
from app.core.outbox import OutboxMail
from app.extensions import db
from app.mails import address_of, render_mail
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.journey import TEXT, code_on, reference_on, send, stored, to_check

LANGUAGES = ["de", "de-simple", "en", "ar"]


def links(text: str) -> list[str]:
    """Paths of the links in a mail."""
    found = [urlsplit(word) for word in text.split() if word.startswith("http://dialogforum.test/")]
    return [f"{link.path}?{link.query}" if link.query else link.path for link in found]


def waiting(app: Flask) -> list[tuple[str, str, str]]:
    """Mails that wait: (kind, recipient, language)."""
    with app.app_context():
        rows = db.session.execute(sa.select(OutboxMail)).scalars()
        return [(row.kind, row.recipient, row.language) for row in rows]


def contacts(app: Flask) -> list[Contact]:
    """All addresses that are kept."""
    with app.app_context():
        return list(db.session.execute(sa.select(Contact)).scalars())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_confirming_and_leaving(client: PageClient, app: Flask, world: World, lang: str) -> None:
    send(client, to_check(client, lang, contact="anna@example.org"))
    [(kind, recipient, language)] = waiting(app)
    assert (kind, language) == ("confirm_contact", lang)
    assert world.read(address_of, recipient, kind) == "anna@example.org"
    confirm, leave = links(world.read(render_mail, kind, language, {}, recipient).text)
    assert confirm.startswith(f"/{lang}/contact/confirm?token=")
    page = client.get(confirm)
    assert contacts(app)[0].confirmed_on is None
    client.submit(page.form("token"))
    assert contacts(app)[0].confirmed_on is not None
    assert not client.get(confirm).all("main form")
    page = client.get(leave)
    assert len(contacts(app)) == 1
    client.submit(page.form(action=leave))
    assert contacts(app) == []
    client.get(leave)
    client.get(confirm, status=404)
    assert client.cookies() == []


def test_one_click_leaving_of_mail_programs(client: PageClient, app: Flask, world: World) -> None:
    send(client, to_check(client, contact="anna@example.org"))
    [one] = stored(app)
    token = world.read(lambda: queries.mail_links(one.row.id)["leave_token"])
    answer = client.raw("POST", f"/de/unsubscribe/{token}", data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert contacts(app) == []


@pytest.mark.parametrize(
    "url",
    [
        "/de/contact/confirm",
        "/de/contact/confirm?token=x",
        "/de/unsubscribe/gAAAAAxxxxxxxxxxxxxxxxxxxxxx",
        "/ar/contact/confirm?token=%F0%9F%98%80",
    ],
)
def test_strange_links_lead_to_a_calm_page(client: PageClient, url: str) -> None:
    client.get(url, status=404)


def test_posting_a_strange_link_changes_nothing(client: PageClient) -> None:
    client.post("/de/contact/confirm", {"token": "x"}, status=404)
    client.post("/de/contact/confirm", {}, status=404)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_mail_says_only_that_there_is_something_new(
    client: PageClient, app: Flask, world: World, lang: str
) -> None:
    page = send(client, to_check(client, lang, contact="anna@example.org"))
    [one] = stored(app)

    def confirm_and_tell() -> int:
        actions.confirm_contact(queries.mail_links(one.row.id)["confirm_token"])
        return actions.tell_author(queries.by_id(one.row.id))

    assert world.do(confirm_and_tell) == 1
    mail = world.read(render_mail, "something_new", lang, {}, f"contact:{one.row.id}")
    words = f"{mail.subject}\n{mail.text}"
    code = code_on(page)
    for secret in (code, code[:4], reference_on(page), str(one.row.id), TEXT, "Kinder", "Wohnen", "السكن", "anna@"):
        assert secret not in words
    assert f"/{lang}/code/" in words
    assert mail.subject.strip()
    assert "\n" not in mail.subject
