"""What authors do with their words: correct them, add to them, take them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from app.concept import queries as concept
from app.contributions import queries
from app.contributions.actions.contacts import delete_contact, give_contact
from app.contributions.actions.merging import pass_to_heir, recount
from app.contributions.actions.moves import lock, move
from app.contributions.actions.sending import (
    Submission,
    Submitted,
    answers_mark,
    checked_text,
    form_hash,
    submit,
    suggest_fields,
    suggested,
)
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, Message
from app.contributions.rules import BY_STAFF, LanguageOrigin, MessageKind, Sent
from app.core import clock, history
from app.core.errors import NotPossibleNow
from app.core.history import Actor
from app.core.languages import content
from app.core.languages.content import Origin
from app.core.models import random_id
from app.extensions import db


def send(submission: Submission, *, actor: Actor) -> tuple[Submitted, Sent]:
    """Send the form of the journey. Nothing that was typed is ever lost, and nothing is stored twice.

    The same form again changes nothing. With other words (the author went back and changed them after sending) it
    replaces a text that nobody has read, else it adds them. Raises Invalid for text and contact.
    """
    done = submit(submission, actor=actor)
    if done.created:
        return done, Sent.NEW
    return done, _send_again(done.contribution, submission, actor)


def _send_again(contribution: Contribution, submission: Submission, actor: Actor) -> Sent:
    # Two taps with changed words: the second waits until the first is stored.
    lock(contribution)
    mark = answers_mark(submission)
    before = history.of(contribution)
    known = next((entry for entry in before if mark and entry.facts.get("form") == mark), None)
    if known is not None:
        # A reload or a retry: whatever happened to the case since then stays.
        return Sent(known.facts.get("sent", Sent.SAME))
    if contribution.state is State.WITHDRAWN or content.original(contribution, "text") is None:
        return Sent.SAME
    told_to_forget = any(entry.verb == "delete_contact" for entry in before)
    if submission.contact and not told_to_forget and queries.contact_of(contribution.id) is None:
        give_contact(contribution, submission.contact, language=contribution.reading_language, actor=actor)
    sent = _new_words(contribution, submission, actor)
    history.record(actor, "send_again", contribution, form=mark, sent=str(sent))
    return sent


def _new_words(contribution: Contribution, submission: Submission, actor: Actor) -> Sent:
    text, language = checked_text(submission.text), submission.language
    known = content.original(contribution, "text")
    if may_correct(contribution):
        answer_again(contribution, submission, actor)
    said = submission.language_origin is LanguageOrigin.AUTHOR and language != contribution.language
    if known is not None and known.text == text and not (said and may_correct(contribution)):
        return Sent.SAME
    if may_correct(contribution):
        origin = submission.language_origin
        correct(contribution, text, language=language, language_origin=origin, actor=actor)
        return Sent.CORRECTED
    kind = MessageKind.ADDITION
    add_message(contribution, kind, text, language=language, actor=actor, form_number=submission.number)
    return Sent.ADDED


def answer_again(contribution: Contribution, submission: Submission, actor: Actor) -> None:
    """The answers beside the text, as far as they changed."""
    before = [row.number for row in contribution.suggested_fields]
    if before != submission.fields:
        suggest_fields(contribution, suggested(submission.fields))
        history.record(actor, "suggest_fields", contribution, fields=submission.fields)
    contribution.district = concept.district(submission.district_key) if submission.district_key else None
    contribution.offers_help = submission.offers_help
    contribution.quote_allowed = submission.quote_allowed


def may_correct(contribution: Contribution) -> bool:
    """Whether the author can still replace the text: it waits, and nobody has read it."""
    return contribution.state is State.SUBMITTED and contribution.read_on is None


def correct(
    contribution: Contribution,
    text: str,
    *,
    language: str,
    actor: Actor,
    language_origin: LanguageOrigin = LanguageOrigin.DETECTED,
) -> Contribution:
    """Put the author's new words in the place of words that nobody has read; the old ones are erased.

    Raises Invalid for the text, NotPossibleNow("already_read").
    """
    clean = checked_text(text)
    if not may_correct(contribution):
        raise NotPossibleNow("already_read")
    content.replace_unread(contribution, "text", clean, language=language, actor=actor)
    contribution.language, contribution.language_origin = language, language_origin
    count_as_change(contribution)
    history.record(actor, "correct", contribution)
    return contribution


def count_as_change(contribution: Contribution) -> None:
    """Raise the version of a case although only words beside its row changed: nobody may decide about words that she
    has not seen."""
    flag_modified(contribution, "language")


def add_message(
    contribution: Contribution,
    kind: MessageKind,
    text: str,
    *,
    language: str,
    actor: Actor,
    form_number: str | None = None,
    **talk: Any,
) -> Message:
    """Add an addition, a question, a reply or words of the talk to a case. The same form number with the same text is
    stored once. `talk`: network_id, question_id, passed_on, ended_on of the message.

    Raises Invalid for the text, NotPossibleNow("not_in_this_state") after a withdrawal.
    """
    clean = checked_text(text)
    # Words that arrive beside a withdrawal would outlive it.
    lock(contribution)
    if contribution.state is State.WITHDRAWN:
        raise NotPossibleNow("not_in_this_state")
    sent = form_hash(form_number, clean) if form_number else None
    known = queries.message_by_form(sent) if sent else None
    if known is not None:
        return known
    message = _insert_message(contribution, kind, sent, talk)
    if message is None:
        # A double tap: the other request stored it a moment ago.
        return add_message(contribution, kind, text, language=language, actor=actor, form_number=form_number, **talk)
    origin = Origin.HUMAN if kind in BY_STAFF else Origin.AUTHOR
    content.put(message, "text", clean, language=language, actor=actor, origin=origin)
    count_as_change(contribution)
    history.record(actor, "add_message", contribution, kind=str(kind))
    return message


def _insert_message(
    contribution: Contribution, kind: MessageKind, sent: str | None, talk: Mapping[str, Any]
) -> Message | None:
    message = Message(
        id=random_id(),
        contribution_id=contribution.id,
        kind=kind,
        day=clock.today(),
        position=_next_position(contribution),
        form_hash=sent,
        **talk,
    )
    try:
        with db.session.begin_nested():
            db.session.add(message)
            db.session.flush()
    except IntegrityError:
        if sent is None:
            raise
        return None
    return message


def _next_position(contribution: Contribution) -> int:
    about = Message.contribution_id == contribution.id
    last = db.session.execute(sa.select(sa.func.max(Message.position)).where(about)).scalar()
    return 0 if last is None else last + 1


def withdraw(contribution: Contribution, *, actor: Actor) -> Contribution | None:
    """The author takes the contribution back, from any state: words, messages and address are erased, the fact stays.

    If others were merged into it, the oldest of them becomes main. Returns this heir, so that open assignments can be
    passed on; None when there is none. Raises NotPossibleNow when it was withdrawn before.
    """
    lock(contribution)
    before = contribution.state
    main = contribution.main
    published = (contribution.is_public, contribution.publication_number, contribution.published_on)
    move(contribution, State.WITHDRAWN, actor=actor, verb="withdraw")
    if main is not None:
        recount(main)
    heir = pass_to_heir(contribution, before, published)
    contribution.voices = 1
    erase_words(contribution)
    delete_contact(contribution, actor=actor)
    db.session.flush()
    return heir


def erase_words(contribution: Contribution) -> None:
    """Erase every word of a case: text, redactions, translations, titles, messages. What happened stays in history."""
    content.erase(contribution)
    _erase_messages(contribution, queries.messages(contribution))


def _erase_messages(contribution: Contribution, messages: Iterable[Message]) -> None:
    # A reply goes with what it replies to, whichever row is deleted first.
    about = Message.contribution_id == contribution.id
    db.session.execute(sa.update(Message).where(about).values(question_id=None))
    for message in messages:
        content.erase(message)
        db.session.delete(message)
    db.session.flush()


def erase_talk(contribution: Contribution, *, actor: Actor) -> None:
    """Erase the words of the talk of a case whose time is over. That there was one stays in history."""
    _erase_messages(contribution, [message for message in queries.messages(contribution) if message.is_talk])
    history.record(actor, "erase_talk", contribution)
