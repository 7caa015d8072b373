"""★ Mail and other delayed work: a row in the running transaction, sent later by the worker.

Actions call put(). create_app() calls configure() and register(). The worker calls delivery.deliver_due().
"""

from app.core.outbox.delivery import (
    Commit,
    Delivered,
    count_due,
    count_waiting,
    deliver_due,
    forget_finished,
    stuck,
    try_again,
)
from app.core.outbox.jobs import NotDone, NotNeeded, NotNow, run_due
from app.core.outbox.models import (
    Held,
    MailState,
    OutboxMail,
    drop_waiting,
    forget,
    held,
    known,
    put,
    still_waiting,
    take_back,
    waits,
)
from app.core.outbox.settings import RenderedMail, configure, handle, register

__all__ = [
    "Commit",
    "Delivered",
    "Held",
    "MailState",
    "NotDone",
    "NotNeeded",
    "NotNow",
    "OutboxMail",
    "RenderedMail",
    "configure",
    "count_due",
    "count_waiting",
    "deliver_due",
    "drop_waiting",
    "forget",
    "forget_finished",
    "handle",
    "held",
    "known",
    "put",
    "register",
    "run_due",
    "still_waiting",
    "stuck",
    "take_back",
    "try_again",
    "waits",
]
