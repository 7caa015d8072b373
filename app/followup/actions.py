"""What an author does with a case. The actor is always a resident: nobody knows who, only that the code was right."""

from __future__ import annotations

import uuid

from app.answers import actions as answer_actions
from app.answers.models import HelpVote
from app.answers.rules import Helped
from app.contributions import actions as contribution_actions
from app.contributions import codes
from app.contributions.lifecycle import WITH_NETWORK, State
from app.contributions.models import Contribution, Message
from app.contributions.rules import LanguageOrigin, MessageKind
from app.core import attempts
from app.core.errors import NotPossibleNow
from app.core.history import RESIDENT, Actor
from app.followup import queries
from app.moderation import actions as moderation_actions
from app.moderation.models import Objection
from app.notices import actions as notice_actions
from app.routing import actions as routing_actions
from app.talks import actions as talk_actions

GUESSES = codes.BUCKET


def charge_guesses(count: int, *, per_second: float, burst: int) -> None:
    """Take `count` tries from the bucket that all guesses of all people share (trust.md A-05). Raises TooMany.

    Stands before every look-up, so that right and wrong numbers cost the same.
    """
    attempts.charge(GUESSES, per_second=per_second, burst=burst, cost=count)


def correct(
    contribution: Contribution,
    text: str,
    *,
    language: str,
    language_origin: LanguageOrigin = LanguageOrigin.DETECTED,
    actor: Actor = RESIDENT,
) -> Contribution:
    """Put another text in the place of one that nobody has read. Raises NotPossibleNow, Invalid."""
    contribution_actions.correct(contribution, text, language=language, language_origin=language_origin, actor=actor)
    return contribution


def say_more(
    contribution: Contribution, text: str, *, language: str, form_number: str, actor: Actor = RESIDENT
) -> Message:
    """Add something to a case that somebody still works on. A second tap on the same form stores nothing more.

    While a question waits, any words are the reply to it. Raises NotPossibleNow("not_in_this_state"), Invalid.
    """
    if contribution.state is State.RETURNED:
        return reply(contribution, text, language=language, form_number=form_number, actor=actor)
    if contribution.state not in queries.OPEN_TO_WORDS:
        raise NotPossibleNow("not_in_this_state")
    return contribution_actions.add_message(
        contribution, MessageKind.ADDITION, text, language=language, actor=actor, form_number=form_number
    )


def reply(
    contribution: Contribution, text: str, *, language: str, form_number: str, actor: Actor = RESIDENT
) -> Message:
    """Reply to the commissioner's question; the case goes back to the queue. A second tap changes nothing.

    When nobody waits for a reply any more, the words are kept as an addition. Raises NotPossibleNow, Invalid.
    """
    contribution_actions.lock(contribution)
    if contribution.state is not State.RETURNED:
        return say_more(contribution, text, language=language, form_number=form_number, actor=actor)
    message = contribution_actions.add_message(
        contribution, MessageKind.REPLY, text, language=language, actor=actor, form_number=form_number
    )
    contribution_actions.move(contribution, State.SUBMITTED, actor=actor, verb="reply")
    return message


def talk(
    contribution: Contribution, text: str, *, language: str, question: uuid.UUID | None, form_number: str
) -> Message:
    """Say something in the talk: to the network that asked `question`, else to the commissioners alone.

    A second tap changes nothing. Raises NotPossibleNow: "talk_closed", "talk_question_over", Invalid.
    """
    return talk_actions.reply(contribution, text, language=language, question=question, form_number=form_number)


def object_to_refusal(contribution: Contribution, text: str, *, language: str, form_number: str) -> Objection:
    """Ask that another person decides about the refusal again, once for each decision.

    A second tap on the same form returns the first objection. Raises NotPossibleNow, Invalid.
    """
    return moderation_actions.lodge_objection(contribution, text, language=language, form_number=form_number)


def say_helped(
    contribution: Contribution,
    answer_id: int,
    helped: Helped,
    text: str = "",
    *,
    language: str = "",
    form_number: str = "",
    actor: Actor = RESIDENT,
) -> HelpVote:
    """Say whether an answer helped; words on top are an addition, which a commissioner reads first.

    Raises Missing for an answer to anything else, NotPossibleNow("not_in_this_state") and Invalid for the words.
    """
    vote = answer_actions.say_helped(contribution, answer_id, helped, actor=actor)
    if text.strip():
        say_more(contribution, text, language=language, form_number=form_number, actor=actor)
    return vote


def delete_contact(contribution: Contribution, *, actor: Actor = RESIDENT) -> None:
    """Erase the stored address; no mail leaves any more."""
    contribution_actions.delete_contact(contribution, actor=actor)


def withdraw(contribution: Contribution, *, actor: Actor = RESIDENT) -> None:
    """Take everything back: words and address are erased, the case leaves every inbox, the fact stays.

    When others were merged into it, the oldest of them takes its place with networks and answers (domain.md 4.1); a
    text that nobody has released waits for its own release first.
    Raises NotPossibleNow("not_in_this_state") when it was withdrawn before.
    """
    heir = contribution_actions.withdraw(contribution, actor=actor)
    moderation_actions.erase_words(contribution)
    if heir is not None:
        answer_actions.pass_on(contribution, heir, actor=actor)
    notice_actions.forget_words(contribution, heir)
    if heir is not None and heir.state in WITH_NETWORK:
        routing_actions.pass_on(contribution, heir, actor=actor)
    routing_actions.end_all(contribution, actor=actor)
