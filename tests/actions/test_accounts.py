"""What the rules and actions of accounts promise, without any page."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from flask import Flask

from app.accounts import actions, passwords, queries, rules, second_factor
from app.cli.roles import document
from app.core import clock, history
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import SYSTEM, Actor, ActorKind
from app.extensions import db
from app.permissions import Role
from config import ROOT


def account(email: str = "kim@staff.example", *held: Role) -> queries.Account:
    """A fresh account."""
    wanted = held or (Role.MODERATOR,)
    return actions.invite(email, "Kim Beispiel", wanted, actor=SYSTEM, by_mail=False).account


def test_addresses_are_one_in_every_spelling(inside: Flask) -> None:
    made = account(" Kim@Staff.Example ")
    assert made.email == "kim@staff.example"
    assert queries.by_email("KIM@STAFF.EXAMPLE") is made
    with pytest.raises(Invalid, match="email_taken"):
        account("kim@STAFF.example")


def test_a_term_covers_its_first_and_last_day(inside: Flask) -> None:
    today = clock.today()
    made = account()
    actions.grant_role(
        made, Role.ADMIN, valid_from=today + timedelta(days=2), valid_until=today + timedelta(days=3), actor=SYSTEM
    )
    held = [Role.ADMIN in made.roles_on(today + timedelta(days=number)) for number in range(1, 5)]
    assert held == [False, True, True, False]
    assert queries.with_role(Role.ADMIN, today) == []
    assert queries.with_role(Role.ADMIN, today + timedelta(days=3)) == [made]


def test_terms_of_one_role_do_not_overlap(inside: Flask) -> None:
    made, today = account(), clock.today()
    with pytest.raises(Invalid, match="role_held"):
        actions.grant_role(made, Role.MODERATOR, actor=SYSTEM, valid_until=today)
    with pytest.raises(Invalid, match="term_wrong"):
        actions.grant_role(made, Role.ADMIN, actor=SYSTEM, valid_until=today - timedelta(days=1))


def test_everything_is_written_down_in_one_chain(inside: Flask) -> None:
    boss = account("boss@staff.example", Role.ADMIN)
    actor = Actor(ActorKind.STAFF, boss.id, Role.ADMIN)
    made = account()
    actions.grant_role(made, Role.TRANSLATOR, actor=actor)
    actions.disable(made, actor=actor)
    actions.enable(made, actor=actor)
    db.session.flush()
    verbs = [entry.verb for entry in history.of(made) if entry.account_id == boss.id]
    assert verbs == ["grant_role", "end_sessions", "disable_account", "end_sessions", "enable_account"]
    assert history.broken_links() == []


def test_nobody_disables_themselves(inside: Flask) -> None:
    made = account("boss@staff.example", Role.ADMIN)
    myself = Actor(ActorKind.STAFF, made.id, Role.ADMIN)
    for act in (actions.disable, actions.forget_second_factor):
        with pytest.raises(NotPossibleNow, match="own_access"):
            act(made, actor=myself)


def test_hashes_are_strong_and_different(app: Flask) -> None:
    one, two = passwords.make_hash("vierzehn Gänse"), passwords.make_hash("vierzehn Gänse")
    assert one != two
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.fits(one, "vierzehn Ga\u0308nse"), "composed and decomposed letters are one"
    assert not passwords.fits(one, "vierzehn Gaense")
    assert not passwords.fits(None, "vierzehn Gänse")
    assert not passwords.fits("not a hash", "vierzehn Gänse")
    assert not passwords.fits(one, "x" * 10**6)


def test_an_unknown_account_takes_the_same_time(app: Flask) -> None:
    stored = passwords.make_hash("vierzehn Gänse")

    def quickest(known: str | None) -> float:
        """The best of several, in seconds of this thread's own computing: other work on the machine does not count."""
        times = []
        for _time in range(9):
            start = time.thread_time()
            passwords.fits(known, "wrong password")
            times.append(time.thread_time() - start)
        return min(times)

    assert quickest(None) == pytest.approx(quickest(stored), rel=0.25)
    assert quickest(stored) > 0.005, "hashing must take a moment, or nothing was measured"


def test_many_hashes_at_once_take_turns(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    running, most = 0, 0
    hasher = passwords._hasher

    class Watched:
        """The real hasher, counting how many work at the same moment."""

        def hash(self, password: str) -> str:
            nonlocal running, most
            running += 1
            most = max(most, running)
            made = hasher.hash(password)
            running -= 1
            return made

    monkeypatch.setattr(passwords, "_hasher", Watched())
    threads = [threading.Thread(target=passwords.make_hash, args=("vierzehn Gänse",)) for _one in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_the_second_factor_is_stored_encrypted(inside: Flask) -> None:
    made, secret = account(), second_factor.new_secret()
    actions.store_second_factor(made, secret, actor=SYSTEM)
    assert made.totp_secret
    assert secret not in made.totp_secret
    assert second_factor.decrypted(made.totp_secret) == secret


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("123456", "123456"),
        (" 123 456 ", "123456"),
        ("123-456", "123456"),
        ("١٢٣٤٥٦", "123456"),
        ("۱۲۳۴۵۶", "123456"),
        ("１２３４５６", "123456"),
        ("\u2066123456\u2069", "123456"),
        ("12345", None),
        ("1234567", None),
        ("12345a", None),
        ("²23456", None),
        ("", None),
        ("1" * 10**6, None),
    ],
)
def test_digits_of_a_code(typed: str, digits: str | None) -> None:
    assert rules.code_digits(typed) == digits


@pytest.mark.parametrize(
    ("agent", "word"),
    [
        ("Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/140.0", "Firefox"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge"),
        ("Mozilla/5.0 (iPhone) Version/18.0 Safari/605.1.15", "Safari"),
        ("<script>", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_by_one_word(agent: str, word: str) -> None:
    assert rules.browser_word(agent) == word


def test_the_page_about_roles_is_printed_from_the_map() -> None:
    committed = (ROOT / "docs" / "roles.md").read_text("utf-8")
    assert committed == document(), "Run: flask roles print > docs/roles.md"
