"""Deleting what is due: the nightly work that keeps the promises of the privacy notice (domain.md section 8)."""

from __future__ import annotations

import uuid
from collections.abc import Container, Mapping
from datetime import date

from app.contributions import queries
from app.contributions.actions.assisting import forget_old_traces
from app.contributions.actions.contacts import delete_contact
from app.contributions.actions.moves import lock, move
from app.contributions.actions.words import erase_talk, erase_words
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core import history
from app.core.history import Actor
from app.extensions import db

# Texts that were not accepted, and the setting that says how long they stay.
_TEXTS = {"refused": State.REFUSED, "referred": State.REFERRED, "returned": State.RETURNED}


def erase_due(
    day: date, *, actor: Actor, periods: Mapping[str, int], spare: Container[uuid.UUID] = ()
) -> dict[str, int]:
    """Delete addresses, texts and codes whose time is over on `day`; each deletion is a line in history.

    `periods` are days by kind: contact, refused, referred, returned, code; texts of the cases `spare` stay for now.
    The words of a talk go when an address would. Returns how many of each were deleted.
    """
    erased = dict.fromkeys(("contact", *_TEXTS, "code", "talk"), 0)
    for contact in queries.contacts_due(day, periods["contact"]):
        delete_contact(queries.by_id(contact.contribution_id), actor=actor)
        erased["contact"] += 1
    for kind, state in _TEXTS.items():
        for contribution in _texts_due(state, day, periods[kind]):
            if contribution.id not in spare:
                _close(contribution, kind, actor)
                erased[kind] += 1
    for contribution in queries.talks_due(day, periods["contact"]):
        erase_talk(contribution, actor=actor)
        erased["talk"] += 1
    for contribution in queries.codes_due(day, periods["code"]):
        contribution.code_hash = contribution.code_key_id = contribution.form_hash = None
        history.record(actor, "erase_code", contribution)
        erased["code"] += 1
    forget_old_traces()
    db.session.flush()
    return erased


def _texts_due(state: State, day: date, days: int) -> list[Contribution]:
    """What is due, asked again once nobody else can change it: a person may have been quicker."""
    found = queries.texts_due(state, day, days)
    lock(*found)
    return [contribution for contribution in queries.texts_due(state, day, days) if contribution in found]


def _close(contribution: Contribution, kind: str, actor: Actor) -> None:
    erase_words(contribution)
    move(contribution, State.CLOSED, actor=actor, verb="erase_text", reason=kind)
    delete_contact(contribution, actor=actor)
