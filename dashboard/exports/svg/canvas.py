"""A canvas for charts as plain SVG: no script, no font of our own, any size.

Everything is drawn in the units of one sheet, and whoever shows it scales it as a whole. Elements
are built, never glued together, so that text stays text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from dashboard.core.palette import Palette

# In sizes of the text.
NARROW = 23


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a chart is drawn on: its width, its height and the height of its text, in units."""

    width: float = 1600.0
    height: float = 720.0
    font: float = 34.0

    @property
    def line(self) -> float:
        """From one line of text to the next."""
        return self.font * 1.3

    @property
    def narrow(self) -> bool:
        """Whether a sentence finds no room on one line."""
        return self.width < NARROW * self.font


PRINT = Sheet()


@dataclass
class Canvas:
    """A drawing: its colours, its sheet, and the element that holds it."""

    colours: Palette
    sheet: Sheet = PRINT
    root: ET.Element = field(init=False)

    def __post_init__(self) -> None:
        box = f"0 0 {self.sheet.width:g} {self.sheet.height:g}"
        self.root = ET.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=box)
        self.root.set("font-size", f"{self.sheet.font:g}")
        # Read out by its description beside it.
        self.root.set("aria-hidden", "true")

    def add(self, tag: str, **attributes: object) -> ET.Element:
        """One element; `stroke_width=2` becomes `stroke-width="2"`, numbers keep two places."""
        said = {
            name.replace("_", "-"): f"{value:.2f}".rstrip("0").rstrip(".")
            if isinstance(value, float)
            else str(value)
            for name, value in attributes.items()
        }
        return ET.SubElement(self.root, tag, said)

    def text(self, x: float, y: float, said: str, **attributes: object) -> None:
        """Text whose baseline starts, ends or centres at a point (`text_anchor`)."""
        attributes = {"fill": self.colours.ink, **attributes}
        self.add("text", x=float(x), y=float(y), **attributes).text = said

    def line(self, *points: tuple[float, float], **attributes: object) -> None:
        """A line through points."""
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        attributes = {"fill": "none", "stroke": self.colours.ink, "stroke_width": 6, **attributes}
        self.add("path", d=path, **attributes)

    def bar(self, x: float, y: float, width: float, height: float, **attributes: object) -> None:
        """A bar with slightly rounded corners."""
        self.add("rect", x=x, y=y, width=max(width, 0.0), height=height, rx=4.0, **attributes)

    def svg(self) -> str:
        """The drawing as text."""
        return ET.tostring(self.root, encoding="unicode")
