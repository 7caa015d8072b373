"""Theme tables: notes, counts of dots, the agenda, the dossier of a field: views."""

from __future__ import annotations
