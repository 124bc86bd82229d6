"""The forms of the Zhangye mechanism (2024), numbers 7 to 11 of its annex: from the agreement to its enforcement."""

from __future__ import annotations

from builder.bricks import Cell, each, house, label, p, paragraphs, row, run, table, when
from builder.package import page
from builder.pieces import court, cover, duties, entry, evidence, led, line, reach, said, seal, signatures, sums

RECEIPT = (1300, 3122, 1300, 3123)


def agreement() -> str:
    """7. 生态环境损害赔偿协议."""
    front = cover(
        line("赔偿权利人", "权利人"),
        line("赔偿权利人指定的部门或机构", "部门"),
        each("人", "义务人", line("赔偿义务人", "人.名称")),
    )
    return page(
        p("生态环境损害赔偿协议", style="FormTitle", page_break=True)
        + entry("赔偿权利人：", "权利人")
        + entry("赔偿权利人指定的部门或机构：", "部门")
        + each("人", "义务人", entry("赔偿义务人{{ 人.序 }}：", "人.名称"))
        + p("一、生态环境损害事实、相关证据和法律依据", style="Heading1")
        + p("（一）事实情况", style="Heading2")
        + said("{{ 事实概要 }}。")
        + paragraphs("案情")
        + each("鉴", "鉴定评估", said("{{ 鉴.意见 }}。"))
        + p("（二）相关证据", style="Heading2")
        + evidence()
        + p("（三）相关法律依据及规定", style="Heading2")
        + each("依", "法律依据", said("{{ 依.序 }}．{{ 依.条文 }}{{ 依.末 }}"))
        + p("二、生态环境损害责任认定", style="Heading1")
        + paragraphs("责任认定")
        + p("三、生态环境损害责任承担、履行方式和期限", style="Heading1")
        + led("责任承担、履行方式：", "履行方式")
        + led("履行要求和期限：", "履行要求")
        + sums()
        + duties("{% if 义务人 | length > 1 %}各{% endif %}赔偿义务人按下列内容和期限履行：")
        + p("四、其他约定", style="Heading1")
        + when("违约责任", paragraphs("违约责任"))
        + when("其他约定", paragraphs("其他约定"))
        + said("本协议一式{{ 份数 }}份，{{ 各方份数 }}，具有同等法律效力。")
        + p(house("本协议签订后{{ 确认期限 }}日内，各方可以共同向{{ 法院 }}申请司法确认。"), style="Body")
        + signatures(
            ("赔偿权利人或其指定的部门、机构（盖章）：", "{{ 署名 }}"),
            "赔偿义务人",
            "法定代表人（签字）：",
        ),
        cover=front,
    )


def confirmation_application() -> str:
    """8. 司法确认申请书."""
    return page(
        p("司法确认申请书", style="FormTitle", after=60)
        + p("（确认赔偿协议效力）", style="FormSubtitle")
        + entry("申请人（赔偿权利人或其指定的部门、机构）：", "部门")
        + entry("统一社会信用代码：", "部门信用代码")
        + entry("法定代表人：", "部门代表人")
        + reach("地址（联系方式）：", "部门地址", "电话")
        + each(
            "人",
            "义务人",
            when(
                "not 人.自然人",
                entry("申请人（赔偿义务人）：", "人.名称"),
                entry("统一社会信用代码：", "人.证号"),
                entry("法定代表人（负责人）：", "人.代表人"),
                reach("地址（联系方式）：", "人.地址", "人.电话"),
                otherwise=(
                    entry("申请人（赔偿义务人）：", "人.名称"),
                    entry("身份证号：", "人.证号"),
                    entry("工作单位或职业：", "人.职业"),
                    reach("住址（联系方式）：", "人.地址", "人.电话"),
                ),
            ),
        )
        + p("请求事项：", style="Heading1", before=280)
        + p(
            "确认申请人{{ 部门 }}与{{ 义务人名称 }}于{{ 签订日期 }}达成的{{ 案件主题 }}生态环境损害赔偿磋商协议有效。",
            style="Body",
        )
        + p("事实和理由：", style="Heading1")
        + p("{{ 签订日期 }}，申请人{{ 部门 }}与{{ 义务人名称 }}经磋商，达成了如下协议：", style="Body")
        + paragraphs("责任认定")
        + led("责任承担、履行方式：", "履行方式")
        + led("履行要求和期限：", "履行要求")
        + sums()
        + duties("申请人（赔偿义务人）按下列内容和期限履行：")
        + p(
            "申请人根据《生态环境损害赔偿制度改革方案》和《生态环境损害赔偿管理规定》等规定，"
            "为实现受损生态环境的修复和赔偿自愿达成协议，没有恶意串通、规避法律的行为。",
            style="Body",
        )
        + court("法院")
        + p("附：磋商协议及证明等材料", style="Body", before=280, keep=True)
        + seal("申请人（签名或者盖章）", "申请日期")
    )


def referral_letter() -> str:
    """9. 案件移送函."""
    return page(
        p("{{ 移送单位 }}案件移送函", style="FormTitle", after=120)
        + when("函号", p("{{ 函号 }}", style="FormSubtitle"))
        + p("{{ 受移送单位 }}：")
        + p("我{{ 自称 }}于{{ 线索日期 }}{{ 线索来源 }}。", style="Body")
        + paragraphs("案情")
        + p(
            "{{ 移送依据理由 }}，此案疑似涉及污染环境或破坏生态，需要进一步提出生态环境损害赔偿，"
            "此部分工作不在我{{ 自称 }}管辖范围之内，现将该案移送贵{{ 对方称呼 }}处理。",
            style="Body",
        )
        + p("联系人：{{ 联系人 }}", style="Body")
        + p("电　话：{{ 电话 }}", style="Body")
        + p("地　址：{{ 地址 }}", style="Body")
        + p("邮　编：{{ 邮编 }}", style="Body")
        + p("附：有关材料和证据清单", style="Body", before=280)
        + evidence()
        + p(before=280, keep=True)
        + table(
            RECEIPT,
            row(
                [cell for side in ("移送", "接收") for cell in _handed(side)],
                RECEIPT,
                height=2000,
            ),
            about="移送单位和接收单位签章栏",
        )
    )


def _handed(who: str) -> tuple[Cell, Cell]:
    stamp = p("公　章", style="CellLabel") + p(style="CellText", before=500)
    hands = p(f"{who}人：{{{{ {who}人 }}}}", style="CellText") + p(f"{{{{ {who}日期 }}}}", style="CellSign")
    return label(f"{who}单位\n/部门"), Cell(stamp + hands)


def closing_approval() -> str:
    """10. 结案审批表."""
    return page(
        p("结案审批表", style="FormTitle", after=200)
        + p("{{ 立案号 }}", jc="right", after=560)
        + p("{{ 当事人.名称 }}（赔偿义务人）：")
        + p(
            "{{ 当事人.名称 }}（赔偿义务人）发生的{{ 损害事件 }}而造成{{ 损害性质 }}。经过本单位{% if 经诉讼 %}",
            house("提起诉讼"),
            "{% else %}进行磋商{% endif %}后，现{{ 结果 }}，予以结案。",
            style="Body",
        )
        + p(before=560, keep=True)
        + p("{{ 署名 }}", style="Sign")
        + p("（{{ 署名身份 }}）", style="Sign")
        + p("{{ 结案日期 }}", style="SignLast")
    )


def enforcement_application() -> str:
    """11. 强制执行申请书."""
    confirmed = p(
        "对{{ 案件主题 }}生态环境损害赔偿一案，我单位",
        house("于"),
        "{{ 调查日期 }}开展生态环境损害调查，查明：{{ 事实概要 }}。"
        "{{ 通知日期 }}，我单位通知赔偿义务人进行磋商，{{ 磋商时间 }}经{{ 轮次 }}轮磋商，"
        "双方协商一致达成{{ 协议名称 }}，并于{{ 确认申请日期 }}向{{ 确认法院 }}申请司法确认。"
        "{{ 确认法院 }}作出{{ 文书 }}，",
        house("确认协议有效，"),
        "赔偿义务人{{ 当事人.名称 }}在司法确认赔偿协议规定期限内未按照协议要求{{ 未履行 }}。",
        style="Body",
    ) + p(
        "由于赔偿义务人{{ 当事人.名称 }}一直未按照协议履行{{ 未履行义务 }}义务。"
        "因此申请法院强制执行已生效的{{ 文书 }}。",
        style="Body",
    )
    judged = p(
        house(
            "对{{ 案件主题 }}生态环境损害赔偿一案，我单位于{{ 调查日期 }}开展生态环境损害调查，查明：{{ 事实概要 }}。"
            "我单位于{{ 起诉日期 }}向{{ 确认法院 }}提起诉讼，{{ 确认法院 }}作出的{{ 文书 }}已发生法律效力。"
        ),
        style="Body",
    ) + p(
        house("赔偿义务人{{ 当事人.名称 }}在规定期限内未履行{{ 未履行义务 }}义务。因此申请法院强制执行{{ 文书 }}。"),
        style="Body",
    )
    return page(
        p("强制执行申请书", style="FormTitle", after=60)
        + when(
            "依判决",
            p(run("（已生效的裁判文书）", style="House"), style="FormSubtitle"),
            otherwise=(p("（经司法确认的赔偿协议）", style="FormSubtitle"),),
        )
        + p("申请人名称：{{ 部门 }}", style="Body")
        + p("地址（联系方式）：{{ 部门地址 }}", house("（{{ 电话 }}）"), style="Body")
        + p("法定代表人：{{ 部门代表人 }}", style="Body")
        + p("委托代理人（姓名、工作单位及职务）：{{ 部门代理人 }}", style="Body")
        + p("联系方式：{{ 代理人电话 }}", style="Body")
        + p("被申请人名称或姓名：{{ 当事人.名称 }}", style="Body", before=280)
        + p("地址（联系方式）：{{ 当事人.地址 }}", house("（{{ 当事人.电话 }}）"), style="Body")
        + p("法定代表人（负责人）：{{ 当事人.代表人 }}", style="Body", after=280)
        + when("依判决", judged, otherwise=(confirmed,))
        + p(
            "附：{% if 依判决 %}",
            house("已生效的裁判文书"),
            "{% else %}司法确认赔偿协议{% endif %}",
            style="Body",
            before=280,
            keep=True,
        )
        + court("执行法院")
        + seal("{{ 部门 }}（盖章）", "申请日期")
    )


FORMS = {
    "agreement": ("生态环境损害赔偿协议", agreement),
    "confirmation-application": ("司法确认申请书", confirmation_application),
    "referral-letter": ("案件移送函", referral_letter),
    "closing-approval": ("结案审批表", closing_approval),
    "enforcement-application": ("强制执行申请书", enforcement_application),
}
