"""What stayed of the day: documentation, commitments, attendance: actions."""

from __future__ import annotations
