"""Numbers in people's words keep their order in every direction of writing, and nothing people write becomes a tag."""

from __future__ import annotations

import pytest

from app.words import numbers_isolated


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("اتصل 0171 234-5678 الآن", 'اتصل <bdi dir="ltr">0171 234-5678</bdi> الآن'),
        ("+49 (5971) 939", '<bdi dir="ltr">+49 (5971) 939</bdi>'),
        ("شماره ۰۱۷۱ ۲۳۴۵", 'شماره <bdi dir="ltr">۰۱۷۱ ۲۳۴۵</bdi>'),
        ("im Jahr 2027, 3 Kinder", "im Jahr 2027, 3 Kinder"),
        ("<b>1 2</b> & 'x'", '&lt;b&gt;<bdi dir="ltr">1 2</bdi>&lt;/b&gt; &amp; &#39;x&#39;'),
        ("", ""),
    ],
)
def test_numbers_in_groups_are_isolated(text: str, html: str) -> None:
    assert str(numbers_isolated(text)) == html
