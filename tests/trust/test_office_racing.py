"""Two people save at the same moment: one wins, the other sees both texts; nothing is lost and the record is whole."""

from __future__ import annotations

import threading

from flask import Flask

from app.accounts import actions, queries
from app.administration import actions as administration
from app.administration import queries as stories
from app.administration.nouns import BY_NAME
from app.administration.rules import stamp
from app.core import clock, history
from app.core.errors import Conflict, NotPossibleNow
from app.core.history import Actor, ActorKind
from app.permissions import Role
from tests.support import office
from tests.support.build import World
from tests.support.staff import hire

DISTRICT = "schotthock"


def together(world: World, *works: object) -> list[str]:
    """Run all at once; what came of each."""
    gate, results = threading.Barrier(len(works)), ["?"] * len(works)

    def run(number: int, work: object) -> None:
        gate.wait()
        try:
            world.do(work)  # type: ignore[arg-type]
            results[number] = "done"
        except (Conflict, NotPossibleNow) as error:
            results[number] = error.code

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_many_who_save_at_once_one_wins(app: Flask, world: World) -> None:
    person = hire(world, Role.ADMIN)
    actor, noun = Actor(ActorKind.STAFF, person.id, Role.ADMIN.value), BY_NAME["districts"]
    for turn in range(6):
        seen = stamp(office.sheet(world, "districts", DISTRICT))

        def saving(number: int, seen: str = seen, turn: int = turn) -> object:
            def work() -> None:
                row = noun.by_key(DISTRICT)
                administration.save(noun, row, {"name": f"Name {turn}.{number}"}, actor=actor, seen=seen)

            return work

        assert sorted(together(world, *(saving(number) for number in range(4)))) == ["changed"] * 3 + ["done"]
    assert world.read(lambda: len(stories.story(noun.by_key(DISTRICT)))) == 6
    assert world.read(history.broken_links) == []


def test_two_administrators_who_end_each_other_leave_one(world: World) -> None:
    for turn in range(4):
        first = hire(world, Role.ADMIN, email=f"a{turn}@staff.example")
        second = hire(world, Role.ADMIN, email=f"b{turn}@staff.example")

        def ending(one: int, by: int) -> object:
            def work() -> None:
                actions.disable(queries.get(one), actor=Actor(ActorKind.STAFF, by, Role.ADMIN.value))

            return work

        results = together(world, ending(first.id, second.id), ending(second.id, first.id))
        assert sorted(results) == ["done", "last_admin"]
        left = world.read(lambda: [one.id for one in queries.with_role(Role.ADMIN, clock.today())])
        assert len(left) == 1
        world.do(lambda left=left: close(left[0]))


def close(account_id: int) -> None:
    """Take the last one away by hand, for the next turn."""
    queries.get(account_id).disabled_at = clock.now()
