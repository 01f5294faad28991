"""What a page says of itself to those who only have its address: search engines, messengers.

Streamlit's page is the same for every address and names itself after Streamlit until its scripts
run, which robots that make link previews never do.
"""

from __future__ import annotations

from urllib.parse import urlencode

from babel.core import get_global
from markupsafe import Markup

from dashboard.content.text.page_summary import heading, opening
from dashboard.core.dataset import cached
from dashboard.core.navigation import NAMED, site_title
from dashboard.core.palette import DARK, LIGHT
from dashboard.core.translation import LANGUAGES, _, use_language
from dashboard.core.url_state import View

# In pixels: the shape that messengers and social networks show large.
WIDTH, HEIGHT = 1200, 630
META = Markup('<meta name="{}" content="{}">')
PROPERTY = Markup('<meta property="{}" content="{}">')
LINK = Markup('<link rel="{}" href="{}">')
ALTERNATE = Markup('<link rel="alternate" hreflang="{}" href="{}">')
TITLE = Markup("<title>{}</title>")
ICON = Markup('<link rel="icon" type="image/svg+xml" href="{}icon.svg">')
COLOUR = Markup('<meta name="theme-color" media="(prefers-color-scheme: {})" content="{}">')


def locale_of(code: str) -> str:
    """A language with the country where most speak it, as Open Graph wants it: `th_TH`."""
    language, _script, country = get_global("likely_subtags")[code].split("_")
    return f"{language}_{country}"


def address(base: str, page: str, view: View, lang: str = "") -> str:
    """The address of a page in a view below `base`; in `lang`, or in the browser's language."""
    asked = {key: value for key, value in view.query().items() if key != "lang"}
    query = urlencode({**asked, "lang": lang} if lang else asked, doseq=True)
    return f"{base}/{NAMED[page].path}" + (f"?{query}" if query else "")


def picture_address(base: str, page: str, view: View) -> str:
    """The address of the picture of a page in a view."""
    query = urlencode({**view.query(), "lang": view.lang}, doseq=True)
    return f"{base}/preview/{page}.png?{query}"


def common(root: str, title: str) -> Markup:
    """What every page has; `root` is the path of the dashboard, with a slash at its end."""
    colours = [COLOUR.format("light", LIGHT.paper), COLOUR.format("dark", DARK.paper)]
    return Markup("").join([TITLE.format(title), ICON.format(root), *colours])


@cached
def described(page: str, view: View, base: str, root: str, lang: str) -> Markup:
    """Title, description, addresses and picture of a page in a view, as elements of its head.

    `base` is the address of the dashboard as others reach it, or empty; then everything that
    needs a whole address is left out. `lang` is the language that the address names, if any.
    """
    with use_language(view.lang):
        title, said, site = heading(page, view), opening(page, view), site_title()
        preview = _("{title} – unofficial dashboard", title=title)
    return Markup("").join(
        [
            common(root, title),
            META.format("description", said),
            META.format("twitter:card", "summary_large_image" if base else "summary"),
            PROPERTY.format("og:type", "website"),
            PROPERTY.format("og:site_name", site),
            PROPERTY.format("og:title", preview),
            PROPERTY.format("og:description", said),
            PROPERTY.format("og:locale", locale_of(view.lang)),
            *(
                PROPERTY.format("og:locale:alternate", locale_of(code))
                for code in LANGUAGES
                if code != view.lang
            ),
            *(_addresses(page, view, base, lang, said) if base else []),
        ]
    )


def _addresses(page: str, view: View, base: str, lang: str, said: str) -> list[Markup]:
    here, anywhere = address(base, page, view, lang), address(base, page, view)
    return [
        LINK.format("canonical", here),
        *(ALTERNATE.format(code, address(base, page, view, code)) for code in LANGUAGES),
        ALTERNATE.format("x-default", anywhere),
        PROPERTY.format("og:url", here),
        PROPERTY.format("og:image", picture_address(base, page, view)),
        PROPERTY.format("og:image:type", "image/png"),
        PROPERTY.format("og:image:width", WIDTH),
        PROPERTY.format("og:image:height", HEIGHT),
        PROPERTY.format("og:image:alt", said),
    ]
