"""Every code has words, and every mail of these rooms can be read in every language of the staff."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from app.contributions.verbs import TALK_VERBS
from app.mails import render_mail
from app.moderation import labels
from app.moderation.rules import Decision, ReasonCode
from app.routing import labels as routing_labels
from app.routing.rules import Lateness
from tests.house.sources import files, read


def test_every_code_has_words() -> None:
    assert {*Decision, *ReasonCode} <= set(labels.LABELS)
    assert set(Lateness) <= set(routing_labels.LABELS)
    assert set(ReasonCode) == set(labels.SENTENCES)


def test_every_error_of_the_rooms_has_a_sentence() -> None:
    pattern = re.compile(r"(?:Invalid|NotPossibleNow|Conflict|Forbidden|Missing)\(\s*\"([a-z_]+)\"")
    everywhere = "".join(read(path) for path in files("app/*/labels.py", "app/*/labels/*.py", "app/*/staff_*.py"))
    sources = files("app/moderation/**/*.py", "app/routing/**/*.py")
    raised = {code for path in sources for code in pattern.findall(read(path))}
    assert raised
    assert [code for code in sorted(raised) if f'"{code}":' not in everywhere] == []


def test_every_act_in_a_history_has_words() -> None:
    pattern = re.compile(r"(?:record\([^\"{]{1,40}|verb=)\"([a-z_]+)\"")
    rooms = files("app/moderation/**/*.py", "app/routing/**/*.py", "app/contributions/**/*.py", "app/answers/**/*.py")
    acts = {verb for path in rooms for verb in pattern.findall(read(path))}
    # Ready texts belong to no case; what happens to them is told by the page that edits them.
    elsewhere = {*routing_labels.VERBS, *TALK_VERBS, "enter_template", "save_template", "retire_template"}
    assert sorted(acts - set(labels.VERBS) - elsewhere) == []
    assert labels.verb("some_other_act") == "Some other act"


@pytest.mark.parametrize("language", ["de", "en", "ar"])
@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("assignment", {"network": "Netzwerk Wohnen", "reference": "X5ND3D"}),
        ("handed_back", {"network": "Netzwerk Wohnen", "reference": "X5ND3D"}),
        ("arrivals_digest", {"waiting": 3, "overdue": 1, "objections": 2, "handed_back": 1}),
    ],
)
def test_mails_have_a_subject_and_a_link(app: Flask, kind: str, facts: dict[str, Any], language: str) -> None:
    with app.app_context():
        mail = render_mail(kind, language, facts, "account:1")
    assert mail.subject
    assert "\n" not in mail.subject
    assert "http://dialogforum.test/staff/" in mail.text
    if "reference" in facts:
        assert "\u2066X5ND3D\u2069" in mail.subject
