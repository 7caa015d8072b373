"""The machine that sets documents: tagged, the same everywhere, right in every direction, no words as markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.languages.locales import KNOWN, OFFERED, Language
from app.core.printing import PrintingTrouble, document, printable, scan
from app.core.printing import setting as machine
from tests.support.paper import Paper, dirty, read_by_phone

CODE = "1234567890123452"
TEMPLATE = """
#import "/print/house.typ": *
#show: sheet
= #words(facts.title)
#passage(facts.said)
#code-groups(facts.code)

#field-badge(4, facts.name) #label-note(facts.note)

#scan-code(facts.scan, facts.says, size: 2cm)
#data-table(columns: (1fr, 1fr), heads: (facts.name, facts.note), rows: (([#words(facts.said)], [1]),))
"""
HOSTILE = '#eval("1+1") *b* $x$ @ref `c` \\ <label> #import "x": y'
# One sentence of each script that people here write.
SENTENCES = {
    "ar": "السلام عليكم (رقم 12)",
    "fa": "سلام، حال شما چطور است؟ می‌خواهم",
    "uk": "Більше курсів увечері, будь ласка",
    "kmr": "Em jûreke ji bo zarokan dixwazin şêwe",
    "tr": "Çocuklar için bir oda gerekiyor, İğdır",
    "ro": "Avem nevoie de o cameră, țară, știință",
    "sq": "Na duhet një dhomë për fëmijët, ç’është",
    "pl": "Potrzebujemy pokoju, żółw źdźbło",
}


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A document that uses every part of the house's look."""
    for name in ("print", "components"):
        (tmp_path / name).symlink_to(machine.TEMPLATES / name)
    (tmp_path / "all.typ").write_text(TEMPLATE)
    monkeypatch.setattr(machine, "TEMPLATES", tmp_path)
    return "all.typ"


def facts(said: str, language: Language) -> dict[str, object]:
    return {
        "title": "Ein Blatt",
        "said": {"text": said, "tag": language.tag, "dir": language.dir},
        "code": CODE,
        "name": "Wohnen",
        "note": "Beispiel",
        "scan": scan("https://rheine.example/4"),
        "says": "Führt zur Seite",
    }


def test_every_language_gives_a_sound_document(template: str) -> None:
    for language in OFFERED:
        said = SENTENCES.get(language.tag, "Ein Raum für Kinder")
        paper = Paper(document(template, facts(said, language), language=language, title="Titel"))
        assert not paper.faults(), language.tag
        assert "·" not in paper.text, language.tag


@pytest.mark.parametrize("tag", ["ar", "fa", "de"])
def test_a_number_keeps_the_order_of_its_groups(template: str, tag: str) -> None:
    paper = Paper(document(template, facts("x", KNOWN[tag]), language=KNOWN[tag], title="Titel"))
    lefts = paper.lefts([CODE[at : at + 4] for at in range(0, 16, 4)])
    assert lefts == sorted(lefts)


def test_words_of_people_are_never_markup(template: str) -> None:
    paper = Paper(document(template, facts(HOSTILE, KNOWN["de"]), language=KNOWN["de"], title=HOSTILE))
    assert HOSTILE in " ".join(paper.text.split())


def test_the_same_facts_give_the_same_bytes(template: str) -> None:
    first, second = (document(template, facts("x", KNOWN["ar"]), language=KNOWN["ar"], title="T") for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("Danke 👍🏽!", "Danke ·!"),
        ("👨‍👩‍👧‍👦 wir", "· wir"),
        ("中文字 und ገዛ", "· und ·"),
        ("می‌خواهم", "می‌خواهم"),
        ("Schön – „gut“ …", "Schön – „gut“ …"),
        ("a\x00b", "ab"),
    ],
)
def test_what_no_font_draws_becomes_one_mark(given: str, left: str) -> None:
    assert printable({"a": [given, 1, None]}) == {"a": [left, 1, None]}


def test_a_template_with_a_fault_is_one_clear_error(template: str) -> None:
    (machine.TEMPLATES / "all.typ").write_text("#nothing-like-this")
    with pytest.raises(PrintingTrouble, match=r"all\.typ"):
        document(template, {}, language=KNOWN["de"], title="T")


def test_a_dirty_code_of_two_centimetres_is_read(template: str) -> None:
    paper = Paper(document(template, facts("x", KNOWN["de"]), language=KNOWN["de"], title="T")).picture()
    assert [read_by_phone(dirty(paper, 0.15, seed)) for seed in range(10)] == ["https://rheine.example/4"] * 10
