"""What is marked in a text, and one click that fills in the form which leaves it out. Nothing is saved by a click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request, url_for

from app.contributions.lifecycle import WITH_NETWORK, State
from app.contributions.models import Contribution
from app.core.languages.content import Texts, TextVersion
from app.moderation import forms
from app.moderation.noticing import Mark, Notice, Why, cut, marks, without
from app.moderation.rules import ReasonCode

ALL = "all"


def marked(contribution: Contribution, texts: Texts) -> dict[str, Any]:
    """For the page of a case: the original with its finds, what others would still read, and the way to the form."""
    original = texts.original(contribution, "text")
    german = texts.translation(contribution, "text", "de")
    words = original.text if original else ""
    return {
        "pieces": cut(words, marks(words, contribution.language)),
        "hints": _of(texts.base(contribution, "text")),
        "german_hints": _of(german),
        "leave_out_url": _address(contribution),
    }


def _of(version: TextVersion | None) -> list[Mark]:
    return marks(version.text, version.language) if version is not None else []


def _address(contribution: Contribution) -> Callable[[int | str], str] | None:
    """The page again with the form filled in; None where no form leaves anything out."""
    anchor = "decide-redact" if contribution.state in WITH_NETWORK else "decide-release"
    if contribution.state is not State.SUBMITTED and contribution.state not in WITH_NETWORK:
        return None
    reference = contribution.reference
    return lambda which: url_for("moderation.case", reference=reference, leave_out=which, _anchor=anchor)


def fill_left_out(form: forms.CaseForm, contribution: Contribution, texts: Texts) -> None:
    """Fill in the shorter words that a link of this page asks for, in the German text and the title, too."""
    base = texts.base(contribution, "text")
    if request.method != "GET" or base is None or "redacted" not in form:
        return
    chosen = _chosen(_of(base))
    if not chosen:
        return
    kinds = {one.kind for one in chosen}
    values = {"redacted": without(base.text, chosen), "redaction_reason": _reason(chosen).value}
    for name in ("german", "title"):
        words = form[name].data or "" if name in form else ""
        if words:
            values[name] = without(words, [one for one in marks(words, "de") if one.kind in kinds])
    for name, value in values.items():
        form[name].data = value


def asks_to_leave_out() -> bool:
    """Whether a link of this page asks for it."""
    return request.method == "GET" and "leave_out" in request.args


def _chosen(found: list[Mark]) -> list[Mark]:
    asked = request.args.getlist("leave_out")
    if ALL in asked:
        return found
    return [one for place, one in enumerate(found) if str(place) in asked]


def _reason(chosen: list[Mark]) -> ReasonCode:
    """The likely reason; the person changes it where it is another one."""
    kinds = {one.kind for one in chosen}
    if kinds == {Notice.INSULT}:
        return ReasonCode.INSULT
    named = [one for one in chosen if one.kind is Notice.NAME]
    if named and all(one.why is Why.TITLE for one in named) and kinds <= set(Notice):
        return ReasonCode.THIRD_PERSON
    return ReasonCode.PERSONAL_DATA
