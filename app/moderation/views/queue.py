"""The queue and its neighbours: what waits, was returned or handed back, objections, additions, what was decided."""

from __future__ import annotations

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
from app.moderation.labels import LABELS
from app.moderation.rules import Waits
from app.moderation.views import steps
from app.moderation.views.blueprint import bp
from app.moderation.views.chosen import as_address, plain, wanted
from app.permissions import Permission, needs
from app.routing import queries as routing_queries


@bp.get("/")
@needs(Permission.QUEUE_READ)
def queue() -> Any:
    """Cases without a decision."""
    chosen = wanted(request.args)
    page = queries.waiting(chosen, after=plain(request.args.get("after")))
    return _list("waiting", page.rows, _older(page.after), form=_filter_form(), chosen=as_address(chosen))


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
    days = queries.due_days(clock.today())
    counts = queries.counts(days.today, days)
    signs = queries.signs(rows)
    people = {*signs.reading.values(), *signs.left_to.values()}
    return render_template(
        "moderation/queue.html",
        part=part,
        rows=rows,
        older_url=older_url,
        counts=counts,
        tabs=_tabs(part, counts),
        reading=signs.reading,
        left_to=signs.left_to,
        readers=account_queries.names(people) if people else {},
        titles=content.load(rows, ["title"]),
        days=days,
        today=days.today,
        last_step=steps.offered(),
        berlin_day=clock.berlin_day,
        without_manager=routing_queries.networks_without_manager(days.today),
        **more,
    )


def _tabs(part: str, counts: queries.Counts) -> list[dict[str, Any]]:
    tabs = [
        ("queue", "waiting", _("Waiting"), counts.waiting),
        ("returned", "returned", _("Asked back"), counts.returned),
        ("handed_back", "handed_back", _("Handed back"), counts.handed_back),
        ("objections", "objections", _("Objections"), counts.objections),
        ("additions", "additions", _("New words"), counts.additions),
        ("waves", "waves", _("Waves"), None),
        ("decided", "decided", _("Decided lately"), None),
    ]
    return [
        {"label": label, "count": count, "url": url_for(f"moderation.{endpoint}"), "current": name == part}
        for endpoint, name, label, count in tabs
    ] + [{"label": _("To pass on"), "count": counts.talks, "url": url_for("talks.waiting"), "current": False}]


def _filter_form() -> forms.QueueFilter:
    """The choices of the filter, each with how much it holds now."""
    form, found = forms.QueueFilter(request.args), queries.tallies()
    fields = [(str(row.number), f"{row.number} · {row.name}") for row in concept_queries.fields(clock.today())]
    languages = [(row.tag, f"{row.named_in(g.language.locale)} · {row.name}") for row in locales.KNOWN.values()]
    sources = [(row.value, str(contribution_labels.LABELS[row])) for row in Source]
    form.action_field.choices = _counted([*fields, ("unsure", _("not named"))], found["field"])
    form.language.choices = _counted([row for row in languages if row[0] in found["language"]], found["language"])
    form.source.choices = _counted(sources, found["source"])
    form.waits.choices = forms.options(forms.or_none([(one.value, LABELS[one]) for one in Waits], _("all")))
    return form


def _counted(choices: list[tuple[str, str]], found: dict[str, int]) -> list[Any]:
    named = [(value, f"{label} ({found.get(value, 0)})") for value, label in choices]
    return forms.options(forms.or_none(named, _("all")))


def _older(after: Any) -> str | None:
    if after is None:
        return None
    kept = {name: value for name, value in request.args.to_dict().items() if name != "after"}
    return url_for(request.endpoint or "moderation.queue", **{**kept, "after": after})
