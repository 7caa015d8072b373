"""A page as a careful reader sees it, and forms as a browser without scripts sends them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from justhtml import JustHTML

FIELDS = ("input", "select", "textarea")
UNLABELLED = {"hidden", "submit", "button"}


class Page:
    """One HTML page; every instance has been checked for what a person needs from any page."""

    def __init__(self, html: str, url: str) -> None:
        self.html = html
        self.url = url
        self.document = JustHTML(html, sanitize=False, collect_errors=True)

    def all(self, selector: str) -> list[Any]:
        """Elements matching a CSS selector."""
        if selector.isalnum():
            return [element for element in self._elements if element.name == selector]
        return list(self.document.query(selector))

    @cached_property
    def _elements(self) -> list[Any]:
        """Every element in the order of the page: one walk, where each selector would walk anew."""
        found, waiting = [], [self.document.root]
        while waiting:
            node = waiting.pop()
            if node.name[:1].isalpha():
                found.append(node)
            inside = getattr(node, "template_content", None)
            waiting += reversed([*(node.children or ()), *([inside] if inside else [])])
        return found

    def one(self, selector: str) -> Any:
        """The only element matching a selector."""
        found = self.all(selector)
        assert len(found) == 1, f"{self.url}: {len(found)} elements match {selector!r}, expected one"
        return found[0]

    @property
    def text(self) -> str:
        """All words of the page, with single spaces."""
        return " ".join(self.document.root.to_text().split())

    @property
    def as_read(self) -> str:
        """All words of the page as the eye reads them: an element inside a line (bdi, mark) adds no space."""
        return " ".join(self.document.root.to_text(strip=False, separator_blocks_only=True).split())

    @property
    def heading(self) -> str:
        """The words of the one first-level heading."""
        return " ".join(self.one("h1").to_text().split())

    def form(self, having: str | None = None, action: str | None = None) -> Form:
        """The form that has a field or button with the name `having`, or whose action ends with `action`."""
        forms = [Form(element, self) for element in self.all("form")]
        if having is not None:
            forms = [form for form in forms if having in form.names]
        if action is not None:
            forms = [form for form in forms if form.action.split("?")[0].endswith(action)]
        assert forms, f"{self.url}: no form with {having or action!r}"
        return forms[0]

    def problems(self) -> list[str]:
        """What is wrong with the page, each with how to repair it."""
        return [
            *(f"HTML: {error}" for error in self.document.errors[:5]),
            *self._frame(),
            *self._ids(),
            *self._labels(),
            *(f"image without alt: {image.to_html()[:80]}" for image in self.all("img") if "alt" not in image.attrs),
            *(f"style attribute on <{element.name}>: use a class" for element in _with("style", self._elements)),
        ]

    def _frame(self) -> list[str]:
        wrong = []
        html = self.one("html").attrs
        if not html.get("lang") or html.get("dir") not in {"ltr", "rtl"}:
            wrong.append("<html> needs lang and dir")
        for selector in ("h1", "main", "title"):
            if len(self.all(selector)) != 1:
                wrong.append(f"{len(self.all(selector))} <{selector}>: a page has exactly one")
        if not self.one("title").to_text().strip(" –"):
            wrong.append("the title is empty")
        return wrong

    def _ids(self) -> list[str]:
        ids = [element.attrs["id"] for element in _with("id", self._elements)]
        wrong = [f"id {name!r} is used {count} times" for name, count in Counter(ids).items() if count > 1]
        for attribute in ("for", "aria-describedby", "aria-labelledby", "form"):
            for element in _with(attribute, self._elements):
                for name in (element.attrs[attribute] or "").split():
                    if name not in ids:
                        wrong.append(f"{attribute}={name!r} points at nothing")
        for link in self.all("a"):
            target = link.attrs.get("href") or ""
            if target.startswith("#") and target[1:] not in ids:
                wrong.append(f"link {link.attrs['href']} leads nowhere")
        return wrong

    def _labels(self) -> list[str]:
        labelled = {label.attrs.get("for") for label in self.all("label")}
        wrapped = {id(field) for label in self.all("label") for name in FIELDS for field in label.query(name)}
        wrong = []
        for name in FIELDS:
            for field in self.all(name):
                if field.attrs.get("type") in UNLABELLED or id(field) in wrapped:
                    continue
                if field.attrs.get("id") not in labelled and not field.attrs.get("aria-label"):
                    wrong.append(f"field {field.attrs.get('name')!r} has no label")
        for button in self.all("button"):
            if not button.to_text().strip() and not button.attrs.get("aria-label"):
                wrong.append("a button has no words")
        return wrong


class Form:
    """What a browser would send: the values on the page, changed by `fill`, and the button pressed."""

    def __init__(self, element: Any, page: Page) -> None:
        self.page = page
        self.element = element
        self.action: str = element.attrs.get("action") or page.url
        self.method: str = (element.attrs.get("method") or "get").lower()
        self.values: list[tuple[str, str]] = []
        self.names: set[str] = set()
        self._read()

    def _read(self) -> None:
        inside = [field for name in (*FIELDS, "button") for field in self.element.query(name)]
        form_id = self.element.attrs.get("id")
        outside = self.page.all(f'[form="{form_id}"]') if form_id else []
        for field in [*inside, *outside]:
            name = field.attrs.get("name")
            if not name or "disabled" in field.attrs:
                continue
            self.names.add(name)
            self.values += [(name, value) for value in _values_of(field)]

    def fill(self, **values: str | list[str] | None) -> Form:
        """Set fields by name; None empties one, a list ticks several boxes. Unknown names fail."""
        for name, value in values.items():
            assert name in self.names, f"{self.page.url}: the form has no field {name!r}, only {sorted(self.names)}"
            self.values = [pair for pair in self.values if pair[0] != name]
            new = value if isinstance(value, list) else [] if value is None else [value]
            self.values += [(name, item) for item in new]
        return self

    def pressed(self, button: str, value: str | None = None) -> tuple[str, list[tuple[str, str]]]:
        """Where the form goes and what it sends when the button with this name (and value) is pressed."""
        form_id = self.element.attrs.get("id")
        buttons = [
            *self.element.query("button"),
            *(self.page.all(f'button[form="{form_id}"]') if form_id else []),
        ]
        for found in buttons:
            if found.attrs.get("name") == button and value in (None, found.attrs.get("value")):
                target = found.attrs.get("formaction") or self.action
                return target, [*self.values, (button, found.attrs.get("value") or "")]
        raise AssertionError(f"{self.page.url}: no button {button!r} {value or ''}")


def _with(attribute: str, elements: list[Any]) -> list[Any]:
    return [element for element in elements if attribute in element.attrs]


def _values_of(field: Any) -> list[str]:
    kind = field.attrs.get("type", "text")
    if field.name == "button" or kind in {"submit", "button", "image"}:
        return []
    if field.name == "select":
        options = list(field.query("option"))
        chosen = [option for option in options if "selected" in option.attrs] or options[:1]
        return [option.attrs.get("value", option.to_text()) for option in chosen]
    if field.name == "textarea":
        return ["".join(child.data or "" for child in field.children)]
    if kind in {"checkbox", "radio"}:
        return [field.attrs.get("value", "on")] if "checked" in field.attrs else []
    return [field.attrs.get("value") or ""]
