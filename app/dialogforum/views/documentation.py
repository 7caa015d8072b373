"""What stayed of the day: documentation, commitments, attendance: views."""

from __future__ import annotations
