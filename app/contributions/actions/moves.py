"""State, reading, fields, facts and publication: what staff do with a contribution, and the one writer of `state`."""

from __future__ import annotations

from collections.abc import Collection
from types import EllipsisType
from typing import Any

import sqlalchemy as sa

from app.concept import queries as concept
from app.concept.models import Measure
from app.contributions import queries
from app.contributions.lifecycle import MAY_BE_PUBLIC, TALKING, WITH_NETWORK, State, can_move
from app.contributions.models import Contribution, ContributionField, MeasureLink, Message
from app.contributions.rules import MAX_FIELDS, TALK, FieldRole, Kind, LanguageOrigin
from app.core import clock, history, search
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content
from app.core.languages.content import VersionKind
from app.extensions import db


def lock(*contributions: Contribution) -> None:
    """Wait for whoever changes these cases at this moment, then know them as they are now.

    Always the first thing of an act that writes beside the case (words, assignments): only a change of the case
    itself is found out by its version. In the order of their ids, so that two people never wait for each other.
    """
    db.session.flush()
    found = {contribution.id: contribution for contribution in contributions}
    query = (
        sa.select(Contribution.id, Contribution.version)
        .where(Contribution.id.in_(list(found)))
        .order_by(Contribution.id)
        .with_for_update()
    )
    for key, stored in db.session.execute(query):
        if found[key].version != stored:
            db.session.refresh(found[key])


def move(contribution: Contribution, target: State, *, actor: Actor, verb: str, **facts: Any) -> Contribution:
    """Bring a contribution into another state. `facts` are codes for history, never words.

    Nothing else writes `state` but restore(), when a decision is undone.

    What may not be public in the new state leaves the public list and the search. Raises NotPossibleNow
    ("not_in_this_state") when the table of states does not allow it. A release is not public until make_public().
    """
    source = contribution.state
    if not can_move(source, target):
        raise NotPossibleNow("not_in_this_state")
    contribution.state = target
    if target is not State.MERGED:
        contribution.merged_into_id = None
    if target not in MAY_BE_PUBLIC:
        _unpublish(contribution)
    elif target in WITH_NETWORK and contribution.is_public is None:
        contribution.is_public = False
    contribution.closed_on = clock.today() if target is State.CLOSED else None
    if target not in TALKING:
        end_talk(contribution)
    history.record(actor, verb, contribution, **{"from": str(source), "to": str(target), **facts})
    db.session.flush()
    return contribution


def end_talk(contribution: Contribution) -> None:
    """Nobody waits for anything in the talk of this case any more: it was closed, taken back or withdrawn."""
    open_words = (Message.contribution_id == contribution.id, Message.kind.in_(TALK), Message.ended_on.is_(None))
    db.session.execute(sa.update(Message).where(*open_words).values(ended_on=clock.today()))


def _unpublish(contribution: Contribution, decided: bool | None = None) -> None:
    contribution.is_public = decided
    contribution.publication_number = None
    contribution.published_on = None
    search.drop("contribution", contribution.id)


def make_public(contribution: Contribution, public: bool, *, actor: Actor) -> Contribution:
    """Show a released contribution in the public list and the search, or take it out again (`public` False).

    Raises NotPossibleNow("not_public_now") before release and after a text has gone.
    """
    if contribution.state not in MAY_BE_PUBLIC or (public and content.base(contribution, "text") is None):
        raise NotPossibleNow("not_public_now")
    history.record(actor, "make_public" if public else "make_not_public", contribution)
    if not public:
        _unpublish(contribution, decided=False)
    elif contribution.publication_number is None:
        # The line in history above holds a lock until the end of the transaction, so two cannot get one number.
        last = db.session.execute(sa.select(sa.func.max(Contribution.publication_number))).scalar()
        contribution.is_public = True
        contribution.publication_number = (last or 0) + 1
        contribution.published_on = clock.today()
    db.session.flush()
    refresh_search(contribution)
    return contribution


def refresh_search(contribution: Contribution) -> None:
    """Let a public contribution be found under its present words: after a redaction, a title or a translation."""
    if contribution.is_public and contribution.publication_number is not None:
        search.put("contribution", contribution.id, queries.search_text(contribution))
    else:
        search.drop("contribution", contribution.id)


def mark_read(contribution: Contribution, actor: Actor) -> Contribution:
    """Note the first day on which a commissioner opened it, and that its messages were seen."""
    today = clock.today()
    if contribution.read_on is None:
        contribution.read_on = today
        history.record(actor, "mark_read", contribution)
    for message in queries.messages(contribution):
        if message.read_on is None:
            message.read_on = today
    return contribution


def set_fields(contribution: Contribution, numbers: list[int], primary: int, *, actor: Actor) -> Contribution:
    """Assign one to three fields, `primary` first. Raises Invalid("one_to_three_fields"), Missing for no such field."""
    wanted = list(dict.fromkeys([primary, *numbers]))
    if primary not in numbers or len(wanted) > MAX_FIELDS:
        raise Invalid("one_to_three_fields", field="fields")
    known = {field.number: field for field in concept.fields(clock.today())}
    chosen = [known.get(number) or concept.field(number, clock.today()) for number in wanted]
    for link in [link for link in contribution.fields if link.role is FieldRole.ASSIGNED]:
        contribution.fields.remove(link)
    # Old rows go first: the database allows one primary field at any moment.
    db.session.flush()
    for position, field in enumerate(chosen):
        contribution.fields.append(
            ContributionField(action_field=field, role=FieldRole.ASSIGNED, is_primary=position == 0, position=position)
        )
    history.record(actor, "set_fields", contribution, fields=wanted, primary=primary)
    db.session.flush()
    return contribution


def set_audiences(contribution: Contribution, keys: Collection[str], *, actor: Actor) -> Contribution:
    """Note whom a contribution is about: groups of the concept, by key. What is retired stays, but cannot be added.

    Raises Invalid("audience_unknown", "audiences").
    """
    wanted = set(keys)
    known = {tag.key: tag for tag in [*concept.audiences(clock.today()), *contribution.audiences]}
    if not wanted <= set(known):
        raise Invalid("audience_unknown", "audiences")
    if wanted != {tag.key for tag in contribution.audiences}:
        chosen = sorted((known[key] for key in wanted), key=lambda tag: tag.position)
        contribution.audiences = chosen
        history.record(actor, "set_audiences", contribution, audiences=[tag.key for tag in chosen])
        db.session.flush()
    return contribution


def describe(
    contribution: Contribution,
    *,
    title: str | None = None,
    kind: Kind | None = None,
    language: str | None = None,
    district_key: str | None | EllipsisType = ...,
    actor: Actor,
) -> Contribution:
    """Set what staff know: a German title, the kind, the language of the text, the district (None: no answer).

    What is left out stays as it is. Raises Missing for an unknown district.
    """
    if title and title.strip():
        _title(contribution, title.strip(), actor)
    if kind is not None:
        contribution.kind = kind
    if language:
        _language(contribution, language)
    if not isinstance(district_key, EllipsisType):
        contribution.district = concept.district(district_key) if district_key else None
    facts = {"kind": str(kind) if kind else None, "language": language}
    history.record(actor, "describe", contribution, **{key: value for key, value in facts.items() if value})
    return contribution


def _title(contribution: Contribution, title: str, actor: Actor) -> None:
    known = content.original(contribution, "title")
    if known is None or known.text != title:
        content.put(contribution, "title", title, language="de", actor=actor)
        refresh_search(contribution)


def _language(contribution: Contribution, language: str) -> None:
    if language == contribution.language:
        return
    contribution.language = language
    contribution.language_origin = LanguageOrigin.MODERATOR
    # The words stay; only the name of the language they are in was wrong.
    for version in content.versions(contribution, "text"):
        if version.kind is not VersionKind.TRANSLATION:
            version.language = language


def link_measure(contribution: Contribution, measure: Measure, *, actor: Actor) -> MeasureLink:
    """Show which measure a contribution led to. A second time changes nothing."""
    known = next((link for link in contribution.measures if link.measure_id == measure.id), None)
    if known is not None:
        return known
    link = MeasureLink(measure=measure, linked_on=clock.today())
    contribution.measures.append(link)
    history.record(actor, "link_measure", contribution, measure=measure.reference)
    db.session.flush()
    return link
