"""Which engine makes drafts for which pair of languages: read from the configuration once, at start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.core.languages.locales import UNDETERMINED
from app.core.languages.machines import folder, over_http, wire
from app.core.languages.machines.engines import Engine, EngineTrouble, Fuse

ANY = "*"


class _Chosen:
    """The engines of this process, their fuses, and the pairs in the order in which they were written."""

    def __init__(self) -> None:
        self.engines: dict[str, Engine] = {}
        self.fuses: dict[str, Fuse] = {}
        self.pairs: list[tuple[str, str, str]] = []


_chosen = _Chosen()


def configure(config: Mapping[str, Any]) -> None:
    """Take over the settings MT_LIBRETRANSLATE_URL, MT_DEEPL_URL, MT_MODEL_FOLDER and MT_PAIRS.

    MT_PAIRS is a list such as "ar>de=deepl, *>de=libretranslate"; empty: no machine is ever asked.
    Raises ValueError with the setting that is wrong.
    """
    _chosen.__init__()  # type: ignore[misc]
    _chosen.engines.update(_engines(config))
    for written in str(config.get("MT_PAIRS", "")).split(","):
        if written.strip():
            _chosen.pairs.append(_pair(written.strip()))
    _chosen.fuses.update({name: Fuse() for name in _chosen.engines})


def _engines(config: Mapping[str, Any]) -> dict[str, Engine]:
    found: dict[str, Engine] = {}
    key = _key(config)
    if config.get("MT_LIBRETRANSLATE_URL"):
        found["libretranslate"] = over_http.LibreTranslate(wire.origin(config["MT_LIBRETRANSLATE_URL"]), key)
    if config.get("MT_DEEPL_URL"):
        if not key:
            raise ValueError("MT_DEEPL_URL needs MT_KEY_FILE, the file with the key of the engine")
        found["deepl"] = over_http.DeepL(wire.origin(config["MT_DEEPL_URL"]), key)
    if config.get("MT_MODEL_FOLDER"):
        found["folder"] = folder.ModelFolder(Path(config["MT_MODEL_FOLDER"]))
    return found


def _key(config: Mapping[str, Any]) -> str:
    file = config.get("MT_KEY_FILE", "")
    return Path(file).read_text("utf-8").strip() if file else ""


def _pair(written: str) -> tuple[str, str, str]:
    languages, _mark, engine = written.partition("=")
    source, arrow, target = (part.strip() for part in languages.partition(">"))
    if not (source and arrow and target):
        raise ValueError(f"MT_PAIRS: {written!r} is not of the form ar>de=engine")
    if engine.strip() not in _chosen.engines:
        raise ValueError(f"MT_PAIRS: {written!r} names an engine that is not configured")
    return source, target, engine.strip()


def is_on() -> bool:
    """Whether any machine is asked at all."""
    return bool(_chosen.pairs)


def engines() -> dict[str, Engine]:
    """The configured engines by the name that MT_PAIRS uses."""
    return dict(_chosen.engines)


def supports(source: str, target: str) -> bool:
    """Whether the configuration names an engine for this pair. Nobody translates what nobody can name."""
    return _engine_for(source, target) is not None


def draft(texts: Sequence[str], source: str, target: str) -> tuple[list[str], str]:
    """Drafts of `texts` and the name of the engine. Raises EngineTrouble, EngineResting among it."""
    name = _engine_for(source, target)
    if name is None:
        raise EngineTrouble("no engine for these languages")
    engine, fuse = _chosen.engines[name], _chosen.fuses[name]
    fuse.check()
    try:
        found = engine.translate(texts, source, target)
    except EngineTrouble:
        fuse.failed()
        raise
    fuse.worked()
    return found, engine.name


def _engine_for(source: str, target: str) -> str | None:
    # Leichte Sprache is written by people and checked by people (domain.md section 7).
    if source == target or UNDETERMINED in (source, target) or target == "de-simple":
        return None
    for one, other, name in _chosen.pairs:
        fits = one in (source, ANY) and other in (target, ANY)
        if fits and _chosen.engines[name].knows(source, target):
            return name
    return None
