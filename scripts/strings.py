"""`make strings`: collect every visible string into messages.pot and carry it into every translation."""

from __future__ import annotations

from pathlib import Path

import environment

COLLECTOR = Path(__file__).with_name("collect_strings.py")


def main() -> None:
    """Make the environment when it is missing, then collect."""
    environment.ensure("run")
    environment.say("Collecting the strings of code and templates")
    if environment.venv_python([str(COLLECTOR)]) != 0:
        environment.stop("The strings could not be collected; the lines above say why.")


if __name__ == "__main__":
    main()
