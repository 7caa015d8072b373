"""Words for the codes of this room: decisions, reasons with a sentence for residents, acts, errors."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.contributions.verbs import TALK_VERBS
from app.moderation import staff_words
from app.moderation.rules import Decision, ReasonCode
from app.routing import labels as routing_labels

LABELS: dict[StrEnum, Any] = {
    Decision.RELEASE: _l("Released"),
    Decision.RETURN: _l("Asked back"),
    Decision.MERGE: _l("Merged"),
    Decision.REFER: _l("Referred to advice"),
    Decision.REFUSE: _l("Refused"),
    Decision.TAKE_BACK: _l("Taken back"),
    Decision.SPLIT: _l("Separated again"),
    Decision.REDACT: _l("Something left out"),
    Decision.HIDE: _l("Not public"),
    Decision.SHOW: _l("Made public"),
    ReasonCode.PERSONAL_DATA: _l("Personal data"),
    ReasonCode.THIRD_PERSON: _l("About another person"),
    ReasonCode.INSULT: _l("Insult"),
    ReasonCode.HATE_OR_THREAT: _l("Hate or threat"),
    ReasonCode.ADVERTISING: _l("Advertising"),
    ReasonCode.OFF_TOPIC: _l("Not about living together in Rheine"),
    ReasonCode.UNREADABLE: _l("Not readable"),
    ReasonCode.DUPLICATE: _l("Same as another contribution"),
    ReasonCode.SINGLE_CASE: _l("A single case"),
    **staff_words.LABELS,
}

# For residents: what it is about, why, and by which rule. Calm, and never a judgement about the person.
SENTENCES: dict[ReasonCode, Any] = {
    ReasonCode.PERSONAL_DATA: _l(
        "The text holds data about a person, such as a phone number. "
        "Our rules protect you: such data are not shown to anybody."
    ),
    ReasonCode.THIRD_PERSON: _l(
        "The text tells something about another person who can be recognised. "
        "Our rules protect people who cannot speak for themselves here."
    ),
    ReasonCode.INSULT: _l(
        "Some words in the text hurt other people. Our rules ask for respect. Criticism and anger are always welcome."
    ),
    ReasonCode.HATE_OR_THREAT: _l("The text attacks or threatens people. Our rules and the law do not allow this."),
    ReasonCode.ADVERTISING: _l(
        "The text advertises a product, a company or a party. Our rules keep this place free of advertising."
    ),
    ReasonCode.OFF_TOPIC: _l(
        "The text is not about living together in Rheine. By our rules, the networks cannot work with it."
    ),
    ReasonCode.UNREADABLE: _l(
        "We could not understand the text, although we tried. "
        "You are welcome to write it again, in any language. Spelling does not matter."
    ),
    ReasonCode.DUPLICATE: _l(
        "Somebody else has the same idea. Both now count together, and your number shows the common answer."
    ),
    ReasonCode.SINGLE_CASE: _l(
        "This is about your own situation. The networks work on questions that concern many people. "
        "An advice service can help you in person."
    ),
}

# What stands in the history of a case; words for acts of every room that a commissioner can see there.
VERBS: dict[str, Any] = {
    "submit": _l("Received"),
    "send_again": _l("Sent once more, with a new number"),
    "correct": _l("Text corrected by the author"),
    "add_message": _l("Message"),
    "reply": _l("The author replied"),
    "mark_read": _l("Has been read"),
    "claim": _l("Opened for reading"),
    "leave": _l("Put aside"),
    "describe": _l("Title, kind or language noted"),
    "set_fields": _l("Action fields chosen"),
    "make_public": _l("Made public"),
    "make_not_public": _l("Not public"),
    "become_main": _l("Main contribution now"),
    "take_over_title": _l("Title taken over"),
    "suggest_fields": _l("Action fields named by the author"),
    "link_measure": _l("Linked with a measure"),
    "write_german": _l("German text written"),
    "release": _l("Released"),
    "return": _l("Asked back"),
    "merge": _l("Merged"),
    "split": _l("Separated again"),
    "refer": _l("Referred to advice"),
    "refuse": _l("Refused"),
    "take_back": _l("Taken back"),
    "redact": _l("Something left out"),
    "object": _l("Objection of the author"),
    "uphold_objection": _l("Objection accepted"),
    "dismiss_objection": _l("Objection not accepted"),
    "assign": _l("Sent to the networks"),
    "reassign": _l("Routed anew"),
    "acknowledge": _l("Taken on by the network"),
    "hand_back": _l("Handed back by the network"),
    "end_assignments": _l("Taken out of the inboxes"),
    "inherit_assignments": _l("Taken over from a withdrawn contribution"),
    "reveal_contact": _l("Address shown to a commissioner"),
    "give_contact": _l("Address left"),
    "confirm_contact": _l("Address confirmed"),
    "delete_contact": _l("Address deleted"),
    "withdraw": _l("Withdrawn by the author"),
    "erase_text": _l("Text erased, its time was over"),
    "erase_code": _l("Number ended, its time was over"),
    "save_answer": _l("Answer drafted"),
    "publish_answer": _l("Answer published"),
    "correct_answer": _l("Answer corrected"),
    "inherit_answers": _l("Answers taken over"),
    "carry_out": _l("Carried out"),
    "write_note": _l("Note inside the network"),
    "translate": _l("Translation added"),
    "check_translation": _l("Translation checked"),
    **staff_words.VERBS,
}

ERRORS: dict[str, Any] = {
    "fields_missing": _l("Please choose at least one action field."),
    "too_many_fields": _l("Please choose at most %(limit)s action fields."),
    "primary_not_among_fields": _l("The main field must be one of the chosen fields."),
    "title_missing": _l("A public contribution needs a short German title."),
    "words_too_long": _l("Please use at most %(limit)s characters."),
    "field_without_network": _l("No network carries field %(number)s now. Please tell the office."),
    "redaction_reason_missing": _l("You changed the text. Please choose the reason for it."),
    "redaction_text_missing": _l("Please write the text that others may read."),
    "redaction_changes_nothing": _l("You chose a reason, but the text is still the same."),
    "reason_unknown": _l("Please choose one of the listed reasons."),
    "refusal_reason_missing": _l("A refusal needs one of the listed reasons."),
    "message_missing": _l("Please write what you want to ask."),
    "statement_missing": _l("Please say in a few words why. The author reads it."),
    "german_missing": _l("Please write the German text."),
    "german_not_redacted": _l("Please leave the same out of the German text, or empty it."),
    "german_already": _l("This contribution is written in German already."),
    "main_missing": _l("There is no contribution with this reference."),
    "main_is_itself": _l("This is the same contribution. Please enter the reference of the other one."),
    "main_is_merged": _l("That contribution was merged itself. Please enter the reference of its main contribution."),
    "main_not_possible": _l("That contribution cannot take in another one now."),
    "advice_unknown": _l("Please choose advice services from the list."),
    "decision_needs_a_person": _l("Only a person can decide."),
    "objection_missing": _l("Please write why you see it differently."),
    "objection_not_possible": _l("An objection is not possible here now."),
    "objection_already": _l("You have already objected to this decision."),
    "objection_same_person": _l("You decided this yourself. Another commissioner must look at the objection."),
    "no_objection": _l("There is no such objection."),
    **staff_words.ERRORS,
}


def verb(name: str) -> str:
    """The words for an act in the history of a case; an act without words of its own keeps its English name."""
    found = VERBS.get(name) or routing_labels.VERBS.get(name) or TALK_VERBS.get(name)
    return str(found or name.replace("_", " ").capitalize())
