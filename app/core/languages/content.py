"""★ Texts of people in several languages: one table of versions, never a changed original.

Every text is a version: the original, a redaction of it, or a translation. A version is added and later
replaced, never altered (domain.md rule 4). Readers get a version made from the current base alone: the
redaction, if there is one, else the original. A new redaction so withdraws every older translation at once;
nothing is stored about it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.errors import Missing
from app.core.history import Actor, Subject
from app.core.languages.versions import Audience, Origin, TextVersion, VersionKind, Wording, wording
from app.core.models import random_id
from app.extensions import db

__all__ = [
    "Audience",
    "Origin",
    "TextVersion",
    "Texts",
    "VersionKind",
    "Wording",
    "base",
    "check",
    "erase",
    "forget_original",
    "is_outdated",
    "load",
    "original",
    "put",
    "put_table",
    "replace_unread",
    "retire",
    "say",
    "versions",
    "wording",
]


class Texts:
    """The current versions of a list of subjects, read in one query; its methods ask the database nothing."""

    def __init__(self, versions: Iterable[TextVersion]) -> None:
        self._current: dict[tuple[str, str, str], list[TextVersion]] = {}
        for version in versions:
            key = (version.subject_kind, version.subject_id, version.part)
            self._current.setdefault(key, []).append(version)

    def current(self, subject: Subject, part: str) -> list[TextVersion]:
        """All current versions, outdated translations among them."""
        return self._current.get((subject.subject_kind, str(subject.id), part), [])

    def original(self, subject: Subject, part: str) -> TextVersion | None:
        """What the author wrote."""
        return _of_kind(self.current(subject, part), VersionKind.ORIGINAL)

    def base(self, subject: Subject, part: str) -> TextVersion | None:
        """What readers and translators start from: the redaction if there is one, else the original."""
        return _base(self.current(subject, part))

    def translation(self, subject: Subject, part: str, language: str) -> TextVersion | None:
        """The translation into `language` that was made from the current base."""
        return _translation(self.current(subject, part), language)

    def say(self, subject: Subject, part: str, reader: str, audience: Audience) -> Wording | None:
        """The words for a reader of language `reader`; None if nothing was written.

        The reader's language, else German for who reads simple German, else German, else the base itself.
        """
        versions = self.current(subject, part)
        base = _base(versions)
        if base is None:
            return None
        wishes = ["de"] if audience is Audience.NETWORK else [reader, "de"]
        for wish in wishes:
            found = base if base.language == wish else _translation(versions, wish)
            if found is not None:
                return wording(found)
        return wording(base)


def put(
    subject: Subject,
    part: str,
    text: str,
    *,
    language: str,
    actor: Actor,
    kind: VersionKind = VersionKind.ORIGINAL,
    origin: Origin = Origin.HUMAN,
    based_on: TextVersion | None = None,
) -> TextVersion:
    """Add a version and mark its predecessor as replaced today.

    A redaction is made from the original; a translation from the current base, unless `based_on` names
    another version of the same text. Raises Missing when there is nothing to redact or translate.
    """
    source = _source(subject, part, kind, based_on)
    slot = f"{kind}:{language}" if kind is VersionKind.TRANSLATION else str(kind)
    _replace(subject, part, slot)
    version = TextVersion(
        id=random_id(),
        **_place(subject, part),
        kind=kind,
        slot=slot,
        language=language,
        origin=origin,
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        based_on_id=source.id if source else None,
        based_on_digest=source.digest if source else None,
        **_hand(actor),
    )
    db.session.add(version)
    db.session.flush()
    return version


def put_table(subject: Subject, part: str, texts: Mapping[str, str], *, actor: Actor) -> None:
    """Store a table of texts, language to text, as data files hold them: "de" is the original, the rest translations.

    The key "simple" stands for Leichte Sprache ("de-simple").
    """
    source = put(subject, part, texts["de"], language="de", actor=actor)
    for key, text in texts.items():
        tag = {"simple": "de-simple"}.get(key, key)
        if tag != "de":
            put(subject, part, text, language=tag, actor=actor, kind=VersionKind.TRANSLATION, based_on=source)


def replace_unread(
    subject: Subject, part: str, text: str, *, language: str, actor: Actor, origin: Origin = Origin.AUTHOR
) -> TextVersion:
    """Put the author's corrected words in the place of words that nobody has read yet; those are erased."""
    erase(subject, part)
    return put(subject, part, text, language=language, actor=actor, origin=origin)


def check(version: TextVersion, *, actor: Actor) -> None:
    """Note that `actor` compared a translation with what it was made from and found it right."""
    version.checked_on = clock.today()
    version.checked_by_role = actor.role


def retire(version: TextVersion) -> None:
    """Take a version out of use without a successor: an unneeded redaction, a wrong translation."""
    version.replaced_on = clock.today()
    db.session.flush()


def original(subject: Subject, part: str) -> TextVersion | None:
    """What the author wrote, for the author and for commissioners alone."""
    return load([subject], [part]).original(subject, part)


def base(subject: Subject, part: str) -> TextVersion | None:
    """What readers and translators start from: the redaction if there is one, else the original."""
    return load([subject], [part]).base(subject, part)


def versions(subject: Subject, part: str) -> list[TextVersion]:
    """Every version that was not erased, replaced ones too, oldest first."""
    query = sa.select(TextVersion).where(*_about(subject, part)).order_by(TextVersion.number)
    return list(db.session.execute(query).scalars())


def is_outdated(version: TextVersion) -> bool:
    """Whether the version was replaced, or made from words that are no longer the ones to start from."""
    if version.replaced_on is not None:
        return True
    if version.kind is VersionKind.ORIGINAL:
        return False
    about = (
        TextVersion.subject_kind == version.subject_kind,
        TextVersion.subject_id == version.subject_id,
        TextVersion.part == version.part,
        TextVersion.replaced_on.is_(None),
    )
    current = list(db.session.execute(sa.select(TextVersion).where(*about)).scalars())
    if version.kind is VersionKind.REDACTION:
        return not _made_from(version, _of_kind(current, VersionKind.ORIGINAL))
    return not _made_from(version, _base(current))


def say(subject: Subject, part: str, reader: str, audience: Audience) -> Wording | None:
    """The words of one text for one reader; see Texts.say(). For lists use load()."""
    return load([subject], [part]).say(subject, part, reader, audience)


def load(subjects: Iterable[Subject], parts: Iterable[str]) -> Texts:
    """The current versions of these parts of all these subjects, in one query (none for an empty list)."""
    ids: dict[str, list[str]] = {}
    for subject in subjects:
        ids.setdefault(subject.subject_kind, []).append(str(subject.id))
    if not ids:
        return Texts([])
    about = [sa.and_(TextVersion.subject_kind == kind, TextVersion.subject_id.in_(some)) for kind, some in ids.items()]
    query = sa.select(TextVersion).where(
        sa.or_(*about), TextVersion.part.in_(list(parts)), TextVersion.replaced_on.is_(None)
    )
    return Texts(db.session.execute(query).scalars())


def erase(subject: Subject, part: str | None = None) -> None:
    """Delete every version of one part, or of all parts: after a withdrawal, and when its time is over."""
    db.session.flush()
    db.session.execute(
        sa.delete(TextVersion).where(*_about(subject, part)),
        execution_options={"synchronize_session": "fetch"},
    )


def forget_original(subject: Subject, part: str) -> bool:
    """What was left out of a text ends: every version before the latest redaction takes on its words, without their
    translations. Returns whether there was anything to forget; never while the longer words are the ones in use."""
    known, current = versions(subject, part), base(subject, part)
    redaction = _of_kind(reversed(known), VersionKind.REDACTION)
    if redaction is None or current is None or current.number < redaction.number:
        return False
    older = [one for one in known if one.number < redaction.number]
    if all(one.text == redaction.text for one in older if one.kind is not VersionKind.TRANSLATION):
        return False
    stale = TextVersion.based_on_id.in_([one.id for one in older]) & (TextVersion.kind == VersionKind.TRANSLATION)
    rest = {"synchronize_session": "fetch"}
    db.session.execute(sa.delete(TextVersion).where(*_about(subject, part), stale), execution_options=rest)
    longer = sa.and_(TextVersion.number < redaction.number, TextVersion.kind != VersionKind.TRANSLATION)
    shorter = sa.update(TextVersion).where(*_about(subject, part), longer).values(text=redaction.text)
    db.session.execute(shorter, execution_options=rest)
    return True


def _about(subject: Subject, part: str | None) -> list[sa.ColumnElement[bool]]:
    found = [TextVersion.subject_kind == subject.subject_kind, TextVersion.subject_id == str(subject.id)]
    return found if part is None else [*found, TextVersion.part == part]


def _place(subject: Subject, part: str) -> dict[str, Any]:
    last = db.session.execute(sa.select(sa.func.max(TextVersion.number)).where(*_about(subject, part))).scalar()
    return {
        "subject_kind": subject.subject_kind,
        "subject_id": str(subject.id),
        "part": part,
        "number": (last or 0) + 1,
    }


def _hand(actor: Actor) -> dict[str, Any]:
    return {"made_on": clock.today(), "made_by_account": actor.account_id, "made_by_role": actor.role}


def _replace(subject: Subject, part: str, slot: str) -> None:
    # What was left out of an original says nothing about its successor.
    slots = [slot, str(VersionKind.REDACTION)] if slot == VersionKind.ORIGINAL else [slot]
    # Written at once: a unit of work would insert the successor first, and two would be current.
    db.session.execute(
        sa.update(TextVersion)
        .where(*_about(subject, part), TextVersion.slot.in_(slots), TextVersion.replaced_on.is_(None))
        .values(replaced_on=clock.today()),
        execution_options={"synchronize_session": "fetch"},
    )


def _source(subject: Subject, part: str, kind: VersionKind, based_on: TextVersion | None) -> TextVersion | None:
    if kind is VersionKind.ORIGINAL:
        return None
    found = load([subject], [part])
    redacts = kind is VersionKind.REDACTION
    source = found.original(subject, part) if redacts else based_on or found.base(subject, part)
    about = (subject.subject_kind, str(subject.id), part)
    if source is None or (source.subject_kind, source.subject_id, source.part) != about:
        raise Missing
    return source


def _of_kind(versions: Iterable[TextVersion], kind: VersionKind) -> TextVersion | None:
    return next((version for version in versions if version.kind is kind), None)


def _base(versions: list[TextVersion]) -> TextVersion | None:
    return _of_kind(versions, VersionKind.REDACTION) or _of_kind(versions, VersionKind.ORIGINAL)


def _made_from(version: TextVersion, source: TextVersion | None) -> bool:
    return source is not None and version.based_on_id == source.id and version.based_on_digest == source.digest


def _translation(versions: list[TextVersion], language: str) -> TextVersion | None:
    source = _base(versions)
    for version in versions:
        if version.kind is VersionKind.TRANSLATION and version.language == language and _made_from(version, source):
            return version
    return None
