"""What translators do: add a translation, and note that one was compared with its source."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from app.contributions import actions as contribution_actions
from app.contributions.models import Contribution, Message
from app.contributions.rules import clean_text
from app.core import history
from app.core.errors import Conflict, Invalid, Missing
from app.core.history import Actor
from app.core.languages import content
from app.core.languages.content import Origin, TextVersion, VersionKind
from app.dialogforum.actions import notes
from app.dialogforum.models.documentation import Commitment, ForumDocumentation
from app.dialogforum.models.tables import TableNote
from app.translating import queries, rules


@dataclass
class About:
    """The subject of a version, when only the version is at hand."""

    subject_kind: str
    id: str


# Parts that need not come with the text.
MAY_FOLLOW = frozenset({"next_step", "correction"})


def add_translation(
    subject: queries.Text,
    part: str,
    language: str,
    text: str,
    *,
    actor: Actor,
    origin: Origin = Origin.HUMAN,
    checked: bool = False,
    source: uuid.UUID | None = None,
) -> TextVersion:
    """Put a translation of one part of a text beside it; an older one in the same language is replaced.

    `source`: id of the version the translator had in view. Raises Conflict("source_changed") when that is no
    longer the one to translate, Invalid for an empty or too long text or for the language of the source,
    Missing without a source. An author is told when words arrive in a language that the author reads.
    """
    version = put_translation(subject, part, language, text, actor=actor, origin=origin, checked=checked, source=source)
    _tell(subject, language)
    return version


def add_translations(
    subject: queries.Text,
    language: str,
    texts: Mapping[str, str],
    *,
    actor: Actor,
    checked: bool = False,
    sources: Mapping[str, uuid.UUID] | None = None,
) -> list[TextVersion]:
    """The button of the editor: every part of a text at once, by its name. Errors as add_translation().

    Parts whose words did not change keep their version; with `checked` they are noted as checked. The text must be
    there, a next step and the reason of a correction may follow later.
    """
    changed = []
    for part, text in texts.items():
        if part in MAY_FOLLOW and not clean_text(text):
            continue
        known = content.load([subject], [part]).translation(subject, part, language)
        source = (sources or {}).get(part)
        if known is not None and known.text == clean_text(text) and source in {None, known.based_on_id}:
            if checked and known.checked_on is None:
                check(known, actor=actor)
            continue
        changed.append(put_translation(subject, part, language, text, actor=actor, checked=checked, source=source))
    if changed:
        _tell(subject, language)
    return changed


def check(version: TextVersion, *, actor: Actor) -> TextVersion:
    """Note that a translation was compared with its source. Raises Missing unless it is a current one."""
    if version.kind is not VersionKind.TRANSLATION or content.is_outdated(version):
        raise Missing
    content.check(version, actor=actor)
    about = About(version.subject_kind, version.subject_id)
    history.record(actor, "check_translation", about, part=version.part, language=version.language)
    return version


def put_translation(
    subject: queries.Text,
    part: str,
    language: str,
    text: str,
    *,
    actor: Actor,
    origin: Origin = Origin.HUMAN,
    checked: bool = False,
    source: uuid.UUID | None = None,
    engine: str | None = None,
) -> TextVersion:
    """Store one translation without telling anybody; errors as add_translation(). `engine`: which machine made it."""
    if _base(subject, part, source).language == language:
        raise Invalid("same_language", part)
    words = _words(part, text)
    version = content.put(
        subject, part, words, language=language, actor=actor, kind=VersionKind.TRANSLATION, origin=origin
    )
    version.engine = engine
    if isinstance(subject, Contribution):
        contribution_actions.refresh_search(subject)
    if checked:
        content.check(version, actor=actor)
    history.record(actor, "translate", subject, part=part, language=language, checked=checked)
    return version


def _words(part: str, text: str) -> str:
    words = clean_text(text)
    if not words:
        raise Invalid("translation_missing", part)
    if len(words) > rules.MAX_TRANSLATION:
        raise Invalid("translation_too_long", part, limit=rules.MAX_TRANSLATION)
    return words


def _base(subject: queries.Text, part: str, source: uuid.UUID | None) -> TextVersion:
    # Words that arrive beside a withdrawal would outlive it.
    if isinstance(subject, TableNote):
        notes.lock(subject)
    elif not isinstance(subject, Commitment | ForumDocumentation):
        contribution_actions.lock(queries.owner(subject))
    base = content.base(subject, part)
    if base is None:
        raise Missing
    if source is not None and base.id != source:
        raise Conflict("source_changed")
    return base


def _tell(subject: queries.Text, language: str) -> None:
    """An answer or a question in the author's own language is news; a note of a table has no author to tell."""
    if isinstance(subject, TableNote | Commitment | ForumDocumentation):
        return
    contribution = queries.owner(subject)
    if not isinstance(subject, Contribution) and language in queries.languages_needed(contribution):
        alone = isinstance(subject, Message) and subject.is_talk
        contribution_actions.tell_author(contribution, alone=alone)
