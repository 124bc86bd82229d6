"""What a row of a register says: understood where it is certain, in doubt where it is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ecoclaim.outside.workbooks import cell_name, sheets
from ecoclaim.register.entry import Entry
from ecoclaim.register.facts import tree_of
from ecoclaim.register.headings import HEADINGS, STAGE_WORDS, heading, plain, stage_of
from ecoclaim.register.layout import Table, table
from ecoclaim.register.mapping import mapping
from ecoclaim.register.rows import entry
from ecoclaim.yamlfile import read
from registers import rows
from written import pack

ON = date(2026, 11, 27)
HEADS = ("案由", "赔偿义务人", "立案时间", "赔偿金额（万元）")


def laid_out(folder: Path, *lines: Any, added: str = "") -> Table:
    (sheet,) = sheets(rows(folder / "register.xlsx", *lines))
    found = table(sheet, mapping(read(added.encode(), "map.yaml")) if added else {})
    assert found is not None
    return found


def entries(folder: Path, *lines: Any, added: str = "") -> list[Entry]:
    found = laid_out(folder, *lines, added=added)
    return [entry(found, row, pack("zhangye-2024"), ON) for row in found.rows if row.kind == "case"]


def one(folder: Path, head: str, cell: object, **more: object) -> Entry:
    """Read a row of a matter, an obligor and one column more."""
    heads, cells = ["案由", "赔偿义务人", head, *more], ["某案", "甲公司", cell, *more.values()]
    (found,) = entries(folder, heads, cells)
    return found


def days(found: Entry) -> list[tuple[str, str]]:
    return [(event["event"], event["date"]) for event in found.events]


def test_every_heading_of_the_table_is_found_by_each_of_its_names() -> None:
    assert [name for each in HEADINGS for name in each.names if heading(name) is not each] == []
    assert len({plain(name) for each in HEADINGS for name in each.names}) > 350


@pytest.mark.parametrize(
    ("text", "above", "where"),
    [
        ("立案日期", "", "claim-started.date"),
        ("赔偿\n义务人", "", "obligors"),
        ("生态环境损害赔偿协议签订时间", "", "agreement-signed.date"),
        ("损害赔偿金额 （单位：万元）", "", "amount"),
        ("时间", "磋商情况", "meeting-held.date"),
        ("签订日期", "赔偿协议", "agreement-signed.date"),
        ("金额", "赔偿协议", "agreements.1.amount"),
        ("案 由：", "", "title"),
        ("责任人", "", None),
        ("时间", "", None),
    ],
)
def test_a_heading_is_known_however_an_office_writes_it(text: str, above: str, where: str | None) -> None:
    found = heading(text, above)
    assert (found and found.where) == where


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025.3.3", "2025-03-03"),
        ("2025年3月3日", "2025-03-03"),
        ("20250303", "2025-03-03"),
        (20250303, "2025-03-03"),
        (45719, "2025-03-03"),
        (date(2025, 3, 3), "2025-03-03"),
        ("２０２５－３－３", "2025-03-03"),
    ],
)
def test_a_day_is_read_as_text_as_serial_number_and_as_day(tmp_path: Path, cell: object, day: str) -> None:
    found = one(tmp_path, "立案时间", cell)
    assert (days(found), found.doubts) == ([("claim-started", day)], [])


@pytest.mark.parametrize("cell", ["2025年3月", "2025.3", "202503", "已立案", "2025年上半年"])
def test_what_is_known_to_the_month_only_stays_a_note_and_is_no_day(tmp_path: Path, cell: str) -> None:
    found = one(tmp_path, "立案时间", cell)
    assert (days(found), found.extra, found.stage, found.doubts) == ([], {"立案时间": cell}, "investigating", [])


@pytest.mark.parametrize("cell", ["", "—", "/", "无", "未立案", "尚未", "待定", "否"])
def test_what_has_not_happened_is_no_event(tmp_path: Path, cell: str) -> None:
    found = one(tmp_path, "立案时间", cell)
    assert (days(found), found.stage, found.doubts) == ([], "clue", [])


@pytest.mark.parametrize(
    ("head", "cell", "doubt"),
    [
        ("立案时间", "三月初三", "不是日期"),
        ("经办人", "李四 王五", "几个名称"),
        ("办理部门", "环境局　水务局", "几个名称"),
        ("立案时间", "2027-01-01", "在今天"),
        ("立案时间", "1025-03-03", "恐怕不是"),
        ("立案时间", "2025.3.3、2025.4.1", "几个日期"),
        ("赔偿金额（万元）", "约30", "不是金额"),
        ("赔偿金额", 30, "元还是万元"),
        ("赔偿金额（元）", 0.001, "不足一分"),
        ("是否结案", "部分", "既不是"),
        ("阶段", "等领导批示", "不是认得的阶段"),
        ("立案号", 1234567890123456, "位数"),
    ],
)
def test_a_cell_that_is_not_certain_puts_its_row_in_doubt(tmp_path: Path, head: str, cell: object, doubt: str) -> None:
    found = one(tmp_path, head, cell)
    ((place, message),) = found.doubts
    assert (place, doubt in message) == ("C2", True), message


@pytest.mark.parametrize(
    ("head", "cell", "fact", "value"),
    [
        ("赔偿金额（万元）", 35.6, "claimed_total", "356000.00"),
        ("赔偿金额（万元）", "12.5元", "claimed_total", "12.50"),
        ("赔偿金额", "12.5万元", "claimed_total", "125000.00"),
        ("索赔金额（元）", "１２８，６４０．５０", "claimed_total", "128640.50"),
        ("赔偿金额（万元）", 0.1 + 0.2, "claimed_total", "3000.00"),
        ("立案号", "甘环赔〔2025〕3号", "filing_no", "甘环赔〔2025〕3号"),
        ("线索编号", 20250012, "source_no", "20250012"),
        ("领域", "水务", "domain", "water"),
        ("统一社会信用代码", "91620700MA00000X0X", "obligors.1.credit_code", "91620700MA00000X0X"),
        ("统一社会信用代码（身份证号）", "620702198001011234", "obligors.1.id_number", "620702198001011234"),
    ],
)
def test_a_fact_goes_to_its_home(tmp_path: Path, head: str, cell: object, fact: str, value: str) -> None:
    found = one(tmp_path, head, cell)
    assert (found.facts.get(fact), found.doubts) == (value, [])


def test_the_unit_may_stand_above_the_headings(tmp_path: Path) -> None:
    (found,) = entries(
        tmp_path, ["某局台账", None, "单位：万元"], ["案由", "赔偿义务人", "赔偿金额"], ["某案", "甲", 3]
    )
    assert found.facts["claimed_total"] == "30000.00"


def test_an_amount_is_the_agreements_where_one_was_signed(tmp_path: Path) -> None:
    found = one(tmp_path, "赔偿金额（万元）", 3, 协议签订时间="2025-06-03", 履行期限="2026-06-30", 已缴金额=None)
    tree = tree_of(found)
    assert tree["agreements"] == [{"no": "1", "obligors": ["A"], "amount": "30000.00"}]
    assert tree["obligations"] == [
        {
            **{"no": "1", "obligor": "A", "under": "agreement 1", "what": "payment"},
            **{"amount": "30000.00", "until": "2026-06-30"},
        }
    ]


def test_who_of_several_paid_is_not_guessed(tmp_path: Path) -> None:
    heads = ["案由", "赔偿义务人", "协议签订时间", "协议金额（万元）", "已缴金额（万元）", "缴纳时间"]
    alone, together = entries(
        tmp_path,
        heads,
        ["一案", "甲公司", "2025-06-03", 10, 4, "2025-07-01"],
        ["二案", "甲公司、乙公司", "2025-06-03", 10, 4, "2025-07-01"],
    )
    paid = {"event": "payment-made", "date": "2025-07-01", "amount": "40000.00", "obligation": "1"}
    assert paid in alone.events
    assert [event["event"] for event in together.events] == ["agreement-signed"]
    assert together.extra == {"已缴金额（万元）": "4", "缴纳时间": "2025-07-01"}


def test_of_two_columns_for_one_thing_none_is_lost(tmp_path: Path) -> None:
    heads = [
        "线索名称",
        "案由",
        "赔偿义务人",
        "责任单位",
        "登记时间",
        "接到线索时间",
        "第一次磋商时间",
        "第二次磋商时间",
        "评估金额（元）",
        "损失金额（元）",
    ]
    line = ["线索甲", "案由乙", "甲公司", "乙公司", "2025-03-01", "2025-03-03", "2025-05-01", "2025-06-01", 5, 7]
    (found,) = entries(tmp_path, heads, line)
    assert (found.title, found.obligors, found.doubts) == ("案由乙", ("甲公司", "乙公司"), [])
    assert days(found) == [
        *(("clue-received", "2025-03-03"), ("meeting-held", "2025-05-01"), ("meeting-held", "2025-06-01"))
    ]
    assert found.facts["claimed_total"] == "5.00"
    assert found.extra == {"线索名称": "线索甲", "登记时间": "2025-03-01", "损失金额（元）": "7"}


def test_a_formula_that_counts_nothing_puts_its_row_in_doubt(tmp_path: Path) -> None:
    assert [cell for cell, _message in one(tmp_path, "备注", "#REF!").doubts] == ["C2"]


def test_what_has_no_home_stays_under_its_own_label(tmp_path: Path) -> None:
    found = one(tmp_path, "责任科室", "法规科", 备注="领导\n交办", 修复进展="修复中", 司法确认="已确认")
    assert found.extra == {"责任科室": "法规科", "备注": "领导\n交办", "修复进展": "修复中", "司法确认": "已确认"}
    assert (found.stage, days(found)) == ("performing", [])


@pytest.mark.parametrize(
    ("cells", "stage"),
    [
        ({"立案时间": "2025-03-03"}, "investigating"),
        ({"立案时间": "2025-03-03", "磋商时间": "2025-04-01"}, "consulting"),
        ({"协议签订时间": "2025-05-01", "修复完成时间": "2025-09-01"}, "evaluating"),
        ({"协议签订时间": "2025-05-01", "修复完成时间": "2025-09-01", "验收时间": "2025-10-01"}, "performing"),
        ({"起诉时间": "2025-05-01"}, "litigating"),
        ({"是否结案": "是"}, "closed"),
        ({"结案情况": "已结案"}, "closed"),
        ({"阶段": "磋商中", "立案时间": "2025-03-03"}, "consulting"),
        ({"是否启动索赔": "否"}, "declined"),
        ({"核查结果": "移送水务局"}, "referred"),
    ],
)
def test_the_stage_follows_from_the_columns(tmp_path: Path, cells: dict[str, str], stage: str) -> None:
    (found,) = entries(tmp_path, ["案由", "赔偿义务人", *cells], ["某案", "甲公司", *cells.values()])
    assert (found.stage, found.doubts) == (stage, [])


def test_a_case_said_to_be_open_with_a_day_of_closing_is_in_doubt(tmp_path: Path) -> None:
    found = one(tmp_path, "是否结案", "否", 结案时间="2025-03-03")
    assert [cell for cell, _message in found.doubts] == ["C2"]


@pytest.mark.parametrize(
    ("text", "stage"),
    [("磋商中", "consulting"), ("修复完成待验收", "evaluating"), ("未结案", None), ("磋商不成，已起诉", None)],
)
def test_a_stage_in_words_is_known_where_it_is_the_only_one(text: str, stage: str | None) -> None:
    assert stage_of(text) == stage
    assert all(stage_of(words[0]) == name for name, words in STAGE_WORDS.items())


def test_titles_sums_notes_blank_rows_and_headings_again_are_told_from_cases(tmp_path: Path) -> None:
    found = laid_out(
        tmp_path,
        ["附件1"],
        ["某市台账", None, "截至2026年10月31日"],
        ["序号", *HEADS],
        ["1", "2", "3", "4", "5"],
        [1, "一案", "甲公司", "2025-03-03", 1],
        [None],
        ["序号", *HEADS],
        [2, "二案", "乙公司", "2025-03-03", 2],
        ["小计", None, None, None, 3],
        [None, "合 计：", None, None, 3],
        ["填表人：李四　审核人：王五"],
    )
    kinds = ["heading", "case", "blank", "heading", "case", "sum", "sum", "note"]
    assert [row.kind for row in found.rows] == kinds
    assert found.as_of == date(2026, 10, 31)
    assert cell_name(found.rows[1].number, 3) == "D5"


def test_a_sheet_without_headings_is_no_register(tmp_path: Path) -> None:
    (sheet,) = sheets(rows(tmp_path / "x.xlsx", ["姓名", "电话"], ["李四", "123"]))
    assert table(sheet, {}) is None


def test_an_office_adds_headings_of_its_own(tmp_path: Path) -> None:
    added = "案名字: 案由\n谁干的: 赔偿义务人\n哪天: clue-received.date\n函: 接到线索.函号\n在哪: incident.place\n科室: 不导入\n电话: obligors.A.phone\n"
    (found,) = entries(
        tmp_path,
        ["案名字", "谁干的", "哪天", "函", "在哪", "科室", "电话"],
        ["某案", "甲公司", "2026-11-02", "1号", "某村", "法规科", "0936-1"],
        added=added,
    )
    assert found.events == [{"event": "clue-received", "date": "2026-11-02", "letter_no": "1号"}]
    assert found.facts == {"title": "某案", "incident.place": "某村", "obligors.1.phone": "0936-1"}
    assert (found.extra, found.doubts) == ({}, [])


@pytest.mark.parametrize("said", ["nowhere.at", "clue-received.colour", "meetings.1.on", "obligors", "[a, b]"])
def test_a_path_that_a_register_cannot_fill_is_refused_with_its_line(said: str) -> None:
    from ecoclaim.errors import BadFile

    if said == "obligors":
        assert mapping(read(b"x: obligors\n", "map.yaml"))
        return
    with pytest.raises(BadFile) as told:
        mapping(read(f"案由: title\nx: {said}\n".encode(), "map.yaml"))
    assert [one.line for one in told.value.problems] == [2]
