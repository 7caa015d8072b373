"""Whether the interface is complete in every language that is switched on: for the command and the house tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from app.core.languages import locales
from app.core.languages.locales import Language

TRANSLATIONS = Path(__file__).resolve().parents[3] / "translations"
# The source strings are English: English needs no catalogue.
SOURCE = "en"
# Places that only staff see. Languages without a staff area need not translate what stands nowhere else.
STAFF_PLACES = re.compile(
    r"app/templates/(accounts|answers|moderation|networks|routing|style|translating)/"
    r"|app/templates/contributions/assisted/(_facts|_strip|start|sure|text)\.html"
    r"|app/contributions/(staff_labels|forms/assisted|views/assisted_pages)\.py"
    r"|app/templates/layouts/staff\.html|app/templates/site/(desk|mail|staff_languages)\.html"
    r"|app/templates/components/(desk_row|queue_list|readability|undo_bar)\.html"
    r"|app/concept/(forms|staff_labels|views/decisions)\.py|app/templates/concept/decisions\.html"
    r"|app/templates/mail/(_answer_link|answer_link|answer_review|answer_to_approve)\.txt"
    r"|app/templates/mail/(arrivals_digest|assignment|barrier_report|handed_back|invitation|sign_in_link)\.txt"
    r"|app/templates/mail/(email_\w+|recovery_code_used)\.txt"
    r"|app/templates/mail/(escalated|instead_to_approve|mail_stuck|nobody_there|reminder)\.txt"
    r"|app/templates/administration/|app/administration/"
    r"|app/(accounts|answers|moderation|networks|routing|translating)/(forms|views|mails)"
    r"|app/(accounts|networks|routing|translating)/labels\.py|app/answers/staff_labels\.py"
    r"|app/templates/(talks/|mail/talk_news\.txt)|app/talks/(forms|views|labels)|app/contributions/verbs\.py"
    r"|app/moderation/staff_words\.py|app/templates/mail/(nobody_reads|please_read|term_ends)\.txt"
    r"|app/templates/notices/desk/|app/templates/reports/looks\.html|app/templates/mail/notices_\w+\.txt"
    r"|app/notices/(forms/desk|views/desk|labels/desk)"
    r"|app/templates/dialogforum/desk/|app/dialogforum/\w+/desk_\w+\.py|app/templates/mail/forum_staff_\w+\.txt"
    r"|app/site/(navigation\.py|views/(desk|mail)\.py)"
)
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[#0 +-]*\d*(?:\.\d+)?[a-zA-Z%]")


@dataclass(frozen=True)
class Finding:
    """One string that is not right in one language."""

    language: str
    text: str
    problem: str

    def __str__(self) -> str:
        return f"{self.language}: {self.problem}: {self.text!r}"


def check() -> list[Finding]:
    """Everything that is missing, fuzzy or broken, over all languages that are switched on."""
    with (TRANSLATIONS / "messages.pot").open("rb") as handle:
        template = read_po(handle)
    findings: list[Finding] = []
    for language in locales.OFFERED:
        if language.tag != SOURCE:
            findings += check_language(language, template)
    return findings


def check_language(language: Language, template: Catalog) -> list[Finding]:
    """Everything that is not right in one language, compared with the template."""
    path = TRANSLATIONS / language.catalogue / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return [Finding(language.tag, str(path.name), "there is no catalogue")]
    with path.open("rb") as handle:
        catalogue = read_po(handle, locale=language.catalogue)
    findings = []
    for wanted in template:
        if not wanted.id or (language not in locales.STAFF and only_for_staff(wanted)):
            continue
        source = _forms(wanted.id)[0]
        for problem in _problems(wanted, catalogue.get(wanted.id, wanted.context), catalogue.num_plurals):
            findings.append(Finding(language.tag, source, problem))
    return findings


def only_for_staff(message: Message) -> bool:
    """Whether a string stands in no place that residents see."""
    return bool(message.locations) and all(STAFF_PLACES.match(place) for place, _line in message.locations)


def _problems(wanted: Message, found: Message | None, plurals: int) -> Iterator[str]:
    if found is None or not found.string or (isinstance(found.string, tuple) and not all(found.string)):
        yield "missing"
        return
    if found.fuzzy:
        yield "fuzzy"
    texts = _forms(found.string)
    if isinstance(wanted.id, tuple) and len(texts) != plurals:
        yield f"{len(texts)} plural forms instead of {plurals}"
    allowed = placeholders(*_forms(wanted.id))
    for text in texts:
        # A form for exactly one or two may say it in words; nothing may name what the code does not give.
        if placeholders(text) - allowed or (not isinstance(wanted.id, tuple) and placeholders(text) != allowed):
            yield "other placeholders than the source"
            return


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """One text, or all its plural forms."""
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(*texts: str) -> frozenset[str]:
    """Names of the placeholders in a text; a doubled percent sign is none."""
    return frozenset(
        match.group(1) or match.group(0)
        for text in texts
        for match in PLACEHOLDER.finditer(text)
        if match.group(0) != "%%"
    )
