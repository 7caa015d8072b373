"""The same proposal said several times: joined under one main item, split again, passed on to an heir."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.contributions import queries
from app.contributions.actions.moves import move, refresh_search
from app.contributions.lifecycle import MAY_BE_PUBLIC, State
from app.contributions.models import Contribution, ContributionField
from app.contributions.rules import FieldRole
from app.core import history
from app.core.errors import NotPossibleNow
from app.core.history import SYSTEM, Actor
from app.core.languages import content
from app.core.languages.content import VersionKind
from app.extensions import db

MAY_BE_MAIN = frozenset({State.SUBMITTED, State.RELEASED, State.ANSWERED})
# State of the old main item → the way of the heir, which is "merged" at the beginning.
_WAY_OF_HEIR = {
    State.RELEASED: (State.RELEASED,),
    State.ANSWERED: (State.ANSWERED,),
    State.CLOSED: (State.ANSWERED, State.CLOSED),
}
Published = tuple[bool | None, int | None, date | None]


def merge_into(contribution: Contribution, main: Contribution, *, actor: Actor) -> Contribution:
    """Join a contribution with another one that says the same; its code follows the main item from now on.

    What was merged into it before goes along. Raises NotPossibleNow("not_this_main") or ("not_in_this_state").
    """
    if contribution.id == main.id or main.state not in MAY_BE_MAIN:
        raise NotPossibleNow("not_this_main")
    followers = queries.merged_items(contribution)
    with db.session.no_autoflush:
        contribution.main = main
        contribution.merged_into_id = main.id
        move(contribution, State.MERGED, actor=actor, verb="merge", main=main.reference)
    for follower in followers:
        follower.main = main
    contribution.voices = 1
    recount(main)
    return main


def split(contribution: Contribution, *, actor: Actor) -> Contribution:
    """Take a merged contribution out again; it waits for a decision of its own. Raises NotPossibleNow."""
    main = contribution.main
    if main is None:
        raise NotPossibleNow("not_in_this_state")
    contribution.main = None
    with db.session.no_autoflush:
        move(contribution, State.SUBMITTED, actor=actor, verb="split", main=main.reference)
    recount(main)
    return contribution


def recount(main: Contribution) -> None:
    """Set how many voices stand behind a main item: its own and every merged one."""
    db.session.flush()
    merged = sa.select(sa.func.count()).select_from(Contribution).where(Contribution.merged_into_id == main.id)
    main.voices = 1 + (db.session.execute(merged).scalar() or 0)
    db.session.flush()


def pass_to_heir(old: Contribution, before: State, published: Published) -> Contribution | None:
    """After the withdrawal of a main item: the oldest merged one becomes main and takes over where the old one stood.

    `before` and `published` tell how the old item was. Called before its words are erased, because the heir takes
    over the title. Returns the heir, or None.
    """
    items = queries.merged_items(old)
    if not items:
        return None
    heir, others = items[0], items[1:]
    way = _WAY_OF_HEIR.get(before, (State.SUBMITTED,))
    if before is State.RELEASED and not queries.is_cleared(heir):
        # Joining two texts is no release: no network may read words that no commissioner has let through (rule 1).
        way = (State.SUBMITTED,)
    heir.main = None
    with db.session.no_autoflush:
        for step in way:
            move(heir, step, actor=SYSTEM, verb="become_main", old=old.reference)
    for other in others:
        other.main = heir
    if before in _WAY_OF_HEIR:
        _take_over(old, heir, published)
    recount(heir)
    return heir


def let_voices_go(contribution: Contribution) -> None:
    """A main item leaves the way of those who said the same: the oldest of them goes to the queue as the main one."""
    if pass_to_heir(contribution, State.SUBMITTED, (None, None, None)) is not None:
        contribution.voices = 1


def _take_over(old: Contribution, heir: Contribution, published: Published) -> None:
    for link in [link for link in heir.fields if link.role is FieldRole.ASSIGNED]:
        heir.fields.remove(link)
    db.session.flush()
    for link in old.fields:
        if link.role is FieldRole.ASSIGNED:
            heir.fields.append(
                ContributionField(
                    action_field=link.action_field,
                    role=FieldRole.ASSIGNED,
                    is_primary=link.is_primary,
                    position=link.position,
                )
            )
    heir.kind = heir.kind or old.kind
    heir.read_on = heir.read_on or old.read_on
    _copy_titles(old, heir)
    if published[0] and heir.state in MAY_BE_PUBLIC and queries.is_cleared(heir, public=True):
        heir.is_public, heir.publication_number, heir.published_on = published
    db.session.flush()
    refresh_search(heir)


def _copy_titles(old: Contribution, heir: Contribution) -> None:
    titles = [version for version in content.versions(old, "title") if version.replaced_on is None]
    for title in sorted(titles, key=lambda version: version.kind is not VersionKind.ORIGINAL):
        content.put(
            heir, "title", title.text, language=title.language, actor=SYSTEM, kind=title.kind, origin=title.origin
        )
    history.record(SYSTEM, "take_over_title", heir, old=old.reference)
