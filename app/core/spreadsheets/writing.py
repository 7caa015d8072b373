"""Spreadsheets that we hand out: every cell is a text, and none of them is ever taken for a formula (trust.md T-12)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

# What programs for spreadsheets take for the beginning of a formula, also in its wide form; and what they skip before.
DANGEROUS = frozenset("=+-@\t\r\n\0＝＋－＠−")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60

Table = Sequence[Sequence[str]]


def harmless(cell: str) -> str:
    """The text with a mark before it when a program would take it for a formula."""
    lead = cell.lstrip(" \u00a0\u3000")[:1]
    return "'" + cell if cell[:1] in DANGEROUS or (lead and lead in DANGEROUS) else cell


def as_csv(rows: Table) -> bytes:
    """A CSV file that German programs open rightly: UTF-8 with a mark, semicolons, RFC 4180."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheets: Sequence[tuple[str, Table]], *, right_to_left: bool = False) -> bytes:
    """An XLSX file with these named sheets; every cell is typed as a text."""
    book = Workbook(write_only=True)
    for name, rows in sheets:
        sheet = book.create_sheet(name[:31])
        sheet.sheet_view.rightToLeft = right_to_left
        for place in range(max((len(row) for row in rows), default=0)):
            width = max(len(row[place]) for row in rows if place < len(row))
            sheet.column_dimensions[get_column_letter(place + 1)].width = min(width, WIDEST) + 3
        for row in rows:
            cells = [WriteOnlyCell(sheet, harmless(cell)) for cell in row]
            for cell in cells:
                cell.data_type = "s"
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
