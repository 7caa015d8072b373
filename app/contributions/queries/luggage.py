"""What a hall takes home: every case as plain values, with the hash of its code and the address as it was sealed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from app.contributions.contact import Contact
from app.contributions.lifecycle import State
from app.contributions.models import AssistedEntry, Contribution, Message
from app.contributions.rules import MessageKind
from app.core.languages import content
from app.core.languages.content import Texts
from app.extensions import db

# Words of the author that travel; what staff asked in the hall was between the people there.
OWN_WORDS = frozenset({MessageKind.ADDITION, MessageKind.REPLY, MessageKind.AUTHOR_REPLY, MessageKind.TO_COMMISSIONER})


def cases_of_the_hall() -> list[Contribution]:
    """Every case that came in here, without examples, in the order of their random ids."""
    query = sa.select(Contribution).where(Contribution.is_example.is_(False)).order_by(Contribution.id)
    return list(db.session.execute(query).scalars())


def luggage(cases: Iterable[Contribution]) -> list[dict[str, Any]]:
    """These cases as they travel. A withdrawn one takes nothing along but that it is withdrawn."""
    cases = list(cases)
    texts = content.load(cases, ["text"])
    contacts = {row.contribution_id: row for row in db.session.execute(sa.select(Contact)).scalars()}
    helped = {row.contribution_id: row for row in db.session.execute(sa.select(AssistedEntry)).scalars()}
    words = _own_words()
    return [
        _withdrawn(case)
        if case.state is State.WITHDRAWN or texts.original(case, "text") is None
        else {
            **_case(case, texts),
            "contact": _contact(contacts.get(case.id)),
            "assisted": _assisted(helped.get(case.id)),
            "added": words.get(str(case.id), []),
        }
        for case in cases
    ]


def _withdrawn(case: Contribution) -> dict[str, Any]:
    return {"id": case.id.hex, "state": str(State.WITHDRAWN)}


def _case(case: Contribution, texts: Texts) -> dict[str, Any]:
    original = texts.original(case, "text")
    return {
        "id": case.id.hex,
        "state": str(case.state),
        "text": original.text if original else "",
        "language": case.language,
        "language_origin": str(case.language_origin),
        "reading_language": case.reading_language,
        "fields": [field.number for field in case.suggested_fields],
        "district": case.district.key if case.district else None,
        "offers_help": case.offers_help,
        "quote_allowed": case.quote_allowed,
        "looks_automatic": case.looks_automatic,
        "source": str(case.source),
        "entry": str(case.entry) if case.entry else None,
        "received_on": case.received_on.isoformat(),
        "code_hash": case.code_hash,
        "code_key_id": case.code_key_id,
    }


def _contact(row: Contact | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {"address": row.address, "key_id": row.key_id, "language": row.language}


def _assisted(row: AssistedEntry | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {"spoken_language": row.spoken_language, "interpreter": str(row.interpreter), "words": str(row.words)}


def _own_words() -> dict[str, list[dict[str, Any]]]:
    """Case id → what its author added later."""
    query = sa.select(Message).where(Message.kind.in_(OWN_WORDS)).order_by(Message.position)
    messages = list(db.session.execute(query).scalars())
    texts = content.load(messages, ["text"])
    found: dict[str, list[dict[str, Any]]] = {}
    for message in messages:
        said = texts.original(message, "text")
        if said is not None:
            one = {"id": message.id.hex, "text": said.text, "language": said.language}
            found.setdefault(str(message.contribution_id), []).append(one)
    return found
