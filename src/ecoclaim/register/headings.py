"""The table of headings that offices use, and what stands below each. Data, and how a heading is looked up.

`where` is the path of a fact of case.yaml, `event.field` of an entry, or one of the words of SPECIAL. Of obligors
`obligors.1` means the only one. Later rows of the table never take a name that an earlier one has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from unicodedata import normalize


class Heading(NamedTuple):
    """A heading as the template has it, where its column goes, an example, and what else offices call it."""

    title: str
    where: str
    example: str
    others: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, its own first."""
        return (self.title, *self.others.split())


# What a column may be beside a fact or a field: the number that the ledger gave; the matter, where no column has it;
# what is counted anew by the ledger; nothing; a stage; how far a case is, told freely; whether it is closed;
# an amount that is agreed where an agreement was signed, else claimed; what was paid; until when to pay;
# whether or when an agreement was confirmed; whether a claim is started.
SPECIAL = (
    *("id", "name", "computed", "skip", "extra", "stage", "progress", "closed", "amount", "paid", "until"),
    *("confirmed", "opinion", "obligors"),
)

HEADINGS: tuple[Heading, ...] = (
    Heading("台账编号", "id", "2026-0007", "本台账编号"),
    Heading("序号", "skip", "1", "顺序号 顺号 NO No. no 项次"),
    Heading("未导入原因", "skip", ""),
    Heading(
        "案由", "title", "某某化工有限公司废水渗漏损害案", "案件 案情名称 事由 线索名称 线索内容 案件线索 问题线索 线索"
    ),
    Heading("案件名称", "name", "某某公司生态环境损害赔偿案", "案名 案件全称 项目名称"),
    Heading(
        "立案号", "filing_no", "甘张环赔〔2025〕3号", "案号 立案编号 立案文号 案件编号 立案案号 索赔案号 立案登记号"
    ),
    Heading(
        "来源编号",
        "source_no",
        "XS2025-014",
        "编号 线索编号 来文编号 系统编号 平台编号 登记编号 登记号 线索序号 来文号",
    ),
    Heading("领域", "domain", "水务", "所属领域 案件领域 损害领域 涉及领域"),
    Heading(
        "办理部门",
        "departments",
        "市生态环境局、市水务局",
        "牵头部门 主办部门 主办单位 承办部门 承办单位 索赔部门 办理单位",
    ),
    Heading(
        "经办人", "handlers", "李四、王五", "承办人 办案人 办案人员 承办人员 经办人员 具体经办人 主办人 案件承办人"
    ),
    Heading("阶段", "stage", "磋商", "办理阶段 当前阶段 案件阶段 所处阶段 案件状态 办理状态 状态"),
    Heading(
        "赔偿义务人",
        "obligors",
        "某某化工有限公司、张三",
        "义务人 赔偿义务人名称 赔偿义务人姓名 责任主体 违法主体 违法单位 责任单位 涉案单位 涉案企业 当事人 企业名称 "
        "赔偿义务人（单位或个人） 污染责任人 损害责任人",
    ),
    Heading(
        "统一社会信用代码",
        "obligors.1.credit_code",
        "91620700MA0000000X",
        "信用代码 社会信用代码 义务人信用代码 统一社会信用代码或身份证号",
    ),
    Heading("义务人地址", "obligors.1.address", "某某市某某路1号", "住所 住址 义务人住所 单位地址 企业地址"),
    Heading("义务人电话", "obligors.1.phone", "0936-1234567", "义务人联系电话 义务人联系方式"),
    Heading("法定代表人", "obligors.1.representative.name", "王某某", "法人 法人代表 法定代表人姓名"),
    Heading(
        "损害地点", "incident.place", "某某区某某村", "案发地点 事发地点 发生地点 案发地 发生地 违法地点 损害发生地"
    ),
    Heading("损害时间", "incident.time", "2024年底至2025年初", "案发时间 事发时间 发生时间 违法时间 损害发生时间"),
    Heading("损害行为", "incident.conduct", "向渗坑排放废水", "违法行为 违法事实 主要违法事实"),
    Heading(
        "案情简介", "incident.facts", "", "案情 基本案情 案件简介 案情概述 主要案情 基本情况 案件概况 案件基本情况"
    ),
    Heading("损害后果", "incident.harm", "地下水超标", "损害情况 损害结果 生态环境损害情况 危害后果"),
    Heading("线索来源", "clue.channel", "群众投诉", "案件来源 来源 线索渠道 来源渠道 案源 线索来源渠道 问题来源"),
    Heading("来文单位", "clue-received.sender", "市检察院", "移送单位 转办单位 交办单位 线索移送单位"),
    Heading("来文文号", "clue-received.letter_no", "张检函〔2025〕2号", "移送文号 移送函号 交办文号"),
    Heading("发现时间", "clue-found.date", "2025-03-03", "线索发现时间 筛查时间 筛查发现时间"),
    Heading(
        "接到线索时间",
        "clue-received.date",
        "2025-03-03",
        "线索时间 线索接收时间 接收线索时间 收到线索时间 接收时间 来文时间 线索移送时间 线索受理时间 受理时间 交办时间 "
        "登记时间 线索登记时间 移交时间",
    ),
    Heading(
        "核查时间",
        "review-concluded.date",
        "2025-03-28",
        "初步核查时间 核查结束时间 初核时间 核查完成时间 核实时间 初步核查结束时间",
    ),
    Heading(
        "是否启动索赔",
        "opinion",
        "是",
        "是否启动 是否立案 核查意见 核查结论 核查结果 处理意见 是否启动索赔程序 是否索赔",
    ),
    Heading("核查情况", "review-concluded.findings", "造成损害", "初步核查情况 核实情况 初核情况"),
    Heading("立案时间", "claim-started.date", "2025-04-02", "启动时间 启动索赔时间 索赔启动时间 立案启动时间"),
    Heading("告知检察机关时间", "procuratorate-notified.date", "2025-04-10", "告知检察院时间 检察机关告知时间"),
    Heading("调查开始时间", "investigation-started.date", "2025-04-03", "调查启动时间 开始调查时间"),
    Heading("调查结束时间", "investigation-concluded.date", "2025-06-20", "调查完成时间 调查终结时间 调查报告时间"),
    Heading(
        "委托鉴定评估时间",
        "appraisal-commissioned.date",
        "2025-04-20",
        "委托鉴定时间 委托评估时间 鉴定评估委托时间 委托时间",
    ),
    Heading("鉴定评估机构", "appraisal-commissioned.body", "某某评估中心", "评估机构 鉴定机构 损害评估机构"),
    Heading(
        "鉴定评估意见时间",
        "appraisal-delivered.date",
        "2025-06-10",
        "鉴定评估时间 评估报告时间 鉴定意见时间 出具报告时间 专家意见时间 鉴定评估报告时间 鉴定评估完成时间",
    ),
    Heading("磋商小组成立时间", "team-formed.date", "2025-06-25", "组建磋商小组时间"),
    Heading("告知书时间", "notice-issued.date", "2025-06-26", "磋商告知时间 告知时间 磋商告知书时间 发出告知书时间"),
    Heading(
        "告知书送达时间", "notice-served.date", "2025-06-30", "送达时间 磋商告知书送达时间 告知书送达 磋商告知书送达"
    ),
    Heading("答复时间", "reply-received.date", "2025-07-03", "义务人答复时间 回复时间"),
    Heading(
        "磋商时间",
        "meeting-held.date",
        "2025-07-15、2025-08-02",
        "磋商会议时间 磋商会时间 召开磋商会议时间 开展磋商时间 第一次磋商时间 第二次磋商时间 第三次磋商时间 "
        "第四次磋商时间 首次磋商时间 磋商会召开时间",
    ),
    Heading("磋商不成时间", "consultation-failed.date", "2025-09-01", "磋商终止时间 磋商失败时间 磋商未达成一致时间"),
    Heading(
        "协议签订时间",
        "agreement-signed.date",
        "2025-08-20",
        "签订时间 签约时间 协议签署时间 签署时间 签订协议时间 赔偿协议签订时间 赔偿协议时间 达成协议时间 "
        "磋商协议签订时间 协议时间 赔偿协议签订",
    ),
    Heading("申请司法确认时间", "confirmation-applied.date", "2025-09-05", "司法确认申请时间"),
    Heading("司法确认", "confirmed", "2025-10-30", "司法确认情况 是否司法确认 是否申请司法确认"),
    Heading("司法确认时间", "confirmation-granted.date", "2025-10-30", "确认时间 裁定时间 司法确认裁定时间"),
    Heading("裁定书号", "confirmation-granted.ruling_no", "（2025）甘07民特1号", "确认裁定书号 司法确认文号 裁定文号"),
    Heading("起诉时间", "lawsuit-filed.date", "2025-11-01", "提起诉讼时间 诉讼时间 诉讼立案时间"),
    Heading("裁判生效时间", "judgment-effective.date", "2026-03-01", "判决时间 判决生效时间 裁判时间"),
    Heading("申请执行时间", "enforcement-applied.date", "2026-09-01", "强制执行时间 申请强制执行时间"),
    Heading(
        "索赔金额（万元）",
        "claimed_total",
        "128.64",
        "索赔总额 损害金额 损害数额 损失金额 评估金额 鉴定评估金额 评估损失 损害赔偿数额 损害价值",
    ),
    Heading("赔偿金额（万元）", "amount", "128.64", "赔偿数额 赔偿总额 赔偿额 涉案金额 金额 赔偿费用 赔偿资金"),
    Heading(
        "协议金额（万元）",
        "agreements.1.amount",
        "128.64",
        "协议赔偿金额 约定金额 约定赔偿金额 磋商金额 赔偿协议金额 签约金额",
    ),
    Heading("履行期限", "until", "2026-03-31", "付款期限 缴纳期限 履行截止时间 支付期限 缴款期限 履行到期日"),
    Heading(
        "已缴金额（万元）",
        "paid",
        "60",
        "到账金额 缴纳金额 实缴金额 已缴纳金额 已赔偿金额 已支付金额 已付金额 到位金额 已到账金额 实际赔偿金额",
    ),
    Heading(
        "缴纳时间", "payment-made.date", "2025-12-01", "到账时间 缴款时间 付款时间 支付时间 赔偿到账时间 资金到账时间"
    ),
    Heading("修复开始时间", "restoration-started.date", "2025-10-01", "开始修复时间 修复启动时间"),
    Heading("修复完成时间", "restoration-finished.date", "2026-06-01", "完成修复时间 修复时间"),
    Heading(
        "修复评估时间",
        "evaluation-concluded.date",
        "2026-07-10",
        "效果评估时间 修复效果评估时间 验收时间 修复验收时间 评估验收时间",
    ),
    Heading("履行完毕时间", "performance-completed.date", "2026-07-15", "履行完成时间"),
    Heading("修复进展", "progress", "修复中", "修复情况 修复进度 履行情况 赔偿履行情况 修复履行情况 执行情况"),
    Heading(
        "进展情况",
        "progress",
        "",
        "办理情况 案件进展 办理进展 工作进展 目前进展 办理进度 案件办理情况 案件进度 进展 进度",
    ),
    Heading("公布时间", "result-published.date", "2025-09-01", "公开时间 公示时间 信息公开时间"),
    Heading("是否结案", "closed", "是", "结案情况 是否办结 结案与否 结案"),
    Heading("结案时间", "case-closed.date", "2026-10-08", "办结时间 结案归档时间"),
    Heading("备注", "extra", "", "备注说明 说明 其他 其他说明"),
    Heading("逾期金额（元）", "computed", "0"),
    Heading("下一步", "computed", "签订赔偿协议"),
    Heading("计划日期", "computed", "2026-12-01"),
)

_BRACKETED = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]")
_PUNCTUATION = re.compile(r"[\s*:：,、。.·/\\|_“”\"'-]+")
# What an office may put before a heading and means nothing by.
_BEGINNINGS = ("", "生态环境损害赔偿", "生态环境损害", "损害赔偿", "生态环境", "损害", "赔偿", "案件", "本案")
# Said of a group of columns above their own headings, and of no column.
_GROUP = re.compile(r"(?:有关|相关|基本)?(?:情况|信息|进展|阶段|环节|事项|内容)$")


def plain(text: str) -> str:
    """Write a heading as it is looked up: narrow, without blanks, brackets and what they hold; 日期 is 时间."""
    narrow = _PUNCTUATION.sub("", _BRACKETED.sub("", normalize("NFKC", text)))
    return narrow.replace("日期", "时间").removesuffix("填写").removeprefix("★")


def _table() -> Mapping[str, Heading]:
    found: dict[str, Heading] = {}
    for heading in HEADINGS:
        for name in heading.names:
            found.setdefault(plain(name) or name, heading)
    return found


_TABLE = _table()
BY_WHERE: Mapping[str, Heading] = {one.where: one for one in reversed(HEADINGS)}


def heading(text: str, above: str = "") -> Heading | None:
    """Find the heading that a column has; `above` is what stands over it and its neighbours: 磋商情况 over 时间."""
    own, over = plain(text), _GROUP.sub("", plain(above))
    for said in (over + own if over else own, own):
        for begin in _BEGINNINGS:
            found = _TABLE.get(said.removeprefix(begin))
            if found is not None:
                return found
    return None


# What the words of a column of stages say; the first that a text holds and no other stage's counts.
STAGE_WORDS: Mapping[str, tuple[str, ...]] = {
    "closed": ("已结案", "结案", "办结", "已办结", "已归档"),
    "terminated": ("已终止", "终止索赔", "终止"),
    "declined": ("不启动", "不予立案", "不索赔", "未启动", "不予启动"),
    "referred": ("已移送", "移送", "已移交", "转办"),
    "enforcing": ("强制执行", "申请执行", "执行中", "执行阶段"),
    "litigating": ("诉讼", "起诉", "审理"),
    "evaluating": ("效果评估", "待验收", "验收中", "修复完成", "完成修复", "修复评估"),
    "performing": (
        "履行",
        "修复中",
        "正在修复",
        "赔偿中",
        "缴款中",
        "已签订",
        "签订协议",
        "达成协议",
        "司法确认",
        "分期",
    ),
    "consulting": ("磋商",),
    "investigating": ("调查", "鉴定", "评估中", "损害评估", "已立案", "已启动", "立案"),
    "reviewing": ("初步核查", "核查", "初核"),
    "clue": ("线索", "登记"),
}
_DENIED = re.compile(r"未|尚|待|拟|不成|失败|无需")


def stage_of(text: str) -> str | None:
    """Give the stage that a text names; None where it names none for certain, or more than one."""
    said = _PUNCTUATION.sub("", normalize("NFKC", text))
    exact = [stage for stage, words in STAGE_WORDS.items() if said in words or said.removesuffix("阶段") in words]
    if exact:
        return exact[0]
    if len(said) > 12 or (_DENIED.search(said) and "未启动" not in said and "待验收" not in said):
        return None
    found = [stage for stage, words in STAGE_WORDS.items() if any(word in said for word in words)]
    return found[0] if len(found) == 1 else None
