"""Which language a text is in: measured on the example contributions, and the traps by hand."""

from __future__ import annotations

import json
import re

import pytest

from app.core.languages.detect import detect
from config import ROOT

FILE = ROOT / "app" / "demo" / "data" / "contributions.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
SENTENCES = [
    (row["lang"], sentence)
    for row in ROWS
    for sentence in re.split(r"(?<=[.!?؟])\s+", row["text"])
    if 12 <= len(sentence) <= 60
]


def plain(tag: str) -> str:
    """Nobody can tell German in simple words from German."""
    return "de" if tag == "de-simple" else tag


def share(pairs: list[tuple[str, str]], prior: str | None) -> float:
    right = [detect(text, prior or tag) == plain(tag) for tag, text in pairs]
    return sum(right) / len(right)


@pytest.mark.parametrize(("prior", "at_least"), [(None, 0.99), ("de", 0.98), ("en", 0.97), ("ar", 0.97), ("fa", 0.97)])
def test_whole_contributions(prior: str | None, at_least: float) -> None:
    """`None`: everybody reads the site in the language they write; else everybody reads it in that one."""
    assert share([(row["lang"], row["text"]) for row in ROWS], prior) >= at_least


@pytest.mark.parametrize(("prior", "at_least"), [(None, 0.98), ("de", 0.90), ("ar", 0.90)])
def test_single_short_sentences(prior: str | None, at_least: float) -> None:
    assert len(SENTENCES) > 250
    assert share(SENTENCES, prior) >= at_least


@pytest.mark.parametrize(
    ("text", "prior", "tag"),
    [
        ("", "ar", "ar"),
        ("12345 !!!", "uk", "uk"),
        ("👍👍", "fa", "fa"),
        ("OK", "tr", "tr"),
        ("Danke", "de-simple", "de"),
        ("Ми хочемо більше курсів увечері", "ru", "uk"),
        ("Мы хотим больше курсов вечером", "uk", "ru"),
        ("Искаме повече курсове вечер за работещи хора", "ru", "bg"),
        ("ما یک اتاق برای بچه‌ها لازم داریم و کسی پاسخ نمی‌دهد", "ar", "fa"),
        ("نحتاج إلى غرفة للأطفال في المبنى ولا أحد يجيب", "fa", "ar"),
        ("ئێمە پێویستیمان بە ژوورێکە بۆ منداڵان", "ar", "ckb"),
        ("موږ د ماشومانو لپاره خونې ته اړتیا لرو", "fa", "ps"),
        ("ንሕና ንቖልዑና ቦታ ኣድላይና እዩ", "en", "ti"),
        ("Treba nam prostor za djecu u zgradi, molim vas", "de", "hr"),
        ("Chúng tôi cần một phòng cho trẻ em trong tòa nhà này", "de", "vi"),
        ("Wir brauchen Hilfe. Siehe https://example.org/ar und mail@example.org", "ar", "de"),
        ("Bonjour, le bus ne vient pas le soir et nous attendons.", "kmr", "fr"),
        ("Em ji bo zarokan odeyekê dixwazin û kes bersivê nade", "tr", "kmr"),
    ],
)  # fmt: skip
def test_the_text_decides_and_the_reader_where_it_says_nothing(text: str, prior: str, tag: str) -> None:
    assert detect(text, prior) == tag
