"""The meter for German texts: it names the place and says what to change, and leaves good texts alone."""

from __future__ import annotations

import json

import pytest

from app.core.languages.readability import RemarkKind, read, split
from config import ROOT

FILE = ROOT / "app" / "demo" / "data" / "answers.jsonl"
ANSWERS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def kinds(text: str, *, simple: bool = False) -> set[RemarkKind]:
    return {remark.kind for remark in read(text, simple=simple).remarks}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Wenn der Rat im Frühjahr zustimmt und das Land das Geld gibt, dann bauen wir im Sommer auf dem Platz an "
            "der Schule einen neuen Raum für alle.",
            RemarkKind.LONG_SENTENCE,
        ),
        ("Die Umsetzung erfolgt bald.", RemarkKind.HARD_WORD),
        ("Das Geld wird im Mai vom Amt ausgezahlt.", RemarkKind.PASSIVE),
        ("Nachdem der Antrag gestellt wurde, prüfen wir ihn.", RemarkKind.PASSIVE),
        ("Die Prüfung der Finanzierung und die Genehmigung der Planung dauern.", RemarkKind.NOUNS),
        ("Das machen wir z. B. im Mai.", RemarkKind.ABBREVIATION),
        ("Das Grundstücksverkehrsgenehmigungsverfahren läuft.", RemarkKind.LONG_WORD),
    ],
)
def test_what_makes_plain_german_hard(text: str, kind: RemarkKind) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Der Raum ist schön. Er ist auch groß.", RemarkKind.SEVERAL_IN_A_LINE),
        ("Das wäre schön.", RemarkKind.SUBJUNCTIVE),
        ("Das ist die Aufgabe des Amtes.", RemarkKind.GENITIVE),
        ("Das geht nicht.", RemarkKind.NEGATION),
        ("Der Kurs (am Abend) ist neu.", RemarkKind.SIGN),
        ("Das sind 20 %.", RemarkKind.SIGN),
        ("Der Integrationskurs beginnt.", RemarkKind.LONG_WORD),
        ("Wir haben lange mit dem Vermieter und mit der Stadt gesprochen heute.", RemarkKind.LONG_SENTENCE),
    ],
)
def test_what_is_too_hard_for_leichte_sprache_alone(text: str, kind: RemarkKind) -> None:
    assert kind in kinds(text, simple=True)
    assert kind not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Im Haus fehlt ein Raum. Wir haben mit dem Vermieter gesprochen. Der Raum kommt am 1. März 2027.",
        "Das Netzwerk arbeitet daran. Sie werden davon hören.",
        "",
    ],
)
def test_good_german_is_left_alone(text: str) -> None:
    assert read(text).is_easy


def test_the_answers_of_the_example_data_are_plain() -> None:
    assert sum(read(row["text_simple"], simple=True).is_easy for row in ANSWERS) >= 38
    assert all(read(row["text_de"]).mean_length <= 12 for row in ANSWERS)


def test_dates_and_abbreviations_end_no_sentence() -> None:
    assert split("Das ist am 3. März um 10 Uhr, z. B. im Rathaus. Kommen Sie!") == [
        "Das ist am 3. März um 10 Uhr, z. B. im Rathaus.",
        "Kommen Sie!",
    ]


def test_an_easier_word_is_offered_and_nobody_is_buried_in_remarks() -> None:
    reading = read("Derzeit erhalten Sie lediglich Fördermittel. " * 30)
    hard = [remark for remark in reading.remarks if remark.kind is RemarkKind.HARD_WORD]
    assert len(hard) == 3
    assert ("lediglich", "nur") in [(remark.words, remark.easier) for remark in hard]
