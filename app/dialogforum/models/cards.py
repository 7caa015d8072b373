"""Print runs, cards with a tear-off stub, the desk where cards are typed: models."""

from __future__ import annotations
