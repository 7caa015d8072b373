"""Pages for what did not work. Every one is calm, says what became of the words, and gives them back."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask_babel import gettext as _
from flask_login import AnonymousUserMixin, current_user
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as BaseResponse
from wtforms import Form, TextAreaField

from app.administration.forms import SheetForm, is_text
from app.contributions import queries as contributions
from app.contributions import tickets
from app.contributions.actions import wiped_hash
from app.core.errors import Conflict, DomainError
from app.core.languages import locales
from app.extensions import db
from app.words import sentence

# Words in one line that are given back. Boxes for longer texts need no list: texts() finds them.
LINES = frozenset(
    {"title", "reason", "better_place", "subject", "other_body", "reference", "wish", "card", "fields_typed"}
    | {"other_language", "words", "place", "owner"}
)
# Tokens, and what nobody should find in the source of a page.
NEVER_GIVEN_BACK = frozenset({"csrf_token", "password", "repeat", "old"})


def register(app: Flask) -> None:
    """Hang the pages on the application."""
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StaleDataError, _overtaken)
    app.register_error_handler(OperationalError, not_saved)
    app.register_error_handler(OSError, not_saved)
    app.register_error_handler(Exception, _unexpected)


def error_page(status: int, title: str, message: str, **more: Any) -> tuple[str, int]:
    """A page for something that did not work. Words that were typed are shown, so that nobody loses them."""
    db.session.rollback()
    sent = _sent()
    typed = "" if _screen_was_wiped(sent) else "\n\n".join(_words(sent))
    if request.path.startswith("/staff/") and current_user.is_authenticated:
        more.setdefault("staff", True)
    return render_template("errors/error.html", title=title, message=message, typed_text=typed, **more), status


@cache
def texts() -> frozenset[str]:
    """The names of all boxes for longer texts that any form declares. Numbers, addresses and secrets have lines."""
    found: set[str] = set()
    waiting = Form.__subclasses__()
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if not issubclass(form, SheetForm):
            fields = {name: getattr(getattr(form, name), "field_class", object) for name in dir(form)}
            found |= {name for name, kind in fields.items() if issubclass(kind, TextAreaField)}
    return frozenset(found)


def is_given_back(name: str) -> bool:
    """Whether a field of this name holds words that nobody should lose; never a token, a number or an address."""
    return name not in NEVER_GIVEN_BACK and (name in LINES or name in texts() or is_text(name))


def _words(sent: MultiDict[str, str]) -> list[str]:
    """Every text that was typed, once, in the order of the form."""
    # A null character is never typed, and no page may hold one.
    typed = [value.replace("\0", "").strip() for name, value in sent.items(multi=True) if is_given_back(name)]
    return [text for text in dict.fromkeys(typed) if text]


def _screen_was_wiped(sent: MultiDict[str, str]) -> bool:
    """A helper's back button, after a pause or a sign-out, sends words that are gone: they are not given back."""
    ticket = tickets.opened(tickets.ASSISTED, sent.get("journey", ""))
    if ticket is None:
        return False
    try:
        return contributions.is_wiped(wiped_hash(ticket.number))
    except SQLAlchemyError:
        return False


def _sent() -> MultiDict[str, str]:
    """What was sent, as far as it can be read: a body that is too large cannot."""
    try:
        return request.form
    except HTTPException:
        return MultiDict()


def _domain_error(error: DomainError) -> tuple[str, int]:
    if error.status == 404:
        return error_page(404, _("We did not find this page"), sentence(error))
    if error.status == 429:
        return error_page(429, _("Please wait a minute"), sentence(error))
    return error_page(error.status, _("That is not possible now"), sentence(error))


def _overtaken(_error: Exception) -> tuple[str, int]:
    """Two people at one thing at the same moment: the second one is told, and keeps the words."""
    return _domain_error(Conflict("changed"))


def _http_error(error: HTTPException) -> tuple[str, int] | HTTPException | BaseResponse:
    code = error.code or 500
    if code < 400:
        return error
    if isinstance(error, SecurityError):
        # A host name that is not ours: no address can be made, so no page either. No resident ever sees this.
        return BaseResponse("This host is not served here.\n", 400, mimetype="text/plain")
    if code == 404:
        return error_page(
            404,
            _("We did not find this page"),
            _("The address may be old or mistyped. Please choose your language and start again."),
            show_languages=locales.by_endonym(),
        )
    if code == 413:
        return error_page(413, _("This is too long"), _("The page can only take shorter texts. Please shorten it."))
    if code == 401:
        return error_page(401, _("You are signed out"), _("You made a long pause. Please sign in again."))
    if code == 403:
        return error_page(403, _("This is not open to you"), _("You do not have the right for this page."))
    return error_page(code, _("That did not work"), _("Please go back and try again."))


def not_saved(_error: Exception) -> tuple[str, int]:
    """The page when nothing could be written (disk full, database locked): the words, and a button to repeat."""
    current_app.logger.error("not saved: %s", type(_error).__name__)
    if "_login_user" not in g:
        # Asking once more who this is would fail once more: the page is then the one for everybody.
        g._login_user = AnonymousUserMixin()
        g.setdefault("language", locales.negotiate([tag for tag, _quality in request.accept_languages]))
    return error_page(
        503,
        _("We cannot save anything right now"),
        _("Nothing of yours was stored. Your text is still here."),
        retry_hint=_("Please send it again in a few minutes."),
        send_again=[pair for pair in _sent().items(multi=True) if pair[0] not in NEVER_GIVEN_BACK],
        send_again_url=request.path,
    )


def _unexpected(error: Exception) -> tuple[str, int]:
    # The type alone: a message could hold somebody's words.
    current_app.logger.error("unexpected: %s", type(error).__name__, exc_info=current_app.debug or current_app.testing)
    if current_app.testing:
        raise error
    return error_page(
        500,
        _("Something went wrong on our side"),
        _("Nothing of yours was stored."),
        retry_hint=_("Please try again in a few minutes."),
    )
