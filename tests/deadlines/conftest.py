"""These tests compare messages in English, the language of the message ids."""

from __future__ import annotations

import pytest


@pytest.fixture
def spoken() -> str:
    return "en"
