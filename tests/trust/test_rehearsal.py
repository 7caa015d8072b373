"""The judge's rehearsal: texts in fifteen languages sent, decided, answered and opened again, over HTTP alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import rehearsal
from tests.support.live import LiveSite, LiveStaff, LiveVisitor
from tests.support.rehearsal import Sent

# One language each, every decision at least once, and words in three scripts for the search.
SOME = (0, 5, 8, 14, 16, 20, 27, 31, 34, 35, 39, 43, 46, 54, 55, 59, 60)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[LiveSite]:
    live = LiveSite(tmp_path)
    live.start()
    yield live
    live.stop()


def test_every_code_opens_its_case(site: LiveSite) -> None:
    texts = rehearsal.texts()
    rehearse(site.base, rehearsal.hire(site), [texts[number] for number in SOME])


def rehearse(base: str, people: list[dict[str, Any]], texts: list[Sent]) -> None:
    """Everything that may happen to a text, and what each of its readers must see then."""
    visitor = LiveVisitor(base)
    for sent in texts:
        rehearsal.contribute(visitor, sent)
    assert len({sent.code for sent in texts}) == len({sent.reference for sent in texts}) == len(texts)
    nothing_is_public(visitor, texts)

    desk = LiveStaff(base)
    desk.enter(rehearsal.who(people, "moderator"))
    main = next(sent for sent in texts if sent.decision == "release")
    for sent in sorted(texts, key=lambda one: one.decision == "merge"):
        rehearsal.decide(desk, sent, main.reference)
    everything_in_its_place(visitor, texts)

    answered = [sent for sent in texts if sent.decision in {"release", "network", "redact"}]
    networks_answer(base, people, answered)
    translator = LiveStaff(base)
    translator.enter(rehearsal.who(people, "translator"))
    translated = [sent for sent in answered if sent.is_public and sent.face == "ar"][:3]
    assert translated
    for sent in translated:
        rehearsal.translate(translator, sent)
    every_author_reads_it(visitor, texts, main)
    for sent in translated:
        words = rehearsal.TRANSLATED.format(reference=sent.reference)
        assert words in visitor.get(f"/ar/contributions/{sent.reference}").text
    everything_in_its_place(visitor, texts)


def networks_answer(base: str, people: list[dict[str, Any]], answered: list[Sent]) -> None:
    """Each network sees its own cases alone and answers them."""
    for number in sorted({sent.field for sent in answered}):
        manager = LiveStaff(base)
        manager.enter(rehearsal.who(people, "network_manager", number))
        mine = [sent for sent in answered if sent.field == number]
        only_its_own(manager, mine, answered)
        for sent in mine:
            rehearsal.answer(manager, sent)


def nothing_is_public(visitor: LiveVisitor, texts: list[Sent]) -> None:
    """Before anybody decided."""
    shown = rehearsal.whole_list(visitor)
    for sent in texts:
        assert sent.text not in shown
        visitor.get(f"/de/contributions/{sent.reference}", status=404)
        assert rehearsal.step(visitor, sent)[0] == "received"


def everything_in_its_place(visitor: LiveVisitor, texts: list[Sent]) -> None:
    """Public texts are found by their own words; all others by nobody."""
    shown = rehearsal.whole_list(visitor)
    for sent in texts:
        longest = max(sent.text.split(), key=len).strip(".,!?؟،።")
        found = rehearsal.search(visitor, longest).as_read
        if sent.decision == "release":
            assert sent.reference in shown
            assert sent.reference in found, f"{longest} does not find {sent.reference}"
            assert sent.text in visitor.get(f"/{sent.face}/contributions/{sent.reference}").as_read
            continue
        assert sent.text not in shown
        assert sent.text not in found
        if sent.decision == "redact":
            page = visitor.get(f"/de/contributions/{sent.reference}")
            assert sent.text not in page.as_read
            assert rehearsal.REDACTED in page.text
        else:
            visitor.get(f"/de/contributions/{sent.reference}", status=404)


def only_its_own(manager: LiveStaff, mine: list[Sent], everybodys: list[Sent]) -> None:
    """A network reads the German text of its own cases, and never learns the code or the language."""
    inbox = manager.get("/staff/network/").text
    for sent in everybodys:
        if sent not in mine:
            manager.get(f"/staff/network/{sent.reference}", status=404)
            continue
        assert sent.reference in inbox
        page = manager.get(f"/staff/network/{sent.reference}")
        assert sent.code not in page.html
        if sent.decision == "redact":
            assert sent.text not in page.as_read
        elif sent.language != "de":
            assert sent.german in page.text


def every_author_reads_it(visitor: LiveVisitor, texts: list[Sent], main: Sent) -> None:
    """Every code opens its own case, at its step, with the words of its author and the answer."""
    for sent in texts:
        step, page = rehearsal.step(visitor, sent)
        assert step == sent.step, f"{sent.decision}: {step}"
        assert sent.text in page.as_read
        if sent.answered:
            assert rehearsal.ANSWER.format(reference=sent.reference) in page.text
        if sent.decision == "merge":
            assert rehearsal.ANSWER.format(reference=main.reference) in page.text
        if sent.decision == "refuse":
            assert "Bitte freundlich bleiben." in page.text
        if sent.decision == "ask":
            assert "Wo genau ist das?" in page.text
