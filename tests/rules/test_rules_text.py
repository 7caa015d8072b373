"""How residents' texts are cleaned: tricks go, real spelling stays, and the limit counts what people see as letters."""

from __future__ import annotations

import unicodedata

import pytest

from app.contributions.rules import MAX_TEXT, clean_text, length

SAMPLES = {
    "de": "Größere Räume, bitte – für alle!",
    "uk": "Їжа, щастя і ґанок: ми хочемо більше місць.",
    "ar": "نحتاجُ إلى غرفةٍ للأطفال، من فضلكم؟",
    "ro": "Țânțar și școală: vrem un loc de joacă.",
    "tr": "İstanbul’dan geldim; ılık çay, güzel şehir.",
    "ru": "Ёлка и объявления на русском языке.",
    "pl": "Zażółć gęślą jaźń.",
    "fa": "می\u200cخواهم به کلاس آلمانی بروم؛ نمی\u200cشود؟",
    "bg": "Ще ни трябва повече място.",
    "pt": "Não há vagas; então, o que fazer?",
    "sq": "Çfarë mund të bëjmë këtu?",
    "fr": "Où est l’école ? Ça coûte 3 €.",
    "kmr": "Em dixwazin çêtir fêr bibin û bixwînin.",
    "ti": "ቋንቋ ጀርመን ክንመሃር ንደሊ ኢና።",
    "ta": "எங்களுக்கு ஒரு இடம் வேண்டும்.",
    "ckb": "ئێمە شوێنێکی زیاترمان دەوێت.",
}


@pytest.mark.parametrize("text", SAMPLES.values(), ids=list(SAMPLES))
def test_real_texts_stay_byte_for_byte(text: str) -> None:
    normal = unicodedata.normalize("NFC", text)
    assert clean_text(text) == normal
    assert clean_text(unicodedata.normalize("NFD", text)) == normal


@pytest.mark.parametrize(
    "code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xE0001, 0xE0041, 0xE007F, 0, 7, 0x1B, 0x85, 0x9F]
)
def test_tricks_are_removed(code: int) -> None:
    assert clean_text(f"gut{chr(code)}er Plan") == "guter Plan"


@pytest.mark.parametrize("code", [0x200C, 0x200D, 0x200E, 0x200F])
def test_joiners_and_marks_of_direction_stay(code: int) -> None:
    text = f"می{chr(code)}خواهم"
    assert clean_text(text) == text


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧", "🏳️‍🌈", "👍🏽", "🇺🇦", "❤️"])
def test_emoji_sequences_stay(emoji: str) -> None:
    assert clean_text(f"x {emoji} y") == f"x {emoji} y"


def test_piles_of_marks_are_cut() -> None:
    assert clean_text("z" + "\u0334" * 30) == "z" + "\u0334" * 4
    assert clean_text("z" + "\u0334\u200d" * 30).count("\u0334") == 4


def test_line_ends_and_edges() -> None:
    assert clean_text("  eins\r\nzwei\rdrei\n\tvier \n") == "eins\nzwei\ndrei\n\tvier"
    assert clean_text(" \u202e\r\n ") == ""


def test_the_limit_counts_code_points_after_cleaning() -> None:
    assert length("😀" * MAX_TEXT) == MAX_TEXT
    assert length("e\u0301" * MAX_TEXT) == MAX_TEXT
    assert length("😀" * (MAX_TEXT + 1)) == MAX_TEXT + 1
    assert length("a\r\n" * 10) == 19
