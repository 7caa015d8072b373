"""★ Texts that mean the same, in any language: the model behind engine.py, the arithmetic in space.py.

An optional extra (requirements-similar.txt). Without it, or switched off, is_on() is False and nothing else is called.
"""

from app.core.similar.engine import MODEL, EngineTrouble, configure, is_on, lasting_vectors, vectors
from app.core.similar.space import Chooser, Examples, between, nearest, offsets, together, unpacked

__all__ = [
    "MODEL",
    "Chooser",
    "EngineTrouble",
    "Examples",
    "between",
    "configure",
    "is_on",
    "lasting_vectors",
    "nearest",
    "offsets",
    "together",
    "unpacked",
    "vectors",
]
