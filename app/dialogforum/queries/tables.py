"""Theme tables: notes, counts of dots, the agenda, the dossier of a field: queries."""

from __future__ import annotations
