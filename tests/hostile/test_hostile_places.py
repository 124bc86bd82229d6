"""Files that are not what their name says, and names that lead out of the ledger."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from mutations import odd_places
from trial import ASKING, GOOD, answers_the_rest, called, judge, lay_out, write

VICTIM = "2026-0002"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay_out(tmp_path_factory.mktemp("odd") / "ledger")
    odd_places(root)
    return root


@pytest.mark.skipif(os.name != "posix", reason="links and devices")
@pytest.mark.parametrize("line", ASKING)
def test_what_is_not_a_file_is_told_and_hides_nothing(odd: Path, line: str) -> None:
    judge(odd, line.format(case=GOOD).split())


@pytest.mark.skipif(os.name != "posix", reason="links and devices")
def test_each_thing_that_is_not_what_its_name_says_is_a_problem(odd: Path) -> None:
    answers_the_rest(odd)
    _code, out, _err = judge(odd, ["deadlines", "--format", "json"])
    told = {one["path"].split("/")[1] for one in json.loads(out)["problems"]}
    assert told >= {f"2026-{number:04d}" for number in (11, 12, 13, 14, 16, 18)}


# fmt: off
NO_CASES = [
    "../2026-0001", "/etc", "2026-0001/../2026-0002", "..", ".", "CON", "NUL.yaml", "2026-0001\\x", "C:\\x", "％", "%s", "{0}",
    "9" * 400, "２０２６-９９９９", "-", "\x1b[2J", "甲\n乙", "*", "2026-0001\x00",
]
OUTSIDE = [
    "../../../secret", "{secret}", "evidence/../../../../secret", "evidence/link", "C:\\secret", "CON", "evidence/",
    "evidence/pipe", "evidence/folder/../link", "~/secret", "file://{secret}", "evidence\\link",
]
# fmt: on


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("untouched") / "ledger")


@pytest.mark.parametrize("case", NO_CASES)
@pytest.mark.parametrize(
    "line",
    [
        "show {}",
        "set {} title=x",
        "record {} review-started --date 2026-11-20",
        "undo {}",
        "evidence add {} x",
        "renumber {}",
    ],
)
def test_a_case_is_never_looked_for_outside_the_cases(untouched: Path, line: str, case: str) -> None:
    before = sorted(untouched.parent.rglob("*"))
    code = write(untouched, [case if word == "{}" else word for word in line.split()])
    assert code in (2, 3)
    assert sorted(one for one in untouched.parent.rglob("*") if one.name != ".ecoclaim.lock") == before


# fmt: off
NO_KEYS = ["A/B", "../A", "/", "A B", "", "甲" * 21, "A\\B", "%s", "A\n", ".", "-"]
# fmt: on


@pytest.mark.parametrize("key", NO_KEYS)
def test_a_key_that_is_not_one_is_refused(tmp_path: Path, key: str) -> None:
    root = lay_out(tmp_path / "ledger")
    file = root / "cases" / VICTIM / "case.yaml"
    file.write_text(f"id: {VICTIM}\ntitle: x\nobligors:\n  - {{key: {json.dumps(key)}, name: x}}\n", "utf-8")
    code, _out, err = judge(root, ["show", VICTIM])
    assert code == 4
    assert f"cases/{VICTIM}/case.yaml:" in err
    answers_the_rest(root)


@pytest.mark.parametrize(
    "name", ["2026-0002/x", "../2026-0002", "CON", "2026-2", " 2026-0002", "2026-0002 ", "", "２０２６-0002"]
)
def test_an_id_that_is_not_its_folders_is_refused(tmp_path: Path, name: str) -> None:
    root = lay_out(tmp_path / "ledger")
    (root / "cases" / VICTIM / "case.yaml").write_text(f"id: {json.dumps(name)}\ntitle: x\n", "utf-8")
    code, _out, err = judge(root, ["show", VICTIM])
    assert code == 4
    assert f"cases/{VICTIM}/case.yaml:1:" in err
    answers_the_rest(root)


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
@pytest.mark.parametrize("file", OUTSIDE)
def test_no_evidence_is_read_outside_its_case(tmp_path: Path, file: str) -> None:
    root = lay_out(tmp_path / "ledger")
    secret = tmp_path / "secret"
    secret.write_text("of no concern")
    evidence = root / "cases" / VICTIM / "evidence"
    evidence.mkdir()
    (evidence / "folder").mkdir()
    (evidence / "link").symlink_to(secret)
    os.mkfifo(evidence / "pipe")
    name = json.dumps(file.format(secret=secret))
    text = f"id: {VICTIM}\npack: xpcc\ntitle: x\nevidence:\n  - {{no: 1, name: x, kind: photo, file: {name}}}\n"
    (root / "cases" / VICTIM / "case.yaml").write_text(text)
    (root / "cases" / VICTIM / "events.yaml").write_text("- {event: clue-found, date: 2026-01-12}\n")
    for line in (
        "check", "verify", f"publish {VICTIM}", f"archive {VICTIM}", f"archive {VICTIM} --bag bag",
        f"render {VICTIM} photo-page --draft",
    ):  # fmt: skip
        _code, out, err = judge(root, line.split())
        assert "of no concern" not in out + err
    made = [one for one in root.rglob("*") if one.is_file() and not one.is_symlink()]
    assert not any(b"of no concern" in one.read_bytes() for one in made)


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
@pytest.mark.parametrize("kind", ["pipe", "folder", "missing", "link to nowhere", "loop", "device"])
def test_what_is_no_file_is_not_taken_as_evidence(tmp_path: Path, kind: str) -> None:
    root = lay_out(tmp_path / "ledger")
    given = tmp_path / "given"
    match kind:
        case "pipe":
            os.mkfifo(given)
        case "folder":
            given.mkdir()
        case "link to nowhere":
            given.symlink_to("nowhere")
        case "loop":
            given.symlink_to(given)
        case "device":
            given.symlink_to("/dev/zero")
    assert write(root, ["evidence", "add", VICTIM, str(given)]) in (2, 3, 4)


@pytest.mark.skipif(os.name != "posix", reason="Windows takes no such names at all")
@pytest.mark.parametrize(
    "name", ["CON", "nul.txt", "a:b", "x.", "x ", "甲" * 80, "-C", "a\nb", "%s {0}", "=1.csv", "a?b"]
)
def test_evidence_gets_a_name_that_any_computer_takes(tmp_path: Path, name: str) -> None:
    root = lay_out(tmp_path / "ledger")
    given = tmp_path / name
    given.write_text("x")
    code = write(root, ["evidence", "add", VICTIM, str(given)])
    assert code in (0, 2, 3, 4)
    for file in (root / "cases" / VICTIM / "evidence").glob("*"):
        assert not set(file.name) & set('<>:"/\\|?*\n')
        assert file.name == file.name.rstrip(". ")
        assert len(file.name.encode()) <= 255
    answers_the_rest(root)


def test_a_ledger_in_a_folder_with_an_odd_name_is_one(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "100% {0} 'x' \"y\" 甲\u3000乙 -C")
    answers_the_rest(root)
    write(root, ["record", "2026-0002", "demand-made", "--date", "2026-11-20", "--obligor", "A"])
    assert called(["-C", str(root), "check"])[0] in (0, 1)
