"""An address may say anything under every key: the page stands, and its note says so as text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.url_state import KEYS

Open = Callable[..., AppTest]
EVIL = [
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) :material/home: $x$ **b**",
    "{0} %s {{7*7}} %{x} @@=x",
    "../../etc/passwd\x00%00\u202e\u2066ก็็็็็็็็\U0010ffff\ufffe",
    "x" * 500,
]
MARKUP = re.compile(r"(?<!\\)(<img|\]\(|\*\*|\$x|\{0|\{\{|:material)")


# Words that a reader searches for: any are welcome, and shown as text.
FREE = {"find"}


@pytest.mark.parametrize("evil", EVIL, ids=lambda evil: ascii(evil)[:24])
def test_every_key_may_hold_anything_and_often(open_page: Open, evil: str) -> None:
    at = open_page("growth", **dict.fromkeys(KEYS, [evil] * 50))
    assert [element.value for element in [*at.error, *at.exception]] == []
    assert len(at.title) == 1
    note = at.info[0].value
    for key in set(KEYS) - FREE:
        assert key in note
    assert not MARKUP.search(note)
    assert len(note) < 200 * len(KEYS)
    assert list(at.query_params) == []
