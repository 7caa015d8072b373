"""What can be done in this room: sign in and out, keep one's own secrets, invite people and give them roles."""

from app.accounts.actions.people import (
    Invited,
    change_term,
    disable,
    enable,
    end_role,
    grant_role,
    invite,
    rename,
)
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
    end_sessions,
    pass_second_factor,
    sign_out,
)

__all__ = [
    "Invited",
    "begin_session",
    "change_password",
    "change_term",
    "check_password",
    "complete_sign_in",
    "confirm_password",
    "disable",
    "enable",
    "end_role",
    "end_sessions",
    "forget_second_factor",
    "grant_role",
    "invite",
    "pass_second_factor",
    "rename",
    "send_invitation",
    "send_sign_in_link",
    "set_password",
    "set_second_factor",
    "sign_out",
    "store_second_factor",
    "use_link",
]
