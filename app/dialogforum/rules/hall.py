"""The hall's own copy, and bringing its texts home: rules."""

from __future__ import annotations
