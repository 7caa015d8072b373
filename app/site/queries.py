"""What the site knows about itself: languages that people miss, and mails that did not leave."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.contributions.models import Contribution
from app.core import outbox
from app.core.outbox import OutboxMail
from app.core.search.normal import normal
from app.extensions import db
from app.site.models import LanguageWish
from app.site.rules import FOR_COLLEAGUES, SUMMARY, Trouble, trouble


def wished_languages() -> list[tuple[str, int]]:
    """What people wrote and how often, most first; spellings that differ in case or accents count together."""
    spellings: dict[str, Counter[str]] = {}
    for words in db.session.execute(sa.select(LanguageWish.words)).scalars():
        spellings.setdefault(normal(words), Counter())[words] += 1
    # The usual spelling stands for all; the table has no order, so equal ones are put into one.
    found = [(min(some, key=lambda one: (-some[one], one)), some.total()) for some in spellings.values()]
    return sorted(found, key=lambda row: (-row[1], row[0]))


@dataclass(frozen=True)
class StuckMail:
    """A mail that was given up: which cases it is about, whom it was for, and what stopped it. No address, no words."""

    mail: OutboxMail
    references: list[str]
    account_id: int | None
    name: str | None
    trouble: Trouble

    @property
    def may_go_to_others(self) -> bool:
        """Whether a colleague may get it: it holds nothing that belongs to one person alone."""
        return self.mail.kind in FOR_COLLEAGUES and self.account_id is not None and "link" not in self.mail.facts


def stuck_mails() -> list[StuckMail]:
    """Mails that nobody tries to send any more, newest day first. Three statements, however many they are."""
    mails = outbox.stuck()
    names = accounts.names({one for mail in mails if (one := _account(mail)) is not None})
    cases = _references([key for mail in mails if (key := _case(mail)) is not None])
    return [
        StuckMail(
            mail=mail,
            references=_named(mail) or [cases[key] for key in [_case(mail)] if key in cases],
            account_id=_account(mail),
            name=names.get(_account(mail) or 0),
            trouble=trouble(mail.last_error),
        )
        for mail in mails
    ]


def count_stuck() -> int:
    """How many mails are stuck, apart from the one that tells of them."""
    return sum(1 for mail in outbox.stuck() if mail.kind != SUMMARY)


def _named(mail: OutboxMail) -> list[str]:
    """The cases that the facts of a mail name, in whichever shape."""
    facts = mail.facts
    found = [
        facts.get("reference"),
        *facts.get("references", []),
        *(one["reference"] for one in facts.get("cases", [])),
    ]
    return [str(reference) for reference in found if reference]


def _account(mail: OutboxMail) -> int | None:
    what, _, key = mail.recipient.partition(":")
    return int(key) if what == "account" else None


def _case(mail: OutboxMail) -> uuid.UUID | None:
    """The case whose author a mail was for."""
    what, _, key = mail.recipient.partition(":")
    return uuid.UUID(key) if what == "contact" else None


def _references(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID | None, str]:
    query = sa.select(Contribution.id, Contribution.reference).where(Contribution.id.in_(list(ids)))
    return {row.id: row.reference for row in db.session.execute(query)}
