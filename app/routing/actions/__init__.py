"""The verbs of routing: bring a case to networks, take it on, hand it back, route it anew, extend, escalate, remind."""

from app.routing.actions.assigning import assign, end_all, pass_on, reassign, set_audiences
from app.routing.actions.desk import acknowledge, hand_back
from app.routing.actions.steering import end_escalation, escalate, escalate_due, extend
from app.routing.actions.telling import remind
from app.routing.actions.undoing import Places, places, put_back

__all__ = [
    "Places",
    "acknowledge",
    "assign",
    "end_all",
    "end_escalation",
    "escalate",
    "escalate_due",
    "extend",
    "hand_back",
    "pass_on",
    "places",
    "put_back",
    "reassign",
    "remind",
    "set_audiences",
]
