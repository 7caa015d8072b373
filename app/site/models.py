"""Languages that people miss on the site: their words, the day, nothing about them."""

from __future__ import annotations

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import WITHOUT_ARRIVAL_ORDER, random_id
from app.extensions import db


class LanguageWish(db.Model):  # type: ignore[name-defined,misc]
    """One answer to the question "Which language is missing?"."""

    __tablename__ = "language_wish"
    __table_args__ = (WITHOUT_ARRIVAL_ORDER,)

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    words: Mapped[str] = mapped_column(sa.String(80))
    # The language in which the page was read.
    page_language: Mapped[str] = mapped_column(sa.String(12))
    wished_on: Mapped[date] = mapped_column(sa.Date)
