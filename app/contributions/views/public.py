"""The public list: what was published, by field, district and words. Only published words pass through here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from app.concept import queries as concept_queries
from app.concept.models import ActionField, District
from app.concept.rules import DistrictKind
from app.contributions import queries
from app.contributions.queries.public import PublicRow, Wish
from app.contributions.views.blueprint import bp
from app.core import clock
from app.core.history import Subject
from app.core.languages import content
from app.core.languages.content import Audience, Texts, Wording
from app.permissions import public
from app.rounds import queries as rounds
from app.rounds.models import ParticipationRound

MAX_WORDS = 100
EXCERPT = 280
# More digits fit into no column; nobody has so many contributions.
MAX_DIGITS = 15


@dataclass
class FieldRef:
    """The field of a row, as far as its translated name needs it."""

    id: int
    number: int
    name: str
    subject_kind: str = "action_field"


@dataclass
class Asked:
    """What the address asks for, as far as it makes sense, and what must be said about the rest."""

    wish: Wish = field(default_factory=Wish)
    district: District | None = None
    year: int | None = None
    after: int | None = None
    notices: list[str] = field(default_factory=list)

    def address(self, after: int | None = None) -> str:
        """The list with the same filters, from another place on."""
        return url_for(
            "contributions.public_list",
            action_field=self.wish.field,
            district=self.district.key if self.district else None,
            year=self.year,
            q=self.wish.words or None,
            after=after,
        )


@dataclass(frozen=True)
class Line:
    """One contribution of the list in the reader's words. The language of its author is not named (rule 14)."""

    reference: str
    title: Wording | None
    text: Wording
    field_number: int
    field_name: str
    month: str | None
    district: str | None
    answered: bool
    voices: int


@bp.get("/<lang:lang>/contributions/")
@public
def public_list() -> ResponseReturnValue:
    """What was published, newest first. The number of statements does not grow with the page."""
    fields = concept_queries.fields(clock.today())
    districts = queries.districts_with_enough()
    asked = _asked(fields, districts)
    page = queries.public_page(asked.wish, after=asked.after)
    newer = queries.newer_start(asked.wish, after=asked.after) if asked.after else None
    refs = [FieldRef(row.field_id, row.field_number, row.field_name) for row in page.rows]
    named: dict[int, Subject] = {ref.id: ref for ref in refs}
    named.update({one.id: one for one in fields})
    texts = content.load([*named.values(), *page.rows], ["name", "title", "text"])
    lines = [_line(row, ref, texts, asked) for row, ref in zip(page.rows, refs, strict=True)]
    return render_template(
        "contributions/list.html",
        asked=asked,
        lines=[line for line in lines if line is not None],
        fields=[(one.number, field_name(one, texts)) for one in fields],
        years=[one.year for one in rounds.begun(clock.today())],
        districts=[(one.key, district_name(one.name, one.kind)) for one in districts],
        newer_url=asked.address(newer) if asked.after else None,
        older_url=asked.address(page.after) if page.after else None,
    )


def field_name(one: ActionField | FieldRef, texts: Texts) -> str:
    """The name of a field in the reader's language; the official German one if there is no other."""
    found = texts.say(one, "name", g.language.tag, Audience.PUBLIC)
    return found.text if found else one.name


def district_name(name: str, kind: DistrictKind | None) -> str:
    """Names of areas are never translated; the two further choices are words."""
    words = {DistrictKind.WHOLE_CITY: _("The whole city"), DistrictKind.OUTSIDE: _("Outside Rheine")}
    return words.get(kind, name) if kind else name


def _asked(fields: list[ActionField], districts: list[District]) -> Asked:
    """Read the address kindly: what makes no sense is left out, and said."""
    asked = Asked()
    number = _number(fields, asked)
    asked.district = _district(districts, asked)
    current = _round(asked)
    asked.wish = Wish(
        number, asked.district.id if asked.district else None, _words(asked), current.id if current else None
    )
    after = request.args.get("after", "")
    if after.isascii() and after.isdigit() and len(after) <= MAX_DIGITS:
        asked.after = int(after)
    return asked


def _number(fields: list[ActionField], asked: Asked) -> int | None:
    wanted = request.args.get("action_field", "").strip()
    found = next((one.number for one in fields if str(one.number) == wanted), None)
    if wanted and found is None:
        asked.notices.append(_("We do not know this field. You see all fields."))
    return found


def _district(districts: list[District], asked: Asked) -> District | None:
    wanted = request.args.get("district", "").strip()
    found = next((one for one in districts if wanted in (one.key, one.name)), None)
    if wanted and found is None:
        asked.notices.append(
            _("We show a district only when there are at least five contributions from it. You see all districts.")
        )
    return found


def _round(asked: Asked) -> ParticipationRound | None:
    """The round of one year. A district and a year together could point at one person (rule 14): the year goes."""
    wanted = request.args.get("year", "").strip()
    found = rounds.of_year(int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) <= 4 else None
    if wanted and found is None:
        asked.notices.append(_("We do not know this year. You see all years."))
    if found is not None and asked.district is not None:
        asked.notices.append(_("With a district we show all years. So nobody can guess who wrote."))
        return None
    asked.year = found.year if found else None
    return found


def _words(asked: Asked) -> str:
    wanted = " ".join(request.args.get("q", "").replace("\x00", " ").split())
    if len(wanted) > MAX_WORDS:
        asked.notices.append(_("Your search was very long. We looked for its first words."))
    return wanted[:MAX_WORDS].strip()


def _line(row: PublicRow, ref: FieldRef, texts: Texts, asked: Asked) -> Line | None:
    said = texts.say(row, "text", g.language.tag, Audience.PUBLIC)
    if said is None:
        return None
    # Who asked for a district sees no month: both together could point at one person (rule 14).
    month = None if asked.district else format_date(row.received_on, "LLLL y")
    return Line(
        reference=row.reference,
        title=texts.say(row, "title", g.language.tag, Audience.PUBLIC),
        text=replace(said, text=_excerpt(said.text)),
        field_number=row.field_number,
        field_name=field_name(ref, texts),
        month=month,
        district=district_name(row.district, row.district_kind) if row.district else None,
        answered=row.answered,
        voices=row.voices,
    )


def _excerpt(text: str) -> str:
    """The beginning of a text, up to a whole word."""
    if len(text) <= EXCERPT:
        return text
    begun = text[:EXCERPT]
    return (begun.rsplit(None, 1)[0] if " " in begun else begun) + " …"
