"""Writing and publishing the documentation of a Dialogforum, and thanking those who left an address."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from app.contributions import actions as contribution_actions
from app.core import clock, history
from app.core.errors import Conflict, Invalid, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content, locales
from app.core.languages.content import Origin
from app.dialogforum.actions import seat_mail
from app.dialogforum.models.documentation import ForumDocumentation
from app.dialogforum.rules.documentation import MAX_WORDS, MOST_PEOPLE
from app.extensions import db
from app.rounds.models import ParticipationRound


def write_documentation(
    current: ParticipationRound, words: str, attendance: int | None, *, version: int, actor: Actor
) -> ForumDocumentation:
    """Opening words in German (or none) and how many people came (None: not known). `version` 0: nothing was there.

    Raises Invalid: documentation_number_wrong, documentation_long; Conflict("documentation_changed").
    """
    text = words.strip()
    if attendance is not None and not 0 <= attendance <= MOST_PEOPLE:
        raise Invalid("documentation_number_wrong", "attendance", most=MOST_PEOPLE)
    if len(text) > MAX_WORDS:
        raise Invalid("documentation_long", "words", limit=MAX_WORDS)
    found = _locked(current) or _begun(current, version)
    if found.version != version and version:
        raise Conflict("documentation_changed")
    found.attendance = attendance
    known = content.original(found, "text")
    if text and (known is None or known.text != text):
        content.put(found, "text", text, language=locales.GERMAN.tag, actor=actor, origin=Origin.HUMAN)
    elif not text and known is not None:
        content.erase(found, "text")
    # The version rises with every change: nobody writes over words she has not seen.
    flag_modified(found, "attendance")
    db.session.flush()
    history.record(actor, "write_documentation", found, year=current.year, attendance=attendance)
    return found


def publish_documentation(current: ParticipationRound, *, actor: Actor) -> ForumDocumentation:
    """Let everybody read it from today on; pressed twice it stays as it is.

    Raises NotPossibleNow("documentation_early").
    """
    if current.forum_on is None or current.forum_on > clock.today():
        raise NotPossibleNow("documentation_early")
    found = _locked(current) or _begun(current, 0)
    if found.published_on is None:
        found.published_on = clock.today()
        db.session.flush()
        history.record(actor, "publish_documentation", found, year=current.year)
    return found


def hide_documentation(current: ParticipationRound, *, actor: Actor) -> None:
    """Take it off the public pages again."""
    found = _locked(current)
    if found is not None and found.published_on is not None:
        found.published_on = None
        db.session.flush()
        history.record(actor, "hide_documentation", found, year=current.year)


def send_thanks(current: ParticipationRound, *, actor: Actor) -> int:
    """Let one mail leave to every confirmed address of seats that are still kept and of contributions. Once a round.

    Returns how many mails. Raises NotPossibleNow: documentation_hidden, thanked_already.
    """
    found = _locked(current)
    if found is None or found.published_on is None:
        raise NotPossibleNow("documentation_hidden")
    if found.thanked_on is not None:
        raise NotPossibleNow("thanked_already")
    found.thanked_on = clock.today()
    # Who registered and wrote reads it once: seats and contributions know each other's addresses by marks alone.
    told = seat_mail.thank(current)
    mails = len(told) + contribution_actions.thank_authors(
        current.id, "forum_thanks", {"year": current.year}, told=told
    )
    db.session.flush()
    history.record(actor, "send_thanks", found, year=current.year, mails=mails)
    return mails


def _locked(current: ParticipationRound) -> ForumDocumentation | None:
    query = sa.select(ForumDocumentation).filter_by(round_id=current.id).with_for_update(of=ForumDocumentation)
    return db.session.execute(query.execution_options(populate_existing=True)).scalar_one_or_none()


def _begun(current: ParticipationRound, version: int) -> ForumDocumentation:
    """The first one who writes begins it; of two at once the second one looks again."""
    made = ForumDocumentation(round_id=current.id)
    try:
        with db.session.begin_nested():
            db.session.add(made)
            db.session.flush()
    except IntegrityError as error:
        raise Conflict("documentation_changed") from error
    return made
