"""What the comparison of cases works with: which cases wait for it, their words, and the numbers of all of them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.concept.models import ActionField
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, ContributionField
from app.contributions.rules import FieldRole
from app.core.languages import content
from app.core.languages.content import TextVersion, VersionKind
from app.extensions import db
from app.moderation.models import Comparison, TextVector

# What can still be joined. A merged text speaks for its main contribution.
ALIVE = frozenset({State.SUBMITTED, State.RELEASED, State.ANSWERED})
COMPARED = ALIVE | {State.MERGED}
SORTED = frozenset({State.RELEASED, State.ANSWERED})
# More candidates than anybody reads; the newest are looked at.
MOST_TEXTS = 3000
GERMAN = "de"


@dataclass(frozen=True)
class Uncompared:
    """A case that waits for its comparison. `again`: its words are as before, only the others have changed."""

    id: uuid.UUID
    seen: str
    again: bool


@dataclass(frozen=True)
class View:
    """One current version of what a case says: its text as others may read it, the German one, the title."""

    version_id: uuid.UUID
    part: str
    language: str
    text: str
    is_base: bool


@dataclass(frozen=True)
class Numbers:
    """The numbers of one version of one case; `owner` is the case itself, or the one that it was merged into."""

    version_id: uuid.UUID
    case_id: uuid.UUID
    owner: uuid.UUID
    state: State
    part: str
    language: str
    is_base: bool
    stored: bytes


def uncompared(model: str, today: date, limit: int) -> list[Uncompared]:
    """Cases that were never compared, not with their present words, not by this model, or wait and were compared on
    another day; those first that wait for a decision."""
    marks = _marks()
    other_words = sa.or_(Comparison.contribution_id.is_(None), Comparison.seen != marks.c.seen)
    if model:
        other_words = sa.or_(other_words, Comparison.model != model)
    waits = sa.and_(Contribution.state == State.SUBMITTED, Comparison.compared_on < today)
    query = (
        sa.select(Contribution.id, marks.c.seen, sa.not_(other_words))
        .join(marks, marks.c.id == Contribution.id)
        .outerjoin(Comparison, Comparison.contribution_id == Contribution.id)
        .where(Contribution.state.in_(COMPARED), sa.or_(other_words, waits))
        .order_by(Contribution.state != State.SUBMITTED)
        .limit(limit)
    )
    return [Uncompared(row[0], row[1], bool(row[2])) for row in db.session.execute(query)]


def seen(contribution: Contribution) -> str:
    """The mark of the present words of a case, as uncompared() compares it; "" without words."""
    marks = _marks(str(contribution.id))
    return db.session.execute(sa.select(marks.c.seen)).scalar() or ""


def _marks(subject_id: str | None = None) -> sa.Subquery:
    text = TextVersion
    begins = sa.func.substr(sa.cast(text.id, sa.String), 1, 8)
    parts = (sa.func.count(), sa.func.sum(text.number), sa.func.min(begins), sa.func.max(begins))
    mark = sa.literal("").concat(sa.cast(parts[0], sa.String))
    for part in parts[1:]:
        mark = mark.concat(":").concat(sa.cast(part, sa.String))
    query = sa.select(_case_id(text.subject_id).label("id"), mark.label("seen")).where(
        text.subject_kind == Contribution.subject_kind, text.part.in_(("text", "title")), text.replaced_on.is_(None)
    )
    if subject_id is not None:
        query = query.where(text.subject_id == subject_id)
    has_text = sa.func.sum(sa.case((text.part == "text", 1), else_=0)) > 0
    return query.group_by(text.subject_id).having(has_text).subquery()


def _case_id(subject_id: sa.ColumnElement[str] | sa.orm.InstrumentedAttribute[str]) -> sa.ColumnElement[uuid.UUID]:
    return sa.cast(sa.func.replace(subject_id, "-", ""), sa.Uuid)


def views(contribution: Contribution) -> list[View]:
    """What a case says now, as others may read it: never an original of which something was left out."""
    texts = content.load([contribution], ["text", "title"])
    base = texts.base(contribution, "text")
    title = texts.original(contribution, "title")
    german = texts.translation(contribution, "text", GERMAN)
    found = [version for version in (base, german, title) if version is not None and version.text.strip()]
    return [View(one.id, one.part, one.language, one.text, one is base) for one in found]


def known_vectors(contribution: Contribution, model: str) -> set[uuid.UUID]:
    """Versions of a case whose numbers are stored."""
    query = sa.select(TextVector.version_id).where(
        TextVector.contribution_id == contribution.id, TextVector.model == model
    )
    return set(db.session.execute(query).scalars())


def numbers(model: str) -> list[Numbers]:
    """The numbers of every case that can still be joined, and of those that were merged into one."""
    main = aliased(Contribution)
    owner = sa.func.coalesce(Contribution.merged_into_id, Contribution.id)
    query = (
        sa.select(
            TextVector.version_id, Contribution.id, main.id, main.state, TextVersion.part, TextVersion.language,
            TextVersion.kind != VersionKind.TRANSLATION, TextVector.numbers,
        )
        .join(Contribution, Contribution.id == TextVector.contribution_id)
        .join(main, main.id == owner)
        .join(TextVersion, TextVersion.id == TextVector.version_id)
        .where(TextVector.model == model, Contribution.state.in_(COMPARED), main.state.in_(ALIVE))
        .order_by(Contribution.id, TextVersion.part, TextVersion.language)
    )  # fmt: skip
    return [
        Numbers(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6]) and row[4] == "text", row[7])
        for row in db.session.execute(query)
    ]


def field_numbers(model: str) -> dict[tuple[str, str], bytes]:
    """(language, id of the field as text) → the numbers of its name and explanation in that language."""
    query = (
        sa.select(TextVersion.language, TextVersion.subject_id, TextVector.numbers)
        .join(TextVersion, TextVersion.id == TextVector.version_id)
        .where(TextVector.model == model, TextVersion.subject_kind == ActionField.subject_kind)
        .where(TextVersion.replaced_on.is_(None))
    )
    return {(row[0], row[1]): row[2] for row in db.session.execute(query)}


def fields_without_numbers(fields: Collection[ActionField], model: str) -> list[tuple[uuid.UUID, str]]:
    """Explanations of these fields that have no numbers yet: version and words (name and explanation), by id."""
    texts = content.load(fields, ["name", "hint"])
    known = select_known(model)
    found = []
    for field in fields:
        names = {version.language: version.text for version in texts.current(field, "name")}
        for version in texts.current(field, "hint"):
            if version.id not in known:
                found.append((version.id, f"{names.get(version.language, field.name)}: {version.text}"))
    return sorted(found)


def select_known(model: str) -> set[uuid.UUID]:
    """Versions of explanations of fields whose numbers are stored."""
    query = sa.select(TextVector.version_id).where(TextVector.contribution_id.is_(None), TextVector.model == model)
    return set(db.session.execute(query).scalars())


def sorted_cases() -> dict[uuid.UUID, list[int]]:
    """Released and answered case → ids of the fields that a person gave it, the main one first."""
    query = (
        sa.select(ContributionField.contribution_id, ContributionField.action_field_id)
        .join(Contribution, Contribution.id == ContributionField.contribution_id)
        .where(ContributionField.role == FieldRole.ASSIGNED, Contribution.state.in_(SORTED))
        .order_by(ContributionField.contribution_id, ContributionField.position)
    )
    found: dict[uuid.UUID, list[int]] = {}
    for key, field_id in db.session.execute(query):
        found.setdefault(key, []).append(field_id)
    return found


def texts_in(language: str, since: date, without: uuid.UUID) -> list[tuple[uuid.UUID, uuid.UUID, str]]:
    """What other cases say in one language since a day, as others may read it: owner, version, words."""
    text, other, source, main = aliased(TextVersion), aliased(TextVersion), aliased(TextVersion), aliased(Contribution)
    redacted = sa.exists().where(
        other.subject_kind == text.subject_kind,
        other.subject_id == text.subject_id,
        other.part == text.part,
        other.kind == VersionKind.REDACTION,
        other.replaced_on.is_(None),
    )
    from_base = sa.exists().where(
        source.id == text.based_on_id,
        source.replaced_on.is_(None),
        sa.or_(source.kind == VersionKind.REDACTION, sa.not_(redacted)),
    )
    says = sa.or_(
        text.kind == VersionKind.REDACTION,
        sa.and_(text.kind == VersionKind.ORIGINAL, sa.not_(redacted)),
        sa.and_(text.kind == VersionKind.TRANSLATION, from_base),
    )
    query = (
        sa.select(main.id, text.id, text.text)
        .join(Contribution, Contribution.id == _case_id(text.subject_id))
        .join(main, main.id == sa.func.coalesce(Contribution.merged_into_id, Contribution.id))
        .where(text.subject_kind == Contribution.subject_kind, text.part == "text", text.language == language, says)
        .where(text.replaced_on.is_(None), Contribution.state.in_(COMPARED), main.state.in_(ALIVE))
        .where(Contribution.received_on >= since, Contribution.id != without, main.id != without)
        .order_by(Contribution.received_on.desc(), Contribution.id)
        .limit(MOST_TEXTS)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(query)]
