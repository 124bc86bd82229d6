"""The builder of the shipped forms may be used by tests of forms: it makes small templates on the spot."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "templates"))


@pytest.fixture
def spoken() -> str:
    """Compare messages as they stand in the code."""
    return "en"
