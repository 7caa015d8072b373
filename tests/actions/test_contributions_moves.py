"""State, publication, merging and withdrawal: what moves together, and what must be gone afterwards."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.contributions import actions, queries
from app.contributions.actions import Submission
from app.contributions.contact import Contact
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.contributions.rules import Kind, MessageKind
from app.core import clock, history, search
from app.core.errors import Invalid, Missing, NotPossibleNow
from app.core.history import RESIDENT, Actor, ActorKind
from app.core.languages import content
from app.core.languages.content import TextVersion, VersionKind
from app.extensions import db

pytestmark = pytest.mark.usefixtures("inside")
STAFF = Actor(ActorKind.STAFF, account_id=1, role="moderator")


def sent(text: str = "Mehr Bänke am Emsufer", **more: object) -> Contribution:
    return actions.submit(Submission(text=text, language="de", **more)).contribution


def released(text: str = "Mehr Bänke am Emsufer", public: bool = True, **more: object) -> Contribution:
    row = sent(text, **more)
    actions.mark_read(row, STAFF)
    actions.set_fields(row, [4, 6], 6, actor=STAFF)
    actions.describe(row, title="Bänke", kind=Kind.WISH, actor=STAFF)
    actions.move(row, State.RELEASED, actor=STAFF, verb="release")
    return actions.make_public(row, public, actor=STAFF)


def found(words: str) -> int:
    return len(list(db.session.execute(search.find("contribution", words)).scalars()))


def test_only_the_steps_of_the_table_are_possible() -> None:
    row = sent()
    with pytest.raises(NotPossibleNow, match="not_in_this_state"):
        actions.move(row, State.ANSWERED, actor=STAFF, verb="answer")
    before = row.version
    actions.move(row, State.REFUSED, actor=STAFF, verb="refuse", reason="insult")
    assert row.version > before
    last = history.of(row)[-1]
    assert (last.verb, last.facts) == ("refuse", {"from": "submitted", "to": "refused", "reason": "insult"})


def test_a_release_is_public_only_when_somebody_says_so() -> None:
    row = sent()
    with pytest.raises(NotPossibleNow, match="not_public_now"):
        actions.make_public(row, True, actor=STAFF)
    actions.set_fields(row, [4], 4, actor=STAFF)
    actions.move(row, State.RELEASED, actor=STAFF, verb="release")
    assert (row.is_public, row.publication_number, found("Emsufer")) == (False, None, 0)
    actions.make_public(row, True, actor=STAFF)
    assert (row.is_public, row.published_on, found("Emsufer")) == (True, clock.today(), 1)
    actions.make_public(row, False, actor=STAFF)
    assert (row.is_public, row.publication_number, found("Emsufer")) == (False, None, 0)


def test_publication_numbers_count_up() -> None:
    assert released().publication_number < released().publication_number


def test_taking_back_leaves_list_and_search() -> None:
    row = released()
    actions.move(row, State.SUBMITTED, actor=STAFF, verb="take_back")
    assert (row.is_public, row.publication_number, row.published_on, found("Emsufer")) == (None, None, None, 0)


def test_one_to_three_fields_and_one_is_primary() -> None:
    row = sent(fields=[1])
    actions.set_fields(row, [4, 6], 6, actor=STAFF)
    actions.set_fields(row, [6, 4, 2], 4, actor=STAFF)
    assert [field.number for field in row.assigned_fields] == [4, 6, 2]
    assert row.primary_field.number == 4
    assert [field.number for field in row.suggested_fields] == [1]
    for numbers, primary in (([1, 2, 3, 4], 1), ([1], 2), ([], 1)):
        with pytest.raises(Invalid):
            actions.set_fields(row, numbers, primary, actor=STAFF)
    with pytest.raises(Missing):
        actions.set_fields(row, [9], 9, actor=STAFF)


def test_describing_changes_only_what_is_named() -> None:
    row = sent(district_key="mesum")
    actions.describe(row, title=" Bänke ", kind=Kind.WISH, language="uk", actor=STAFF)
    assert (content.original(row, "title").text, row.kind, row.language, row.district.key) == (
        "Bänke",
        Kind.WISH,
        "uk",
        "mesum",
    )
    assert content.original(row, "text").language == "uk"
    actions.describe(row, district_key=None, actor=STAFF)
    assert (row.kind, row.district) == (Kind.WISH, None)


def test_merging_counts_voices_and_splitting_counts_back() -> None:
    main, one, two = released(), released("Sitzplätze am Wasser"), sent("Bank")
    actions.merge_into(one, main, actor=STAFF)
    assert (one.state, one.is_public, found("Sitzplätze")) == (State.MERGED, None, 0)
    actions.merge_into(two, main, actor=STAFF)
    assert (main.voices, queries.merged_items(main)[0].main) == (3, main)
    actions.split(two, actor=STAFF)
    assert (two.state, two.merged_into_id, main.voices) == (State.SUBMITTED, None, 2)


def test_followers_come_along() -> None:
    main, one, two = released(), sent("eins"), sent("zwei")
    actions.merge_into(two, one, actor=STAFF)
    actions.merge_into(one, main, actor=STAFF)
    assert (main.voices, one.voices) == (3, 1)
    assert {item.id for item in queries.merged_items(main)} == {one.id, two.id}


def test_strange_merges_are_refused() -> None:
    main, gone = released(), sent()
    actions.move(gone, State.REFUSED, actor=STAFF, verb="refuse")
    for one, other in ((main, main), (sent(), gone), (gone, main)):
        with pytest.raises(NotPossibleNow):
            actions.merge_into(one, other, actor=STAFF)
        db.session.refresh(one)


def test_withdrawing_erases_every_word_and_keeps_the_fact() -> None:
    row = released(contact="anna@example.org")
    content.put(row, "text", "More benches", language="en", actor=STAFF, kind=VersionKind.TRANSLATION)
    content.put(row, "text", "Mehr …", language="de", actor=STAFF, kind=VersionKind.REDACTION)
    actions.add_message(row, MessageKind.ADDITION, "Auch Schatten", language="de", actor=RESIDENT)
    assert actions.withdraw(row, actor=RESIDENT) is None
    assert (row.state, row.is_public, found("Emsufer")) == (State.WITHDRAWN, None, 0)
    about = TextVersion.subject_kind.in_(["contribution", "message"])
    assert db.session.execute(sa.select(sa.func.count()).select_from(TextVersion).where(about)).scalar_one() == 0
    assert db.session.execute(sa.select(sa.func.count()).select_from(Contact)).scalar_one() == 0
    assert queries.messages(row) == []
    assert row.code_hash
    assert "withdraw" in [entry.verb for entry in history.of(row)]
    with pytest.raises(NotPossibleNow):
        actions.withdraw(row, actor=RESIDENT)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.RETURNED, State.REFERRED, State.REFUSED, State.CLOSED])
def test_withdrawing_is_possible_from_every_state(state: State) -> None:
    row = sent()
    if state is State.CLOSED:
        actions.move(row, State.RETURNED, actor=STAFF, verb="return")
    if state is not State.SUBMITTED:
        actions.move(row, state, actor=STAFF, verb="step")
    actions.withdraw(row, actor=RESIDENT)
    assert row.state is State.WITHDRAWN


def test_the_oldest_merged_item_becomes_main() -> None:
    main, one, two = released(), released("Sitzplätze am Wasser"), sent("Bank")
    for item in (one, two):
        actions.merge_into(item, main, actor=STAFF)
    first, second = queries.merged_items(main)
    number = main.publication_number
    heir = actions.withdraw(main, actor=RESIDENT)
    assert heir.id == first.id
    # Words that nobody has released go to no network by themselves.
    assert heir.state == (State.RELEASED if heir.id == one.id else State.SUBMITTED)
    assert (heir.merged_into_id, heir.voices) == (None, 2)
    assert (second.state, second.merged_into_id) == (State.MERGED, heir.id)
    assert [field.number for field in heir.assigned_fields] == [6, 4]
    assert heir.primary_field.number == 6
    assert content.original(heir, "title").text == "Bänke"
    # Words that nobody has cleared for the public do not become public by themselves.
    assert heir.publication_number == (number if heir.id == one.id else None)
    assert bool(heir.is_public) == (heir.id == one.id)
    assert found("Sitzplätze") == (1 if heir.id == one.id else 0)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ANSWERED, State.CLOSED])
def test_the_heir_stands_where_the_main_item_stood(state: State) -> None:
    main = sent() if state is State.SUBMITTED else released()
    other = sent("dasselbe")
    actions.merge_into(other, main, actor=STAFF)
    if state is not State.SUBMITTED:
        actions.move(main, State.ANSWERED, actor=STAFF, verb="answer")
    if state is State.CLOSED:
        actions.move(main, State.CLOSED, actor=STAFF, verb="close")
    heir = actions.withdraw(main, actor=RESIDENT)
    assert (heir.id, heir.state, heir.voices) == (other.id, state, 1)
    assert not heir.is_public


def test_an_heir_that_was_taken_back_does_not_become_public_again() -> None:
    main, other = released(), released("Frau Muster ist schuld")
    actions.move(other, State.SUBMITTED, actor=STAFF, verb="take_back")
    assert not queries.is_cleared(other)
    actions.merge_into(other, main, actor=STAFF)
    heir = actions.withdraw(main, actor=RESIDENT)
    assert (heir.id, heir.state, heir.is_public) == (other.id, State.SUBMITTED, None)
    assert found("Muster") == 0


def test_withdrawing_a_merged_item_lowers_the_count() -> None:
    main, one = released(), sent("dasselbe")
    actions.merge_into(one, main, actor=STAFF)
    actions.withdraw(one, actor=RESIDENT)
    assert (one.state, main.voices, main.state) == (State.WITHDRAWN, 1, State.RELEASED)


def test_search_knows_translations_of_the_current_words_alone() -> None:
    row = released()
    content.put(row, "text", "More benches near water", language="en", actor=STAFF, kind=VersionKind.TRANSLATION)
    actions.refresh_search(row)
    assert (found("benches"), found("Emsufer"), found("Bänke")) == (1, 1, 1)
    content.put(row, "text", "Mehr Bänke", language="de", actor=STAFF, kind=VersionKind.REDACTION)
    actions.refresh_search(row)
    assert (found("benches"), found("Emsufer")) == (0, 0)
