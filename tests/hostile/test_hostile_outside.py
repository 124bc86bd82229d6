"""Whatever a stranger's ledger holds in place of a file: a sentence, a code, the rest answered, nothing changed."""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from trial import GOOD as GOOD_CASE
from trial import answers_the_rest, called, judge, lay_out

from bad_files import GOOD, NO_WORD_FILE, with_body
from reaching import reaching

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of a process")

CASE = "2026-0002"
MIB = 1 << 20
MORE_MEMORY = 600 * MIB
HANGS = 60  # seconds
TEMPLATE = "templates/xpcc/consultation-notice.docx"


@pytest.fixture(autouse=True)
def _bounded() -> Iterator[None]:
    """Let this process have only so much memory more, and wake it up where it waits for ever."""

    def woken(_number: int, _frame: object) -> None:
        raise AssertionError("it hangs")

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    old = signal.signal(signal.SIGALRM, woken)
    signal.alarm(HANGS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MORE_MEMORY, hard))
    yield
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    signal.alarm(0)
    signal.signal(signal.SIGALRM, old)


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 70 << 30)


def bound(path: Path) -> None:
    here = os.open(path.parent, os.O_RDONLY)
    try:
        # The name of a socket is short; the way to it may not be.
        socket.socket(socket.AF_UNIX).bind(f"/proc/self/fd/{here}/{path.name}")
    finally:
        os.close(here)


NO_FILE: Mapping[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a link to zeros": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a socket": bound,
    "seventy gibibytes": sparse,
    "a folder": lambda path: path.mkdir(),
}


def put(root: Path, name: str, make: Callable[[Path], object]) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)
    return path


def states(root: Path) -> dict[str, tuple[int, int]]:
    return {
        str(one): (one.lstat().st_size, one.lstat().st_mtime_ns)
        for one in root.rglob("*")
        if one.name != ".ecoclaim.lock" and not one.is_dir()
    }


def told(root: Path, line: str, *names: str) -> int:
    """Run a command that meets a bad file: its name is told, and nothing changes. Gives the code."""
    before = states(root)
    code, out, err = judge(root, line.format(case=CASE).split())
    assert states(root) == before, line
    assert all(name in out + err for name in names), (line, out, err)
    return code


SETTINGS = {
    "ecoclaim.yaml": ("deadlines", "set {case} title=x", "doctor"),
    f"cases/{CASE}/case.yaml": ("show {case}", "deadlines", "set {case} title=x", "publish {case}", "verify {case}"),
    f"cases/{CASE}/events.yaml": ("show {case}", "record {case} progress-reported --date 2026-11-20", "undo {case}"),
    f"cases/{CASE}/case.private.yaml": ("show {case}", "forms {case}", "set {case} title=x"),
    "reports.yaml": ("report due", "report sent quarterly-clue-list 2026Q3 --date 2026-10-09"),
    "calendars/2027.yaml": ("deadlines", "count 2026-12-01 300 --unit working_days", "calendar 2027"),
    "packs/zhangye-office.yaml": ("packs list", "packs show zhangye-office", "schema case", "deadlines"),
}


@pytest.mark.parametrize("what", NO_FILE)
@pytest.mark.parametrize("name", SETTINGS)
def test_no_file_in_place_of_a_text_is_named_and_hides_no_other(tmp_path: Path, name: str, what: str) -> None:
    root = lay_out(tmp_path / "ledger")
    put(root, name, NO_FILE[what])
    for line in SETTINGS[name]:
        told(root, line)
    if name.startswith("cases/"):
        assert told(root, "deadlines", name) == 4
        answers_the_rest(root)


@pytest.mark.parametrize("link", ["case.yaml", "case.private.yaml", "events.yaml", ""])
def test_no_text_is_read_that_lies_outside_the_ledger(tmp_path: Path, link: str) -> None:
    root = lay_out(tmp_path / "ledger")
    case = root / "cases" / CASE
    other = case.rename(tmp_path / "other")
    (other / "case.private.yaml").write_text("obligors:\n  - {key: A, phone: 13987654321}\n", "utf-8")
    if link:
        case.mkdir()
        for name in ("case.yaml", "events.yaml", "case.private.yaml"):
            (case / name).symlink_to(other / name) if name == link else (case / name).write_bytes(
                (other / name).read_bytes() if name != "case.private.yaml" else b""
            )
    else:
        case.symlink_to(other)
    for line in ("show {case}", "render {case} consultation-notice --draft --text", "publish {case}"):
        code, out, err = judge(root, line.format(case=CASE).split())
        assert code == 4, (line, out, err)
        assert "13987654321" not in out + err
        assert "is a link" in err
    answers_the_rest(root)


def test_a_link_within_the_ledger_and_one_to_it_are_followed(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "ledger")
    (root / "packs" / "shared").mkdir()
    (root / "packs/zhangye-office.yaml").rename(root / "packs/shared/zhangye-office.yaml")
    (root / "packs/zhangye-office.yaml").symlink_to("shared/zhangye-office.yaml")
    (tmp_path / "link").symlink_to(root)
    assert judge(tmp_path / "link", ["show", CASE])[0] == 0


def test_no_template_or_document_is_read_that_lies_outside_the_ledger(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "ledger")
    (tmp_path / "other.docx").write_bytes(GOOD)
    put(root, TEMPLATE, lambda path: path.symlink_to(tmp_path / "other.docx"))
    assert told(root, "render {case} consultation-notice --draft --text", "is a link") == 4
    document = f"cases/{CASE}/documents/consultation-notice-A-1.docx"
    put(root, document, lambda path: path.symlink_to(tmp_path / "other.docx"))
    assert told(root, "drift {case}", document, "is a link") == 4


@pytest.mark.parametrize("what", NO_FILE)
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completion_offers_what_it_can_and_never_waits(tmp_path: Path, shell: str, what: str) -> None:
    root = lay_out(tmp_path / "ledger")
    for name in ("ecoclaim.yaml", f"cases/{CASE}/case.yaml", "packs/zhangye-office.yaml"):
        put(root, name, NO_FILE[what])
        for line in ("show 2026", "render 2026-0002 x", "render 好", "why 2026-0002 x", "packs show x"):
            words = "\n".join(["ecoclaim", "-C", str(root), *line.split()])
            _code, out, err = called([], {"_ECOCLAIM_COMPLETE": shell, "_ECOCLAIM_WORDS": words})
            assert "Traceback" not in out + err


HANGING = {"braces": "{{" * 30_000, "parentheses": "{{ " + "(" * 5000 + "x" + ")" * 5000 + " }}"}
WORD_FILES: Mapping[str, Callable[[Path], object]] = {
    **NO_FILE,
    **{what: lambda path, make=make: path.write_bytes(make()) for what, (make, _told) in NO_WORD_FILE.items()},
    **{
        what: lambda path, data=data: path.write_bytes(data)
        for what, (data, _told) in reaching("http://127.0.0.1:9").items()
    },
    **{
        what: lambda path, body=body: path.write_bytes(with_body(f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p>"))
        for what, body in HANGING.items()
    },
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("words") / "ledger")


@pytest.mark.parametrize("what", WORD_FILES)
def test_a_bad_template_is_named_by_whoever_reads_it_and_used_by_nobody(ledger: Path, what: str) -> None:
    path = put(ledger, TEMPLATE, WORD_FILES[what])
    try:
        assert told(ledger, f"templates check {path}", "consultation-notice.docx") in (3, 4)
        assert told(ledger, "render {case} consultation-notice --draft --text", "consultation-notice.docx") in (3, 4)
        assert told(ledger, "templates check") in (3, 4)
        told(ledger, "forms {case}")
        answers_the_rest(ledger)
    finally:
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


@pytest.mark.parametrize("what", WORD_FILES)
def test_a_bad_document_is_named_and_never_overwritten(ledger: Path, what: str) -> None:
    if what in HANGING:
        pytest.skip("a document is not parsed as a template")
    name = f"cases/{CASE}/documents/consultation-notice-A-1.docx"
    path = put(ledger, name, WORD_FILES[what])
    try:
        assert told(ledger, "drift {case}", name) == 4 or what == "a folder"
        code, _out, err = judge(ledger, ["render", CASE, "consultation-notice", "--draft", "--diff"])
        assert code in (0, 4), err
        code, out, err = called(["-C", str(ledger), "publish", "scan", CASE])
        assert code in (0, 4, 7), err
        assert "Traceback" not in out + err
        told(ledger, "verify {case}")
    finally:
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


@pytest.mark.parametrize("what", [what for what in NO_FILE if what != "seventy gibibytes"])
def test_no_file_is_taken_for_evidence_or_a_manifest(tmp_path: Path, what: str) -> None:
    root = lay_out(tmp_path / "ledger")
    outside = put(tmp_path, "received.pdf", NO_FILE[what])
    assert told(root, f"evidence add {CASE} {outside}", "received.pdf") == 3
    put(root, f"cases/{CASE}/evidence/received.pdf", NO_FILE[what])
    put(root, f"cases/{CASE}/manifest-sha256.txt", NO_FILE[what])
    told(root, "verify {case}")
    told(root, "archive {case}")
    put(root, "packs/sources/x.txt", NO_FILE[what])
    told(root, f"packs check {root}/packs/zhangye-office.yaml")


PACKS = {
    **NO_FILE,
    "a million rules": lambda path: path.write_text("name: x\nrules:\n" + "  - {id: a}\n" * 20_000, "utf-8"),
    "a gigabyte of rules": lambda path: path.write_bytes(b"- {id: a}\n" * 10_000_000),
    "a deep pack": lambda path: path.write_text("rules: " + "[" * 200_000, "utf-8"),
    "a pack of itself": lambda path: path.write_text("name: x\nextends: x\n", "utf-8"),
    "a Word file": lambda path: path.write_bytes(GOOD),
}


@pytest.mark.parametrize("what", PACKS)
def test_a_bad_pack_is_told_whoever_asks_for_it(tmp_path: Path, what: str) -> None:
    root = lay_out(tmp_path / "ledger")
    path = put(root, "packs/x.yaml", PACKS[what])
    assert told(root, f"packs check {path}", "x.yaml") == 4
    for line in ("packs show x", "packs list", "new-case --title a --received 2026-11-20 --pack x --obligor b"):
        told(root, line)
    answers_the_rest(root)
    assert GOOD_CASE in judge(root, ["list"])[1]


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin", "/proc/self/mem", "/dev/random", "/"])
@pytest.mark.parametrize("line", ["packs check {}", "templates check {}", "evidence add 2026-0002 {}"])
def test_a_device_in_place_of_a_file_is_a_sentence(tmp_path: Path, line: str, path: str) -> None:
    root = lay_out(tmp_path / "ledger")
    assert told(root, line.format(path), path) in (3, 4)
