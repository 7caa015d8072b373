"""The hall's own copy, and bringing its texts home: queries."""

from __future__ import annotations
