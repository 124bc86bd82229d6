"""Registers as offices keep them, three of them unlike each other, and a register of clues; built anew for each test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

TODAY = date(2026, 11, 27)
#: What stands where when a case is at a stage, in days before today.
STEPS = ("received", "filed", "met", "signed", "confirmed", "restored", "closed")
STAGES = ("clue", "filed", "met", "signed", "confirmed", "restored", "closed")


def day(number: int, step: str) -> date | None:
    """Give the day of a step of the n-th case; None where the case has not come so far."""
    stage = STAGES[number % len(STAGES)]
    if STEPS.index(step) > STAGES.index(stage):
        return None
    age = {"clue": 5, "filed": 40, "met": 100}.get(stage, 500) + number
    begun = TODAY - timedelta(days=age)
    gap = {"received": 0, "filed": 20, "met": 60, "signed": 90, "confirmed": 130, "restored": 300, "closed": 400}[step]
    return min(begun + timedelta(days=gap), TODAY - timedelta(days=1))


def _workbook(path: Path) -> tuple[Any, Any, dict[str, Any]]:
    book = Workbook(path)
    return (
        book,
        book.add_worksheet("台账"),
        {"head": book.add_format({"bold": True}), "day": book.add_format({"num_format": "yyyy/m/d"})},
    )


def _write(sheet: Any, formats: Mapping[str, Any], row: int, values: Sequence[object]) -> None:
    for column, value in enumerate(values):
        if isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["day"])
        elif value is not None:
            sheet.write(row, column, value)


def plain(path: Path, count: int = 60) -> Path:
    """Days as days, one line of headings, amounts in 万元 by the heading, filing numbers, a sum at the foot."""
    book, sheet, formats = _workbook(path)
    sheet.merge_range(0, 0, 0, 11, "某市生态环境损害赔偿案件台账", formats["head"])
    heads = ["序号", "案由", "案件来源", "立案号", "线索时间", "立案时间", "赔偿义务人", "赔偿金额（万元）", "磋商时间"]
    heads += ["协议签订时间", "司法确认", "修复完成时间", "是否结案", "结案时间", "经办人", "备注"]
    _write(sheet, formats, 1, heads)
    for number in range(count):
        steps = [day(number, step) for step in STEPS]
        received, filed, met, signed, confirmed, restored, closed = steps
        values: list[object] = [
            *(
                number + 1,
                f"第{number + 1}号渗坑排污案",
                "群众投诉",
                f"甘环赔〔{filed.year}〕{number + 1}号" if filed else None,
            ),
            *(received, filed, f"第{number + 1}化工有限公司", number + 0.5 if signed else None, met, signed),
            *(
                confirmed or "否",
                restored,
                "是" if closed else "否",
                closed,
                "李四、王五",
                "领导交办" if number % 5 == 0 else None,
            ),
        ]
        _write(sheet, formats, number + 2, values)
    _write(sheet, formats, count + 2, ["合计", None, None, None, None, None, None, 1234.5])
    book.close()
    return path


def merged(path: Path, count: int = 60) -> Path:
    """Headings of two lines, several title rows, days as text in four ways, obligors together, amounts in the cells."""
    book, sheet, formats = _workbook(path)
    sheet.merge_range(0, 0, 0, 10, "附件1", formats["head"])
    sheet.merge_range(1, 0, 1, 10, "某市2026年生态环境损害赔偿案件办理情况统计表", formats["head"])
    sheet.write(2, 0, "填报单位：某市生态环境局")
    sheet.write(2, 8, "截至2026年11月20日")
    heads = [
        "序号",
        "案件名称",
        "损害赔偿义务人",
        "立案日期",
        "磋商情况",
        "",
        "赔偿协议",
        "",
        "司法确认日期",
        "是否\n结案",
        "责任科室",
    ]
    below = {4: "时间", 5: "结果", 6: "签订日期", 7: "金额"}
    for column, head in enumerate(heads):
        if column in below:
            sheet.write(4, column, below[column])
        else:
            sheet.merge_range(3, column, 4, column, head, formats["head"])
    sheet.merge_range(3, 4, 3, 5, "磋商情况", formats["head"])
    sheet.merge_range(3, 6, 3, 7, "赔偿协议", formats["head"])
    _write(sheet, formats, 5, [str(number + 1) for number in range(len(heads))])
    ways = ("{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y%m%d}", "{0.year}年{0.month}月")
    row = 6
    for number in range(count):

        def said(step: str, number: int = number) -> str | None:
            found = day(number, step)
            return ways[number % 3].format(found) if found else None

        filed, signed = said("filed"), said("signed")
        if filed and number % 10 == 9:
            filed = ways[3].format(day(number, "filed"))
        values: list[object] = [
            *(
                number + 1,
                f"某某河第{number + 1}段倾倒案",
                f"张{number + 1}、第{number + 1}运输有限公司",
                filed,
                said("met"),
            ),
            *("达成一致" if signed else None, signed, f"{number + 1}.25万元" if signed else "—", said("confirmed")),
            *("是" if said("closed") else None, "法规科"),
        ]
        _write(sheet, formats, row, values)
        row += 2 if number % 20 == 19 else 1  # a blank row here and there
    sheet.merge_range(row, 0, row, 10, "注：本表按月更新。填表人：李四　审核人：王五")
    book.close()
    return path


def serial(path: Path, count: int = 60) -> Path:
    """Days as serial numbers, wide digits, amounts in 元, a case over several rows, and a stage in words."""
    book, sheet, formats = _workbook(path)
    heads = [
        "线索编号",
        "事由",
        "违法主体",
        "线索发现时间",
        "启动时间",
        "当前阶段",
        "索赔金额（元）",
        "签约日期",
        "承办人",
        "进展情况",
    ]
    _write(sheet, formats, 0, heads)
    words = ("线索", "调查中", "磋商中", "履行阶段", "正在修复", "待验收", "已结案")
    row = 1
    for number in range(count):
        numbers = [(found - date(1899, 12, 30)).days if (found := day(number, step)) else None for step in STEPS]
        whom = [f"第{number + 1}养殖场", f"李{number + 1}"] if number % 12 == 11 else [f"第{number + 1}养殖场"]
        amount = "１２８，６４０．５０" if number % 7 == 0 else 1000 * (number + 1)
        for place, name in enumerate(whom):
            values: list[object] = [f"XS{number + 1:03d}", f"第{number + 1}养殖场粪污案", name, numbers[0], numbers[1]]
            values += [words[number % len(words)], amount, numbers[3], "赵六", "按期推进"]
            _write(sheet, formats, row + place, values if place == 0 else [None, None, name])
        if len(whom) > 1:
            for column in (0, 1, 3, 4, 5, 6, 7, 8, 9):
                value = values_of(numbers, number, words, amount)[column]
                sheet.merge_range(row, column, row + 1, column, value if value is not None else "")
        row += len(whom)
    book.close()
    return path


def values_of(numbers: Sequence[int | None], number: int, words: Sequence[str], amount: object) -> list[object]:
    """Give what stands in the merged cells of a case over several rows."""
    begin: list[object] = [f"XS{number + 1:03d}", f"第{number + 1}养殖场粪污案", None, numbers[0], numbers[1]]
    return [*begin, words[number % len(words)], amount, numbers[3], "赵六", "按期推进"]


def clues(path: Path, count: int = 500) -> Path:
    """Clues only, of three years."""
    book, sheet, formats = _workbook(path)
    _write(sheet, formats, 0, ["线索编号", "线索内容", "线索来源", "接收时间", "核查结果", "责任县区"])
    for number in range(count):
        when = TODAY - timedelta(days=2 * number)
        result = ("不予启动", "移送水务局", None)[number % 3]
        _write(
            sheet,
            formats,
            number + 1,
            [f"X-{number + 1}", f"群众反映第{number + 1}处污水", "信访举报", when, result, "某县"],
        )
    book.close()
    return path


def rows(path: Path, *lines: Sequence[object], sheet_name: str = "台账") -> Path:
    """Write a workbook of these rows."""
    book = Workbook(path)
    sheet = book.add_worksheet(sheet_name)
    formats = {"day": book.add_format({"num_format": "yyyy-mm-dd"})}
    for number, line in enumerate(lines):
        _write(sheet, formats, number, line)
    book.close()
    return path
