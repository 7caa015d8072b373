"""What stayed of the day: documentation, commitments, attendance: models."""

from __future__ import annotations
