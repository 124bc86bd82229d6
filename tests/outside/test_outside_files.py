from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import ecoclaim
from ecoclaim import words
from ecoclaim.errors import BadFile, NotFound, Stop
from ecoclaim.outside.files import beginning, contents

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices")


@pytest.fixture(autouse=True)
def _english() -> None:
    words.use("en")


def placed(kind: str, folder: Path) -> Path:
    path = folder / "file"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "a link to /dev/zero":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
        case "a link to itself":
            path.symlink_to(path)
        case "socket":
            socket.socket(socket.AF_UNIX).bind(str(path))
        case "too large":
            path.touch()
            os.truncate(path, 1 << 40)
    return path


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("pipe", "not an ordinary file"),
        ("a link to /dev/zero", "not an ordinary file"),
        ("folder", "cannot be read"),
        ("a link to itself", "cannot be read"),
        ("socket", "cannot be read"),
        ("too large", "larger than 1 MiB"),
    ],
)
def test_what_is_no_file_to_read_is_a_sentence_and_no_wait(kind: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile) as fault:
        contents(placed(kind, tmp_path), 1 << 20, "某")
    assert str(fault.value).startswith("某: ")
    assert told in str(fault.value)


@pytest.mark.parametrize("size", [0, 1, 1 << 20])
def test_a_file_up_to_the_limit_is_read_whole(size: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * size)
    assert contents(path, 1 << 20) == b"x" * size
    assert beginning(path, 10) == b"x" * min(size, 10)


def test_what_says_that_it_is_empty_is_read_all_the_same() -> None:
    assert b"Name:" in contents(Path("/proc/self/status"), 1 << 20)


def test_a_missing_file_is_told_as_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        contents(tmp_path / "none")
    with pytest.raises(Stop):
        contents(Path("a\0b"))


def test_the_reader_of_files_loads_no_reader_of_xml() -> None:
    code = "import sys, ecoclaim.outside.files, ecoclaim.outside.kinds; sys.exit('lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


READERS = {
    "outside/files.py": "the reader itself",
    "ledger/places.py": "the shipped packs",
    "forms/pdf.py": "what LibreOffice made in a folder of ours",
    "cli/shells.py": "the person's own settings",
}


def test_no_other_room_opens_a_file_to_read_it() -> None:
    source = Path(ecoclaim.__file__).parent
    found = set()
    for path in sorted(source.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            writes = isinstance(node, ast.Call) and any(
                isinstance(one, ast.Constant) and one.value in ("wb", "xb", "ab", "w", "a") for one in node.args
            )
            on_path = name == "open" and not (
                isinstance(called, ast.Attribute)
                and isinstance(called.value, ast.Name)
                and called.value.id in ("os", "self", "tarfile", "archive")
            )
            own = any(f"{of}(" in ast.unparse(node) for of in ("shipped", "files"))  # of the package
            if not own and (name in ("read_bytes", "read_text") or (on_path and not writes)):
                found.add(path.relative_to(source).as_posix())
    assert found == set(READERS)
