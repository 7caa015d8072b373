"""Tracking codes: every spelling that people use opens them, every typing mistake is noticed before looking it up."""

from __future__ import annotations

import unicodedata

import pytest

from app.contributions import codes

CODE = "4821093755261048"[:15]
CODE += str(codes._interim(CODE))
A, B, C, D = codes.groups(CODE)


def in_digits(zero: str) -> str:
    return "".join(chr(ord(zero) + int(digit)) for digit in CODE)


SPELLINGS = [
    CODE,
    f" {CODE} ",
    f"{A} {B} {C} {D}",
    f"{A}  {B}  {C}  {D}",
    f"{A}-{B}-{C}-{D}",
    f"{A} - {B} - {C} - {D}",
    f"{A}\u00a0{B}\u00a0{C}\u00a0{D}",
    f"{A}\u202f{B}\u202f{C}\u202f{D}",
    f"{A}\u2009{B}\u2009{C}\u2009{D}",
    f"{A}\u3000{B}\u3000{C}\u3000{D}",
    f"{A}\u2010{B}\u2011{C}\u2012{D}",
    f"{A}\u2013{B}\u2014{C}\u2015{D}",
    f"{A}\u2212{B}\u2212{C}\u2212{D}",
    f"{A}.{B}.{C}.{D}",
    f"{A}/{B}/{C}/{D}",
    f"{A}_{B}_{C}_{D}",
    f"{A}·{B}·{C}·{D}",
    f"{A}\n{B}\n{C}\n{D}",
    f"{A}\r\n{B} {C}\r\n{D}",
    f"{A}\t{B}\t{C}\t{D}",
    f"\u200e{CODE}\u200e",
    f"\u200f{A} {B} {C} {D}\u200f",
    f"\u2066{CODE}\u2069",
    f"\u2067{A} {B}\u2069 \u2068{C} {D}\u2069",
    f"\u202a{CODE}\u202c",
    f"\u202d{A}-{B}-{C}-{D}\u202c",
    f"\ufeff{CODE}",
    f"{A}\u200b{B}\u200b{C}\u200b{D}",
    f"{A}\u2060{B}\u2060{C}\u2060{D}",
    f"{A}\u200c{B}\u200d{C}\u00ad{D}",
    " ".join(CODE),
    "-".join(CODE),
    f"({A}) ({B}) ({C}) ({D})",
    f'"{A} {B} {C} {D}"',
    in_digits("٠"),  # Arabic
    in_digits("۰"),  # Persian
    in_digits("०"),  # Devanagari
    in_digits("０"),  # full-width
    in_digits("௦"),  # Tamil
    in_digits("𝟎"),  # mathematical
    " ".join(codes.groups(in_digits("٠"))),
    f"\u200f{'-'.join(codes.groups(in_digits('۰')))}",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_read(spelling: str) -> None:
    assert codes.clean(spelling) == CODE


def test_there_are_more_than_forty_spellings() -> None:
    assert len(set(SPELLINGS)) >= 40


@pytest.mark.parametrize(
    "typed", ["", "   ", CODE[:15], CODE + "1", "48210937552610ab", "½" * 16, "²" * 16, CODE + " " * 300]
)
def test_what_is_not_a_code_is_none(typed: str) -> None:
    assert codes.clean(typed) is None


def test_new_codes_check_and_differ() -> None:
    made = {codes.new() for _ in range(2000)}
    assert len(made) == 2000
    assert all(len(code) == 16 and code.isascii() and codes.check(code) for code in made)


def test_digits_are_even_in_every_place() -> None:
    made = [codes.new() for _ in range(4000)]
    for place in range(16):
        counts = [sum(code[place] == str(digit) for code in made) for digit in range(10)]
        chi = sum((count - 400) ** 2 / 400 for count in counts)
        assert chi < 45, f"place {place}: {counts}"  # p of one place far below 0.00001


def test_every_wrong_digit_is_found() -> None:
    for code in [codes.new() for _ in range(100)]:
        for place in range(16):
            for digit in "0123456789":
                if digit != code[place]:
                    assert not codes.check(code[:place] + digit + code[place + 1 :])


def test_every_swap_of_neighbours_is_found() -> None:
    for code in [codes.new() for _ in range(200)]:
        for place in range(15):
            if code[place] != code[place + 1]:
                swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
                assert not codes.check(swapped)


@pytest.mark.parametrize(
    "strange", ["", "1", CODE[:15] + "x", unicodedata.normalize("NFC", in_digits("٠")), CODE + "0"]
)
def test_check_takes_sixteen_plain_digits_only(strange: str) -> None:
    assert not codes.check(strange)


def test_groups_turned_around_are_a_candidate() -> None:
    turned = codes.reversed_groups(CODE)
    assert turned == D + C + B + A
    assert CODE in codes.candidates(turned)
    assert codes.candidates(CODE)[0] == CODE
    wrong = next(
        c
        for c in (CODE[:15] + d for d in "0123456789")
        if not codes.check(c) and not codes.check(codes.reversed_groups(c))
    )
    assert codes.candidates(wrong) == []
