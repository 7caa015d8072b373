"""Sending a contribution: what is stored, what is not, and that the same thing is never stored twice."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from app.contributions import actions, codes, queries
from app.contributions.actions import Submission
from app.contributions.contact import Contact
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.contributions.rules import Entry, MessageKind, Source
from app.core import clock, history
from app.core.errors import Invalid, Missing, NotPossibleNow
from app.core.history import RESIDENT, SYSTEM, ActorKind
from app.core.languages import content
from app.core.outbox import OutboxMail
from app.extensions import db

pytestmark = pytest.mark.usefixtures("inside")


def submit(text: str = "Mehr Bänke am Emsufer.", **more: object) -> actions.Submitted:
    return actions.submit(Submission(text=text, language="de", **more))


def count(table: type) -> int:
    return db.session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def test_everything_that_was_answered_is_stored() -> None:
    done = submit(
        "  Ein\r\nText ",
        fields=[4, 6, 4],
        district_key="mesum",
        offers_help=True,
        quote_allowed=True,
        entry=Entry.POSTER,
    )
    row = queries.get(done.contribution.reference)
    assert done.created
    assert row.state is State.SUBMITTED
    assert [field.number for field in row.suggested_fields] == [4, 6]
    assert row.assigned_fields == []
    assert (row.district.key, row.offers_help, row.quote_allowed, row.entry) == ("mesum", True, True, Entry.POSTER)
    assert content.original(row, "text").text == "Ein\nText"
    assert row.received_on == clock.today()
    assert row.voices == 1


def test_the_code_opens_it_and_is_not_stored() -> None:
    done = submit()
    assert codes.check(done.code)
    assert queries.by_code(done.code).id == done.contribution.id
    assert queries.by_code(codes.reversed_groups(done.code)).id == done.contribution.id
    assert queries.by_code(codes.new()) is None
    stored = [str(value) for value in db.session.execute(sa.select(Contribution.__table__)).one()]
    assert not any(done.code in value or done.code[:15] in value for value in stored)
    assert done.contribution.code_hash == codes.digest(done.code)[0]


def test_history_knows_the_day_and_not_the_person() -> None:
    [entry] = history.of(submit(fields=[4]).contribution)
    assert (entry.verb, entry.actor_kind, entry.day, entry.at) == ("submit", ActorKind.RESIDENT, clock.today(), None)
    assert entry.facts == {"source": "web", "fields": [4]}


@pytest.mark.parametrize(
    ("text", "code"), [("", "text_missing"), (" \u202e\n", "text_missing"), ("x" * 4001, "text_too_long")]
)
def test_wrong_texts_are_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid) as error:
        submit(text)
    assert (error.value.code, error.value.field) == (code, "text")
    assert count(Contribution) == 0


def test_wrong_addresses_fields_and_districts_are_refused() -> None:
    with pytest.raises(Invalid, match="not_an_address"):
        submit(contact="anna@")
    with pytest.raises(Missing):
        submit(fields=[9])
    with pytest.raises(Missing):
        submit(district_key="atlantis")


def test_one_form_number_is_one_contribution() -> None:
    first = submit(number="n-1", code=codes.new())
    second = submit("Andere Worte.", number="n-1", code=first.code)
    assert (second.created, second.contribution.id, second.code) == (False, first.contribution.id, first.code)
    assert count(Contribution) == 1
    assert submit(number="n-2").created


def test_one_imported_line_is_one_contribution_and_its_code_is_told_once() -> None:
    first = submit(import_id="d001", source=Source.CARD)
    again = submit(import_id="d001", source=Source.CARD)
    assert first.code
    assert (again.created, again.code, again.contribution.id) == (False, None, first.contribution.id)


def test_a_taken_reference_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = submit().contribution.reference
    drawn = iter([taken, taken, "C7MTNP"])
    monkeypatch.setattr("app.contributions.actions.sending.random_reference", lambda: next(drawn))
    assert submit().contribution.reference == "C7MTNP"


def test_an_address_is_encrypted_and_one_mail_asks_to_confirm_it() -> None:
    done = submit(contact="Anna@Example.ORG")
    contact = db.session.execute(sa.select(Contact)).scalar_one()
    assert "anna" not in contact.address.lower()
    assert contact.confirmed_on is None
    mail = db.session.execute(sa.select(OutboxMail)).scalar_one()
    assert (mail.kind, mail.recipient, mail.facts) == ("confirm_contact", f"contact:{done.contribution.id}", {})
    assert (mail.due_on, mail.due_at) == (clock.today(), None)


def test_without_an_address_no_mail_leaves() -> None:
    submit()
    assert count(Contact) == count(OutboxMail) == 0


def test_correcting_is_possible_until_somebody_reads() -> None:
    row = submit().contribution
    actions.correct(row, "Besser so.", language="de", actor=RESIDENT)
    assert [version.text for version in content.versions(row, "text")] == ["Besser so."]
    actions.mark_read(row, SYSTEM)
    assert row.read_on == clock.today()
    with pytest.raises(NotPossibleNow, match="already_read"):
        actions.correct(row, "Zu spät.", language="de", actor=RESIDENT)
    assert content.original(row, "text").text == "Besser so."


def test_messages_keep_their_order_and_are_stored_once() -> None:
    row = submit().contribution
    kinds = [MessageKind.ADDITION, MessageKind.QUERY, MessageKind.REPLY]
    made = [
        actions.add_message(row, kind, f"Wort {kind}", language="de", actor=RESIDENT, form_number="f") for kind in kinds
    ]
    again = actions.add_message(row, MessageKind.REPLY, "Wort reply", language="de", actor=RESIDENT, form_number="f")
    assert again.id == made[2].id
    assert [message.kind for message in queries.messages(row)] == kinds
    with pytest.raises(Invalid):
        actions.add_message(row, MessageKind.REPLY, " ", language="de", actor=RESIDENT)


def test_nothing_tells_the_order_of_arrival(app: Flask) -> None:
    made = [submit(f"Text {number}").contribution for number in range(60)]
    by_id = sorted(made, key=lambda row: row.id)
    ranks = [by_id.index(row) for row in made]
    mean = (len(made) - 1) / 2
    spread = sum((rank - mean) ** 2 for rank in range(len(made)))
    rho = sum((place - mean) * (rank - mean) for place, rank in enumerate(ranks)) / spread
    assert abs(rho) < 0.5
    for table in ("contribution", "message", "contact", "contribution_field"):
        types = {column.name: str(column.type) for column in db.metadata.tables[table].columns}
        assert not [name for name, kind in types.items() if "DATETIME" in kind.upper() or "TIME" in kind.upper()]
    assert {type(row.received_on) for row in made} == {date}
