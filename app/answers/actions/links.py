"""A link in a mail opens one case to its manager. Nothing is stored about it: seat, case and age decide."""

from __future__ import annotations

from app.accounts import queries as account_queries
from app.answers import queries
from app.answers.queries.links import LinkState
from app.core import clock, outbox


def send_new_link(token: str) -> None:
    """Mail a fresh link to whom an old one belonged, at most once a day and case, while the case is still theirs.

    Says nothing about what became of it. Raises Missing for an altered link.
    """
    found = queries.link(token)
    if found.state is not LinkState.OLD:
        return
    today = clock.today()
    outbox.put(
        "answer_link",
        f"account:{found.account_id}",
        language=account_queries.get(found.account_id).language,
        facts=queries.mail_facts_of(found.assignment, today),
        key=f"answer_link:{found.assignment.id}:{found.account_id}:{today.isoformat()}",
    )
