"""Collects the visible strings and updates the translations. Runs inside the environment (Babel lives there).

The house tests use `extracted()` too: the committed messages.pot must equal what the code says now.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = Path("translations") / "messages.pot"
# On top of Babel's own: the lazy twins, where "c" marks the context.
KEYWORDS = {
    # The usual short name for lazy_gettext.
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
    "lazy_npgettext": ((1, "c"), 2, 3),
}
# A fixed day: the time of the last run says nothing and would change the file each time.
FIXED_DAY = datetime(2026, 11, 1, tzinfo=UTC)


def extracted(root: Path = ROOT) -> Catalog:
    """Every string of the code and templates below `root`, found where babel.cfg says."""
    with (root / "babel.cfg").open() as handle:
        methods, options = parse_mapping_cfg(handle)  # type: ignore[no-untyped-call]
    catalogue = Catalog(project="Dialogforum Rheine", charset="utf-8", creation_date=FIXED_DAY)
    keywords = {**DEFAULT_KEYWORDS, **KEYWORDS}
    found = extract_from_dir(root, methods, options, keywords, ("Translators:",), strip_comment_tags=False)
    for filename, line, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        catalogue.add(message, None, [(filename, line)], auto_comments=comments, context=context)
    return catalogue


def write(catalogue: Catalog, path: Path) -> None:
    """Write a .pot or .po so that the same strings give the same bytes; without line numbers, which move."""
    unfinished = path.with_suffix(path.suffix + ".part")
    with unfinished.open("wb") as handle:
        write_po(handle, catalogue, width=100, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    unfinished.replace(path)


def update(template: Catalog, po: Path) -> int:
    """Carry new strings into one translation, drop gone ones; return how many wait for a translator."""
    with po.open("rb") as handle:
        catalogue = read_po(handle, locale=po.parent.parent.name)
    # No guessing: a guessed translation is worse than a visible gap.
    catalogue.update(template, no_fuzzy_matching=True)
    write(catalogue, po)
    return len([message for message in catalogue if message.id and not _complete(message)])


def _complete(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, (tuple, list)) else bool(message.string)


def main() -> None:
    """Collect, write the template, update every translation, say what waits."""
    template = extracted()
    write(template, ROOT / TEMPLATE)
    print(f"→ {len(template)} strings in {TEMPLATE}")
    for po in sorted((ROOT / "translations").glob("*/LC_MESSAGES/messages.po")):
        waiting = update(template, po)
        print(f"→ {po.parent.parent.name}: {waiting} strings wait for a translation")


if __name__ == "__main__":
    main()
