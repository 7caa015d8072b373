"""The words of a case as a network reads them: German, nothing that tells what the author speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answers.models import Answer
from app.concept.models import ActionField, ActionGoal, AudienceTag, GuidingGoal, Measure
from app.contributions.models import Contribution, Message
from app.core.history import Subject
from app.core.languages import content
from app.core.languages.content import Audience, Texts, TextVersion, VersionKind, Wording

GERMAN = frozenset({"de", "de-simple"})


@dataclass(frozen=True)
class Words:
    """The words of one answer. `simple` is empty when there is none, or when it is outdated; `correction`: why the
    present words stand in the place of others."""

    answer: Answer
    text: Wording | None
    next_step: Wording | None
    simple: str
    correction: str
    earlier: list[TextVersion]


def german(texts: Texts, subject: Contribution | Message | Measure | GuidingGoal | ActionGoal, part: str) -> str | None:
    """German words or none: words in another language would tell what the author speaks."""
    found = _in_german(texts, subject, part)
    return found.text if found else None


def german_wording(texts: Texts, subject: Contribution | Message) -> Wording | None:
    """The author's words with the label of a machine. That a person translated them is nobody's business here: it
    would tell that the author wrote in another language (rule 14)."""
    found = _in_german(texts, subject, "text")
    return found if found is None or found.is_machine else replace(found, kind=VersionKind.ORIGINAL, language="de")


def _in_german(texts: Texts, subject: Subject, part: str) -> Wording | None:
    found = texts.say(subject, part, "de", Audience.NETWORK)
    return found if found is not None and found.language in GERMAN else None


def field_name(texts: Texts, field: ActionField | AudienceTag, language: str) -> str:
    """The name of an action field or a group in the language of the reader."""
    found = texts.say(field, "name", language, Audience.STAFF)
    return found.text if found else field.name


def of_answer(texts: Texts, answer: Answer) -> Words:
    """The words of one answer with its earlier versions."""
    simple = texts.translation(answer, "text", "de-simple")
    why = texts.original(answer, "correction")
    return Words(
        answer,
        texts.say(answer, "text", "de", Audience.NETWORK),
        texts.say(answer, "next_step", "de", Audience.NETWORK),
        simple.text if simple else "",
        why.text if why else "",
        _earlier(content.versions(answer, "text")),
    )


def _earlier(versions: Sequence[TextVersion]) -> list[TextVersion]:
    """What readers once read. Nothing from before something was left out: any of it may hold that."""
    since = max((one.number for one in versions if one.kind is VersionKind.REDACTION), default=0)
    written = [one for one in versions if one.kind is not VersionKind.TRANSLATION]
    return [one for one in written if one.replaced_on is not None and one.number >= since]
