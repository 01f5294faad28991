"""The widths at which a page changes, and how much room they leave for a chart or a map.

Widths are those of a page in its usual size: on a very large screen style.css enlarges the page,
and charts and maps follow.
"""

from __future__ import annotations

from dataclasses import dataclass

# What a window is taken for until its browser has said: a tablet.
UNKNOWN_WIDTH = 1024
NARROWEST = 320
# Below NARROW Streamlit puts columns one below the other, below STACKED style.css puts pictures so.
NARROW, STACKED = 640, 1000
# From here on there is height to spare as well.
ROOMY = 1600
# From here on, with 1200 pixels of content, date and filters have a row of their own.
OPEN = 1360
# The page grows no wider, and keeps these margins; the wide ones from AIRY on. All are Streamlit's
# or those of style.css.
WIDEST, AIRY = 1760, 1200
MARGINS, NARROW_MARGINS = 160, 32
# From how many pixels on everything is how much larger; the steps of style.css.
LARGE = ((3400, 1.75), (2400, 1.25))


def scale_of(pixels: int) -> float:
    """How much larger than usual a window of so many pixels shows everything."""
    return next((scale for least, scale in LARGE if pixels >= least), 1.0)


def content_width(window: int) -> int:
    """The width of the page's content in a window of so many pixels."""
    margins = NARROW_MARGINS if window < AIRY else MARGINS
    return min(max(window, NARROWEST), WIDEST) - margins


def column_width(window: int, share: float) -> int:
    """The width of a picture in a column that takes `share` of the page, where columns stand."""
    return round(content_width(window) * (share if window >= STACKED else 1))


@dataclass(frozen=True, slots=True)
class Window:
    """A reader's window: its width in pixels of a usual screen, and its theme, light or dark."""

    width: int = UNKNOWN_WIDTH
    theme: str | None = "light"

    @property
    def narrow(self) -> bool:
        """Whether columns stand one below the other."""
        return self.width < NARROW

    @property
    def open_filters(self) -> bool:
        """Whether the filters stand open in the toolbar, not behind a button."""
        return self.width >= OPEN

    @property
    def content(self) -> int:
        """The width of the page's content."""
        return content_width(self.width)

    @property
    def small_height(self) -> int:
        """The height of a map or chart that shares its page with headline figures, in pixels."""
        return 430 if self.width >= ROOMY else 350

    def column(self, share: float) -> int:
        """The width of a column that takes `share` of the page, where columns stand."""
        return column_width(self.width, share)
