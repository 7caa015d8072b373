"""Coming to the Dialogforum: seats, needs, waiting list: rules."""

from __future__ import annotations
