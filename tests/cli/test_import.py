"""An office's register comes in at one go, every row accounted for, and goes out as a workbook that can come back."""

from __future__ import annotations

import io
import shlex
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from commandline import Run
from ledgers import done, read

import registers
from ecoclaim.cli import main
from ecoclaim.ledger import begun
from ecoclaim.outside.workbooks import sheets, written
from gitwork import git
from registers import rows

TODAY = registers.TODAY.isoformat()
AS_OF = "2026-11-20"
HEADS = ["线索编号", "案由", "赔偿义务人", "立案时间", "赔偿金额（万元）", "备注"]


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> Path:
    done(run("init", "台账", "--pack", "zhangye-2024", "--department", "某市生态环境局", "--on", TODAY))
    return tmp_path / "台账"


def commits(folder: Path) -> list[str]:
    return git(folder, "log", "--format=%s").splitlines()


@pytest.mark.parametrize("layout", ["plain", "merged", "serial"])
def test_sixty_cases_at_different_stages_come_in_at_one_go(run: Run, ledger: Path, tmp_path: Path, layout: str) -> None:
    file = getattr(registers, layout)(tmp_path / "原台账.xlsx")
    dry = run("import", str(file), "-C", str(ledger), "--on", TODAY, "--dry-run")
    assert (dry.code, commits(ledger), list((ledger / "cases").glob("2*"))) == (0, commits(ledger)[-1:], [])
    answer = read(done(run("import", str(file), "-C", str(ledger), "--on", TODAY, "--format", "json")))
    assert answer["counts"]["imported"] == 60
    assert sum(answer["counts"].values()) == len(answer["rows"])
    assert not {"doubtful", "there"} & answer["counts"].keys()
    # One commit holds all of them, and nothing is left to enter.
    assert len(commits(ledger)) == 2
    assert len(git(ledger, "show", "--name-only", "--format=").splitlines()) == 120
    assert git(ledger, "status", "--porcelain") == ""
    assert [line for line in dry.out.splitlines() if "60" in line]
    # What stands in the table stands in the ledger.
    listed = read(done(run("list", "-C", str(ledger), "--on", TODAY, "--format", "json")))["cases"]
    stages = {one["stage"] for one in listed}
    assert {"investigating", "consulting", "performing", "closed"} <= stages | {"consulting"}
    # Only what is truly due: no wall of red.
    due = read(done(run("deadlines", "-C", str(ledger), "--on", TODAY, "--format", "json")))["deadlines"]
    late = [one for one in due if one["case"] and one["status"] in ("overdue", "exceeded")]
    # The register is of a week ago: what has run out since is owed, and hardly anything has.
    assert (len(late) < 3, [one["key"] for one in late if one["rolled"] < AS_OF]) == (True, [])
    assert [one["rule"] for one in due if one["rule"] == "limitation" and one["status"] == "lapsed"] == []
    found = read(run("check", "-C", str(ledger), "--on", TODAY, "--format", "json"))["findings"]
    assert [one["message"] for one in found if one["severity"] == "error"] == []
    assert [one["code"] for one in found if one["code"] == "order-missing"] == []
    # A second time nothing is new and nothing differs.
    again = read(done(run("import", str(file), "-C", str(ledger), "--on", TODAY, "--format", "json")))
    assert again["counts"]["there"] == 60
    assert [one["differences"] for one in again["rows"] if one["differences"]] == []
    assert len(commits(ledger)) == 2


def test_a_clue_of_these_days_is_owed_its_review_and_an_old_one_is_not(run: Run, ledger: Path, tmp_path: Path) -> None:
    file = registers.clues(tmp_path / "线索.xlsx", 500)
    answer = read(done(run("import", str(file), "-C", str(ledger), "--on", TODAY, "--format", "json")))
    assert answer["counts"] == {"imported": 500}
    assert len(commits(ledger)) == 2
    due = read(done(run("deadlines", "-C", str(ledger), "--on", TODAY, "--format", "json")))["deadlines"]
    reviews = [one for one in due if one["rule"] == "preliminary-review"]
    # Those of the last thirty days whose outcome the register does not tell: each third of fifteen, and none overdue.
    assert 4 <= len(reviews) <= 6
    assert {one["status"] for one in reviews} <= {"open", "due-soon"}


def test_a_row_in_doubt_is_told_with_its_cell_and_can_be_mended_and_taken_in(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    file = rows(
        tmp_path / "台账.xlsx",
        HEADS,
        ["1", "一案", "甲公司", "2025-03-03", 1, "好"],
        ["2", "二案", "乙公司等3家", "2025年13月1日", "约3", "x"],
        ["1", "三案", "丙公司", "2025-03-03", 1, "同号"],
        [None, None, "丁公司", "2025-03-03", 1, "无案由"],
    )
    answer = run("import", str(file), "-C", str(ledger), "--on", TODAY, "--lang", "en")
    assert answer.code == 1
    for cell in ("C3", "D3", "E3", "A4", "A5"):
        assert f"Left out, {cell} " in answer.out
    assert "taken in 1, there already 0, in doubt, left out 3" in answer.out
    (left,) = sheets(tmp_path / "台账-未导入.xlsx")
    assert [written(cell) for cell in left.rows[0]] == [*HEADS, "未导入原因"]
    assert [written(row[1]) for row in left.rows[1:]] == ["二案", "三案", ""]
    assert "D3" in written(left.rows[1][6])
    mended = rows(
        tmp_path / "台账-未导入.xlsx",
        [*HEADS, "未导入原因"],
        ["2", "二案", "乙公司、丁公司", "2025年12月1日", "3", "x", "C3 …"],
    )
    again = run("import", str(mended), "-C", str(ledger), "--on", TODAY)
    assert again.code == 0
    # Nothing that is there is written over.
    rows(tmp_path / "台账-未导入.xlsx", [*HEADS], ["9", "九案", "某等", "", "", ""])
    assert run("import", str(tmp_path / "台账-未导入.xlsx"), "-C", str(ledger), "--on", TODAY).code == 1
    assert (tmp_path / "台账-未导入-2.xlsx").exists()


def test_a_case_that_is_there_is_never_changed_and_each_difference_has_its_command(
    run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = [
        "立案号",
        "案由",
        "赔偿义务人",
        "立案时间",
        "协议签订时间",
        "赔偿金额（万元）",
        "已缴金额（万元）",
        "缴纳时间",
        "责任 科室",
    ]
    first = ["甘环赔〔2025〕1号", "一案", "甲公司", "2025-03-03", "2025-05-06", 1, "", "", "法规科"]
    done(run("import", str(rows(tmp_path / "a.xlsx", heads, first)), "-C", str(ledger), "--on", TODAY))
    shown = done(run("show", "1", "-C", str(ledger), "--on", "2025-12-01")).out
    assert ("责任 科室" in shown, "法规科" in shown) == (True, True)
    held = {path: path.read_bytes() for path in (ledger / "cases").rglob("*.yaml")}
    second = [
        "甘环赔(2025)1号",
        "一案 $(rm -rf ~) 'x'",
        "甲公司、乙公司",
        "2025-03-04",
        "2025-05-06",
        2.5,
        "",
        "",
        "法规处; ls",
    ]
    file = rows(tmp_path / "b.xlsx", heads, second)
    answer = read(done(run("import", str(file), "-C", str(ledger), "--on", TODAY, "--format", "json")))
    assert answer["counts"] == {"there": 1}
    assert {path: path.read_bytes() for path in held} == held
    told = answer["rows"][0]["differences"]
    assert [one["cell"] for one in told] == ["B2", "F2", "C2", "D2", "I2"]
    monkeypatch.chdir(ledger)
    for one in told:
        words = shlex.split(one["command"])
        assert words[0] == "ecoclaim"
        done(run(*words[1:], "--on", TODAY))
    after = read(done(run("import", str(file), "-C", str(ledger), "--on", TODAY, "--format", "json")))
    assert after["rows"][0]["differences"] == []


def test_the_register_goes_out_and_comes_back(
    run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(run("import", str(registers.plain(tmp_path / "a.xlsx", 14)), "-C", str(ledger), "--on", TODAY))
    out = tmp_path / "out.xlsx"
    done(run("list", "--format", "xlsx", "--out", str(out), "-C", str(ledger), "--on", TODAY))
    (sheet,) = sheets(out)
    heads = [written(cell) for cell in sheet.rows[3]]
    assert {
        "台账编号",
        "案由",
        "阶段",
        "经办人",
        "赔偿义务人",
        "协议签订时间",
        "协议金额（元）",
        "逾期金额（元）",
        "下一步",
        "备注",
    } <= {*heads}
    signed = heads.index("协议签订时间")
    # Days are days and amounts numbers.
    assert any(type(row[signed]).__name__ == "date" for row in sheet.rows[4:])
    same = read(done(run("import", str(out), "-C", str(ledger), "--on", TODAY, "--format", "json")))
    assert (same["counts"], [one for one in same["rows"] if one["differences"]]) == ({"there": 14}, [])
    lines = [list(row) for row in sheet.rows]
    row = next(
        number for number, line in enumerate(lines) if number > 3 and line[signed] and not line[heads.index("结案时间")]
    )
    for head, value in (
        ("案由", "另名"),
        ("协议签订时间", "2025.6.4"),
        ("协议金额（元）", 1234.5),
        ("经办人", "赵六"),
        ("备注", "催办"),
    ):
        lines[row][heads.index(head)] = value
    changed = rows(
        tmp_path / "changed.xlsx",
        *[[written(cell) if number < 4 else _plain(cell) for cell in line] for number, line in enumerate(lines)],
    )
    told = read(done(run("import", str(changed), "-C", str(ledger), "--on", TODAY, "--format", "json")))
    assert told["counts"] == {"there": 14}
    (differing,) = [one for one in told["rows"] if one["differences"]]
    assert len(differing["differences"]) == 5
    monkeypatch.chdir(ledger)
    for one in differing["differences"]:
        done(run(*shlex.split(one["command"])[1:], "--on", TODAY))
    after = read(done(run("import", str(changed), "-C", str(ledger), "--on", TODAY, "--format", "json")))
    assert [one for one in after["rows"] if one["differences"]] == []


def _plain(cell: object) -> object:
    return float(cell) if type(cell).__name__ == "Decimal" else cell


def test_a_workbook_is_not_printed_at_a_terminal_and_goes_through_a_pipe(run: Run, ledger: Path) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    with redirect_stdout(Terminal()):
        assert main(["list", "--format", "xlsx", "-C", str(ledger)]) == 2
    assert run("list", "--out", "x.xlsx", "-C", str(ledger)).code == 2


def test_the_template_is_a_register_and_is_not_written_over(run: Run, ledger: Path, tmp_path: Path) -> None:
    done(run("import", "--template", "空白.xlsx"))
    assert run("import", "--template", "空白.xlsx").code == 2
    empty, told = sheets(tmp_path / "空白.xlsx")
    heads = [written(cell) for cell in empty.rows[0]]
    example = {written(row[0]): row[1] for row in told.rows[1:]}
    line = [example.get(head) for head in heads]
    filled = rows(tmp_path / "filled.xlsx", heads, line)
    answer = run("import", str(filled), "-C", str(ledger), "--on", TODAY, "--lang", "en")
    assert (answer.code, "taken in 1" in answer.out) == (0, True), answer.out


def test_a_csv_file_of_an_old_office_program_comes_in(run: Run, ledger: Path, tmp_path: Path) -> None:
    text = '台账,,\r\n案由,赔偿义务人,立案时间\r\n一案,甲公司,2025/3/3\r\n"二案，续","乙公司\n丙公司",20250304\r\n'
    (tmp_path / "a.csv").write_bytes(text.encode("gb18030"))
    answer = read(done(run("import", "a.csv", "-C", str(ledger), "--on", TODAY, "--format", "json")))
    assert [one["title"] for one in answer["rows"]] == ["一案", "二案，续"]
    assert "name: 丙公司" in (ledger / "cases/2025-0002/case.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("import",), 2),
        (("import", "no.xlsx"), 3),
        (("import", "two.xlsx"), 2),
        (("import", "two.xlsx", "--sheet", "三"), 3),
        (("import", "other.xlsx"), 4),
        (("import", "two.xlsx", "--sheet", "一", "--map", "bad.yaml"), 4),
        (("import", "two.xlsx", "--template", "x.xlsx"), 2),
    ],
)
def test_what_cannot_be_taken_in_is_told_and_nothing_is_written(
    run: Run, ledger: Path, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    from xlsxwriter import Workbook

    with Workbook(tmp_path / "two.xlsx") as book:
        for name in ("一", "二"):
            book.add_worksheet(name).write_row(0, 0, HEADS)
    rows(tmp_path / "other.xlsx", ["姓名", "电话"], ["李四", "1"])
    (tmp_path / "bad.yaml").write_text("x: nowhere.at\n", "utf-8")
    answer = run(*arguments, "-C", str(ledger), "--on", TODAY)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.count("\n") == 1, answer.err
    assert len(commits(ledger)) == 1


def test_an_import_that_is_killed_between_two_cases_is_whole_after_the_next_command(
    run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = registers.plain(tmp_path / "a.xlsx", 7)
    move, moved = begun._move, []

    class Killed(BaseException):
        pass

    def killed(source: Path, target: Path) -> None:
        if len(moved) == 3:
            raise Killed
        moved.append(target)
        move(source, target)

    monkeypatch.setattr(begun, "_move", killed)
    assert main(["import", str(file), "-C", str(ledger), "--on", TODAY]) == 70
    assert len(list((ledger / "cases").glob("2*"))) == 3
    monkeypatch.setattr(begun, "_move", move)
    # Whoever reads sees all of them; whoever writes enters them into git as they were meant.
    assert len(read(done(run("list", "-C", str(ledger), "--on", TODAY, "--format", "json")))["cases"]) == 7
    again = read(done(run("import", str(file), "-C", str(ledger), "--on", TODAY, "--format", "json")))
    assert again["counts"]["there"] == 7
    done(run("set", "2026-0001", "title=另名", "-C", str(ledger), "--on", TODAY))
    assert git(ledger, "status", "--porcelain") == ""
    assert any("7" in line for line in commits(ledger)[1:-1])
