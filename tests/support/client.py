"""The page-checking client: every page is read as a careful person would, every GET proven to write nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pyotp
import sqlalchemy as sa
from flask import Flask, has_app_context
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from tests.support.page import Form, Page

WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Statements:
    """Counts SQL statements and remembers those that write."""

    def __init__(self) -> None:
        self.all: list[str] = []

    @property
    def writes(self) -> list[str]:
        """Statements that change something."""
        return [text for text in self.all if text.lstrip().upper().startswith(WRITING)]


# Each thread has its own: several clients may press at the same moment.
_watching: ContextVar[tuple[Statements, ...]] = ContextVar("watching", default=())


def _notice(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
    for seen in _watching.get():
        seen.all.append(statement)


# Once for all engines: a listener that comes and goes would disturb the other threads.
sa.event.listen(Engine, "before_cursor_execute", _notice)


@contextmanager
def statements() -> Iterator[Statements]:
    """Watch every SQL statement sent inside the block by this thread."""
    seen = Statements()
    token = _watching.set((*_watching.get(), seen))
    try:
        yield seen
    finally:
        _watching.reset(token)


class PageClient:
    """One visitor with a browser of their own (cookies included)."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._browser = app.test_client()
        self.last: TestResponse | None = None
        self.queries = 0

    def get(self, url: str, status: int = 200, **headers: str) -> Page:
        """Open a page. It must answer with `status`, be a sound page and write nothing."""
        response = self._open("GET", url, headers=headers)
        assert response.status_code == status, self._story(response, status)
        return self._page(response, url)

    def post(self, url: str, data: Any = None, status: int = 200, follow: bool = True, **headers: str) -> Page:
        """Send a form by hand. Redirects are followed unless told otherwise."""
        sent = {"Sec-Fetch-Site": "same-origin", **headers}
        response = self._open("POST", url, data=_multi(data), headers=sent)
        if follow and response.status_code in {302, 303}:
            return self.get(response.headers["Location"], status)
        assert response.status_code == status, self._story(response, status)
        return self._page(response, url)

    def press(self, form: Form, button: str, value: str | None = None, status: int = 200) -> Page:
        """Press a named button of a form, as a browser without scripts would."""
        target, data = form.pressed(button, value)
        return self._send(form, target, data, status)

    def submit(self, form: Form, status: int = 200) -> Page:
        """Send a form with its unnamed button."""
        return self._send(form, form.action, form.values, status)

    def _send(self, form: Form, target: str, data: list[tuple[str, str]], status: int) -> Page:
        if form.method == "get":
            response = self._open("GET", target, query_string=_multi(data))
            assert response.status_code == status, self._story(response, status)
            return self._page(response, target)
        return self.post(target, data, status)

    def raw(self, method: str, url: str, **more: Any) -> TestResponse:
        """An answer without any check of the page: for files, feeds and hostile requests."""
        return self._open(method, url, **more)

    def sign_in(self, email: str, password: str, totp_secret: str) -> Page:
        """Sign in with both factors and arrive at the desk."""
        first = self.get("/staff/sign-in").form("password").fill(email=email, password=password)
        second = self.submit(first).form("code")
        return self.submit(second.fill(code=pyotp.TOTP(totp_secret).now()))

    def cookies(self) -> list[str]:
        """Names of the cookies that this browser holds."""
        return [cookie.key for cookie in self._browser._cookies.values()]

    def _open(self, method: str, url: str, **more: Any) -> TestResponse:
        assert not has_app_context(), "leave the application context before opening pages: requests need their own"
        if url.startswith("/staff/"):
            # People of the tests work in English, and so do their browsers, before anybody knows who they are.
            more["headers"] = {"Accept-Language": "en", **(more.get("headers") or {})}
        with statements() as seen:
            response = self._browser.open(url, method=method, **more)
            response.get_data()
        self.queries = len([text for text in seen.all if not text.startswith(("BEGIN", "PRAGMA", "SAVEPOINT"))])
        if method == "GET":
            assert not seen.writes, f"GET {url} writes: {seen.writes[0][:120]}"
        self.last = response
        return response

    def _page(self, response: TestResponse, url: str) -> Page:
        page = Page(response.get_data(as_text=True), url)
        problems = page.problems()
        assert not problems, f"{url} is not a sound page:\n  " + "\n  ".join(problems)
        return page

    def _story(self, response: TestResponse, status: int) -> str:
        text = response.get_data(as_text=True)
        words = Page(text, "").text[:600] if "<html" in text else text[:600]
        return f"answered {response.status_code} instead of {status} ({response.headers.get('Location', '')}): {words}"


def _multi(data: Any) -> Any:
    """Pairs as werkzeug's test client takes them: a dict of lists."""
    if not isinstance(data, list):
        return data
    collected: dict[str, list[str]] = {}
    for name, value in data:
        collected.setdefault(name, []).append(value)
    return collected
