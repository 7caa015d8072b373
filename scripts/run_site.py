"""`make run`: from a fresh clone to a running site."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import catalogues
import environment


def main() -> None:
    """Prepare the environment and the catalogues, then become `flask serve`."""
    os.chdir(environment.ROOT)
    check_data_dir()
    environment.ensure("run")
    catalogues.compile_stale()
    # The site must not outlive `make`: whoever ends that expects the port to be free.
    parent = str(os.getppid())
    command = ["-m", "flask", "--app", "wsgi", "serve", "--stop-with", parent]
    os.execv(environment.PYTHON, [str(environment.PYTHON), *command])


def check_data_dir() -> None:
    """Make DATA_DIR, readable by its owner alone; one sentence when that is impossible."""
    folder = Path(os.environ.get("DATA_DIR") or environment.ROOT / "instance")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        environment.stop(f"DATA_DIR {folder} cannot be written ({error.strerror}).")


if __name__ == "__main__":
    main()
