"""What stayed of the day: documentation, commitments, attendance: forms."""

from __future__ import annotations
