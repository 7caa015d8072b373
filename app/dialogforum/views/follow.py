"""Stay informed and tell others: the day for a calendar, a feed of news, a text to send on."""

from __future__ import annotations

import hashlib
from urllib.parse import quote, urlsplit

from flask import Response, abort, current_app, g, make_response, render_template, request, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from app.concept import queries as concept
from app.concept.models import ActionField
from app.core import calendars, clock, scan
from app.core.calendars import OneDay
from app.dialogforum.queries import news as queries
from app.dialogforum.queries import seats
from app.dialogforum.rules.seats import Opening
from app.dialogforum.views.blueprint import bp
from app.permissions import public
from app.rounds import queries as rounds
from app.rounds.models import ParticipationRound
from app.rounds.rules import hours_of

MOST_NEWS = 20


@bp.get("/<lang:lang>/follow")
@public
def follow() -> str:
    """The three ways on one page. Nothing is asked for: whoever follows leaves no address."""
    coming = _coming()
    lines = _lines(coming)
    text = "\n".join([*lines, _base() + url_for("site.home")])
    return render_template(
        "dialogforum/follow.html",
        round=coming,
        text=text,
        by_mail="mailto:?subject=" + quote(_("Your idea for Rheine")) + "&body=" + quote(text),
        by_message="sms:?&body=" + quote(text),
        picture=scan.picture(_base() + url_for("site.home")),
        address=_base().split("://", 1)[-1] + url_for("site.home"),
    )


@bp.get("/<lang:lang>/dialogforum.ics")
@public
def calendar_file() -> Response:
    """The day of the Dialogforum for a calendar. Without a day there is no such file."""
    coming = _coming()
    if coming is None or coming.forum_on is None:
        abort(404)
    today = clock.today()
    event = OneDay(
        key=f"dialogforum-{coming.year}@{urlsplit(_base()).hostname}",
        day=coming.forum_on,
        name=f"{_('Dialogforum')} Rheine {coming.year}",
        about=_("Everybody in Rheine may come. You do not have to register to write something."),
        place=coming.place,
        address=_base() + url_for("site.dialogforum_of_year", year=coming.year),
        called_off=seats.opening_of(coming, today) is Opening.CALLED_OFF,
        hours=hours_of(coming.hours),
    )
    made = calendars.calendar(event, maker="Dialogforum Rheine", language=g.language.tag, today=today)
    answer = _kept(made, "text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="dialogforum-{coming.year}.ics"'
    return answer


@bp.get("/<lang:lang>/feed.atom")
@public
def feed() -> Response:
    """What is new, for programs that follow sites (RFC 4287). ?action_field=4 tells of one field alone."""
    field = _field()
    found = queries.newest(g.language.tag, MOST_NEWS, field)
    page = render_template(
        "dialogforum/feed.xml",
        base=_base(),
        field=field,
        news=found,
        words={True: _("There is an answer"), False: _("New to read")},
        updated=found[0].day if found else clock.today(),
    )
    return _kept(page.encode(), "application/atom+xml")


def _coming() -> ParticipationRound | None:
    """The round of today, if its day is still ahead."""
    current = rounds.current(clock.today())
    return current if current and current.forum_on and current.forum_on >= clock.today() else None


def _lines(coming: ParticipationRound | None) -> list[str]:
    """What somebody sends on: the words of the posters, so that all invitations say the same."""
    said = [
        _("Your idea for Rheine"),
        _("Write what you wish for, what is missing, or what goes wrong. In your language."),
        _("Write in your language. You need no name and no account."),
        _("You get an answer in your language."),
    ]
    if coming is not None and coming.forum_on is not None:
        said.append(_("The Dialogforum is on %(day)s.", day=format_date(coming.forum_on, "long")))
    return said


def _field() -> ActionField | None:
    wanted = request.args.get("action_field", "")
    if not wanted:
        return None
    found = next((one for one in concept.fields(clock.today()) if str(one.number) == wanted), None)
    return found or abort(404)


def _base() -> str:
    return (current_app.config["PUBLIC_URL"] or request.host_url).rstrip("/")


def _kept(made: bytes, kind: str) -> Response:
    """Programs may keep it, if they ask each time whether it is still the same."""
    answer = make_response(made)
    answer.headers["Content-Type"] = f"{kind}; charset=utf-8"
    answer.headers["Cache-Control"] = "no-cache"
    answer.set_etag(hashlib.sha256(made).hexdigest()[:32])
    answer.make_conditional(request)
    return answer
