"""`make test`: everything that must pass, browser tests included where a chromium is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import catalogues
import environment

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Prepare, make sure of a browser, run pytest; end with its exit code."""
    environment.ensure("dev")
    catalogues.compile_stale()
    prepare_browser()
    database = "PostgreSQL" if os.environ.get("TEST_DATABASE_URL") else "SQLite"
    environment.say(f"Running the tests on {database}, two at a time")
    arguments = sys.argv[1:] or ["tests"]
    code = environment.venv_python(["-m", "pytest", "-n", "2", "--dist", "worksteal", "-q", *arguments])
    if not browser():
        environment.say(
            "Skipped: the browser tests. Install a chromium (Debian: apt-get install chromium) to run them."
        )
    sys.exit(code)


def browser() -> str | None:
    """The chromium of this machine, if there is one."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def prepare_browser() -> None:
    """Install Debian's chromium when it is missing and this machine lets us."""
    if browser() or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment.say("Installing Debian's chromium for the browser tests (about 290 MB)")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    )
    for command in commands:
        if subprocess.call(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) != 0:
            environment.say("Debian's chromium could not be installed; going on without it")
            return


if __name__ == "__main__":
    main()
