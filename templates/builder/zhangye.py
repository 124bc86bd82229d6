"""The eleven forms of the Zhangye mechanism (2024), in the order of its annex."""

from __future__ import annotations

from builder.bricks import Cell, label, more, p, paragraphs, room, row, rows_each, table, value
from builder.package import page

REGISTER = (1640, 2360, 1300, 920, 2625)
ALONE = "义务人 | length == 1"


def start_registration() -> str:
    """1. 索赔启动登记表."""
    return page(
        p("索赔启动登记表", style="FormTitle", after=200)
        + table(
            REGISTER,
            *register_head("立案号"),
            *register_obligors("名称（姓名）", "地址（住址）"),
            *register_reason(
                "案情简介及\n启动索赔理由", paragraphs("案情", "CellBody") + paragraphs("理由", "CellBody")
            ),
            *register_opinions(),
        ),
        numbers=False,
        register=True,
    )


def register_head(number: str) -> tuple[str, ...]:
    """Rows: source, filing number, matter."""
    return (
        row([label("案件来源"), value("案件来源", span=2), label(number), value("立案号")], REGISTER, height=560),
        row([label("案由"), value("案由", span=4)], REGISTER, height=560),
    )


def register_obligors(name: str, address: str) -> tuple[str, ...]:
    """Rows: every obligor, a block of four rows each."""
    return (
        rows_each(
            "人",
            "义务人",
            REGISTER,
            row(
                [label("赔偿义务人{{ 人.序 }}", merge="restart"), label(name), value("人.名称", span=3)],
                REGISTER,
                height=460,
            ),
            row([more(), label(address), value("人.地址", span=3)], REGISTER, height=460),
            row(
                [more(), label("统一社会信用代码\n（公民身份证号码）"), value("人.证号", span=3)], REGISTER, height=780
            ),
            row(
                [more(), label("法定代表人\n（负责人）"), value("人.代表人"), label("职务"), value("人.职务")],
                REGISTER,
                height=780,
            ),
        ),
    )


def register_reason(name: str, text: str) -> tuple[str, ...]:
    """Rows: the text of the handlers, which may run over a page, and their signature, which stays with it."""
    sign = p("经办人：{{ 经办人 }}　　　{{ 经办日期 }}", style="CellSign", right=240)
    open_below, open_above = '<w:bottom w:val="nil"/>', '<w:top w:val="nil"/>'
    return (
        row([label(name, merge="restart"), Cell(text, 4, "", "top", open_below)], REGISTER, height=1800, split=True),
        row([more(), Cell(room(3, ALONE) + sign, 4, "", "bottom", open_above)], REGISTER, height=480),
    )


def register_opinions() -> tuple[str, ...]:
    """Rows: the two opinions with their signatures, and the remarks."""
    return (
        opinion("承办机构\n负责人意见", "（具体承担工作单位的内设承担部门，比如法规处）", "承办"),
        opinion("部门负责人\n审批意见", "（权利人指定的部门或机构，比如生态环境厅）", "审批"),
        row([label("备注"), Cell(room(2, ALONE) + paragraphs("备注", "CellText"), 4)], REGISTER, height=560),
    )


def opinion(name: str, hint: str, who: str) -> str:
    """Row: one opinion, signed at its foot; it never splits."""
    text = (
        room(3, ALONE)
        + paragraphs(f"{who}意见", "CellBody")
        + p(f"签　名：{{{{ {who}签名 }}}}　　　{{{{ {who}日期 }}}}", style="CellSign", right=240)
    )
    return row([label(name, hint=hint), Cell(text, 4, "", "bottom")], REGISTER, height=1660)


FORMS = {"start-registration": ("索赔启动登记表", start_registration)}
