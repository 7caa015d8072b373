"""The pages of an entry for somebody else. The language of a page is its reader's: the helper's or the person's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import current_app, g, render_template, request, url_for
from flask_babel import force_locale, refresh
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup
from wtforms.fields import SelectChoice

from app.contributions import actions, queries, tickets
from app.contributions.forms import AssistedForm
from app.contributions.forms.assisted import HELP, QUESTIONS
from app.contributions.models import Contribution
from app.contributions.rules import SHOWN_AGAIN, Sent, suggests_danger
from app.contributions.tickets import Ticket
from app.contributions.views.blueprint import short_address
from app.contributions.views.checking import district_names, look_at
from app.core import clock, scan
from app.core.languages import content, locales
from app.core.languages.locales import Language
from app.networks import queries as networks

Answer = tuple[str, int]
# Pages for the person, with the screen turned.
FOR_THE_PERSON = frozenset({"notice", "check"})
COUNTED_DAYS = timedelta(days=13)


@dataclass(frozen=True)
class Sitting:
    """One entry while it is made. `complete`: the form brought its sealed mark along; `stored`: sent already."""

    form: AssistedForm
    ticket: Ticket
    complete: bool
    stored: Contribution | None
    helper: Language

    @property
    def reader(self) -> Language:
        """The language in which the person reads."""
        return locales.offered(self.form.page_language.data or "") or locales.GERMAN


def sitting() -> Sitting | None:
    """The entry that this request goes on with; None when its screen was wiped, or its time is over."""
    form = _prepared(AssistedForm())
    found = tickets.opened(tickets.ASSISTED, form.journey.data or "")
    ticket = found or tickets.new(tickets.ASSISTED, current_user.id)
    stored = queries.by_form(actions.form_hash(ticket.number)) if found else None
    if found and _is_closed(found, stored):
        return None
    form.journey.data = ticket.sealed if stored else ticket.renewed().sealed
    return Sitting(form, ticket, found is not None, stored, g.language)


def _is_closed(ticket: Ticket, stored: Contribution | None) -> bool:
    if ticket.owner != current_user.id or queries.is_wiped(actions.wiped_hash(ticket.number)):
        return True
    return stored is not None and ticket.age > SHOWN_AGAIN


def fresh_form() -> AssistedForm:
    """An entry that begins with nothing."""
    return _with_ticket(_prepared(AssistedForm(formdata=None)))


def next_form() -> AssistedForm:
    """The next entry: language, organisation and interpreting stay, nothing else does."""
    sent = {name: request.form.get(name, "") for name in HELP}
    return _with_ticket(_prepared(AssistedForm(formdata=None, data={name: sent[name] for name in HELP if sent[name]})))


def _with_ticket(form: AssistedForm) -> AssistedForm:
    form.journey.data = tickets.new(tickets.ASSISTED, current_user.id).sealed
    return form


def _prepared(form: AssistedForm) -> AssistedForm:
    named = sorted((one.named_in(g.language.locale), one) for one in locales.KNOWN.values() if one.tag)
    languages = [(one.tag, name if name == one.name else f"{name} · {one.name}") for name, one in named]
    other = locales.known(locales.UNDETERMINED)
    form.spoken.choices = [("", _("please choose")), *languages, (other.tag, other.named_in(g.language.locale))]
    rows = [(str(row.id), row.name) for row in networks.organisations()]
    form.organisation.choices = [SelectChoice(key, name) for key, name in [("", _("none of these")), *rows]]
    form.offer_districts(district_names())
    form.fields.choices = _fields()
    return form


def _fields() -> list[SelectChoice]:
    found = queries.field_choices(g.language.tag, clock.today())
    return [SelectChoice(str(row.number), f"{row.number} · {row.name}") for row in found]


def speak(language: Language) -> None:
    """From here on this page is in another language."""
    g.language = language
    refresh()


def start(form: AssistedForm, state: str = "", status: int = 200) -> Answer:
    """The first page, also after wiping. `state`: wiped, closed, or empty."""
    days = queries.days_of(current_user.id, clock.today() - COUNTED_DAYS)
    return render_template("contributions/assisted/start.html", form=form, state=state, days=days), status


def ask_before_wiping(entry: Sitting) -> Answer:
    """Wiping cannot be undone: the person must have the number, or really want to stop."""
    page = render_template(
        "contributions/assisted/sure.html",
        sent=entry.stored is not None,
        page_language=entry.reader.tag,
        carried=entry.form.carried(()),
    )
    return page, 200


def show(step: str, sitting: Sitting, status: int = 200, message: Any = None) -> Answer:
    """One page of the entry with every answer given so far."""
    form = sitting.form
    if step == "start":
        return start(form, "", status)
    more = _for_the_person(step, sitting) if step in FOR_THE_PERSON else {}
    page = render_template(
        f"contributions/assisted/{step}.html",
        form=form,
        step=step,
        action_urls=_same_page(step),
        carried=form.carried(QUESTIONS[step]),
        message=message,
        **more,
    )
    return page, status


def _for_the_person(step: str, sitting: Sitting) -> dict[str, Any]:
    speak(sitting.reader)
    form = sitting.form
    # Fields and districts by the names that the person reads.
    form.offer_districts(district_names())
    names = {choice.value: choice.label for choice in _fields()} if step == "check" else {}
    return {
        "strip": _strip(step, sitting),
        "chosen": [names[number] for number in form.fields.data if number in names],
        "contact_months": round(current_app.config["RETENTION_CONTACT_DAYS"] / 30.5),
        **(look_at(form) if step == "check" else {}),
    }


def _strip(step: str, sitting: Sitting) -> Markup:
    """The words for the helper on a page for the person, in the helper's language."""
    with force_locale(sitting.helper.locale):
        strip = render_template("contributions/assisted/_strip.html", step=step, helper=sitting.helper)
    return Markup(strip)  # noqa: S704  (a template of ours, escaped already)


def _same_page(step: str) -> dict[str, str]:
    """No address tells the language: the answers of the form do."""
    return dict.fromkeys((one.tag for one in locales.OFFERED), url_for("contributions.assisted_step", step=step))


def number(sitting: Sitting, contribution: Contribution, sent: Sent = Sent.SAME) -> Answer:
    """The page that hands the number over. It holds no word of the case, and no browser keeps it."""
    speak(sitting.reader)
    kept = ("journey", "page_language", *HELP)
    original = content.original(contribution, "text")
    page = render_template(
        "contributions/assisted/number.html",
        code=sitting.ticket.code,
        reference=contribution.reference,
        promise=queries.promise(contribution.received_on),
        sent=sent,
        awaits_mail=queries.contact_of(contribution.id) is not None,
        danger=suggests_danger(original.text) if original else False,
        address=short_address(),
        picture=scan.picture(_code_page()),
        strip=_strip("number", sitting),
        carried=[(name, str(sitting.form[name].data)) for name in kept if sitting.form[name].data],
        action_urls=_same_page("check"),
    )
    return page, 200


def _code_page() -> str:
    base = current_app.config["HALL_CITY_URL"] or current_app.config["PUBLIC_URL"] or request.host_url
    return base.rstrip("/") + url_for("followup.code_page", lang=g.language.tag)
