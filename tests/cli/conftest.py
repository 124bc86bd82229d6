"""The command line called as a person calls it: by its arguments, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from commandline import Answer, Run

from ecoclaim import words
from ecoclaim.cli import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Run]:
    for name in ("ECOCLAIM_LANG", "ECOCLAIM_LEDGER", "ECOCLAIM_TODAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def called(*arguments: str) -> Answer:
        code = main(arguments)
        return Answer(code, *capsys.readouterr())

    yield called
    words.use("zh")
