"""What stayed of the day: documentation, commitments, attendance: queries."""

from __future__ import annotations
