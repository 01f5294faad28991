"""What the operator of a server sees on screen, and visitors never do: trouble with the data."""

from __future__ import annotations

import streamlit as st

from dashboard.content.citations import plain
from dashboard.core.config import is_operator
from dashboard.core.dataset import EDITIONS
from dashboard.core.translation import _, n_

MOST = 10


def show_trouble() -> None:
    """Why the edition in the directory is not the one on screen, where `ASCN_OPERATOR` is 1."""
    trouble = EDITIONS.trouble
    if trouble is None or not is_operator():
        return
    problems = trouble.problems
    lines = [f"- {plain(str(problem))}" for problem in problems[:MOST]]
    if len(problems) > MOST:
        lines.append("- …")
    said = n_(
        "The dataset in the data directory is not shown because of {count} problem:",
        "The dataset in the data directory is not shown because of {count} problems:",
        len(problems),
    )
    hint = _(
        "Shown because ASCN_OPERATOR is 1. Do not set it on a server that is open to visitors."
    )
    st.warning("\n".join([said, "", *lines, "", hint]), icon=":material/build:")
