"""A spreadsheet as lines of texts. Its content says what a file is, not its name; formulas stay texts (T-21)."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from app.core.errors import Invalid

MAX_BYTES = 1024 * 1024
MAX_ROWS = 300
MAX_COLUMNS = 40
# Letters in all cells together: what is read must fit into the page that shows it.
MAX_LETTERS = 500_000
# An XLSX is packed: so many parts, and so many bytes when unpacked.
MAX_PARTS, MAX_UNPACKED = 200, 12 * 1024 * 1024

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SEPARATORS = ";,\t"


@dataclass(frozen=True)
class Line:
    """One row with its number as the program for spreadsheets shows it."""

    number: int
    cells: list[str]


def read(raw: bytes) -> list[Line]:
    """The rows of the first sheet that hold anything, as trimmed texts. Raises Invalid for the field "file"."""
    if not raw:
        raise Invalid("sheet_missing", field="file")
    if len(raw) > MAX_BYTES:
        raise Invalid("sheet_too_large", field="file")
    found, letters = [], 0
    for line in _xlsx(raw) if raw.startswith(ZIP) else _csv(raw):
        if not any(line.cells):
            continue
        letters += sum(map(len, line.cells))
        found.append(line)
        if len(found) > MAX_ROWS + 1:
            raise Invalid("sheet_too_many_rows", field="file", most=MAX_ROWS)
        if letters > MAX_LETTERS:
            raise Invalid("sheet_too_large", field="file")
    if not found:
        raise Invalid("sheet_empty", field="file")
    return found


def _csv(raw: bytes) -> Iterator[Line]:
    text = _decoded(raw)
    first, _end, rest = text.partition("\n")
    separator = _separator(text)
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        # Excel's own first line, which says what separates the cells. It counts as a row.
        text, separator = "\n" + rest, first.strip()[-1]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(rows, start=1):
            yield Line(number, _trimmed(cell.strip() for cell in cells[:MAX_COLUMNS]))
    except csv.Error as error:
        raise Invalid("sheet_broken_row", field="file", row=number + 1) from error


def _decoded(raw: bytes) -> str:
    """The text of a CSV file: by its first bytes, else UTF-8, else as Windows wrote it."""
    if raw.startswith((OLD_OFFICE, b"%PDF")):
        raise Invalid("sheet_old_kind", field="file")
    for encoding in _likely(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Invalid("sheet_unreadable", field="file")


def _likely(raw: bytes) -> list[str]:
    marked = [encoding for mark, encoding in MARKS if raw.startswith(mark)]
    if marked:
        return marked
    if b"\0" in raw[:400]:
        return ["utf-16-le", "utf-16-be"] if raw[1:2] == b"\0" else ["utf-16-be", "utf-16-le"]
    return ["utf-8", "cp1252"]


def _separator(text: str) -> str:
    """What stands most often between the cells of the first row, outside of quotation marks."""
    head = "".join(text.lstrip().split('"')[::2]).lstrip().partition("\n")[0]
    return max(SEPARATORS, key=head.count)


def _xlsx(raw: bytes) -> Iterator[Line]:
    _check_package(raw)
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        # What the file says about its own size is not believed.
        sheet.reset_dimensions()
        rows: Iterable[Any] = sheet.iter_rows(max_row=10 * MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
        for number, cells in enumerate(rows, start=1):
            yield Line(number, _trimmed(_as_text(cell) for cell in cells))
        book.close()
    except Invalid:
        raise
    except Exception as error:
        # The library fails in many ways at files that are broken on purpose; each of them means the same.
        raise Invalid("sheet_unreadable", field="file") from error


def _check_package(raw: bytes) -> None:
    """Refuse macros, other kinds of packages, and those that grow too much when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            parts = package.infolist()
            names = {part.filename.lower() for part in parts}
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise Invalid("sheet_too_large", field="file")
            if any("vbaproject" in name or "macrosheets" in name for name in names):
                raise Invalid("sheet_macros", field="file")
            if "xl/workbook.xml" not in names:
                raise Invalid("sheet_old_kind", field="file")
            # A document type could name parts that grow without end, or files of this computer.
            if any(b"<!DOCTYPE" in package.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))):
                raise Invalid("sheet_unreadable", field="file")
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise Invalid("sheet_unreadable", field="file") from error


def _trimmed(cells: Iterable[str]) -> list[str]:
    """Without the empty cells at the end, which programs add as they like."""
    found = list(cells)
    while found and not found[-1]:
        found.pop()
    return found


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()
    # A formula is a text that begins with "="; those of several cells come as objects that hold it.
    return str(getattr(cell, "text", cell)).strip()
