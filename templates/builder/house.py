"""House forms: what the work needs and no annex has, each marked 非示范文本, in the look of the others."""

from __future__ import annotations

from collections.abc import Sequence

from builder.bricks import HEI, KAI, Cell, each, label, p, paragraphs, row, rows_each, run, table, value, when
from builder.package import page
from builder.pieces import (
    REGISTER,
    register_head,
    register_obligors,
    register_opinions,
    register_reason,
    seal,
)

OPINIONS = (("承办机构\n负责人意见", "", "承办"), ("部门负责人\n审批意见", "", "审批"))
RECEIPT = (1900, 2500, 1500, 2945)
DAYS = (1500, 2300, 700, 1145, 3200)
STEPS = (1200, 3445, 700, 3500)
CATALOGUE = (680, 1500, 1760, 2220, 1260, 745, 680)
PHOTO = (1300, 3122, 1300, 3123)
MARK = "（非示范文本　单位内部文书样式）"


def decline_record() -> str:
    """不启动索赔记录: the mechanism has a form for starting and for ending, none for not starting."""
    return _register(
        "不启动索赔记录",
        "立案号",
        *register_reason(
            "核查情况及\n不予启动理由",
            paragraphs("案情", "CellBody")
            + p("初步核查结论：{{ 核查结论 }}。", style="CellBody")
            + p("不予启动的情形：{{ 情形 }}。", style="CellBody")
            + when("理由", paragraphs("理由", "CellBody")),
        ),
    )


def closing_sheet() -> str:
    """结案内部审批单: the approval that form 10 has no cells for."""
    return _register(
        "结案内部审批单",
        "立案号",
        *register_reason(
            "履行及修复\n效果评估情况",
            each("项", "履行情况", p("{{ 项 }}", style="CellBody")) + when("理由", paragraphs("理由", "CellBody")),
        ),
    )


def _register(title: str, number: str, *reason: str) -> str:
    return page(
        _mark()
        + p(title, style="FormTitle", after=120)
        + table(
            REGISTER,
            *register_head(number),
            *register_obligors("名称（姓名）", "地址（住址）"),
            *reason,
            *register_opinions(*OPINIONS),
            about=f"{title}：案件来源、赔偿义务人、理由、审批意见",
        ),
        numbers=False,
        register=True,
    )


def service_receipt() -> str:
    """送达回证: proof of the day from which the reply's period runs."""
    sign = p("签名或盖章：", style="CellText") + p(style="CellText") + p("年　　月　　日　　时", style="CellSign")
    stamp = p("（送达单位印章）", style="CellSign")
    return page(
        _mark()
        + p("送达回证", style="FormTitle", after=200)
        + table(
            RECEIPT,
            row([label("案由"), value("案由", span=3)], RECEIPT, height=700),
            row([label("送达文书\n名称及件数"), value("送达文书", span=3)], RECEIPT, height=900),
            row([label("受送达人"), value("当事人.名称", span=3)], RECEIPT, height=700),
            row([label("送达地点"), value("送达地点", span=3)], RECEIPT, height=700),
            row([label("送达方式"), value("送达方式"), label("送达日期"), value("送达日期")], RECEIPT, height=700),
            row([label("受送达人\n签收"), Cell(sign, 3, "", "bottom")], RECEIPT, height=1700),
            row([label("代收人签收\n及代收理由"), Cell(sign, 3, "", "bottom")], RECEIPT, height=1700),
            row([label("未送达或\n拒收的情况"), Cell(_attempts(), 3)], RECEIPT, height=1300),
            row([label("送达人"), value("送达人", span=3)], RECEIPT, height=700),
            row([label("答复期限"), Cell(_reply(), 3)], RECEIPT, height=1000),
            row([label("备注"), Cell(paragraphs("备注", "CellText") + stamp, 3, "", "bottom")], RECEIPT, height=1100),
            about="送达回证：送达文书、受送达人、地点、方式、日期和签收",
        ),
        numbers=False,
        register=True,
    )


def _attempts() -> str:
    return each("次", "送达经过", p("{{ 次.说明 }}。", style="CellText")) + p(style="CellText")


def _reply() -> str:
    return p("自送达之次日起{{ 答复期限 }}，最后一日为{{ 答复末日 }}{{ 末日说明 }}。", style="CellText")


def failure_statement() -> str:
    """磋商未达成一致情况说明: goes with the complaint."""
    return page(
        _mark()
        + p("磋商未达成一致情况说明", style="FormTitle")
        + p("案件名称：{{ 案件名称 }}", style="Body")
        + p("赔偿义务人：{{ 当事人.名称 }}", style="Body")
        + p("一、告知与送达", style="Heading1")
        + each("次", "送达记录", p("{{ 次.说明 }}。", style="Body"))
        + p("二、答复情况", style="Heading1")
        + each("次", "答复", p("{{ 次.说明 }}。", style="Body"))
        + p("三、磋商经过", style="Heading1")
        + each("次", "会议", p("{{ 次.说明 }}。", style="Body"))
        + p("四、认定", style="Heading1")
        + p(
            "{{ 认定日期 }}，{{ 决定人 }}认定磋商未达成一致（{{ 范围 }}），情形为：{{ 情形 }}。",
            style="Body",
        )
        + when("理由", paragraphs("理由"))
        + p("特此说明。", style="Body", keep=True)
        + seal("{{ 部门 }}（盖章）", "说明日期")
    )


def calculation() -> str:
    """期限计算说明: how a date came about, by each reading and day by day, for a court that asks."""
    return page(
        _mark()
        + p("期限计算说明", style="FormTitle", after=120)
        + p("案件：{{ 案件名称 }}（{{ 案号 }}）", style="CellText")
        + p("期限：{{ 规则名称 }}{{ 对象 }}", style="CellText")
        + _section("一、起算")
        + p("起算事项：{{ 起算事项 }}，{{ 起算日期 }}。", style="CellText")
        + p("起算证明：{{ 起算证明 }}。", style="CellText")
        + when(
            "中断 | length",
            p("期间自下列事项重新起算，最后一次为本说明的起算事项：", style="CellText"),
            each("项", "中断", p("{{ 项.序 }}．{{ 项.内容 }}{{ 项.末 }}", style="CellBody")),
        )
        + _section("二、依据")
        + each("条", "条款", p("{{ 条.条文 }}", style="CellBody"))
        + _section("三、计算")
        + each(
            "法",
            "算法",
            p(run("{{ 法.标题 }}", font=KAI), style="CellText", keep=True, before=60),
            p("依据：{{ 法.依据 }}。{{ 法.说明 }}", style="CellBody", keep=True),
            when("法.工作日", _counted(("{{ 法.题 }}", "日期", "星期", "是否计入", "说明"), DAYS)),
            when("法.逐段", _counted(("{{ 法.题 }}", "日期", "星期", "说明"), STEPS)),
        )
        + _section("四、结论")
        + p("{{ 结论 }}", style="CellBody")
        + p("工作日和放假日依据：{{ 历法 }}。本说明依截至{{ 基准日 }}的记录制作。", style="CellBody")
        + p("计算人：　　　　　　　　　　　　　　年　　月　　日", style="CellText", before=240, keep=True)
        + p("复核人：　　　　　　　　　　　　　　年　　月　　日", style="CellText", before=120),
        register=True,
    )


def _section(name: str) -> str:
    return p(run(name, font=HEI), style="CellText", keep=True, before=100, after=40)


def _counted(names: Sequence[str], widths: Sequence[int]) -> str:
    """Table: the days of one reading, a line a day or a run of days."""
    facts = ("序", "日期", "星期", *(("计入",) if len(names) > 4 else ()), "说明")
    return table(
        widths,
        row([label(name) for name in names], widths, height=400, head=True),
        rows_each("日", "法.日", widths, row([_small(f"日.{fact}") for fact in facts], widths)),
        about="逐日计算",
    )


def photo_page() -> str:
    """照片粘贴页: two photographs a page, printed or pasted, each with where, when and by whom."""
    frame = row([Cell(p("{{ 照.图 }}", style="CellHint"), 4)], PHOTO, height=3450, keep=True)
    return page(
        _mark()
        + p("照片粘贴页", style="FormTitle", after=200)
        + p("案件名称：{{ 案件名称 }}", style="CellText", after=120)
        + table(
            PHOTO,
            rows_each(
                "照",
                "照片",
                PHOTO,
                frame,
                row([label("照片名称"), value("照.名称", span=3)], PHOTO, height=440, keep=True),
                row(
                    [label("拍摄人"), value("照.拍摄人"), label("拍摄时间"), value("照.时间")],
                    PHOTO,
                    height=440,
                    keep=True,
                ),
                row(
                    [label("拍摄地点"), value("照.地点"), label("证据序号"), value("照.序")],
                    PHOTO,
                    height=440,
                    keep=True,
                ),
                row([label("说明"), value("照.说明", span=3)], PHOTO, height=560),
            ),
            row([label("粘贴人"), value("粘贴人"), label("粘贴日期"), value("粘贴日期")], PHOTO, height=440),
            about="照片及其名称、拍摄人、时间、地点和说明",
        ),
        numbers=False,
        register=True,
    )


def dossier_cover() -> str:
    """卷宗封面: one case, one dossier (article 29)."""
    widths = (2200, 6645)

    def entry(name: str, fact: str, height: int = 600) -> str:
        return row([label(name), Cell(p(f"{{{{ {fact} }}}}", style="CellText", jc="left"))], widths, height=height)

    return page(
        _mark()
        + p(before=300)
        + p("{{ 部门 }}", style="FormTitle", after=200)
        + p("生态环境损害赔偿案件卷宗", style="CoverTitle", after=700)
        + table(
            widths,
            entry("案件名称", "案件名称", 800),
            entry("案　　由", "案由", 800),
            entry("立 案 号", "立案号"),
            entry("赔偿义务人", "义务人名称", 800),
            entry("承办机构", "承办机构"),
            entry("承 办 人", "承办人"),
            entry("立案日期", "立案日期"),
            entry("结案日期", "结案日期"),
            entry("处理结果", "处理结果", 800),
            entry("件数、页数", "件数页数"),
            entry("归档日期", "归档日期"),
            entry("保管期限", "保管期限"),
            entry("归 档 号", "归档号"),
            about="卷宗封面各项",
        ),
        numbers=False,
        register=True,
    )


def dossier_catalogue() -> str:
    """卷内目录: every piece of the dossier with its day and page."""
    names = ("序号", "文　号", "责任者", "题　名", "日　期", "页号", "备注")
    facts = ("序", "文号", "责任者", "题名", "日期", "页号", "备注")
    return page(
        _mark()
        + p("卷　内　目　录", style="FormTitle", after=200)
        + p("案件名称：{{ 案件名称 }}", style="CellText", after=120)
        + table(
            CATALOGUE,
            row([label(name) for name in names], CATALOGUE, height=520, head=True),
            rows_each("件", "目录", CATALOGUE, row([_small(f"件.{fact}") for fact in facts], CATALOGUE, height=520)),
            about="卷内目录：每件的文号、责任者、题名、日期、页号",
        ),
        register=True,
    )


def dossier_note() -> str:
    """备考表: what a later reader of the dossier should know of it."""
    widths = (8845,)
    text = (
        p("本卷情况说明：", style="CellText")
        + p("本卷共{{ 件数 }}件，{{ 页数 }}页。", style="CellBody")
        + paragraphs("说明", "CellBody")
    )
    sign = "".join(p(f"{who}：{{{{ {who} }}}}", style="CellSign", right=1400) for who in ("立卷人", "检查人"))
    return page(
        _mark()
        + p("备考表", style="FormTitle", after=200)
        + p("案件名称：{{ 案件名称 }}", style="CellText", after=120)
        + table(
            widths,
            row([Cell(text, 1, "", "top", '<w:bottom w:val="nil"/>')], widths, height=8200, split=True),
            row(
                [
                    Cell(
                        sign + p("立卷时间：{{ 立卷日期 }}", style="CellSign", right=480),
                        1,
                        "",
                        "bottom",
                        '<w:top w:val="nil"/>',
                    )
                ],
                widths,
                height=2200,
            ),
            about="备考表：本卷情况说明和立卷人、检查人",
        ),
        numbers=False,
        register=True,
    )


def _small(fact: str) -> Cell:
    return Cell(p(f"{{{{ {fact} }}}}", style="CellSmall", jc="left"))


def _mark() -> str:
    return p(MARK, style="FormMark")


FORMS = {
    "decline-record": ("不启动索赔记录", decline_record),
    "closing-sheet": ("结案内部审批单", closing_sheet),
    "service-receipt": ("送达回证", service_receipt),
    "failure-statement": ("磋商未达成一致情况说明", failure_statement),
    "calculation": ("期限计算说明", calculation),
    "photo-page": ("照片粘贴页", photo_page),
    "dossier-cover": ("卷宗封面", dossier_cover),
    "dossier-catalogue": ("卷内目录", dossier_catalogue),
    "dossier-note": ("备考表", dossier_note),
}
