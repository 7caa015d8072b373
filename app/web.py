"""The edge to the web: language, one commit per POST, security headers, error pages."""

from __future__ import annotations

import gzip
import ipaddress
import shutil
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from babel import Locale
from flask import Flask, Response, abort, current_app, g, render_template, request, url_for
from flask import Request as FlaskRequest
from flask_login import current_user
from sqlalchemy.exc import DBAPIError
from werkzeug.routing import BaseConverter, IntegerConverter, Map

from app.core import certificates, database, standing
from app.core.languages import locales
from app.core.models import REFERENCE_ALPHABET, REFERENCE_LENGTH
from app.extensions import csrf, db
from app.failures import not_saved
from app.failures import register as register_failures
from app.permissions import Permission, can
from app.site.navigation import staff_links
from app.words import register as register_words

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": Chromium would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "X-Frame-Options": "DENY",
}
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Request(FlaskRequest):
    """A request whose files stay in memory: they may hold texts that nobody has released, and bodies are small."""

    def _get_file_stream(self, *_about: Any, **_more: Any) -> BytesIO:
        return BytesIO()


class LanguageConverter(BaseConverter):
    """First segment of an address: the tag of an offered language."""

    regex = "[a-z]{2,3}(?:-[a-z]+)?"

    def to_python(self, value: str) -> str:
        """Only offered languages lead anywhere; others get the 404 page with the list of languages."""
        if locales.offered(value) is None:
            g.unknown_language = value
            abort(404)
        return value


class ReferenceConverter(BaseConverter):
    """Public reference of a contribution; small letters are accepted."""

    regex = f"[{REFERENCE_ALPHABET}{REFERENCE_ALPHABET.lower()}]{{{REFERENCE_LENGTH}}}"

    def to_python(self, value: str) -> str:
        """References are stored in capitals."""
        return value.upper()


class KeyConverter(BaseConverter):
    """Reference of a measure such as "M4.1.2.1"."""

    regex = "[A-Z][0-9]{1,3}(?:\\.[0-9]{1,3}){0,5}"


class NumberConverter(IntegerConverter):
    """A number that a column can hold; a longer one leads nowhere, instead of to an error of the database."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**31 - 1)


class SignedConverter(BaseConverter):
    """A random or sealed token of ours; whoever takes it checks it."""

    regex = "[A-Za-z0-9_=-]{20,800}"


def register(app: Flask) -> None:
    """Hang everything on the application. Called before the rooms are registered: the converters must exist."""
    app.request_class = Request
    app.url_map.converters["lang"] = LanguageConverter
    app.url_map.converters["int"] = NumberConverter
    app.url_map.converters["ref"] = ReferenceConverter
    app.url_map.converters["signed"] = SignedConverter
    app.url_map.converters["key"] = KeyConverter
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.before_request(_stay_on_the_laptop)
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_forget)
    app.context_processor(_page_context)
    register_words(app)
    register_failures(app)


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    # This runs before everything else, and the account behind a staff page is read here already: a transaction that
    # begins as a reader could not become a writer later.
    database.announce_writing(request.method in WRITES)
    tag = (values or {}).pop("lang", None)
    g.language = locales.offered(tag) if tag else _guess()


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = g.language.tag


def _guess() -> locales.Language:
    """Staff read in the language of their account; a lost page stays in the language that its address began with;
    on other bare addresses the browser's wish is the best guess."""
    begun = locales.offered(request.path.split("/")[1])
    if begun is not None:
        return begun
    staff = request.path.startswith("/staff/")
    if staff and current_user.is_authenticated:
        return locales.negotiate([current_user.language], locales.STAFF)
    wishes = [tag for tag, _quality in request.accept_languages]
    return locales.negotiate(wishes, locales.STAFF if staff else locales.OFFERED)


def current_locale() -> Locale:
    """The locale of the page, for Flask-Babel."""
    return g.get("language", locales.GERMAN).locale


def _begin() -> None:
    g.setdefault("language", locales.GERMAN)
    _readable()
    if request.method not in WRITES:
        return
    _same_site()
    if request.path.startswith("/staff/"):
        csrf.protect()
    if shutil.disk_usage(current_app.config["DATA_DIR"]).free < current_app.config["MIN_FREE_BYTES"]:
        raise OSError("disk nearly full")


def _stay_on_the_laptop() -> tuple[str, int] | None:
    """In a hall passwords never go through the air in the open: staff pages open on the laptop itself, or encrypted."""
    config = current_app.config
    if not config["HALL"] or not request.path.startswith("/staff/") or request.is_secure or _is_here():
        return None
    g.setdefault("language", locales.GERMAN)
    door = config["TLS_PORT"] if certificates.paths(config) else None
    host = request.host.rsplit(":", 1)[0]
    address = f"https://{host}:{door}/staff/" if door else ""
    return render_template("dialogforum/desk/only_here.html", address=address), 403


def _is_here() -> bool:
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _readable() -> None:
    """Refuse what no form of ours sends: JSON, and null characters, which no database stores."""
    if request.is_json:
        abort(415)
    sent = [request.args] if request.method not in WRITES else [request.args, request.form]
    if any("\0" in value for values in sent for _name, value in values.items(multi=True)):
        abort(400)


def _same_site() -> None:
    """Refuse posts that another site sent. Old browsers without Fetch-Metadata are judged by Origin or Referer."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        abort(403)
    sender = request.headers.get("Origin") or request.headers.get("Referer")
    if site is None and sender is not None and urlsplit(sender).netloc != request.host:
        abort(403)


def _end(response: Response) -> Response:
    if request.method in WRITES and "writing_done" not in g:
        g.writing_done = True
        if response.status_code < 400:
            try:
                db.session.commit()
                standing.settle()
            except (DBAPIError, OSError) as error:
                response = current_app.make_response(not_saved(error))
        else:
            db.session.rollback()
    _shrink(response)
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["PUBLIC_URL"].startswith("https://"):
        response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    if request.method in WRITES or request.path.startswith("/staff/"):
        response.headers["Cache-Control"] = "no-store"
    else:
        response.headers.setdefault("Cache-Control", "no-cache")
    return response


def _shrink(response: Response) -> None:
    """Compress pages that everybody gets alike. Answers to a POST carry codes and tokens and are left alone."""
    if request.method != "GET" or request.path.startswith("/staff/") or response.mimetype != "text/html":
        return
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip"):
        response.set_data(gzip.compress(response.get_data(), compresslevel=5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"


def _forget(_error: BaseException | None) -> None:
    database.announce_writing(False)


def _page_context() -> dict[str, Any]:
    return {
        "language": g.get("language", locales.GERMAN),
        "languages": locales.OFFERED,
        "switch_links": _switch_links(),
        "staff_links": staff_links(),
        "can": lambda name: can(current_user, Permission(name)),
        "site": _site(),
    }


def _site() -> SimpleNamespace:
    """What the office has set about the site, or else what the installation says."""
    config, now, tag = current_app.config, standing.now(), g.get("language", locales.GERMAN).tag
    hours = now.say("hours", tag)
    return SimpleNamespace(
        name=config["SITE_NAME"],
        city=now.value("city", config["SITE_CITY"]),
        phone=now.value("phone", config["SITE_PHONE"]),
        hours=hours.text if hours else config["SITE_HOURS"],
        email=now.value("email", config["SITE_EMAIL"]),
        address=now.value("address", config["SITE_ADDRESS"]),
        trustee_name=now.value("trustee", config["SITE_TRUSTEE"]),
        promise_authority=now.value("promise_authority", config["PROMISE_AUTHORITY"]),
        imprint=now.say("imprint", tag),
        privacy_officer=now.say("privacy_officer", tag),
        public_url=config["PUBLIC_URL"],
        at_home=config["HALL_CITY_URL"],
        demo=config["DEMO"],
    )


def _switch_links() -> list[dict[str, Any]]:
    """The same page in every language, for pages that were fetched. Forms bring buttons of their own."""
    endpoint = request.endpoint
    if request.method != "GET" or endpoint is None or not current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        return []
    values = {**request.args.to_dict(), **(request.view_args or {})}
    return [
        {"language": language, "url": url_for(endpoint, **{**values, "lang": language.tag})}
        for language in locales.by_endonym()
    ]
