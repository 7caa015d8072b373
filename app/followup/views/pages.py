"""The two pages of this room that many addresses answer with: the number is asked for, and the case."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, g, make_response, render_template, request, url_for
from flask_babel import format_date

from app.answers import queries as answer_queries
from app.answers.labels import SENTENCES
from app.answers.rules import Helped
from app.contributions import queries as contribution_queries
from app.contributions.labels import LABELS as CONTRIBUTION_LABELS
from app.contributions.lifecycle import PublicStep
from app.contributions.models import Contribution
from app.contributions.rules import clean_text
from app.core import clock
from app.core.languages import locales
from app.followup import labels, queries
from app.followup.forms import CaseForm, CodeForm
from app.followup.queries import Case, Keeping
from app.followup.rules import Act
from app.followup.views import number
from app.followup.views.number import Opened

# A station at which something is still awaited; the others are done as soon as they are reached.
WAITING = frozenset({PublicStep.READING, PublicStep.WITH_NETWORK, PublicStep.RETURNED})


def case_page(
    contribution: Contribution, form: CaseForm, *, done: Act | None = None, late: Act | None = None, status: int = 200
) -> Response:
    """The case. `done` is what has just been done, `late` what was not possible any more."""
    view = queries.case(contribution, g.language.tag, _keeping())
    own_words = view.original.text if view.original else ""
    if form.text.data is None:
        form.text.data = own_words
    _offer_languages(form, contribution, own_words)
    form.offer_readers([(str(line.id), line.network or "") for line in view.talk.questions])
    stranded = _carry_over(form, view, late)
    form.case.data = number.mark(contribution)
    page = render_template(
        "followup/case.html",
        case=view,
        form=form,
        text_changed=clean_text(form.text.data or own_words) != own_words,
        done=labels.DONE[done] if done else None,
        late=labels.TOO_LATE[late] if late else None,
        stranded=stranded,
        month=format_date(contribution.received_on, "LLLL y"),
        sentences=_sentences(view),
        words=labels,
        outcomes=SENTENCES,
        way=_way(view),
        acts=Act,
        help_choices=list(Helped),
        switch_urls=switch_urls("followup.code_page"),
    )
    return _private(page, status)


def _offer_languages(form: CaseForm, contribution: Contribution, own_words: str) -> None:
    """What the text may be written in: recognised from the words, unless a person said something else."""
    guess, _origin = contribution_queries.language_of(form.text.data or own_words, None, contribution.reading_language)
    form.text_language.offer(contribution_queries.language_choices(guess, g.language.locale), guess)
    if form.text_language.data is None:
        form.text_language.data = "" if contribution.language == guess else contribution.language


def number_page(opened: Opened | None = None, *, act: Act | None = None, status: int | None = None) -> Response:
    """The page that asks for the number: at first, after a mistake, and when a page was open for too long.

    With `act` the number continues what the person was about to do; every typed word comes along.
    """
    if opened and opened.missed:
        # The same work as for a number that opens something, so that the time tells nothing (trust.md A-05).
        case_page(queries.nobody(), CaseForm(formdata=None))
    problem = opened.problem if opened else None
    form = CodeForm(code=opened.typed if opened else "", formdata=None)
    form.code.errors = [labels.LABELS[problem]] if problem else []
    endpoint = f"followup.{act.name.lower()}" if act else "followup.code_page"
    page = render_template(
        "followup/code.html",
        form=form,
        kept=CaseForm(),
        sure=request.form.get("sure", ""),
        action=url_for(endpoint),
        switch_urls=switch_urls(endpoint),
    )
    return _private(page, status or (opened.status if opened and problem else 200))


def withdraw_page(contribution: Contribution, form: CaseForm) -> Response:
    """Asks once, before everything is erased."""
    form.case.data = number.mark(contribution)
    page = render_template(
        "followup/withdraw.html",
        form=form,
        others=len(contribution_queries.merged_items(contribution)),
        answered=bool(answer_queries.published_for(contribution)),
        switch_urls=switch_urls("followup.withdraw"),
    )
    return _private(page, 200)


def switch_urls(endpoint: str) -> dict[str, str]:
    """The address of the same page in every language, for the buttons that switch it."""
    return {language.tag: url_for(endpoint, lang=language.tag) for language in locales.by_endonym()}


def _private(page: str, status: int) -> Response:
    """Never kept by a browser, a proxy or a search engine."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _keeping() -> Keeping:
    config = current_app.config
    return Keeping(
        returned=config["RETENTION_RETURNED_DAYS"],
        referred=config["RETENTION_REFERRED_DAYS"],
        refused=config["RETENTION_REFUSED_DAYS"],
    )


def _carry_over(form: CaseForm, view: Case, late: Act | None) -> str:
    """Words whose box is gone move into the box for additions; without that one they are returned, to be shown."""
    box = form.box(late) if late else None
    if late is None or box is None or not box.data or late in view.acts:
        return ""
    words, box.data = box.data, None
    if Act.MORE not in view.acts:
        return str(words)
    form.message.data = "\n\n".join(filter(None, [form.message.data, words]))
    return ""


def _sentences(view: Case) -> list[str]:
    """What happens next, and until when."""
    early = view.step is PublicStep.CLOSED and PublicStep.WITH_NETWORK not in view.way
    found = [str(labels.ENDED if early else labels.NEXT[view.step])]
    if view.step is not view.reached:
        found.append(str(labels.STEPS[view.reached]))
    if view.until is None:
        return found
    if view.until < clock.today():
        # What was promised is late; what was to be erased is gone with the next night.
        return [*found, str(labels.LATE)] if view.reached in labels.PROMISED else found
    open_to_all = view.reached is not PublicStep.REFUSED or Act.OBJECT in view.acts
    words = labels.UNTIL.get(view.reached, labels.ERASED) if open_to_all else labels.ERASED
    return [*found, str(words) % {"day": format_date(view.until, "long")}]


def _way(view: Case) -> list[dict[str, Any]]:
    """The stations of the line. The one where the case stands carries its own step, "merged" for a merged item."""
    reached = view.way.index(view.reached)
    stations = []
    for place, step in enumerate(view.way):
        passed = place < reached
        words = labels.READ if passed and step is PublicStep.READING else CONTRIBUTION_LABELS[step]
        done = passed or (place == reached and step not in WAITING)
        key = view.step if place == reached else step
        stations.append({"key": key.value, "label": words, "done": done, "day": None})
    return stations
