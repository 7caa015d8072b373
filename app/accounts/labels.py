"""Words for the codes of this room: enum values and errors. Templates print them with the filter `label`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.accounts.rules import Verb
from app.permissions import Role

LABELS: dict[StrEnum, Any] = {
    Role.MODERATOR: _l("Commissioner"),
    Role.NETWORK_MANAGER: _l("Network manager"),
    Role.NETWORK_MEMBER: _l("Network member"),
    Role.STEERING_MEMBER: _l("Steering group"),
    Role.TRANSLATOR: _l("Translator"),
    Role.EVENT_STAFF: _l("Helper at the event"),
    Role.POLITICAL_READER: _l("Committee office"),
    Role.ADMIN: _l("Administration"),
    Role.ASSISTANT: _l("Assistant for residents"),
    Role.AUDITOR: _l("Data protection"),
    Verb.INVITE: _l("Account opened"),
    Verb.SEND_LINK: _l("Link sent"),
    Verb.SIGN_IN: _l("Signed in"),
    Verb.END_SESSIONS: _l("Signed out everywhere"),
    Verb.SET_PASSWORD: _l("New password chosen"),
    Verb.SET_SECOND_FACTOR: _l("Authenticator app set up"),
    Verb.RESET_SECOND_FACTOR: _l("Authenticator app removed"),
    Verb.CHANGE_PROFILE: _l("Name or language changed"),
    Verb.GRANT_ROLE: _l("Role given or term changed"),
    Verb.END_ROLE: _l("Role ended"),
    Verb.ASK_ROLE: _l("Asked for a role for oneself"),
    Verb.CONFIRM_ROLE: _l("Role confirmed"),
    Verb.REFUSE_ROLE: _l("Role not confirmed"),
    Verb.NEW_RECOVERY_CODES: _l("New recovery codes made"),
    Verb.USE_RECOVERY_CODE: _l("Signed in with a recovery code"),
    Verb.END_SESSION: _l("Signed out on one device"),
    Verb.ASK_EMAIL: _l("New e-mail address entered"),
    Verb.CHANGE_EMAIL: _l("E-mail address changed"),
    Verb.LEAVE: _l("Left: roles, seats and sign-ins ended"),
    Verb.GO_AWAY: _l("Absence entered"),
    Verb.COME_BACK: _l("Absence ended"),
    Verb.DISABLE: _l("Account closed"),
    Verb.ENABLE: _l("Account opened again"),
}
# The first four belong to no room in particular: app/core/errors.py raises them.
ERRORS: dict[str, Any] = {
    "missing": _l("The address may be old or mistyped."),
    "forbidden": _l("You do not have the right for this."),
    "too_many": _l("Many people are trying right now. Please try again in a minute."),
    "changed": _l("Somebody else changed this in the meantime. Please look again."),
    "sign_in_wrong": _l("The e-mail address or the password is not right. Please try again."),
    "sign_in_again": _l("Your sign-in took too long. Please sign in again."),
    "no_office": _l("Your term of office has ended, or your account is closed. Please ask the administration."),
    "code_wrong": _l("This code is not right, or it was used before. Please enter the newest code."),
    "set_up_old": _l("This page was open for a long time. Please scan the new picture."),
    "password_wrong": _l("This password is not right. Please try again."),
    "password_short": _l("The password is too short. Please use at least %(minimum)s characters."),
    "password_long": _l("The password is too long. Please choose a shorter one."),
    "password_common": _l("Many people use this password. Please choose one that is hard to guess."),
    "password_personal": _l("Your name or address is part of this password. Please choose another one."),
    "password_differs": _l("The two passwords are different. Please type the same one twice."),
    "link_gone": _l("This link was used already, or it is too old."),
    "absence_order": _l("The last day lies before the first day."),
    "absence_past": _l("This day is over. Please choose one that comes."),
    "absence_too_long": _l("Please enter at most one year."),
    "absence_there": _l("You have entered some of these days already."),
    "email_taken": _l("There is an account with this e-mail address already."),
    "name_missing": _l("Please enter a name."),
    "role_held": _l("The person has this role in this time already."),
    "term_wrong": _l("The last day lies before the first day."),
    # From app/site/actions.py, which has no labels of its own.
    "mail_not_stuck": _l("This mail is not stuck any more."),
    "mail_is_personal": _l("This mail belongs to one person. Nobody else may get it."),
    "colleague_missing": _l("Please choose another person who works here."),
    "recovery_code_wrong": _l("This recovery code is not right, or it was used before."),
    "email_same": _l("This is the address of the account already."),
    "own_role": _l("Another administrator must confirm this role."),
    "own_term": _l("You cannot lengthen your own role. Please ask another administrator."),
    "last_admin": _l("This is the last administrator. Please give the role to somebody else first."),
    "own_access": _l("You cannot take away your own access. Please ask another administrator."),
}
