"""Staff texts become HTML that can do nothing but be read."""

from __future__ import annotations

import time
from typing import Any

import pytest
from jinja2 import Environment
from justhtml import JustHTML
from markupsafe import Markup

from app.core.richtext import PROTOCOLS, TAGS, render


def elements(html: str, selector: str) -> list[Any]:
    return list(JustHTML(f"<!doctype html>{html}", sanitize=False).query(selector))


def test_the_small_subset() -> None:
    assert render("**Fett** und *betont*") == "<p><strong>Fett</strong> und <em>betont</em></p>\n"
    assert render("- eins\n- zwei") == "<ul>\n<li>eins</li>\n<li>zwei</li>\n</ul>\n"
    assert render("3. drei\n4. vier") == '<ol start="3">\n<li>drei</li>\n<li>vier</li>\n</ol>\n'
    assert render("eins\n\nzwei") == "<p>eins</p>\n<p>zwei</p>\n"
    assert render("شكرا **جزيلا**") == "<p>شكرا <strong>جزيلا</strong></p>\n"


@pytest.mark.parametrize("target", ["https://rheine.example/a?b=1&c=2", "mailto:a@rheine.example", "tel:+495971"])
def test_allowed_links_open_safely(target: str) -> None:
    (link,) = elements(render(f"[Wort]({target})"), "a")
    assert link.attrs == {"href": target, "rel": "noopener"}


@pytest.mark.parametrize(
    "target",
    [
        "http://rheine.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "//evil.example",
        "file:///etc/passwd",
    ],
)
def test_other_links_stay_words(target: str) -> None:
    html = render(f"[Wort]({target}) <{target}>")
    assert not [link for link in elements(html, "a") if link.attrs.get("href")]
    assert "Wort" in html


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="https://x.example" onclick="alert(1)">x</a>',
    "<svg><script>alert(1)</script></svg>",
    "<style>*{display:none}</style>",
    "<iframe src=https://evil.example></iframe>",
    "<!-- comment --><b>bold</b>",
    '[x](https://x.example "onmouseover=alert(1)")',
    '[x](https://x.example" onmouseover="alert(1))',
    "![picture](https://evil.example/pixel.png)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "**<u>x</u>** `<code>` # not a heading\n\n> quote\n\n---\n\n| a | b |",
    "</p></main><h1>Official</h1>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_but_the_subset_comes_out(payload: str) -> None:
    inside = elements(f"<main>{render(payload)}</main>", "main *")
    assert "h1" not in render(payload).replace("&lt;h1", "").replace("&lt;/h1", "")
    assert {element.name for element in inside} <= TAGS
    for element in inside:
        assert set(element.attrs) <= {"href", "rel", "start"}
        assert not element.attrs.get("href") or element.attrs["href"].split(":")[0] in PROTOCOLS


def test_templates_print_it_as_it_is_and_words_as_words() -> None:
    page = Environment(autoescape=True).from_string("{{ rich }}{{ plain }}")
    assert isinstance(render("a"), Markup)
    assert page.render(rich=render("**a**"), plain="**<b>**") == "<p><strong>a</strong></p>\n**&lt;b&gt;**"


@pytest.mark.parametrize("hostile", ["[" * 5000, "*" * 5000, "- " * 2000, "<" * 5000, "**a" * 2000])
def test_hostile_texts_take_no_time(hostile: str) -> None:
    begun = time.monotonic()
    render(hostile)
    assert time.monotonic() - begun < 3
