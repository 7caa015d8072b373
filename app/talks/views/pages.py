"""What waits to be passed on, and the whole talk of one case."""

from __future__ import annotations

from typing import Any

from flask import render_template
from wtforms import TextAreaField

from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution
from app.core.languages import content
from app.permissions import Permission, needs
from app.routing import queries as routing_queries
from app.talks import queries
from app.talks.forms import KeepForm, PassForm, TalkForm, WriteForm
from app.talks.rules import Fate
from app.talks.views.blueprint import bp


@bp.get("/")
@needs(Permission.QUEUE_READ)
def waiting() -> str:
    """Words of networks and authors that wait for a commissioner."""
    return render_template("talks/waiting.html", rows=queries.waiting())


@bp.get("/<ref:reference>")
@needs(Permission.QUEUE_READ)
def talk(reference: str) -> str:
    """Everything that was said in one case."""
    return talk_page(contribution_queries.get(reference))


def talk_page(contribution: Contribution, posted: TalkForm | None = None, status: int = 200) -> str:
    """The talk of one case; `posted`: a form that was refused, with everything that was typed."""
    lines = queries.lines(contribution)
    texts = content.load([contribution], ["title"])
    title = texts.original(contribution, "title")
    forms = {line.message.id: _forms(line, posted) for line in lines}
    write = posted if isinstance(posted, WriteForm) else WriteForm("new", formdata=None)
    return render_template(
        "talks/talk.html",
        contribution=contribution,
        title=title.text if title else None,
        lines=lines,
        forms=forms,
        write=write.renew() if not write.errors else write,
        posted=posted,
        overtaken=status == 409,
        stranded=_stranded(contribution, lines, posted),
        can_talk=contribution_queries.can_talk(contribution),
        networks=[row.network for row in routing_queries.open_of(contribution.main or contribution)],
    )


def _stranded(contribution: Contribution, lines: list[queries.Line], posted: TalkForm | None) -> list[str]:
    """Typed words whose form is gone, because somebody was faster: they are shown to be copied."""
    open_marks = {line.message.id.hex for line in lines if line.fate is Fate.WAITS} | {"new"}
    if posted is None or (contribution_queries.can_talk(contribution) and posted.mark in open_marks):
        return []
    return [field.data for field in posted if isinstance(field, TextAreaField) and field.data]


def _forms(line: queries.Line, posted: TalkForm | None) -> dict[str, Any]:
    """The two forms of a message that waits: pass on, or keep; with what was typed, on top of what is stored now."""
    mark = line.message.id.hex
    mine = posted if posted is not None and posted.mark == mark else None
    passing = mine if isinstance(mine, PassForm) else PassForm(mark, formdata=None, data=_stored(line))
    passing["seen"].raw_data, passing["seen"].data = None, str(line.german.id) if line.german else ""
    return {"pass": passing, "keep": mine if isinstance(mine, KeepForm) else KeepForm(mark, formdata=None)}


def _stored(line: queries.Line) -> dict[str, str]:
    return {
        "text": line.original.text if line.original else "",
        "german": line.german.text if line.german else "",
    }
