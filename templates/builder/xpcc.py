"""The six forms of the Corps' consultation measures, in the order of its annexes."""

from __future__ import annotations

from builder import xpcc_agreement
from builder.bricks import each, house, note, p, paragraphs, when
from builder.package import page
from builder.pieces import (
    by_authority,
    cited,
    columns,
    court,
    duties,
    entry,
    hand,
    led,
    line,
    lines,
    people,
    said,
    seal,
    sums,
)
from builder.zhangye import minutes, principal_hands


def consultation_notice() -> str:
    """附件1 生态环境损害赔偿磋商告知书."""
    attend = (
        "被告知人参与磋商人员应为单位主要负责人或者其委托代理人。被告知人法定代表人参与磋商的，应当向告知人现场提交"
        "法人资格证明和法定代表人身份证明文件。法定代表人委托代理人参与磋商的，应当现场提交法人资格证明、"
        "由法定代表人签名或者盖章的授权委托书，授权委托书应当按照法律的规定载明委托事项和权限，"
        "并提交代理人的职务或者身份证明文件。"
    )
    answer = (
        "被告知人应当自生态环境损害赔偿磋商告知书送达之日起5个工作日内向告知人反馈是否同意磋商，"
        "逾期未反馈或者答复不同意磋商的，告知人将依法向人民法院提起生态环境损害赔偿诉讼。"
    )
    return page(
        p("生态环境损害赔偿磋商告知书", style="FormTitle")
        + p(*by_authority("告知人（赔偿权利人）：", "告知人（赔偿权利人指定的部门）："), "{{ 告知人 }}", jc="left")
        + entry("被告知人（赔偿义务人）：", "当事人.名称")
        + when(
            "当事人.自然人",
            p(house("公民身份证号码：{{ 当事人.证号 }}")),
            otherwise=(entry("法定代表人：", "当事人.代表人"), entry("统一社会信用代码：", "当事人.证号")),
        )
        + entry("地　址：", "当事人.地址")
        + p(
            "为推进生态环境损害赔偿和修复，根据《新疆生产建设兵团生态环境损害赔偿制度改革实施方案》有关要求，"
            "我{{ 告知人自称 }}决定就{{ 案件简称 }}案件召开生态环境损害赔偿磋商会议。现将有关事项告知如下：",
            style="Body",
        )
        + p("一、生态环境损害赔偿事由、损害事实及有关证据", style="Heading1")
        + p("{{ 事实概要 }}。", style="Body")
        + paragraphs("案情")
        + p("相关证据如下：", style="Body")
        + cited()
        + p("二、生态环境损害鉴定评估意见", style="Heading1")
        + each("鉴", "鉴定评估", p("{{ 鉴.意见 }}。", style="Body"))
        + p("三、磋商小组组成", style="Heading1")
        + p("赔偿权利人指定的部门或机构：{{ 部门人员 }}", style="Body")
        + p("受邀参与磋商人：{{ 受邀人员 }}", style="Body")
        + p("四、拟开展磋商的时间、地点", style="Heading1")
        + p("时间：{{ 会议时间 }}　地点：{{ 会议地点 }}", style="Body")
        + p("五、告知书回复要求及法律后果", style="Heading1")
        + p(answer, note("附件1原文印作3个工作日，与第七条不一致；依第七条印5个工作日"), style="Body")
        + p("六、委托代理权注意事项", style="Heading1")
        + p(attend, style="Body")
        + p("七、其他事项", style="Heading1")
        + p("{{ 其他事项 }}。", style="Body")
        + seal("{{ 告知人 }}（印章）", "告知日期", keep=True)
        + p(
            "联系人：{{ 联系人 }}，联系电话：{{ 电话 }}{% if 传真 %}，传真：{{ 传真 }}{% endif %}。",
            style="Body",
            before=280,
        )
    )


def power_of_attorney() -> str:
    """附件2 授权委托书."""
    return page(
        p("授权委托书", style="FormTitle")
        + p("委托人：{{ 委托人 }}", style="Body")
        + p("受托人：{{ 受托人 }}", style="Body")
        + p(
            "因{{ 案件名称 }}事宜，我{{ 委托人自称 }}自愿委托{{ 受托人 }}为{{ 案件主题 }}"
            "生态环境损害赔偿案件的磋商代理人，其代理权限为特别授权，",
            house("具体为{{ 代理权限 }}，"),
            "全权办理{{ 案件主题 }}生态环境损害赔偿事宜，委托时限为自签字之日起至上述事项办完为止。",
            note("只写“全权”而无具体授权的，代理人无权代为承认、放弃、变更请求或者和解（民诉解释第八十九条）"),
            style="Body",
        )
        + p("特此委托", style="Body", after=560)
        + columns(
            *principal_hands(),
            ("", "{{ 委托日期 }}"),
        )
    )


def meeting_minutes() -> str:
    """附件3 生态环境损害赔偿磋商会议记录."""
    return page(
        p("生态环境损害赔偿磋商会议记录", style="FormTitle")
        + line("案件名称：", "案件名称")
        + line("赔偿权利人指定的部门（机构）：", "部门")
        + line("赔偿义务人：", "义务人名称")
        + line("时间：", "会议时间")
        + line("地点：", "会议地点")
        + lines(("主持人：", "主持人"), ("记录人：", "记录员"))
        + people("赔偿权利人指定的部门（机构）参会人员：", "部门人员")
        + people("赔偿义务人参会人员：", "义务人人员")
        + people("委托代理人：", "代理人员")
        + people("受邀参会人员：", "受邀人员")
        + p("会议记录：", keep=True, before=280)
        + minutes()
        + hand("赔偿权利人指定的部门（机构）参会人员（签字或盖章）：")
        + hand("赔偿义务人参会人员（签字或盖章）：")
        + hand("受邀参会人员（签字或盖章）：")
        + hand("主持人（签字或盖章）：")
        + p("记录人（签字或盖章）：")
    )


def confirmation_application() -> str:
    """附件5 生态环境损害赔偿协议司法确认申请书."""
    return page(
        p("生态环境损害赔偿协议司法确认申请书", style="FormTitle")
        + p(*_applicant(), "{{ 部门 }}；", style="Body")
        + p("法定代表人：{{ 部门代表人 }}", style="Body")
        + each("人", "义务人", p("申请人（赔偿义务人）：{{ 人.名称 }}；", style="Body"), *_obligor_head("人"))
        + p("请求事项：", style="Heading1", before=280)
        + p("确认{{ 部门 }}与{{ 义务人名称 }}于{{ 签订日期 }}达成的{{ 协议名称 }}有效。", style="Body")
        + p("事实和理由：", style="Heading1")
        + p(
            "{{ 签订日期 }}，",
            *by_authority("赔偿权利人", "赔偿权利人指定的部门"),
            "{{ 部门 }}与赔偿义务人{{ 义务人名称 }}经磋商，达成了如下磋商协议：",
            style="Body",
        )
        + paragraphs("责任认定")
        + led("赔偿责任的承担方式：", "履行方式")
        + led("履行要求和期限：", "履行要求")
        + sums()
        + duties("申请人（赔偿义务人）按下列内容和期限履行：")
        + p(
            "申请当事人双方出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；"
            "如果因为该协议内容而给国家、集体或他人造成损失的，愿意承担相应的民事责任和其他法律责任。",
            style="Body",
        )
        + court("法院")
        + p("附件：{{ 协议名称 }}", style="Body", before=280, keep=True)
        + p(
            *by_authority("申请人（赔偿权利人）：（盖章）", "申请人（赔偿权利人指定的部门）：（盖章）"),
            keep=True,
            before=280,
            after=840,
        )
        + p("申请人（赔偿义务人）：（盖章或签字）", keep=True, after=840)
        + p("{{ 申请日期 }}", style="SignLast")
    )


def enforcement_application() -> str:
    """附件6 生态环境损害赔偿协议强制执行申请书."""
    return page(
        p("生态环境损害赔偿协议强制执行申请书", style="FormTitle")
        + p(*_applicant(), "{{ 部门 }}；", style="Body")
        + p("法定代表人：{{ 部门代表人 }}", style="Body")
        + p("被申请人（赔偿义务人）：{{ 当事人.名称 }}；", style="Body", before=280)
        + "".join(_obligor_head("当事人"))
        + p("申请内容：", style="Heading1", before=280)
        + each("项", "申请内容", said("{{ 项.序 }}．{{ 项.内容 }}{{ 项.末 }}"))
        + p("申请依据：", style="Heading1")
        + p("{{ 确认法院 }}{{ 文书 }}。", style="Body")
        + p("事实与理由：", style="Heading1")
        + p(
            "因{{ 案件简称 }}",
            house("一案"),
            "，{{ 确认法院 }}于{{ 文书日期 }}作出{{ 文书 }}。但赔偿义务人拒绝执行该{% if 依判决 %}",
            house("裁判文书确定"),
            "{% else %}磋商内容{% endif %}的给付义务。为了维护赔偿权利人的合法权益，特向贵院申请强制执行，"
            "恳请贵院依法强制执行。",
            style="Body",
        )
        + court("执行法院")
        + seal("申请人（盖章）：", "申请日期")
    )


def _applicant() -> tuple[str, str, str]:
    return by_authority("申请人（赔偿权利人）：", "申请人（赔偿权利人指定的部门或机构）：")


def _obligor_head(who: str) -> tuple[str, ...]:
    return (
        when(
            f"{who}.自然人",
            p(
                house(
                    f"{{{{ {who}.性别 }}}}，{{{{ {who}.出生 }}}}出生，{{{{ {who}.民族 }}}}，地址{{{{ {who}.地址 }}}}，"
                    f"联系方式：{{{{ {who}.电话 }}}}。"
                ),
                style="Body",
            ),
            otherwise=(
                p(
                    f"法定代表人：{{{{ {who}.代表人 }}}}，{{{{ {who}.代表人性别 }}}}，{{{{ {who}.代表人出生 }}}}出生，"
                    f"{{{{ {who}.代表人民族 }}}}，地址{{{{ {who}.代表人地址 }}}}，联系方式：{{{{ {who}.代表人电话 }}}}",
                    style="Body",
                ),
            ),
        ),
    )


FORMS = {
    "consultation-notice": ("生态环境损害赔偿磋商告知书", consultation_notice),
    "power-of-attorney": ("授权委托书", power_of_attorney),
    "meeting-minutes": ("生态环境损害赔偿磋商会议记录", meeting_minutes),
    "agreement": ("生态环境损害赔偿协议", xpcc_agreement.agreement),
    "confirmation-application": ("生态环境损害赔偿协议司法确认申请书", confirmation_application),
    "enforcement-application": ("生态环境损害赔偿协议强制执行申请书", enforcement_application),
}
