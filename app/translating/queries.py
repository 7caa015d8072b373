"""What waits for a translation, and both sides of the editor. It never names who asked."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.answers.models import Answer
from app.contributions import lifecycle
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, Message
from app.contributions.rules import MessageKind
from app.core.errors import Missing
from app.core.history import Subject
from app.core.languages import content
from app.core.languages.content import Origin, Texts, TextVersion, VersionKind
from app.extensions import db
from app.permissions import Role
from app.translating.rules import GERMAN, GERMAN_TAGS, Need, SubjectKind, TranslationState, state_of

# Texts that still lead somewhere: to a decision, to a network, to readers.
ALIVE = frozenset({State.SUBMITTED}) | lifecycle.MAY_BE_PUBLIC
PARTS = ("text", "next_step")
# Entries of one kind on the page of what waits.
MOST = 200
MODELS: dict[SubjectKind, Any] = {
    SubjectKind.CONTRIBUTION: Contribution,
    SubjectKind.MESSAGE: Message,
    SubjectKind.ANSWER: Answer,
}


@dataclass(frozen=True)
class Waiting:
    """One text that waits for one language."""

    need: Need
    kind: SubjectKind
    key: str
    title: str | None
    language: str
    is_example: bool


@dataclass(frozen=True)
class Side:
    """One part of a text with its present translation; `outdated` holds words made from an older source."""

    part: str
    source: TextVersion
    translation: TextVersion | None
    outdated: TextVersion | None

    @property
    def checked_by(self) -> Role | None:
        """The role of who compared the present translation."""
        name = self.translation.checked_by_role if self.translation else None
        return Role(name) if name else None

    @property
    def state(self) -> TranslationState | None:
        """How far the present translation can be trusted."""
        if self.translation is None:
            return None
        machine = self.translation.origin is Origin.MACHINE
        return state_of(machine=machine, checked=self.translation.checked_on is not None)


def languages_needed(contribution: Contribution) -> frozenset[str]:
    """Languages in which the authors behind a contribution read, merged items included, German left out."""
    merged = sa.select(Contribution.reading_language).where(Contribution.merged_into_id == contribution.id)
    tags = {contribution.reading_language, *db.session.execute(merged).scalars()}
    return frozenset(tags - {GERMAN})


def waiting() -> list[Waiting]:
    """Everything that waits, by need: to be read, for networks, for authors, then outdated ones."""
    found = [*_contributions(), *_messages(), *_questions(), *_answers()]
    order = list(Need)
    return sorted(found, key=lambda one: (order.index(one.need), one.title or "", one.key, one.language))


def subject(kind: SubjectKind, key: uuid.UUID | int) -> Contribution | Message | Answer:
    """The text behind an address. Raises Missing when there is none, or nothing to translate now."""
    found: Contribution | Message | Answer | None = db.session.get(MODELS[kind], key)
    if found is None:
        raise Missing
    state = owner(found).state
    hidden = isinstance(found, Answer) and found.published_at is None
    # Of a returned text nothing but the question to its author is anybody's to read (rule 2).
    asked = state is State.RETURNED and isinstance(found, Message) and found.kind is MessageKind.QUERY
    if hidden or not (asked or state in ALIVE | {State.MERGED}):
        raise Missing
    return found


def title_of(subject: Contribution | Message | Answer) -> str | None:
    """The German working title of the contribution behind a text."""
    case = owner(subject)
    return _title(content.load([case], ["title"]), case)


def sides(subject: Subject, language: str) -> list[Side]:
    """The parts of a text that can be translated into `language`. Raises Missing when there are none."""
    texts = content.load([subject], PARTS)
    found = []
    for part in PARTS:
        base = texts.base(subject, part)
        if base is None or base.language == language:
            continue
        current = texts.translation(subject, part, language)
        same = [one for one in texts.current(subject, part) if _is_translation(one, language)]
        # A translation made before something was left out still holds it: it is shown to nobody.
        usable = base.kind is VersionKind.ORIGINAL
        old = [one for one in same if usable and one is not current]
        found.append(Side(part, base, current, old[0] if old else None))
    if not found:
        raise Missing
    return found


def _contributions() -> list[Waiting]:
    """Contributions in other languages without a German working text made from what readers get."""
    subjects = _foreign_without_german(Contribution.subject_kind)
    query = sa.select(Contribution).where(Contribution.id.in_(subjects), Contribution.state.in_(ALIVE))
    rows = list(db.session.execute(query.limit(MOST)).scalars())
    texts = content.load(rows, ["text", "title"])
    found = []
    for row in rows:
        stale = any(_is_translation(one, GERMAN) for one in texts.current(row, "text"))
        need = Need.TO_READ if row.state is State.SUBMITTED else Need.OUTDATED if stale else Need.FOR_NETWORK
        found.append(Waiting(need, SubjectKind.CONTRIBUTION, str(row.id), _title(texts, row), GERMAN, row.is_example))
    return found


def _messages() -> list[Waiting]:
    """Words of authors around a case that nobody has put into German yet."""
    subjects = _foreign_without_german(Message.subject_kind)
    query = (
        sa.select(Message, Contribution)
        .join(Contribution, Contribution.id == Message.contribution_id)
        .where(Message.id.in_(subjects), Message.kind != MessageKind.QUERY, Contribution.state.in_(ALIVE))
        .limit(MOST)
    )
    rows = list(db.session.execute(query).all())
    texts = content.load([row[1] for row in rows], ["title"])
    return [
        Waiting(
            Need.TO_READ if owner.state is State.SUBMITTED else Need.FOR_NETWORK,
            SubjectKind.MESSAGE,
            str(message.id),
            _title(texts, owner),
            GERMAN,
            owner.is_example,
        )
        for message, owner in rows
    ]


def _questions() -> list[Waiting]:
    """Questions of commissioners that their authors cannot read: after thirty days without a reply the case ends."""
    query = (
        sa.select(Message, Contribution)
        .join(Contribution, Contribution.id == Message.contribution_id)
        .where(
            Message.kind == MessageKind.QUERY,
            Contribution.state == State.RETURNED,
            Contribution.reading_language != GERMAN,
        )
        .limit(MOST)
    )
    rows = [(row[0], row[1]) for row in db.session.execute(query)]
    texts = content.load([message for message, _owner in rows], ["text"])
    return [
        Waiting(Need.FOR_AUTHOR, SubjectKind.MESSAGE, str(message.id), None, case.reading_language, case.is_example)
        for message, case in rows
        if (base := texts.base(message, "text")) is not None
        and base.language != case.reading_language
        and texts.translation(message, "text", case.reading_language) is None
    ]


def _answers() -> list[Waiting]:
    """Published answers that an author cannot read, or whose translation was made from older words."""
    query = (
        sa.select(Answer, Contribution)
        .join(Contribution, Contribution.id == Answer.contribution_id)
        .where(Answer.published_at.is_not(None), Contribution.state.in_(ALIVE))
        .order_by(Answer.published_at)
    )
    rows = list(db.session.execute(query).all())
    needed = _needed_by([owner for _answer, owner in rows])
    texts = content.load([answer for answer, _owner in rows], PARTS)
    titles = content.load([owner for _answer, owner in rows], ["title"])
    return [
        Waiting(need, SubjectKind.ANSWER, str(answer.id), _title(titles, owner), language, owner.is_example)
        for answer, owner in rows
        for language, need in _needs_of(texts, answer, needed[owner.id]).items()
    ]


def _needs_of(texts: Texts, answer: Answer, wanted: Iterable[str]) -> dict[str, Need]:
    """What one answer needs, by language: what authors miss comes before what is only outdated or unchecked."""
    needs: dict[str, Need] = {}
    for part in PARTS:
        for version in texts.current(answer, part):
            if version.kind is not VersionKind.TRANSLATION:
                continue
            if texts.translation(answer, part, version.language) is not version:
                needs[version.language] = Need.OUTDATED
            elif version.origin is Origin.MACHINE and version.checked_on is None:
                needs.setdefault(version.language, Need.TO_CHECK)
    missing = [tag for tag in wanted if any(_is_missing(texts, answer, part, tag) for part in PARTS)]
    return {**needs, **dict.fromkeys(missing, Need.FOR_AUTHOR)}


def _is_missing(texts: Texts, answer: Answer, part: str, language: str) -> bool:
    if texts.base(answer, part) is None or texts.translation(answer, part, language) is not None:
        return False
    # A short German sentence stands in for a next step in simple words.
    return part == "text" or language not in GERMAN_TAGS


def _needed_by(owners: Sequence[Contribution]) -> dict[uuid.UUID, set[str]]:
    """Reading languages behind each contribution, as languages_needed(), in one query."""
    needed = {owner.id: {owner.reading_language} - {GERMAN} for owner in owners}
    query = sa.select(Contribution.merged_into_id, Contribution.reading_language).where(
        Contribution.merged_into_id.in_(list(needed))
    )
    for key, tag in db.session.execute(query):
        if key is not None:
            needed[key] |= {tag} - {GERMAN}
    return needed


def _foreign_without_german(kind: str) -> list[uuid.UUID]:
    """Ids of texts whose base is in another language and has no German translation made from it."""
    base, other, german = aliased(TextVersion), aliased(TextVersion), aliased(TextVersion)
    redacted = sa.exists().where(
        other.subject_kind == base.subject_kind,
        other.subject_id == base.subject_id,
        other.part == base.part,
        other.slot == str(VersionKind.REDACTION),
        other.replaced_on.is_(None),
    )
    translated = sa.exists().where(
        german.subject_kind == base.subject_kind,
        german.subject_id == base.subject_id,
        german.part == base.part,
        german.slot == f"{VersionKind.TRANSLATION}:{GERMAN}",
        german.based_on_id == base.id,
        german.replaced_on.is_(None),
    )
    query = sa.select(base.subject_id).where(
        base.subject_kind == kind,
        base.part == "text",
        base.replaced_on.is_(None),
        base.language.not_in(GERMAN_TAGS),
        sa.or_(
            base.kind == VersionKind.REDACTION,
            sa.and_(base.kind == VersionKind.ORIGINAL, sa.not_(redacted)),
        ),
        sa.not_(translated),
    )
    return [uuid.UUID(key) for key in db.session.execute(query).scalars()]


def _is_translation(version: TextVersion, language: str) -> bool:
    return version.kind is VersionKind.TRANSLATION and version.language == language


def _title(texts: Texts, owner: Contribution) -> str | None:
    base = texts.base(owner, "title")
    return base.text if base is not None else None


def owner(subject: Contribution | Message | Answer) -> Contribution:
    """The contribution that a text belongs to."""
    if isinstance(subject, Contribution):
        return subject
    return db.session.get_one(Contribution, subject.contribution_id)
