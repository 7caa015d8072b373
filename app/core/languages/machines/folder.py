"""An engine in a folder of this computer: models for CTranslate2, one sub-folder for each pair, such as "ar-de".

A sub-folder holds what CTranslate2 reads (model.bin, vocabularies) and one or two SentencePiece models:
"source.spm" and "target.spm", or "sentencepiece.model" for both sides. Both packages are an optional extra
(requirements-translate.txt); without them, or without the folder, the engine says so once, at start.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.core.languages.machines.engines import EngineTrouble

# Threads of one translation, and the longest piece it may make, in sentence pieces.
THREADS = 1
MOST_PIECES = 512


class ModelFolder:
    """Loads the model of a pair when it is needed first, and keeps it."""

    name = "CTranslate2"

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise ValueError(f"there is no folder with models at {folder}")
        missing = [name for name in ("ctranslate2", "sentencepiece") if importlib.util.find_spec(name) is None]
        if missing:
            raise ValueError(f"a model folder needs the packages {', '.join(missing)} (requirements-translate.txt)")
        self._folder = folder
        self._loaded: dict[str, tuple[Any, Any, Any]] = {}

    def knows(self, source: str, target: str) -> bool:
        """Whether the folder holds a model for this pair."""
        return (source, target) in self.pairs()

    def pairs(self) -> set[tuple[str, str]]:
        """The pairs that there are models for."""
        names = [path.name.split("-", 1) for path in self._folder.iterdir() if (path / "model.bin").is_file()]
        return {(name[0], name[1]) for name in names if len(name) == 2}

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """See Engine. Line by line, so that the lines of a text stay where they are."""
        model, reader, writer = self._model(f"{source}-{target}")
        try:
            return ["\n".join(self._line(line, model, reader, writer) for line in text.split("\n")) for text in texts]
        except (RuntimeError, ValueError) as error:
            raise EngineTrouble(type(error).__name__) from error

    def _line(self, line: str, model: Any, reader: Any, writer: Any) -> str:
        if not line.strip():
            return ""
        pieces = [*reader.encode(line, out_type=str), "</s>"]
        [found] = model.translate_batch([pieces], max_decoding_length=MOST_PIECES, beam_size=2)
        return str(writer.decode(list(found.hypotheses[0])))

    def _model(self, pair: str) -> tuple[Any, Any, Any]:
        if pair not in self._loaded:
            place = self._folder / pair
            if not (place / "model.bin").is_file():
                raise EngineTrouble("there is no model for these languages")
            try:
                self._loaded[pair] = _load(place)
            except (RuntimeError, OSError, ValueError) as error:
                raise EngineTrouble("the model cannot be loaded") from error
        return self._loaded[pair]


def _load(place: Path) -> tuple[Any, Any, Any]:
    engine = importlib.import_module("ctranslate2")
    pieces = importlib.import_module("sentencepiece")
    shared = place / "sentencepiece.model"
    source, target = (place / "source.spm", place / "target.spm") if not shared.exists() else (shared, shared)
    model = engine.Translator(str(place), device="cpu", inter_threads=THREADS, intra_threads=THREADS)
    return (
        model,
        pieces.SentencePieceProcessor(model_file=str(source)),
        pieces.SentencePieceProcessor(model_file=str(target)),
    )
