"""The whole sentence over HTTP for many texts at once, as somebody who only reads pages and fills in their forms."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from config import ROOT
from tests.support import journey
from tests.support.live import LiveSite, LiveStaff, LiveVisitor
from tests.support.page import Form, Page

TEXTS = ROOT / "tests" / "data" / "rehearsal.jsonl"
FACES = ("de", "en", "ar", "de-simple")
# What each decision leads to, as the author sees it (contract.md).
STEPS = {
    "release": "with-network",
    "network": "with-network",
    "redact": "with-network",
    "merge": "merged",
    "refer": "referred",
    "refuse": "refused",
    "ask": "returned",
}
REDACTED = "[…] Bitte helft den Familien im Haus."
ANSWER = "Vielen Dank. Das Netzwerk nimmt den Vorschlag {reference} auf."
TRANSLATED = "شكرا لكم. الشبكة أخذت الاقتراح {reference}."


@dataclass
class Sent:
    """One text on its way. `field` is where the commissioner sends it, whatever the resident chose."""

    text: str
    language: str
    decision: str
    field: str
    face: str
    code: str = ""
    reference: str = ""
    answered: bool = False

    @property
    def german(self) -> str:
        """The German working text of this one."""
        return f"Arbeitstext zum Vorschlag {self.reference} im Feld {self.field}."

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.decision in {"release", "redact"}

    @property
    def step(self) -> str:
        """Where its author should find it."""
        return "answered" if self.answered else STEPS[self.decision]


def texts() -> list[Sent]:
    """All texts, each through one of the faces of the site."""
    lines = [json.loads(line) for line in TEXTS.read_text("utf-8").splitlines()]
    return [
        Sent(
            line["text"],
            line["language"],
            line["decision"],
            line["field"] if line["field"] != "unsure" else "5",
            FACES[number % len(FACES)],
        )
        for number, line in enumerate(lines)
    ]


def hire(site: LiveSite) -> list[dict[str, Any]]:
    """Two commissioners, a manager of each network and a translator for a site without the demo.

    In a process of its own, because an application configures more than itself.
    """
    command = [sys.executable, "-m", "tests.support.crew"]
    subprocess.run(command, cwd=ROOT, env=site.environment, check=True, timeout=120)
    return accounts(Path(site.environment["DATA_DIR"]))


def accounts(data_dir: Path) -> list[dict[str, Any]]:
    """The example people of an installation."""
    return json.loads((data_dir / "demo-accounts.json").read_text())


def who(people: list[dict[str, Any]], role: str, network: str = "") -> dict[str, Any]:
    """The first with this role, in the network of this number."""
    return next(row for row in people if role in row["roles"] and (row["network"] or "").endswith(network))


def contribute(visitor: LiveVisitor, sent: Sent) -> None:
    """The resident's journey."""
    form = journey.to_text(visitor, sent.face, sent.field).form("text").fill(text=sent.text)
    page = visitor.press(visitor.press(form, "next").form("contact"), "next")
    page = journey.send(visitor, page)
    sent.code, sent.reference = journey.code_on(page), journey.reference_on(page)


def step(visitor: LiveVisitor, sent: Sent) -> tuple[str, Page]:
    """What the code opens: the step and the page."""
    page = visitor.submit(visitor.get(f"/{sent.face}/code/").form("code").fill(code=sent.code))
    return page.one("[data-step]").attrs["data-step"], page


def decide(desk: LiveStaff, sent: Sent, main: str = "") -> None:
    """What the commissioner does, on the page of the case."""
    page = desk.get(f"/staff/moderation/{sent.reference}")
    assert sent.text in page.as_read, f"{sent.reference}: the commissioner does not see the original"
    if sent.decision in {"release", "network", "redact"}:
        desk.submit(_release(page, sent))
    elif sent.decision == "merge":
        desk.submit(page.form(action="/merge").fill(main=main))
    elif sent.decision == "refer":
        desk.submit(page.form(action="/refer").fill(statement="Die Beratung kann helfen."))
    elif sent.decision == "refuse":
        desk.submit(page.form(action="/refuse").fill(reason="insult", statement="Bitte freundlich bleiben."))
    else:
        desk.submit(page.form(action="/return").fill(message="Wo genau ist das?"))


def _release(page: Page, sent: Sent) -> Form:
    form = page.form(action="/release").fill(
        fields=[sent.field],
        primary=sent.field,
        public="yes" if sent.is_public else "no",
        title=f"Vorschlag {sent.reference}",
        language=sent.language,
    )
    if sent.language != "de":
        form.fill(german=sent.german)
    if sent.decision == "redact":
        form.fill(redacted=REDACTED, redaction_reason="third_person")
        if sent.language != "de":
            form.fill(german=f"{REDACTED} {sent.reference}")
    return form


def answer(desk: LiveStaff, sent: Sent) -> None:
    """The network takes it on, drafts and publishes."""
    address = f"/staff/network/{sent.reference}"
    desk.submit(desk.get(address).form(action="/acknowledge"))
    form = desk.get(address).form("outcome")
    words = ANSWER.format(reference=sent.reference)
    form = desk.submit(form.fill(text=words, outcome="adopted")).form("outcome")
    assert dict(form.values)["text"].strip() == words, "the draft was not kept"
    desk.post(_target(form, "/publish"), form.values)
    sent.answered = True


def _target(form: Form, ending: str) -> str:
    """Where the button leads that sends the form to an address with this ending."""
    targets = [button.attrs.get("formaction") or form.action for button in form.element.query("button")]
    return next(target for target in targets if target.split("?")[0].endswith(ending))


def translate(desk: LiveStaff, sent: Sent) -> None:
    """The translator gives the answer in Arabic."""
    for link in desk.get("/staff/translating/").all("main a"):
        address = link.attrs["href"]
        if "/answer/" in address and address.endswith("/ar") and sent.reference in link.to_text():
            form = desk.get(address).form("text")
            desk.submit(form.fill(text=TRANSLATED.format(reference=sent.reference)))
            return
    raise AssertionError(f"{sent.reference}: the translator does not find the answer")


def search(visitor: LiveVisitor, words: str, face: str = "de") -> Page:
    """The public list for some words."""
    return visitor.get(f"/{face}/contributions/?{urlencode({'q': words})}")


def whole_list(visitor: LiveVisitor, face: str = "de") -> str:
    """Every page of the public list, one after the other."""
    page = visitor.get(f"/{face}/contributions/")
    pages = [page.as_read]
    while older := [link.attrs["href"] for link in page.all("a[rel=next]")]:
        page = visitor.get(older[0])
        pages.append(page.as_read)
    return " ".join(pages)
