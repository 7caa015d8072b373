"""Spreadsheets of partners: a look at each row, then the button; the report is the answer itself and kept nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import Response, current_app, g, render_template, request

from app.accounts import sessions
from app.core import clock, keys
from app.core.errors import Conflict, Invalid
from app.core.history import Actor
from app.core.spreadsheets import MAX_BYTES, MAX_ROWS, as_csv, as_xlsx
from app.core.spreadsheets.writing import CSV_TYPE, XLSX_TYPE
from app.dialogforum.actions import sheets as actions
from app.dialogforum.forms.desk_sheets import ReportForm, SheetForm, TakeForm
from app.dialogforum.labels import desk_sheets as words
from app.dialogforum.rules.sheets import Column, Fate, Parcel, Row
from app.dialogforum.views.blueprint import bp
from app.extensions import db
from app.permissions import Permission, needs

# The file, and the rows on their way to the button; every other page of the site takes less (trust.md T-21).
LARGER = {"dialogforum.sheets_look": MAX_BYTES + 256 * 1024, "dialogforum.sheets_take": 3 * MAX_BYTES}
REPORT = "sheet-report"
# Columns that people may fill in, in the order of the template.
OFFERED = tuple(words.MEANINGS)


@bp.url_value_preprocessor
def _larger(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    # Before anything reads the body.
    limit = LARGER.get(endpoint or "")
    if limit is not None:
        request.max_content_length = limit
        request.max_form_memory_size = limit


@bp.get("/staff/dialogforum/sheets")
@needs(Permission.SHEETS_IMPORT)
def sheets() -> str:
    """Choose a file, or fetch the template."""
    return _start(SheetForm())


@bp.get("/staff/dialogforum/sheets/template.csv")
@needs(Permission.SHEETS_IMPORT)
def sheets_template_csv() -> Response:
    """The template as CSV, in the language of the page."""
    return _file(as_csv([_headings()]), CSV_TYPE, "template.csv")


@bp.get("/staff/dialogforum/sheets/template.xlsx")
@needs(Permission.SHEETS_IMPORT)
def sheets_template_xlsx() -> Response:
    """The template as XLSX, with a second sheet that explains the columns."""
    explained = [[str(words.LABELS[column]), str(text), example] for column, (text, example) in words.MEANINGS.items()]
    pages = [("1", [_headings()]), ("2", explained)]
    return _file(as_xlsx(pages, right_to_left=g.language.dir == "rtl"), XLSX_TYPE, "template.xlsx")


@bp.post("/staff/dialogforum/sheets/look")
@needs(Permission.SHEETS_IMPORT)
def sheets_look() -> Any:
    """What would become of each row. Nothing is stored."""
    form = SheetForm()
    valid, sent = form.validate(), request.files.get("file")
    try:
        parcel = actions.open_sheet(
            sent.read() if sent is not None else b"",
            name=form.name.data or "",
            source=form.source.data or "",
            headings=words.headings(),
        )
    except Invalid as error:
        form.file.errors = [words.reason(error.code, error.facts)]
        return _start(form), 422
    if not valid:
        return _start(form), 422
    return _looked(parcel)


@bp.post("/staff/dialogforum/sheets/take")
@needs(Permission.SHEETS_IMPORT)
def sheets_take() -> Any:
    """Take in all good rows, or none."""
    form, actor = TakeForm(), _actor()
    try:
        parcel = actions.unseal(form.parcel.data or "", actor)
    except Conflict as error:
        return _start(SheetForm(formdata=None), words.reason(error.code, error.facts)), 409
    try:
        rows = actions.take_in(parcel, leave_out=bool(form.leave_out.data), actor=actor)
    except Conflict as error:
        db.session.rollback()
        return _looked(parcel, words.reason(error.code, error.facts)), 409
    return render_template(
        "dialogforum/desk/sheets_done.html",
        rows=rows,
        count=_count(rows),
        form=ReportForm(formdata=None),
        report=keys.seal(REPORT, {"rows": _report(rows)}),
    )


@bp.post("/staff/dialogforum/sheets/report.csv")
@needs(Permission.SHEETS_IMPORT)
def sheets_report() -> Any:
    """The report of a moment ago as a file, without the texts."""
    try:
        rows = keys.unseal(REPORT, ReportForm().report.data or "")["rows"]
    except keys.SealBroken:
        return _start(SheetForm(formdata=None), words.reason("sheet_form_old", {})), 409
    return _file(as_csv(rows), CSV_TYPE, f"report-{clock.today().isoformat()}.csv")


def _start(form: SheetForm, message: str = "") -> str:
    return render_template(
        "dialogforum/desk/sheets.html",
        form=form,
        messages=[message] if message else [],
        columns=[(words.LABELS[column], *words.MEANINGS[column]) for column in OFFERED],
        most=MAX_ROWS,
    )


def _looked(parcel: Parcel, message: str = "") -> str:
    rows = actions.look(parcel)
    form = TakeForm(formdata=None)
    form.parcel.data = actions.seal(parcel, _actor())
    form.leave_out.data = True
    return render_template(
        "dialogforum/desk/sheets_look.html",
        rows=rows,
        parcel=parcel,
        count=_count(rows),
        numberless=sum(row.is_without_number for row in rows),
        doubtful=sum(row.is_doubtful for row in rows),
        form=form,
        message=message,
        reason=words.reason,
    )


def _count(rows: Sequence[Row]) -> dict[str, int]:
    found = Counter(row.fate for row in rows)
    return {fate.value: found[fate] for fate in Fate}


def _report(rows: Sequence[Row]) -> list[list[str]]:
    head = [str(text) for text in words.REPORT]
    lines = [
        [
            str(row.number),
            str(words.LABELS[row.fate]),
            words.reason(row.reason, row.facts) if row.reason else "",
            row.reference,
        ]
        for row in rows
    ]
    return [head, *lines]


def _headings() -> list[str]:
    return [str(words.LABELS[column]) for column in Column if column in OFFERED]


def _file(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return current_app.response_class(content, content_type=kind, headers=headers)


def _actor() -> Actor:
    return sessions.actor(Permission.SHEETS_IMPORT)
