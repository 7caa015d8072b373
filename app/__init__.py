"""Dialogforum Rheine. create_app() is the only module that knows every room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask

from app.accounts.sessions import register as register_sessions
from app.accounts.views import bp as accounts_bp
from app.administration.views import bp as administration_bp
from app.answers import settings as answer_settings
from app.answers.views import bp as answers_bp
from app.cli import register as register_commands
from app.concept.views import bp as concept_bp
from app.contributions.views import bp as contributions_bp
from app.core import assets, database, halls, keys, outbox, similar
from app.core.languages import machines
from app.dialogforum.views import bp as dialogforum_bp
from app.extensions import babel, csrf, db, login_manager, migrate
from app.followup.views import bp as followup_bp
from app.mails import address_of, render_mail
from app.moderation import actions as moderation
from app.moderation import settings as moderation_settings
from app.moderation.views import bp as moderation_bp
from app.networks.queries import places_of
from app.networks.views import bp as networks_bp
from app.notices.views import bp as notices_bp
from app.reports.views import bp as reports_bp
from app.routing import settings as routing_settings
from app.routing.views import bp as routing_bp
from app.site.views import bp as site_bp
from app.talks.views import bp as talks_bp
from app.translating import actions as translating
from app.translating.views import bp as translating_bp
from app.web import current_locale
from app.web import register as register_web
from config import ROOT, Config

ROOMS = (
    site_bp,
    accounts_bp,
    networks_bp,
    concept_bp,
    contributions_bp,
    routing_bp,
    moderation_bp,
    talks_bp,
    answers_bp,
    notices_bp,
    dialogforum_bp,
    followup_bp,
    reports_bp,
    translating_bp,
    administration_bp,
)


def create_app(config: type[Config] = Config, **overrides: Any) -> Flask:
    """Build the application from `config`; `overrides` replace single settings.

    In the embedded installation missing key files are created; elsewhere app.core.keys.KeyMissing is raised.
    """
    app = Flask(__name__, static_url_path="/static", static_folder="static")
    app.config.from_object(config)
    app.config.update(overrides)
    _settle(app)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    csrf.init_app(app)
    login_manager.init_app(app)
    babel.init_app(app, locale_selector=current_locale)
    register_web(app)
    register_sessions(login_manager, app, places_of)
    for room in ROOMS:
        app.register_blueprint(room)
    assets.init_app(app)
    register_commands(app)
    with app.app_context():
        database.prepare(db.engine)
    outbox.configure(app.config)
    machines.configure(app.config)
    routing_settings.configure(app.config)
    moderation_settings.configure(app.config)
    answer_settings.configure(app.config)
    similar.configure(app.config)
    outbox.register(address_of, render_mail)
    outbox.handle(translating.KIND, translating.make_draft)
    outbox.handle(moderation.CASE, moderation.compare_case)
    outbox.handle(moderation.FIELDS, moderation.compare_fields)
    return app


def _settle(app: Flask) -> None:
    """Directories, keys and the address of the database: what the settings leave open."""
    Path(app.config["DATA_DIR"]).mkdir(parents=True, exist_ok=True)
    if app.config["ENVIRONMENT"] != "production":
        keys.create_missing(app.config)
    app.config["SECRET_KEY"] = keys.load(app.config).secret
    halls.configure(app.config)
    app.config["HALL_CITY_URL"] = halls.city_address(app.config)
    address = app.config["DATABASE_URL"] or f"sqlite:///{Path(app.config['DATA_DIR']).resolve() / 'dialogforum.db'}"
    app.config["SQLALCHEMY_DATABASE_URI"] = address
    if app.config["PUBLIC_URL"].startswith("https://"):
        # Browsers keep such a cookie to this host, this path and encrypted connections.
        app.config["SESSION_COOKIE_NAME"] = "__Host-" + app.config["SESSION_COOKIE_NAME"]
        app.config["SESSION_COOKIE_SECURE"] = True
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
