"""Comparing cases: planned and done by the worker alone, stored for the page, never a decision (rule 13).

First words are compared within one language, then, with the optional model, what texts mean. A case is compared when
its words are new, and once a day while it waits. Numbers of texts go in the same transaction as the words.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.concept import queries as concept_queries
from app.contributions import actions as contribution_actions
from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution
from app.core import clock, database, outbox, search, similar
from app.core.errors import Missing
from app.core.outbox import Commit, NotDone, NotNeeded
from app.extensions import db
from app.moderation import likeness, queries
from app.moderation.actions.meaning import Found, Space
from app.moderation.models import CaseHint, Comparison, TextVector
from app.moderation.queries.comparing import COMPARED, View
from app.moderation.rules import ALIKE_SHOWN, WORDS_MONTHS, Suggested

CASE, FIELDS = "compare_case", "compare_fields"
# So much work waits at most, that who comes now is not behind thousands of old texts; and how many are looked at.
PLANNED_AT_ONCE, LOOKED_AT = 20, 200
# Explanations of fields in one piece of work: mail waits for no more than about a second.
FIELDS_AT_ONCE = 8
# Waiting cases that lie near a new one are compared again with it.
NEIGHBOURS = 3
BY_MEANING = (Suggested.SAME_MEANING, Suggested.FIELD)


@dataclass(frozen=True)
class _Case:
    """What is known of a case between two transactions."""

    id: uuid.UUID
    seen: str
    views: list[View]
    known: set[uuid.UUID]

    @property
    def base(self) -> View | None:
        """The text as others may read it."""
        return next((view for view in self.views if view.is_base), None)


def plan_comparisons() -> int:
    """Put what waits for a comparison into the outbox, each state of each text once; gives how many wait."""
    model = _model()
    _forget_gone(model)
    if model and _fields_wait(model):
        # Without them no field is likely: they take some seconds, once.
        return 0
    planned, today = outbox.count_due(CASE), clock.today()
    for one in queries.uncompared(model, today, LOOKED_AT):
        if planned >= PLANNED_AT_ONCE:
            break
        planned += _plan(one, model, today)
    db.session.flush()
    return planned


def _plan(one: queries.Uncompared, model: str, today: date) -> bool:
    key = f"{CASE}:{one.id.hex}:{one.seen}:{model}" + (f":{today}" if one.again else "")
    row = outbox.known(key)
    if row is None:
        outbox.put(CASE, f"contribution:{one.id}", language="de", facts={"again": one.again}, key=key)
        return True
    if row.state in (outbox.MailState.SENT, outbox.MailState.SKIPPED):
        # The case went out of sight and came back with the same words: a decision was taken back.
        outbox.try_again(row)
        return True
    return False


def _model() -> str:
    return similar.MODEL if similar.is_on() else ""


def _fields_wait(model: str) -> bool:
    """Plan numbers for explanations of fields that have none. Whether some are on their way."""
    left = queries.fields_without_numbers(concept_queries.fields(clock.today()), model)
    if not left:
        return False
    key = f"{FIELDS}:{left[0][0].hex}:{model}"
    row = outbox.known(key) or outbox.put(FIELDS, "fields:all", language="de", key=key)
    db.session.flush()
    return row.state is outbox.MailState.WAITING


def _forget_gone(model: str) -> None:
    """What left the cases that are compared, and what another model made, or one that is switched off."""
    gone = sa.select(Contribution.id).where(Contribution.state.not_in(COMPARED))
    old = TextVector.model != model
    _delete(sa.delete(TextVector).where(sa.or_(TextVector.contribution_id.in_(gone), old)))
    _delete(sa.delete(Comparison).where(Comparison.contribution_id.in_(gone)))
    if not model:
        _delete(sa.delete(CaseHint).where(CaseHint.kind != Suggested.SAME_WORDS))


def _delete(statement: sa.Delete) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})


def forget(contribution: Contribution) -> None:
    """Something was left out of a text: numbers and suggestions made from the longer words go at once."""
    _delete(sa.delete(TextVector).where(TextVector.contribution_id == contribution.id))
    _delete(sa.delete(CaseHint).where(CaseHint.other_id == contribution.id))
    _delete(sa.delete(CaseHint).where(CaseHint.contribution_id == contribution.id))
    _delete(sa.delete(Comparison).where(Comparison.contribution_id == contribution.id))


def compare_fields(_recipient: str, _language: str, _facts: Mapping[str, Any], commit: Commit) -> None:
    """The work behind one row of the outbox: numbers for some explanations of fields. Raises NotNeeded, NotDone."""
    model = _model()
    left = queries.fields_without_numbers(concept_queries.fields(clock.today()), model) if model else []
    commit()
    if not left:
        raise NotNeeded("nothing to compare")
    chosen = left[:FIELDS_AT_ONCE]
    made = _vectors([words for _version, words in chosen], similar.lasting_vectors)
    with database.writing():
        _store_vectors(None, {version: row for (version, _words), row in zip(chosen, made, strict=True)})
        commit()


def compare_case(recipient: str, _language: str, facts: Mapping[str, Any], commit: Commit) -> None:
    """The work behind one row of the outbox. Raises NotNeeded when the words are gone, NotDone when the model fails.

    What needs no model is stored first: a model that fails, or ends the whole worker, takes nothing else with it.
    """
    key = uuid.UUID(recipient.partition(":")[2])
    with database.reading():
        case = _read(key)
        found = _same_words(case)
        commit()
    with database.writing():
        _store(case, found, (Suggested.SAME_WORDS,))
        commit()
    if not similar.is_on():
        return
    if not facts.get("again"):
        _add_numbers(case, commit)
    _compare_meaning(case, commit)


def _read(key: uuid.UUID) -> _Case:
    try:
        contribution = contribution_queries.by_id(key)
    except Missing as error:
        raise NotNeeded("the case is gone") from error
    db.session.refresh(contribution)
    views = queries.views(contribution) if contribution.state in COMPARED else []
    if not any(view.is_base for view in views):
        raise NotNeeded("nothing to compare")
    return _Case(key, queries.seen(contribution), views, queries.known_vectors(contribution, similar.MODEL))


def _same_words(case: _Case) -> list[Found]:
    """Cases with nearly the same words in one language, the likeliest first; a German working text counts, too."""
    since = clock.today() - timedelta(days=WORDS_MONTHS * 30)
    best: dict[uuid.UUID, tuple[float, uuid.UUID]] = {}
    for view in case.views:
        if view.part != "text":
            continue
        others = queries.texts_in(view.language, since, case.id)
        plain = [search.normal(text) for _owner, _version, text in others]
        for place, score in likeness.nearly_the_same(search.normal(view.text), plain):
            owner, version, _text = others[place]
            if score > best.get(owner, (0.0, version))[0]:
                best[owner] = (score, version)
    ordered = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:ALIKE_SHOWN]
    return [Found(Suggested.SAME_WORDS, owner, version) for owner, (_score, version) in ordered]


def _add_numbers(case: _Case, commit: Commit) -> None:
    missing = [view for view in case.views if view.version_id not in case.known]
    made = _vectors([view.text for view in missing])
    with database.writing():
        contribution = _locked(case)
        now = {view.version_id for view in queries.views(contribution)}
        about = TextVector.contribution_id == case.id
        _delete(sa.delete(TextVector).where(about, TextVector.version_id.not_in(now)))
        pairs = zip(missing, made, strict=True)
        _store_vectors(case.id, {view.version_id: row for view, row in pairs if view.version_id in now})
        commit()


def _vectors(texts: Sequence[str], make: Callable[[Sequence[str]], list[bytes]] = similar.vectors) -> list[bytes]:
    try:
        return make(texts)
    except similar.EngineTrouble as trouble:
        raise NotDone(str(trouble)) from trouble


def _compare_meaning(case: _Case, commit: Commit) -> None:
    with database.reading():
        space = Space.read()
        commit()
    if case.id not in space:
        return
    # Computed before the turn to write begins.
    near = [case.id, *space.waiting_near(case.id, NEIGHBOURS)]
    found = {key: space.suggestions(key) for key in near}
    with database.writing():
        _locked(case)
        _store(case, found.pop(case.id), BY_MEANING)
        for other, suggestions in found.items():
            base = space.base_of(other)
            if base is not None and db.session.get(Comparison, other) is not None:
                _replace_hints(other, base, suggestions, BY_MEANING)
        commit()


def _locked(case: _Case) -> Contribution:
    """The case, held until the end of the transaction, if its words are still the ones that were read."""
    contribution = contribution_queries.by_id(case.id)
    contribution_actions.lock(contribution)
    if contribution.state not in COMPARED or queries.seen(contribution) != case.seen:
        raise NotNeeded("the words have changed")
    return contribution


def _store(case: _Case, found: Sequence[Found], kinds: Iterable[Suggested]) -> None:
    _locked(case)
    row = db.session.get(Comparison, case.id)
    if row is None:
        row = Comparison(contribution_id=case.id)
        db.session.add(row)
    row.seen, row.model, row.compared_on = case.seen, _model(), clock.today()
    db.session.flush()
    if case.base is not None:
        _replace_hints(case.id, case.base.version_id, found, kinds)


def _replace_hints(key: uuid.UUID, base: uuid.UUID, found: Sequence[Found], kinds: Iterable[Suggested]) -> None:
    for kind in kinds:
        _delete(sa.delete(CaseHint).where(CaseHint.contribution_id == key, CaseHint.kind == kind))
        rows = [one for one in found if one.kind is kind]
        for position, one in enumerate(rows, start=1):
            values = {"other_id": one.other, "other_version_id": one.version, "action_field_id": one.field_id}
            about = {"contribution_id": key, "kind": kind, "position": position, "version_id": base}
            db.session.execute(sa.insert(CaseHint).values(**about, **values))


def _store_vectors(case_id: uuid.UUID | None, made: Mapping[uuid.UUID, bytes]) -> None:
    for version, numbers in made.items():
        _delete(sa.delete(TextVector).where(TextVector.version_id == version))
        values = {"version_id": version, "contribution_id": case_id, "model": similar.MODEL, "numbers": numbers}
        db.session.execute(sa.insert(TextVector).values(**values))
