"""The forms of the Zhangye mechanism (2024), numbers 1 to 6 of its annex; the rest stand in `zhangye_later`."""

from __future__ import annotations

from builder import zhangye_later
from builder.bricks import each, house, note, p, paragraphs, table, when
from builder.package import page
from builder.pieces import (
    REGISTER,
    Side,
    columns,
    entry,
    evidence,
    hand,
    line,
    lines,
    people,
    register_head,
    register_obligors,
    register_opinions,
    register_reason,
    said,
    seal,
)

OPINIONS = (
    ("承办机构\n负责人意见", "（具体承担工作单位的内设承担部门，比如法规处）", "承办"),
    ("部门负责人\n审批意见", "（权利人指定的部门或机构，比如生态环境厅）", "审批"),
)


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
            *register_opinions(*OPINIONS),
            about="索赔启动登记表：案件来源、赔偿义务人、理由、审批意见",
        ),
        numbers=False,
        register=True,
    )


def investigation_report() -> str:
    """2. 生态环境损害调查报告."""
    return page(
        p("生态环境损害调查报告", style="FormTitle")
        + p("案件线索的来源、调查经过", style="Heading1")
        + said("案件线索来源：{{ 案件来源 }}。")
        + said("索赔启动时间：{{ 启动日期 }}。批准启动索赔的机关：{{ 启动机关 }}。")
        + said(
            "调查人员：{{ 调查人员 }}。调查方式：{{ 调查方式 }}。调查时间：{{ 调查时间 }}。调查范围：{{ 调查范围 }}。"
        )
        + p("赔偿义务人的基本情况", style="Heading1")
        + each(
            "人",
            "义务人",
            said(
                "赔偿义务人{{ 人.序 }}：名称（姓名）：{{ 人.名称 }}；地址（住址）：{{ 人.地址 }}；"
                "{{ 人.证号名 }}：{{ 人.证号 }}。"
            ),
            when(
                "not 人.自然人",
                said("法定代表人（负责人）：{{ 人.代表人 }}{% if 人.职务 %}，{{ 人.职务 }}{% endif %}。"),
            ),
        )
        + p("赔偿义务人造成生态环境损害事实和相关证据材料", style="Heading1")
        + said("行为时间：{{ 行为时间 }}。地点：{{ 行为地点 }}。违法行为：{{ 行为 }}。危害后果：{{ 后果 }}。")
        + paragraphs("案情")
        + said("受损范围：{{ 受损范围 }}。受损程度：{{ 受损程度 }}。")
        + when("鉴定评估", each("鉴", "鉴定评估", said("{{ 鉴.意见 }}。")))
        + when("证据", said("相关证据如下："), evidence())
        + p("赔偿义务人承担赔偿修复责任的法律依据", style="Heading1")
        + each("依", "法律依据", said("{{ 依.序 }}．{{ 依.条文 }}{{ 依.末 }}"))
        + p("调查部门的处理建议", style="Heading1")
        + said("是否需要索赔：{{ 是否索赔 }}。理由：{{ 索赔理由 }}。")
        + paragraphs("磋商建议")
        + p(before=560, keep=True)
        + p("经办人（签名）：{{ 经办人 }}", jc="right", right=640, keep=True)
        + p("{{ 经办日期 }}", jc="right", right=640)
    )


def termination_registration() -> str:
    """3. 索赔终止登记表."""
    return page(
        p("索赔终止登记表", style="FormTitle", after=200)
        + table(
            REGISTER,
            *register_head("原立案号"),
            *register_obligors("名称（姓名）", "住址（地址）"),
            *register_reason("终止理由", paragraphs("理由", "CellBody")),
            *register_opinions(*OPINIONS),
            about="索赔终止登记表：案件来源、赔偿义务人、理由、审批意见",
        ),
        numbers=False,
        register=True,
    )


def consultation_notice() -> str:
    """4. 生态环境损害赔偿磋商告知书."""
    attend = (
        "（一）被告知人参与磋商人员应为单位主要负责人或者其委托代理人。被告知人法定代表人参与磋商的，"
        "应当向磋商小组现场提交法人资格证明和法定代表人身份证明文件。法定代表人委托代理人参与磋商的，"
        "应当现场提交法人资格证明、由法定代表人签名或者盖章的授权委托书，授权委托书应当按照法律的规定载明"
        "委托事项和权限，并提交代理人的职务或身份证明文件。"
    )
    answer = (
        "（二）被告知人应当自本《磋商告知书》送达之日起5个工作日内向告知人提交是否同意磋商的书面意见（加盖单位公章），"
        "逾期未提交或答复不同意磋商的，告知人将依法向人民法院提起生态环境损害赔偿诉讼。"
    )
    return page(
        p("生态环境损害赔偿磋商告知书", style="FormTitle")
        + entry("告知人（赔偿权利人或其指定的部门、机构）：", "告知人")
        + entry("被告知人（赔偿义务人）：", "当事人.名称")
        + entry("法定代表人/企业负责人：", "当事人.代表人")
        + entry("社会统一信用代码（身份证号）：", "当事人.证号")
        + entry("地址：", "当事人.地址")
        + p(
            "为推进生态环境损害赔偿，根据《甘肃省生态环境损害赔偿制度改革实施方案》和《甘肃省生态环境损害赔偿工作实施细则》"
            "相关要求，我{{ 告知人自称 }}决定就{{ 案件简称 }}案件召开生态环境损害赔偿磋商会议，现将有关事项告知如下：",
            style="Body",
        )
        + p("一、生态环境损害赔偿事由：", style="Heading1")
        + said("{{ 事实概要 }}。")
        + paragraphs("案情")
        + p("二、生态环境损害调查情况：", style="Heading1")
        + said("调查结论：{{ 调查结论 }}。")
        + when("鉴定评估", each("鉴", "鉴定评估", said("{{ 鉴.意见 }}。")))
        + when(
            "可以修复",
            said("可以修复的区域范围：{{ 受损范围 }}。"),
            when("修复要求", said("修复要求：{{ 修复要求 }}。")),
        )
        + p("三、磋商小组组成人员：", style="Heading1")
        + p("（一）赔偿权利人指定的部门或机构：{{ 部门人员 }}", style="Body")
        + p("（二）受邀参与磋商单位或部门：{{ 受邀人员 }}", style="Body")
        + p("四、磋商会议时间和地点：", style="Heading1")
        + said("时间：{{ 会议时间 }}。地点：{{ 会议地点 }}。")
        + p("五、其它事项：", style="Heading1")
        + p(attend, style="Body")
        + p(
            answer, note("第三十一条：本机制中的期限按自然日计算；本告知书写明5个工作日，按5个工作日办理"), style="Body"
        )
        + p("（三）{{ 其他事项 }}。", style="Body")
        + seal("{{ 告知人 }}（盖章）", "告知日期")
    )


def power_of_attorney() -> str:
    """5. 授权委托书."""
    return page(
        p("授权委托书", style="FormTitle")
        + p("委托人：{{ 委托人 }}", style="Body")
        + p("受委托人：{{ 受托人 }}", style="Body")
        + p(
            "因{{ 案件名称 }}事宜，我{{ 委托人自称 }}自愿委托{{ 受托人 }}为{{ 案件主题 }}"
            "生态环境损害赔偿案件的磋商代理人，其代理权限为{{ 代理权限 }}，全权办理{{ 案件主题 }}生态环境损害赔偿事宜，"
            "委托时限为",
            house("自"),
            "{{ 委托起 }}起至",
            house("上述事项"),
            "办完为止",
            house("{% if 委托止 %}，最迟至{{ 委托止 }}{% endif %}"),
            "。",
            note("只写“全权”而无具体授权的，代理人无权代为承认、放弃、变更请求或者和解（民诉解释第八十九条）"),
            style="Body",
        )
        + p("特此委托。", style="Body", after=560)
        + columns(
            *principal_hands(),
            ("{{ 委托日期 }}", "{{ 委托日期 }}"),
        )
    )


def principal_hands() -> tuple[tuple[Side, Side], ...]:
    """Rows: where principal and agent sign; a person signs alone, an organization seals and its head signs."""
    seals = ("{% if 委托人自然人 %}", house("委托人（签字）："), "{% else %}委托人（盖章）：{% endif %}")
    head = "{% if not 委托人自然人 %}委托单位法定代表人（签字）：{% endif %}"
    return ([seals], ""), (head, "受委托人（签字）：")


def meeting_minutes() -> str:
    """6. 生态环境损害赔偿磋商会议记录."""
    return page(
        p("生态环境损害赔偿磋商会议记录", style="FormTitle")
        + line("案件名称：", "案件名称")
        + line("赔偿权利人指定的部门或机构：", "部门")
        + line("赔偿义务人：", "义务人名称")
        + line("时　间：", "会议时间")
        + line("地　点：", "会议地点")
        + lines(("主持人：", "主持人"), ("记录员：", "记录员"))
        + people("赔偿权利人指定的部门或机构参会人员：", "部门人员")
        + people("赔偿义务人参会人员：", "义务人人员")
        + people("委托代理人：", "代理人员")
        + people("受邀参会人员：", "受邀人员")
        + p("会议内容：", keep=True, before=280)
        + minutes()
        + hand("赔偿权利人指定的部门或机构参会人员（签字或盖章）：")
        + hand("赔偿义务人参会人员（签字或盖章）：")
        + hand("受邀参会人员（签字或盖章）：")
        + hand("主持人（签字或盖章）：")
        + p("记录员（签字或盖章）：")
    )


def minutes() -> str:
    """Paragraphs: which meeting, what article 8 wants told, what was said, and who would not sign."""
    return (
        said("本次为第{{ 会次 }}次磋商会议。")
        + when("告知回避", said("主持人已告知回避权。{{ 回避情况 }}"))
        + when("鉴定说明", said("鉴定评估机构代表（专家）对鉴定评估意见进行了说明。"))
        + when("考虑因素", said("磋商考虑了以下因素：{{ 考虑因素 }}。"))
        + paragraphs("会议内容")
        + when("拒绝签字", said("主持人注明：{{ 拒绝签字 }}"))
        # A sentence of its own before the signatures: it goes with them to the last page however long the record is.
        + said("以上记录交参会各方核对后签字或者盖章。")
        + p()
    )


FORMS = {
    "start-registration": ("索赔启动登记表", start_registration),
    "investigation-report": ("生态环境损害调查报告", investigation_report),
    "termination-registration": ("索赔终止登记表", termination_registration),
    "consultation-notice": ("生态环境损害赔偿磋商告知书", consultation_notice),
    "power-of-attorney": ("授权委托书", power_of_attorney),
    "meeting-minutes": ("生态环境损害赔偿磋商会议记录", meeting_minutes),
    **zhangye_later.FORMS,
}
