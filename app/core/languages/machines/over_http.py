"""Engines that are asked over HTTP: LibreTranslate (its protocol is spoken by others too) and DeepL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.core.languages.machines.engines import EngineTrouble
from app.core.languages.machines.wire import Origin, post_json

# How the engines call what we call otherwise.
_LIBRE = {"kmr": "ku", "pt": "pt", "de-simple": "de"}
_DEEPL_TARGET = {"en": "EN-GB", "pt": "PT-PT", "kmr": "KMR"}
_DEEPL_LACKS = frozenset({"ti", "so"})


class LibreTranslate:
    """POST /translate with q, source, target, format; an array of texts gives an array of translations."""

    name = "LibreTranslate"

    def __init__(self, where: Origin, key: str = "") -> None:
        self._where, self._key = where, key

    def knows(self, source: str, target: str) -> bool:
        """Any pair: which languages a server of this protocol has, its operator knows and writes into MT_PAIRS."""
        return source != target

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """See Engine."""
        body: dict[str, Any] = {
            "q": list(texts),
            "source": _LIBRE.get(source, source),
            "target": _LIBRE.get(target, target),
            "format": "text",
        }
        if self._key:
            body["api_key"] = self._key
        answer = post_json(self._where, "/translate", body, {})
        return _texts(answer.get("translatedText") if isinstance(answer, Mapping) else None, len(texts))


class DeepL:
    """POST /v2/translate with text, source_lang, target_lang."""

    name = "DeepL"

    def __init__(self, where: Origin, key: str) -> None:
        self._where, self._key = where, key

    def knows(self, source: str, target: str) -> bool:
        """Neither Tigrinya nor Somali (dependencies.md, "Machine translation")."""
        return _DEEPL_LACKS.isdisjoint({source, target})

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """See Engine."""
        body = {
            "text": list(texts),
            "source_lang": source.upper(),
            "target_lang": _DEEPL_TARGET.get(target, target.upper()),
            "preserve_formatting": True,
        }
        headers = {"Authorization": f"DeepL-Auth-Key {self._key}"}
        answer = post_json(self._where, "/v2/translate", body, headers)
        rows = answer.get("translations") if isinstance(answer, Mapping) else None
        found = (
            [row.get("text") if isinstance(row, Mapping) else None for row in rows] if isinstance(rows, list) else None
        )
        return _texts(found, len(texts))


def _texts(found: Any, count: int) -> list[str]:
    """The translations, if they are what was asked for: as many texts as were sent, none of them empty."""
    if not isinstance(found, list) or len(found) != count:
        raise EngineTrouble("the answer holds other texts than were asked for")
    if not all(isinstance(text, str) and text.strip() for text in found):
        raise EngineTrouble("a translation is missing in the answer")
    return [str(text) for text in found]
