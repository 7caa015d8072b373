"""The blueprint of this room, and whose desk it is."""

from __future__ import annotations

from flask import Blueprint, request
from flask_login import current_user

from app.answers import queries
from app.core.errors import Forbidden
from app.routing.models import Assignment

bp = Blueprint("answers", __name__)


def own_case(reference: str) -> Assignment:
    """The case on a desk of the signed-in person; with ?network= on that one. Else Missing, as for unknown ones."""
    wanted = request.args.get("network", type=int)
    return queries.assignment(current_user.network_ids, reference, wanted)


def managed_case(reference: str) -> Assignment:
    """The same for acts of the tandem: on other desks of the person Forbidden."""
    assignment = own_case(reference)
    if not manages(assignment.network_id):
        raise Forbidden
    return assignment


def manages(network_id: int) -> bool:
    """Whether the signed-in person sits in the tandem of this network today."""
    return network_id in current_user.managed_network_ids
