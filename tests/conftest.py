"""What every folder of tests shares."""

from __future__ import annotations

import pytest

from ascn_data import Network
from dashboard.data import network


@pytest.fixture(scope="session")
def net() -> Network:
    """The edition in the repository, loaded once with the dashboard's own."""
    return network()
