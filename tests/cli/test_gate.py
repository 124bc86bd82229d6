"""Before a write: what would lose it, or take in what is not ours, is refused with a cure; each cure is carried out."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from commandline import Run
from ledgers import done, in_it, made

from gitwork import git, names_in, put, tried

posix = pytest.mark.skipif(os.name == "nt", reason="the cures are typed into a POSIX shell")
EVENTS, CASE = "cases/2026-0001/events.yaml", "cases/2026-0001/case.yaml"
RECORD = ("record", "1", "review-started", "--date", "2026-09-09")


@pytest.fixture
def spoken() -> str:
    """Messages are compared in English."""
    return "en"


@pytest.fixture(params=["fresh", "clone"])
def folder(request: pytest.FixtureRequest, run: Run, tmp_path: Path) -> Path:
    """Give a ledger with a case as init makes it, or a clone of one; its path holds a space and a Chinese name."""
    first = made(run, tmp_path / "台 账")
    if request.param == "fresh":
        return first
    git(tmp_path, "clone", "-q", str(first), "副 本")
    return tmp_path / "副 本"


def files(folder: Path) -> dict[str, bytes]:
    """Read every file of the ledger."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.name != ".ecoclaim.lock"}


def refused(run: Run, folder: Path, *command: str) -> str:
    """Hold that a command is refused by git's code, that not a byte changed; gives the sentence."""
    before, head = files(folder), git(folder, "rev-parse", "HEAD")
    answer = in_it(run, folder, *command, "--lang", "en")
    assert answer.code == 6, answer
    assert "nothing was written" in answer.err
    assert "Traceback" not in answer.err
    assert (files(folder), git(folder, "rev-parse", "HEAD")) == (before, head)
    return answer.err


def typed(command: str, place: Path) -> None:
    """Type a command into a shell, somewhere else."""
    made = subprocess.run(["sh", "-c", command], cwd=place, env={**os.environ, "GIT_EDITOR": "true"}, capture_output=True, text=True)  # fmt: skip
    assert made.returncode == 0, (command, made.stderr)


def cures(said: str) -> list[str]:
    """Take the commands to paste out of a sentence."""
    return re.findall(r"git -C .+?(?= \(nothing was written\)|\)(?: or|\s|$)|$)", said.replace("\n", " "))


# What a repository may be in the middle of.


def parted(folder: Path) -> None:
    """Make two branches that changed one line of a file of the office."""
    put(folder, "note.txt", "1\n")
    git(folder, "add", "note.txt")
    git(folder, "commit", "-qm", "one")
    git(folder, "switch", "-qc", "two")
    for text in ("2\n", "3\n"):
        put(folder, "note.txt", text)
        git(folder, "commit", "-qam", f"two {text}")
    git(folder, "switch", "-q", "main")
    put(folder, "note.txt", "4\n")
    git(folder, "commit", "-qam", "four")


def begun(*command: str) -> Callable[[Path], None]:
    def begin(folder: Path) -> None:
        parted(folder)
        assert tried(folder, *command, GIT_EDITOR="true").returncode != 0

    return begin


def begun_am(folder: Path) -> None:
    parted(folder)
    patch = git(folder, "format-patch", "-1", "--stdout", "two")
    assert tried(folder, "am", "-q", given=patch + "\n").returncode != 0


def begun_bisect(folder: Path) -> None:
    parted(folder)
    git(folder, "bisect", "start", "HEAD", "HEAD~2")


def between_two_picks(folder: Path) -> None:
    """Settle the first of two picks by hand, so that only the row of them is left."""
    parted(folder)
    assert tried(folder, "cherry-pick", "two~1", "two", GIT_EDITOR="true").returncode != 0
    put(folder, "note.txt", "2\n")
    git(folder, "commit", "-qam", "settled")


MIDDLES = {
    "merge": begun("merge", "two"),
    "rebase": begun("rebase", "two"),
    "rebase by patches": begun("rebase", "--apply", "two"),
    "cherry-pick": begun("cherry-pick", "two"),
    "a row of picks": between_two_picks,
    "revert": begun("revert", "HEAD~1"),
    "a row of reverts": begun("revert", "HEAD~1", "HEAD"),
    "am": begun_am,
    "bisect": begun_bisect,
}


@posix
@pytest.mark.parametrize("middle", MIDDLES)
@pytest.mark.parametrize("end", [0, 1], ids=["finished", "given up"])
def test_in_the_middle_of_something_nothing_is_written_and_either_end_of_it_is_a_cure(
    run: Run, folder: Path, tmp_path: Path, middle: str, end: int
) -> None:
    MIDDLES[middle](folder)
    found = cures(refused(run, folder, *RECORD))
    assert len(found) == (1 if middle == "bisect" else 2)
    if end == 0 and middle not in ("bisect", "a row of picks"):
        put(folder, "note.txt", "settled\n")
        git(folder, "add", "note.txt")
    cure = found[min(end, len(found) - 1)]
    for _more in range(3):
        # Of a row each one may want to be settled.
        made = subprocess.run(["sh", "-c", cure], cwd=tmp_path, env={**os.environ, "GIT_EDITOR": "true"}, capture_output=True, text=True)  # fmt: skip
        if made.returncode == 0:
            break
        put(folder, "note.txt", "settled again\n")
        git(folder, "add", "note.txt")
    assert made.returncode == 0, (cure, made)
    done(in_it(run, folder, *RECORD))
    assert names_in(folder) == [EVENTS]
    assert git(folder, "branch", "--show-current") == "main"


@pytest.mark.parametrize(
    "command",
    [
        ("set", "1", "incident.place=甲村"),
        ("correct", "1", "1", "note=x"),
        ("undo", "1", "--yes"),
        ("remove", "1", "1", "--reason", "误记"),
        ("new-case", "--title", "二", "--found", "2026-09-09"),
        ("renumber", "1"),
        ("evidence", "add", "1", "ecoclaim.yaml"),
        ("render", "1", "service-receipt", "--draft"),
        ("report", "sent", "quarterly-clue-list", "2026Q2", "--date", "2026-09-09"),
    ],
    ids=lambda command: command[0],
)
def test_every_command_that_writes_passes_the_one_gate(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    folder = made(run, tmp_path / "l")
    monkeypatch.chdir(folder)
    begun("merge", "two")(folder)
    assert "merge --abort" in refused(run, folder, *command)
    git(folder, "merge", "--abort")
    done(in_it(run, folder, *command))


def test_an_office_that_commits_itself_is_kept_from_losing_an_entry_too(run: Run, folder: Path) -> None:
    settings = (folder / "ecoclaim.yaml").read_text("utf-8")
    put(folder, "ecoclaim.yaml", settings.replace("commit: true", "commit: false"))
    git(folder, "commit", "-qam", "by ourselves")
    begun("rebase", "two")(folder)
    assert "rebase --abort" in refused(run, folder, *RECORD)


# What git has and the disk has not.


@posix
@pytest.mark.parametrize("mode", ["--cone", "--no-cone"])
@pytest.mark.parametrize("kind", ["whole", "partial"])
def test_a_sparse_checkout_hides_no_case_from_a_write(run: Run, tmp_path: Path, mode: str, kind: str) -> None:
    first = made(run, tmp_path / "台 账")
    done(in_it(run, first, "new-case", "--title", "二", "--found", "2026-09-09"))
    git(first, "config", "uploadpack.allowFilter", "true")
    options = ["--filter=blob:none"] if kind == "partial" else []
    git(tmp_path, "clone", "-q", *options, first.as_uri(), "副 本")
    folder = tmp_path / "副 本"
    patterns = ["cases/2026-0001"] if mode == "--cone" else ["/*", "!/cases/2026-0002/"]
    git(folder, "sparse-checkout", "set", mode, *patterns)
    assert not (folder / "cases/2026-0002").exists()
    # The number of a case that is not here is taken.
    done(in_it(run, folder, "new-case", "--title", "三", "--found", "2026-09-09"))
    assert (folder / "cases/2026-0003").is_dir()
    done(in_it(run, folder, *RECORD))
    # A case that is not here is not one that there is none.
    command = ("record", "2", "review-started", "--date", "2026-09-10")
    answer = in_it(run, folder, *command, "--lang", "en")
    assert answer.code == 6, answer
    cure = cures(answer.err)
    assert len(cure) == 1
    typed(cure[0], tmp_path)
    assert in_it(run, folder, *command).code == 0
    assert git(folder, "status", "--porcelain") == ""


@posix
def test_a_hidden_file_of_the_office_is_not_begun_anew(run: Run, folder: Path, tmp_path: Path) -> None:
    done(in_it(run, folder, "report", "sent", "quarterly-clue-list", "2026Q1", "--date", "2026-04-01"))
    git(folder, "sparse-checkout", "set", "--no-cone", "/*", "!/reports.yaml")
    assert not (folder / "reports.yaml").exists()
    command = ("report", "sent", "quarterly-clue-list", "2026Q2", "--date", "2026-07-01")
    typed(cures(refused(run, folder, *command))[0], tmp_path)
    done(in_it(run, folder, *command))
    assert (folder / "reports.yaml").read_text("utf-8").count("quarterly-clue-list") == 2


@posix
@pytest.mark.parametrize("flag", ["--skip-worktree", "--assume-unchanged"])
def test_a_file_that_git_looks_past_is_not_written_into(run: Run, folder: Path, tmp_path: Path, flag: str) -> None:
    git(folder, "update-index", flag, EVENTS)
    typed(cures(refused(run, folder, *RECORD))[0], tmp_path)
    done(in_it(run, folder, *RECORD))
    assert names_in(folder) == [EVENTS]


def test_a_case_that_was_deleted_by_hand_keeps_its_number_while_git_has_it(run: Run, folder: Path) -> None:
    for path in (folder / "cases/2026-0001").iterdir():
        path.unlink()
    (folder / "cases/2026-0001").rmdir()
    done(in_it(run, folder, "new-case", "--title", "二", "--found", "2026-09-09"))
    assert (folder / "cases/2026-0002").is_dir()


# Whose repository it is.


@posix
def test_a_repository_git_does_not_trust_is_not_written_in(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(folder)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    answer = in_it(run, folder, *RECORD, "--lang", "en")
    assert answer.code == 6
    assert files(folder) == before
    cure = re.search(r"git config --global --add safe\.directory .*(?= \(nothing)", answer.err)
    assert cure
    typed(cure[0], folder.parent)
    done(in_it(run, folder, *RECORD))


def test_an_embedded_bare_repository_is_refused_until_it_is_none(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    git(tmp_path, "init", "-q", "--bare", "other")
    for name in ("HEAD", "config", "objects", "refs"):
        (tmp_path / "other" / name).rename(folder / name)
    put(folder, "config", "[core]\n\tbare = true\n\tfsmonitor = touch ran; false\n")
    before = files(folder)
    answer = in_it(run, folder, *RECORD, "--lang", "en")
    assert answer.code == 6
    assert str(folder) in answer.err
    assert files(folder) == before
    (folder / "HEAD").rename(folder / "HEAD.away")
    done(in_it(run, folder, *RECORD))
    assert not list(tmp_path.rglob("ran"))


# What belongs to persons.


def test_init_has_git_leave_private_files_out_from_the_start(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    put(folder, "cases/2026-0001/case.private.yaml", "obligors:\n  - {key: A, phone: 13900000003}\n")
    done(in_it(run, folder, "set", "1", "obligors.A.phone=13900000004"))
    assert "13900000004" in (folder / "cases/2026-0001/case.private.yaml").read_text("utf-8")
    assert git(folder, "status", "--porcelain") == ""
    assert "private" not in git(folder, "ls-files")


@posix
@pytest.mark.parametrize("kept", [False, True], ids=["left out", "entered on purpose"])
def test_a_private_file_that_would_go_into_git_is_asked_about(
    run: Run, folder: Path, tmp_path: Path, kept: bool
) -> None:
    ignored = folder / ".gitignore"
    put(folder, ".gitignore", ignored.read_text("utf-8").replace("*.private.yaml\n", ""))
    git(folder, "commit", "-qam", "as before")
    private = "cases/2026-0001/case.private.yaml"
    put(folder, private, "obligors:\n  - {key: A, phone: 13900000003}\n")
    command = ("set", "1", "obligors.A.phone=13900000004")
    said = refused(run, folder, *command)
    assert str(ignored) in said
    told = in_it(run, folder, "doctor", "--lang", "en")
    assert "add -A" not in told.out
    assert f"add -- {private}" not in told.out
    if kept:
        typed(cures(said)[0], tmp_path)
    else:
        put(folder, ".gitignore", ignored.read_text("utf-8") + "*.private.yaml\n")
    done(in_it(run, folder, *command))
    assert (private in git(folder, "ls-files")) is kept
    # What else is written does not take it along either.
    done(in_it(run, folder, *RECORD))


@posix
def test_doctor_names_what_is_to_be_entered_and_its_command_enters_that_alone(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    put(folder, ".gitignore", (folder / ".gitignore").read_text("utf-8").replace("*.private.yaml\n", ""))
    put(folder, "cases/2026-0001/case.private.yaml", "obligors: []\n")
    put(folder, "cases/2026-0001/documents/it's $(touch ran).txt", "1")
    put(folder, "mine", "1")
    git(folder, "add", "mine")
    import json

    signs = {one["id"]: one for one in json.loads(in_it(run, folder, "doctor", "--format", "json").out)["doctor"]}
    assert signs["private"]["state"] == "to-do"
    typed(signs["uncommitted"]["cure"], tmp_path)
    assert git(folder, "status", "--porcelain") == "?? cases/2026-0001/case.private.yaml"
    assert not list(tmp_path.rglob("ran"))


# Where a ledger lies.


@pytest.mark.parametrize("named", ["../B", "../B/deeper", "absolute"])
def test_init_judges_where_the_ledger_is_to_lie_and_not_where_one_stands(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    git(tmp_path, "init", "-q", "A")
    monkeypatch.chdir(tmp_path / "A")
    target = str(tmp_path / "B") if named == "absolute" else named
    answer = done(run("init", target, "--pack", "xpcc", "--department", "某局", "--lang", "en"))
    assert "lies in a git repository already" not in answer.err
    assert ((tmp_path / "A") / target / ".git").is_dir()
    assert git(tmp_path / "A" / target, "status", "--porcelain") == ""


@posix
def test_a_shallow_copy_archives_nothing_until_it_knows_what_was_archived(run: Run, tmp_path: Path) -> None:
    from ecoclaim.archive.gate import refuse_shallow
    from ecoclaim.archive.repository import repository
    from ecoclaim.errors import GitRefused

    first = made(run, tmp_path / "l")
    git(tmp_path, "clone", "-q", "--depth=1", first.as_uri(), "s")
    answer = in_it(run, tmp_path / "s", "archive", "1", "--lang", "en")
    if answer.code == 6:
        typed(cures(answer.err + " (nothing was written)")[0], tmp_path)
    else:
        with pytest.raises(GitRefused, match="--unshallow"):
            refuse_shallow(repository(tmp_path / "s"))
        git(tmp_path / "s", "fetch", "-q", "--unshallow", "--tags")
    refuse_shallow(repository(tmp_path / "s"))
    # To record is no reason to want all of the past.
    done(in_it(run, tmp_path / "s", *RECORD))


# What others changed by hand.


def trailers(folder: Path, commit: str = "HEAD") -> dict[str, str]:
    lines = git(folder, "log", "-1", "--format=%(trailers:only,unfold)", commit).strip().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def by_hand(folder: Path, name: str = CASE, old: str = "污水渗坑", new: str = "废水渗坑") -> Path:
    return put(folder, name, (folder / name).read_text("utf-8").replace(old, new))


def test_what_was_changed_by_hand_is_told_and_entered_first_as_what_it_is(run: Run, folder: Path) -> None:
    by_hand(folder, EVENTS, "2026-09-08", "2026-09-07")
    by_hand(folder)
    answer = done(in_it(run, folder, *RECORD, "--lang", "en"))
    assert "Changed by hand" in answer.err
    assert EVENTS in answer.err
    assert CASE not in answer.err
    assert git(folder, "log", "-2", "--format=%an %s").splitlines() == [
        "经办人甲 2026-0001: Preliminary review started (2026-09-09)",
        "经办人甲 2026-0001: changed by hand: corrected Clue received (2026-09-07): date",
    ]
    assert names_in(folder, "HEAD^") == [EVENTS]
    assert trailers(folder, "HEAD^") == {"Ecoclaim-Case": "2026-0001"}
    assert "2026-09-09" not in git(folder, "show", f"HEAD^:{EVENTS}")
    # A file that this command does not write is nobody's business here.
    assert git(folder, "status", "--porcelain").split() == ["M", CASE]


def test_staged_hunks_and_files_of_the_person_go_along_only_where_the_command_writes(run: Run, folder: Path) -> None:
    by_hand(folder, EVENTS, "2026-09-08", "2026-09-07")
    git(folder, "add", EVENTS)
    by_hand(folder, EVENTS, "2026-09-07", "2026-09-06")
    put(folder, "mine", "1")
    git(folder, "add", "mine")
    put(folder, "known", "1")
    git(folder, "add", "--intent-to-add", "known")
    before = git(folder, "status", "--porcelain", "mine", "known")
    done(in_it(run, folder, *RECORD))
    assert "2026-09-06" in git(folder, "show", f"HEAD^:{EVENTS}")
    assert names_in(folder) == names_in(folder, "HEAD^") == [EVENTS]
    assert git(folder, "status", "--porcelain") == before


@pytest.mark.parametrize("known", ["untracked", "intent-to-add", "staged"])
def test_a_file_made_by_hand_is_entered_first_too(run: Run, folder: Path, known: str) -> None:
    git(folder, "rm", "-q", "--cached", EVENTS)
    git(folder, "commit", "-qm", "left out")
    if known != "untracked":
        git(folder, "add", *(["--intent-to-add"] if known == "intent-to-add" else []), EVENTS)
    done(in_it(run, folder, *RECORD))
    assert names_in(folder) == names_in(folder, "HEAD^") == [EVENTS]
    assert git(folder, "status", "--porcelain") == ""


@pytest.mark.parametrize("staged", [False, True])
def test_a_file_deleted_by_hand_is_told_and_its_going_is_entered_first(run: Run, folder: Path, staged: bool) -> None:
    (folder / EVENTS).unlink()
    if staged:
        git(folder, "add", EVENTS)
    answer = done(in_it(run, folder, *RECORD, "--lang", "en"))
    assert f"{EVENTS}: " in answer.err
    assert git(folder, "log", "-1", "--format=%s", "HEAD^").startswith("2026-0001: changed by hand: ")
    assert tried(folder, "cat-file", "-e", f"HEAD^:{EVENTS}").returncode != 0
    assert "review-started" in git(folder, "show", f"HEAD:{EVENTS}")


def test_what_only_changes_the_form_is_told_as_that(run: Run, folder: Path) -> None:
    put(folder, EVENTS, (folder / EVENTS).read_text("utf-8") + "# 手写\n")
    answer = done(in_it(run, folder, *RECORD, "--lang", "en"))
    assert "changed in form only" in answer.err
    assert names_in(folder, "HEAD^") == [EVENTS]


@posix
@pytest.mark.parametrize("name", ["pre-commit", "commit-msg"])
def test_where_a_hook_refuses_the_hand_edit_nothing_is_written(run: Run, folder: Path, name: str) -> None:
    by_hand(folder, EVENTS, "2026-09-08", "2026-09-07")
    hook = put(folder, f".git/hooks/{name}", "#!/bin/sh\necho '不合规定' >&2\nexit 1\n")
    hook.chmod(0o755)
    before = git(folder, "status", "--porcelain")
    assert name in refused(run, folder, *RECORD)
    assert git(folder, "status", "--porcelain") == before
    hook.unlink()
    done(in_it(run, folder, *RECORD))
    assert git(folder, "log", "-1", "--format=%s", "HEAD^").startswith("2026-0001: ")


@posix
def test_what_git_refused_of_ours_is_no_hand_edit(run: Run, folder: Path) -> None:
    hook = put(folder, ".git/hooks/commit-msg", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert in_it(run, folder, *RECORD).code == 6
    hook.unlink()
    command = ("record", "1", "damage-known", "--date", "2026-09-10")
    answer = done(in_it(run, folder, *command, "--lang", "en"))
    assert "hand" not in answer.err
    assert "Preliminary review started" in answer.err or "初步核查" in answer.err
    assert trailers(folder, "HEAD^")["Ecoclaim-Event"] == "review-started"
    assert trailers(folder)["Ecoclaim-Event"] == "damage-known"


def test_an_office_that_commits_itself_is_shown_it_and_nothing_is_entered(run: Run, folder: Path) -> None:
    settings = (folder / "ecoclaim.yaml").read_text("utf-8")
    put(folder, "ecoclaim.yaml", settings.replace("commit: true", "commit: false"))
    git(folder, "commit", "-qam", "by ourselves")
    head = git(folder, "rev-parse", "HEAD")
    by_hand(folder, EVENTS, "2026-09-08", "2026-09-07")
    answer = done(in_it(run, folder, *RECORD, "--lang", "en"))
    assert f"{EVENTS}: corrected" in answer.err
    assert git(folder, "rev-parse", "HEAD") == head
    assert not (folder / ".git/ecoclaim-begun").exists()


def test_a_paper_edited_by_hand_stays_in_the_history_though_it_is_written_over(run: Run, folder: Path) -> None:
    done(in_it(run, folder, "render", "1", "service-receipt", "--draft"))
    paper = next((folder / "cases/2026-0001/documents").iterdir())
    paper.write_bytes(b"edited")
    done(in_it(run, folder, "render", "1", "service-receipt", "--draft", "--force"))
    name = paper.relative_to(folder).as_posix()
    assert git(folder, "show", f"HEAD^:{name}") == "edited"
    assert paper.read_bytes() != b"edited"


def test_renumber_tells_apart_what_was_changed_by_hand(run: Run, folder: Path) -> None:
    by_hand(folder)
    put(folder, "cases/2026-0001/evidence/a.txt", "1")
    answer = done(in_it(run, folder, "renumber", "1", "2026-0009", "--lang", "en"))
    assert CASE in answer.err
    assert names_in(folder, "HEAD^") == [CASE, "cases/2026-0001/evidence/a.txt"]
    assert (folder / "cases/2026-0009/evidence/a.txt").read_text() == "1"
    assert git(folder, "status", "--porcelain") == ""
    assert trailers(folder)["Ecoclaim-Was"] == "2026-0001"


def test_the_same_command_enters_what_is_not_in_git_though_nothing_changes(run: Run, folder: Path) -> None:
    done(in_it(run, folder, "render", "1", "service-receipt", "--draft"))
    git(folder, "reset", "-q", "--mixed", "HEAD~1")
    assert git(folder, "status", "--porcelain") != ""
    answer = done(in_it(run, folder, "render", "1", "service-receipt", "--draft", "--lang", "en"))
    assert "unchanged" in answer.out
    assert git(folder, "status", "--porcelain") == ""
    assert trailers(folder)["Ecoclaim-Command"] == "render"
