"""Calendar files that phones and computers understand (RFC 5545)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event
from icalendar.enums import STATUS, TRANSP

from app.core import clock

# Calendars that follow the address ask again once a day.
ASK_AGAIN = timedelta(days=1)


@dataclass(frozen=True)
class OneDay:
    """A day on which something takes place. `key` stays the same for ever, so that a moved day replaces the old one."""

    key: str
    day: date
    name: str
    about: str
    place: str
    address: str
    called_off: bool
    # Beginning and end in Berlin; None: the whole day.
    hours: tuple[time, time] | None = None


def calendar(event: OneDay, *, maker: str, language: str, today: date) -> bytes:
    """One day as a calendar file in UTF-8. `maker` names the product, `language` is the tag of the words."""
    made = datetime.combine(today, time(), UTC)
    entry = Event.new(
        uid=event.key,
        start=_moment(event.day, event.hours[0]) if event.hours else event.day,
        end=_moment(event.day, event.hours[1]) if event.hours else event.day + timedelta(days=1),
        stamp=made,
        summary=event.name,
        description=event.about,
        location=event.place or None,
        url=event.address,
        status=STATUS.CANCELLED if event.called_off else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
    )
    for name in ("SUMMARY", "DESCRIPTION"):
        entry[name].params["LANGUAGE"] = language
    whole = Calendar.new(
        prodid=f"-//{maker}//", uid=event.key, method="PUBLISH", refresh_interval=ASK_AGAIN, subcomponents=[entry]
    )
    return bytes(whole.to_ical())


def _moment(day: date, hour: time) -> datetime:
    """In world time, so that the file needs no table of time zones."""
    return datetime.combine(day, hour, clock.BERLIN).astimezone(UTC)
