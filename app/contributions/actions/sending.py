"""Sending a contribution: one short transaction, once for each form however often it is sent."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.exc import IntegrityError

from app.concept import queries as concept
from app.concept.models import ActionField
from app.contributions import codes, queries
from app.contributions.actions.contacts import check_address, give_contact
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, ContributionField
from app.contributions.rules import MAX_TEXT, Entry, FieldRole, LanguageOrigin, Source, clean_text
from app.core import clock, history, keys
from app.core.errors import Invalid
from app.core.history import RESIDENT, Actor
from app.core.languages import content
from app.core.languages.content import Origin
from app.core.models import random_id, random_reference
from app.extensions import db
from app.rounds import queries as rounds

# A reference is random; that one is taken already happens about once in two thousand at 100,000 contributions.
TRIES = 5


@dataclass(frozen=True)
class Submission:
    """All that a contribution can bring along. `number` is the form's own, `import_id` the key of an imported line."""

    text: str
    language: str
    reading_language: str | None = None
    fields: list[int] = field(default_factory=list)
    district_key: str | None = None
    offers_help: bool = False
    quote_allowed: bool = False
    contact: str | None = None
    entry: Entry | None = None
    source: Source = Source.WEB
    language_origin: LanguageOrigin = LanguageOrigin.INTERFACE
    looks_automatic: bool = False
    is_example: bool = False
    code: str | None = None
    number: str | None = None
    import_id: str | None = None
    # A hash made elsewhere (a printed card, a hall) and the short name of its key: nobody here knows the code.
    code_hash: tuple[str, str] | None = None
    # The day on which it came in elsewhere; else today.
    received_on: date | None = None


@dataclass(frozen=True)
class Submitted:
    """What became of it. `code` is None when an imported line was known already, and when only its hash was given:
    nobody here can tell it."""

    contribution: Contribution
    created: bool
    code: str | None


def form_hash(number: str, what: str = "") -> str:
    """The keyed hash under which a form's number is stored; `what` tells several acts of one form apart."""
    key = keys.ring().derived("form-number")
    return hmac.new(key, f"{number}\n{what}".encode(), hashlib.sha256).hexdigest()


def answers_mark(submission: Submission) -> str | None:
    """What tells the answers of one form apart, without telling them: the form's number is stored nowhere."""
    if not submission.number:
        return None
    answers = (
        clean_text(submission.text),
        submission.fields,
        submission.district_key,
        submission.offers_help,
        submission.quote_allowed,
        submission.contact,
        submission.language if submission.language_origin is LanguageOrigin.AUTHOR else None,
    )
    return form_hash(submission.number, repr(answers))[:16]


def checked_text(text: str) -> str:
    """The text as it is stored. Raises Invalid("text_missing") or Invalid("text_too_long", over=…) for field "text"."""
    clean = clean_text(text)
    if not clean:
        raise Invalid("text_missing", field="text")
    if len(clean) > MAX_TEXT:
        raise Invalid("text_too_long", field="text", over=len(clean) - MAX_TEXT)
    return clean


def submit(submission: Submission, *, actor: Actor = RESIDENT) -> Submitted:
    """Store a contribution with text, suggested fields, contact and history; its state is "submitted".

    The same form number or import id again gives the stored one and changes nothing. Raises Invalid for text and
    contact, Missing for an unknown field or district.
    """
    text = checked_text(submission.text)
    if submission.contact:
        check_address(submission.contact)
    fields = suggested(submission.fields)
    for _attempt in range(TRIES):
        known = _known(submission)
        if known is not None:
            return Submitted(known, False, submission.code if submission.number else None)
        code = None if submission.code_hash else submission.code or codes.new()
        try:
            # Two requests with one form number: the second waits here for the first, then finds its row.
            with db.session.begin_nested():
                contribution = _insert(submission, code)
        except IntegrityError:
            continue
        _complete(contribution, submission, text, fields, actor)
        return Submitted(contribution, True, code)
    raise RuntimeError("no free reference was found")


def _known(submission: Submission) -> Contribution | None:
    if submission.number:
        return queries.by_form(form_hash(submission.number))
    known = queries.by_import(submission.import_id) if submission.import_id else None
    if known is None and submission.code_hash:
        # The same card typed at two places is one contribution.
        known = queries.by_hash(submission.code_hash[0])
    return known


def suggested(numbers: list[int]) -> list[ActionField]:
    """The fields with these numbers, each once. Raises Missing."""
    if not numbers:
        return []
    known = {row.number: row for row in concept.fields(clock.today())}
    return [known.get(number) or concept.field(number, clock.today()) for number in dict.fromkeys(numbers)]


def _insert(submission: Submission, code: str | None) -> Contribution:
    code_hash, key_id = submission.code_hash or codes.digest(code or codes.new())
    received = submission.received_on or clock.today()
    current = rounds.current(received)
    contribution = Contribution(
        id=random_id(),
        reference=random_reference(),
        state=State.SUBMITTED,
        received_on=received,
        round_id=current.id if current else None,
        source=submission.source,
        entry=submission.entry,
        language=submission.language,
        language_origin=submission.language_origin,
        reading_language=submission.reading_language or submission.language,
        district=concept.district(submission.district_key) if submission.district_key else None,
        offers_help=submission.offers_help,
        quote_allowed=submission.quote_allowed,
        looks_automatic=submission.looks_automatic,
        is_example=submission.is_example,
        code_hash=code_hash,
        code_key_id=key_id,
        form_hash=form_hash(submission.number) if submission.number else None,
        import_id=submission.import_id,
    )
    db.session.add(contribution)
    db.session.flush()
    return contribution


def suggest_fields(contribution: Contribution, fields: list[ActionField]) -> None:
    """Replace the fields that the author named."""
    kept = [link for link in contribution.fields if link.role is not FieldRole.SUGGESTED]
    contribution.fields[:] = kept
    db.session.flush()
    for position, row in enumerate(fields):
        contribution.fields.append(
            ContributionField(action_field=row, role=FieldRole.SUGGESTED, is_primary=False, position=position)
        )


def _complete(
    contribution: Contribution, submission: Submission, text: str, fields: list[ActionField], actor: Actor
) -> None:
    content.put(contribution, "text", text, language=submission.language, actor=actor, origin=Origin.AUTHOR)
    suggest_fields(contribution, fields)
    facts: dict[str, object] = {"source": str(submission.source), "fields": [row.number for row in fields]}
    mark = answers_mark(submission)
    history.record(actor, "submit", contribution, **facts, **({"form": mark} if mark else {}))
    if submission.contact:
        give_contact(contribution, submission.contact, language=contribution.reading_language, actor=actor)
    db.session.flush()
