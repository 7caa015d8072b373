"""The table of text versions, which content.py alone writes, and what readers get of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.languages import locales
from app.core.models import WITHOUT_ARRIVAL_ORDER, enum_column, random_id
from app.extensions import db


class VersionKind(StrEnum):
    """What a version is: the words as written, without what must not be read, or in another language."""

    ORIGINAL = "original"
    REDACTION = "redaction"
    TRANSLATION = "translation"


class Origin(StrEnum):
    """Who made a version: the author, a machine, or somebody of the staff."""

    AUTHOR = "author"
    MACHINE = "machine"
    HUMAN = "human"


class Audience(StrEnum):
    """For whom words are chosen. Networks work on the German text (domain.md rule 14)."""

    PUBLIC = "public"
    AUTHOR = "author"
    NETWORK = "network"
    STAFF = "staff"


class TextVersion(db.Model):  # type: ignore[name-defined,misc]
    """One version of one part ("text", "title" …) of one subject. Replaced versions stay until erased."""

    __tablename__ = "text_version"
    __table_args__ = (
        sa.Index("ix_text_version_subject", "subject_kind", "subject_id", "part"),
        # At most one current version of each kind (translations: and language), whoever saves at the same
        # moment.
        sa.Index(
            "uq_text_version_current",
            "subject_kind",
            "subject_id",
            "part",
            "slot",
            unique=True,
            sqlite_where=sa.text("replaced_on IS NULL"),
            postgresql_where=sa.text("replaced_on IS NULL"),
        ),
        sa.CheckConstraint("(kind = 'original') = (based_on_id IS NULL)", name="original_is_based_on_nothing"),
        WITHOUT_ARRIVAL_ORDER,
    )

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    subject_kind: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[str] = mapped_column(sa.String(40))
    part: Mapped[str] = mapped_column(sa.String(20))
    kind: Mapped[VersionKind] = mapped_column(enum_column(VersionKind))
    # "original", "redaction" or "translation:<language>": what a new version replaces.
    slot: Mapped[str] = mapped_column(sa.String(30))
    # Counts the versions of one part of one subject, because a day alone would not order them.
    number: Mapped[int] = mapped_column(sa.Integer)
    language: Mapped[str] = mapped_column(sa.String(12))
    origin: Mapped[Origin] = mapped_column(enum_column(Origin))
    # Which machine made it, for versions of origin "machine".
    engine: Mapped[str | None] = mapped_column(sa.String(40))
    text: Mapped[str] = mapped_column(sa.Text)
    digest: Mapped[str] = mapped_column(sa.String(64))
    based_on_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("text_version.id"), index=True)
    based_on_digest: Mapped[str | None] = mapped_column(sa.String(64))
    made_on: Mapped[date] = mapped_column(sa.Date)
    made_by_account: Mapped[int | None] = mapped_column(sa.Integer)
    made_by_role: Mapped[str | None] = mapped_column(sa.String(40))
    checked_on: Mapped[date | None] = mapped_column(sa.Date)
    checked_by_role: Mapped[str | None] = mapped_column(sa.String(40))
    replaced_on: Mapped[date | None] = mapped_column(sa.Date)


@dataclass(frozen=True)
class Wording:
    """Words for a reader, with everything the `wording` component must say about them."""

    text: str
    language: str
    dir: str
    kind: VersionKind
    origin: Origin
    checked_on: date | None
    checked_by_role: str | None

    @property
    def checked(self) -> bool:
        """Somebody who knows the language has compared it with what it was made from."""
        return self.checked_on is not None

    @property
    def is_original(self) -> bool:
        """Exactly what the author wrote."""
        return self.kind is VersionKind.ORIGINAL

    @property
    def is_machine(self) -> bool:
        """Made by a machine."""
        return self.origin is Origin.MACHINE

    @property
    def label_code(self) -> str | None:
        """Which sentence tells how a translation was made; None for words that are no translation."""
        if self.kind is not VersionKind.TRANSLATION:
            return None
        maker = "machine" if self.is_machine else "human"
        return f"{maker}_{'checked' if self.checked else 'unchecked'}"


def wording(version: TextVersion) -> Wording:
    """A version as words for a reader."""
    return Wording(
        text=version.text,
        language=version.language,
        dir=locales.known(version.language).dir,
        kind=version.kind,
        origin=version.origin,
        checked_on=version.checked_on,
        checked_by_role=version.checked_by_role,
    )
