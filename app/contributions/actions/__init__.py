"""What people do with contributions, one function each. None of them commits."""

from app.contributions.actions.assisting import Help, send_for_somebody, wipe, wiped_hash
from app.contributions.actions.contacts import (
    address_mark,
    check_address,
    confirm_contact,
    delete_contact,
    give_contact,
    leave_mail,
    reveal_contact,
    tell_author,
    thank_authors,
)
from app.contributions.actions.homecoming import Home, bring_home, home_key
from app.contributions.actions.importing import check_line, import_line
from app.contributions.actions.merging import let_voices_go, merge_into, split
from app.contributions.actions.moves import (
    describe,
    end_talk,
    link_measure,
    lock,
    make_public,
    mark_read,
    move,
    refresh_search,
    set_audiences,
    set_fields,
)
from app.contributions.actions.retention import erase_due
from app.contributions.actions.sending import Submission, Submitted, checked_text, form_hash, submit
from app.contributions.actions.undoing import differences, photos, restore
from app.contributions.actions.words import (
    add_message,
    answer_again,
    correct,
    count_as_change,
    erase_words,
    may_correct,
    send,
    withdraw,
)

__all__ = [
    "erase_due",
    "Help",
    "Home",
    "Submission",
    "Submitted",
    "add_message",
    "address_mark",
    "answer_again",
    "bring_home",
    "check_address",
    "check_line",
    "checked_text",
    "confirm_contact",
    "correct",
    "count_as_change",
    "delete_contact",
    "describe",
    "differences",
    "end_talk",
    "erase_words",
    "form_hash",
    "give_contact",
    "home_key",
    "import_line",
    "leave_mail",
    "let_voices_go",
    "link_measure",
    "lock",
    "make_public",
    "mark_read",
    "may_correct",
    "merge_into",
    "move",
    "photos",
    "refresh_search",
    "restore",
    "reveal_contact",
    "send",
    "send_for_somebody",
    "set_audiences",
    "set_fields",
    "split",
    "submit",
    "tell_author",
    "thank_authors",
    "wipe",
    "wiped_hash",
    "withdraw",
]
