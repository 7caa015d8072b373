"""Coming to the Dialogforum: seats, needs, waiting list: models."""

from __future__ import annotations
