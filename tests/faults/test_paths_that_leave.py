"""Nothing is written out of the ledger: not through a link, not by a name with ../ in it, not by an absolute one.

What is read in YAML, names and bags is tested in tests/hostile, tests/test_file_names.py and tests/cli.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from interposed import run
from scenes import SCENES, begin, environment
from sweep import files

CASE = "cases/2026-0001"
RECORD = "record 1 investigation-started --date 2026-11-20"


@pytest.mark.parametrize(
    ("linked", "line"),
    [
        (CASE, RECORD),
        (CASE, "set 1 incident.place=某镇"),
        (CASE, "correct 1 2 note=改"),
        (CASE, "undo 1 --yes"),
        (CASE, "edit 1"),
        (CASE, "render 1 service-receipt --draft"),
        (CASE, "evidence add 1 ../out/photo.jpg"),
        (CASE, "renumber 1 2026-0009"),
        (f"{CASE}/case.yaml", "set 1 incident.place=某镇"),
        (f"{CASE}/case.private.yaml", "set 1 obligors.A.phone=13900000004"),
        (f"{CASE}/events.yaml", RECORD),
        (f"{CASE}/documents", "render 1 service-receipt --draft"),
        (f"{CASE}/evidence", "evidence add 1 ../out/photo.jpg"),
        ("cases", "new-case --title 新 --found 2026-11-20"),
        ("cases", RECORD),
        ("packs", "packs new hexi"),
        ("templates", "templates export consultation-notice"),
        (".ecoclaim", "schema case --write"),
        ("reports.yaml", "report sent quarterly-clue-list 2026Q3 --date 2026-10-09"),
        (".ecoclaim.lock", RECORD),
    ],
)
def test_nothing_is_written_through_a_link(linked: str, line: str, starting: dict[str, Path], here: Path) -> None:
    place = begin(SCENES[0], starting["small"], here / "links")
    path, beyond = place / "ledger" / linked, place / "out" / "beyond"
    if path.exists():
        shutil.move(path, beyond)
        if linked == ".ecoclaim":
            (beyond / "case.schema.json").write_text("{}", "utf-8")
    else:
        beyond.mkdir()
    path.symlink_to(beyond)
    before = files(place)
    if line.startswith("edit"):
        # The copy for the editor lies beside the file; nothing is put in the file's place.
        before = {name: data for name, data in before.items() if ".write-" not in name}
    done = run(line.split(), place / "ledger", environment(place))
    assert done.code in (2, 4), done
    assert linked in done.err
    assert "link" in done.err
    assert path.is_symlink()
    after = {name: data for name, data in files(place).items() if ".write-" not in name}
    assert after == before


@pytest.mark.parametrize("name", ["../../out/x", "/tmp/x", "..", "a/b", "C:\\x", "x\ny"])
def test_nothing_is_written_by_a_name_that_leaves(name: str, starting: dict[str, Path], here: Path) -> None:
    place = begin(SCENES[0], starting["small"], here / "links")
    before = files(place)
    for words in (("packs", "new", name), ("renumber", "1", name), ("new-case", "--title", "新", "--pack", name)):
        more = ("--found", "2026-11-20") if words[0] == "new-case" else ()
        done = run((*words, *more), place / "ledger", environment(place))
        assert done.code in (2, 3), done
        assert done.err.strip()
    assert files(place) == before


def test_a_ledger_that_is_itself_reached_through_a_link_is_written(starting: dict[str, Path], here: Path) -> None:
    place = begin(SCENES[0], starting["small"], here / "links")
    (place / "ledger").rename(place / "out/far")
    (place / "ledger").symlink_to(place / "out/far")
    for folder, more in ((place / "ledger", ()), (place, ("-C", "ledger")), (place / "out/far", ("-C", "."))):
        done = run(("set", "1", f"incident.place={folder.name}", *more), folder, environment(place))
        assert done.code == 0, done


def test_what_is_written_elsewhere_on_request_may_go_through_a_link(starting: dict[str, Path], here: Path) -> None:
    place = begin(SCENES[0], starting["small"], here / "links")
    (place / "out/beyond").mkdir()
    (place / "out/link").symlink_to(place / "out/beyond")
    line = "render 1 service-receipt --draft --out ../out/link -C ."
    assert run(line.split(), place / "ledger", environment(place)).code == 0
    assert list((place / "out/beyond").iterdir())
