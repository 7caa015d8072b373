"""What stayed of the day: documentation, commitments, attendance: rules."""

from __future__ import annotations
