"""The desk: where everybody who works here begins. One card for each thing that waits for this person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts import queries as accounts
from app.administration import queries as administration
from app.contributions import queries as contributions
from app.core import clock, outbox
from app.core.languages.readability import read
from app.dialogforum.labels.desk_year import ASKS
from app.dialogforum.rules.posters import PaperSize
from app.moderation import queries as moderation
from app.notices import queries as notices
from app.permissions import Permission, Role, can, needs
from app.rounds import queries as rounds
from app.routing import queries as routing
from app.routing.rules import Pile
from app.site.forms import ComponentForm, WrongForm
from app.site.views.blueprint import bp
from app.translating import queries as translating

# What the meter of readability finds something to say about.
HARD = "Die Inanspruchnahme der Maßnahme wird nach Prüfung der Unterlagen durch die zuständige Stelle ermöglicht."


@dataclass(frozen=True)
class Card:
    """One kind of work: how much waits, and sentences about it."""

    title: str
    url: str
    number: int
    lines: list[str] = field(default_factory=list)


@bp.get("/staff/")
@needs(Permission.STAFF_AREA)
def desk() -> Any:
    """One page by role: numbers and where they lead."""
    makers = (
        (Permission.QUEUE_READ, _moderation),
        (Permission.NOTICE_DECIDE, _notices),
        (Permission.MONITOR_READ, _steering),
        (Permission.NETWORK_READ, _network),
        (Permission.TRANSLATE, _translations),
        (Permission.ASSISTED_ENTER, _assisted),
        (Permission.PEOPLE_MANAGE, _people),
        (Permission.MAIL_READ, _mail),
    )
    cards = [make() for permission, make in makers if can(current_user, permission)]
    # Who can do something about a network without people sees it before everything else.
    helps = any(can(current_user, one) for one in (Permission.PEOPLE_MANAGE, Permission.CONTRIBUTION_ROUTE))
    today = clock.today()
    return render_template(
        "site/desk.html",
        cards=cards,
        first_name=current_user.name,
        forum=_forum(today) if can(current_user, Permission.FORUM_READ) else None,
        without_manager=routing.networks_without_manager(today) if helps else [],
        today=today,
    )


@bp.get("/staff/components")
@needs(Permission.STAFF_AREA)
def components() -> Any:
    """Every part of a page in every state, for people who build or judge pages."""
    form, wrong = ComponentForm(formdata=None), WrongForm(formdata=None, prefix="wrong-")
    wrong.validate()
    return render_template(
        "style/components.html",
        form=form,
        wrong_form=wrong,
        today=clock.today(),
        reading=read(HARD),
        sizes=list(PaperSize),
    )


def _forum(today: date) -> dict[str, Any] | None:
    """The phase of the present round and what it asks."""
    standing = rounds.standing(today)
    return {"standing": standing, "asks": ASKS[standing.phase]} if standing else None


def _moderation() -> Card:
    today = clock.today()
    found = moderation.counts(today)
    lines = [ngettext("%(num)s waits to be read.", "%(num)s wait to be read.", found.waiting)]
    if found.overdue:
        lines.append(ngettext("%(num)s waits too long.", "%(num)s wait too long.", found.overdue))
    if found.due:
        lines.append(ngettext("%(num)s must be read today.", "%(num)s must be read today.", found.due))
    if accounts.day_without(Role.MODERATOR, today, today):
        lines.append(_("All commissioners are away today."))
    if found.handed_back:
        lines.append(ngettext("A network handed %(num)s back.", "Networks handed %(num)s back.", found.handed_back))
    if found.objections:
        lines.append(ngettext("There is %(num)s objection.", "There are %(num)s objections.", found.objections))
    if found.additions:
        more = ngettext(
            "The author of %(num)s contribution has said more.",
            "The authors of %(num)s contributions have said more.",
            found.additions,
        )
        lines.append(more)
    if found.talks:
        lines.append(
            ngettext("%(num)s message waits to be passed on.", "%(num)s messages wait to be passed on.", found.talks)
        )
    number = found.waiting + found.handed_back + found.objections + found.additions + found.talks
    return Card(_("Contributions to read"), url_for("moderation.queue"), number, lines)


def _notices() -> Card:
    found = notices.counts()
    lines = [ngettext("%(num)s notice waits.", "%(num)s notices wait.", found.waiting)]
    if found.urgent:
        lines.append(ngettext("%(num)s of them is urgent.", "%(num)s of them are urgent.", found.urgent))
    return Card(_("Notices"), url_for("notices.desk"), found.waiting, lines)


def _steering() -> Card:
    totals = routing.board(clock.today()).totals
    escalated, back, late = totals[Pile.ESCALATED], totals[Pile.HANDED_BACK], totals[Pile.OVERDUE]
    lines = [ngettext("%(num)s waits for the steering group.", "%(num)s wait for the steering group.", escalated)]
    if back:
        lines.append(ngettext("A network handed %(num)s back.", "Networks handed %(num)s back.", back))
    if late:
        lines.append(ngettext("%(num)s is late.", "%(num)s are late.", late))
    return Card(_("Steering group"), url_for("routing.steering"), escalated + back + late, lines)


def _network() -> Card:
    today = clock.today()
    found = routing.inbox(current_user.network_ids)
    late = sum(1 for one in [*found.new, *found.in_work] if routing.lateness_of(one, today))
    lines = [ngettext("%(num)s is new.", "%(num)s are new.", len(found.new))]
    lines.append(ngettext("%(num)s is in work.", "%(num)s are in work.", len(found.in_work)))
    if late:
        lines.append(ngettext("%(num)s is late.", "%(num)s are late.", late))
    return Card(_("My network"), url_for("answers.desk"), len(found.new) + len(found.in_work), lines)


def _translations() -> Card:
    number = len(translating.waiting())
    line = ngettext("%(num)s text waits for a translation.", "%(num)s texts wait for a translation.", number)
    lines = [line]
    more = len(administration.untranslated())
    if more:
        lines.append(
            ngettext(
                "%(num)s text of the site waits for a language.",
                "%(num)s texts of the site wait for a language.",
                more,
            )
        )
    return Card(_("Translations"), url_for("translating.index"), number, lines)


def _assisted() -> Card:
    number = sum(row.entries for row in contributions.days_of(current_user.id, clock.today()))
    line = ngettext("You entered %(num)s text today.", "You entered %(num)s texts today.", number)
    return Card(_("Enter for somebody"), url_for("contributions.assisted"), number, [line])


def _people() -> Card:
    number = accounts.count_in_use(clock.today())
    line = ngettext("%(num)s person has a role today.", "%(num)s people have a role today.", number)
    lines, waiting = [line], len(accounts.waiting_grants(current_user.id))
    if waiting:
        lines.append(
            ngettext(
                "%(num)s role waits for you to confirm it.", "%(num)s roles wait for you to confirm them.", waiting
            )
        )
    return Card(_("People"), url_for("accounts.people"), number, lines)


def _mail() -> Card:
    number = len(outbox.stuck())
    line = ngettext("%(num)s mail could not be sent.", "%(num)s mails could not be sent.", number)
    return Card(_("Mail"), url_for("site.mail"), number, [line])
