"""Print runs, cards with a tear-off stub, the desk where cards are typed: forms."""

from __future__ import annotations
