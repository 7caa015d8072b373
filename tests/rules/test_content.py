"""Texts in several languages: the original stays, readers get what was made from the current words."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core import clock, database
from app.core.errors import Missing
from app.core.history import RESIDENT, Actor, ActorKind
from app.core.languages import content
from app.core.languages.content import Audience, Origin, TextVersion, VersionKind
from app.core.models import UtcDateTime
from app.extensions import db
from tests.support.core_app import thing

MODERATOR = Actor(ActorKind.STAFF, 7, "moderator")
TRANSLATOR = Actor(ActorKind.STAFF, 8, "translator")


def wrote(subject: object, text: str = "Мій дім у Мезумі", language: str = "uk") -> TextVersion:
    return content.put(subject, "text", text, language=language, actor=RESIDENT, origin=Origin.AUTHOR)


def translated(subject: object, language: str, text: str, origin: Origin = Origin.HUMAN) -> TextVersion:
    return content.put(
        subject,
        "text",
        text,
        language=language,
        actor=TRANSLATOR,
        kind=VersionKind.TRANSLATION,
        origin=origin,
    )


def redacted(subject: object, text: str, language: str = "uk") -> TextVersion:
    return content.put(subject, "text", text, language=language, actor=MODERATOR, kind=VersionKind.REDACTION)


def said(subject: object, reader: str, audience: Audience = Audience.PUBLIC) -> str:
    words = content.say(subject, "text", reader, audience)
    assert words is not None
    return words.text


def test_nothing_written_says_nothing(core: Flask) -> None:
    assert content.say(thing(), "text", "de", Audience.PUBLIC) is None
    assert content.original(thing(), "text") is None
    assert content.load([], ["text"]).say(thing(), "text", "de", Audience.PUBLIC) is None


def test_reader_gets_own_language_then_german_then_the_original(core: Flask) -> None:
    one = thing()
    wrote(one)
    assert said(one, "ar") == "Мій дім у Мезумі"
    translated(one, "de", "Mein Haus in Mesum")
    assert said(one, "ar") == "Mein Haus in Mesum"
    assert said(one, "de-simple") == "Mein Haus in Mesum"
    translated(one, "ar", "بيتي في ميزوم")
    assert said(one, "ar") == "بيتي في ميزوم"
    assert said(one, "uk") == "Мій дім у Мезумі"


def test_networks_read_german_whatever_their_language(core: Flask) -> None:
    one = thing()
    wrote(one)
    translated(one, "de", "Mein Haus")
    translated(one, "en", "My house")
    assert said(one, "en", Audience.NETWORK) == "Mein Haus"
    assert said(one, "en", Audience.STAFF) == "My house"


def test_redaction_withdraws_every_older_translation_at_once(core: Flask) -> None:
    one = thing()
    first = wrote(one, "Herr Meier in Mesum schreit", "de")
    english = translated(one, "en", "Mr Meier in Mesum shouts")
    redacted(one, "[Name] in Mesum schreit", "de")
    for audience in (Audience.PUBLIC, Audience.NETWORK):
        for reader in ("en", "de", "ar"):
            assert "Meier" not in said(one, reader, audience)
    assert content.is_outdated(english)
    current = content.original(one, "text")
    assert current is not None
    assert current.text == "Herr Meier in Mesum schreit"
    assert current.id == first.id
    again = translated(one, "en", "[Name] in Mesum shouts")
    assert said(one, "en") == "[Name] in Mesum shouts"
    assert not content.is_outdated(again)


def test_second_redaction_is_made_from_the_original_and_outdates_translations_of_the_first(core: Flask) -> None:
    one = thing()
    first = wrote(one, "A B C", "de")
    redacted(one, "A B", "de")
    english = translated(one, "en", "a b")
    second = redacted(one, "A", "de")
    assert second.based_on_id == first.id
    assert content.is_outdated(english)
    assert said(one, "en") == "A"
    content.retire(second)
    assert said(one, "de") == "A B C"


def test_new_translation_replaces_without_altering_or_deleting(core: Flask) -> None:
    one = thing()
    wrote(one)
    with clock.at(datetime(2026, 3, 1, 12, tzinfo=UTC)):
        old = translated(one, "de", "Machwerk", Origin.MACHINE)
    with clock.at(datetime(2026, 3, 9, 12, tzinfo=UTC)):
        translated(one, "de", "Werk")
    assert [version.text for version in content.versions(one, "text")] == ["Мій дім у Мезумі", "Machwerk", "Werk"]
    assert old.replaced_on == date(2026, 3, 9)
    assert old.text == "Machwerk"
    assert content.is_outdated(old)


def test_labels_tell_how_a_translation_was_made(core: Flask) -> None:
    one = thing()
    wrote(one)
    original = content.say(one, "text", "uk", Audience.PUBLIC)
    assert original is not None
    assert (original.label_code, original.is_original, original.dir) == (None, True, "ltr")
    machine = translated(one, "ar", "بيت", Origin.MACHINE)
    words = content.say(one, "text", "ar", Audience.PUBLIC)
    assert words is not None
    assert (words.label_code, words.is_machine, words.dir, words.language) == ("machine_unchecked", True, "rtl", "ar")
    content.check(machine, actor=TRANSLATOR)
    words = content.say(one, "text", "ar", Audience.PUBLIC)
    assert words is not None
    assert (words.label_code, words.checked_by_role) == ("machine_checked", "translator")
    human = translated(one, "ar", "دار")
    assert content.wording(human).label_code == "human_unchecked"
    content.check(human, actor=TRANSLATOR)
    assert content.wording(human).label_code == "human_checked"


def test_unknown_language_lets_the_text_decide_its_direction(core: Flask) -> None:
    one = thing()
    wrote(one, "བོད་སྐད", "bo")
    words = content.say(one, "text", "de", Audience.PUBLIC)
    assert words is not None
    assert (words.language, words.dir) == ("bo", "auto")


def test_unread_words_are_replaced_without_a_trace(core: Flask) -> None:
    one = thing()
    wrote(one, "Ich wohne Salzbergener Straße 5", "de")
    content.replace_unread(one, "text", "Ich wohne in Mesum", language="de", actor=RESIDENT)
    assert [version.text for version in content.versions(one, "text")] == ["Ich wohne in Mesum"]
    found = content.original(one, "text")
    assert found is not None
    assert found.origin is Origin.AUTHOR


def test_erasing_one_part_leaves_the_others_and_everybody_else(core: Flask) -> None:
    one, other = thing(), thing()
    for subject in (one, other):
        wrote(subject)
        translated(subject, "de", "Haus")
        content.put(subject, "title", "Titel", language="de", actor=MODERATOR)
    content.erase(one, "text")
    assert content.versions(one, "text") == []
    assert content.base(one, "title") is not None
    content.erase(one)
    assert content.base(one, "title") is None
    assert len(content.versions(other, "text")) == 2


def test_nothing_can_be_translated_that_was_not_written(core: Flask) -> None:
    one, other = thing(), thing()
    with pytest.raises(Missing):
        translated(one, "de", "Haus")
    with pytest.raises(Missing):
        redacted(one, "Haus")
    foreign = wrote(other)
    wrote(one)
    with pytest.raises(Missing):
        content.put(
            one,
            "text",
            "Haus",
            language="de",
            actor=TRANSLATOR,
            kind=VersionKind.TRANSLATION,
            based_on=foreign,
        )


def test_staff_texts_change_and_their_translations_wait_to_be_made_anew(core: Flask) -> None:
    goal = thing()
    content.put(goal, "name", "Sprachförderung", language="de", actor=MODERATOR)
    content.put(goal, "name", "Language", language="en", actor=MODERATOR, kind=VersionKind.TRANSLATION)
    content.put(goal, "name", "Sprache und Bildung", language="de", actor=MODERATOR)
    words = content.say(goal, "name", "en", Audience.PUBLIC)
    assert words is not None
    assert (words.text, words.language) == ("Sprache und Bildung", "de")


def test_a_list_of_texts_takes_one_query(core: Flask) -> None:
    things = [thing() for _ in range(30)]
    for one in things:
        wrote(one)
        translated(one, "de", "Haus")
    db.session.commit()
    asked: list[str] = []

    def note(_c: object, _u: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    texts = content.load(things, ["text", "title"])
    assert {words.text for one in things if (words := texts.say(one, "text", "de", Audience.PUBLIC))} == {"Haus"}
    sa.event.remove(db.engine, "before_cursor_execute", note)
    assert len([one for one in asked if one.startswith("SELECT")]) == 1


def test_two_people_redacting_at_once_leave_one_current_version(core_app: Flask) -> None:
    one = thing()
    with core_app.app_context(), database.writing():
        wrote(one)
        db.session.commit()

    def redact(text: str) -> None:
        with core_app.app_context(), database.writing():
            try:
                redacted(one, text)
                db.session.commit()
            except sa.exc.IntegrityError:
                db.session.rollback()

    threads = [threading.Thread(target=redact, args=(f"Fassung {number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with core_app.app_context():
        kinds = [version.kind for version in content.versions(one, "text") if version.replaced_on is None]
        assert sorted(kinds) == [VersionKind.ORIGINAL, VersionKind.REDACTION]


def test_rows_tell_days_and_no_hours(core: Flask) -> None:
    columns = TextVersion.__table__.columns
    assert not [column.name for column in columns if isinstance(column.type, sa.DateTime | UtcDateTime)]
