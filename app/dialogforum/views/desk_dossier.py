"""The dossier of a field before the day: as a page, and as a document for the printer."""

from __future__ import annotations

from typing import Any

from flask import abort, g, make_response, render_template
from flask_login import current_user

from app.concept import queries as concept
from app.core import clock
from app.core.errors import Missing, NotPossibleNow
from app.core.languages import content
from app.core.languages.content import Audience
from app.core.printing import PrintingTrouble
from app.dialogforum.labels import LABELS
from app.dialogforum.printing import desk_dossier as printing
from app.dialogforum.queries import agenda, documentation
from app.dialogforum.queries import dossier as queries
from app.dialogforum.queries.tables import numbers_of
from app.dialogforum.views.blueprint import bp
from app.dialogforum.views.desk_tables import private
from app.permissions import Permission, Role, needs
from app.rounds import queries as rounds
from app.rounds.models import ParticipationRound

READ = Permission.DOSSIER_READ
# Who reads the dossier of every field; people of networks read that of their own.
EVERY_FIELD = frozenset({Role.ADMIN, Role.STEERING_MEMBER, Role.MODERATOR})
# Who may know what is not public in every field.
KNOWS_ALL = frozenset({Role.STEERING_MEMBER, Role.MODERATOR})


@bp.get("/staff/dialogforum/dossiers/<int:number>")
@needs(READ)
def dossier(number: int) -> Any:
    """The dossier as a page."""
    return private(render_template("dialogforum/desk/dossier.html", facts=_told(number), number=number))


@bp.get("/staff/dialogforum/dossiers/<int:number>.pdf")
@needs(READ)
def dossier_paper(number: int) -> Any:
    """The same for a printer. No browser keeps it."""
    try:
        made = printing.paper(_told(number), g.language)
    except PrintingTrouble as trouble:
        raise NotPossibleNow("paper_not_made") from trouble
    response = make_response(made)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="dossier-{number}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _told(number: int) -> dict[str, Any]:
    """What this person may read of a field. Raises Missing for a field that is not theirs."""
    day = clock.today()
    own = number in numbers_of(current_user.network_ids, day)
    if not own and not current_user.roles & EVERY_FIELD:
        raise Missing
    current, hidden = rounds.current(day), own or bool(current_user.roles & KNOWS_ALL)
    if current is None:
        abort(404)
    field = concept.field(number, day)
    name = content.say(field, "name", g.language.tag, Audience.STAFF)
    return printing.told(
        printing.Content(
            field=field,
            name=name.text if name else field.name,
            round=current,
            day=day,
            open=queries.open_cases(number, hidden=hidden),
            answered=queries.answered_cases(number, queries.since(current), hidden=hidden),
            goals=queries.goals(field),
            points=agenda.points(agenda.of(current, number), hidden=hidden),
            numbers=queries.numbers(number, current),
            promises=_promises(number, current),
        )
    )


def _promises(number: int, current: ParticipationRound) -> list[printing.Promise]:
    """What was promised for this field at the Dialogforum before, and how it stands."""
    last = rounds.before(current)
    rows = documentation.told(documentation.of_round(last), "de", Audience.STAFF) if last else []
    return [
        printing.Promise(one.words.text, one.row.owner, one.row.due_on, str(LABELS[one.row.state]))
        for one in rows
        if one.row.action_field.number == number
    ]
