"""Words of this room: what each kind of thing and each field is called, what is wrong with a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.rounds.labels import LABELS as ROUND_LABELS
from app.rounds.rules import Phase

LABELS: dict[StrEnum, Any] = {}


@dataclass(frozen=True)
class Words:
    """What a kind of thing is called, what it is for, and what the button for a new one says."""

    title: Any
    lead: Any
    new: Any = ""


NOUNS: dict[str, Words] = {
    "settings": Words(
        _l("Contact and imprint"), _l("Who provides the site, and how residents reach you. Every page uses it.")
    ),
    "rounds": Words(_l("Rounds"), _l("Phases, the day of the Dialogforum, and targets in days."), _l("New round")),
    "networks": Words(
        _l("Names and fields of networks"),
        _l("A new name begins on a day. Cases and reports from before keep the old one."),
        _l("New network"),
    ),
    "organisations": Words(_l("Organisations"), _l("Partners of the networks."), _l("New organisation")),
    "services": Words(
        _l("Advice and help"),
        _l("Advice services, official ways and help in an emergency. They stand on the help page."),
        _l("New service"),
    ),
    "districts": Words(_l("Districts"), _l("What residents can choose as their district."), _l("New district")),
    "audiences": Words(
        _l("Groups an idea is meant for"), _l("Commissioners mark contributions with them."), _l("New group")
    ),
    "reasons": Words(
        _l("Sentences about decisions"),
        _l("What authors read when a text is not published. Empty means the sentence of the site."),
    ),
    "templates": Words(
        _l("Ready texts for answers"),
        _l("Networks start an answer from them. An answer of ready texts alone is readable in every language."),
        _l("New ready text"),
    ),
}

# Labels by field, and hints where the label does not say enough. The same name means the same everywhere.
FIELDS: dict[str, Any] = {
    "city": _l("Provider"),
    "trustee": _l("Commissioner who is the face of the site"),
    "phone": _l("Telephone"),
    "hours": _l("Hours"),
    "email": _l("E-mail address"),
    "address": _l("Postal address"),
    "imprint": _l("More words in the imprint"),
    "crime_contact": _l("Whom to tell about a possible crime"),
    "privacy_officer": _l("Data protection officer"),
    "promise_authority": _l("Promise: the immigration authority cannot see contact details"),
    "name": _l("Name"),
    "group": _l("Name"),
    "title": _l("Title"),
    "outcome": _l("Outcome"),
    "field": _l("Number of the field"),
    "names": _l("Names"),
    "names.from": _l("Valid from"),
    "second_person": _l("Second person"),
    "carries": _l("Fields it carries"),
    "carries.field": _l("Number of the field"),
    "carries.from": _l("First day"),
    "carries.until": _l("Last day"),
    "ended_on": _l("Last day"),
    "kind": _l("Kind"),
    "website": _l("Website"),
    "languages": _l("Languages spoken there"),
    "about": _l("What it does"),
    "position": _l("Place in the list"),
    "text": _l("Sentence"),
    "year": _l("Year"),
    "forum_on": _l("Day of the Dialogforum"),
    "forum_hours": _l("Hours of that day"),
    "place": _l("Place"),
    **{f"phase_{phase}": ROUND_LABELS[phase] for phase in Phase},
    "ends_on": _l("Last day of the round"),
    "moderation_working_days": _l("Working days until a text is read"),
    "acknowledge_days": _l("Days until a network takes it on"),
    "answer_days": _l("Days until the answer"),
    "cards_days": _l("Days after the Dialogforum until all cards are typed in"),
    "documentation_days": _l("Days after the Dialogforum until the documentation is there"),
    "report_days": _l("Days after the Dialogforum until the report is there"),
    "key": _l("Key"),
}
HINTS: dict[str, Any] = {
    **{f"phase_{phase}": _l("First day of this phase.") for phase in Phase},
    "trustee": _l("Empty: the pages name the commissioners in general."),
    "hours": _l("When somebody answers the telephone."),
    "crime_contact": _l("Commissioners read this beside hateful texts."),
    "promise_authority": _l("Only after the city has confirmed it in writing."),
    "ended_on": _l("It is never deleted. After this day nobody can choose it."),
    "names": _l("Leave old names as they are, and add the new one in the empty row."),
    "carries": _l("If two networks carry a field, the one that began last counts."),
    "outcome": _l("Empty means every outcome."),
    "field": _l("0 means every field."),
    "second_person": _l("Without a choice it is as the installation says."),
    "website": _l("Without https, such as beratung.example."),
    "position": _l("Small numbers stand first."),
    "forum_on": _l("Leave this empty while the day is open."),
    "forum_hours": _l("Such as 16:00–19:00. Leave it empty while they are open."),
}

ERRORS: dict[str, Any] = {
    "values_wrong": _l("Some values are not right."),
    "value_missing": _l("Please fill this in."),
    "value_long": _l("This is too long. Please shorten it."),
    "not_a_number": _l("Please enter a whole number."),
    "not_a_day": _l("Please enter a day, such as 2027-03-31."),
    "not_a_choice": _l("Please choose one from the list."),
    "not_a_text": _l("This must be a text."),
    "not_a_flag": _l("This must be true or false."),
    "not_languages": _l("This must be a table of languages."),
    "not_rows": _l("This must be a list of rows."),
    "unknown_name": _l("This name is not known here."),
    "no_such_language": _l("The site does not speak this language."),
    "german_first": _l("Please write it in German first."),
    "name_taken": _l("There is one with this name already."),
    "year_taken": _l("There is a round for this year already."),
    "year_wrong": _l("Please enter a year with four digits."),
    "phases_in_order": _l("This day lies before the phase in front of it."),
    "hours_wrong": _l("Please write the hours such as 16:00–19:00."),
    "target_missing": _l("Please enter at least one day."),
    "past_stays": _l("What has begun stays as it was. Please add a new row from today on."),
    "days_twice": _l("There are two rows for the same day."),
    "no_such_field": _l("There is no field with this number."),
    "days_in_order": _l("The last day lies before the first day."),
    "file_unreadable": _l("The file cannot be read as TOML."),
    "file_schema": _l("The file has another layout than this version can read."),
    "file_no_text": _l("The file is not a text in UTF-8."),
    "key_twice": _l("This key stands in the file twice."),
    "still_carries": _l("It still carries a field then. Please end that first."),
}
