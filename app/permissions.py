"""Who may do what: one enum, one map. *When* something is possible is the lifecycle's business, not this file's."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, Protocol, TypeVar

from flask import abort, redirect, request, url_for
from flask_login import current_user


class Role(StrEnum):
    """Roles add up: one person may have several (domain.md section 3)."""

    MODERATOR = "moderator"
    NETWORK_MANAGER = "network_manager"
    NETWORK_MEMBER = "network_member"
    STEERING_MEMBER = "steering_member"
    TRANSLATOR = "translator"
    EVENT_STAFF = "event_staff"
    POLITICAL_READER = "political_reader"
    ADMIN = "admin"
    ASSISTANT = "assistant"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """One thing that staff can do. The value is also its name in templates: `can("queue_read")`."""

    STAFF_AREA = "staff_area"
    QUEUE_READ = "queue_read"
    CONTRIBUTION_DECIDE = "contribution_decide"
    CONTRIBUTION_ROUTE = "contribution_route"
    OBJECTION_DECIDE = "objection_decide"
    NOTICE_DECIDE = "notice_decide"
    EVIDENCE_READ = "evidence_read"
    CONTACT_REVEAL = "contact_reveal"
    NETWORK_READ = "network_read"
    NETWORK_NOTE = "network_note"
    NETWORK_ACKNOWLEDGE = "network_acknowledge"
    NETWORK_HAND_BACK = "network_hand_back"
    ANSWER_WRITE = "answer_write"
    ANSWER_PUBLISH = "answer_publish"
    CASE_ESCALATE = "case_escalate"
    CASE_EXTEND = "case_extend"
    ANSWER_INSTEAD = "answer_instead"
    MONITOR_READ = "monitor_read"
    DECISION_RECORD = "decision_record"
    TRANSLATE = "translate"
    PEOPLE_MANAGE = "people_manage"
    MAIL_READ = "mail_read"
    LANGUAGES_READ = "languages_read"
    HISTORY_READ = "history_read"
    ASSISTED_ENTER = "assisted_enter"
    FORUM_READ = "forum_read"
    FORUM_ORGANISE = "forum_organise"
    CARDS_PRINT = "cards_print"
    CARDS_TYPE = "cards_type"
    WALL_OPERATE = "wall_operate"
    AGENDA_WRITE = "agenda_write"
    DOSSIER_READ = "dossier_read"
    TABLE_WRITE = "table_write"
    SEATS_READ = "seats_read"
    SHEETS_IMPORT = "sheets_import"
    DOCUMENTATION_WRITE = "documentation_write"
    COMMITMENT_KEEP = "commitment_keep"
    CONFIGURATION_READ = "configuration_read"
    CONFIGURATION_CHANGE = "configuration_change"


EVERYBODY = frozenset(Role)

MAP: dict[Permission, frozenset[Role]] = {
    Permission.STAFF_AREA: EVERYBODY,
    Permission.QUEUE_READ: frozenset({Role.MODERATOR}),
    Permission.CONTRIBUTION_DECIDE: frozenset({Role.MODERATOR}),
    Permission.CONTRIBUTION_ROUTE: frozenset({Role.MODERATOR, Role.STEERING_MEMBER}),
    Permission.OBJECTION_DECIDE: frozenset({Role.MODERATOR}),
    Permission.NOTICE_DECIDE: frozenset({Role.MODERATOR}),
    Permission.EVIDENCE_READ: frozenset({Role.MODERATOR}),
    Permission.CONTACT_REVEAL: frozenset({Role.MODERATOR}),
    Permission.NETWORK_READ: frozenset({Role.NETWORK_MANAGER, Role.NETWORK_MEMBER}),
    Permission.NETWORK_NOTE: frozenset({Role.NETWORK_MANAGER, Role.NETWORK_MEMBER}),
    Permission.NETWORK_ACKNOWLEDGE: frozenset({Role.NETWORK_MANAGER}),
    Permission.NETWORK_HAND_BACK: frozenset({Role.NETWORK_MANAGER}),
    Permission.ANSWER_WRITE: frozenset({Role.NETWORK_MANAGER}),
    Permission.ANSWER_PUBLISH: frozenset({Role.NETWORK_MANAGER}),
    Permission.CASE_ESCALATE: frozenset({Role.MODERATOR}),
    Permission.CASE_EXTEND: frozenset({Role.STEERING_MEMBER}),
    Permission.ANSWER_INSTEAD: frozenset({Role.STEERING_MEMBER}),
    Permission.MONITOR_READ: frozenset({Role.STEERING_MEMBER}),
    Permission.DECISION_RECORD: frozenset({Role.STEERING_MEMBER, Role.ADMIN}),
    Permission.TRANSLATE: frozenset({Role.TRANSLATOR, Role.MODERATOR}),
    Permission.PEOPLE_MANAGE: frozenset({Role.ADMIN}),
    Permission.MAIL_READ: frozenset({Role.ADMIN}),
    Permission.LANGUAGES_READ: frozenset({Role.ADMIN, Role.STEERING_MEMBER, Role.TRANSLATOR}),
    Permission.HISTORY_READ: frozenset({Role.AUDITOR}),
    Permission.ASSISTED_ENTER: frozenset({Role.ASSISTANT}),
    # The Dialogforum: the office and the steering group prepare it, helpers and hosts carry the day.
    Permission.FORUM_READ: frozenset(
        {Role.ADMIN, Role.STEERING_MEMBER, Role.EVENT_STAFF, Role.MODERATOR, Role.NETWORK_MANAGER, Role.NETWORK_MEMBER}
    ),
    Permission.FORUM_ORGANISE: frozenset({Role.ADMIN, Role.STEERING_MEMBER}),
    Permission.CARDS_PRINT: frozenset({Role.ADMIN}),
    Permission.CARDS_TYPE: frozenset({Role.EVENT_STAFF}),
    Permission.WALL_OPERATE: frozenset({Role.EVENT_STAFF, Role.MODERATOR}),
    Permission.AGENDA_WRITE: frozenset({Role.ADMIN, Role.STEERING_MEMBER, Role.NETWORK_MANAGER}),
    Permission.DOSSIER_READ: frozenset(
        {Role.ADMIN, Role.STEERING_MEMBER, Role.MODERATOR, Role.NETWORK_MANAGER, Role.NETWORK_MEMBER}
    ),
    Permission.TABLE_WRITE: frozenset({Role.EVENT_STAFF, Role.NETWORK_MANAGER, Role.NETWORK_MEMBER}),
    Permission.SEATS_READ: frozenset({Role.ADMIN, Role.EVENT_STAFF}),
    Permission.SHEETS_IMPORT: frozenset({Role.EVENT_STAFF}),
    Permission.DOCUMENTATION_WRITE: frozenset({Role.ADMIN, Role.STEERING_MEMBER}),
    Permission.COMMITMENT_KEEP: frozenset({Role.NETWORK_MANAGER, Role.STEERING_MEMBER}),
    Permission.CONFIGURATION_READ: frozenset({Role.ADMIN, Role.AUDITOR}),
    Permission.CONFIGURATION_CHANGE: frozenset({Role.ADMIN}),
}


class HasRoles(Protocol):
    """Anybody whose roles of today are known."""

    @property
    def roles(self) -> frozenset[Role]:
        """Roles that are valid today."""


def can(person: HasRoles | None, permission: Permission) -> bool:
    """Whether somebody with roles may do this at all. Nobody signed in: no."""
    return person is not None and not MAP[permission].isdisjoint(getattr(person, "roles", frozenset()))


def role_for(person: HasRoles, permission: Permission) -> Role | None:
    """The role under which this person does it: the first in the enum's order that allows it."""
    return next((role for role in Role if role in MAP[permission] and role in person.roles), None)


View = TypeVar("View", bound=Callable[..., Any])


def needs(permission: Permission) -> Callable[[View], View]:
    """Guard a view: signed in (else to the sign-in page) and allowed (else 403). Tests read `view.access`."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                if request.method == "POST":
                    # A page that shows what was typed: a pause must not cost anybody an answer.
                    abort(401)
                return redirect(url_for("accounts.sign_in"))
            if not can(current_user, permission):
                abort(403)
            return view(*args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def public(view: View) -> View:
    """Mark a view as open to everybody."""
    view.access = "public"  # type: ignore[attr-defined]
    return view
