"""What waits for a translation, the most needed first. It never names who asked."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from app.answers.models import Answer
from app.contributions import lifecycle
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, Message
from app.contributions.rules import BY_STAFF, TALK, MessageKind
from app.core.history import Subject
from app.core.languages import content
from app.core.languages.content import Origin, Texts, TextVersion, VersionKind
from app.extensions import db
from app.moderation.models import ModerationDecision, Objection
from app.translating.queries.entries import MOST, Waiting
from app.translating.queries.foreign import foreign_without_german
from app.translating.queries.tables import of_the_forum
from app.translating.queries.texts import ALIVE, is_translation, title
from app.translating.rules import GERMAN, GERMAN_TAGS, PARTS, Need, SubjectKind, author_language


def waiting() -> list[Waiting]:
    """Everything that waits, by need: to be read, for networks, for authors, then outdated ones."""
    found = [*_contributions(), *_messages(), *_objections(), *_questions(), *_kept_replies(), *_statements()]
    found += [*_answers(), *_unchecked(), *of_the_forum()]
    order = list(Need)
    return sorted(found, key=lambda one: (order.index(one.need), one.title or "", one.key, one.language))


def _contributions() -> list[Waiting]:
    """Contributions in other languages without a German working text made from what readers get."""
    subjects = foreign_without_german(Contribution.subject_kind)
    query = sa.select(Contribution).where(Contribution.id.in_(subjects), Contribution.state.in_(ALIVE))
    rows = list(db.session.execute(query.limit(MOST)).scalars())
    texts = content.load(rows, ["text", "title"])
    found = []
    for row in rows:
        stale = any(is_translation(one, GERMAN) for one in texts.current(row, "text"))
        need = Need.TO_READ if row.state is State.SUBMITTED else Need.OUTDATED if stale else Need.FOR_NETWORK
        found.append(Waiting(need, SubjectKind.CONTRIBUTION, str(row.id), title(texts, row), GERMAN, row.is_example))
    return found


def _messages() -> list[Waiting]:
    """Words of authors around a case that nobody has put into German yet."""
    subjects = foreign_without_german(Message.subject_kind)
    query = (
        sa.select(Message, Contribution)
        .join(Contribution, Contribution.id == Message.contribution_id)
        .where(
            Message.id.in_(subjects),
            Message.kind.not_in(BY_STAFF),
            sa.or_(
                Contribution.state.in_(ALIVE),
                sa.and_(Message.kind.in_(TALK), Contribution.state.in_(lifecycle.TALKING)),
            ),
        )
        .limit(MOST)
    )
    rows = list(db.session.execute(query).all())
    texts = content.load([row[1] for row in rows], ["title"])
    return [
        Waiting(
            Need.TO_READ if owner.state is State.SUBMITTED else Need.FOR_NETWORK,
            SubjectKind.MESSAGE,
            str(message.id),
            title(texts, owner),
            GERMAN,
            owner.is_example,
        )
        for message, owner in rows
    ]


def _unchecked() -> list[Waiting]:
    """German drafts of a machine that commissioners and networks already work with and nobody has compared."""
    alive = Contribution.state.in_(ALIVE)
    own = sa.select(Contribution).where(Contribution.id.in_(_drafted(Contribution)), alive)
    around = (
        sa.select(Message, Contribution)
        .join(Contribution, Contribution.id == Message.contribution_id)
        .where(Message.id.in_(_drafted(Message)), alive)
    )
    contributions = [(row, row) for row in db.session.execute(own).scalars()]
    messages = [(row[0], row[1]) for row in db.session.execute(around)]
    return [*_to_check(SubjectKind.CONTRIBUTION, contributions), *_to_check(SubjectKind.MESSAGE, messages)]


def _to_check(kind: SubjectKind, rows: Sequence[tuple[Contribution | Message, Contribution]]) -> list[Waiting]:
    texts = content.load([one for row in rows for one in row], ["text", "title"])
    return [
        Waiting(Need.TO_CHECK, kind, str(subject.id), title(texts, case), GERMAN, case.is_example)
        for subject, case in rows
        if texts.translation(subject, "text", GERMAN) is not None
    ]


def _drafted(model: type[Contribution] | type[Message]) -> list[uuid.UUID]:
    query = sa.select(TextVersion.subject_id).where(
        TextVersion.subject_kind == model.subject_kind,
        TextVersion.slot == f"{VersionKind.TRANSLATION}:{GERMAN}",
        TextVersion.origin == Origin.MACHINE,
        TextVersion.checked_on.is_(None),
        TextVersion.replaced_on.is_(None),
    )
    return [uuid.UUID(key) for key in db.session.execute(query.limit(MOST)).scalars()]


def _objections() -> list[Waiting]:
    """Objections that wait for a decision and that the commissioners cannot read."""
    subjects = foreign_without_german(Objection.subject_kind)
    query = (
        sa.select(Objection, Contribution)
        .join(Contribution, Contribution.id == Objection.contribution_id)
        .where(Objection.id.in_(subjects), Objection.upheld.is_(None), Contribution.state != State.WITHDRAWN)
        .limit(MOST)
    )
    return [
        Waiting(Need.TO_READ, SubjectKind.OBJECTION, str(row[0].id), None, GERMAN, row[1].is_example)
        for row in db.session.execute(query)
    ]


def _questions() -> list[Waiting]:
    """Questions of commissioners that their authors cannot read: after thirty days without a reply the case ends."""
    query = (
        sa.select(Message, Contribution)
        .join(Contribution, Contribution.id == Message.contribution_id)
        .where(
            sa.or_(
                sa.and_(Message.kind == MessageKind.QUERY, Contribution.state == State.RETURNED),
                sa.and_(
                    Message.kind.in_(TALK & BY_STAFF),
                    Message.passed_on.is_not(None),
                    Contribution.state.in_(lifecycle.TALKING),
                ),
            )
        )
        .limit(MOST)
    )
    return _for_authors(SubjectKind.MESSAGE, "text", db.session.execute(query))


def _kept_replies() -> list[Waiting]:
    """Why a commissioner did not pass on what an author said in a talk, where the author cannot read it."""
    query = (
        sa.select(Message, Contribution)
        .join(Contribution, Contribution.id == Message.contribution_id)
        .where(
            Message.kind == MessageKind.AUTHOR_REPLY,
            Message.passed_on.is_(None),
            Message.ended_on.is_not(None),
            Contribution.state.in_(lifecycle.TALKING),
        )
        .limit(MOST)
    )
    return _for_authors(SubjectKind.MESSAGE, "statement", db.session.execute(query))


def _statements() -> list[Waiting]:
    """What commissioners wrote about a decision or an objection, as long as the author can read it in the case."""
    found = []
    # Authors never hear of a decision that was taken back at once.
    stands = {ModerationDecision: ModerationDecision.undone_at.is_(None), Objection: sa.true()}
    for kind, model in ((SubjectKind.DECISION, ModerationDecision), (SubjectKind.OBJECTION, Objection)):
        query = (
            sa.select(model, Contribution)
            .join(Contribution, Contribution.id == model.contribution_id)
            .where(
                Contribution.state.not_in({State.WITHDRAWN, State.CLOSED}),
                model.id.in_(_with_words(model, "statement")),
                stands[model],
            )
            .limit(MOST)
        )
        found += _for_authors(kind, "statement", db.session.execute(query))
    return found


def _with_words(model: Any, part: str) -> list[Any]:
    """Keys of the rows that this part was written for. Keys stand as text beside the words, whatever they are."""
    read = int if model is ModerationDecision else uuid.UUID
    query = sa.select(TextVersion.subject_id).where(
        TextVersion.subject_kind == model.subject_kind,
        TextVersion.part == part,
        TextVersion.kind == VersionKind.ORIGINAL,
        TextVersion.replaced_on.is_(None),
    )
    return [read(key) for key in db.session.execute(query).scalars()]


def _for_authors(kind: SubjectKind, part: str, found: Iterable[Any]) -> list[Waiting]:
    """Words of commissioners that are missing in the language of their author."""
    rows: list[tuple[Subject, Contribution]] = [(row[0], row[1]) for row in found]
    texts = content.load([about for about, _case in rows], [part])
    waiting = []
    for about, case in rows:
        wanted = author_language(case.reading_language, case.language)
        base = texts.base(about, part)
        if base is None or wanted == GERMAN or wanted == base.language:
            continue
        if texts.translation(about, part, wanted) is None:
            waiting.append(Waiting(Need.FOR_AUTHOR, kind, str(about.id), None, wanted, case.is_example))
    return waiting


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
        Waiting(need, SubjectKind.ANSWER, str(answer.id), title(titles, owner), language, owner.is_example)
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
    """Languages of the authors behind each contribution, as languages_needed(), in one query."""
    needed = {one.id: {author_language(one.reading_language, one.language)} - {GERMAN} for one in owners}
    query = sa.select(Contribution.merged_into_id, Contribution.reading_language, Contribution.language).where(
        Contribution.merged_into_id.in_(list(needed))
    )
    for key, reading, language in db.session.execute(query):
        if key is not None:
            needed[key] |= {author_language(reading, language)} - {GERMAN}
    return needed
