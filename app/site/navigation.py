"""The links at the top of every staff page: what this person may do, and nothing else."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app.permissions import Permission, can

PLACES: tuple[tuple[Permission, str, Any], ...] = (
    (Permission.STAFF_AREA, "site.desk", _l("Desk")),
    (Permission.QUEUE_READ, "moderation.queue", _l("Contributions to read")),
    (Permission.NOTICE_DECIDE, "notices.desk", _l("Notices")),
    (Permission.CONTRIBUTION_ROUTE, "routing.desk", _l("Routing")),
    (Permission.MONITOR_READ, "routing.steering", _l("Steering group")),
    (Permission.DECISION_RECORD, "concept.decisions", _l("Political decisions")),
    (Permission.NETWORK_READ, "answers.desk", _l("My network")),
    (Permission.ASSISTED_ENTER, "contributions.assisted", _l("Enter for somebody")),
    # Every part of the Dialogforum hangs on its own page; the card desk stays at hand on the day.
    (Permission.FORUM_READ, "dialogforum.year_desk", _l("Dialogforum")),
    (Permission.CARDS_TYPE, "dialogforum.cards", _l("Type in cards")),
    (Permission.TRANSLATE, "translating.index", _l("Translations")),
    (Permission.PEOPLE_MANAGE, "accounts.people", _l("People")),
    (Permission.PEOPLE_MANAGE, "networks.seats_overview", _l("Networks")),
    (Permission.CONFIGURATION_READ, "administration.index", _l("Settings")),
    (Permission.HISTORY_READ, "administration.log", _l("Log")),
    (Permission.LANGUAGES_READ, "site.languages", _l("Languages")),
    (Permission.HISTORY_READ, "reports.looks", _l("Looks at guarded things")),
    (Permission.MAIL_READ, "site.mail", _l("Mail")),
)


def staff_links() -> list[dict[str, Any]]:
    """Label, address and whether it is the page shown now. Empty for residents' pages and before the sign-in."""
    if not request.path.startswith("/staff/") or not current_user.is_authenticated:
        return []
    return [
        {"label": label, "url": url_for(endpoint), "current": request.endpoint == endpoint}
        for permission, endpoint, label in PLACES
        if can(current_user, permission)
    ]
