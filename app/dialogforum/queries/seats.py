"""Coming to the Dialogforum: seats, needs, waiting list: queries."""

from __future__ import annotations
