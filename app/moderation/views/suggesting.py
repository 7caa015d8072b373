"""What software suggests, as the page of a case shows it, and links that fill in a form: nothing decides by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.contributions.rules import MAX_FIELDS
from app.core.languages import locales
from app.core.languages.content import Texts
from app.moderation import forms, labels
from app.moderation.queries import Alike, LikelyField, Suggestions
from app.moderation.views.chosen import plain
from app.moderation.views.leaving_out import asks_to_leave_out

# Enough to see what it is about.
EXCERPT = 180


@dataclass(frozen=True)
class ShownCase:
    """Another case: what it says, why it is shown, and the way to the form that joins both."""

    reference: str
    state: State
    voices: int
    title: str
    words: str
    language: str
    direction: str
    reasons: list[str]
    url: str
    merge_url: str


@dataclass(frozen=True)
class ShownField:
    """A field: its name, the sorted case that lies nearest, and the way to the form with this field chosen."""

    number: int
    name: str
    example: str
    example_url: str
    url: str


def suggested(contribution: Contribution, found: Suggestions, texts: Texts) -> dict[str, Any]:
    """For the page of a case. Fields are of use before a decision only, other cases as long as it can be joined."""
    may_join = contribution.state in {State.SUBMITTED, State.RELEASED}
    waits = contribution.state is State.SUBMITTED
    return {
        "alike": [_case(contribution, one, texts) for one in found.alike] if may_join else [],
        "likely_fields": [_field(contribution, one) for one in found.fields] if waits else [],
        "opened": _opened(),
    }


def _case(contribution: Contribution, one: Alike, texts: Texts) -> ShownCase:
    base = texts.base(one, "text")
    said = texts.translation(one, "text", "de") or base
    title = texts.original(one, "title")
    language = said.language if said else one.language
    return ShownCase(
        reference=one.reference,
        state=one.state,
        voices=one.voices,
        title=title.text if title else "",
        words=_beginning(said.text) if said else "",
        language=language,
        direction=locales.known(language).dir,
        reasons=_reasons(one),
        url=url_for("moderation.case", reference=one.reference),
        merge_url=_back(contribution, "decide-merge", main=one.reference),
    )


def _reasons(one: Alike) -> list[str]:
    more = [_("same action field")] if one.same_field else []
    return [str(labels.LABELS[one.reason]), *more, *([_("same district")] if one.same_district else [])]


def _beginning(text: str) -> str:
    """The first words of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[:EXCERPT].rsplit(" ", 1)[0] + " …"


def _field(contribution: Contribution, one: LikelyField) -> ShownField:
    return ShownField(
        number=one.number,
        name=one.name,
        example=one.example or "",
        example_url=url_for("moderation.case", reference=one.example) if one.example else "",
        url=_back(contribution, "decide-release", field=one.number),
    )


def _back(contribution: Contribution, anchor: str, **asked: Any) -> str:
    return url_for("moderation.case", reference=contribution.reference, _anchor=anchor, **asked)


def _opened() -> str:
    """The form that a link of this page asks for; it stands open."""
    if asks_to_leave_out():
        return "redact"
    return "merge" if request.method == "GET" and plain(request.args.get("main")) else ""


def fill_asked(form: forms.CaseForm) -> None:
    """Fill in what a link of this page asks for: the main contribution, or an action field. Saved is nothing."""
    if request.method != "GET":
        return
    main = plain(request.args.get("main"))
    if main and "main" in form:
        form["main"].data = main
    numbers = _numbers(request.args.getlist("field"), form)
    if numbers and "fields" in form:
        form["fields"].data, form["primary"].data = numbers, numbers[0]


def _numbers(sent: Sequence[str], form: forms.CaseForm) -> list[int]:
    known = {str(choice.value) for choice in form["fields"].choices} if "fields" in form else set()
    return [int(number) for number in dict.fromkeys(sent) if number in known][:MAX_FIELDS]
