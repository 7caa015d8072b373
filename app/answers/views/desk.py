"""The desk: what is new, in work, ready and answered in one network."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts.sessions import actor
from app.answers import actions, queries
from app.answers.actions import NotAll
from app.answers.forms import ReadyForm
from app.answers.labels import ERRORS
from app.answers.rules import Group
from app.answers.views.blueprint import bp, manages
from app.core import clock
from app.core.errors import Missing
from app.core.languages import locales
from app.core.languages.content import Audience
from app.dialogforum.queries import documentation as commitments
from app.dialogforum.queries.documentation import Promise
from app.extensions import db
from app.permissions import Permission, needs


@bp.get("/staff/network/")
@needs(Permission.NETWORK_READ)
def desk() -> str:
    """Everything on the desk of one network; tabs for people who sit in several."""
    return _page()


def _page(refused: Mapping[int, str] | None = None, ticked: Collection[int] = ()) -> str:
    """`refused`: why answers could not be published, by id; `ticked`: those that were chosen."""
    today = clock.today()
    places = queries.tabs(current_user.network_ids, today)
    wanted = request.args.get("network", type=int)
    chosen = next((place for place in places if wanted in {None, place.id}), None)
    if chosen is None and (wanted is not None or places):
        raise Missing
    found = queries.desk(chosen.id, g.language.tag, request.args.get("after", type=int)) if chosen else None
    return render_template(
        "answers/desk.html",
        network=chosen,
        places=places,
        desk=found,
        groups=list(Group),
        today=today,
        manages=chosen is not None and manages(chosen.id),
        refused=refused or {},
        ticked=ticked,
        promises=_promises(chosen.id) if chosen else [],
    )


def _promises(network_id: int) -> list[Promise]:
    """What this network promised at a Dialogforum and has not done yet: tasks with a day."""
    return commitments.told(commitments.on_board([network_id], running=True), locales.GERMAN.tag, Audience.STAFF)


@bp.post("/staff/network/publish-ready")
@needs(Permission.ANSWER_PUBLISH)
def publish_ready() -> Response | tuple[str, int]:
    """Publish several ready answers together: all of them, or none and a list of which cannot be and why."""
    chosen = ReadyForm().chosen
    answers = queries.get_many(chosen, current_user.managed_network_ids)
    if len(answers) != len(chosen):
        raise Missing
    seen = [(answer, chosen[answer.id]) for answer in answers]
    try:
        done = actions.publish_many(seen, actor=actor(Permission.ANSWER_PUBLISH))
    except NotAll as error:
        db.session.rollback()
        refused = {key: str(ERRORS[why.code]) % why.facts for key, why in error.refused.items()}
        return _page(refused, set(chosen)), 409
    if done:
        flash(ngettext("One answer is published.", "%(num)s answers are published.", len(done)))
    else:
        flash(_("Please choose the answers to publish."), "warning")
    network = request.args.get("network", type=int)
    return redirect(url_for("answers.desk", network=network), 303)
