"""A case of a hall comes home: as it was sent there, with the code and the address that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from app.contributions import queries
from app.contributions.actions.sending import Submission, form_hash, submit
from app.contributions.actions.words import add_message, correct, may_correct
from app.contributions.contact import Contact, sealed_anew
from app.contributions.lifecycle import State
from app.contributions.models import AssistedEntry, Contribution
from app.contributions.rules import Entry, Interpreter, LanguageOrigin, MessageKind, Source, Words
from app.core import clock, history, outbox
from app.core.errors import Invalid
from app.core.halls import HallKey
from app.core.history import RESIDENT, Actor
from app.extensions import db

HASH_LENGTH = 64


# That words came home, with a mark that tells them apart.
CAME = "come_home"


class Home(StrEnum):
    """What became of a case that came home from a hall."""

    ARRIVED = "arrived"
    KNOWN = "known"
    # Withdrawn in the hall: the caller must withdraw it here too, or nothing of it ever came here.
    WITHDRAWN = "withdrawn"
    GONE = "gone"


def bring_home(item: Mapping[str, Any], hall: HallKey, *, actor: Actor) -> tuple[Contribution | None, Home]:
    """Submit one case of a hall; known ones get what its author changed since. Twice is the same as once.

    The day is that of the hall, never one to come. Raises Invalid("home_broken") for what no export writes, and what
    submit() raises.
    """
    try:
        known = queries.by_import(home_key(item["id"], hall))
        if item["state"] == State.WITHDRAWN:
            gone = known is None or known.state is State.WITHDRAWN
            return known, Home.GONE if gone else Home.WITHDRAWN
        if known is None:
            known, home = _arrive(item, hall, actor)
        else:
            home = Home.KNOWN
        if known.state is not State.WITHDRAWN:
            _follow(known, item, hall)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Invalid("home_broken") from error
    return known, home


def home_key(item_id: str, hall: HallKey) -> str:
    """Under which key a case of a hall is known here."""
    return f"hall:{hall.id}:{item_id}"


def _arrive(item: Mapping[str, Any], hall: HallKey, actor: Actor) -> tuple[Contribution, Home]:
    submission = Submission(
        text=item["text"],
        language=item["language"],
        reading_language=item["reading_language"],
        fields=item["fields"],
        district_key=item["district"],
        offers_help=bool(item["offers_help"]),
        quote_allowed=bool(item["quote_allowed"]),
        entry=Entry(item["entry"]) if item["entry"] else None,
        source=Source(item["source"]),
        language_origin=LanguageOrigin(item["language_origin"]),
        looks_automatic=bool(item["looks_automatic"]),
        import_id=home_key(item["id"], hall),
        code_hash=_hash(item),
        received_on=min(date.fromisoformat(item["received_on"]), clock.today()),
    )
    done = submit(submission, actor=actor)
    if not done.created:
        # A card that was typed in the hall and in the city.
        return done.contribution, Home.KNOWN
    arrived = done.contribution
    history.record(actor, CAME, arrived, form=_mark(item))
    if item["assisted"]:
        _take_help(arrived, item["assisted"])
    return arrived, Home.ARRIVED


def _mark(item: Mapping[str, Any]) -> str:
    """What tells the words of a case apart, without telling them."""
    return form_hash(f"hall:{item['id']}", str(item["text"]))[:16]


def _follow(known: Contribution, item: Mapping[str, Any], hall: HallKey) -> None:
    """What the author did in the hall, as far as it has not come yet: other words, more words, an address."""
    before = history.of(known)
    if not any(entry.verb == CAME and entry.facts.get("form") == _mark(item) for entry in before):
        _other_words(known, item, hall)
        history.record(RESIDENT, CAME, known, form=_mark(item))
    if item["contact"] and not any(entry.verb in {"give_contact", "delete_contact"} for entry in before):
        _take_contact(known, item["contact"], hall)
    for one in item["added"]:
        _add(known, one["text"], one["language"], f"hall:{one['id']}")


def _other_words(known: Contribution, item: Mapping[str, Any], hall: HallKey) -> None:
    """Words that were corrected in the hall replace what nobody has read here. Else they come beside it, also those of
    a card that was typed in the city too."""
    if may_correct(known) and known.import_id == home_key(item["id"], hall):
        origin = LanguageOrigin(item["language_origin"])
        correct(known, item["text"], language=item["language"], language_origin=origin, actor=RESIDENT)
    else:
        _add(known, item["text"], item["language"], f"hall:{item['id']}:{_mark(item)}")


def _hash(item: Mapping[str, Any]) -> tuple[str, str] | None:
    """The hash of the code as it was made in the hall, or in the city when the card was printed."""
    found = item["code_hash"], item["code_key_id"]
    if not all(isinstance(part, str) for part in found) or len(found[0]) != HASH_LENGTH:
        raise ValueError("no hash of a code")
    return found


def _take_contact(contribution: Contribution, given: Mapping[str, Any], hall: HallKey) -> None:
    """Keep the address under the city's own key; the mail that asks to confirm it leaves now, not in the hall."""
    address, key_id = sealed_anew(given["address"], hall.contact)
    language = given["language"]
    today = clock.today()
    row = Contact(contribution_id=contribution.id, address=address, key_id=key_id, language=language, given_on=today)
    db.session.add(row)
    history.record(RESIDENT, "give_contact", contribution)
    outbox.put("confirm_contact", f"contact:{contribution.id}", language=language)
    db.session.flush()


def _take_help(contribution: Contribution, given: Mapping[str, Any]) -> None:
    interpreter, words = Interpreter(given["interpreter"]), Words(given["words"])
    spoken = str(given["spoken_language"])[:12]
    db.session.add(
        AssistedEntry(contribution_id=contribution.id, spoken_language=spoken, interpreter=interpreter, words=words)
    )
    db.session.flush()


def _add(contribution: Contribution, text: str, language: str, number: str) -> None:
    """Words beside the case; the number makes sure that they come once."""
    kind = MessageKind.ADDITION
    add_message(contribution, kind, text, language=language, actor=RESIDENT, form_number=number)
