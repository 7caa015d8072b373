"""Coming to the Dialogforum: seats, needs, waiting list: forms."""

from __future__ import annotations
