"""One line of an imported list (cards, partners, spreadsheets) as a submission. Layout: docs/operating.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.concept import queries as concept
from app.contributions import codes, queries
from app.contributions.actions.sending import Submission, Submitted, checked_text, submit, suggested
from app.contributions.rules import LanguageOrigin, Source
from app.core.errors import Invalid
from app.core.history import Actor
from app.core.languages import locales

MAX_ID = 80
TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?\Z")


def import_line(line: Any, *, actor: Actor, is_example: bool = False) -> Submitted:
    """Submit one line: keys id, text, and if wanted lang, fields, district, source, offer, quote_allowed.

    A line whose id is known gives the stored contribution with `created` False and no code. Keys that belong to a
    decision (moderation, redacted, german …) are never used. Raises Invalid or Missing with the reason.
    """
    return submit(_read(line, is_example), actor=actor)


def check_line(line: Any) -> Submission:
    """What a line would submit; nothing is stored. Raises what import_line() would."""
    submission = _read(line)
    suggested(submission.fields)
    return replace(submission, text=checked_text(submission.text))


def _read(line: Any, is_example: bool = False) -> Submission:
    if not isinstance(line, Mapping):
        raise Invalid("line_not_an_object")
    key = line.get("id")
    if not isinstance(key, str) or not key.strip() or len(key) > MAX_ID:
        raise Invalid("line_id_missing", field="id")
    text = _text(line.get("text"))
    tag, origin = _language(line.get("lang"), text)
    spoken = locales.offered(tag) or locales.GERMAN
    return Submission(
        text=text,
        language=tag,
        reading_language=spoken.tag,
        fields=_fields(line.get("fields", [])),
        district_key=_district(line.get("district")),
        offers_help=_flag(line, "offer"),
        quote_allowed=_flag(line, "quote_allowed"),
        source=_source(line.get("source", Source.PARTNER.value)),
        language_origin=origin,
        is_example=is_example,
        code=codes.new(),
        import_id=key.strip(),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Invalid("text_missing", field="text")
    return value


def _language(value: Any, text: str) -> tuple[str, LanguageOrigin]:
    """What the list says; the words themselves where it says nothing."""
    if value is None or value == "":
        return queries.language_of(text, None, locales.GERMAN.tag)
    if not isinstance(value, str) or not TAG.match(value):
        raise Invalid("line_language_unknown", field="lang")
    return value, LanguageOrigin.IMPORT


def _fields(value: Any) -> list[int]:
    if not isinstance(value, list) or not all(isinstance(number, int) for number in value):
        raise Invalid("line_fields_wrong", field="fields")
    return value


def _district(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Invalid("line_district_wrong", field="district")
    return concept.district(value).key


def _source(value: Any) -> Source:
    try:
        return Source(value)
    except ValueError as error:
        raise Invalid("line_source_unknown", field="source") from error


def _flag(line: Mapping[str, Any], name: str) -> bool:
    value = line.get(name, False)
    if not isinstance(value, bool):
        raise Invalid("line_flag_wrong", field=name)
    return value
