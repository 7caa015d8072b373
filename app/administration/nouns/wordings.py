"""Texts by language in sheets, kept as versions: German first, translations made from it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from app.administration.rules import GERMAN
from app.core.history import Actor, Subject
from app.core.languages import content
from app.core.languages.content import TextVersion, VersionKind


def read_words(subject: Subject, part: str) -> dict[str, str]:
    """The words of a text by language: German, and translations that were made from it."""
    texts = content.load([subject], [part])
    base = texts.base(subject, part)
    if base is None:
        return {}
    found = {base.language: base.text}
    for version in texts.current(subject, part):
        if version.kind is VersionKind.TRANSLATION and texts.translation(subject, part, version.language) is version:
            found[version.language] = version.text
    return found


def write_words(
    subject: Subject, part: str, before: Mapping[str, str], after: Mapping[str, str], actor: Actor, *, keep: bool
) -> None:
    """Store what has changed. New German words take older translations out of use until somebody looks at them;
    those that were typed with them hold, and with `keep` all that are given."""
    german = after.get(GERMAN, "").strip()
    base = content.base(subject, part)
    if not german:
        _retire_all(subject, part)
        return
    renewed = base is None or base.text != german
    if renewed:
        base = content.put(subject, part, german, language=GERMAN, actor=actor)
        _take_up_again(subject, part, base, actor)
    for tag, typed in after.items():
        text = typed.strip()
        if tag == GERMAN or (text == before.get(tag, "") and not (renewed and keep)):
            continue
        _put_translation(subject, part, tag, text, base, actor)


def _put_translation(subject: Subject, part: str, tag: str, text: str, base: TextVersion | None, actor: Actor) -> None:
    current = content.load([subject], [part]).translation(subject, part, tag)
    if current is not None and current.text == text:
        return
    if text:
        content.put(subject, part, text, language=tag, actor=actor, kind=VersionKind.TRANSLATION, based_on=base)
    elif current is not None:
        content.retire(current)


def _take_up_again(subject: Subject, part: str, base: TextVersion, actor: Actor) -> None:
    """Translations of these very words count again: the German text went back to what it was."""
    digest = hashlib.sha256(base.text.encode()).hexdigest()
    for version in content.load([subject], [part]).current(subject, part):
        if version.kind is VersionKind.TRANSLATION and version.based_on_digest == digest:
            again = content.put(
                subject,
                part,
                version.text,
                language=version.language,
                actor=actor,
                kind=VersionKind.TRANSLATION,
                based_on=base,
            )
            again.checked_on, again.checked_by_role = version.checked_on, version.checked_by_role


def _retire_all(subject: Subject, part: str) -> None:
    for version in content.load([subject], [part]).current(subject, part):
        content.retire(version)
