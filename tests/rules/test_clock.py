"""One clock: UTC inside, the day of Rheine at the edge."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from app.core import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), date(2027, 3, 28)),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2027, 10, 30, 22, 30, tzinfo=UTC), date(2027, 10, 31)),
        (datetime(2027, 10, 31, 22, 30, tzinfo=UTC), date(2027, 10, 31)),
        (datetime(2028, 2, 29, 12, 0, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_the_day_is_that_of_rheine(moment: datetime, day: date) -> None:
    with clock.at(moment):
        assert clock.today() == day
    assert clock.berlin_day(moment) == day


def test_the_clock_stands_still_and_goes_on() -> None:
    moment = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=5)))
    with clock.at(moment):
        assert clock.now() == moment
        assert clock.now().tzinfo is UTC
        with clock.at(moment + timedelta(days=1)):
            assert clock.now() == moment + timedelta(days=1)
        assert clock.now() == moment
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_an_error_inside_lets_the_clock_go_on() -> None:
    with pytest.raises(ZeroDivisionError), clock.at(datetime(2020, 1, 1, tzinfo=UTC)):
        raise ZeroDivisionError
    assert clock.now().year > 2020


def test_other_threads_keep_their_time() -> None:
    years: list[int] = []
    with clock.at(datetime(2001, 1, 1, tzinfo=UTC)):
        other = threading.Thread(target=lambda: years.append(clock.now().year))
        other.start()
        other.join()
    assert years[0] > 2001
