"""Spreadsheets as programs really write them, hostile ones, and ours, in which nothing runs."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from app.core.errors import Invalid
from app.core.spreadsheets import MAX_ROWS, as_csv, as_xlsx, harmless, read

TABLE = [["Text", "Sprache"], ["Mehr Bänke; und Schatten,\nbitte", "de"], ["مقاعد أكثر", "ar"]]


def cells(raw: bytes) -> list[list[str]]:
    return [line.cells for line in read(raw)]


def made(separator: str, encoding: str, *, ends: str = "\r\n") -> bytes:
    out = io.StringIO(newline="")
    rows = TABLE if encoding.startswith("utf") else TABLE[:2]
    csv.writer(out, delimiter=separator, lineterminator=ends).writerows(rows)
    return out.getvalue().encode(encoding)


def package(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def refusal(raw: bytes) -> str:
    with pytest.raises(Invalid) as error:
        read(raw)
    assert error.value.field == "file"
    return error.value.code


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_csv_of_every_program_is_read(separator: str, encoding: str) -> None:
    expected = TABLE if encoding.startswith("utf") else TABLE[:2]
    assert cells(made(separator, encoding)) == expected
    assert cells(made(separator, encoding, ends="\n")) == expected


def test_rows_keep_the_numbers_of_the_program() -> None:
    lines = read(b"sep=;\nText;Sprache\n\n;\nEins\n\nZwei;de;zu viel\n")
    assert [(line.number, line.cells[0]) for line in lines] == [(2, "Text"), (5, "Eins"), (7, "Zwei")]


def test_formulas_of_a_workbook_are_texts_and_numbers_have_no_tail() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Text", "HF", "Ja"])
    sheet.append(["=1+1", 4.0, True])
    sheet.append([None, None, None])
    sheet["A9"] = '=HYPERLINK("http://127.0.0.1:9/","x")'
    out = io.BytesIO()
    book.save(out)
    lines = read(out.getvalue())
    assert [line.cells for line in lines[:2]] == [["Text", "HF", "Ja"], ["=1+1", "4", "true"]]
    assert (lines[2].number, lines[2].cells[0]) == (9, '=HYPERLINK("http://127.0.0.1:9/","x")')


def test_what_cannot_be_read_is_refused_with_its_reason() -> None:
    assert refusal(b"") == "sheet_missing"
    assert refusal(b"\n;;\n") == "sheet_empty"
    assert refusal(b'Text\n"never closed\n') == "sheet_broken_row"
    assert refusal(b"\xd0\xcf\x11\xe0old office") == "sheet_old_kind"
    assert refusal(b"%PDF-1.7") == "sheet_old_kind"
    assert refusal(b"PK\x03\x04 broken") == "sheet_unreadable"
    assert refusal(bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])) == "sheet_unreadable"
    assert refusal(package(mimetype="application/vnd.oasis.opendocument.spreadsheet")) == "sheet_old_kind"
    assert refusal(package(**{"xl__workbook.xml": "<x/>", "xl__vbaProject.bin": "x"})) == "sheet_macros"
    assert refusal(package(**{"xl__workbook.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"})) == "sheet_unreadable"
    assert refusal(package(**{"xl__workbook.xml": "<x/>"})) == "sheet_unreadable"


def test_what_is_too_much_is_refused_before_it_is_unpacked() -> None:
    assert refusal(b"Text\n" + b"a" * (1024 * 1024)) == "sheet_too_large"
    assert refusal(b"Text\n" + b"a\n" * (MAX_ROWS + 1)) == "sheet_too_many_rows"
    assert len(read(b"Text\n" + b"a\n" * MAX_ROWS)) == MAX_ROWS + 1
    bomb = package(**{"xl__workbook.xml": "<x/>", "xl__worksheets__sheet1.xml": "0" * 50_000_000})
    assert len(bomb) < 1024 * 1024
    assert refusal(bomb) == "sheet_too_large"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "＝1+1", " =1+1", "−1"])
def test_no_cell_of_ours_is_a_formula(cell: str) -> None:
    assert harmless(cell) == "'" + cell
    row = next(csv.reader(io.StringIO(as_csv([[cell]]).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert row == ["'" + cell]
    if cell[0] >= " ":
        sheet = load_workbook(io.BytesIO(as_xlsx([("1", [[cell]])]))).active
        assert sheet is not None
        assert (sheet["A1"].data_type, sheet["A1"].value) == ("s", "'" + cell)


def test_ours_can_be_read_again() -> None:
    assert cells(as_csv(TABLE)) == TABLE
    assert cells(as_xlsx([("1", TABLE), ("2", [["x"]])], right_to_left=True)) == TABLE
