"""Compiles the .po files named as arguments. Runs inside the environment, because Babel lives there."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po


def compile_one(po: Path) -> None:
    """Write the .mo beside the .po. A broken .po raises PoFileError and leaves the old .mo in place."""
    with po.open("rb") as handle:
        catalogue = read_po(handle, locale=po.parent.parent.name, abort_invalid=True)
    unfinished = po.with_suffix(".mo.part")
    with unfinished.open("wb") as handle:
        write_mo(handle, catalogue)
    # Renaming is atomic: a running site never reads half a file.
    unfinished.replace(po.with_suffix(".mo"))


def main() -> int:
    """Compile all named files; return 1 when one of them is broken."""
    broken = 0
    for name in sys.argv[1:]:
        try:
            compile_one(Path(name))
        except PoFileError as error:
            print(f"{name}: {error}", file=sys.stderr)
            broken = 1
    return broken


if __name__ == "__main__":
    sys.exit(main())
