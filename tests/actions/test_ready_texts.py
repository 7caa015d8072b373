"""Ready texts for answers: entered once, offered where they fit, readable in every language."""

from __future__ import annotations

import pytest

from app.answers import actions, queries
from app.answers.rules import Outcome
from app.core import history
from app.core.errors import Invalid
from app.core.languages import content
from app.core.languages.content import Audience
from tests.support.answering import answer_of, write
from tests.support.build import World
from tests.support.desk import Office


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


def test_a_ready_text_alone_gives_no_reason(world: World, office: Office) -> None:
    case = office.case()
    ready = world.read(lambda: {one.template.key: one.text for one in queries.ready_texts(None, [4])})
    no = Outcome.NOT_POSSIBLE
    with pytest.raises(Invalid, match="own_words_missing"):
        write(world, case, office.manager, actions.save_and_publish, ready["not-possible"], outcome=no)
    text = f"{ready['not-possible']} Das Haus gehört nicht der Stadt."
    write(world, case, office.manager, actions.save_and_publish, text, outcome=no)


def test_an_answer_of_ready_texts_speaks_every_language(world: World, office: Office) -> None:
    case = office.case()
    ready = world.read(lambda: {one.template.key: one.text for one in queries.ready_texts(None, [4])})
    text = f"{ready['field-4']}\n\n{ready['next-forum']}"
    write(world, case, office.manager, actions.save_and_publish, text)

    def look() -> None:
        for language in ("ar", "uk", "kmr", "de-simple"):
            said = content.say(answer_of(case), "text", language, Audience.AUTHOR)
            assert said is not None
            assert said.language == language
            assert said.text.count("\n\n") == 1

    world.read(look)


def test_ready_texts_are_entered_once_and_stay_as_they_were_changed(world: World) -> None:
    def change() -> str:
        first = queries.templates()[0]
        actions.save_template(
            first, title="Anders", text="Andere Worte.", outcome=None, field_number=1, actor=history.SYSTEM
        )
        row = {"key": first.key, "title": "Alt", "text": {"de": "Alte Worte."}}
        assert actions.load_templates({"schema": 1, "templates": [row]}, actor=history.SYSTEM) == []
        return first.key

    world.do(change)

    def look() -> None:
        found = queries.ready_texts(None, [1])[0]
        assert (found.title, found.text, found.simple) == ("Anders", "Andere Worte.", "")
        assert all(one.template.field_number in {None, 1} for one in queries.ready_texts(None, [1]))
        no = queries.ready_texts(Outcome.NOT_POSSIBLE, [1])
        assert {one.template.outcome for one in no} == {None, Outcome.NOT_POSSIBLE}
        actions.retire_template(found.template, actor=history.SYSTEM)
        assert found.template.id not in [one.id for one in queries.templates()]

    world.do(look)
