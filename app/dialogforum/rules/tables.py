"""Theme tables: notes, counts of dots, the agenda, the dossier of a field: rules."""

from __future__ import annotations
