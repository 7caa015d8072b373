"""The one style sheet of the site: joined from its sources, made small, named by its content.

Sources stay one file per component in static/css; the file of a source decides its cascade layer.
"""

import gzip
import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request, url_for

STATIC = Path(__file__).resolve().parent.parent / "static"
LAYERS = ("tokens", "base", "layout", "components", "utilities", "print")
FOR_A_YEAR = "public, max-age=31536000, immutable"


def sources(static: Path = STATIC) -> list[tuple[str, Path]]:
    """Every source with its layer, in the order of the cascade."""
    where = {layer: "components/*.css" if layer == "components" else f"{layer}.css" for layer in LAYERS}
    return [(layer, file) for layer in LAYERS for file in sorted((static / "css").glob(where[layer]))]


def smaller(css: str) -> str:
    """The same rules without comments and spare white space. Sources hold no strings with runs of spaces."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    return re.sub(r":\s+", ":", css).replace(";}", "}").strip()


def joined(static: Path = STATIC) -> str:
    """The whole style sheet; main.css leads it and sets the order of the layers."""
    texts = dict.fromkeys(LAYERS, "")
    for layer, file in sources(static):
        texts[layer] += smaller(file.read_text("utf-8"))
    order = smaller((static / "css" / "main.css").read_text("utf-8"))
    return order + "".join(f"@layer {layer}{{{text}}}" for layer, text in texts.items())


def build(static: Path = STATIC) -> str:
    """Write dist/site.<hash>.css unless it is there already; gives its path below static."""
    text = joined(static).encode("utf-8")
    name = f"dist/site.{hashlib.sha256(text).hexdigest()[:12]}.css"
    if not (static / name).exists():
        (static / "dist").mkdir(exist_ok=True)
        draft = (static / name).with_suffix(f".{os.getpid()}.part")
        draft.write_bytes(text)
        draft.replace(static / name)
    return name


@lru_cache
def _digest(file: Path, changed: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def init_app(app: Flask) -> None:
    """Build the sheet, offer asset_url(name) to the templates, let browsers keep what carries a digest."""
    built = {"site.css": build()}

    def asset_url(name: str) -> str:
        if name == "site.css":
            return url_for("static", filename=build() if app.debug else built[name])
        return url_for("static", filename=name, v=_digest(STATIC / name, (STATIC / name).stat().st_mtime_ns))

    @app.after_request
    def keep(response: Response) -> Response:
        fresh = request.endpoint == "static" and response.status_code == 200
        if fresh and ("v" in request.args or "/dist/" in request.path):
            response.headers["Cache-Control"] = FOR_A_YEAR
        if fresh and request.path.endswith(".css") and request.accept_encodings.quality("gzip"):
            response.direct_passthrough = False
            response.set_data(gzip.compress(response.get_data(), mtime=0))
            response.headers.update({"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})
        return response

    app.jinja_env.globals["asset_url"] = asset_url
