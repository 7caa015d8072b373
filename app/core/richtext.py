"""★ The only place where words become HTML: short texts of staff in a small part of Markdown.

Residents write plain text and never come here. bleach is no longer maintained but required; it stands behind
this one function, so that another brush can take its place (see the decision record).
"""

from __future__ import annotations

import bleach
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "a"})
PROTOCOLS = frozenset({"https", "mailto", "tel"})


def _of_link(_tag: str, name: str, value: str) -> bool:
    """Only whole addresses: bleach by itself would also let "//evil.example" pass, which names no protocol."""
    return name == "rel" or (name == "href" and value.partition(":")[0] in PROTOCOLS and ":" in value)


ATTRIBUTES = {"a": _of_link, "ol": ["start"]}


def _subset() -> MarkdownIt:
    """A parser that knows paragraphs and what is switched on here. HTML and other marks are text for it."""
    markdown = MarkdownIt("zero", {"html": False, "breaks": True})
    markdown.enable(["list", "emphasis", "link", "newline", "escape", "autolink"])
    return markdown


_markdown = _subset()


def render(markdown: str) -> Markup:
    """Safe HTML of a staff text: paragraphs, bold, emphasis, lists, links; the rest is text.

    A link to anything else stays as its words. The result needs no `|safe` in a template.
    """
    tokens = _markdown.parse(markdown)
    for token in tokens:
        for child in token.children or []:
            if child.type == "link_open":
                child.attrSet("rel", "noopener")
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    clean = bleach.clean(html, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)
    return Markup(clean)  # noqa: S704  (cleaned in the line above)
