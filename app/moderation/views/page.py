"""Everything that the page of a case shows: texts side by side, hints, forms, people, story."""

from __future__ import annotations

from typing import Any

from flask import g, render_template
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import queries as account_queries
from app.concept import queries as concept_queries
from app.contributions import labels as contribution_labels
from app.contributions import marks
from app.contributions import queries as contribution_queries
from app.contributions import rules as contribution_rules
from app.contributions.lifecycle import WITH_NETWORK, State
from app.contributions.models import Contribution
from app.contributions.rules import Kind, MessageKind, Source
from app.core import clock, history
from app.core.errors import Conflict, DomainError
from app.core.languages import content, locales
from app.core.languages.content import Audience, Texts, TextVersion
from app.dialogforum.queries import cards
from app.moderation import forms, labels, noticing, queries
from app.moderation.rules import PREPARED, REFUSAL_REASONS, proposed_title
from app.moderation.staff_words import KEYS
from app.moderation.views.beside import around
from app.moderation.views.blueprint import attach
from app.moderation.views.folding import is_folded
from app.moderation.views.leaving_out import fill_left_out, marked
from app.moderation.views.steps import offered
from app.moderation.views.suggesting import fill_asked, suggested
from app.networks import queries as network_queries
from app.routing import queries as routing_queries

# Which forms a case in this state offers; the first stands open.
OFFERED: dict[State, tuple[type[forms.CaseForm], ...]] = {
    State.SUBMITTED: (forms.ReleaseForm, forms.ReturnForm, forms.MergeForm, forms.ReferForm, forms.RefuseForm),
    State.RELEASED: (forms.RedactForm, forms.MergeForm, forms.TakeBackForm),
    State.ANSWERED: (forms.RedactForm,),
    State.MERGED: (forms.SplitForm,),
}


def render_case(
    contribution: Contribution, posted: forms.CaseForm | None = None, error: DomainError | None = None
) -> tuple[str, int]:
    """The page of a case. With `posted` and `error` it shows what did not work, and every word that was typed."""
    found = queries.suggestions(contribution)
    texts = content.load([contribution, *found.alike], ["text", "title", PREPARED])
    messages = [words for words in [attach(posted, error) if error else None] if words]
    again = _again(contribution)
    shown = _forms(contribution, texts, posted, again)
    page = render_template(
        "moderation/case.html",
        contribution=contribution,
        forms=shown,
        posted=posted,
        messages=messages,
        again=again,
        conflict=_other_decision(contribution) if isinstance(error, Conflict) else None,
        **_words(contribution, texts),
        **_people(contribution),
        **_story(contribution),
        **around(contribution),
        **suggested(contribution, found, texts),
    )
    if error is not None:
        return page, error.status
    return page, 422 if posted is not None else 200


def _words(contribution: Contribution, texts: Texts) -> dict[str, Any]:
    original = texts.original(contribution, "text")
    base = texts.base(contribution, "text")
    german = texts.translation(contribution, "text", "de")
    redacted = base is not None and base is not original
    # Once it is decided, what was left out is read with password and reason only.
    sealed = redacted and contribution.state is not State.SUBMITTED
    shown = base if sealed else original
    source = shown.text if shown else ""
    title = texts.original(contribution, "title")
    return {
        "original": original,
        "direction": locales.known(contribution.language).dir,
        **marked(contribution, texts),
        "folded": is_folded(noticing.marks(source, contribution.language), queries.last_standing(contribution)),
        "danger": contribution_rules.suggests_danger(source),
        "redaction": base if redacted else None,
        "sealed": sealed,
        "left_over": marks.left_over(original.text, base.text, german.text)
        if redacted and original and base and german
        else [],
        "german": german,
        "title": title,
        "prepared": texts.original(contribution, PREPARED),
        "given": contribution_queries.help_of(contribution),
        "card": cards.of_contribution(contribution.id) if contribution.source is Source.CARD else None,
    }


def _people(contribution: Contribution) -> dict[str, Any]:
    today = clock.today()
    reader = queries.reader_of(contribution)
    somebody_else = reader if reader is not None and reader.account_id != current_user.id else None
    return {
        "last_step": offered(),
        "left_to": _left_to(contribution),
        "keys": KEYS,
        "reader": account_queries.get(somebody_else.account_id).name if somebody_else else None,
        "mine": reader is not None and reader.account_id == current_user.id,
        "today": today,
        "berlin_day": clock.berlin_day,
    }


def _left_to(contribution: Contribution) -> dict[str, str] | None:
    row = queries.left_to(contribution)
    if row is None:
        return None
    names = account_queries.names({row.from_id, row.to_id})
    return {"by": names[row.from_id], "to": names[row.to_id], "note": row.note}


def _story(contribution: Contribution) -> dict[str, Any]:
    decisions = queries.decisions_of(contribution)
    objections = queries.objections_of(contribution)
    every = contribution_queries.messages(contribution)
    messages = [one for one in every if not one.is_talk]
    entries = history.of(contribution)
    assignments = routing_queries.open_of(contribution)
    unread = [one for one in messages if one.read_on is None and one.kind is not MessageKind.QUERY]
    having = {row.network_id for row in assignments}
    lonely = routing_queries.networks_without_manager(clock.today()) if having else []
    accounts = {row.decided_by_id for row in decisions} | {row.account_id for row in entries if row.account_id}
    return {
        "decisions": decisions,
        "objections": objections,
        "case_messages": messages,
        "talked": any(one.is_talk for one in every),
        "unread": bool(unread) and contribution.state is not State.SUBMITTED,
        "entries": entries,
        "names": account_queries.names(accounts),
        "said": content.load([*decisions, *objections, *messages], ["text", "statement"]),
        "assignments": assignments,
        "without_manager": [network for network in lonely if network.id in having],
        "merged": contribution_queries.merged_items(contribution),
        "in_work": contribution.state in WITH_NETWORK,
    }


def _other_decision(contribution: Contribution) -> str:
    """Who decided what in the meantime, in one sentence."""
    last = queries.last_standing(contribution)
    if last is None:
        return _("Somebody else changed this case in the meantime.")
    name = account_queries.get(last.decided_by_id).name
    return _("%(name)s was quicker and decided: %(decision)s.", name=name, decision=labels.LABELS[last.decision])


def _again(contribution: Contribution) -> queries.Again | None:
    """What this person typed for a decision that was taken back; nobody else's words come back by themselves."""
    found = queries.taken_back(contribution)
    return found if found is not None and found.decision.decided_by_id == current_user.id else None


def _forms(
    contribution: Contribution, texts: Texts, posted: forms.CaseForm | None, again: queries.Again | None
) -> list[forms.CaseForm]:
    offered = [kind for kind in OFFERED.get(contribution.state, ()) if posted is None or kind is not type(posted)]
    made = [prepared(kind(formdata=None), contribution, texts) for kind in offered]
    for form in made:
        _fill_again(form, again)
        fill_asked(form)
        fill_left_out(form, contribution, texts)
    if posted is None:
        return made
    # Decided upon again, knowing what the other one did.
    posted.version.data = contribution.version
    posted.version.raw_data = None
    return [posted, *made]


def _fill_again(form: forms.CaseForm, again: queries.Again | None) -> None:
    if again is None or form.slug != again.decision.decision.value.replace("_", "-"):
        return
    codes = {"reason": again.decision.reason, "redaction_reason": again.decision.redacted_for}
    known = {**again.words, **{name: code.value for name, code in codes.items() if code}}
    for name, value in known.items():
        if name in form:
            form[name].data = value


def prepared(form: forms.CaseForm, contribution: Contribution, texts: Texts | None = None) -> forms.CaseForm:
    """Choices for a form, and what is known already when it is shown for the first time."""
    _choices(form, contribution)
    if form.is_submitted() and texts is None:
        return form
    known = texts or content.load([contribution], ["text", "title", PREPARED])
    form.version.data = contribution.version
    base = known.base(contribution, "text")
    german = known.translation(contribution, "text", "de")
    title = known.original(contribution, "title")
    start = {
        "redacted": _for_others(contribution, known),
        "german": german.text if german else "",
        "title": title.text if title else _proposed(contribution, base, german),
        "language": contribution.language,
        "kind": contribution.kind.value if contribution.kind else "",
        "audiences": [tag.key for tag in contribution.audiences] if "audiences" in form else [],
        "fields": [row.number for row in contribution.assigned_fields or contribution.suggested_fields],
    }
    for name, value in start.items():
        if name in form:
            form[name].data = value
    if "primary" in form:
        form["primary"].data = start["fields"][0] if len(start["fields"]) else None
    return form


def _for_others(contribution: Contribution, known: Texts) -> str:
    """The words that others may read: as they are now, or as they were prepared in the hall."""
    found = known.original(contribution, PREPARED) or known.base(contribution, "text")
    return found.text if found else ""


def _proposed(contribution: Contribution, base: TextVersion | None, german: TextVersion | None) -> str:
    """A title from the German words, unless they may tell about a person."""
    words = base if contribution.language == "de" else german
    if words is None or noticing.marks(words.text, words.language):
        return ""
    return proposed_title(words.text)


def _groups(contribution: Contribution) -> forms.Choices:
    """Groups that an idea can be meant for, in the language of the page."""
    tags = {tag.key: tag for tag in [*concept_queries.audiences(clock.today()), *contribution.audiences]}
    texts = content.load(list(tags.values()), ["name"])
    names = {key: texts.say(tag, "name", g.language.tag, Audience.STAFF) for key, tag in tags.items()}
    return [(key, found.text if found else tags[key].name) for key, found in names.items()]


def _both_names(language: locales.Language) -> str:
    named = language.named_in(g.language.locale)
    return named if named == language.name else f"{named} · {language.name}"


def _choices(form: forms.CaseForm, contribution: Contribution) -> None:
    reasons = [(code.value, labels.LABELS[code]) for code in REFUSAL_REASONS]
    fields = [(row.number, f"{row.number} · {row.name}") for row in concept_queries.fields(clock.today())]
    languages = [(row.tag, _both_names(row)) for row in locales.KNOWN.values()]
    if contribution.language not in locales.KNOWN:
        languages.append((contribution.language, contribution.language))
    offers: dict[str, forms.Choices] = {
        "fields": fields,
        "primary": fields,
        "kind": forms.or_none([(kind.value, contribution_labels.LABELS[kind]) for kind in Kind], _("not sorted")),
        "language": languages,
        "reason": forms.or_none(reasons, _("please choose")),
        "redaction_reason": forms.or_none(reasons, _("nothing is left out")),
        "audiences": _groups(contribution) if "audiences" in form else [],
        "hidden_for": forms.or_none(reasons, _("it protects the author or others")),
        "advice": [(row.key, row.name) for row in network_queries.advice_services()] if "advice" in form else [],
    }
    for name, choices in offers.items():
        if name in form:
            form.offer(name, choices)
