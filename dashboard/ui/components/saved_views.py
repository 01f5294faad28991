"""A visitor's own list of named views, which this browser alone keeps.

`saved_views.js` in the head of every page fills the element that is drawn here, in these words.
"""

from __future__ import annotations

import json

import streamlit as st
from markupsafe import Markup

from dashboard.core.translation import _

BOX = Markup('<div class="saved-views" data-words="{}"></div>')


def saved_views() -> None:
    """Save this view under a name; open, rename, remove, export and import those saved."""
    st.markdown(_("**Saved views**"))
    st.caption(_("Only this browser keeps them. The file moves them to another one."))
    words = {
        "name": _("Name of the view"),
        "save": _("Save"),
        "rename": _("Rename"),
        "remove": _("Remove"),
        "export": _("Save the list as a file"),
        "import": _("Load a list from a file"),
        "saved": _("“{name}” is saved."),
        "renamed": _("The view is now called “{name}”."),
        "removed": _("“{name}” is removed."),
        "imported": _("The views of the file are added."),
        "unreadable": _("The file holds no saved views."),
        "full": _("The list holds 50 views at most. Remove one to save another."),
        "refused": _("This browser does not let the dashboard keep anything."),
    }
    st.html(BOX.format(json.dumps(words, ensure_ascii=False)))
