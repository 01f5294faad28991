"""Examples in docstrings: every public question has one, and every one of them is true."""

from __future__ import annotations

import doctest
import importlib
import inspect
from pathlib import Path

import pytest

import ascn_data
from ascn_data import Network
from tests.data.conftest import HELPERS

PACKAGE = Path(ascn_data.__file__).parent
# Importing `__main__` runs the command line.
MODULES = sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem != "__main__")
QUESTIONS = sorted(
    name
    for name in set(ascn_data.__all__) - HELPERS
    if inspect.isfunction(question := getattr(ascn_data, name))
    and "net" in inspect.signature(question).parameters
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(
    net: Network, loaded_once: None, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = "ascn_data" if name == "__init__" else f"ascn_data.{name}"
    given = {"ascn_data": ascn_data, "net": net}
    result = doctest.testmod(importlib.import_module(path), extraglobs=given)
    assert result.failed == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_public_question_shows_how_it_is_asked(name: str) -> None:
    examples = doctest.DocTestParser().get_examples(getattr(ascn_data, name).__doc__)
    assert any(f"ascn_data.{name}(net" in example.source for example in examples)
    assert examples[-1].want


def test_there_are_questions_to_look_at() -> None:
    assert {"city_series", "events", "members", "plan_rounds", "projects"} <= set(QUESTIONS)
