"""The hall's own copy, and bringing its texts home: views."""

from __future__ import annotations
