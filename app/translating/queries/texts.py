"""One text that can be translated: found by its address, with both sides of the editor. Nothing names who asked."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.answers.models import Answer
from app.contributions import lifecycle
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, Message
from app.contributions.rules import BY_STAFF, MessageKind
from app.core.errors import Missing
from app.core.history import Subject
from app.core.languages import content
from app.core.languages.content import Origin, Texts, TextVersion, VersionKind
from app.dialogforum.models.documentation import Commitment, ForumDocumentation
from app.dialogforum.models.tables import TableNote
from app.dialogforum.rules.tables import NoteDecision
from app.extensions import db
from app.moderation.models import ModerationDecision, Objection
from app.permissions import Role
from app.translating.rules import GERMAN, PARTS, SubjectKind, TranslationState, author_language, state_of

# Texts that still lead somewhere: to a decision, to a network, to readers.
ALIVE = frozenset({State.SUBMITTED}) | lifecycle.MAY_BE_PUBLIC
# Texts that belong to one contribution, and all texts.
CaseText = Contribution | Message | Answer | ModerationDecision | Objection
ForumText = TableNote | Commitment | ForumDocumentation
Text = CaseText | ForumText
MODELS: dict[SubjectKind, Any] = {
    SubjectKind.CONTRIBUTION: Contribution,
    SubjectKind.MESSAGE: Message,
    SubjectKind.ANSWER: Answer,
    SubjectKind.DECISION: ModerationDecision,
    SubjectKind.OBJECTION: Objection,
    SubjectKind.TABLE_NOTE: TableNote,
    SubjectKind.COMMITMENT: Commitment,
    SubjectKind.DOCUMENTATION: ForumDocumentation,
}


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
    about = Contribution.merged_into_id == contribution.id
    merged = db.session.execute(sa.select(Contribution.reading_language, Contribution.language).where(about))
    pairs = [(contribution.reading_language, contribution.language), *((row[0], row[1]) for row in merged)]
    return frozenset(author_language(*pair) for pair in pairs) - {GERMAN}


def subject(kind: SubjectKind, key: uuid.UUID | int) -> Text:
    """The text behind an address. Raises Missing when there is none, or nothing to translate now."""
    found: Text | None = db.session.get(MODELS[kind], key)
    if found is None or not _leads_somewhere(found):
        raise Missing
    return found


def _leads_somewhere(found: Text) -> bool:
    if isinstance(found, TableNote):
        return found.decision is not NoteDecision.LEFT_OUT
    if isinstance(found, Commitment | ForumDocumentation):
        return True
    return _is_open(found, owner(found).state)


def _is_open(found: CaseText, state: State) -> bool:
    """Whether somebody may still work on these words. Of a returned or refused text only what was said about it is
    anybody's to read (rule 2)."""
    if isinstance(found, Answer) and found.published_at is None:
        return False
    if isinstance(found, ModerationDecision | Objection):
        return state is not State.WITHDRAWN
    if isinstance(found, Message) and found.is_talk:
        # What staff write to the author is nobody's to read before a commissioner has passed it on.
        return state in lifecycle.TALKING and (found.kind not in BY_STAFF or found.passed_on is not None)
    asked = state is State.RETURNED and isinstance(found, Message) and found.kind is MessageKind.QUERY
    return asked or state in ALIVE | {State.MERGED}


def title_of(subject: Text) -> str | None:
    """The German working title of the contribution behind a text, or the name of a note's table, or the Dialogforum;
    None where the text itself must not be told."""
    if isinstance(subject, TableNote):
        return subject.table.name
    if isinstance(subject, Commitment | ForumDocumentation):
        return f"Dialogforum {subject.round.year}"
    case = owner(subject)
    return title(content.load([case], ["title"]), case) if case.state in ALIVE | {State.MERGED} else None


def title(texts: Texts, owner: Contribution) -> str | None:
    """The working title among loaded texts."""
    base = texts.base(owner, "title")
    return base.text if base is not None else None


def sides(subject: Subject, language: str) -> list[Side]:
    """The parts of a text that can be translated into `language`. Raises Missing when there are none."""
    texts = content.load([subject], PARTS)
    found = []
    for part in PARTS:
        base = texts.base(subject, part)
        if base is None or base.language == language or not _is_wanted(subject, part, language):
            continue
        current = texts.translation(subject, part, language)
        same = [one for one in texts.current(subject, part) if is_translation(one, language)]
        # A translation made before something was left out still holds it: it is shown to nobody.
        usable = base.kind is VersionKind.ORIGINAL
        old = [one for one in same if usable and one is not current]
        found.append(Side(part, base, current, old[0] if old else None))
    if not found:
        raise Missing
    return found


def _is_wanted(subject: Subject, part: str, language: str) -> bool:
    """What authors wrote (an objection, words of a talk) is put into German alone; what they are told about it into
    other languages alone."""
    if isinstance(subject, Message) and subject.is_talk and subject.kind in BY_STAFF:
        # Why a question was sent back is between commissioner and network.
        return part == "text"
    if subject.subject_kind != Objection.subject_kind and not (isinstance(subject, Message) and subject.is_talk):
        return True
    return (part == "text") == (language == GERMAN)


def is_translation(version: TextVersion, language: str) -> bool:
    """Whether a version is a translation into this language."""
    return version.kind is VersionKind.TRANSLATION and version.language == language


def owner(subject: CaseText) -> Contribution:
    """The contribution that a text belongs to."""
    if isinstance(subject, Contribution):
        return subject
    return db.session.get_one(Contribution, subject.contribution_id)
