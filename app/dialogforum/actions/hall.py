"""The hall's own copy, and bringing its texts home: actions."""

from __future__ import annotations
