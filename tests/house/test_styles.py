"""One style sheet serves both writing directions, and colours live in one file."""

from __future__ import annotations

import re

import pytest

from tests.house.sources import files, name, read, report

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SIDES = "left|right|top|bottom"
PHYSICAL = {
    rf"(?<![-\w])(?:scroll-)?(?:margin|padding)-(?:{SIDES})\s*:": "margin-inline-start and so on",
    rf"(?<![-\w])border-(?:{SIDES})(?:-\w+)?\s*:": "border-inline-start, border-block-end and so on",
    r"(?<![-\w])border-(?:top|bottom)-(?:left|right)-radius\s*:": "border-start-start-radius and so on",
    rf"(?<![-\w])(?:{SIDES})\s*:": "inset-inline-start, inset-block-start and so on",
    r"(?<![-\w])(?:float|clear)\s*:": "flex or grid",
    r"text-align\s*:\s*(?:left|right)\b": "text-align: start or end",
    r"(?<![-\w])(?:min-|max-)?(?:width|height)\s*:": "inline-size and block-size",
}
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|:\s*(?:white|black|red|green|blue|gr[ae]y)\b",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """The sheet without comments, lines kept."""
    return COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def physical(text: str) -> list[str]:
    """Declarations that name a side of the screen."""
    # Conditions such as (width >= 40em) may name the screen.
    sheet = re.sub(r"@(?:media|container|supports)[^{]*", lambda found: "\n" * found.group().count("\n"), bare(text))
    return [
        f"line {sheet.count(chr(10), 0, found.start()) + 1}: {found.group().strip()} (write {instead})"
        for pattern, instead in PHYSICAL.items()
        for found in re.finditer(pattern, sheet)
    ]


def colours(text: str) -> list[str]:
    """Colours written out instead of taken from a variable."""
    sheet = re.sub(r"url\([^)]*\)", "url()", bare(text))
    lines = enumerate(sheet.splitlines(), start=1)
    return [
        f"line {number}: {line.strip()}" for number, line in lines if COLOUR.search(line.split("{")[-1]) and ":" in line
    ]


def test_styles_know_no_left_and_right() -> None:
    sheets = files("app/static/css/**/*.css")
    found = [f"{name(path)} {line}" for path in sheets for line in physical(read(path))]
    report(found, "Arabic and Persian pages use the same sheet: write the logical property.")


def test_colours_are_tokens() -> None:
    sheets = [path for path in files("app/static/css/**/*.css") if path.name != "tokens.css"]
    found = [f"{name(path)} {line}" for path in sheets for line in colours(read(path))]
    report(found, "Give the colour a name in tokens.css and use var(--…), so that dark and high contrast work.")


@pytest.mark.parametrize(
    "bad",
    [
        "margin-left: 1rem;",
        "left: 0;",
        "float: left;",
        "text-align: right;",
        "width: 4rem;",
        "border-top-color: x;",
    ],
)
def test_the_check_finds_sides(bad: str) -> None:
    assert physical(f"a {{ {bad} }}")


@pytest.mark.parametrize("bad", ["color: #fff;", "color: rgb(1 2 3);", "background: oklch(1 0 0);", "color: white;"])
def test_the_check_finds_colours(bad: str) -> None:
    assert colours(f"a {{ {bad} }}")


def test_the_checks_let_good_styles_through() -> None:
    good = "/* left: #fff */\n@media (min-width: 40em) {\n#top { margin-inline-start: 0; color: var(--ink); }\n}"
    assert not physical(good)
    assert not colours(good)
