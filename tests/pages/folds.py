"""The entries of a page that open, read from its HTML."""

from __future__ import annotations

from dataclasses import dataclass

from streamlit.testing.v1 import AppTest

from tests.pages.cards import parsed, words


@dataclass(frozen=True)
class ShownFold:
    """What an entry says, and whether it is open."""

    key: str
    heading: str
    told: list[str]
    open: bool


def folds(at: AppTest) -> list[ShownFold]:
    """The entries of a page, in order, with their paragraphs."""
    bodies = [element.proto.body for element in at.get("html")]
    return [
        ShownFold(
            entry.get("data-fold", ""),
            words(next(entry.iter("summary"))),
            [words(each) for each in entry.iter("p")],
            "open" in entry.attrib,
        )
        for body in bodies
        if '<details class="fold"' in body
        for entry in parsed(body).iter("details")
    ]
