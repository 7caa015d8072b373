"""Everything on the page of a case for those who route it: words, facts, way, and what can be done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import g, render_template
from flask_babel import format_date
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from app.accounts import labels as account_labels
from app.accounts import queries as account_queries
from app.concept import queries as concept_queries
from app.contributions import labels as contribution_labels
from app.contributions import queries as contribution_queries
from app.contributions.lifecycle import WITH_NETWORK
from app.contributions.models import Contribution
from app.core import clock
from app.core.errors import DomainError, Missing
from app.core.history import Subject
from app.core.languages import content
from app.core.languages.content import Audience, Texts, VersionKind, Wording
from app.networks import queries as network_queries
from app.routing import forms, labels, queries, settings
from app.routing.models import Assignment
from app.routing.rules import RouteReason

GERMAN = frozenset({"de", "de-simple"})


def with_network(reference: str) -> Contribution:
    """A case that is with networks. Steering members see nothing of a case before its release."""
    contribution = contribution_queries.get(reference)
    if contribution.state not in WITH_NETWORK:
        raise Missing("no_contribution")
    return contribution


def route_form(form: forms.RouteForm) -> forms.RouteForm:
    """The networks that can be chosen, each with the fields it carries today."""
    today = clock.today()
    fields = concept_queries.carried_by(today)
    networks = [
        SelectChoice(
            network.id, " · ".join([network.name_on(today), *(row.name for row in fields.get(network.id, []))])
        )
        for network in network_queries.all_networks()
    ]
    form.networks.choices = networks
    form.lead.choices = [SelectChoice("", _("please choose")), *networks]
    return form


def refused(reference: str, form: forms.CaseForm, error: DomainError) -> Any:
    """The page as it is now, with what was typed and what is wrong with it."""
    contribution = with_network(reference)
    return case_page(contribution, form, error), error.status


def case_page(
    contribution: Contribution, posted: forms.CaseForm | None = None, error: DomainError | None = None
) -> str:
    """The page of one case. `posted`: the form that was sent and refused."""
    messages = [words for words in [_attach(posted, error) if error and posted else None] if words]
    assignments = queries.open_of(contribution)
    return render_template(
        "routing/route.html",
        contribution=contribution,
        assignments=assignments,
        lead=next((row for row in assignments if row.is_lead), None),
        posted=posted,
        messages=messages,
        **_forms(contribution, assignments, posted),
        **_words(contribution),
        **_facts(contribution, assignments),
    )


def _forms(contribution: Contribution, assignments: list[Assignment], posted: forms.CaseForm | None) -> dict[str, Any]:
    """Every form of the page: the one that was sent as it was typed, the others fresh."""
    made: dict[str, Any] = {
        "route_form": _planned(assignments),
        "audience_form": _chosen(contribution),
        "extend_form": forms.ExtendForm(formdata=None),
        "escalate_form": forms.EscalateForm(formdata=None),
    }
    if posted is not None:
        made[f"{posted.slug}_form"] = posted
    _offer_groups(made["audience_form"], contribution)
    for name in ("route_form", "extend_form"):
        made[name].seen.data = queries.mark(assignments)
    return made


def _planned(assignments: list[Assignment]) -> forms.RouteForm:
    """Where the case is now; what a network named as the better place is chosen already."""
    form = route_form(forms.RouteForm(formdata=None))
    form.networks.data = [row.network_id for row in assignments if row.handed_back_at is None]
    form.lead.data = next((row.network_id for row in assignments if row.is_lead and row.handed_back_at is None), None)
    better = next((row.better_network_id for row in assignments if row.better_network_id), None)
    if better is not None:
        form.networks.data = sorted({*form.networks.data, better})
        form.lead.data = better
        form.because.data = RouteReason.HANDED_BACK.value
    return form


def _chosen(contribution: Contribution) -> forms.AudienceForm:
    return forms.AudienceForm(formdata=None, data={"audiences": [tag.key for tag in contribution.audiences]})


def _offer_groups(form: forms.AudienceForm, contribution: Contribution) -> None:
    tags = {tag.key: tag for tag in [*concept_queries.audiences(clock.today()), *contribution.audiences]}
    texts = content.load(list(tags.values()), ["name"])
    form.audiences.choices = [SelectChoice(key, _name(texts, tag)) for key, tag in tags.items()]


def _words(contribution: Contribution) -> dict[str, Any]:
    texts = content.load([contribution], ["title", "text"])
    # The heir of a withdrawn case may hold words that nobody has let through.
    cleared = contribution_queries.is_cleared(contribution)
    text = texts.say(contribution, "text", "de", Audience.NETWORK) if cleared else None
    return {"title": texts.say(contribution, "title", "de", Audience.NETWORK), "text": text and _as_german(text)}


def _as_german(text: Wording) -> Wording | None:
    """German words as if they had been written so: neither another language nor the work of a translator may tell what
    the author speaks (rule 14). Commissioners have their own page with everything."""
    if text.language not in GERMAN:
        return None
    return text if text.is_machine else replace(text, kind=VersionKind.ORIGINAL, language="de")


def _facts(contribution: Contribution, assignments: list[Assignment]) -> dict[str, Any]:
    today = clock.today()
    receipt = contribution_queries.receipt(contribution)
    subjects: list[Subject] = [*contribution.assigned_fields, *contribution.audiences]
    texts = content.load(subjects, ["name"])
    entries = queries.staff_way(contribution)
    lonely = queries.networks_without_manager(today)
    having = {row.network_id for row in assignments}
    return {
        "fields": [(field.number, _name(texts, field)) for field in contribution.assigned_fields],
        "groups": [_name(texts, tag) for tag in contribution.audiences],
        "district": receipt.district,
        "received": format_date(receipt.on, "LLLL y" if receipt.month_known else "y"),
        "entries": entries,
        "people": account_queries.names({entry.account_id for entry in entries if entry.account_id}),
        "network_names": {network.key: network.name_on(today) for network in network_queries.all_networks()},
        "lateness": {row.id: queries.lateness_of(row, today) for row in assignments},
        "extensions_left": settings.current().max_extensions,
        "without_manager": [network for network in lonely if network.id in having],
        "today": today,
        "berlin_day": clock.berlin_day,
        "words": labels,
    }


def _name(texts: Texts, subject: Any) -> str:
    found = texts.say(subject, "name", g.language.tag, Audience.STAFF)
    return found.text if found else subject.name


def _attach(form: forms.CaseForm, error: DomainError) -> str | None:
    sentences = {**account_labels.ERRORS, **contribution_labels.ERRORS, **labels.ERRORS}
    words = str(sentences[error.code]) % error.facts
    name = getattr(error, "field", None)
    if not name or name not in form:
        return words
    form[name].errors = [*form[name].errors, words]
    return None
