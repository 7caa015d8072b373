"""Takes the pictures for `make screenshots`. Runs inside the environment; the browser's path is its argument.

It starts a site of its own with example data in a temporary directory, walks through it as residents and staff do,
without scripts, and leaves the pictures with an index in build/screenshots. `TAGS=de-simple,en` names other languages;
without it every further language gets its key pages on a small phone.
"""

from __future__ import annotations

import html
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import photograph_residents
import photograph_staff
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "build" / "screenshots"
EXAMPLES = ROOT / "app" / "demo" / "data"
START_WITHIN = 180
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Camera:
    """Takes pictures of pages of one site and knows its example data."""

    base: str
    data: Path
    tags: Sequence[str]
    widths: Sequence[int] = (320, 1280)
    taken: dict[str, dict[str, str]] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    def take(self, page: Page, name: str, column: str) -> None:
        """Photograph the whole page under a name; the same name in another column stands beside it in the index."""
        folder = PICTURES / column
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True, animations="disabled")
        self.taken.setdefault(name, {})[column] = f"{column}/{name}.png"
        self._judge(page, f"{column} {name}")

    def _judge(self, page: Page, where: str) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.troubles.append(f"{where}: {wide} pixels wider than the window")

    def open(self, page: Page, path: str, name: str, column: str) -> None:
        """Go somewhere and photograph it. An answer of 500 or more is noted as trouble."""
        answer = page.goto(self.base + path)
        if answer is not None and answer.status >= 500:
            self.troubles.append(f"{column} {name}: {path} answered {answer.status}")
        self.take(page, name, column)

    def read(self, name: str) -> Any:
        """A private file of this site, such as demo-accounts.json."""
        return json.loads((self.data / name).read_text())

    def example(self, decision: str, *, answered: bool | None = None) -> dict[str, Any]:
        """Code and reference of the latest example with this decision; `answered`: with or without an answer."""
        rows = [json.loads(line) for line in (EXAMPLES / "contributions.jsonl").read_text().splitlines()]
        lines = (EXAMPLES / "answers.jsonl").read_text().splitlines()
        replies = {json.loads(line)["contribution"] for line in lines}
        found = next(
            row for row in reversed(rows) if row["decision"] == decision and answered in (None, row["id"] in replies)
        )
        code = next(one for one in self.read("demo-codes.json") if one["id"] == found["id"])
        return {**found, **code}


@contextmanager
def site(data: Path) -> Iterator[str]:
    """A site with example data on a free port; ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "DATA_DIR": str(data), "PORT": str(port), "DEMO": "1"}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve", "--stop-with", str(os.getpid())]
    with (data / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the address answers; end the program when the site ends or never opens."""
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("✗ The site did not open; start it with `make run` to see why.")


def index(taken: dict[str, dict[str, str]]) -> str:
    """A page with all pictures: one row for each screen, one column for each language and width."""
    columns = sorted({column for row in taken.values() for column in row})
    lines = ['<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Pictures</title><table><tr><th>']
    lines += [f"<th>{html.escape(column)}" for column in columns]
    for name, row in taken.items():
        lines.append(f"<tr><th>{html.escape(name)}")
        for column in columns:
            image = f'<img src="{row.get(column)}" alt="{name} {column}" height="320" loading="lazy">'
            lines.append(f'<td><a href="{row[column]}">{image}</a>' if column in row else "<td>")
    return "\n".join([*lines, "</table>"])


def photograph(browser: Browser, camera: Camera) -> None:
    """Every picture: residents first, because staff then have something to read."""
    photograph_residents.run(browser, camera)
    if "TAGS" not in os.environ:
        photograph_residents.every_language(browser, camera)
    photograph_staff.run(browser, camera)
    (PICTURES / "index.html").write_text(index(camera.taken))
    count = sum(len(row) for row in camera.taken.values())
    print(f"→ {count} pictures: open {(PICTURES / 'index.html').relative_to(ROOT)}", flush=True)
    for trouble in camera.troubles:
        print(f"✗ {trouble}")


def main() -> None:
    """Take all pictures; exit 1 when a page is broken or wider than its window."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    tags = os.environ.get("TAGS", "de,ar").replace(" ", "").split(",")
    with tempfile.TemporaryDirectory(prefix="dialogforum-pictures-") as folder, site(Path(folder)) as base:
        camera = Camera(base, Path(folder), tags)
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=sys.argv[1], args=list(FLAGS))
            photograph(browser, camera)
            browser.close()
    sys.exit(1 if camera.troubles else 0)


if __name__ == "__main__":
    main()
