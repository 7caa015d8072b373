"""Coming to the Dialogforum: seats, needs, waiting list: views."""

from __future__ import annotations
