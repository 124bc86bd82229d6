"""`log`, `--known-at` and `renumber`: the history as a lawyer reads it, and the ledger as it was known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Run
from ledgers import TODAY, done, in_it, made

from gitwork import git, put, tried


@pytest.fixture
def ledger(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a ledger of three days: a late entry, a correction, a hand edit."""

    def at(when: str) -> None:
        for name in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{name}_DATE", when)

    at("2026-09-10T09:00:00+08:00")
    folder = made(run, tmp_path / "l")
    at("2026-09-12T09:00:00+08:00")
    done(in_it(run, folder, "record", "1", "review-started", "--date", "2026-09-12"))
    done(in_it(run, folder, "correct", "1", "1", "date=2026-09-07"))
    at("2026-09-15T09:00:00+08:00")
    done(in_it(run, folder, "set", "1", "incident.place=某镇"))
    path = folder / "cases/2026-0001/case.yaml"
    put(folder, "cases/2026-0001/case.yaml", path.read_text("utf-8").replace("某镇", "某乡"))
    git(folder, "commit", "-qam", "改错字")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{name}_DATE")
    return folder


def test_the_history_of_a_case(run: Run, ledger: Path) -> None:
    lines = done(in_it(run, ledger, "log", "1", "--lang", "en")).out.splitlines()
    shorts = git(ledger, "log", "--reverse", "--format=%h").split()[1:]
    assert lines == [
        f"2026-09-10 09:00  经办人甲  {shorts[0]}",
        "  case opened: 污水渗坑",
        "  Clue received (2026-09-08)  [late entry, 2 days after]",
        f"2026-09-12 09:00  经办人甲  {shorts[1]}",
        "  Preliminary review started (2026-09-12)",
        f"2026-09-12 09:00  经办人甲  {shorts[2]}",
        "  corrected entry 1, Clue received (2026-09-07): date 2026-09-08 → 2026-09-07",
        f"2026-09-15 09:00  经办人甲  {shorts[3]}",
        "  filled in incident · place: (empty) → 某镇",
        f"2026-09-15 09:00  经办人甲  {shorts[4]}  by hand: 改错字",
        "  changed incident · place: 某镇 → 某乡",
    ]


def test_a_late_entry_is_marked_in_chinese(run: Run, ledger: Path) -> None:
    assert "补录" in done(in_it(run, ledger, "log", "1")).out


def test_what_stands_in_a_group_has_its_name_too(run: Run, ledger: Path) -> None:
    done(in_it(run, ledger, "set", "1", "obligors.B.name=李四", "obligors.B.kind=person", "signatory=department"))
    text = done(in_it(run, ledger, "log", "1")).out
    assert "填写 赔偿义务人 B：（空） → 代号：B；名称（姓名）：李四；类别：自然人" in text
    assert "填写 文书签署方：（空） → 指定部门" in text


def test_the_fields_of_a_private_file_are_told_one_by_one(run: Run, ledger: Path) -> None:
    put(
        ledger,
        "cases/2026-0001/case.private.yaml",
        "incident: {place: 甲村}\nobligors: [{key: A, phone: 0936-1234567}]\n",
    )
    # An office that keeps it in git says so once.
    git(ledger, "add", "-f", "cases/2026-0001/case.private.yaml")
    done(in_it(run, ledger, "set", "1", "obligors.A.phone=0936-7654321"))
    lines = done(in_it(run, ledger, "log", "1")).out.splitlines()
    told = [line for line in lines if line.startswith("  ")]
    assert told[-3:] == [
        "  填写 损害事件：（空） → 地点：甲村",
        "  填写 赔偿义务人：（空） → 代号：A；联系方式：0936-1234567",
        "  修改 赔偿义务人 A · 联系方式：0936-1234567 → 0936-7654321",
    ]


def test_what_was_entered_on_a_day(run: Run, ledger: Path) -> None:
    answer = json.loads(done(in_it(run, ledger, "log", "--day", "2026-09-12", "--format", "json")).out)
    assert [[change["change"] for change in one["changes"]] for one in answer["log"]] == [["recorded"], ["corrected"]]
    one = answer["log"][1]
    assert (one["who"], one["email"], one["at"], one["command"]) == (
        *("经办人甲", "jia@example.org", "2026-09-12T09:00:00+08:00", "correct"),
    )
    assert one["changes"][0] | {"label": ""} == {
        "change": "corrected",
        "case": "2026-0001",
        "file": "cases/2026-0001/events.yaml",
        "entry": 1,
        "event": "clue-received",
        "title": "接到线索",
        "date": "2026-09-07",
        "obligors": [],
        "late_days": 0,
        "path": "date",
        "label": "",
        "old": "2026-09-08",
        "new": "2026-09-07",
    }
    assert json.loads(in_it(run, ledger, "log", "--day", "2026-09-13", "--format", "json").out)["log"] == []


def test_the_whole_ledger_has_a_log_with_the_number_of_each_case(run: Run, ledger: Path) -> None:
    text = done(in_it(run, ledger, "log", "--lang", "en")).out
    assert "added ecoclaim.yaml" in text
    assert "2026-0001 case opened" in text


def test_outside_git_there_is_no_log(run: Run, ledger: Path) -> None:
    (ledger / ".git").rename(ledger.parent / "gone")
    assert in_it(run, ledger, "log", "1").code == 6
    assert in_it(run, ledger, "deadlines", "--known-at", "2026-09-12").code == 6


def test_show_deadlines_and_why_answer_as_the_ledger_was_known(run: Run, ledger: Path) -> None:
    def due(*known: str) -> str:
        answer = in_it(run, ledger, "deadlines", "1", "--status", "all", "--format", "json", *known)
        rows = json.loads(done(answer).out)["deadlines"]
        return next(str(one["due"]) for one in rows if one["rule"] == "preliminary-review")

    assert due() == "2026-10-07"
    assert due("--known-at", "2026-09-12") == "2026-10-07"
    assert due("--known-at", "2026-09-11") == "2026-10-08"
    for command in (("show", "1"), ("why", "1", "preliminary-review")):
        now, then = (in_it(run, ledger, *command, *known) for known in ((), ("--known-at", "2026-09-11")))
        assert (now.code, then.code) == (0, 0)
        assert "2026-09-07" in now.out
        assert "2026-09-07" not in then.out
        assert "2026-09-11" in then.err
    assert in_it(run, ledger, "show", "1", "--known-at", "2026-09-09").code == 3


def test_two_cases_under_one_number_are_told_at_the_merge_and_renumbered(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    git(folder, "switch", "-qc", "two", "HEAD~1")
    done(in_it(run, folder, "new-case", "--title", "尾矿库", "--received", "2026-09-10"))
    done(in_it(run, folder, "record", "1", "review-started", "--date", "2026-09-11"))
    assert "2026-0001" in str([one for one in health(run, folder) if one["id"] == "opened-twice"])
    assert tried(folder, "merge", "main").returncode != 0
    answer = in_it(run, folder, "show", "1", "--lang", "en")
    assert answer.code == 4
    assert "title is 尾矿库 in ours and 污水渗坑 in theirs" in answer.err
    assert "ecoclaim renumber 2026-0001" in answer.err
    assert in_it(run, folder, "renumber", "1").code == 6
    git(folder, "merge", "--abort")
    done(in_it(run, folder, "renumber", "1"))
    assert git(folder, "status", "--porcelain") == ""
    git(folder, "merge", "-q", "--no-edit", "main")
    cases = json.loads(done(in_it(run, folder, "list", "--format", "json")).out)["cases"]
    assert [(one["case"], one["title"]) for one in cases] == [("2026-0001", "污水渗坑"), ("2026-0002", "尾矿库")]
    log = json.loads(done(in_it(run, folder, "log", "2", "--format", "json")).out)["log"]
    assert [one["changes"][0]["change"] for one in log] == ["opened", "recorded", "renumbered"]
    assert [one["state"] for one in health(run, folder) if one["id"] == "opened-twice"] == ["good"]


def test_a_number_that_is_taken_is_refused(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    git(folder, "switch", "-qc", "two")
    done(in_it(run, folder, "new-case", "--title", "乙", "--received", "2026-09-10"))
    git(folder, "switch", "-q", "main")
    assert in_it(run, folder, "renumber", "1", "2026-0002").code == 7
    assert in_it(run, folder, "renumber", "1", "2026-2").code == 2
    assert in_it(run, folder, "renumber", "9").code == 3
    done(in_it(run, folder, "renumber", "1"))
    assert (folder / "cases/2026-0003/case.yaml").is_file()


def health(run: Run, folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(in_it(run, folder, "doctor", "--format", "json").out)["doctor"]
    return found


@pytest.fixture
def branches(run: Run, tmp_path: Path) -> Path:
    """A ledger with one case and a branch that begins where main is."""
    folder = made(run, tmp_path / "l")
    done(in_it(run, folder, "set", "1", "incident.place=某镇", "incident.harm=约50平方米土壤"))
    git(folder, "branch", "two")
    return folder


def both(run: Run, folder: Path, ours: str, theirs: str) -> bool:
    """Write a field on each of two branches and merge them; tell whether git could."""
    done(in_it(run, folder, "set", "1", ours))
    git(folder, "switch", "-q", "two")
    done(in_it(run, folder, "set", "1", theirs))
    git(folder, "switch", "-q", "main")
    return tried(folder, "merge", "-q", "--no-edit", "two").returncode == 0


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("incident.place=某乡", "incident.harm=约60平方米土壤"),
        ("name=某案", "title=污水渗坑二号"),
        ("meetings.1.on=2026-10-09", "losses.service-loss.amount=1.00"),
        ("obligors.A.phone=0936-1234567", "handlers=甲"),
    ],
)
def test_two_who_write_different_fields_of_a_case_are_merged_line_by_line(
    run: Run, branches: Path, ours: str, theirs: str
) -> None:
    assert both(run, branches, ours, theirs)
    done(in_it(run, branches, "check"))
    text = (branches / "cases/2026-0001/case.yaml").read_text("utf-8")
    for said in (ours, theirs):
        assert f"{said.partition('=')[0].rpartition('.')[2]}: {said.partition('=')[2]}" in text.replace("[甲]", "甲")


def test_one_field_that_two_wrote_differently_is_told_in_the_cases_words(run: Run, branches: Path) -> None:
    assert not both(run, branches, "incident.place=甲村", "incident.place=乙村")
    for command in (("check",), ("show", "1"), ("deadlines",), ("verify",)):
        answer = in_it(run, branches, *command)
        assert answer.code == 4
        assert "损害事件 · 地点 在我方为 甲村，在对方为 乙村" in answer.err
    before = (branches / "cases/2026-0001/case.yaml").read_bytes()
    # What reads the case first says what is in it; what only writes says that a merge is unfinished.
    for code, writes in (
        (6, ("set", "1", "incident.place=丙村")),
        (4, ("record", "1", "review-started", "--date", TODAY)),
    ):
        assert in_it(run, branches, *writes).code == code
    assert (branches / "cases/2026-0001/case.yaml").read_bytes() == before


@pytest.mark.parametrize("worktree", [False, True])
def test_in_a_rebase_ours_is_still_what_we_wrote(run: Run, branches: Path, worktree: bool) -> None:
    if worktree:
        git(branches, "worktree", "add", "-q", "-b", "three", str(branches.parent / "w"))
    ours = branches.parent / "w" if worktree else branches
    done(in_it(run, ours, "set", "1", "incident.place=甲村"))
    git(branches, "switch", "-q", "two")
    done(in_it(run, branches, "set", "1", "incident.place=乙村"))
    if not worktree:
        git(branches, "switch", "-q", "main")
    assert tried(ours, "rebase", "two").returncode != 0
    said = in_it(run, ours, "check").err
    assert "损害事件 · 地点 在我方为 甲村，在对方为 乙村" in said
    assert "git rebase --continue" in said
    assert "git commit" not in said
    git(ours, "rebase", "--abort")
    done(in_it(run, ours, "check"))


def test_evidence_that_two_took_in_under_one_number_is_kept_as_the_message_says(
    run: Run, branches: Path, tmp_path: Path
) -> None:
    for name, branch in (("笔录", "main"), ("照片", "two")):
        git(branches, "switch", "-q", branch)
        done(in_it(run, branches, "evidence", "add", "1", str(put(tmp_path, f"{name}.txt", name))))
    git(branches, "switch", "-q", "main")
    assert tried(branches, "merge", "-q", "two").returncode != 0
    said = in_it(run, branches, "check").err
    assert "两人都用证据编号 1 收入了材料，我方为“笔录”，对方为“照片”：请保留两条，并将对方的一条改为编号 2" in said
    path = branches / "cases/2026-0001/case.yaml"
    ours, theirs = (git(branches, "show", f":{side}:cases/2026-0001/case.yaml").splitlines() for side in (2, 3))
    theirs_entry = [line for line in theirs if line.strip().startswith(("name: 照片", "file:", "sha256:"))]
    last = next(number for number, line in enumerate(ours) if line.strip().startswith("sha256:"))
    path.write_text("\n".join([*ours[: last + 1], "  - no: 2", *theirs_entry, *ours[last + 1 :], ""]), "utf-8")
    git(branches, "add", str(path))
    git(branches, "commit", "-qm", "merged")
    done(in_it(run, branches, "verify"))
    assert in_it(run, branches, "check").code == 0


def test_a_number_that_another_branch_gave_to_another_case_is_told_before_any_merge(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    git(folder, "switch", "-qc", "two", "HEAD~1")
    done(in_it(run, folder, "new-case", "--title", "另一件", "--received", "2026-09-09"))
    git(folder, "switch", "-q", "main")
    found = json.loads(done(in_it(run, folder, "check", "--format", "json")).out)["findings"]
    twice = [one for one in found if one["code"] == "number-opened-twice"]
    assert [(one["case"], one["cure"]) for one in twice] == [("2026-0001", "ecoclaim renumber 2026-0001")]
    done(in_it(run, folder, "renumber", "1"))
    found = json.loads(done(in_it(run, folder, "check", "--format", "json")).out)["findings"]
    assert not [one for one in found if one["code"] == "number-opened-twice"]
