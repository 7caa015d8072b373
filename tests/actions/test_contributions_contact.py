"""Addresses of authors: confirmed before use, told at most once a day, gone when wanted, shown with a reason alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.contributions import actions, queries
from app.contributions.actions import Submission
from app.contributions.contact import Contact
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core import clock, history
from app.core.errors import Invalid, Missing
from app.core.history import RESIDENT, SYSTEM, Actor, ActorKind
from app.core.outbox import OutboxMail
from app.extensions import db

pytestmark = pytest.mark.usefixtures("inside")
# history needs no account row: it only notes the number
COMMISSIONER = Actor(ActorKind.STAFF, account_id=1, role="moderator")


def sent(contact: str | None = "anna@example.org", language: str = "ar") -> Contribution:
    return actions.submit(Submission(text="Wort", language=language, contact=contact)).contribution


def confirmed(**more: str) -> Contribution:
    row = sent(**more)
    actions.confirm_contact(queries.mail_links(row.id)["confirm_token"])
    return row


def mails(kind: str) -> list[OutboxMail]:
    return list(db.session.execute(sa.select(OutboxMail).where(OutboxMail.kind == kind)).scalars())


def test_only_the_first_mail_reaches_an_unconfirmed_address() -> None:
    row = sent()
    assert queries.mail_address(row.id, "confirm_contact") == "anna@example.org"
    assert queries.mail_address(row.id, "something_new") is None
    assert actions.tell_author(row) == 0
    actions.confirm_contact(queries.mail_links(row.id)["confirm_token"])
    assert queries.mail_address(row.id, "something_new") == "anna@example.org"
    assert queries.mail_address(row.id, "confirm_contact") is None


def test_at_most_one_mail_a_day_and_case_with_nothing_in_it() -> None:
    row = confirmed()
    assert [actions.tell_author(row), actions.tell_author(row)] == [1, 0]
    with clock.at(clock.now() + timedelta(days=1)):
        assert actions.tell_author(row) == 1
    assert [(mail.language, mail.facts) for mail in mails("something_new")] == [("ar", {}), ("ar", {})]


def test_authors_of_merged_items_are_told_too() -> None:
    main, other, silent = confirmed(), confirmed(contact="b@example.org", language="de"), sent(None)
    for row in (other, silent):
        actions.merge_into(row, main, actor=SYSTEM)
    assert actions.tell_author(main) == 2
    assert {mail.recipient for mail in mails("something_new")} == {f"contact:{main.id}", f"contact:{other.id}"}


def test_links_show_nothing_and_cannot_be_altered() -> None:
    row = sent()
    for token in queries.mail_links(row.id).values():
        assert str(row.id) not in token
        assert row.reference not in token
    with pytest.raises(Missing):
        actions.confirm_contact("gAAAA" + queries.mail_links(row.id)["confirm_token"][5:-4] + "AAA=")
    with pytest.raises(Missing):
        actions.confirm_contact(queries.mail_links(row.id)["leave_token"])


def test_an_old_link_does_not_confirm_a_new_address() -> None:
    row = sent()
    old = queries.mail_links(row.id)["confirm_token"]
    actions.give_contact(row, "new@example.org", language="de", actor=RESIDENT)
    with pytest.raises(Missing):
        actions.confirm_contact(old)


def test_the_same_address_again_sends_no_second_mail() -> None:
    row = sent()
    actions.give_contact(row, "anna@example.org", language="de", actor=RESIDENT)
    assert len(mails("confirm_contact")) == 1


def test_leaving_deletes_the_address_and_can_be_repeated() -> None:
    row = confirmed()
    token = queries.mail_links(row.id)["leave_token"]
    actions.leave_mail(token)
    actions.leave_mail(token)
    assert db.session.execute(sa.select(sa.func.count()).select_from(Contact)).scalar_one() == 0
    assert queries.mail_address(row.id, "something_new") is None
    assert actions.tell_author(row) == 0


def test_each_look_at_an_address_is_a_line_in_history() -> None:
    row = sent()
    assert actions.reveal_contact(row, actor=COMMISSIONER, reason="Rückfrage") == "anna@example.org"
    [look] = [entry for entry in history.of(row) if entry.verb == "reveal_contact"]
    assert (look.account_id, look.facts) == (1, {"reason": "Rückfrage"})
    with pytest.raises(Invalid, match="reason_missing"):
        actions.reveal_contact(row, actor=COMMISSIONER, reason=" ")
    with pytest.raises(Missing):
        actions.reveal_contact(sent(None), actor=COMMISSIONER, reason="Rückfrage")


def test_history_never_holds_the_address() -> None:
    row = confirmed()
    actions.delete_contact(row, actor=RESIDENT)
    assert [entry.verb for entry in history.of(row) if "contact" in entry.verb]
    assert not any("anna" in str(entry.facts) for entry in history.of(row))


def test_who_confirms_after_a_decision_hears_of_it_at_once() -> None:
    row = sent()
    actions.move(row, State.REFERRED, actor=SYSTEM, verb="refer")
    actions.confirm_contact(queries.mail_links(row.id)["confirm_token"])
    assert [mail.recipient for mail in mails("something_new")] == [f"contact:{row.id}"]
    confirmed()
    assert len(mails("something_new")) == 1
