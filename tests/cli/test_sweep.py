"""Many cases in several processes: the same answer in the same order, whatever is wrong with some of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bench.ledgers import write_ledger
from ecoclaim.cli.answers import _written_of_case
from ecoclaim.cli.desk import Desk, desk
from ecoclaim.deadlines import OPEN
from ecoclaim.desk.filters import EVERY_CASE
from ecoclaim.desk.sweep import in_processes
from ecoclaim.ledger.places import case_ids
from ecoclaim.model.case import Case
from ecoclaim.words import use

ON = date(2026, 11, 21)
ASKED = partial(_written_of_case, OPEN, None, EVERY_CASE)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_ledger(tmp_path_factory.mktemp("sweep") / "ledger", 230)
    for name, text in (
        ("2020-0003", "id: 2020-0003\ntitle: [\n"),
        ("2020-0004", "id: 2020-0009\ntitle: 甲\n"),
        ("2020-0120", "id: 2020-0120\ntitle: 乙\npack: 没有\n"),
        ("2020-0200", "id: 2020-0200\ntitle: 丙\npack: 没有\n"),
    ):
        (root / "cases" / name / "case.yaml").write_text(text, encoding="utf-8")
    (root / "cases" / "2020-0120" / "events.yaml").write_text("- {event: clue-found, date: 2026-09-08}\n")
    (root / "cases" / "2020-0200" / "events.yaml").write_text("- {event: clue-found, date: 2026-09-08}\n")
    return root


def opened(ledger: Path) -> Desk:
    at = desk(ledger, ON)
    at.office_book()
    return at


@pytest.mark.parametrize("method", ["spawn", *(["fork", "forkserver"] if sys.platform == "linux" else [])])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_several_processes_answer_as_one_does(ledger: Path, method: str, language: str) -> None:
    use(language)
    alone, several = opened(ledger), opened(ledger)
    wanted = case_ids(ledger)
    one = [ASKED(alone, case) for case in alone.read(wanted)]
    assert [found for _at, found in in_processes([several], [wanted], ASKED, 3, method)] == one
    assert several.problems == alone.problems
    assert len(several.problems) == 3


def _die(parent: int, at: Desk, case: Case) -> str:
    if case.id == "2020-0070" and os.getpid() != parent:
        os._exit(9)
    return case.id


def _fail(at: Desk, case: Case) -> str:
    raise ZeroDivisionError(case.id)


def test_the_work_of_a_process_that_died_is_done_all_the_same(ledger: Path) -> None:
    wanted = case_ids(ledger)
    found = [found for _at, found in in_processes([opened(ledger)], [wanted], partial(_die, os.getpid()), 2)]
    assert found == [one for one in wanted if one not in ("2020-0003", "2020-0004")]


def test_a_fault_of_ours_in_a_process_is_one_here(ledger: Path) -> None:
    with pytest.raises(ZeroDivisionError, match="2020-0001"):
        list(in_processes([opened(ledger)], [case_ids(ledger)], _fail, 2))


def _heeding_ctrl_c() -> None:
    """What a script begins in the background is born deaf to Ctrl-C, and so would be all below it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _begun_by(process: int) -> list[str]:
    """Wait until the process has begun others, if it may run on several processors, and give their numbers."""
    children = Path(f"/proc/{process}/task/{process}/children")
    begun = time.monotonic()
    while len(os.sched_getaffinity(0)) > len(children.read_text().split()) < 2 and time.monotonic() < begun + 20:
        time.sleep(0.01)
    return children.read_text().split()


def _is_running(process: str) -> bool:
    """Tell whether the process is there and has not merely been left unburied."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_ctrl_c_ends_every_process(tmp_path: Path) -> None:
    root = write_ledger(tmp_path / "ledger", 6000)
    call = [sys.executable, "-m", "ecoclaim", "-C", str(root), "--lang", "en", "deadlines", "--format", "json"]
    with subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0, preexec_fn=_heeding_ctrl_c
    ) as running:
        below = _begun_by(running.pid)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert (running.returncode, out, err.decode()) == (130, b"", "Interrupted.\n")
    assert not [one for one in below if Path(f"/proc/{one}").exists()]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_process_outlives_the_one_that_began_it(tmp_path: Path) -> None:
    root = write_ledger(tmp_path / "ledger", 6000)
    call = [sys.executable, "-m", "ecoclaim", "-C", str(root), "deadlines", "--format", "json"]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL) as running:
        below = _begun_by(running.pid)
        running.kill()
    begun = time.monotonic()
    while any(map(_is_running, below)) and time.monotonic() < begun + 20:
        time.sleep(0.05)
    assert not [one for one in below if _is_running(one)]
    assert len(below) >= 2 or len(os.sched_getaffinity(0)) == 1


def test_a_file_with_the_name_of_a_case_is_one_problem(tmp_path: Path) -> None:
    root = write_ledger(tmp_path / "ledger", 5)
    (root / "cases" / "2019-0001").write_text("甲", encoding="utf-8")
    use("en")
    at = opened(root)
    assert len(list(in_processes([at], [case_ids(root)], ASKED, 2))) == 5
    assert [(one.path, one.message) for one in at.problems] == [
        ("cases/2019-0001", "this is not a folder, as a case is; move it away")
    ]
