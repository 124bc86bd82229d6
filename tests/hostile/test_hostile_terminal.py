"""What would move the cursor, hide a word or swap two never reaches a terminal, whoever wrote it and where it stands."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
from docx import Document
from trial import FULL, called

from ecoclaim import yamlfile
from ecoclaim.cli.page import choices
from ecoclaim.errors import BadFile
from ecoclaim.terminal import visible
from everycommand import every_command
from gitwork import git

if sys.platform == "win32":
    pytest.skip("Windows keeps such names out itself", allow_module_level=True)

SIGNS = {
    **{"colour": "\x1b[8m", "title": "\x1b]0;x\x07", "device": "\x1bPq\x1b\\", "bell": "\x07", "back": "\x08"},
    **{"return": "\r", "delete": "\x7f", "C1 sequence": "\x9b31m", "C1 device": "\x90q\x9c", "next line": "\x85"},
    **{"override": "\u202e", "embedding": "\u202a", "isolate": "\u2066", "pop": "\u2069", "mark": "\u200e"},
    **{"right mark": "\u200f", "Arabic mark": "\u061c", "line": "\u2028", "paragraph": "\u2029"},
    **{"zero width": "\u200b", "joiner": "\u200d", "order mark": "\ufeff", "soft hyphen": "\u00ad"},
    **{"filler": "\u3164", "tag": "\U000e0041", "not UTF-8": "\udcff"},
}
ALL = "".join(f"甲{sign}" for sign in SIGNS.values())


def _is_read(sign: str) -> bool:
    try:
        yamlfile.read(f"title: 甲{sign}乙\n".encode("utf-8", "surrogateescape"), "case.yaml")
    except BadFile:
        return False
    return True


READ = "".join(f"甲{sign}" for sign in SIGNS.values() if _is_read(sign)) + "乙"
IN_WORD = "".join(f"甲{sign}" for sign in SIGNS.values() if sign.isprintable() or "\x1f" < sign[0] < "\ud800")

# What is asked of each command; one that shows no text of the ledger's is asked all the same.
LINES = {
    "init": "init made --pack zhangye-2024 --department {} --authority {}",
    "new-case": "new-case --title {} --received 2026-11-20 --obligor {}",
    "import": "import register.csv --dry-run",
    "record": "record 1 demand-made --date 2026-11-20 note={} --obligor A",
    "undo": "undo 1 --yes",
    "remove": "remove 1 1 --reason {}",
    "set": "set 1 title={}",
    "correct": "correct 1 1 note={}",
    "edit": "edit 1",
    "deadlines": "deadlines --status all",
    "next": "next",
    "show": "show 1",
    "list": "list",
    "stats": "stats",
    "board": "board --out board.html",
    "export": "export --format json --out exported",
    "help": "help law",
    "why": "why 1 reply",
    "forms": "forms 1",
    "fill": "fill 1 consultation-notice",
    "render": "render 1 consultation-notice start-registration --draft --text",
    "drift": "drift 1",
    "templates check": "templates check",
    "templates export": "templates export consultation-notice",
    "check": "check",
    "count": "count 2026-09-08 5",
    "calendar": "calendar 2026",
    "calendar impact": "calendar impact calendars/2026.yaml",
    "report due": "report due",
    "report make": "report make quarterly-clue-list 2026Q1",
    "report sent": "report sent quarterly-clue-list 2026Q3 --date 2026-10-09 --note {}",
    "packs list": "packs list",
    "packs show": "packs show zhangye-office",
    "packs check": "packs check packs/zhangye-office.yaml",
    "packs diff": "packs diff zhangye-2024 zhangye-office",
    "packs new": "packs new mine --title {}",
    "evidence add": "evidence add 1 {} --kind record",
    "verify": "verify",
    "archive": "archive 1",
    "publish": "publish 1",
    "publish scan": "publish scan",
    "publish allow": "publish allow {} --reason {}",
    "publish hook": "publish hook",
    "schema": "schema case",
    "log": "log",
    "doctor": "doctor",
    "renumber": "renumber 1",
    "merge-events": "merge-events cases/2026-0001/events.yaml cases/2026-0001/events.yaml cases/2026-0002/events.yaml",
    "demo": "demo trial",
}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a ledger that reads well, with such characters wherever somebody may write a name or a text."""
    root = _full(tmp_path_factory.mktemp("named") / "ledger")
    case = root / "cases/2026-0001"
    for file in (case / "case.yaml", root / "packs/zhangye-office.yaml", root / "ecoclaim.yaml"):
        text = file.read_text("utf-8")
        for name in (
            "张掖某化工有限公司",
            "运输户己",
            "现场检查笔录",
            "某化工公司",
            "张掖市生态环境局",
            "经办甲",
            "本单位续期",
        ):
            text = text.replace(name, name[:2] + READ + name[2:])
        file.write_text(text, "utf-8")
    events = case / "events.yaml"
    events.write_text(
        events.read_text("utf-8") + f"- {{event: progress-reported, date: 2026-11-02, to: {READ}, note: {READ}}}\n"
    )
    for folder in ("evidence", "documents"):
        (case / folder).mkdir(exist_ok=True)
        _named_file(case / folder, ".txt").write_text("x", "utf-8")
    paper = Document()
    paper.add_paragraph(IN_WORD + "13900000001")
    paper.save(str(_named_file(case / "documents", ".docx")))
    for folder in ("templates/zhangye-2024", "calendars", "packs"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    paper.save(str(_named_file(root / "templates/zhangye-2024", ".docx")))
    paper.save(str(root / "templates/zhangye-2024/consultation-notice.docx"))
    for folder in ("calendars", "packs"):
        _named_file(root / folder, ".yaml").write_text("x: y\n", "utf-8")
    _committed(root)
    _named_file(root, ".txt").write_text("x", "utf-8")
    return root


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a ledger whose files hold such characters where none may stand, as keys, values and names of files."""
    root = _full(tmp_path_factory.mktemp("broken") / "ledger")
    for number, sign in enumerate(SIGNS.values(), 3):
        folder = root / f"cases/2026-{number:04d}"
        folder.mkdir()
        about = f"id: {folder.name}\ntitle: 甲{sign}\n{sign}a{sign}: x\ndomain: {sign}x\n"
        (folder / "case.yaml").write_bytes(about.encode("utf-8", "surrogateescape"))
        entries = f"- {{event: {sign}x, date: 2026{sign}}}\n- {{event: clue-found, date: '{sign}', {sign}: 1}}\n"
        (folder / "events.yaml").write_bytes(entries.encode("utf-8", "surrogateescape"))
        (root / f"cases/2026-{number:04d}{sign}x").mkdir()
    for name in ("packs", "calendars"):
        (root / name / "bad.yaml").write_text(f"name: {READ}\n{READ}: [\n", "utf-8")
    _committed(root)
    return root


def _full(root: Path) -> Path:
    shutil.copytree(FULL, root)
    git(root.parent, "init", "-q", "-b", "main", str(root))
    rows = f'案由{READ},赔偿义务人,立案时间,备{READ}注\n"一{IN_WORD}案","甲{READ}","{READ}","{READ}"\n'
    (root / "register.csv").write_bytes(rows.encode("utf-8", "replace").replace(b"\0", b""))
    return root


def _named_file(folder: Path, ending: str) -> Path:
    """Give a path with all such characters in it; of one that is longer than a name may be, the most that is."""
    return folder / f"{ALL}{ending}".replace("/", "")


def _committed(root: Path) -> None:
    author = {f"GIT_{one}_NAME": f"甲{ALL}乙".replace("\udcff", "") for one in ("AUTHOR", "COMMITTER")}
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", f"改 {ALL}".replace("\udcff", "").replace("\x85", ""), **author)
    git(root, "config", "remote.origin.url", READ)
    git(root, "config", "remote.origin.ecoclaim-public", "true")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run a command in a copy of a ledger; what it printed is held to carry nothing that a terminal obeys."""

    def run(root: Path, words: list[str], **around: str | None) -> str:
        shutil.rmtree(tmp_path / "copy", ignore_errors=True)
        shutil.copytree(root, tmp_path / "copy", symlinks=True)
        monkeypatch.chdir(tmp_path / "copy")
        code, out, err = called(words, {"HOME": str(tmp_path), "EDITOR": "true", **around})
        assert "Traceback" not in err, err
        assert code != 70
        for text in (out.removeprefix("\ufeff").replace("\r\n", "\n"), err):
            obeyed = [sign for sign in text if sign not in "\n\t" and category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
            assert obeyed == [], (words, text)
            assert "\u3164" not in text
        return out + err

    return run


def lines(name: str) -> list[list[str]]:
    """Give a command's line, once for each format it has."""
    words = [word.replace("{}", ALL.replace("\x00", "")) for word in LINES[name].split(" ")]
    forms = next((choices(one) for one in every_command()[name].params if one.name == "format"), ())
    # A workbook is no text, and is refused at a terminal.
    forms = [one for one in forms if one != "xlsx"]
    return [words, *([*words, "--format", form] for form in forms)]


def test_every_command_is_asked() -> None:
    assert set(LINES) == set(every_command())


@pytest.mark.parametrize("name", LINES)
def test_no_command_prints_what_a_terminal_obeys(
    named: Path, broken: Path, told: Callable[..., str], name: str
) -> None:
    for language in ("zh", "en"):
        for words in lines(name)[: None if language == "zh" else 1]:
            told(named, ["--lang", language, *words])
            told(broken, ["--lang", language, *words])


# These show names and texts of a sound ledger, so the characters must be seen there in their stand-ins.
SHOWING = [
    *[
        "deadlines",
        "next",
        "show",
        "list",
        "import",
        "why",
        "forms",
        "render",
        "drift",
        "templates check",
        "check",
        "report make",
    ],
    *["packs list", "packs show", "packs diff", "verify", "archive", "publish", "publish scan", "log", "doctor"],
]


@pytest.mark.parametrize("name", SHOWING)
def test_what_is_not_obeyed_is_seen(named: Path, told: Callable[..., str], name: str) -> None:
    shown = [told(named, words) for words in lines(name)]
    assert any(visible("\u202e") in one for one in shown), shown


def parameters() -> Iterator[tuple[str, str]]:
    for name, command in every_command().items():
        for one in command.params:
            if not getattr(one, "is_flag", False):
                yield name, one.name


@pytest.mark.parametrize(("name", "parameter"), list(parameters()))
def test_no_argument_comes_back_as_what_a_terminal_obeys(
    tmp_path_factory: pytest.TempPathFactory, told: Callable[..., str], name: str, parameter: str
) -> None:
    command: Any = every_command()[name]
    one = next(each for each in command.params if each.name == parameter)
    if one.param_type_name == "option":
        words = [*LINES[name].replace("{}", "x").split(), max(one.opts, key=len), ALL]
    else:
        places = [each.name for each in command.params if each.param_type_name == "argument"]
        path = name.split()
        given = LINES[name].replace("{}", "x").split()[len(path) :]
        words = [*path, *given[: places.index(parameter)], ALL]
    told(FULL, ["--lang", "zh", *words])


@pytest.mark.parametrize("variable", ["ECOCLAIM_LANG", "ECOCLAIM_LEDGER", "ECOCLAIM_TODAY", "EDITOR", "VISUAL", "HOME"])
@pytest.mark.parametrize("name", ["deadlines", "edit", "doctor", "list"])
def test_no_variable_comes_back_as_what_a_terminal_obeys(told: Callable[..., str], variable: str, name: str) -> None:
    told(FULL, LINES[name].split(), **{variable: ALL})


def test_help_and_unknown_words_are_shown_as_they_are_not(told: Callable[..., str]) -> None:
    for words in ([ALL], ["--" + ALL], ["list", ALL], ["list", "--format", ALL], ["packs", ALL]):
        assert visible("\u202e") in told(FULL, words)


def test_names_that_are_not_utf_8_are_shown(told: Callable[..., str]) -> None:
    assert r"$'nowhere-\xff'" in told(FULL, ["-C", os.fsdecode(b"nowhere-\xff"), "list"])
