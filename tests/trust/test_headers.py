"""A-13, A-14, A-18: what every answer carries, and where no answer ever leads."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.support import journey
from tests.support.client import PageClient

PAGES = (
    "/",
    "/de/",
    "/ar/contribute/",
    "/de/contributions/",
    "/en/code/",
    "/staff/sign-in",
    "/nirgendwo",
    "/de/fields/4/",
)
EVIL = (
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "///evil.example",
    "%2F%2Fevil.example",
    "javascript:alert(1)",
    "/%0d%0aLocation:%20https://evil.example",
    "\r\nSet-Cookie: a=b",
    "https:evil.example",
)


@pytest.mark.parametrize("url", PAGES)
def test_every_page_is_locked_down(client: PageClient, url: str) -> None:
    headers = client.raw("GET", url).headers
    policy = headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Permissions-Policy" in headers
    assert not re.search(r"\d", headers.get("Server", ""))


def test_error_answers_are_locked_down_too(client: PageClient) -> None:
    for method, url, more in (
        ("POST", "/de/contribute/check", {"data": {"text": "ohne Token"}}),
        ("POST", "/de/contribute/text", {"data": {"text": "x" * 600_000}}),
        ("PUT", "/de/", {}),
        ("GET", "/xx/", {}),
    ):
        answer = client.raw(method, url, **more)
        assert answer.status_code >= 400
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_https_is_remembered_only_under_https(app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Strict-Transport-Security" not in client.raw("GET", "/de/").headers
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://dialogforum.test")
    age = re.search(r"max-age=(\d+)", client.raw("GET", "/de/").headers["Strict-Transport-Security"])
    assert age is not None
    assert int(age.group(1)) >= 31_536_000


def test_pages_of_the_journey_are_not_kept(client: PageClient) -> None:
    page = journey.to_check(client)
    assert client.last is not None
    assert client.last.headers["Cache-Control"] == "no-store"
    journey.send(client, page)
    assert client.last.headers["Cache-Control"] == "no-store"
    assert client.cookies() == []


def test_a_page_asks_nobody_else_for_anything(client: PageClient) -> None:
    for url in ("/de/", "/de/contributions/", "/ar/help"):
        html = client.get(url).html
        assert not re.search(r"(?:src|href|action)=[\"'](?:https?:)?//", html), url


def test_no_parameter_leads_away(client: PageClient) -> None:
    for evil in EVIL:
        for url in ("/de/", "/de/contributions/", "/de/contribute/", "/4", "/staff/sign-in", "/de/contact/confirm"):
            for name in ("next", "lang", "action_field", "entry", "q", "district", "after", "token"):
                answer = client.raw("GET", url, query_string={name: evil})
                assert "evil" not in answer.headers.get("Location", ""), f"{url}?{name}={evil!r}"
                assert "\n" not in "".join(answer.headers.values())
                assert "Set-Cookie" not in answer.headers or url.startswith("/staff/")


def test_a_foreign_host_is_refused(app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["localhost"])
    assert client.raw("GET", "/de/", headers={"Host": "evil.example"}).status_code == 400
    assert client.raw("GET", "/de/").status_code == 200


def test_oversized_and_overfull_bodies_are_refused_politely(client: PageClient) -> None:
    assert client.raw("POST", "/de/contribute/text", data={"text": "a" * 700_000}).status_code == 413
    many = {f"field{number}": "x" for number in range(10_000)}
    assert 400 <= client.raw("POST", "/de/contribute/text", data=many).status_code < 500
    assert client.get("/de/").heading
