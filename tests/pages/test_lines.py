"""Leichte Sprache puts every sentence on a line of its own, on pages and in mails."""

from __future__ import annotations

from flask import Flask

from app.mails import render_mail
from tests.support.client import PageClient


def test_sentences_stand_on_their_own_lines(client: PageClient) -> None:
    page = client.get("/de-simple/privacy")
    assert len(page.all("main p br, main li br")) > 5
    assert "&lt;br&gt;" not in page.html


def test_other_languages_need_no_line_ends(client: PageClient) -> None:
    for tag in ("de", "en", "ar"):
        assert not client.get(f"/{tag}/help").all("main p br")


def test_mails_hold_no_tags(app: Flask) -> None:
    facts = {"text": "Der Knopf ist zu klein.", "reply_to": "", "language": "de"}
    with app.app_context():
        mail = render_mail("barrier_report", "de-simple", facts, "account:1")
    assert "<br>" not in mail.text
    assert "Der Knopf ist zu klein." in mail.text
