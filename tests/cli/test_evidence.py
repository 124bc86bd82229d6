"""`evidence add` and `verify`: files come in as they were received, and every later change of them is seen."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from commandline import Answer, Run
from ledgers import SETTINGS, ledger, read
from persons import be_zhang

from ecoclaim.ledger.load import load_case
from gitwork import git, names_in

DAY = ("--on", "2026-09-20")
CASE = "cases/2026-0001"


@pytest.fixture
def root(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = ledger(
        tmp_path / "台账",
        SETTINGS + "git: {commit: false}\n",
        c2026_0001="title: 某厂渗坑排污 # 案由\nobligors:\n  - {key: A, name: 甲厂}\nhandlers: [甲]\n---\n"
        "- {event: clue-received, date: 2026-09-08}\n",
    )
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def kept(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ledger in git."""
    be_zhang(tmp_path, monkeypatch)
    (root / "ecoclaim.yaml").write_text(SETTINGS, "utf-8")
    (root / ".gitignore").write_text(".ecoclaim.lock\n.write-*\n")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "begin")
    return root


def given(folder: Path, name: str, data: bytes = b"x") -> str:
    path = folder.parent / "received" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return str(path)


def lying(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def codes(answer: Answer) -> list[str]:
    return [one["code"] for one in read(answer)["findings"]]


def verified(run: Run) -> list[str]:
    answer = run("verify", "--format", "json", *DAY)
    found = codes(answer)
    assert answer.code == (1 if found else 0)
    return found


def test_a_file_is_copied_numbered_hashed_listed_and_committed(run: Run, kept: Path) -> None:
    before = (kept / CASE / "case.yaml").read_text("utf-8")
    words = ("--name", "现场检查笔录", "--pages", "3", "--original", "--kind", "record", "--taken-by", "甲")
    answer = run("evidence", "add", "1", given(kept, "scan.PDF", b"%PDF"), *words, "--taken-on", "2026-09-09", *DAY)
    assert answer.code == 0, answer.err
    assert (kept / CASE / "evidence/01-现场检查笔录.PDF").read_bytes() == b"%PDF"
    after = (kept / CASE / "case.yaml").read_text("utf-8")
    assert after.startswith(before)
    (one,) = load_case(kept, "2026-0001").file.evidence
    assert (one.no, one.name, one.kind, one.file) == (1, "现场检查笔录", "record", "evidence/01-现场检查笔录.PDF")
    assert (one.pages, one.original, one.taken_by, str(one.taken_on)) == (3, True, "甲", "2026-09-09")
    assert one.sha256 == sha256(b"%PDF").hexdigest()
    assert names_in(kept) == [f"{CASE}/case.yaml", f"{CASE}/evidence/01-现场检查笔录.PDF"]
    assert git(kept, "status", "--porcelain") == ""
    assert verified(run) == []


def test_several_files_under_one_name_are_numbered_in_one_write(run: Run, kept: Path) -> None:
    files = [given(kept, f"{n}.jpg", bytes([n])) for n in range(3)]
    assert run("evidence", "add", "1", *files, "--name", "现场照片", "--kind", "photo", *DAY).code == 0
    assert run("evidence", "add", "1", given(kept, "报告.pdf", b"r"), *DAY).code == 0
    assert lying(kept / CASE / "evidence") == [
        "01-现场照片（1）.jpg",
        "02-现场照片（2）.jpg",
        "03-现场照片（3）.jpg",
        "04-报告.pdf",
    ]
    assert git(kept, "rev-list", "--count", "HEAD") == "3"
    assert verified(run) == []


def test_json_tells_what_was_taken_in(run: Run, root: Path) -> None:
    answer = run("evidence", "add", "1", given(root, "a.txt"), "--pages", "2", "--copy", "--format", "json", *DAY)
    told = json.loads(answer.out)
    assert told["case"] == "2026-0001"
    assert told["evidence"] == [
        {
            "no": 1,
            "name": "a",
            "file": "evidence/01-a.txt",
            "pages": 2,
            "original": False,
            "sha256": sha256(b"x").hexdigest(),
            "size": 1,
        }
    ]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("e\u0301.txt", "01-\u00e9.txt"),
        ("con.txt", "01-con.txt"),
        ('a<>:"|?*%.txt', "01-a＜＞：＂｜？＊％.txt"),
        ("点..txt", "01-点.txt"),
        (" 空 格 .txt", "01-空 格.txt"),
        ("无扩展名", "01-无扩展名"),
        (".隐藏", "01-.隐藏"),
        ("换\n行.txt", "01-换 行.txt"),
        ("$(reboot);'`.txt", "01-$(reboot);'`.txt"),
        ("-rf.txt", "01--rf.txt"),
        ("长" * 80 + ".txt", "01-" + "长" * 65 + ".txt"),
    ],
)
def test_a_hostile_name_becomes_one_that_every_system_keeps(run: Run, root: Path, name: str, kept: str) -> None:
    answer = run("evidence", "add", "1", given(root, name), *DAY)
    assert answer.code == 0, answer.err
    assert lying(root / CASE / "evidence") == [kept]
    assert verified(run) == []


def test_the_same_bytes_are_refused_with_the_number_they_have(run: Run, root: Path) -> None:
    run("evidence", "add", "1", given(root, "a.txt"), *DAY)
    before = (root / CASE / "case.yaml").read_bytes()
    again = run("evidence", "add", "1", given(root, "new.txt", b"n"), given(root, "b.txt"), *DAY)
    assert again.code == 7
    assert "1" in again.err
    assert (root / CASE / "case.yaml").read_bytes() == before
    assert lying(root / CASE / "evidence") == ["01-a.txt"]
    twice = run("evidence", "add", "1", given(root, "c.txt", b"c"), given(root, "d.txt", b"c"), *DAY)
    assert twice.code == 7


def test_nothing_that_is_there_is_overwritten(run: Run, root: Path) -> None:
    folder = root / CASE / "evidence"
    folder.mkdir()
    (folder / "01-a.txt").write_bytes(b"mine")
    answer = run("evidence", "add", "1", given(root, "a.txt"), *DAY)
    assert answer.code == 4
    assert (folder / "01-a.txt").read_bytes() == b"mine"
    assert lying(folder) == ["01-a.txt"]


def test_a_file_that_lies_there_unlisted_is_listed_where_it_is(run: Run, root: Path) -> None:
    folder = root / CASE / "evidence"
    folder.mkdir()
    (folder / "照片.jpg").write_bytes(b"mine")
    assert verified(run) == ["evidence-unlisted"]
    assert run("evidence", "add", "1", str(folder / "照片.jpg"), *DAY).code == 0
    assert lying(folder) == ["01-照片.jpg"]
    # What a broken-off command left is taken up again.
    (folder / "02-b.txt").write_bytes(b"b")
    assert run("evidence", "add", "1", given(root, "b.txt", b"b"), *DAY).code == 0
    assert verified(run) == []


@pytest.mark.parametrize("what", ["missing", "folder", "link", "pipe", "unreadable"])
def test_what_is_no_file_is_refused_and_nothing_written(run: Run, root: Path, what: str) -> None:
    path = Path(given(root, "a"))
    if what != "unreadable":
        path.unlink()
    if what == "folder":
        path.mkdir()
    elif what == "link":
        path.symlink_to("/etc/passwd")
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "unreadable":
        if os.geteuid() == 0:
            pytest.skip("root reads all")
        path.chmod(0)
    answer = run("evidence", "add", "1", given(root, "good.txt"), str(path), *DAY)
    assert answer.code == (4 if what == "unreadable" else 3)
    assert str(path) in answer.err
    assert not list((root / CASE).glob("evidence/*"))


def test_a_folder_that_is_a_link_is_not_written_into(run: Run, root: Path) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (root / CASE / "evidence").symlink_to(outside)
    answer = run("evidence", "add", "1", given(root, "a.txt"), *DAY)
    assert answer.code == 2
    assert lying(outside) == []
    assert verified(run) == ["evidence-link"]


def test_a_full_disk_leaves_all_as_it_was(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (root / CASE / "case.yaml").read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    answer = run("evidence", "add", "1", given(root, "a.txt"), given(root, "b.txt", b"b"), *DAY)
    monkeypatch.undo()
    assert answer.code == 4
    assert (root / CASE / "case.yaml").read_bytes() == before
    assert lying(root / CASE / "evidence") == []


def test_where_case_yaml_cannot_be_written_no_file_stays(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def refuse(waiting: Path, path: Path) -> Path:
        if path.name == "case.yaml":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(waiting, path)

    before = (root / CASE / "case.yaml").read_bytes()
    monkeypatch.setattr(Path, "replace", refuse)
    assert run("evidence", "add", "1", given(root, "a.txt"), *DAY).code == 4
    monkeypatch.undo()
    assert (root / CASE / "case.yaml").read_bytes() == before
    assert lying(root / CASE / "evidence") == []


def test_a_list_in_any_hand_is_continued(run: Run, root: Path) -> None:
    path = root / CASE / "case.yaml"
    path.write_bytes(path.read_bytes() + "evidence: [{no: 3, name: 笔录}] # 证据\r\n".encode())
    assert run("evidence", "add", "1", given(root, "a.txt"), *DAY).code == 0
    assert [one.no for one in load_case(root, "2026-0001").file.evidence] == [3, 4]
    assert "# 证据" in path.read_text("utf-8")


def test_large_files_are_warned_about_unless_git_lfs_takes_them(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecoclaim.archive.large.LARGE", 10)
    assert "LFS" in run("evidence", "add", "1", given(kept, "a.mp4", b"a" * 20), *DAY).err
    (kept / ".gitattributes").write_text("*.mp4 filter=lfs -text\n")
    # As `git lfs install` writes it: into the person's own settings.
    for name, value in (("COUNT", "1"), ("KEY_0", "filter.lfs.clean"), ("VALUE_0", "cat")):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    if shutil.which("git-lfs") is None:
        stand_in = kept.parent / "bin" / "git-lfs"
        stand_in.parent.mkdir()
        stand_in.write_text("#!/bin/sh\n")
        stand_in.chmod(0o755)
        monkeypatch.setenv("PATH", f"{stand_in.parent}{os.pathsep}{os.environ['PATH']}")
    assert "LFS" not in run("evidence", "add", "1", given(kept, "b.mp4", b"b" * 20), *DAY).err
    assert "LFS" in run("evidence", "add", "1", given(kept, "c.mov", b"c" * 20), *DAY).err


def test_an_empty_file_is_taken_and_warned_about(run: Run, root: Path) -> None:
    answer = run("evidence", "add", "1", given(root, "a.txt", b""), *DAY)
    assert answer.code == 0
    assert "01-a.txt" in answer.err


def test_wrong_words_are_refused(run: Run, root: Path) -> None:
    file = given(root, "a.txt")
    assert run("evidence", "add", "1", *DAY).code == 2
    assert run("evidence", "add", "9", file, *DAY).code == 3
    assert run("evidence", "add", "1", file, "--taken-on", "2026-09-21", *DAY).code == 7
    assert run("evidence", "add", "1", file, "--name", "a\x07", *DAY).code == 2


@pytest.mark.parametrize("path", ["../../../x", "/etc/passwd", "C:\\x", "evidence/../../y", "~/x", "evidence/link.txt"])
def test_a_path_that_leads_out_is_not_written(run: Run, root: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / CASE / "evidence").mkdir()
    (root / CASE / "evidence/link.txt").symlink_to("/etc/passwd")
    before = (root / CASE / "case.yaml").read_bytes()
    assert run("set", "1", "evidence.1.name=笔录", f"evidence.1.file={path}", *DAY).code == 2
    pen = root.parent / "pen.sh"
    pen.write_text(f"#!/bin/sh\nprintf 'evidence:\\n  - {{no: 1, file: \"%s\"}}\\n' '{path}' >>\"$1\"\n")
    monkeypatch.setenv("VISUAL", f"sh {pen}")
    assert run("edit", "1", *DAY).code in (2, 4)
    assert (root / CASE / "case.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("{no: 1, file: ../case.yaml}", "evidence-path"),
        ("{no: 1, file: /etc/passwd}", "evidence-path"),
        ("{no: 1, file: 'C:\\x'}", "evidence-path"),
        ("{no: 1, file: evidence/../../2026-0002/case.yaml}", "evidence-path"),
        ("{no: 1, file: evidence/none.txt}", "evidence-missing"),
        ("{no: 1, file: evidence}", "evidence-missing"),
        ("{no: 1, file: evidence/a.txt}", "evidence-unhashed"),
        ("{no: 1, file: evidence/a.txt, sha256: 00}", "evidence-changed"),
        ("{no: 1, sha256: 00}", "evidence-no-file"),
        ("{no: 1, file: evidence/link.txt}", "evidence-path"),
    ],
)
def test_a_record_that_does_not_fit_is_found_at_its_line(run: Run, root: Path, entry: str, code: str) -> None:
    folder = root / CASE / "evidence"
    folder.mkdir()
    (folder / "a.txt").write_text("x")
    (folder / "link.txt").symlink_to("/etc/passwd")
    path = root / CASE / "case.yaml"
    path.write_text(path.read_text("utf-8") + f"evidence:\n  - {entry}\n", "utf-8")
    answer = run("verify", "1", "--format", "json", *DAY)
    (found,) = [one for one in read(answer)["findings"] if one["code"] == code]
    assert (found["path"], found["line"]) == (f"{CASE}/case.yaml", 7)
    checked = run("check", "1", "--format", "json", *DAY)
    assert ("evidence-path" in codes(checked), checked.code) == (code == "evidence-path", int(code == "evidence-path"))
    assert found["cure"]
    assert answer.code == 1


def test_one_file_listed_twice_is_found(run: Run, root: Path) -> None:
    run("evidence", "add", "1", given(root, "a.txt"), *DAY)
    path = root / CASE / "case.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"{text}  - {{no: 2, file: evidence/01-a.txt, sha256: {sha256(b'x').hexdigest()}}}\n", "utf-8")
    assert verified(run) == ["evidence-twice"]


def test_one_changed_byte_is_found(run: Run, root: Path) -> None:
    run("evidence", "add", "1", given(root, "a.bin", b"\0" * 3_000_000), *DAY)
    path = root / CASE / "evidence/01-a.bin"
    with path.open("r+b") as file:
        file.seek(2_500_000)
        file.write(b"\1")
    assert verified(run) == ["evidence-changed"]


def test_a_pointer_of_git_lfs_is_told_from_a_change(run: Run, root: Path) -> None:
    run("evidence", "add", "1", given(root, "a.bin", b"film"), *DAY)
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256(b'film').hexdigest()}\nsize 4\n"
    (root / CASE / "evidence/01-a.bin").write_text(pointer)
    assert verified(run) == ["evidence-pointer"]


def test_a_broken_case_hides_no_other(run: Run, root: Path) -> None:
    shutil.copytree(root / CASE, root / "cases/2026-0002")
    (root / "cases/2026-0001/evidence").mkdir()
    (root / "cases/2026-0001/evidence/x").write_text("x")
    answer = run("verify", "--format", "json", *DAY)
    assert answer.code == 4
    assert codes(answer) == ["file-bad", "evidence-unlisted"]


def test_people_read_where_it_is_and_the_cure(run: Run, root: Path) -> None:
    (root / CASE / "evidence").mkdir()
    (root / CASE / "evidence/x y.txt").write_text("x")
    answer = run("verify", *DAY)
    assert answer.out.startswith(f"{CASE}/evidence/x y.txt: ")
    assert "evidence add 2026-0001" in answer.out


def test_after_a_kill_between_file_and_record_the_next_run_works(run: Run, root: Path) -> None:
    # The file is placed before case.yaml: this is what a kill between the two leaves behind.
    (root / CASE / "evidence").mkdir()
    (root / CASE / "evidence/01-a.txt").write_bytes(b"x")
    (root / CASE / "evidence/.write-abc").write_bytes(b"x")
    assert verified(run) == ["evidence-unlisted"]
    assert run("evidence", "add", "1", given(root, "a.txt"), *DAY).code == 0
    assert verified(run) == []


def test_sha256sum_agrees_with_the_record(run: Run, root: Path) -> None:
    run("evidence", "add", "1", given(root, "a b.txt", "内容".encode()), *DAY)
    (one,) = load_case(root, "2026-0001").file.evidence
    done = subprocess.run(
        ["sha256sum", "-c", "-"], input=f"{one.sha256}  {one.file}\n".encode(), cwd=root / CASE, check=False
    )
    assert done.returncode == 0


def test_a_pdf_says_its_pages_itself(run: Run, root: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _page in range(3):
        writer.add_blank_page(100, 100)
    (root / "scan.pdf").parent.mkdir(exist_ok=True)
    writer.write(root / "scan.pdf")
    answer = run("evidence", "add", "1", str(root / "scan.pdf"), "--copy", "--format", "json", *DAY)
    assert json.loads(answer.out)["evidence"][0]["pages"] == 3
