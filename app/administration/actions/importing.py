"""Taking in a file: all of it in one transaction, or nothing."""

from __future__ import annotations

from app.administration.actions.editing import Refused, save
from app.administration.files import Fault, Plan, faults_of
from app.administration.rules import Problem
from app.core.errors import DomainError, Invalid
from app.core.history import Actor
from app.extensions import db


class FileRefused(DomainError):
    """The file breaks rules; `faults` says which and where."""

    status = 422

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("file_refused")
        self.faults = faults


def take_in(plan: Plan, *, actor: Actor) -> int:
    """Do what the file says; returns how many things changed. Raises FileRefused; the caller then rolls back."""
    faults = list(plan.faults)
    for item in plan.items:
        try:
            save(item.noun, item.noun.by_key(item.key), item.values, actor=actor, keep=True)
        except Refused as error:
            faults += faults_of(item, error.problems)
        except Invalid as error:
            path = tuple(int(part) if part.isdecimal() else part for part in (error.field or "").split("-") if part)
            faults += faults_of(item, [Problem(path, error.code)])
    if faults:
        raise FileRefused(faults)
    return len(plan.items)


def rehearse(plan: Plan, *, actor: Actor) -> list[Fault]:
    """Do it and take it back: what only the doing finds out. Nothing stays."""
    if plan.faults:
        return plan.faults
    nested = db.session.begin_nested()
    try:
        take_in(plan, actor=actor)
    except FileRefused as error:
        return error.faults
    finally:
        nested.rollback()
        db.session.expire_all()
    return []
