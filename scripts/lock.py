"""`make lock`: resolve requirements*.in into lock files with hashes, for Python 3.11 to 3.13, any system."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import environment

TOOLS = environment.BUILD / "lock-venv"
PAIRS = [
    ("requirements.in", "requirements.txt"),
    ("requirements-translate.in", "requirements-translate.txt"),
    ("requirements-similar.in", "requirements-similar.txt"),
    ("requirements-dev.in", "requirements-dev.txt"),
]


def main() -> None:
    """Install the resolver in an environment of its own, resolve the files, throw the environment away."""
    environment.say("Installing the resolver uv in an environment of its own")
    python = str(TOOLS / "bin" / "python")
    _call([sys.executable, "-m", "venv", "--clear", str(TOOLS)])
    _call([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"])
    for source, lock in PAIRS:
        environment.say(f"Resolving {source} into {lock}")
        _call([str(TOOLS / "bin" / "uv"), *_resolve(source, lock)])
    shutil.rmtree(TOOLS)
    environment.say("Done. Look at the differences, then run `make test` on each supported Python.")


def _resolve(source: str, lock: str) -> list[str]:
    shape = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"]
    return ["pip", "compile", "--quiet", *shape, "--upgrade", *_index(), source, "--output-file", lock]


def _index() -> list[str]:
    """The package index pip is configured with, so that both tools ask the same one."""
    command = [str(TOOLS / "bin" / "python"), "-m", "pip", "config", "get", "global.index-url"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    index = os.environ.get("PIP_INDEX_URL") or answer.stdout.strip()
    return ["--index-url", index] if index else []


def _call(command: list[str]) -> None:
    if subprocess.call(command, cwd=environment.ROOT) != 0:
        environment.stop("The lock files could not be written; the lines above say why.")


if __name__ == "__main__":
    main()
