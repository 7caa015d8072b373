"""Every setting, once, with a comment. Values come from the environment; docs/operating.md explains them."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def _list(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on"}


class Config:
    """Settings of a real installation. "embedded": one computer with `make run`; "production": the city's server."""

    # Which kind of installation this is: embedded, production or test.
    ENVIRONMENT = os.environ.get("ENVIRONMENT", "embedded")
    # Where database, keys, outgoing mail files and backups live.
    DATA_DIR = os.environ.get("DATA_DIR", str(ROOT / "instance"))
    # SQLAlchemy address of the database; empty means SQLite inside DATA_DIR.
    DATABASE_URL = os.environ.get("DATABASE_URL", "")
    # The address residents type and mails link to, without a slash at the end.
    PUBLIC_URL = os.environ.get("PUBLIC_URL", "")
    # Links in mails as long as no public address is set: the site as `make run` starts it.
    LOCAL_URL = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
    # Host names this server answers to; required in production.
    TRUSTED_HOSTS: list[str] | None = _list("TRUSTED_HOSTS") or None
    # Show example data with their label (the demo) or not.
    DEMO = _flag("DEMO", True)

    # Files with the keys; empty means DATA_DIR/keys/. In production they lie outside DATA_DIR and its backup.
    SECRET_KEY_FILE = os.environ.get("SECRET_KEY_FILE", "")
    CODE_KEY_FILE = os.environ.get("CODE_KEY_FILE", "")
    CONTACT_KEY_FILE = os.environ.get("CONTACT_KEY_FILE", "")

    # Keys of halls: the city keeps one for each laptop that goes to a hall. Empty: a folder beside the code key.
    HALL_KEYS_DIR = os.environ.get("HALL_KEYS_DIR", "")
    # This is the laptop of a hall: it works with a key of the city, sends no mail, and its texts are taken home later.
    HALL = _flag("HALL", False)

    # Where numbers given out in the hall work after the day: the city's address, without a slash at the end. Empty:
    # the one that `flask event set-up` took in.
    HALL_CITY_URL = os.environ.get("HALL_CITY_URL", "")
    # Where the web server listens: this computer alone, or every address it has (0.0.0.0: phones in a hall).
    LISTEN = os.environ.get("LISTEN") or "127.0.0.1"
    # Certificate and key with which the site also answers over TLS, at TLS_PORT. Empty: those that
    # `flask event certificate` made, if there are any. The city's server has nginx for this.
    TLS_CERTIFICATE_FILE = os.environ.get("TLS_CERTIFICATE_FILE", "")
    TLS_KEY_FILE = os.environ.get("TLS_KEY_FILE", "")
    TLS_PORT = int(os.environ.get("TLS_PORT") or 8443)

    # How mail leaves: file (into DATA_DIR/mail), smtp or memory (tests).
    MAIL_TRANSPORT = os.environ.get("MAIL_TRANSPORT", "file")
    # smtp://user:password@host:port or smtps://…, only for MAIL_TRANSPORT=smtp.
    SMTP_URL = os.environ.get("SMTP_URL", "")
    # Sender of every mail.
    MAIL_FROM = os.environ.get("MAIL_FROM", "dialogforum@rheine.example")

    # Texts about the provider that only the city can know. Empty ones are not shown.
    SITE_NAME = os.environ.get("SITE_NAME", "Dialogforum Rheine")
    SITE_CITY = os.environ.get("SITE_CITY", "Stadt Rheine")
    SITE_PHONE = os.environ.get("SITE_PHONE", "")
    SITE_HOURS = os.environ.get("SITE_HOURS", "")
    SITE_EMAIL = os.environ.get("SITE_EMAIL", "")
    SITE_ADDRESS = os.environ.get("SITE_ADDRESS", "")
    # Whom commissioners call or write to when a text may be a crime: police station, cybercrime prosecutors.
    SITE_CRIME_CONTACT = os.environ.get("SITE_CRIME_CONTACT", "")
    # Name of the commissioner who is the face of the site; empty: the office is named instead.
    SITE_TRUSTEE = os.environ.get("SITE_TRUSTEE", "")
    # Promise that the immigration authority cannot see contact data; only after the city confirmed it in writing.
    PROMISE_AUTHORITY = _flag("PROMISE_AUTHORITY", False)

    # Drafts of translations by a machine; off unless MT_PAIRS names an engine for a pair ("ar>de=deepl, *>de=folder").
    MT_PAIRS = os.environ.get("MT_PAIRS", "")
    # Address (scheme, host, port) of a server that speaks the LibreTranslate protocol.
    MT_LIBRETRANSLATE_URL = os.environ.get("MT_LIBRETRANSLATE_URL", "")
    # Address of DeepL, for example https://api-free.deepl.com.
    MT_DEEPL_URL = os.environ.get("MT_DEEPL_URL", "")
    # File with the key of the engine that is asked over HTTP.
    MT_KEY_FILE = os.environ.get("MT_KEY_FILE", "")
    # Folder with models for CTranslate2, one sub-folder for each pair.
    MT_MODEL_FOLDER = os.environ.get("MT_MODEL_FOLDER", "")

    # Two people of a network look at every answer before it is published; a network can say otherwise for itself.
    ANSWERS_FOUR_EYES = _flag("ANSWERS_FOUR_EYES", False)
    # A manager answers with the link in a mail for so many days; 0: mails hold no such links.
    ANSWER_LINK_DAYS = int(os.environ.get("ANSWER_LINK_DAYS", "14"))
    # Likely duplicates and action fields by meaning, in any language; only where the extra is installed
    # (requirements-similar.txt). Off: nothing of it is computed, stored or shown.
    SIMILAR_TEXTS = _flag("SIMILAR_TEXTS", True)

    # Time limits of staff sessions.
    SESSION_IDLE = timedelta(minutes=int(os.environ.get("SESSION_IDLE_MINUTES", "30")))
    SESSION_ABSOLUTE = timedelta(hours=int(os.environ.get("SESSION_ABSOLUTE_HOURS", "12")))
    # How long a password entered again opens contact data and other guarded pages.
    REAUTH_WITHIN = timedelta(minutes=5)
    # Minutes in which a commissioner can take a decision back at once; its mails wait so long. 0 switches it off.
    UNDO_MINUTES = int(os.environ.get("UNDO_MINUTES", "10"))
    # How long a resident's form may stay open before it gets a fresh token (text is kept).
    FORM_TOKEN_AGE = timedelta(hours=24)
    # Guesses of tracking codes: sustained per second and burst, for everybody together.
    CODE_GUESSES_PER_SECOND = 3.0
    CODE_GUESSES_BURST = 300

    # Retention in days; a nightly job deletes.
    RETENTION_CONTACT_DAYS = 183
    RETENTION_REFUSED_DAYS = 92
    RETENTION_REFERRED_DAYS = 30
    RETENTION_RETURNED_DAYS = 30
    # Tracking codes end so many days after the case was closed.
    RETENTION_CODE_DAYS = 730

    # So many days before a date that a network promised, its tandem is reminded and the case counts as due soon.
    REMIND_DUE_SOON_DAYS = int(os.environ.get("REMIND_DUE_SOON_DAYS", "7"))
    # More days than these after such a date, the case is very overdue and goes to the steering group by itself.
    ESCALATE_AFTER_DAYS = int(os.environ.get("ESCALATE_AFTER_DAYS", "7"))
    # How often the steering group may give a network more time for the same case.
    MAX_EXTENSIONS = int(os.environ.get("MAX_EXTENSIONS", "2"))
    # Sealed originals, after something was left out of them for good.
    RETENTION_ORIGINAL_DAYS = 365
    # Name and address of who sent a notice, after the decision; the words of the notice and its number.
    RETENTION_NOTICE_CONTACT_DAYS = 30
    RETENTION_NOTICE_WORDS_DAYS = 365
    # Seats and needs of the Dialogforum, after its day; and so many days before it a mail reminds of it.
    RETENTION_SEATS_DAYS = 14
    SEAT_REMINDER_DAYS = 3
    # How long the page of the wall serves everybody who asks for it.
    WALL_KEEP_SECONDS = 0.5
    # Evidence of a possible crime in the closed store, from the day on which it was kept.
    RETENTION_EVIDENCE_DAYS = 365

    # Refuse new texts politely below so many bytes of free disk space.
    MIN_FREE_BYTES = 200 * 1024 * 1024

    # Limits of a request.
    MAX_CONTENT_LENGTH = 512 * 1024
    MAX_FORM_MEMORY_SIZE = 512 * 1024
    MAX_FORM_PARTS = 60

    # Flask and its extensions.
    SESSION_COOKIE_NAME = "dialogforum_staff"
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    SESSION_COOKIE_PATH = "/"
    SESSION_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
    PERMANENT_SESSION_LIFETIME = SESSION_ABSOLUTE
    WTF_CSRF_CHECK_DEFAULT = False
    WTF_CSRF_TIME_LIMIT = None
    BABEL_DEFAULT_LOCALE = "de"
    BABEL_DEFAULT_TIMEZONE = "Europe/Berlin"
    BABEL_TRANSLATION_DIRECTORIES = str(ROOT / "translations")
    SQLALCHEMY_TRACK_MODIFICATIONS = False
    # Connections of one process; two processes and the worker stay below PostgreSQL's usual 100.
    SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 20, "max_overflow": 20}
    TEMPLATES_AUTO_RELOAD = False


class TestConfig(Config):
    """Settings of the test suite: everything in a temporary directory, mail in memory."""

    ENVIRONMENT = "test"
    TESTING = True
    # The model takes seconds; tests of what it finds switch it on.
    SIMILAR_TEXTS = False
    MAIL_TRANSPORT = "memory"
    PUBLIC_URL = "http://dialogforum.test"
    SESSION_COOKIE_SECURE = False
    MIN_FREE_BYTES = 0
    # Tests look at the wall right after they changed something.
    WALL_KEEP_SECONDS = 0
    # Mails leave at once; tests of taking back set a time.
    UNDO_MINUTES = 0
