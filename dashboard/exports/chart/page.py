"""A chart as a light page of its own, to be shown inside another site: no script, any theme."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from dashboard.content.pages import section_of_chart
from dashboard.content.sections.caption import caption
from dashboard.core.dataset import cached
from dashboard.core.navigation import ICON_URL
from dashboard.core.palette import DARK, LIGHT
from dashboard.core.translation import _, on_day, use_language
from dashboard.core.url_state import View
from dashboard.exports.chart.drawing import drawing
from dashboard.exports.chart.picture import FONTS
from dashboard.exports.svg.themes import Themes
from dashboard.exports.templates import templates_in

THEMES = ("light", "dark")
WIDE, NARROW = 960, 358
FILES = Path(__file__).parent
STYLE = """
:root { color-scheme: light dark; --paper: %(paper)s; --ink: %(ink)s; --muted: %(muted)s;
  --link: %(founding)s; }
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 15px/1.45 %(fonts)s; }
main { max-width: 1000px; margin: auto; padding: 16px; }
h1 { font-size: 1.25rem; line-height: 1.3; text-wrap: balance; }
.date, .source { color: var(--muted); font-size: 0.8125rem; }
.source { overflow-wrap: anywhere; }
figure { margin: 12px 0; }
svg { display: block; width: 100%%; height: auto; }
a { color: var(--link); }
.narrow { display: none; }
@media (max-width: 639px) { .wide { display: none; } .narrow { display: block; } }
"""
templates = templates_in(FILES)


class ChartPage(NamedTuple):
    """The page, and its style sheet, which a policy has to allow."""

    html: str
    style: str


@cached(translated=False)
def chart_page(key: str, view: View, theme: str, link: str) -> ChartPage:
    """The page of a chart in a view; in `theme`, or without one in the reader's.

    `link` leads to the chart on the dashboard. Raises KeyError for an unknown key.
    """
    with use_language(view.lang):
        section = section_of_chart(key, view)
        themes = Themes()
        told = {
            "lang": view.lang,
            "theme": theme,
            "link": link,
            # Inside the page, which loads nothing.
            "icon": ICON_URL,
            "open": _("Open the dashboard"),
            "title": _("Nothing to show for this selection"),
            "lines": (),
        }
        if section is not None:
            said = caption(section, view, section.as_of or on_day(view.asof))
            for name, width in (("wide", WIDE), ("narrow", NARROW)):
                drawn = (drawing(section, view, each, width) for each in THEMES)
                told[name] = Markup(themes.merged(*drawn))
            told |= {"title": said.title, "lines": said.lines, "alt": section.alt}
        style = style_of(themes)
        html = templates.get_template("page.html").render(told, style=Markup(style))
    return ChartPage(html, style)


def style_of(themes: Themes) -> str:
    """The style sheet, with the colours of the drawings in both themes."""
    colours = {"paper": LIGHT.paper, "ink": LIGHT.ink, "muted": LIGHT.muted}
    base = STYLE % {**colours, "founding": LIGHT.founding, "fonts": FONTS}
    dark = {"paper": DARK.paper, "ink": DARK.ink, "muted": DARK.muted, "link": DARK.founding}
    light_ones = "".join(f"{name}: {light}; " for name, light, _dark in themes.variables)
    dark_ones = "".join(f"--{name}: {colour}; " for name, colour in dark.items())
    dark_ones += "".join(f"{name}: {dark}; " for name, _light, dark in themes.variables)
    return (
        f"{base}:root {{ {light_ones}}}\n"
        "@media (prefers-color-scheme: dark) {"
        f" :root:not([data-theme=light]) {{ {dark_ones}}} }}\n"
        f":root[data-theme=dark] {{ {dark_ones}}}\n"
    )
