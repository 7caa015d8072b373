"""Contributions one by one: by reference, by code, by the form that sent them, with what belongs to them."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable

import sqlalchemy as sa

from app.contributions import codes
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, MeasureLink, Message
from app.contributions.rules import Source
from app.core import history
from app.core.errors import Missing
from app.core.history import HistoryEntry
from app.core.languages import content
from app.core.languages.content import TextVersion, VersionKind
from app.extensions import db

# What a release writes down about who may read a text.
_CLEARING = frozenset({"make_public", "make_not_public"})
# A decision that was taken back at once; its facts say what counted before (contributions/actions/undoing.py).
UNDO = "undo"


def get(reference: str) -> Contribution:
    """The contribution with this public reference. Raises Missing."""
    found = db.session.execute(sa.select(Contribution).filter_by(reference=reference)).scalar_one_or_none()
    if found is None:
        raise Missing("no_contribution")
    return found


def by_id(contribution_id: uuid.UUID) -> Contribution:
    """The contribution with this id. Raises Missing."""
    found = db.session.get(Contribution, contribution_id)
    if found is None:
        raise Missing("no_contribution")
    return found


def by_code(digits: str) -> Contribution | None:
    """The contribution that 16 typed digits open; None if there is none.

    Groups in the opposite order are understood too (trust.md A-06). The caller charges the tries before:
    `len(codes.candidates(digits))`. One statement, whether something is found or not.
    """
    hashes = [found for code in codes.candidates(digits) for found in codes.digests(code)]
    rows = db.session.execute(sa.select(Contribution).where(Contribution.code_hash.in_(hashes or [""]))).scalars()
    found = {row.code_hash: row for row in rows}
    return next((found[one] for one in hashes if one in found), None)


def by_form(form_hash: str) -> Contribution | None:
    """The contribution that a form has already sent, or None."""
    return db.session.execute(sa.select(Contribution).filter_by(form_hash=form_hash)).scalar_one_or_none()


def by_import(import_id: str) -> Contribution | None:
    """The contribution that an imported line has already made, or None."""
    return db.session.execute(sa.select(Contribution).filter_by(import_id=import_id)).scalar_one_or_none()


def by_hash(code_hash: str) -> Contribution | None:
    """The contribution whose code has this hash, or None: a card that somebody has typed already."""
    return db.session.execute(sa.select(Contribution).filter_by(code_hash=code_hash)).scalar_one_or_none()


def imported(keys: Iterable[str]) -> dict[str, Contribution]:
    """The contributions that imported lines with these keys have already made."""
    query = sa.select(Contribution).where(Contribution.import_id.in_(list(keys)))
    return {str(row.import_id): row for row in db.session.execute(query).scalars()}


def same_words(texts: Iterable[str]) -> set[str]:
    """Those of these texts that lists, cards or tables brought word for word before. Of what people sent online it
    tells nothing: whoever brings a list must not learn what waits unread."""
    wanted = {hashlib.sha256(text.encode()).hexdigest() for text in texts}
    same = sa.select(TextVersion.subject_id, TextVersion.text).where(
        TextVersion.subject_kind == Contribution.subject_kind,
        TextVersion.part == "text",
        TextVersion.kind == VersionKind.ORIGINAL,
        TextVersion.replaced_on.is_(None),
        TextVersion.digest.in_(wanted),
    )
    found = {uuid.UUID(subject): text for subject, text in db.session.execute(same)}
    brought = sa.select(Contribution.id).where(
        Contribution.id.in_(found), Contribution.source.not_in([Source.WEB, Source.ASSISTED])
    )
    return {found[key] for key in db.session.execute(brought).scalars()}


def merged_items(contribution: Contribution) -> list[Contribution]:
    """What was merged into a contribution, oldest day first."""
    query = (
        sa.select(Contribution)
        .where(Contribution.merged_into_id == contribution.id)
        .order_by(Contribution.received_on, Contribution.reference)
    )
    return list(db.session.execute(query).scalars())


def is_cleared(contribution: Contribution, *, public: bool = False) -> bool:
    """Whether a commissioner let these words through, to networks or to everybody, and has not taken that back since.

    Being merged says nothing about it: the text may hold names that nobody has left out (domain.md rule 1).
    """
    found = clearing(history.of(contribution))
    return found == "make_public" if public else found is not None


def clearing(entries: Iterable[HistoryEntry]) -> str | None:
    """The act that let the words of a case through and still counts; None when there is none."""
    found = None
    for entry in entries:
        if entry.verb == UNDO:
            # A decision was taken back at once: what counted before it counts again.
            found = entry.facts.get("cleared")
        elif entry.verb in _CLEARING or (entry.verb == "redact" and found is None):
            found = entry.verb
        elif entry.facts.get("to") == State.SUBMITTED:
            found = None
    return found


def messages(contribution: Contribution) -> list[Message]:
    """The messages around a case, in their order."""
    query = (
        sa.select(Message)
        .where(Message.contribution_id == contribution.id)
        .order_by(Message.day, Message.position, Message.id)
    )
    return list(db.session.execute(query).scalars())


def message_by_form(form_hash: str) -> Message | None:
    """The message that a form has already sent, or None."""
    return db.session.execute(sa.select(Message).filter_by(form_hash=form_hash)).scalar_one_or_none()


def measures_of(contribution: Contribution) -> list[MeasureLink]:
    """The measures that a contribution led to, newest link first."""
    query = (
        sa.select(MeasureLink)
        .where(MeasureLink.contribution_id == contribution.id)
        .order_by(MeasureLink.linked_on.desc(), MeasureLink.measure_id)
    )
    return list(db.session.execute(query).scalars())


def search_text(contribution: Contribution) -> str:
    """The words under which a public contribution is found: title and text, in every language that may be shown."""
    texts = content.load([contribution], ["title", "text"])
    words = []
    for part in ("title", "text"):
        base = texts.base(contribution, part)
        words += [base.text] if base else []
        for version in texts.current(contribution, part):
            if version.kind is VersionKind.TRANSLATION and base is not None and version.based_on_id == base.id:
                words.append(version.text)
    return "\n".join(words)
