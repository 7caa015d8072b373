"""Who is signed in: binds Flask-Login to our own sessions table.

The signed cookie holds a random token and the moment of the last page. The table knows the token's hash and can end a
session at once; the moment in the cookie ends it after a pause, without any write when a page is only read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cached_property, wraps
from typing import Any, TypeVar

from flask import Flask, Request, current_app, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, current_user
from werkzeug.wrappers import Response

from app.accounts import actions, queries, rules
from app.accounts.models import StaffSession
from app.core import clock, keys
from app.core.history import Actor, ActorKind
from app.permissions import Permission, Role, role_for

TOKEN = "token"  # noqa: S105  (name of an entry of the cookie)
SEEN = "seen"
RETURN_PURPOSE = "return-after-password"

# account id and day → ids of all networks with a seat, and of those in whose tandem the person sits.
Places = Callable[[int, date], tuple[frozenset[int], frozenset[int]]]
_places: list[Places] = []


class SignedIn:
    """Somebody with a right password and second factor, and the roles of today."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, row: StaffSession) -> None:
        account = row.account
        self.id = account.id
        self.name = account.name
        self.email = account.email
        self.language = account.language
        self.single_keys = account.single_keys
        self.roles: frozenset[Role] = account.roles_on(clock.today())
        self.session_hash = row.token_hash
        self.password_at = row.password_at
        self.used_on = row.used_on

    def get_id(self) -> str:
        """What Flask-Login calls the person by."""
        return str(self.id)

    @cached_property
    def _seats(self) -> tuple[frozenset[int], frozenset[int]]:
        return _places[0](self.id, clock.today()) if _places else (frozenset(), frozenset())

    @property
    def network_ids(self) -> frozenset[int]:
        """Networks in which this person has a seat today."""
        allowed = self.roles & {Role.NETWORK_MANAGER, Role.NETWORK_MEMBER}
        return self._seats[0] if allowed else frozenset()

    @property
    def managed_network_ids(self) -> frozenset[int]:
        """Networks that this person manages today, as one half of the tandem."""
        return self._seats[1] if Role.NETWORK_MANAGER in self.roles else frozenset()


class StaffCookie(SecureCookieSessionInterface):
    """The one cookie. Over an encrypted line it never leaves by another, also where residents have a plain one."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether browsers send it back over encrypted lines alone."""
        return super().get_cookie_secure(app) or request.is_secure


def register(login_manager: LoginManager, app: Flask | None = None, places: Places | None = None) -> None:
    """Tell Flask-Login how to find the person behind a cookie, and who knows the seats in networks."""
    login_manager.session_protection = None
    login_manager.request_loader(_person)
    if places is not None:
        _places[:] = [places]
    if app is not None:
        app.session_interface = StaffCookie()
        app.after_request(_note_presence)


def actor(permission: Permission) -> Actor:
    """The signed-in person, in the role that allows `permission`: for actions."""
    role = role_for(current_user, permission)
    return Actor(ActorKind.STAFF, current_user.id, role.value if role else None)


def myself() -> Actor:
    """The signed-in person acting on their own account, in no role."""
    return Actor(ActorKind.STAFF, current_user.id)


def remember(token: str) -> None:
    """Put a new session into the cookie. Everything else in it is forgotten, also the old form token."""
    session.clear()
    session[TOKEN] = token
    session[SEEN] = int(clock.now().timestamp())


def own_token() -> str | None:
    """The token in the cookie, whether or not its session is still good."""
    token = session.get(TOKEN)
    return token if isinstance(token, str) else None


def pending() -> StaffSession | None:
    """The sign-in of this browser whose second factor is still missing, if it is not too old."""
    row = _row()
    if row is None or row.verified_at is not None or not row.account.roles_on(clock.today()):
        return None
    return row if _within(row.created_at, rules.PENDING_LASTS) else None


def device() -> str:
    """The word by which the session list calls this browser."""
    return rules.browser_word(request.headers.get("User-Agent", ""))


def recently_confirmed() -> bool:
    """Whether the password was entered in this session a few minutes ago (REAUTH_WITHIN)."""
    return current_user.is_authenticated and _within(current_user.password_at, current_app.config["REAUTH_WITHIN"])


def confirm_first(endpoint: str, **values: Any) -> Response:
    """Send the person to the password page, which leads back to `endpoint` (a staff page that is fetched)."""
    content = {"endpoint": endpoint, "values": values, "account": current_user.id}
    sealed = keys.seal(RETURN_PURPOSE, content)
    return redirect(url_for("accounts.confirm_password", back=sealed), 303)


def way_back(sealed: str) -> str:
    """The address of the page that asked for the password; the desk for anything that we did not seal ourselves."""
    try:
        content = keys.unseal(RETURN_PURPOSE, sealed)
    except keys.SealBroken:
        return url_for("site.desk")
    if content["account"] != current_user.id:
        return url_for("site.desk")
    return url_for(content["endpoint"], **content["values"])


View = TypeVar("View", bound=Callable[..., Any])


def confirmed(back: str, *names: str) -> Callable[[View], View]:
    """Guard a view: the password must be fresh. Else it is asked for; then `back` opens with the variables `names`."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not recently_confirmed():
                return confirm_first(back, **{name: str(kwargs[name]) for name in names})
            return view(*args, **kwargs)

        return guarded  # type: ignore[return-value]

    return guard


def _person(_request: Request) -> SignedIn | None:
    row = _row()
    if row is None or row.verified_at is None:
        return None
    person = SignedIn(row)
    # The term of office may have ended since the sign-in.
    return person if person.roles else None


def _row() -> StaffSession | None:
    """The sign-in of the cookie while neither the pause nor the whole is too long. Residents' pages never look."""
    if not request.path.startswith("/staff/"):
        return None
    token, seen = own_token(), session.get(SEEN)
    if token is None or not isinstance(seen, int):
        return None
    if clock.now().timestamp() - seen > current_app.config["SESSION_IDLE"].total_seconds():
        return None
    row = queries.session_behind(token)
    return row if row is not None and _within(row.created_at, current_app.config["SESSION_ABSOLUTE"]) else None


def _within(moment: datetime, limit: timedelta) -> bool:
    return clock.now() - moment <= limit


def _note_presence(response: Response) -> Response:
    """Move the moment in the cookie forward on every staff page of somebody who is signed in."""
    if request.path.startswith("/staff/") and current_user.is_authenticated and own_token() is not None:
        session[SEEN] = int(clock.now().timestamp())
        if request.method == "POST" and response.status_code < 400 and current_user.used_on != clock.today():
            # Before the one commit of this request: web.py's part of the answer comes after this one.
            actions.note_use(current_user.session_hash)
    return response
