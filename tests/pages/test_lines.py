"""Leichte Sprache puts every sentence on a line of its own, on pages and in mails."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.mails import render_mail
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.journey import send, to_check
from tests.support.staff import hire


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


PLACES = ("", "help", "rules", "privacy", "imprint", "accessibility", "dialogforum/", "concept/", "fields/4/", "code/")


@pytest.mark.parametrize("place", [*PLACES, "contribute/?action_field=4", "languages/missing", "accessibility/report"])
def test_two_texts_side_by_side_are_two_lines(client: PageClient, place: str) -> None:
    """Texts that a page puts together, each ending in a sentence: the next one begins on a new line."""
    page = client.get(f"/de-simple/{place}")
    for paragraph in page.all("main p:not(.form-field__hint), main li"):
        lines = [re.sub(r"<[^>]+>", "", piece).strip() for piece in paragraph.to_html().split("<br>")]
        # The point behind a day or an edition ends no sentence.
        assert not [line for line in lines if re.search(r"\D[.!?] ", line)], paragraph.to_html()


def test_the_title_of_a_page_holds_no_tags(client: PageClient) -> None:
    for path in ("/de-simple/", "/de-simple/help", "/de-simple/nowhere"):
        title = client.get(path, status=404 if "nowhere" in path else 200).one("title").to_text()
        assert "<" not in title
        assert "&" not in title
    page = send(client, to_check(client, "de-simple"))
    assert "<" not in page.one("title").to_text()


def test_a_title_with_signs_is_no_markup(client: PageClient, world: World) -> None:
    case = world.submit("Ein Text über <b>Tische</b>", "de")
    world.release(case, hire(world, Role.MODERATOR), title="Tische <b>& Bänke</b>")
    page = client.get(f"/de/contributions/{case.reference}")
    assert page.one("title").to_text().startswith("Tische <b>& Bänke</b>")
    assert "<title>Tische &lt;b&gt;&amp; Bänke" in page.html
