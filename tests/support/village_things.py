"""Everything in the village that an address can name: own and foreign things, by the variable of the address."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from app.accounts.models import RoleGrant
from app.administration.nouns import ALL, Noun
from app.answers.models import Answer
from app.contributions.models import Message
from app.core.outbox.models import OutboxMail
from app.dialogforum.models.cards import PrintRun
from app.dialogforum.models.documentation import Commitment, ForumDocumentation
from app.extensions import db
from app.moderation.models import ModerationDecision, Objection
from app.networks import queries as networks
from app.networks.models import NetworkSeat
from app.notices.models import ContentNotice, Evidence
from tests.support.build import World

if TYPE_CHECKING:
    from tests.support.village import Village


def things(village: Village) -> dict[str, list[Any]]:
    """By variable, or by "endpoint:variable" where the same name means something else."""
    world = village.world
    return {
        "lang": ["en"],
        "number": [4],
        "year": [2026],
        "reference": [*(case.reference for case in village.cases.values()), "222222"],
        "objection_id": column(world, Objection.id),
        "notice_id": column(world, ContentNotice.id),
        "evidence_id": column(world, Evidence.id),
        "step_id": column(world, ModerationDecision.step_id)[:3],
        "account_id": [village.first.id, village.own.id, village.foreign.id, 9999],
        "network_id": [world.read(lambda key=key: networks.by_key(key).id) for key in ("hf-4", "hf-7")],
        "grant_id": column(world, RoleGrant.id),
        "seat_id": column(world, NetworkSeat.id),
        "decision_id": [1],
        "absence_id": [1],
        "mail_id": [*column(world, OutboxMail.id)[:2], uuid.UUID(int=4)],
        "token": ["x" * 40],
        "target": ["en", "de"],
        "filename": ["icons/favicon.svg"],
        "concept.measure:reference": ["M1.1.1.1"],
        **in_the_hall(village),
        **on_tables(village),
        **promised(village),
        **talked(village),
        **translated(village),
        **edited(world),
    }


def in_the_hall(village: Village) -> dict[str, list[Any]]:
    """Print runs, cards and the buttons of the wall."""
    return {
        "run_id": column(village.world, PrintRun.id),
        "what": ["blank"],
        **{f"dialogforum.{act}:number": [*village.stubs, 99_999] for act in ("card", "card_correct")},
    }


def on_tables(village: Village) -> dict[str, list[Any]]:
    """Tables, their notes and the points of the agendas."""
    fields = ("agenda", "agenda_add", "agenda_show", "dossier", "dossier_paper")
    return {
        **{f"dialogforum.{act}:number": [4, 7] for act in fields},
        **{f"dialogforum.{act}:number": [4, 7, 4] for act in ("agenda_change", "agenda_move")},
        "dialogforum.agenda_take:number": [4, 7],
        "dialogforum.agenda_take:reference": [village.cases[name].reference for name in ("four", "seven")],
        "item_id": [*village.points, 9999],
        "act": ["publish"],
        "dialogforum.agenda_move:act": ["up"],
        "table_id": [village.tables[number] for number in (4, 7, 4, 4)],
        "note_id": [*village.notes, uuid.UUID(int=4)],
        "translating.table_note:key": village.notes,
    }


def promised(village: Village) -> dict[str, list[Any]]:
    """Promises of both networks, and the documentation."""
    ids = column(village.world, Commitment.id)
    return {
        "commitment_id": ids,
        "dialogforum.documentation_act:act": ["hide"],
        "dialogforum.documentation_promise_act:act": ["change"],
        "translating.commitment:key": ids,
        **{f"translating.{name}:target": ["en"] for name in ("commitment", "forum_documentation")},
        "translating.forum_documentation:key": column(village.world, ForumDocumentation.id),
    }


def talked(village: Village) -> dict[str, list[Any]]:
    """Questions and messages that wait for a commissioner, with their cases."""
    cases = [village.cases[name] for name in ("hidden", "seven", "returned")]
    messages = [column(village.world, Message.id, Message.contribution_id == case.id)[0] for case in cases]
    acts = ("talks.pass_on", "talks.keep", "talks.read", "answers.take_question_back")
    return {"message_id": messages, **{f"{act}:reference": [case.reference for case in cases] for act in acts}}


def translated(village: Village) -> dict[str, list[Any]]:
    """Whatever can be translated, by kind."""
    kinds = {"message": Message, "answer": Answer, "decision": ModerationDecision, "objection": Objection}
    found = {f"translating.{name}:key": column(village.world, model.id) for name, model in kinds.items()}
    return {**found, "translating.contribution:key": [case.id for case in village.cases.values()]}


def edited(world: World) -> dict[str, list[Any]]:
    """The first of each kind of thing that the office edits."""
    office = world.read(lambda: [(noun.name, first_of(noun)) for noun in ALL])
    sections, rows = [name for name, _row in office], [row for _name, row in office]
    return {"section": sections, "row": rows, "field": ["about"], "entry": [uuid.UUID(int=4)]}


def column(world: World, wanted: Any, *where: Any) -> list[Any]:
    """Every value of a column."""
    return world.read(lambda: list(db.session.scalars(sa.select(wanted).where(*where)).all()))


def first_of(noun: Noun) -> str:
    """The address of something that the office edits; of nothing where there is nothing."""
    return next((noun.address(row) for row in noun.rows()), "1")
