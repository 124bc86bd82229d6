"""Each command that writes makes one commit of what it wrote; where git refuses, the files are there and the code is 6."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from commandline import Run, process
from ledgers import TODAY, done, in_it, made

from gitwork import git, names_in, put

EVENTS, CASE = "cases/2026-0001/events.yaml", "cases/2026-0001/case.yaml"


def head(folder: Path) -> str:
    return git(folder, "log", "-1", "--format=%s")


def trailers(folder: Path) -> dict[str, str]:
    lines = git(folder, "log", "-1", "--format=%(trailers:only,unfold)").strip().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def test_each_command_is_one_commit_of_its_own_files_in_the_cases_words(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "台账")
    assert git(folder, "log", "--format=%an").splitlines() == ["经办人甲", "经办人甲"]
    assert names_in(folder) == [CASE, EVENTS]
    assert trailers(folder)["Ecoclaim-Event"] == "clue-received"
    put(folder, "mine", "1")
    git(folder, "add", "mine")
    steps = [
        (("record", "1", "review-started", "--date", "2026-09-09"), "开始初步核查（2026-09-09）", [EVENTS]),
        (("record", "1", "damage-known", "--date", "2026-09-09"), "（2026-09-09，A）", [EVENTS]),
        (("set", "1", "obligors.A.phone=0936-1"), "联系方式", [CASE]),
        (("correct", "1", "2", "date=2026-09-10"), "开始初步核查（2026-09-10）", [EVENTS]),
        (("undo", "1", "--yes"), "（2026-09-09，A）", [EVENTS]),
        (("remove", "1", "obligors.A.phone", "--reason", "号码有误"), "（号码有误）", [CASE]),
    ]
    for command, words, files in steps:
        done(in_it(run, folder, *command))
        assert head(folder).startswith("2026-0001: ")
        assert words in head(folder)
        assert names_in(folder) == files
        assert trailers(folder)["Ecoclaim-Command"] == command[0]
        assert trailers(folder)["Ecoclaim-Case"] == "2026-0001"
        assert git(folder, "status", "--porcelain") == "A  mine"
    assert "0936-1" not in git(folder, "log", "--format=%B")


def test_an_event_of_obligors_is_told_in_the_trailers(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    done(in_it(run, folder, "record", "1", "damage-known", "--date", "2026-09-09"))
    assert trailers(folder) == {
        "Ecoclaim-Command": "record",
        "Ecoclaim-Case": "2026-0001",
        "Ecoclaim-Event": "damage-known",
        "Ecoclaim-Date": "2026-09-09",
        "Ecoclaim-Obligor": "A",
    }


def test_a_dry_run_and_a_refusal_commit_nothing(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    before = git(folder, "rev-parse", "HEAD")
    done(in_it(run, folder, "record", "1", "review-started", "--date", "2026-09-09", "--dry-run"))
    assert in_it(run, folder, "record", "1", "review-started", "--date", "2027-09-09").code == 7
    assert git(folder, "rev-parse", "HEAD") == before


def test_a_report_that_was_sent_and_new_schemas_are_committed(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    done(in_it(run, folder, "report", "sent", "quarterly-clue-list", "2026Q3", "--date", "2026-09-19"))
    assert names_in(folder) == ["reports.yaml"]
    put(folder, ".ecoclaim/case.schema.json", "{}")
    done(run("schema", "case", "--write", "-C", str(folder)))
    # What stood there by hand was never committed: the commit has brought back nothing new.
    assert git(folder, "status", "--porcelain") == ""


def test_an_edit_is_committed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(run, tmp_path / "l")
    editor = put(tmp_path, "editor.py", "import sys; p = sys.argv[1]; t = open(p, encoding='utf-8').read();"
                 "open(p, 'w', encoding='utf-8').write(t.replace('污水渗坑', '废水渗坑'))")  # fmt: skip
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
    done(in_it(run, folder, "edit", "1"))
    assert names_in(folder) == [CASE]
    assert trailers(folder)["Ecoclaim-Command"] == "edit"


def test_an_office_that_commits_itself_is_left_alone(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    settings = (folder / "ecoclaim.yaml").read_text("utf-8")
    put(folder, "ecoclaim.yaml", settings.replace("commit: true", "commit: false"))
    answer = done(in_it(run, folder, "record", "1", "review-started", "--date", "2026-09-09"))
    assert "git" not in answer.err
    assert git(folder, "status", "--porcelain").split() == ["M", EVENTS, "M", "ecoclaim.yaml"]


def test_outside_a_repository_one_line_says_that_nothing_keeps_the_history(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    (folder / ".git").rename(tmp_path / "gone")
    answer = done(in_it(run, folder, "record", "1", "review-started", "--date", "2026-09-09"))
    assert answer.err.count("git init") == 1


def test_where_git_refuses_the_answer_comes_all_the_same_and_the_code_is_6(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    git(folder, "switch", "-q", "--detach")
    command = ("record", "1", "review-started", "--date", "2026-09-09", "--format", "json")
    answer = in_it(run, folder, *command)
    assert answer.code == 6
    assert json.loads(answer.out)["written"] is True
    assert "git switch main" in answer.err
    assert "review-started" in (folder / EVENTS).read_text("utf-8")
    git(folder, "switch", "-q", "main")
    done(in_it(run, folder, "record", "1", "review-concluded", "--date", "2026-09-20", "damage=yes", "opinion=start"))
    assert git(folder, "status", "--porcelain") == ""


def test_no_identity_is_said_by_init_and_the_ledger_is_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    answer = run("init", "l", "--pack", "xpcc", "--department", "某局")
    assert answer.code == 6
    assert "git config --global user.name" in answer.err
    assert (tmp_path / "l/ecoclaim.yaml").is_file()
    assert (tmp_path / "l/.git").is_dir()


@pytest.mark.skipif(os.name == "nt", reason="takes git away by PATH")
def test_without_git_a_ledger_is_made_and_kept_without_history(tmp_path: Path) -> None:
    folder = tmp_path / "l"
    made_there = process("init", str(folder), "--pack", "xpcc", "--department", "某局", PATH=str(tmp_path))
    assert made_there.returncode == 0, made_there.stderr.decode()
    answer = process(
        *("new-case", "--title", "t", "--received", "2026-09-08", "-C", str(folder), "--on", TODAY), PATH=str(tmp_path)
    )
    assert answer.returncode == 0, answer.stderr.decode()
    git(folder, "init", "-q")
    refused = process(
        "record", "1", "review-started", "--date", "2026-09-09", "-C", str(folder), "--on", TODAY, PATH=str(tmp_path)
    )
    assert refused.returncode == 6
    assert b"review-started" in (folder / EVENTS).read_bytes()


def test_two_commands_at_once_are_two_commits(run: Run, tmp_path: Path) -> None:
    import subprocess

    folder = made(run, tmp_path / "l")
    calls = [
        [
            sys.executable,
            "-m",
            "ecoclaim",
            "-C",
            str(folder),
            "record",
            "1",
            name,
            "--date",
            "2026-09-10",
            "--on",
            TODAY,
        ]
        for name in ("review-started", "damage-known", "review-started")
    ]
    running = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for call in calls]
    codes = [one.wait() for one in running]
    for one in running:
        assert one.stdout is not None
        assert one.stderr is not None
        one.stdout.close()
        one.stderr.close()
    assert codes == [0, 0, 0]
    assert git(folder, "rev-list", "--count", "HEAD") == "5"
    assert git(folder, "status", "--porcelain") == ""
