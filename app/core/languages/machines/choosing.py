"""Which engine makes drafts for which pair of languages: read from the configuration once, at start."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core.languages.locales import UNDETERMINED
from app.core.languages.machines import folder, over_http, wire
from app.core.languages.machines.engines import MAX_SENT, Engine, EngineTrouble, Fuse

ANY = "*"


@dataclass(frozen=True)
class _Chosen:
    """The engines of this process, their fuses, and the pairs in the order in which they were written."""

    engines: dict[str, Engine] = field(default_factory=dict)
    fuses: dict[str, Fuse] = field(default_factory=dict)
    pairs: list[tuple[str, str, str]] = field(default_factory=list)


_chosen = [_Chosen()]


def configure(config: Mapping[str, Any]) -> None:
    """Take over the settings MT_LIBRETRANSLATE_URL, MT_DEEPL_URL, MT_MODEL_FOLDER and MT_PAIRS.

    MT_PAIRS is a list such as "ar>de=deepl, *>de=libretranslate"; empty: no machine is ever asked.
    Raises ValueError with the setting that is wrong; what was configured before then goes on.
    """
    found = _engines(config)
    pairs = [_pair(one.strip(), found) for one in str(config.get("MT_PAIRS", "")).split(",") if one.strip()]
    _chosen[:] = [_Chosen(found, {name: Fuse() for name in found}, pairs)]


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


def _pair(written: str, known: Collection[str]) -> tuple[str, str, str]:
    languages, _mark, engine = written.partition("=")
    source, arrow, target = (part.strip() for part in languages.partition(">"))
    if not (source and arrow and target):
        raise ValueError(f"MT_PAIRS: {written!r} is not of the form ar>de=engine")
    if engine.strip() not in known:
        raise ValueError(f"MT_PAIRS: {written!r} names an engine that is not configured")
    return source, target, engine.strip()


def is_on() -> bool:
    """Whether any machine is asked at all."""
    return bool(_chosen[0].pairs)


def engines() -> dict[str, Engine]:
    """The configured engines by the name that MT_PAIRS uses."""
    return dict(_chosen[0].engines)


def supports(source: str, target: str) -> bool:
    """Whether the configuration names an engine for this pair. Nobody translates what nobody can name."""
    return _engine_for(source, target) is not None


def draft(texts: Sequence[str], source: str, target: str) -> tuple[list[str], str]:
    """Drafts of `texts` and the name of the engine. Raises EngineTrouble, EngineResting among it."""
    name = _engine_for(source, target)
    if name is None:
        raise EngineTrouble("no engine for these languages")
    if sum(len(text) for text in texts) > MAX_SENT:
        # Before the fuse: that a text is long says nothing about the engine.
        raise EngineTrouble("the text is too long for a machine")
    engine, fuse = _chosen[0].engines[name], _chosen[0].fuses[name]
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
    for one, other, name in _chosen[0].pairs:
        fits = one in (source, ANY) and other in (target, ANY)
        if fits and _chosen[0].engines[name].knows(source, target):
            return name
    return None
