"""The desk of commissioners: what waits, one notice beside the text in question, the decision, evidence."""

from __future__ import annotations

import uuid
from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import queries as account_queries
from app.accounts import sessions
from app.contributions.lifecycle import WITH_NETWORK, State
from app.core import clock, standing
from app.core.errors import Conflict, DomainError
from app.core.history import Subject
from app.core.languages import content
from app.core.languages.content import Texts
from app.extensions import db
from app.moderation import queries as moderation_queries
from app.moderation.rules import ReasonCode
from app.notices import actions, forms, queries
from app.notices.models import ContentNotice
from app.notices.rules import FOR_ANSWERS, FOR_TEXTS, Ending
from app.notices.views.blueprint import attach, bp
from app.permissions import Permission, needs


@bp.get("/staff/notices/")
@needs(Permission.NOTICE_DECIDE)
def desk() -> str:
    """What waits, urgent ones first; what was decided lately; what lies in the closed store."""
    rows, decided, kept = queries.open_ones(), queries.decided_lately(), queries.all_evidence()
    accounts = {row.decided_by_id for row in decided} | {row.kept_by_id for row in kept}
    accounts |= {row.notice.decided_by_id for row in rows}
    return render_template(
        "notices/desk/list.html",
        rows=rows,
        decided=decided,
        evidence=kept,
        names=account_queries.names({key for key in accounts if key}),
        titles=content.load([row.notice.contribution for row in rows], ["title"]),
        only_one=moderation_queries.is_alone(current_user.id),
        berlin_day=clock.berlin_day,
    )


@bp.get("/staff/notices/<uuid:notice_id>")
@needs(Permission.NOTICE_DECIDE)
def one(notice_id: uuid.UUID) -> Any:
    """One notice."""
    return _page(queries.get(notice_id))


@bp.post("/staff/notices/<uuid:notice_id>")
@needs(Permission.NOTICE_DECIDE)
def decide(notice_id: uuid.UUID) -> Any:
    """Decide it, for the first time or about the objection."""
    notice = queries.get(notice_id)
    form = _form(notice)
    if not form.validate():
        return _page(notice, form)
    act = actions.decide_again if notice.objected_on else actions.decide
    try:
        act(notice, _verdict(notice, form), actor=sessions.actor(Permission.NOTICE_DECIDE))
    except DomainError as error:
        # Nothing of a decision that failed may stay; the page is made from what is stored.
        db.session.rollback()
        return _page(queries.get(notice_id), form, error)
    flash(_("Decided. The person who sent the notice reads it with the number."))
    return redirect(url_for("notices.desk"), 303)


@bp.post("/staff/notices/<uuid:notice_id>/close")
@needs(Permission.NOTICE_DECIDE)
def close(notice_id: uuid.UUID) -> Any:
    """The text went away by itself."""
    try:
        actions.close_gone(queries.get(notice_id), actor=sessions.actor(Permission.NOTICE_DECIDE))
    except DomainError as error:
        db.session.rollback()
        return _page(queries.get(notice_id), None, error)
    flash(_("Closed. The text is gone."))
    return redirect(url_for("notices.desk"), 303)


@bp.post("/staff/notices/<uuid:notice_id>/evidence")
@needs(Permission.NOTICE_DECIDE)
def keep_evidence(notice_id: uuid.UUID) -> Any:
    """Put the words into the closed store."""
    days = current_app.config["RETENTION_EVIDENCE_DAYS"]
    try:
        actions.keep_evidence(queries.get(notice_id), actor=sessions.actor(Permission.NOTICE_DECIDE), days=days)
    except DomainError as error:
        db.session.rollback()
        return _page(queries.get(notice_id), None, error)
    flash(_("The words are kept in the closed store."))
    return redirect(url_for("notices.one", notice_id=notice_id), 303)


@bp.get("/staff/notices/evidence/<uuid:evidence_id>")
@needs(Permission.EVIDENCE_READ)
@sessions.confirmed("notices.evidence", "evidence_id")
def evidence(evidence_id: uuid.UUID) -> str:
    """Ask for the reason."""
    return _evidence_page(evidence_id, form=forms.EvidenceForm(), messages=[])


@bp.post("/staff/notices/evidence/<uuid:evidence_id>")
@needs(Permission.EVIDENCE_READ)
@sessions.confirmed("notices.evidence", "evidence_id")
def read_evidence(evidence_id: uuid.UUID) -> Any:
    """Show the words as the answer itself, so that no other page ever holds them."""
    form = forms.EvidenceForm()
    try:
        inside = actions.read_evidence(
            queries.get_evidence(evidence_id),
            actor=sessions.actor(Permission.EVIDENCE_READ),
            reason=form.reason.data or "",
        )
    except DomainError as error:
        db.session.rollback()
        messages = [words for words in [attach(form, error)] if words]
        return _evidence_page(evidence_id, form=form, messages=messages), error.status
    return _evidence_page(evidence_id, form=None, inside=inside)


def _evidence_page(evidence_id: uuid.UUID, **more: Any) -> str:
    row = queries.get_evidence(evidence_id)
    return render_template(
        "notices/desk/evidence.html",
        evidence=row,
        kept_by=account_queries.get(row.kept_by_id).name,
        crime_contact=standing.now().value("crime_contact", current_app.config["SITE_CRIME_CONTACT"]),
        **more,
    )


def _verdict(notice: ContentNotice, form: forms.DecisionForm) -> actions.Verdict:
    texts = {"text": form.redacted.data or ""}
    if notice.answer_id is not None and form.next_step.data:
        texts["next_step"] = form.next_step.data
    return actions.Verdict(
        ending=Ending(form.ending.data),
        version=form.version.data,
        statement=form.statement.data or "",
        reason=ReasonCode(form.reason.data) if form.reason.data else None,
        to_author=form.to_author.data or "",
        texts=texts,
        german=form.german.data or "",
        title=form.title.data or "",
        others=bool(form.others.data),
    )


def _endings(notice: ContentNotice) -> tuple[Ending, ...]:
    if notice.answer_id is not None:
        return FOR_ANSWERS
    state = notice.contribution.state
    impossible = {Ending.TAKE_BACK} if state is not State.RELEASED else set()
    if state not in WITH_NETWORK:
        impossible.add(Ending.REFUSE)
    return tuple(one for one in FOR_TEXTS if one not in impossible)


def _form(notice: ContentNotice, **more: Any) -> forms.DecisionForm:
    form = forms.DecisionForm(**more)
    form.offer(_endings(notice), _("please choose"))
    return form


def _fresh_form(notice: ContentNotice, texts: Texts) -> forms.DecisionForm:
    """The form with the words as they stand now."""
    form = _form(notice, formdata=None)
    subject: Subject = notice.answer or notice.contribution
    for field, part in ((form.redacted, "text"), (form.next_step, "next_step")):
        base = texts.base(subject, part)
        field.data = base.text if base else ""
    german = texts.translation(notice.contribution, "text", "de")
    title = texts.original(notice.contribution, "title")
    form.german.data, form.title.data = german.text if german else "", title.text if title else ""
    form.ending.data = None
    return form


def _page(notice: ContentNotice, form: forms.DecisionForm | None = None, error: DomainError | None = None) -> Any:
    subjects: list[Subject] = [notice, notice.contribution, *([notice.answer] if notice.answer else [])]
    texts = content.load(subjects, ["text", "title", "next_step", *queries.WORDS])
    shown = form or _fresh_form(notice, texts)
    messages = [words for words in [attach(shown, error) if error else None] if words]
    # Decided upon again, knowing what the other one did.
    shown.version.data = (notice.answer or notice.contribution).version
    shown.version.raw_data = None
    same = [row for row in queries.of_contribution(notice.contribution) if row.id != notice.id and row.is_open]
    page = render_template(
        "notices/desk/one.html",
        item=notice,
        subject=notice.answer or notice.contribution,
        texts=texts,
        form=shown,
        messages=messages,
        conflict=isinstance(error, Conflict),
        is_there=queries.is_there(notice),
        own=notice.decided_by_id == current_user.id,
        only_one=moderation_queries.is_alone(current_user.id),
        names=account_queries.names({key for key in (notice.decided_by_id, notice.second_by_id) if key}),
        others=[row for row in same if row.answer_id == notice.answer_id and row.decided_at is None],
        evidence=queries.evidence_of(notice.contribution.reference),
        keep_days=current_app.config["RETENTION_EVIDENCE_DAYS"],
        crime_contact=standing.now().value("crime_contact", current_app.config["SITE_CRIME_CONTACT"]),
        endings=_endings(notice),
        today=clock.today(),
        berlin_day=clock.berlin_day,
    )
    return page, error.status if error else 422 if form is not None else 200
