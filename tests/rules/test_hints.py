"""What the check page asks about, and what it must leave alone."""

from __future__ import annotations

import time
from datetime import date

import pytest

from app.contributions.rules import HintKind, hints, pieces, suggests_danger, working_days_after

PHONES = [
    "0171 2345678",
    "0171-2345678",
    "0171/2345678",
    "05971 939-0",
    "(05971) 939 123",
    "+49 171 2345678",
    "+49(0)171/2345678",
    "0049 5971 9390",
    "+380 67 123 45 67",
    "+40 721 234 567",
    "+90 532 123 45 67",
    "0532 123 45 67",
    "8 (912) 345-67-89",
    "017612345678",
    "0 59 71 / 93 90",
    "٠١٧١٢٣٤٥٦٧٨",
    "۰۱۷۱ ۲۳۴ ۵۶۷۸",
    "\u200e0171 234 5678",
    "0171.234.56.78",
    "+48 601-234-567",
]
EMAILS = ["anna@example.org", "a.b+c@post.example.com", "їжак@example.ua", "x_y@sub.domain.example"]
IBANS = [
    "DE89 3704 0044 0532 0130 00",
    "DE89370400440532013000",
    "RO49 AAAA 1B31 0075 9384 0000",
    "de89370400440532013000",
]
CASES = [
    "Az. 33-1234/2026",
    "Aktenzeichen: 12 B 34/25",
    "Kundennummer 123ABC456",
    "1234567-475",
    "BG-Nummer 37104BG0012345",
    "رقم الملف 12345",
    "номер дела 77/2025",
    "case number 4711",
    "dosya no: 2025/34",
    "شماره پرونده ۱۲۳۴",
]
CODES = ["4821 0937 5526 1048", "4821093755261048", "4821-0937-5526-1048"]
CLEAN = [
    "Am 12.05.2027 um 18.00 Uhr im Stadtteilhaus.",
    "Seit 2015/2016 warten wir.",
    "Das kostet 1.000.000 Euro.",
    "Die Jahre 2020 2021 2022 waren schwer.",
    "48429 Rheine, Handlungsfeld 4, 12 Kinder.",
    "Von 08:00 bis 16:30 Uhr.",
    "Am 01.03.27 und am 02.03.27",
    "Es sind 25 km und 300 Menschen, 3 von 10.",
    "2027-03-28",
    "Buslinie 11, 12 und 13",
    "نحتاج إلى 3 غرف للأطفال في 2027.",
    "Нам потрібно 20 місць у 2026-2027 році.",
    "§ 16a, Absatz 2, Satz 1",
    "24/7",
    "Temperatur -10 bis 20 Grad",
    "1. Deutsch 2. Kita 3. Arbeit",
    "Zwischen 9.30 und 11.30 Uhr",
    "10 000 Bäume",
    "A1, A2, B1, B2",
]


def kinds(text: str) -> list[HintKind | None]:
    return [piece.kind for piece in hints(text)]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        *[(HintKind.PHONE, one) for one in PHONES],
        *[(HintKind.EMAIL, one) for one in EMAILS],
        *[(HintKind.IBAN, one) for one in IBANS],
        *[(HintKind.CASE_NUMBER, one) for one in CASES],
        *[(HintKind.TRACKING_CODE, one) for one in CODES],
    ],
)
def test_what_tells_about_a_person_is_found(kind: HintKind, found: str) -> None:
    assert kinds(f"Bitte melden: {found}, danke.") == [kind]


@pytest.mark.parametrize("text", CLEAN)
def test_plain_words_are_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_pieces_hold_the_whole_text_in_order() -> None:
    text = "Ruf an: 0171 2345678 oder a@example.org. Danke!"
    cut = pieces(text)
    assert "".join(piece.text for piece in cut) == text
    assert [piece.text for piece in cut if piece.kind] == ["0171 2345678", "a@example.org"]


@pytest.mark.parametrize("hostile", ["a", " ", "1", "@", "1 ", "a.a", "az ", "DE12", "1 / ", "a@a.", "+(", "\u0301"])
def test_hostile_texts_are_quick(hostile: str) -> None:
    text = hostile * (50_000 // len(hostile))
    start = time.perf_counter()
    hints(text)
    suggests_danger(text)
    assert time.perf_counter() - start < 0.5


def test_danger_is_noticed_in_several_languages() -> None:
    for text in [
        "Ich will nicht mehr leben.",
        "I want to die",
        "أفكر في الانتحار",
        "Хочу вбити себе",
        "intihar etmek istiyorum",
    ]:
        assert suggests_danger(text), text
    for text in ["Wir leben gern hier.", "Der Bus ist zu spät.", "نريد ملعبا", "The grapes are sweet"]:
        assert not suggests_danger(text), text


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2027, 5, 12), 3, date(2027, 5, 18)),  # Wednesday, over Sunday and Whit Monday
        (date(2026, 12, 23), 3, date(2026, 12, 29)),  # over Christmas
        (date(2026, 11, 1), 1, date(2026, 11, 2)),  # All Saints, a holiday in this state
        (date(2027, 11, 1), 1, date(2027, 11, 2)),
        (date(2027, 5, 26), 1, date(2027, 5, 28)),  # Corpus Christi
        (date(2026, 11, 21), 3, date(2026, 11, 25)),  # Saturday
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over the year's end
        (date(2026, 11, 18), 0, date(2026, 11, 18)),
    ],
)
def test_working_days_know_the_holidays_of_the_state(day: date, count: int, expected: date) -> None:
    assert working_days_after(day, count) == expected
