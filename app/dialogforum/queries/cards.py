"""Print runs, cards with a tear-off stub, the desk where cards are typed: queries."""

from __future__ import annotations
