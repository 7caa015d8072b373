"""What no page may tell: words, numbers and addresses of the village, and who may read them in the staff area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.contributions import codes
from app.permissions import Role

if TYPE_CHECKING:
    from tests.support.village import Village

NOBODY: frozenset[Role] = frozenset()
FIRST_READERS = frozenset({Role.MODERATOR, Role.TRANSLATOR})
NETWORK = frozenset({Role.NETWORK_MANAGER, Role.NETWORK_MEMBER})


@dataclass(frozen=True)
class Secret:
    """Words that stand in the database, and the roles that may read them in the staff area; others never do."""

    what: str
    mark: str
    readers: frozenset[Role]


def readers_of(village: Village) -> dict[str, frozenset[Role]]:
    """Words that are not public, and who may read them."""
    readers: dict[str, frozenset[Role]] = {
        **{f"Worte{name}": FIRST_READERS for name in village.cases},
        # Something was left out of it: its original is sealed, no page that is only opened tells it.
        "Wortefour": NOBODY,
        **dict.fromkeys(("Wortefrage", "Worterat", "Wortegrund", "Worteeinwand"), FIRST_READERS),
        "Klartextsieben": frozenset({*FIRST_READERS, Role.STEERING_MEMBER}),
        "Klartextleise": frozenset({*FIRST_READERS, Role.STEERING_MEMBER, *NETWORK}),
        "Klartextvier steht hier": NOBODY,
        "Meldungsworte": frozenset({Role.MODERATOR}),
        "Entwurfvier": NETWORK,
        "Entwurfsieben": NOBODY,
        "Notizvier": NETWORK,
        "Notizsieben": NOBODY,
        "Nachfragevier": frozenset({*FIRST_READERS, *NETWORK}),
        "Nachfragesieben": FIRST_READERS,
    }
    return readers | _in_the_hall()


def _in_the_hall() -> dict[str, frozenset[Role]]:
    """Words at tables, on agendas and in the documentation."""
    at_table = frozenset({*FIRST_READERS, Role.EVENT_STAFF})
    return {
        "Notizblattvier": frozenset({*at_table, *NETWORK}),
        "Notizblattsieben": at_table,
        # Words were left out of it; who sat at the table reads what is left.
        "Notizblattlang": NOBODY,
        "Notizblattweg": NOBODY,
        # Nobody has published the documentation yet; translators and commissioners prepare its words.
        "Eröffnungsworte": frozenset({*FIRST_READERS, Role.ADMIN, Role.STEERING_MEMBER}),
        "Zusage4": frozenset({*FIRST_READERS, *NETWORK, Role.ADMIN, Role.STEERING_MEMBER}),
        "Zusage7": frozenset({*FIRST_READERS, Role.ADMIN, Role.STEERING_MEMBER}),
        "Punktvier": frozenset({*at_table, *NETWORK, Role.ADMIN, Role.STEERING_MEMBER}) - {Role.TRANSLATOR},
        "Punktsieben": frozenset({*at_table, Role.ADMIN, Role.STEERING_MEMBER}) - {Role.TRANSLATOR},
    }


def secrets(village: Village) -> list[Secret]:
    """Who may read what. Whatever is not public stands here."""
    found = [Secret("words", mark, roles) for mark, roles in readers_of(village).items()]
    for name, case in village.cases.items():
        groups = [case.code[start : start + 4] for start in range(0, 16, 4)]
        marks = [case.code, *(between.join(groups) for between in (" ", "-", "</span> <span>"))]
        found += [Secret(f"code of {name}", mark, NOBODY) for mark in marks]
    for number, code in village.stubs.items():
        found += [Secret(f"stub of card {number}", mark, NOBODY) for mark in (code, " ".join(codes.groups(code)))]
    for mark in (village.seat, " ".join(codes.groups(village.seat))):
        found.append(Secret("number of a seat", mark, NOBODY))
    # Only behind a button that is written down, so on no page that is only opened.
    found += [Secret("a need", mark, NOBODY) for mark in ("Sitznotiz", "Sitzname")]
    found.append(Secret("an address", "adresse-", NOBODY))
    return found
