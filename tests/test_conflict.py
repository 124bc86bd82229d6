"""A file in which git left its marks: what is in dispute, in the case's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecoclaim.errors import BadFile
from ecoclaim.ledger.load import read_file
from gitwork import put

EVENTS = "cases/2026-0007/events.yaml"
CASE = "cases/2026-0007/case.yaml"


@pytest.fixture
def spoken() -> str:
    return "en"


@pytest.mark.parametrize(
    ("name", "text", "line", "told"),
    [
        (
            EVENTS,
            "- event: clue-received\n<<<<<<< HEAD\n  date: 2026-09-01\n=======\n  date: 2026-09-02\n>>>>>>> two\n",
            2,
            "date of Clue received (2026-09-02) is 2026-09-01 in ours and 2026-09-02 in theirs. git could not merge",
        ),
        (
            EVENTS,
            "- event: clue-received\n  date: 2026-09-01\n<<<<<<< ours\n- event: review-started\n  date: 2026-09-02\n"
            "||||||| base\n=======\n- event: reply-received\n  date: 2026-09-18\n  obligor: A\n>>>>>>> theirs\n",
            3,
            "only theirs has Reply received (2026-09-18, A)",
        ),
        (
            CASE,
            "id: 2026-0007\ntitle: t\nobligors:\n- key: A\n  name: n\n<<<<<<< HEAD\n  phone: 1\n=======\n  phone: 2\n>>>>>>> x\n",
            6,
            "obligors A · phone is 1 in ours and 2 in theirs",
        ),
        (
            CASE,
            "id: 2026-0007\n<<<<<<< HEAD\ntitle: 油罐\n=======\ntitle: 矿渣\n>>>>>>> x\n",
            2,
            "ecoclaim renumber 2026-0007 for ours",
        ),
        (
            CASE,
            "id: 2026-0007\ntitle: t\nevidence:\n- no: 2\n<<<<<<< HEAD\n  name: 照片\n  file: evidence/02-照片.jpg\n  sha256: aa\n"
            "=======\n  name: 笔录\n  file: evidence/02-笔录.pdf\n  sha256: bb\n>>>>>>> x\n",
            5,
            "both took in evidence 2, 照片 in ours and 笔录 in theirs: keep both entries, and make theirs number 3, "
            "also where events name it. git could not merge",
        ),
        (
            CASE,
            "id: 2026-0007\ntitle: t\nevidence:\n- no: 2\n  name: 照片\n  file: evidence/02-照片.jpg\n<<<<<<< HEAD\n  sha256: aa\n"
            "=======\n  sha256: bb\n>>>>>>> x\n",
            7,
            "theirs is had by git show :3:./cases/2026-0007/evidence/02-照片.jpg > cases/2026-0007/evidence/02-照片-theirs.jpg. ",
        ),
        (
            CASE,
            "id: 2026-0007\n<<<<<<< HEAD\ntitle: t\nevidence: []\n=======\ntitle: t\nevidence:\n- no: 1\n  name: 笔录\n>>>>>>> x\n",
            2,
            "evidence is (empty) in ours and - no: 1",
        ),
        (EVENTS, "<<<<<<< HEAD\n- [\n=======\n- {\n>>>>>>> x\n", 1, "git could not merge"),
    ],
)
def test_a_conflict_is_told(tmp_path: Path, name: str, text: str, line: int, told: str) -> None:
    for written in (text, text.replace("\n", "\r\n")):
        path = put(tmp_path, name, written)
        with pytest.raises(BadFile) as fault:
            read_file(tmp_path, path)
        [problem] = fault.value.problems
        assert (problem.path, problem.line) == (name, line)
        assert told in problem.message
        assert f"git add {name}" in problem.message


@pytest.mark.parametrize("text", ["- [<<<<<<< HEAD\n", ">>>>>>> x\n<<<<<<< y\n", "- [<<<<<<< >>>>>>>\n"])
def test_what_only_looks_like_marks_is_told_as_syntax(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadFile) as fault:
        read_file(tmp_path, put(tmp_path, EVENTS, text))
    assert "git could not merge" not in str(fault.value)
