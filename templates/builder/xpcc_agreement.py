"""The Corps' agreement, annex 4: a cover and a contract of some pages, a function a part."""

from __future__ import annotations

from builder.bricks import MEASURE, each, house, p, paragraphs, run, when
from builder.package import page
from builder.pieces import by_authority, cited, cover, duties, entry, led, line, said, signatures, sums

LOSSES = (
    "（一）生态环境受到损害至修复完成期间服务功能丧失导致的损失；",
    "（二）生态环境功能永久性损害造成的损失；",
    "（三）生态环境损害调查、鉴定评估等费用；",
    "（四）清除污染、修复生态环境费用；",
    "（五）防止损害的发生和扩大所支出的合理费用。",
)


def agreement() -> str:
    """附件4 生态环境损害赔偿协议."""
    front = cover(
        p(*_first_party(), run("{{ 署名 }}\t", underline=True), right_tab=MEASURE, jc="left"),
        each("人", "义务人", line("乙方{{ 人.序 }}（赔偿义务人）：", "人.名称")),
    )
    return page(_parties() + _facts_and_law() + _views() + _liability() + _agreed_otherwise(), cover=front)


def _first_party() -> tuple[str, str, str]:
    return by_authority("甲方（赔偿权利人）：", "甲方（赔偿权利人指定的部门或机构）：")


def _parties() -> str:
    return (
        p(*_first_party(), "{{ 署名 }}", jc="left", page_break=True)
        + entry("法定代表人：", "部门代表人")
        + entry("地址：", "部门地址")
        + each(
            "人",
            "义务人",
            entry("乙方{{ 人.序 }}（赔偿义务人）：", "人.名称"),
            when("not 人.自然人", entry("法定代表人：", "人.代表人")),
            entry("地址：", "人.地址"),
        )
        + p(
            "为加强生态环境保护，贯彻落实实施生态环境损害赔偿制度，修复受到损害的生态环境，"
            "根据《中华人民共和国民法典》{% if 适用法典 %}",
            house("《中华人民共和国生态环境法典》"),
            "{% else %}《中华人民共和国环境保护法》{% endif %}《生态环境损害赔偿管理规定》"
            "《新疆生产建设兵团生态环境损害赔偿制度改革实施方案》等规定，甲乙双方在自愿平等、协商一致的基础上，"
            "就乙方{{ 行为 }}的行为导致的生态环境损害所应当承担的赔偿事宜，经磋商一致后达成如下协议，以兹遵守履行。",
            style="Body",
            before=280,
        )
    )


def _facts_and_law() -> str:
    return (
        p("一、生态环境损害事实、相关证据和法律依据", style="Heading1")
        + p("（一）生态环境损害事实、证据", style="Heading2")
        + p("{{ 事实概要 }}。", style="Body")
        + paragraphs("案情")
        + each("鉴", "鉴定评估", said("{{ 鉴.意见 }}。"))
        + p("相关证据如下：", style="Body")
        + cited()
        + p("（二）法律依据", style="Heading2")
        + _fixed(
            "1．《中华人民共和国民法典》第一千二百三十五条规定：违反国家规定造成生态环境损害的，"
            "国家规定的机关或者法律规定的组织有权请求侵权人赔偿下列损失和费用：",
            *LOSSES,
        )
        + when(
            "适用法典",
            said(
                "2．《中华人民共和国生态环境法典》第六条规定：生态环境保护坚持预防为主、系统治理、生态优先、绿色发展、"
                "公众参与、损害担责的原则。"
            ),
            said(
                "3．《中华人民共和国生态环境法典》第九条规定：企业事业单位和其他生产经营者应当采取有效措施，防止、减少"
                "环境污染和生态破坏，节约集约利用资源，控制温室气体排放，履行绿色低碳发展义务，并对所造成的损害依法承担责任。"
            ),
            otherwise=(
                _fixed(
                    "2．《中华人民共和国环境保护法》第五条规定：环境保护坚持保护优先、预防为主、综合治理、公众参与、"
                    "损害担责的原则。",
                    "3．《中华人民共和国环境保护法》第六条第三款规定：企业事业单位和其他生产经营者应当防止、减少环境污染和"
                    "生态破坏，对所造成的损害依法承担责任。",
                ),
            ),
        )
        + _fixed(
            "4．中共中央办公厅　国务院办公厅关于印发《生态环境损害赔偿制度改革方案》的通知（中办发〔2017〕68号）。",
            "5．生态环境部　最高人民法院　最高人民检察院　科技部　公安部　司法部　财政部　自然资源部　住房城乡建设部　"
            "水利部　农业农村部　卫生健康委　市场监管总局　林草局关于印发《生态环境损害赔偿管理规定》的通知"
            "（环法规〔2022〕31号）。",
            "6．兵团党委办公厅　兵团办公厅印发的《新疆生产建设兵团生态环境损害赔偿制度改革实施方案》"
            "（新兵党办发〔2018〕96号）。",
        )
        + each("依", "其他依据", said("{{ 依.序 }}．{{ 依.条文 }}。"))
        + p(
            "{% if 其他依据 %}",
            house("{{ 末项序号 }}"),
            "{% else %}7{% endif %}．其他有关规定。",
            style="Body",
        )
    )


def _views() -> str:
    return (
        p("二、甲乙双方磋商意见", style="Heading1")
        + p("{{ 磋商过程 }}经磋商，甲乙双方达成如下磋商意见：", style="Body")
        + p("（一）甲方意见", style="Heading2")
        + paragraphs("甲方意见")
        + p("（二）乙方意见", style="Heading2")
        + paragraphs("乙方意见")
    )


def _liability() -> str:
    return (
        p("三、赔偿责任、修复效果评估的方式和期限", style="Heading1")
        + p("甲乙双方一致认可乙方采取{{ 赔偿方式 }}的方式履行生态环境损害赔偿责任。", style="Body")
        + p("乙方履行生态环境损害赔偿责任的具体要求：", style="Body")
        + paragraphs("责任认定")
        + paragraphs("履行要求")
        + sums()
        + duties("乙方按下列内容和期限履行：")
        + paragraphs("违约责任")
    )


def _agreed_otherwise() -> str:
    return (
        p("四、其他约定", style="Heading1")
        + p(
            "（一）本协议一式{{ 份数 }}份，{{ 各方份数 }}，具有同等法律效力。本协议自签订之日起生效。",
            style="Body",
        )
        + p(
            "（二）本协议生效后，若赔偿义务人不履行或不完全履行本协议的，赔偿权利人指定的部门或机构应及时向人民法院提起诉讼。",
            style="Body",
        )
        + p(
            "（三）本协议签订后{{ 确认期限 }}日内，甲、乙双方可共同向{{ 法院 }}申请司法确认。"
            "经人民法院司法确认后，赔偿义务人拒不履行或者未全部履行的，"
            "赔偿权利人指定的部门或机构可向人民法院申请强制执行。",
            style="Body",
        )
        + when("其他约定", led("（四）", "其他约定"))
        + signatures(
            ("甲方（盖章）：", "{{ 署名 }}"),
            "乙方{{ 人.序 }}",
            "法定代表人（签字）：",
            "{{ 签署日期 }}",
        )
    )


def _fixed(*texts: str) -> str:
    return "".join(p(text, style="Body") for text in texts)
