"""A translation model that knows nothing, but has everything that a real one has: made here in a second."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece
from ctranslate2.specs.transformer_spec import TransformerSpec

WIDTH, INNER = 8, 16
LINES = ["Im Haus fehlt ein Raum.", "Wir brauchen einen Bus am Morgen.", "نحتاج إلى غرفة للأطفال", "شكرا جزيلا"] * 10


def write(folder: Path) -> None:
    """Put model and SentencePiece file into `folder`, as ModelFolder wants to find them."""
    folder.mkdir(parents=True)
    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES), model_writer=made, vocab_size=60, hard_vocab_limit=False, minloglevel=9
    )
    (folder / "sentencepiece.model").write_bytes(made.getvalue())
    reader = sentencepiece.SentencePieceProcessor(model_proto=made.getvalue())
    words = [reader.id_to_piece(number) for number in range(reader.get_piece_size())]
    spec = TransformerSpec.from_config(1, 2)
    numbers = np.random.default_rng(7)
    for name in list(spec.variables()):
        shape = _shape(name, len(words))
        if shape is not None:
            value = np.ones(shape) if name.endswith("gamma") else numbers.standard_normal(shape) * 0.5
            _set(spec, name, value.astype(np.float32))
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.validate()
    spec.save(str(folder))
    assert ctranslate2.contains_model(str(folder))


def _shape(name: str, words: int) -> tuple[int, ...] | None:
    """The shape of one variable of the model; None for those that are settings."""
    last = name.rsplit("/", 1)[-1]
    rows = {
        "embeddings": (words, WIDTH),
        "projection": (words, WIDTH),
        "ffn/linear_0": (INNER, WIDTH),
        "ffn/linear_1": (WIDTH, INNER),
        "self_attention/linear_0": (3 * WIDTH, WIDTH),
        "self_attention/linear_1": (WIDTH, WIDTH),
        "attention/linear_1": (2 * WIDTH, WIDTH),
        "attention/linear": (WIDTH, WIDTH),
    }
    if "layer_norm" in name:
        return (WIDTH,)
    if last not in {"weight", "bias"}:
        return None
    shape = next((shape for part, shape in rows.items() if part in name), None)
    return None if shape is None else shape if last == "weight" else shape[:1]


def _set(spec: Any, name: str, value: Any) -> None:
    place = spec
    *path, last = name.split("/")
    for step in path:
        kind, _mark, number = step.rpartition("_")
        place = getattr(place, step) if hasattr(place, step) else getattr(place, kind)[int(number)]
    setattr(place, last, value)
