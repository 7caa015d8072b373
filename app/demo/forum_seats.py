"""Example registrations for the Dialogforum of the demo: nearly full, with needs, two families waiting."""

from __future__ import annotations

from app.contributions import codes
from app.core import clock
from app.core.history import SYSTEM
from app.dialogforum.actions import desk_seats, seats
from app.dialogforum.actions.seats import Registration
from app.dialogforum.rules.seats import Age, Ask, Need
from app.rounds import queries as rounds

SEATS, CARE_PLACES = 40, 4
# Who comes: language of the page, and what they ask for.
PARTIES: tuple[tuple[str, Ask], ...] = (
    ("uk", Ask(2, 2, 2, "uk", care={Age.MIDDLE: 2}, name="Familie Sonnenblume")),
    ("ar", Ask(3, 1, 4, "ar", needs=(Need.STEP_FREE,), care={Age.SMALL: 1}, name="Zeder")),
    ("de-simple", Ask(2, needs=(Need.SIMPLE_LANGUAGE, Need.COMPANION), name="Linde")),
    ("de", Ask(1, table=6, needs=(Need.WHEELCHAIR, Need.STEP_FREE), note="Ich komme mit einem breiten Rollstuhl.")),
    ("de", Ask(2, needs=(Need.SIGN_LANGUAGE,), name="Zwei Hände")),
    ("de", Ask(1, needs=(Need.HEARING_LOOP,))),
    ("ro", Ask(4, table=3, interpreting="ro", name="Familia Brad")),
    ("tr", Ask(5, table=5)),
    ("fa", Ask(2, table=1, interpreting="fa")),
    ("kmr", Ask(3, interpreting="kmr", other_language="Soranî")),
    ("de", Ask(5, name="Chor der Nachbarn", table=8)),
    ("en", Ask(4, table=7)),
    ("pl", Ask(2, 1, care={Age.BIG: 1}, name="Rodzina Jaskółka")),
    ("de", Ask(3, table=4)),
    ("sq", Ask(4, 1, interpreting="sq")),
    ("bg", Ask(3, 2, interpreting="bg", care={Age.MIDDLE: 2})),
)


def register() -> int:
    """Set the seats of the present round and take them through the real acts. Gives how many parties come."""
    today = clock.today()
    current = rounds.current(today)
    if current is None:
        return 0
    desk_seats.set_capacity(current, SEATS, CARE_PLACES, version=0, actor=SYSTEM)
    for number, (language, ask) in enumerate(PARTIES):
        sent = Registration(ask, f"demo-seat-{number}", codes.new(), language, consent=True)
        seats.register(current, sent)
    return len(PARTIES)
