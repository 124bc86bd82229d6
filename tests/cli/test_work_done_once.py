"""Each case is loaded once and folded once by a command that answers; a write loads and folds it as it was and as it is."""

from __future__ import annotations

import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from commandline import Run

# What these took from the rooms below is counted too.
import ecoclaim.ledger.drafts
import ecoclaim.standing  # noqa: F401
from ecoclaim.ledger.create import lay_out
from ecoclaim.ledger.places import case_ids, shipped

ON = ("--on", "2026-03-25")
COUNTED = {
    "loads": ("ecoclaim.ledger.load", "load_case"),
    "folds": ("ecoclaim.deadlines.fold", "walk"),
    "histories": ("ecoclaim.procedure.history", "history"),
}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    root = tmp_path / "ledger"
    lay_out(shipped("examples") / "zhangye", root)
    return root


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the calls of the functions that load a case and fold its events, wherever they were imported to."""
    found: Counter[str] = Counter()
    for name, (module, function) in COUNTED.items():
        real = getattr(import_module(module), function)

        def counting(*given: object, _name: str = name, _real: object = real, **named: object) -> object:
            found[_name] += 1
            return _real(*given, **named)  # type: ignore[operator]

        for place in list(sys.modules.values()):
            if place.__name__.startswith("ecoclaim") and getattr(place, function, None) is real:
                monkeypatch.setattr(place, function, counting)
    return found


@pytest.mark.parametrize(
    "words",
    [
        ("show", "1"),
        ("why", "4", "preliminary-review"),
        ("next", "1"),
    ],
)
def test_a_case_that_is_asked_for_is_loaded_once_and_folded_once(
    run: Run, ledger: Path, calls: Counter[str], words: tuple[str, ...]
) -> None:
    assert run("-C", str(ledger), *words, *ON).code == 0
    assert calls == {"loads": 1, "folds": 1, "histories": 1}


@pytest.mark.parametrize("words", [("forms", "1"), ("render", "1", "--all", "--text")])
def test_papers_are_folded_no_oftener_than_the_case_has_days(
    run: Run, ledger: Path, calls: Counter[str], words: tuple[str, ...]
) -> None:
    """A paper of an earlier day tells of that day: the case is folded again only for those that count a period then."""
    assert run("-C", str(ledger), *words, *ON).code == 0
    events = (ledger / "cases/2026-0001/events.yaml").read_text("utf-8")
    days = {line for line in events.splitlines() if line.startswith("  date: ")}
    assert calls["loads"] == 1
    assert calls["folds"] <= 3  # today, and the two days of service
    assert calls["histories"] <= 2 * len(days)


@pytest.mark.parametrize("words", [("next",), ("list",), ("deadlines",)])
def test_each_case_of_a_ledger_is_loaded_once_and_folded_once(
    run: Run, ledger: Path, calls: Counter[str], words: tuple[str, ...]
) -> None:
    assert run("-C", str(ledger), *words, *ON).code == 0
    number = len(case_ids(ledger))
    assert calls == {"loads": number, "folds": number, "histories": number}


@pytest.mark.parametrize("more", [("--dry-run",), ()])
def test_a_record_loads_and_folds_the_case_as_it_was_and_as_it_is(
    run: Run, ledger: Path, calls: Counter[str], more: tuple[str, ...]
) -> None:
    words = ("record", "1", "reply-received", "--date", "2026-03-25", "--obligor", "B", "agrees=true", *more, *ON)
    assert run("-C", str(ledger), *words).code == 0
    assert (calls["loads"], calls["folds"]) == (2, 2)
