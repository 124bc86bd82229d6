"""Two officers' month in small: opened under one number, written at once, merged daily, archived, and nothing lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from month import run


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_what_two_officers_recorded_is_there_once_in_both_clones_and_archived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE", "VISUAL"):
        monkeypatch.setenv(name, "")
    figures = run(tmp_path, cases=9, commits=50, seed=3, days=8)
    assert figures["commits"] >= 50
    # What the month is for did come about.
    happened = ("merges", "renumbered", "evenings as known", "archived, bagged, validated")
    meant = ("conflicts meant: field", "conflicts meant: entry", "conflicts meant: evidence")
    assert [name for name in (*happened, *meant) if not figures[name]] == []
