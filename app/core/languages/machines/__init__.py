"""★ Machine translation: drafts by an engine that the configuration chooses for a pair of languages; off by default.

Only the worker calls draft(), outside of any transaction. Rooms decide what may be sent; nothing here knows a case.
"""

from app.core.languages.machines.choosing import configure, draft, engines, is_on, supports
from app.core.languages.machines.engines import Engine, EngineResting, EngineTrouble

__all__ = [
    "Engine",
    "EngineResting",
    "EngineTrouble",
    "configure",
    "draft",
    "engines",
    "is_on",
    "supports",
]
