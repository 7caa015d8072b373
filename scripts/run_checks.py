"""`make check`: linters, types, layers and house tests, two at a time, in under 50 seconds."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import catalogues
import environment

# The slowest first, so that two lanes end at about the same time.
STEPS: dict[str, list[str]] = {
    "types (mypy)": ["mypy"],
    "house tests (pytest tests/house)": ["pytest", "-q", "-p", "no:cacheprovider", "tests/house"],
    "templates (djlint)": ["djlint", "app/templates", "--lint", "--quiet"],
    "layers (import-linter)": ["importlinter.cli", "lint"],
    "code (ruff check)": ["ruff", "check", "--quiet", "."],
    "format (ruff format)": ["ruff", "format", "--check", "."],
}
_printing = threading.Lock()


def main() -> None:
    """Run every step even when one fails; end with code 1 when any did."""
    environment.ensure("dev")
    catalogues.compile_stale()
    started = time.monotonic()
    environment.say(f"Checking: {', '.join(STEPS)}")
    with ThreadPoolExecutor(max_workers=2) as lanes:
        failed = [name for name, ok in zip(STEPS, lanes.map(_run, STEPS), strict=True) if not ok]
    took = time.monotonic() - started
    if failed:
        names = ", ".join(failed)
        environment.stop(f"{len(failed)} of {len(STEPS)} checks failed after {took:.0f} s: {names}")
    environment.say(f"All {len(STEPS)} checks passed after {took:.0f} s")


def _run(name: str) -> bool:
    started = time.monotonic()
    command = [str(environment.PYTHON), "-m", *STEPS[name]]
    done = subprocess.run(
        command, cwd=environment.ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    with _printing:
        ok = done.returncode == 0
        print(f"{'✓' if ok else '✗'} {name}, {time.monotonic() - started:.1f} s", flush=True)
        if not ok:
            sys.stdout.write(done.stdout + done.stderr)
            sys.stdout.flush()
    return ok


if __name__ == "__main__":
    main()
