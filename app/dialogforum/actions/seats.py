"""Coming to the Dialogforum: seats, needs, waiting list: actions."""

from __future__ import annotations
