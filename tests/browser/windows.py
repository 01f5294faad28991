"""Windows to look at pages in: a device or a desk, a language, and a date."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from playwright.sync_api import Playwright

from tests.browser.devices import DESKS, DEVICES, profile

LOCALES = {"en": "en-GB", "th": "th-TH"}
DAYS = {"en": "2023-07-28", "th": "2026-01-31"}


class Window(NamedTuple):
    """A size such as `390x844`, and the language in which pages are read there."""

    size: str
    lang: str

    def options(self, playwright: Playwright) -> dict[str, Any]:
        """The options of a Playwright context; nothing in it moves."""
        shown = profile(playwright, self.size)
        return {**shown, "locale": LOCALES[self.lang], "reduced_motion": "reduce"}

    @property
    def day(self) -> str:
        """The date that pages show there."""
        return DAYS[self.lang]

    def __str__(self) -> str:
        return f"{self.size}-{self.lang}"


# The ends of what there is, a desk and a phone, each in a language of its own. `make windows` takes
# every size in both languages.
ENDS = [Window("1440x900", "th"), Window("390x844", "en")]
REST = [Window(size, lang) for size in (*DEVICES, *DESKS) for lang in LOCALES]
WINDOWS = [*ENDS, *(each for each in REST if each not in ENDS and os.environ.get("EVERY_WINDOW"))]
