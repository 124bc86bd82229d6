"""Each example ledger in turn, and the command line called on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from example_ledgers import EXAMPLES, Example

from ecoclaim.cli import main


@pytest.fixture(params=EXAMPLES, ids=lambda one: one.name)
def example(request: pytest.FixtureRequest) -> Example:
    found: Example = request.param
    return found


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Ask the command line of an example as of a day, in a language: the exit code and the answer."""
    for name in ("ECOCLAIM_LANG", "ECOCLAIM_LEDGER", "ECOCLAIM_TODAY"):
        monkeypatch.delenv(name, raising=False)

    def ask(example: Example, *words: str, on: date | None = None, lang: str = "zh") -> tuple[int, str]:
        day = (on or example.day).isoformat()
        code = main([*words, "--on", day, "--lang", lang, "-C", str(example.root)])
        return code, capsys.readouterr().out

    return ask
