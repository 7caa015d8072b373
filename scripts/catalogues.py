"""`make catalogues`: compile each messages.po below translations/ that is newer than its messages.mo."""

from __future__ import annotations

from pathlib import Path

import environment

COMPILER = Path(__file__).with_name("compile_catalogues.py")


def stale() -> list[Path]:
    """The .po files without a .mo, or with an older one."""
    sources = sorted((environment.ROOT / "translations").glob("*/LC_MESSAGES/messages.po"))
    return [po for po in sources if _age(po.with_suffix(".mo")) < _age(po)]


def compile_stale() -> None:
    """Compile what is stale; say nothing and start nothing when all is fresh."""
    waiting = stale()
    if not waiting:
        return
    environment.say(f"Compiling {len(waiting)} catalogues")
    if environment.venv_python([str(COMPILER), *map(str, waiting)]) != 0:
        environment.stop("A catalogue could not be compiled; the lines above say which.")


def _age(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else 0.0


def main() -> None:
    """Make the environment when it is missing, then compile."""
    environment.ensure("run")
    compile_stale()
    environment.say("All catalogues are compiled")


if __name__ == "__main__":
    main()
