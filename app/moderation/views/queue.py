"""The queue and its neighbours: what waits, was returned or handed back, objections, additions, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from app.accounts import queries as account_queries
from app.concept import queries as concept_queries
from app.contributions import labels as contribution_labels
from app.contributions.models import Contribution
from app.contributions.rules import Source
from app.core import clock
from app.core.languages import content, locales
from app.moderation import forms, queries
from app.moderation.queries import Filter
from app.moderation.views.blueprint import bp
from app.permissions import Permission, needs
from app.routing import queries as routing_queries


def wanted(sent: Mapping[str, Any]) -> Filter:
    """The filter in an address or a form; what nobody knows is left out."""
    source = sent.get("source", "")
    field = sent.get("action_field", "")
    return Filter(
        action_field=field if field == "unsure" or (field.isdecimal() and field.isascii() and len(field) < 3) else "",
        language=plain(sent.get("language")) or "",
        source=Source(source) if source in set(Source) else None,
        late=bool(sent.get("late")),
    )


def plain(sent: str | None) -> str | None:
    """A tag or reference from an address, or None for anything else: databases refuse some characters."""
    return sent if sent and len(sent) <= 12 and sent.isascii() and sent.replace("-", "").isalnum() else None


@bp.get("/")
@needs(Permission.QUEUE_READ)
def queue() -> Any:
    """Cases without a decision."""
    chosen = wanted(request.args)
    page = queries.waiting(chosen, after=plain(request.args.get("after")))
    form = _filter_form()
    return _list("waiting", page.rows, _older(page.after), form=form, chosen=chosen)


@bp.get("/returned")
@needs(Permission.QUEUE_READ)
def returned() -> Any:
    """Cases that wait for their authors."""
    page = queries.returned(after=plain(request.args.get("after")))
    return _list("returned", page.rows, _older(page.after))


@bp.get("/additions")
@needs(Permission.QUEUE_READ)
def additions() -> Any:
    """Decided cases about which the author has said more."""
    page = queries.with_additions(after=plain(request.args.get("after")))
    return _list("additions", page.rows, _older(page.after))


@bp.get("/handed-back")
@needs(Permission.QUEUE_READ)
def handed_back() -> Any:
    """Cases that a network gave back."""
    rows = routing_queries.handed_back()
    return _list("handed_back", [row.contribution for row in rows], None, assignments=rows)


@bp.get("/objections")
@needs(Permission.QUEUE_READ)
def objections() -> Any:
    """Objections that nobody has decided."""
    rows = queries.open_objections()
    names = account_queries.names({decision.decided_by_id for _objection, _case, decision in rows})
    return _list("objections", [case for _objection, case, _decision in rows], None, objections=rows, names=names)


@bp.get("/decided")
@needs(Permission.QUEUE_READ)
def decided() -> Any:
    """The latest decisions of everybody."""
    rows, after = queries.decided_lately(after=_number(request.args.get("after", "")))
    names = account_queries.names({decision.decided_by_id for decision, _case in rows})
    return _list("decided", [case for _decision, case in rows], _older(after), decided=rows, names=names)


def _number(sent: str) -> int | None:
    # Longer numbers are nobody's key, and more than a database can compare.
    return int(sent) if sent.isdecimal() and sent.isascii() and len(sent) < 10 else None


def _list(part: str, rows: list[Contribution], older_url: str | None, **more: Any) -> str:
    counts = queries.counts(clock.today())
    reading = queries.readers(rows)
    return render_template(
        "moderation/queue.html",
        part=part,
        rows=rows,
        older_url=older_url,
        counts=counts,
        tabs=_tabs(part, counts),
        reading=reading,
        readers=account_queries.names(set(reading.values())),
        titles=content.load(rows, ["title"]),
        late_day=queries.late_day(clock.today()),
        today=clock.today(),
        berlin_day=clock.berlin_day,
        without_manager=routing_queries.networks_without_manager(clock.today()),
        **more,
    )


def _tabs(part: str, counts: queries.Counts) -> list[dict[str, Any]]:
    tabs = [
        ("queue", "waiting", _("Waiting"), counts.waiting),
        ("returned", "returned", _("Asked back"), counts.returned),
        ("handed_back", "handed_back", _("Handed back"), counts.handed_back),
        ("objections", "objections", _("Objections"), counts.objections),
        ("additions", "additions", _("New words"), counts.additions),
        ("decided", "decided", _("Decided lately"), None),
    ]
    return [
        {"label": label, "count": count, "url": url_for(f"moderation.{endpoint}"), "current": name == part}
        for endpoint, name, label, count in tabs
    ] + [{"label": _("To pass on"), "count": counts.talks, "url": url_for("talks.waiting"), "current": False}]


def _filter_form() -> forms.QueueFilter:
    form = forms.QueueFilter(request.args)
    fields = [(str(row.number), f"{row.number} · {row.name}") for row in concept_queries.fields(clock.today())]
    form.action_field.choices = forms.options([("", _("all")), *fields, ("unsure", _("not named"))])
    languages = [(row.tag, f"{row.named_in(g.language.locale)} · {row.name}") for row in locales.KNOWN.values()]
    form.language.choices = forms.options(forms.or_none(languages, _("all")))
    sources = [(row.value, contribution_labels.LABELS[row]) for row in Source]
    form.source.choices = forms.options(forms.or_none(sources, _("all")))
    return form


def _older(after: Any) -> str | None:
    if after is None:
        return None
    kept = {name: value for name, value in request.args.to_dict().items() if name != "after"}
    return url_for(request.endpoint or "moderation.queue", **{**kept, "after": after})
