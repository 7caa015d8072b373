"""`make screenshots`: photograph every screen at 320 and 1280 pixels, in German and Arabic."""

from __future__ import annotations

import sys
from pathlib import Path

import catalogues
import environment
import run_tests

PHOTOGRAPHER = Path(__file__).with_name("photograph.py")


def main() -> None:
    """Prepare the environment and a browser, then take the pictures."""
    environment.ensure("dev")
    catalogues.compile_stale()
    run_tests.prepare_browser()
    browser = run_tests.browser()
    if browser is None:
        environment.stop("Pictures need a chromium (Debian: apt-get install chromium).")
    environment.say("Starting a site with example data of its own in build/screenshots-data")
    sys.exit(environment.venv_python([str(PHOTOGRAPHER), str(browser)]))


if __name__ == "__main__":
    main()
