"""What a commissioner does with words of others: pass them on, as they are or without a part, or keep them."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from app.accounts import queries as account_queries
from app.contributions import actions as contribution_actions
from app.contributions.models import Contribution, Message
from app.contributions.rules import MAX_TEXT, MessageKind, clean_text
from app.core import clock, history
from app.core.errors import Conflict, Invalid, Missing
from app.core.history import Actor
from app.core.languages import content
from app.core.languages.content import TextVersion, VersionKind
from app.extensions import db
from app.routing import queries as routing
from app.talks.actions import guard
from app.talks.queries.staff import GERMAN
from app.talks.rules import GERMAN_LIMIT_FACTOR, MAX_REASON

# How people mark what they left out: a German text with the mark was made from the shorter words already.
_LEFT_OUT = re.compile(r"\[\s*(?:…|\.{2,})\s*\]")


@dataclass(frozen=True)
class Passed:
    """What goes on: the words, changed or not; for other languages the German text; `seen`: which one was on screen."""

    text: str
    german: str = ""
    seen: uuid.UUID | None = None


def pass_on(contribution: Contribution, message_id: uuid.UUID, passed: Passed, *, actor: Actor) -> Message:
    """Let a question reach the author, or a reply the network. The original stays as it is (rule 4).

    Raises Conflict: "talk_decided", "talk_german_changed", NotPossibleNow("talk_closed"), Missing; Invalid:
    "talk_words_missing", "talk_too_long", "talk_german_missing", "talk_german_not_redacted".
    """
    message = guard.waiting(contribution, message_id)
    if message.kind is MessageKind.TO_COMMISSIONER:
        raise Missing("no_talk_message")
    changed = _write_words(message, passed, actor)
    message.passed_on = clock.today()
    asks = message.kind is MessageKind.NETWORK_QUESTION
    if not asks:
        _end(message)
    contribution_actions.count_as_change(contribution)
    verb = "pass_question" if asks else "pass_reply"
    history.record(actor, verb, contribution, network=message.network.key if message.network else None, changed=changed)
    _tell(contribution, message, to_author=asks)
    return message


def keep(contribution: Contribution, message_id: uuid.UUID, reason: str, *, actor: Actor) -> Message:
    """Send a question back to the network, or keep a reply from it; whoever wrote it is told why.

    Raises Conflict("talk_decided"), NotPossibleNow("talk_closed"), Missing, Invalid: "talk_reason_missing",
    "talk_too_long".
    """
    message = guard.waiting(contribution, message_id)
    if message.kind is MessageKind.TO_COMMISSIONER:
        raise Missing("no_talk_message")
    why = guard.words(reason, "talk_reason_missing", "reason", limit=MAX_REASON)
    content.put(message, "statement", why, language="de", actor=actor)
    message.ended_on = clock.today()
    contribution_actions.count_as_change(contribution)
    asks = message.kind is MessageKind.NETWORK_QUESTION
    history.record(actor, "send_question_back" if asks else "keep_reply", contribution)
    _tell(contribution, message, to_author=not asks)
    return message


def _end(reply: Message) -> None:
    """A reply that was passed on ends the waiting of its question."""
    reply.ended_on = clock.today()
    question = db.session.get(Message, reply.question_id) if reply.question_id else None
    if question is not None and question.ended_on is None:
        question.ended_on = clock.today()


def _write_words(message: Message, passed: Passed, actor: Actor) -> bool:
    """Store what goes on; tells whether it is other than what was written."""
    texts = content.load([message], ["text"])
    original, german = texts.original(message, "text"), texts.translation(message, "text", "de")
    if original is None:
        raise Missing("no_talk_message")
    text = guard.words(passed.text, "talk_words_missing", "text")
    changed = text != clean_text(original.text)
    foreign = original.language not in GERMAN
    if foreign:
        _check_german(passed, german, changed)
    if changed:
        content.put(message, "text", text, language=original.language, actor=actor, kind=VersionKind.REDACTION)
    if foreign:
        _put_german(message, clean_text(passed.german), german, changed, actor)
    return changed


def _check_german(passed: Passed, german: TextVersion | None, changed: bool) -> None:
    if passed.seen != (german.id if german else None):
        raise Conflict("talk_german_changed")
    text = guard.words(passed.german, "talk_german_missing", "german", limit=MAX_TEXT * GERMAN_LIMIT_FACTOR)
    # What is left out must be left out of the German text, too: that one the network reads.
    if changed and german is not None and text == clean_text(german.text) and not _LEFT_OUT.search(text):
        raise Invalid("talk_german_not_redacted", "german")


def _put_german(message: Message, text: str, known: TextVersion | None, changed: bool, actor: Actor) -> None:
    if known is None or changed or text != clean_text(known.text):
        content.put(message, "text", text, language="de", actor=actor, kind=VersionKind.TRANSLATION)
    else:
        # Whoever passes it on has compared both.
        content.check(known, actor=actor)


def _tell(contribution: Contribution, message: Message, *, to_author: bool) -> None:
    if to_author:
        contribution_actions.tell_author(contribution, alone=True)
        return
    network = message.network
    if network is None:
        return
    today = clock.today()
    people = {key: account_queries.get(key).language for key in routing.managers_to_write_to(network.id, today)}
    guard.tell_network(contribution, message, people, network.name_on(today))
