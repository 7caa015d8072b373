"""What can be done in this room: sign in and out, keep one's own secrets, invite people and give them roles."""

from app.accounts.actions.absence import close_ended, come_back, go_away, remind_of_ends
from app.accounts.actions.addresses import ask_new_email, confirm_email
from app.accounts.actions.choices import use_single_keys
from app.accounts.actions.people import Invited, disable, enable, invite, leave, rename
from app.accounts.actions.recovering import new_recovery_codes, pass_with_recovery_code
from app.accounts.actions.secrets import (
    change_password,
    forget_second_factor,
    send_invitation,
    send_sign_in_link,
    set_password,
    set_second_factor,
    store_second_factor,
    use_link,
)
from app.accounts.actions.signing_in import (
    begin_session,
    check_password,
    complete_sign_in,
    confirm_password,
    end_one_session,
    end_sessions,
    note_use,
    pass_second_factor,
    sign_out,
)
from app.accounts.actions.terms import change_term, confirm_role, end_role, grant_role, refuse_role

__all__ = [
    "remind_of_ends",
    "go_away",
    "come_back",
    "close_ended",
    "Invited",
    "ask_new_email",
    "begin_session",
    "change_password",
    "change_term",
    "check_password",
    "complete_sign_in",
    "confirm_email",
    "confirm_password",
    "confirm_role",
    "disable",
    "enable",
    "end_one_session",
    "end_role",
    "end_sessions",
    "forget_second_factor",
    "grant_role",
    "invite",
    "leave",
    "new_recovery_codes",
    "note_use",
    "pass_second_factor",
    "pass_with_recovery_code",
    "refuse_role",
    "rename",
    "send_invitation",
    "send_sign_in_link",
    "set_password",
    "set_second_factor",
    "sign_out",
    "store_second_factor",
    "use_link",
    "use_single_keys",
]
