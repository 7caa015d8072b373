"""What somebody who comes to the Dialogforum says. Nothing is prefilled, and only the number of people is asked."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Email, Optional

from app.core.forms import LanguageField, ResidentForm
from app.core.languages import locales
from app.dialogforum.labels.seats import ERRORS, LABELS
from app.dialogforum.rules.seats import MOST_CHILDREN, MOST_PEOPLE, Age, Ask, Need, faults

CARE = {Age.SMALL: "care_small", Age.MIDDLE: "care_middle", Age.BIG: "care_big"}
# What rides along from the questions to the check page.
ANSWERS = (
    "people",
    "children",
    "table",
    "interpreting",
    "other_language",
    "needs",
    *CARE.values(),
    "note",
    "name",
    "contact",
    "consent",
)


def _count(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 4 else 0


def _numbers(least: int, most: int, empty: str = "") -> list[SelectChoice]:
    first = [SelectChoice("", empty)] if empty else []
    return [*first, *(SelectChoice(str(number), str(number)) for number in range(least, most + 1))]


def _children(label: str) -> SelectField:
    return SelectField(label, choices=_numbers(0, MOST_CHILDREN), validate_choice=False, default="0")


class SeatForm(ResidentForm):
    """How many come and what they need. `ticket`: sealed number of the form; `seat`: sealed mark of the own page."""

    ticket = HiddenField()
    seat = HiddenField()
    people = SelectField(_l("How many people come?"), choices=_numbers(1, MOST_PEOPLE, "–"), validate_choice=False)
    children = _children(_l("How many children come along?"))
    table = SelectField(_l("Which theme interests you most?"), [Optional()], choices=[], validate_choice=False)
    interpreting = LanguageField(_l("Do you need an interpreter? For which language?"), [Optional()])
    other_language = StringField(_l("Another language"), [Optional()])
    needs = SelectMultipleField(
        _l("What else helps you to take part?"),
        [Optional()],
        choices=[SelectChoice(need.value, LABELS[need]) for need in Need],
        validate_choice=False,
    )
    care_small = _children(LABELS[Age.SMALL])
    care_middle = _children(LABELS[Age.MIDDLE])
    care_big = _children(LABELS[Age.BIG])
    note = TextAreaField(_l("Something else we should know"), [Optional()], render_kw={"rows": 2})
    name = StringField(_l("A name for the list, or a made-up one"), [Optional()])
    contact = EmailField(
        _l("E-mail address"),
        [Optional(), Email(_l("This is not a complete e-mail address. Example: name@example.org"))],
        render_kw={"autocomplete": "off"},
    )
    consent = BooleanField(_l("I agree that the organisers read and keep what I need."))
    no_mail = BooleanField(_l("No more mail: delete my address"))

    def offer(self, tables: Mapping[int, str], nothing: str, reader: str) -> None:
        """Give the form its themes and languages; those of the list that are spoken with an interpreter."""
        names = {"": nothing, **{str(number): f"{number} {name}" for number, name in tables.items()}}
        self.table.choices = [SelectChoice(key, name) for key, name in names.items()]
        spoken = [one for one in locales.KNOWN.values() if one.tag not in {"de", "de-simple"}]
        ordered = sorted(spoken, key=lambda one: one.name.casefold())
        self.interpreting.offer([("", nothing), *((one.tag, one.name) for one in ordered)], reader)

    @property
    def ask(self) -> Ask:
        """What was said; what no list offers counts as not said."""
        table, spoken = _count(self.table.data), self.interpreting.data or ""
        chosen = set(self.needs.data or [])
        return Ask(
            people=_count(self.people.data),
            children=_count(self.children.data),
            table=table if str(table) in {choice.value for choice in self.table.choices or []} else None,
            interpreting=spoken if spoken in locales.KNOWN else "",
            other_language=(self.other_language.data or "").strip(),
            needs=tuple(need for need in Need if need.value in chosen),
            care={age: _count(self[name].data) for age, name in CARE.items()},
            note=(self.note.data or "").strip(),
            name=(self.name.data or "").strip(),
        )

    def fits(self) -> bool:
        """Check the answers; each that is wrong is explained at its question."""
        good = bool(self.validate())
        for name, code in faults(self.ask, consent=bool(self.consent.data)).items():
            self[name].errors = [*self[name].errors, ERRORS[code]]
            good = False
        return good

    def show(self, ask: Ask) -> None:
        """Fill in what was said before, on the page of the own number."""
        self.people.data, self.children.data = str(ask.people), str(ask.children)
        self.table.data, self.interpreting.data = str(ask.table or ""), ask.interpreting
        self.other_language.data, self.note.data, self.name.data = ask.other_language, ask.note, ask.name
        self.needs.data = [need.value for need in ask.needs]
        for age, name in CARE.items():
            self[name].data = str(ask.care.get(age, 0))
        self.consent.data = ask.tells_needs

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Answers as hidden fields say them; what was not answered is left out."""
        found: list[tuple[str, str]] = []
        for name in ANSWERS:
            value = self[name].data
            if value is True:
                found.append((name, "y"))
            elif isinstance(value, list):
                found += [(name, one) for one in value]
            elif value:
                found.append((name, str(value)))
        return found


class SeatNumberForm(ResidentForm):
    """The number of a registration."""

    code = StringField(_l("Your number"))
    seat = HiddenField()
