"""The commands that write, each with the ledger it begins from and what may come when it is called again."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from interposed import command, forked, result

from gitwork import git

TODAY = "2026-11-21"
CLOSED = "2024-0001"  # of the shipped example


@dataclass(frozen=True)
class Scene:
    """One command: its words, the place it begins from, the exit codes it may give when called again after a kill.

    `first` is what has happened before. Where a folder `moves`, its files may still be the old ones at their new place
    when it is killed; whatever is asked next finds them as they are to be.
    """

    name: str
    words: tuple[str, ...]
    start: str = "small"
    again: frozenset[int] = frozenset({0})
    first: Callable[[Path], object] = field(default=lambda place: None)
    code: int = 0
    moves: bool = False


def scene(name: str, line: str, start: str = "small", again: tuple[int, ...] = (0,), **more: object) -> Scene:
    """Make a scene of a command line."""
    return Scene(name, tuple(line.split()), start, frozenset(again), **more)  # type: ignore[arg-type]


def environment(place: Path) -> dict[str, str]:
    """Give the variables under which a scene's commands run: its own day, home, person and temporary files."""
    for name in ("tmp", "home"):
        (place.parent / f"{place.name}.{name}").mkdir(exist_ok=True)
    return {
        "ECOCLAIM_TODAY": TODAY,
        "ECOCLAIM_LANG": "en",
        "ECOCLAIM_LEDGER": "",
        "EDITOR": f"{sys.executable} {place / 'out' / 'editor.py'}",
        "VISUAL": "",
        "HOME": str(place / "out"),
        "XDG_DATA_HOME": str(place / "out" / "share"),
        "XDG_CONFIG_HOME": str(place / "out" / "config"),
        "TMPDIR": str(place.parent / f"{place.name}.tmp"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(place / "out" / "gitconfig"),
    }


def called(place: Path, line: str, code: int = 0) -> tuple[int, str, str]:
    """Run a command line in the scene's ledger, in a process of its own; hold that it ends with this code."""
    made = result(*forked(lambda: command(line.split(), place / "ledger", environment(place))))
    assert made is not None
    assert made[0] == code, (line, made)
    return made  # type: ignore[return-value]


# The places from which scenes begin; each has `ledger` and, beside it, `out` for what is written elsewhere.


def empty(place: Path) -> None:
    """Make a place without a ledger."""
    (place / "ledger").mkdir(parents=True)
    out = place / "out"
    out.mkdir()
    (out / "gitconfig").write_text("[user]\nname = 经办人甲\nemail = jia@example.org\n[gc]\nauto = 0\n", "utf-8")
    (out / "photo.jpg").write_bytes(bytes(range(256)) * 64)
    (out / "paper.txt").write_text("一页\n", "utf-8")
    (out / "editor.py").write_text(
        "import sys\np = sys.argv[1]\nt = open(p, encoding='utf-8').read()\n"
        "open(p, 'w', encoding='utf-8').write(t.replace('污水渗坑', '废水渗坑'))\n",
        "utf-8",
    )
    rows = "".join(f"XS{number},第{number}号渗坑,甲厂,2026-09-0{number}\n" for number in (1, 2, 3))
    (out / "register.csv").write_text(f"线索编号,案由,赔偿义务人,接到线索时间\n{rows}", "utf-8")
    (out / ".bashrc").write_text("alias ll='ls -l'\n", "utf-8")


def small(place: Path) -> None:
    """Make a ledger of three cases, two of them with two obligors."""
    empty(place)
    called(place, "init . --pack zhangye-2024 --department 某市生态环境局")
    for title in ("污水渗坑", "固废倾倒", "河道污染"):
        called(place, f"new-case --title {title} --received 2026-09-08 --obligor 甲厂 --obligor 乙厂")
    called(place, "record 1 review-started --date 2026-09-09")
    called(place, "record 1 damage-known --obligor A --obligor B --date 2026-09-10")
    private = "obligors:\n  - {key: A, phone: 13900000003}\n"
    (place / "ledger/cases/2026-0001/case.private.yaml").write_text(private, "utf-8")
    git(
        place / "ledger",
        "add",
        "-f",
        "cases/2026-0001/case.private.yaml",
        GIT_CONFIG_GLOBAL=str(place / "out/gitconfig"),
    )
    git(place / "ledger", "commit", "-qm", "private", GIT_CONFIG_GLOBAL=str(place / "out/gitconfig"))


def closed(place: Path) -> None:
    """Lay out the shipped example with every paper of its closed case."""
    empty(place)
    (place / "ledger").rmdir()
    called_beside(place, "demo ledger")
    called(place, f"render {CLOSED} --all")
    called(place, f"render {CLOSED} photo-page")
    git(place / "ledger", "gc", "-q", GIT_CONFIG_GLOBAL=str(place / "out/gitconfig"))


def called_beside(place: Path, line: str) -> None:
    """Run a command line in the place itself."""
    made = result(*forked(lambda: command(line.split(), place, environment(place))))
    assert made is not None
    assert made[0] == 0, made


STARTS: dict[str, Callable[[Path], None]] = {"empty": empty, "small": small, "closed": closed}


def _bag_folder(place: Path) -> None:
    (place / "out/hand").mkdir()


def _old_schema(place: Path) -> None:
    (place / "ledger/.ecoclaim/case.schema.json").write_text("{}", "utf-8")
    git(place / "ledger", "commit", "-qam", "old", GIT_CONFIG_GLOBAL=str(place / "out/gitconfig"))


def _no_driver(place: Path) -> None:
    git(place / "ledger", "config", "--remove-section", "merge.ecoclaim-entries")


def _three_states(place: Path) -> None:
    events = (place / "ledger/cases/2026-0001/events.yaml").read_bytes()
    for name, more in (("base", b""), ("ours", b"- {event: investigation-started, date: 2026-09-11}\n")):
        (place / f"out/{name}.yaml").write_bytes(events + more)
    (place / "out/theirs.yaml").write_bytes(events + b"- {event: team-formed, date: 2026-09-12}\n")


SCENES = (
    scene("init", "init . --pack zhangye-2024 --department 某市生态环境局", "empty", (0, 2)),
    scene("init DIR", "init new/ledger --pack xpcc --department 某师生态环境局", "empty", (0, 2)),
    scene("new-case", "new-case --title 新案 --received 2026-11-20 --obligor 丙厂"),
    scene("new-case, bare", "new-case --title 新案 --found 2026-11-20"),
    scene("import", "import ../out/register.csv", moves=True),
    scene("record", "record 1 investigation-started --date 2026-11-20"),
    scene("record, two obligors", "record 1 demand-made --obligor A --obligor B --date 2026-11-20 means=mail"),
    scene("record, fields", "record 2 review-concluded --date 2026-09-20 damage=yes opinion=start findings=渗坑"),
    scene(
        "record --despite",
        "record 1 notice-served --obligor A --date 2026-11-20 method=public --despite 已登报",
    ),
    scene("record, late", "record 3 review-started --date 2026-09-09 note=补录"),
    scene("set", "set 1 title=另名 incident.place=某镇"),
    scene("set, two files", "set 1 obligors.A.phone=13900000004 obligors.B.address=某路1号 meetings.1.on=2026-12-01"),
    scene("correct", "correct 1 2 date=2026-09-12 note=改期"),
    scene("undo", "undo 1 --yes", again=(0, 3)),
    scene("remove", "remove 1 1 --reason 误记", again=(0, 3)),
    scene("edit", "edit 1"),
    scene("renumber", "renumber 2026-0002", again=(0, 3), moves=True),
    scene("renumber NEW", "renumber 2 2026-0009", again=(0, 3), moves=True),
    scene("evidence add", "evidence add 1 ../out/photo.jpg --name 现场照片 --kind 照片", again=(0, 7)),
    scene("evidence add, two", "evidence add 1 ../out/photo.jpg ../out/paper.txt --copy", again=(0, 7)),
    scene("render", "render 1 service-receipt --draft"),
    scene("render --all", "render 1 --all --draft"),
    scene("render --out", "render 1 consultation-notice --draft --out ../out/forms"),
    scene("report make", "report make quarterly-clue-list 2026Q3 --out ../out/list.xlsx --format xlsx", again=(0, 2)),
    scene("report sent", "report sent quarterly-clue-list 2026Q3 --date 2026-10-09", again=(0, 7)),
    scene("archive", f"archive {CLOSED}", "closed"),
    scene("archive --bag", f"archive {CLOSED} --bag ../out/hand/{CLOSED}", "closed", (0, 2), first=_bag_folder),
    scene("publish --docx", f"publish {CLOSED} --docx", "closed"),
    scene("publish --out", f"publish {CLOSED} --out ../out/notice.txt", "closed"),
    scene("publish hook", "publish hook"),
    scene("packs new", "packs new hexi --extends zhangye-2024", again=(0, 2)),
    scene("templates export", "templates export consultation-notice service-receipt"),
    scene("schema --write", "schema case --write", first=_old_schema),
    scene("doctor", "doctor", again=(0, 1), first=_no_driver),
    scene("merge-events", "merge-events ../out/base.yaml ../out/ours.yaml ../out/theirs.yaml", first=_three_states),
    scene("demo", "demo demo", "empty", (0, 2)),
    scene("completion", "--install-completion bash", "empty"),
)


# What someone does next who does not call the same command again.
OTHER = {
    "empty": "new-case --title 后来 --found 2026-11-20",
    "small": "set 3 incident.place=某镇",
    "closed": "set 2026-0004 incident.place=某镇",
}


def starts(folder: Path, wanted: Iterable[str] | None = None) -> dict[str, Path]:
    """Make the places from which scenes begin."""
    made = {}
    for name in wanted or STARTS:
        STARTS[name](folder / name)
        made[name] = folder / name
    return made


def begin(scene: Scene, start: Path, place: Path) -> Path:
    """Lay out a fresh copy of the place a scene begins from."""
    if place.exists():
        shutil.rmtree(place)
    tmp = place.parent / f"{place.name}.tmp"
    if tmp.exists():
        shutil.rmtree(tmp)
    shutil.copytree(start, place, symlinks=True)
    for one in (place / "out/gitconfig", place / "ledger"):
        assert os.path.lexists(one) or scene.start == "empty"
    scene.first(place)
    return place
