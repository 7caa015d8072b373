"""The virtual environment: made once, filled from a lock with hashes, left alone while nothing changes.

Plain standard library: this runs before anything is installed.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
PYTHON = VENV / "bin" / "python"
SUPPORTED = ("3.11", "3.12", "3.13")

# What each kind of environment is made from. The first file is what pip reads.
LOCKS = {"run": ["requirements.txt"], "dev": ["requirements-dev.txt", "requirements.txt"]}


def say(sentence: str) -> None:
    """Tell the person what happens now."""
    print(f"→ {sentence}", flush=True)


def stop(sentence: str) -> None:
    """End with one clear sentence and exit code 1."""
    sys.exit(f"✗ {sentence}")


def ensure(kind: str) -> None:
    """Make .venv hold exactly what the lock of this kind ("run" or "dev") names.

    A stamp in .venv holds the digest of the lock files and the Python version; while it fits, all stays.
    """
    if _stamped(kind):
        return
    with _alone():
        if _stamped(kind):
            return
        _make_venv()
        _install(LOCKS[kind][0])
        (VENV / f".stamp-{kind}").write_text(_wanted(kind))


def venv_python(arguments: Sequence[str], **environment: str) -> int:
    """Run the environment's Python in the project's folder; return its exit code."""
    return subprocess.call([str(PYTHON), *arguments], cwd=ROOT, env={**os.environ, **environment})


def _stamped(kind: str) -> bool:
    if not _usable():
        return False
    # What tests need contains what the site needs, so either stamp will do for "run".
    kinds = ("run", "dev") if kind == "run" else ("dev",)
    stamps = {name: VENV / f".stamp-{name}" for name in kinds}
    return any(path.is_file() and path.read_text() == _wanted(name) for name, path in stamps.items())


def _wanted(kind: str) -> str:
    digest = hashlib.sha256()
    for name in LOCKS[kind]:
        digest.update((ROOT / name).read_bytes())
    return f"{digest.hexdigest()} {_venv_version()}\n"


def _venv_version() -> str:
    try:
        lines = (VENV / "pyvenv.cfg").read_text().splitlines()
    except OSError:
        return ""
    fields = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return fields.get("version", "")


def _usable() -> bool:
    supported = _venv_version().rsplit(".", 1)[0] in SUPPORTED
    return supported and PYTHON.exists() and any(VENV.glob("lib/python*/site-packages/pip/__main__.py"))


def _make_venv() -> None:
    if _usable():
        return
    say(f"Making the virtual environment .venv with Python {sys.version.split()[0]}")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        stop("The virtual environment could not be made; the lines above say why.")


def _install(lock: str) -> None:
    say(f"Installing the packages of {lock} (checked by hash; once, about a minute)")
    started = time.monotonic()
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    install = ["-m", "pip", "install", *quiet, "--require-hashes", "-r", lock]
    code = venv_python(install, PIP_ROOT_USER_ACTION="ignore")
    if code != 0:
        stop("The packages could not be installed; the lines above say why. Is the package index reachable?")
    say(f"Packages ready after {time.monotonic() - started:.0f} s")


@contextmanager
def _alone() -> Iterator[None]:
    """Two commands started together must not fill the environment at the same time."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "environment.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
