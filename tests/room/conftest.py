"""Northgate, ready to be planned for by Ada."""

import pytest

from tests import factories
from tests.cast import ADA, CLEO


@pytest.fixture
def northgate(app):
    factories.planner(ADA)
    return factories.client("Northgate", teams=("Claims",), reader=CLEO)
