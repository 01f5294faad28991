"""Real phones, tablets and desks: the seven sizes of `scripts/screenshots.py` as browser profiles.

A phone is not a narrow window: it lays a page out 980 pixels wide until the page says otherwise, it
has a finger instead of a pointer, and its pixels are small.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Playwright

# By the size of the window in `scripts/screenshots.py`: its device, and how it is held.
DEVICES = {
    "390x844": "iPhone 13",
    "844x390": "iPhone 13 landscape",
    "768x1024": "iPad Mini",
    "1024x768": "iPad Mini landscape",
}
DESKS = ("1440x900", "1920x1080", "3840x2160")
# Phones and tablets show less than their screen where the browser's own bars take a part.
HELD = {"iPhone 13 landscape": {"width": 844, "height": 390}}
PHONES = ("iPhone 13", "Pixel 7")


def device(playwright: Playwright, name: str) -> dict[str, Any]:
    """The options of a Playwright context for one of its devices; Chromium stands in for others."""
    options = {**playwright.devices[name]}
    options.pop("default_browser_type", None)
    return {**options, "viewport": HELD.get(name, options["viewport"])}


def profile(playwright: Playwright, size: str) -> dict[str, Any]:
    """The options of a Playwright context for a size such as `390x844`."""
    if size in DEVICES:
        return device(playwright, DEVICES[size])
    width, height = map(int, size.split("x"))
    return {"viewport": {"width": width, "height": height}}


def turned(options: dict[str, Any]) -> dict[str, int]:
    """The window of a device that is held the other way."""
    view = options["viewport"]
    return {"width": view["height"], "height": view["width"]}
