"""A colon without a space inside a value is part of it, between braces too; after a key it is a slip."""

from __future__ import annotations

import pytest
import yaml

from ecoclaim.errors import BadFile
from ecoclaim.yamlfile import read


@pytest.mark.parametrize(
    "text",
    ["{at: 09:30, place: x}", "- {no: 1, at: 10:00}\n- {no: 2, at: '9:30'}", "[9:30, a]", "{a: http://example.org/x}"],
)
def test_a_time_or_address_between_braces_is_the_text_written(text: str) -> None:
    assert read(f"{text}\n".encode(), "f").tree == yaml.load(text, Loader=yaml.CBaseLoader)


@pytest.mark.parametrize("text", ["- {event:x, date: y}", "- {event: x, date:2026-01-01}"])
def test_a_key_without_its_space_between_braces_is_named(text: str) -> None:
    with pytest.raises(BadFile, match="after the colon a space is missing"):
        read(f"{text}\n".encode(), "f")
