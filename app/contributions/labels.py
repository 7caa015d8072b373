"""Words for the codes of this room: enum values and errors. Templates print them with the filter `label`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.concept.rules import DistrictKind
from app.contributions.lifecycle import PublicStep, State
from app.contributions.marks import Mark
from app.contributions.rules import Entry, HintKind, Kind, LanguageOrigin, MessageKind, Source
from app.contributions.staff_labels import STAFF_LABELS

# State and PublicStep share some words ("returned", "merged" …): one entry serves both.
LABELS: dict[StrEnum, Any] = {
    Mark.NAME: _l("[name left out]"),
    Mark.CONTACT: _l("[contact left out]"),
    Mark.DETAIL: _l("[detail left out]"),
    Mark.INSULT: _l("[insult left out]"),
    Mark.THREAT: _l("[threat left out]"),
    Mark.ADVERTISING: _l("[advertising left out]"),
    State.SUBMITTED: _l("Received, not decided yet"),
    State.RELEASED: _l("With the network"),
    PublicStep.RECEIVED: _l("Received"),
    PublicStep.READING: _l("Being read"),
    PublicStep.RETURNED: _l("We have a question for you"),
    PublicStep.WITH_NETWORK: _l("With the network"),
    PublicStep.ANSWERED: _l("Answered"),
    PublicStep.AT_FORUM: _l("At the next Dialogforum"),
    PublicStep.CARRIED_OUT: _l("Carried out"),
    PublicStep.NOT_POSSIBLE: _l("Not possible"),
    PublicStep.REFUSED: _l("Not accepted"),
    PublicStep.REFERRED: _l("Passed on to advice services"),
    PublicStep.MERGED: _l("Joined with another contribution"),
    PublicStep.CLOSED: _l("Closed"),
    PublicStep.WITHDRAWN: _l("Withdrawn"),
    Kind.IDEA: _l("Idea"),
    Kind.WISH: _l("Wish"),
    Kind.CRITICISM: _l("Criticism"),
    Kind.EXPERIENCE: _l("Experience"),
    Kind.OFFER: _l("Offer of help"),
    Source.WEB: _l("Web site"),
    Source.CARD: _l("Paper card"),
    Source.TABLE_NOTE: _l("Note from a theme table"),
    Source.WORKSHOP: _l("Workshop"),
    Source.PARTNER: _l("Partner organisation"),
    Source.ASSISTED: _l("Written with help"),
    Entry.POSTER: _l("Poster"),
    Entry.LINK: _l("Link"),
    LanguageOrigin.INTERFACE: _l("Language of the page"),
    LanguageOrigin.DETECTED: _l("Recognised from the text"),
    LanguageOrigin.AUTHOR: _l("Named by the author"),
    LanguageOrigin.MODERATOR: _l("Set by a commissioner"),
    LanguageOrigin.IMPORT: _l("From the imported list"),
    MessageKind.ADDITION: _l("Addition by the author"),
    MessageKind.QUERY: _l("Question to the author"),
    MessageKind.REPLY: _l("Reply by the author"),
    DistrictKind.WHOLE_CITY: _l("The whole city"),
    DistrictKind.OUTSIDE: _l("Outside Rheine"),
    HintKind.EMAIL: _l("an e-mail address"),
    HintKind.IBAN: _l("a bank account number"),
    HintKind.TRACKING_CODE: _l("a number with 16 digits"),
    HintKind.CASE_NUMBER: _l("a file number"),
    HintKind.PHONE: _l("a phone number"),
    **STAFF_LABELS,
}
ERRORS: dict[str, Any] = {
    "line_not_an_object": _l("This line is not a JSON object."),
    "line_id_missing": _l("This line has no id, or one with more than 80 characters."),
    "line_language_unknown": _l("The language of this line is not a language tag such as de or ar."),
    "line_fields_wrong": _l("The fields of this line are not a list of numbers."),
    "line_district_wrong": _l("The district of this line is not a name."),
    "line_source_unknown": _l("The source of this line is not known."),
    "line_flag_wrong": _l("A yes-or-no value of this line is neither true nor false."),
    "missing": _l("The address may be old or mistyped."),
    "no_contribution": _l("There is no contribution with this reference."),
    "link_not_valid": _l("This link does not work any more. It may be old or used already."),
    "not_in_this_state": _l("This step is not possible now. Somebody may have decided in the meantime."),
    "text_missing": _l("Please write your idea. One sentence is enough."),
    "text_too_long": _l("Your text is too long. Characters too many: %(over)s"),
    "not_an_address": _l("This does not look like an e-mail address. An example: name@example.org"),
    "no_address": _l("There is no e-mail address for this contribution."),
    "already_read": _l("Somebody has already read this text. You can add something to it."),
    "one_to_three_fields": _l("Choose one to three fields, and one of them as the first."),
    "not_this_main": _l("These two contributions cannot be joined."),
    "not_public_now": _l("This contribution cannot be shown in public now."),
    "reason_missing": _l("Please write why you need the address."),
}
