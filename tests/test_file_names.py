"""Names that every system keeps, and paths that stay in their folder."""

from __future__ import annotations

import os
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecoclaim.errors import WrongUsage
from ecoclaim.ledger.names import fault_of_name, files_below, inside, is_litter, refuse_links, safe_name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("现场检查笔录", "现场检查笔录"),
        ("现场检查笔录 ", "现场检查笔录"),
        ("e\u0301tat", "\u00e9tat"),
        ('a<b>c:d"e/f\\g|h?i*j%k', "a＜b＞c：d＂e／f＼g｜h？i＊j％k"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM1", "_COM1"),
        ("lpt¹", "_lpt¹"),
        ("console", "console"),
        ("末尾有点...", "末尾有点"),
        (".hidden", "hidden"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ("a\nb\tc\x00d", "a b c d"),
        ("右到左\u202egnp.exe", "右到左 gnp.exe"),
        ("", "_"),
        ("...", "_"),
        ("  ", "_"),
    ],
)
def test_a_new_name_is_one_that_every_system_keeps(said: str, name: str) -> None:
    assert safe_name(said) == name


@given(st.text(max_size=300))
def test_whatever_is_said_the_name_is_legal_and_short(said: str) -> None:
    name = safe_name(said)
    assert fault_of_name(name) == ""
    assert name == normalize("NFC", name)
    assert len(name.encode()) <= 201
    assert safe_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["a%0A.txt", "a\\b", "aux", "AUX.pdf", "a.", " a", "a\nb", "e\u0301", "a?", "x" * 256, "图" * 90],
)
def test_a_name_that_some_system_does_not_keep_is_told(name: str) -> None:
    assert fault_of_name(name)


@pytest.mark.parametrize("name", ["01-现场检查笔录.txt", "a.b-c (2).docx", "auxiliary.pdf"])
def test_a_name_that_all_keep_is_let_be(name: str) -> None:
    assert fault_of_name(name) == ""


@pytest.mark.parametrize(
    "said",
    [
        *(
            "../case.yaml",
            "evidence/../../2026-0002/case.yaml",
            "/etc/passwd",
            "~/secret",
            "C:/x",
            "c:x",
            "\\\\host\\share",
        ),
        *("evidence\\x", "evidence//x", "./x", "evidence/.", "", "evidence/a\nb", "evidence/"),
    ],
)
def test_a_path_that_leads_out_is_refused(tmp_path: Path, said: str) -> None:
    with pytest.raises(WrongUsage):
        inside(tmp_path, said)


def test_a_path_through_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case/evidence").symlink_to(tmp_path)
    (tmp_path / "secret").write_text("x")
    with pytest.raises(WrongUsage):
        inside(tmp_path / "case", "evidence/secret")
    with pytest.raises(WrongUsage):
        refuse_links(tmp_path, tmp_path / "case/evidence")
    refuse_links(tmp_path, tmp_path / "case")


def test_a_path_in_the_folder_is_given_whether_there_is_a_file_or_not(tmp_path: Path) -> None:
    assert inside(tmp_path, "evidence/01-现场.txt") == tmp_path / "evidence/01-现场.txt"


def test_files_are_listed_in_order_without_what_systems_leave_behind(tmp_path: Path) -> None:
    for name in ("b/2", "b/1", "a", ".DS_Store", "b/Thumbs.db", "b/~$x.docx", "b/.git/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "c").symlink_to(tmp_path / "b")
    assert [name for name, _state in files_below(tmp_path)] == ["a", "b/1", "b/2", "c"]
    assert is_litter("~$告知书.docx")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among files")
def test_a_pipe_is_listed_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [name for name, _state in files_below(tmp_path)] == ["pipe"]
