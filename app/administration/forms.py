"""One form for every sheet: made from its fields, filled from its values, read back into a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.widgets import DateInput

from app.administration.labels import ERRORS, FIELDS
from app.administration.nouns import ALL
from app.administration.rules import GERMAN, Field, Problem, Shape, Sheet
from app.core.errors import DomainError
from app.core.forms import StaffForm, clean_line
from app.core.languages import locales
from app.words import label

# Empty rows below those that are there.
SPARE_ROWS = 1
MOST_ROWS = 60


class SheetForm(StaffForm):
    """What every sheet has: which values were in view, and whether the other languages still hold."""

    seen = HiddenField()
    keep = BooleanField()


class ActForm(StaffForm):
    """Nothing but a button."""


class WordsForm(StaffForm):
    """One text in one language; `seen` says which German words were in view."""

    text = TextAreaField(_l("Translation"))
    seen = HiddenField()


def say(form: WordsForm, error: DomainError) -> None:
    """Put the sentence of an error to the box."""
    form.text.errors = [*form.text.errors, str(ERRORS[error.code])]


def build(fields: Iterable[Field], sheet: Mapping[str, Any], sent: Iterable[str] = ()) -> SheetForm:
    """The form for these fields with the values of `sheet`, or with what was sent (`sent`: names of it)."""
    names: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for field in fields:
        value = sheet.get(field.name, field.empty())
        if field.shape is Shape.LANGUAGES:
            _offer_languages(field, value, names, data)
        elif field.shape is Shape.ROWS:
            _offer_rows(field, value, list(sent), names, data)
        else:
            names[field.name], data[field.name] = _input(field, FIELDS[field.name]), value
    made = type("NounForm", (SheetForm,), names)
    return made(data=data)  # type: ignore[no-any-return]


@cache
def _texts() -> frozenset[str]:
    """What boxes of sheets are called, with # for the number of a row."""
    fields = [field for noun in ALL for field in noun.fields]
    boxes = {field.name for field in fields if field.shape is Shape.TEXT}
    boxes |= {f"{one.name}-{lang.tag}" for one in fields if one.shape is Shape.LANGUAGES for lang in locales.OFFERED}
    rows = [(field.name, column) for field in fields for column in field.columns]
    return frozenset(boxes | {f"{name}-#-{one.name}" for name, one in rows if one.shape in {Shape.LINE, Shape.TEXT}})


def is_text(name: str) -> bool:
    """Whether a field of this name holds words of a sheet, beside its single lines."""
    return re.sub(r"-\d+-", "-#-", name) in _texts()


def _input(field: Field, words: Any) -> Any:
    if field.shape is Shape.TEXT:
        return TextAreaField(words, render_kw={"rows": 4})
    if field.shape is Shape.FLAG:
        return BooleanField(words)
    if field.shape is Shape.DAY:
        return StringField(words, widget=DateInput())
    if field.shape is Shape.CHOICE:
        nothing = [] if field.required else [SelectChoice("", "–")]
        offered = [SelectChoice(one.value, label(one)) for one in field.choices]
        return SelectField(words, choices=[*nothing, *offered], validate_choice=False)
    return StringField(words, render_kw={"inputmode": "numeric"} if field.shape is Shape.NUMBER else None)


def _offer_languages(field: Field, value: Mapping[str, str], names: dict[str, Any], data: dict[str, Any]) -> None:
    for language in locales.OFFERED:
        name = f"{field.name}-{language.tag}"
        words = FIELDS[field.name] if language.tag == GERMAN else language.name
        names[name] = TextAreaField(words, render_kw={"rows": 3, "lang": language.tag})
        data[name] = value.get(language.tag, "")


def _offer_rows(
    field: Field, value: list[Mapping[str, Any]], sent: list[str], names: dict[str, Any], data: dict[str, Any]
) -> None:
    numbers = [int(name.split("-")[1]) for name in sent if name.startswith(f"{field.name}-") and name.count("-") == 2]
    count = min(MOST_ROWS, max([len(value) + SPARE_ROWS, *(number + 1 for number in numbers)]))
    for number in range(count):
        row = value[number] if number < len(value) else {}
        for column in field.columns:
            name = f"{field.name}-{number}-{column.name}"
            names[name] = _input(column, FIELDS.get(f"{field.name}.{column.name}") or FIELDS[column.name])
            data[name] = row.get(column.name, "")


def row_count(form: SheetForm, field: Field) -> int:
    """How many rows the form shows for a field."""
    first = field.columns[0].name
    return sum(1 for one in form if one.name.startswith(f"{field.name}-") and one.name.endswith(f"-{first}"))


def read(form: SheetForm, fields: Iterable[Field]) -> Sheet:
    """What was typed, as a sheet. Rows without a word are left out; what is no number stays as it was typed."""
    sheet: Sheet = {}
    for field in fields:
        if field.shape is Shape.LANGUAGES:
            typed = {one.tag: (form[f"{field.name}-{one.tag}"].data or "").strip() for one in locales.OFFERED}
            sheet[field.name] = {tag: text.replace("\r\n", "\n") for tag, text in typed.items() if text}
        elif field.shape is Shape.ROWS:
            sheet[field.name] = _rows(form, field)
        else:
            sheet[field.name] = _value(field, form[field.name].data)
    return sheet


def _rows(form: SheetForm, field: Field) -> list[dict[str, Any]]:
    found = []
    for number in range(row_count(form, field)):
        typed = {column.name: form[f"{field.name}-{number}-{column.name}"].data for column in field.columns}
        if any(str(value or "").strip() for value in typed.values()):
            found.append({column.name: _value(column, typed[column.name]) for column in field.columns})
    return found


def _value(field: Field, typed: Any) -> Any:
    if field.shape is Shape.FLAG:
        return bool(typed)
    if field.shape is Shape.TEXT:
        return (typed or "").strip().replace("\r\n", "\n")
    line = clean_line(str(typed if typed is not None else ""))
    if field.shape is Shape.NUMBER and line.isdecimal():
        return int(line)
    return line


def blame(form: SheetForm, problems: Iterable[Problem], sentences: Mapping[str, Any]) -> None:
    """Put the sentence for each problem to its field, or above the form when there is none."""
    for problem in problems:
        name = "-".join(map(str, problem.path))
        words = str(sentences[problem.code])
        if name in form:
            form[name].errors = [*form[name].errors, words]
        else:
            first = next((one for one in form if one.name.startswith(f"{name}-")), None)
            if first is not None:
                first.errors = [*first.errors, words]
            else:
                form.form_errors.append(words)
