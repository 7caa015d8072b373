"""What was promised to be deleted is deleted on its day, not before, and leaves a line in history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.contributions import actions, queries
from app.contributions.actions import Submission
from app.contributions.contact import Contact
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.contributions.rules import MessageKind
from app.core import clock, history
from app.core.history import RESIDENT, SYSTEM
from app.core.languages import content
from app.extensions import db

pytestmark = pytest.mark.usefixtures("inside")
PERIODS = {"contact": 183, "refused": 92, "referred": 30, "returned": 30, "code": 730}


def case(*states: State, contact: str | None = "anna@example.org") -> Contribution:
    row = actions.submit(Submission(text="Wort", language="de", contact=contact)).contribution
    if contact:
        actions.confirm_contact(queries.mail_links(row.id)["confirm_token"])
    for state in states:
        actions.move(row, state, actor=SYSTEM, verb="step")
    return row


def erased(days: int) -> dict[str, int]:
    found = actions.erase_due(clock.today() + timedelta(days=days), actor=SYSTEM, periods=PERIODS)
    return {kind: count for kind, count in found.items() if count}


def addresses() -> int:
    return db.session.execute(sa.select(sa.func.count()).select_from(Contact)).scalar_one()


@pytest.mark.parametrize(("state", "days"), [(State.REFUSED, 92), (State.REFERRED, 30), (State.RETURNED, 30)])
def test_texts_that_were_not_accepted_go_on_their_day(state: State, days: int) -> None:
    row = case(state, contact=None)
    assert erased(days - 1) == {}
    assert erased(days) == {str(state): 1}
    assert content.versions(row, "text") == []
    assert row.state is State.CLOSED
    assert row.code_hash
    assert "erase_text" in [entry.verb for entry in history.of(row)]
    assert erased(days) == {}


@contextmanager
def quicker(row: Contribution) -> Iterator[None]:
    """Somebody sends this case to the queue just after the nightly job has looked what is due."""
    change = sa.update(Contribution).where(Contribution.id == row.id).execution_options(synchronize_session=False)

    done: list[str] = []

    def act(connection: sa.Connection, _cursor: object, statement: str, facts: object, *_more: object) -> None:
        if "max(history_entry.day)" in statement and str(row.id) in str(facts) and not done:
            done.append(statement)
            connection.execute(change.values(state=State.SUBMITTED, version=Contribution.version + 1))

    sa.event.listen(db.engine, "after_cursor_execute", act)
    yield
    sa.event.remove(db.engine, "after_cursor_execute", act)
    assert done


@pytest.mark.parametrize("state", [State.REFUSED, State.RETURNED])
def test_a_person_who_is_quicker_keeps_the_words(state: State) -> None:
    row, other = case(state, contact=None), case(state, contact=None)
    with quicker(row):
        assert erased(92) == {str(state): 1}
    assert row.state is State.SUBMITTED
    assert content.versions(row, "text") != []
    assert other.state is State.CLOSED


def test_an_objection_or_a_reply_lets_the_time_begin_anew() -> None:
    row = case(State.RETURNED, contact=None)
    with clock.at(clock.now() + timedelta(days=20)):
        actions.add_message(row, MessageKind.ADDITION, "Noch etwas", language="de", actor=RESIDENT)
    assert erased(35) == {}
    assert erased(50) == {"returned": 1}


def test_addresses_go_half_a_year_after_the_answer() -> None:
    main, merged, waiting = case(State.RELEASED), case(), case()
    actions.merge_into(merged, main, actor=SYSTEM)
    actions.move(main, State.ANSWERED, actor=SYSTEM, verb="answer")
    assert erased(182) == {}
    assert erased(183) == {"contact": 2}
    assert queries.contact_of(waiting.id) is not None
    assert addresses() == 1


def test_addresses_that_nobody_confirmed_go_after_a_month() -> None:
    actions.submit(Submission(text="Wort", language="de", contact="b@example.org"))
    assert erased(29) == {}
    assert erased(30) == {"contact": 1}


def test_codes_end_two_years_after_the_case() -> None:
    row = case(State.RETURNED, State.CLOSED, contact=None)
    assert erased(729) == {}
    assert erased(730) == {"code": 1}
    assert (row.code_hash, row.form_hash) == (None, None)
