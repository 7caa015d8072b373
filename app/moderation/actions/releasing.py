"""Releasing a text, with or without leaving something out, and leaving something out later."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from app.concept import queries as concept_queries
from app.concept.models import ActionField
from app.contributions import actions as contribution_actions
from app.contributions import marks
from app.contributions import rules as contribution_rules
from app.contributions.lifecycle import MAY_BE_PUBLIC, State
from app.contributions.models import Contribution
from app.contributions.rules import MAX_FIELDS, Kind
from app.core import clock, history
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content
from app.core.languages.content import Origin, VersionKind
from app.moderation.actions import comparing
from app.moderation.actions.guard import close, deciding, note, words
from app.moderation.models import ModerationDecision
from app.moderation.rules import MAX_TITLE, REFUSAL_REASONS, Decision, ReasonCode
from app.networks.models import Network
from app.routing import actions as routing_actions


@dataclass(frozen=True)
class Redaction:
    """The words that may be read by others, and why something was left out."""

    text: str
    reason: ReasonCode


def release(
    contribution: Contribution,
    *,
    actor: Actor,
    version: int,
    fields: Sequence[int],
    primary: int,
    public: bool,
    title: str | None = None,
    kind: Kind | None = None,
    audiences: Collection[str] | None = None,
    language: str | None = None,
    german: str | None = None,
    redacted_text: str | None = None,
    redaction_reason: ReasonCode | None = None,
    hidden_for: ReasonCode | None = None,
) -> ModerationDecision:
    """Declare a text valid: it is with the networks of its fields in the same transaction, and public if `public`.

    One to three fields, one of them primary; a public text needs a German title. `audiences`: keys of groups it is
    meant for; None leaves them as they are. A redaction becomes a version of its own, the original is never touched
    (rules 3, 4). `hidden_for`: why only networks read it.
    Raises Conflict("changed"), NotPossibleNow("not_in_this_state"), Invalid: "fields_missing", "reason_unknown",
    "too_many_fields", "primary_not_among_fields", "title_missing", "words_too_long", "field_without_network",
    "redaction_reason_missing", "redaction_text_missing", "redaction_changes_nothing", "german_not_redacted",
    "title_not_redacted", "audience_unknown".
    """
    with deciding(contribution, version, actor=actor):
        _must_wait(contribution)
        networks = _networks(_fields(fields, primary))
        title = _title(title, public)
        contribution_actions.describe(contribution, title=title, kind=kind, language=language, actor=actor)
        contribution_actions.set_fields(contribution, list(fields), primary, actor=actor)
        _tag(contribution, audiences, actor)
        redaction = _redaction(contribution, redacted_text, redaction_reason, title)
        _write_versions(contribution, redaction, german, actor)
        _let_go(contribution, actor, public=public, fields=list(fields), primary=primary)
        routing_actions.assign(contribution, networks, networks[0], actor=actor)
        decision = _noted(contribution, redaction, None if public else hidden_for, actor)
    return decision


def _tag(contribution: Contribution, audiences: Collection[str] | None, actor: Actor) -> None:
    if audiences is not None:
        contribution_actions.set_audiences(contribution, audiences, actor=actor)


def _noted(
    contribution: Contribution, redaction: Redaction | None, hidden_for: ReasonCode | None, actor: Actor
) -> ModerationDecision:
    if hidden_for is not None and hidden_for not in REFUSAL_REASONS:
        raise Invalid("reason_unknown", "hidden_for")
    why = redaction.reason if redaction else None
    decision = note(contribution, Decision.RELEASE, actor=actor, reason=hidden_for, redacted_for=why)
    close(contribution, actor=actor)
    return decision


def redact(
    contribution: Contribution,
    *,
    actor: Actor,
    version: int,
    text: str,
    reason: ReasonCode,
    german: str | None = None,
    title: str | None = None,
    statement: str | None = None,
    after_notice: bool = False,
) -> ModerationDecision:
    """Leave something out of a text that is already released. Older translations fall away with it at once.

    Raises Conflict("changed"), NotPossibleNow("not_in_this_state") and Invalid as release() does.
    """
    with deciding(contribution, version, actor=actor):
        if contribution.state not in MAY_BE_PUBLIC:
            raise NotPossibleNow("not_in_this_state")
        redaction = _must_change(contribution, text, reason, title)
        heading = _title(title, public=False)
        if heading:
            contribution_actions.describe(contribution, title=heading, actor=actor)
        _write_versions(contribution, redaction, german, actor)
        # Else a second one, decided at the same moment, could bring back the words that this one takes out.
        contribution_actions.count_as_change(contribution)
        contribution_actions.refresh_search(contribution)
        decision = _note_redaction(contribution, actor, reason, statement, after_notice)
        close(contribution, actor=actor)
    return decision


def _must_change(contribution: Contribution, text: str, reason: ReasonCode, title: str | None) -> Redaction:
    redaction = _redaction(contribution, text, reason, title)
    if redaction is None:
        raise Invalid("redaction_changes_nothing", "redacted")
    return redaction


def _note_redaction(
    contribution: Contribution, actor: Actor, reason: ReasonCode, statement: str | None, after_notice: bool
) -> ModerationDecision:
    history.record(actor, "redact", contribution, reason=reason.value)
    return note(
        contribution,
        Decision.REDACT,
        actor=actor,
        redacted_for=reason,
        statement=statement,
        after_notice=after_notice,
    )


def put_german(contribution: Contribution, text: str, *, actor: Actor) -> None:
    """Write the German working text, made from the words that others may read. A German text needs none."""
    clean = marks.stored(words(text, "german_missing", "german", limit=contribution_rules.MAX_TEXT * 2))
    content.put(
        contribution, "text", clean, language="de", actor=actor, kind=VersionKind.TRANSLATION, origin=Origin.HUMAN
    )


def _let_go(contribution: Contribution, actor: Actor, *, public: bool, **facts: Any) -> None:
    contribution_actions.move(contribution, State.RELEASED, actor=actor, verb="release", public=public, **facts)
    contribution_actions.make_public(contribution, public, actor=actor)


def _must_wait(contribution: Contribution) -> None:
    # The table also lets a merged or answered item become "released", but never by this button.
    if contribution.state is not State.SUBMITTED:
        raise NotPossibleNow("not_in_this_state")


def _fields(numbers: Sequence[int], primary: int) -> list[ActionField]:
    wanted = list(dict.fromkeys(numbers))
    if not wanted:
        raise Invalid("fields_missing", "fields")
    if len(wanted) > MAX_FIELDS:
        raise Invalid("too_many_fields", "fields", limit=MAX_FIELDS)
    if primary not in wanted:
        raise Invalid("primary_not_among_fields", "primary")
    wanted.sort(key=lambda number: number != primary)
    known = {row.number: row for row in concept_queries.fields(clock.today())}
    unknown = [number for number in wanted if number not in known]
    if unknown:
        raise Invalid("no_field", "fields", number=unknown[0])
    return [known[number] for number in wanted]


def _networks(fields: Sequence[ActionField]) -> list[Network]:
    """The networks of these fields, that of the primary field first; each once."""
    found: dict[int, Network] = {}
    for field in fields:
        network = concept_queries.network_for(field, clock.today())
        if network is None:
            raise Invalid("field_without_network", "fields", number=field.number)
        found.setdefault(network.id, network)
    return list(found.values())


def _title(title: str | None, public: bool) -> str | None:
    if not public and not (title and title.strip()):
        return None
    return words(title, "title_missing", "title", limit=MAX_TITLE)


def _redaction(
    contribution: Contribution, text: str | None, reason: ReasonCode | None, title: str | None
) -> Redaction | None:
    """The redaction that the form asks for. A text left as it was, without a reason, asks for none."""
    base = content.base(contribution, "text")
    clean = marks.stored(contribution_rules.clean_text(text or ""))
    changed = base is not None and bool(clean) and clean != contribution_rules.clean_text(base.text)
    if not changed and reason is None:
        return None
    if reason is None:
        raise Invalid("redaction_reason_missing", "redaction_reason")
    if reason not in REFUSAL_REASONS:
        raise Invalid("reason_unknown", "redaction_reason")
    if not clean:
        raise Invalid("redaction_text_missing", "redacted")
    if not changed:
        raise Invalid("redaction_changes_nothing", "redacted")
    redaction = Redaction(words(clean, "redaction_text_missing", "redacted", limit=contribution_rules.MAX_TEXT), reason)
    _title_must_follow(contribution, redaction, title)
    return redaction


def _write_versions(contribution: Contribution, redaction: Redaction | None, german: str | None, actor: Actor) -> None:
    if redaction is not None:
        _german_must_follow(contribution, german)
        content.put(
            contribution,
            "text",
            redaction.text,
            language=contribution.language,
            actor=actor,
            kind=VersionKind.REDACTION,
        )
        comparing.forget(contribution)
    if german and german.strip() and contribution.language != "de" and not _is_current(contribution, german):
        put_german(contribution, german, actor=actor)


def _german_must_follow(contribution: Contribution, german: str | None) -> None:
    """What is left out must be left out of the German text, too: else everybody reads it there (rules 2 and 4)."""
    if german and _is_current(contribution, german) and not marks.LEFT_OUT.search(german):
        raise Invalid("german_not_redacted", "german")


def _title_must_follow(contribution: Contribution, redaction: Redaction, title: str | None) -> None:
    """A title taken from the text must not say what is left out of the text."""
    said = (title or "").removesuffix("…").strip().casefold()
    before = content.original(contribution, "text")
    if said and before and said in before.text.casefold() and said not in redaction.text.casefold():
        raise Invalid("title_not_redacted", "title")


def _is_current(contribution: Contribution, german: str) -> bool:
    current = content.load([contribution], ["text"]).translation(contribution, "text", "de")
    return current is not None and contribution_rules.clean_text(german) == current.text
