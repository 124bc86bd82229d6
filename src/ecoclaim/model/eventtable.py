"""The table of events itself: phases, rows, fields and choices, in Chinese and English. Data, no logic.

A row is (name, 中文, English, fields); ◦ before a name says that the event is about obligors, one or several. A
field is written `name`, or `name:kind` where an event's field is of another kind than usual; a kind that is not a
plain one names a list of CHOICES, with * where several may be chosen.
"""

from __future__ import annotations

from collections.abc import Mapping

from ecoclaim.words import Label

Row = tuple[str, str, str, str]

PHASES: Mapping[str, Label] = {
    "clue": Label("线索与初步核查", "clue and preliminary review"),
    "claim": Label("启动与调查", "claim and investigation"),
    "consultation": Label("磋商", "consultation"),
    "court": Label("司法确认、诉讼与执行", "court"),
    "performance": Label("履行与评估", "performance"),
    "close": Label("结案与公开", "closing"),
}

_APPROVAL = "proposed_by proposed_on unit_opinion unit_by unit_on head_opinion approved_by"

COMMON = "note reason evidence despite"

ROWS: Mapping[str, tuple[Row, ...]] = {
    "clue": (
        ("taken-over", "接入台账", "Taken over from an earlier register", "stage as_of"),
        ("clue-found", "筛查发现线索", "Clue found by screening", "channel channel_note"),
        ("clue-received", "接到线索", "Clue received", "channel channel_note sender letter_no"),
        ("review-started", "开始初步核查", "Preliminary review started", "staff"),
        ("review-concluded", "初步核查结束", "Preliminary review concluded", "damage findings opinion"),
        ("review-reported", "报送核查情况", "Review reported", "to"),
        ("lead-designated", "指定牵头部门", "Lead department designated", "lead members by letter_no"),
        ("case-referred", "移送案件", "Case referred", "to letter_no basis reason handed_by"),
        ("referral-received", "移送签收", "Referral received", "by"),
        ("referral-returned", "移送退回", "Referral returned", "by letter_no reason"),
        ("claim-declined", "决定不启动索赔", "Claim declined", f"ground {_APPROVAL}"),
        ("supervision-started", "列入督办", "Supervision started", "by"),
        ("◦damage-known", "知道损害及责任人", "Damage and obligor known", ""),
    ),
    "claim": (
        ("claim-started", "启动索赔", "Claim started", f"filing_no organ {_APPROVAL}"),
        ("procuratorate-notified", "告知检察机关", "Procuratorate notified", ""),
        ("procuratorate-invited", "邀请检察机关", "Procuratorate invited", "for answer"),
        ("assistance-requested", "商请协助取证", "Assistance requested", "to"),
        ("investigation-started", "开始损害调查", "Investigation started", ""),
        ("appraisal-commissioned", "委托鉴定评估", "Appraisal commissioned", "route body experts conditions"),
        ("appraisal-delivered", "出具鉴定评估意见", "Appraisal delivered", "report_no conclusion"),
        ("investigation-concluded", "损害调查结束", "Investigation concluded", "by:texts claim conclusion"),
        ("claim-terminated", "终止索赔", "Claim terminated", f"ground {_APPROVAL}"),
        ("progress-reported", "报告办理进展", "Progress reported", "to"),
        ("◦obligor-released", "终止对其索赔（不免除债务）", "Obligor released", "ground:release approved_by"),
        ("◦demand-made", "催告履行", "Demand made", "means"),
        ("◦debt-acknowledged", "义务人承认债务", "Debt acknowledged", "means covers"),
        ("◦insolvency-opened", "义务人破产受理", "Insolvency opened", "court case_no claims_until"),
        ("◦insolvency-claim-filed", "申报破产债权", "Claim filed in insolvency", ""),
    ),
    "consultation": (
        ("team-formed", "组建磋商小组", "Consultation team formed", ""),
        ("◦notice-issued", "制发磋商告知书", "Consultation notice issued", "meeting"),
        ("◦service-attempted", "送达未成", "Service attempted", "method result:text"),
        (
            "◦notice-served",
            "送达磋商告知书",
            "Consultation notice served",
            "method meeting reply_days reply_unit",
        ),
        ("meeting-cancelled", "取消磋商会议", "Meeting cancelled", "meeting reason"),
        ("◦authorization-received", "收到授权委托书", "Authorization received", "agent"),
        ("◦reply-received", "收到答复", "Reply received", "agrees written"),
        ("◦extra-meeting-approved", "批准增加一次磋商", "Extra meeting approved", "by reason"),
        ("◦meeting-held", "召开磋商会议", "Meeting held", "meeting outcome willing excuse counts"),
        ("◦overrun-explained", "说明超期", "Overrun explained", "rule by reason"),
        ("◦minutes-signed", "磋商记录签字", "Minutes signed", "meeting refused_by"),
        ("◦consultation-failed", "认定磋商未达成一致", "Consultation failed", "ground scope decided_by"),
        ("◦agreement-signed", "签订赔偿协议", "Agreement signed", "agreement scope:agreed"),
        ("◦agreement-effective", "赔偿协议生效", "Agreement effective", "agreement"),
        ("◦agreement-ended", "赔偿协议终止", "Agreement ended", "agreement kind:ended by"),
    ),
    "court": (
        ("◦confirmation-applied", "申请司法确认", "Confirmation applied for", "agreement court jointly"),
        ("◦confirmation-accepted", "法院受理确认申请", "Confirmation application accepted", "case_no"),
        ("◦confirmation-announced", "法院公告", "Confirmation announced", "days"),
        ("◦confirmation-granted", "裁定确认有效", "Confirmation granted", "ruling_no"),
        ("◦confirmation-refused", "裁定不予确认", "Confirmation refused", "ruling_no reason"),
        ("◦confirmation-withdrawn", "撤回确认申请", "Confirmation withdrawn", ""),
        ("◦reconsultation-started", "重新磋商", "Re-consultation started", ""),
        ("◦default-found", "认定未履行", "Default found", "obligation"),
        ("◦lawsuit-filed", "提起诉讼", "Lawsuit filed", "court case_no about"),
        ("◦lawsuit-withdrawn", "撤回起诉", "Lawsuit withdrawn", ""),
        ("◦judgment-effective", "裁判生效", "Judgment effective", "judgment_no kind outcome:judged"),
        ("◦enforcement-applied", "申请强制执行", "Enforcement applied for", "court"),
        ("◦enforcement-concluded", "执行结束", "Enforcement concluded", "result:enforced until"),
    ),
    "performance": (
        ("◦performance-extended", "延长履行期限", "Performance extended", "obligation until reason"),
        ("◦payment-made", "缴纳赔偿金", "Payment made", "obligation amount receipt_no"),
        ("◦restoration-started", "开始修复", "Restoration started", "obligation"),
        ("◦restoration-finished", "完成修复", "Restoration finished", "obligation"),
        (
            "◦replaced-by-money",
            "修复改为缴纳资金",
            "Restoration replaced by money",
            "obligation amount until",
        ),
        (
            "◦evaluation-concluded",
            "修复效果评估结束",
            "Evaluation concluded",
            "body report_no result:evaluated ground:text",
        ),
        ("◦performance-completed", "履行完毕", "Performance completed", ""),
    ),
    "close": (
        ("◦closing-papers-received", "收到结案材料", "Closing papers received", ""),
        ("result-published", "公布磋商或修复情况", "Result published", "what where"),
        ("performance-certified", "出具履责情况说明", "Performance certified", "to"),
        ("case-closed", "结案", "Case closed", _APPROVAL),
        ("case-reopened", "重新办理", "Case reopened", "reason"),
    ),
}

# What a field means where an entry leaves it out.
DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "consultation-failed": {"scope": "all"},
    "agreement-signed": {"scope": "full"},
    "lawsuit-filed": {"about": "all"},
}

# What an entry must say to be what it is called: a conclusion its opinion, a reply its yes or no.
MAKES: Mapping[str, tuple[str, ...]] = {
    "review-concluded": ("damage", "opinion"),
    "claim-declined": ("ground",),
    "claim-terminated": ("ground",),
    "investigation-concluded": ("claim",),
    "obligor-released": ("ground",),
    "notice-served": ("method",),
    "reply-received": ("agrees",),
    "meeting-held": ("outcome",),
    "consultation-failed": ("ground", "decided_by"),
    "agreement-ended": ("kind",),
    "judgment-effective": ("outcome",),
    "enforcement-concluded": ("result",),
    "performance-extended": ("until",),
    "payment-made": ("amount",),
    "evaluation-concluded": ("result",),
}

# The fields that take their values from a list of the pack, by event and field.
LISTS: Mapping[tuple[str, str], str] = {
    ("clue-found", "channel"): "channels",
    ("clue-received", "channel"): "channels",
    ("claim-declined", "ground"): "decline_grounds",
    ("claim-terminated", "ground"): "termination_grounds",
    ("consultation-failed", "ground"): "failure_grounds",
}

FIELDS: Mapping[str, tuple[Label, str]] = {
    "about": (Label("诉讼范围", "about"), "about"),
    "agent": (Label("代理人", "agent"), "text"),
    "agreement": (Label("协议序号", "agreement number"), "whole"),
    "agrees": (Label("是否同意磋商", "agrees to consult"), "yes"),
    "amount": (Label("金额（元）", "amount in yuan"), "amount"),
    "answer": (Label("答复", "answer"), "text"),
    "approved_by": (Label("审批人", "approved by"), "text"),
    "as_of": (Label("接入日期（此前事项不逐一补记）", "taken over as of"), "day"),
    "basis": (Label("移送依据", "basis"), "text"),
    "body": (Label("机构", "body"), "text"),
    "by": (Label("单位或人员", "by"), "text"),
    "case_no": (Label("案号", "case number"), "text"),
    "channel": (Label("线索渠道", "channel"), "text"),
    "channel_note": (Label("线索来源说明", "note on the channel"), "text"),
    "claim": (Label("是否索赔", "whether to claim"), "yes"),
    "claims_until": (Label("债权申报截止日", "claims to be filed until"), "day"),
    "conclusion": (Label("结论", "conclusion"), "text"),
    "conditions": (Label("简易条件", "conditions"), "conditions*"),
    "counts": (Label("是否计入次数", "counts as a meeting"), "yes"),
    "court": (Label("法院", "court"), "text"),
    "covers": (Label("承认的范围", "covers"), "covers"),
    "damage": (Label("是否造成损害", "whether there is damage"), "yes"),
    "days": (Label("公告天数", "days announced"), "whole"),
    "decided_by": (Label("决定人", "decided by"), "text"),
    "despite": (Label("仍予记录的理由", "recorded despite a bar because"), "text"),
    "evidence": (Label("证据序号", "evidence numbers"), "wholes"),
    "excuse": (Label("缺席理由", "excuse"), "text"),
    "experts": (Label("专家", "experts"), "texts"),
    "filing_no": (Label("立案号", "filing number"), "text"),
    "findings": (Label("核查情况", "findings"), "text"),
    "for": (Label("邀请事项", "invited to"), "text"),
    "ground": (Label("事由", "ground"), "text"),
    "handed_by": (Label("移送人", "handed over by"), "text"),
    "head_opinion": (Label("部门负责人意见", "opinion of the head"), "text"),
    "jointly": (Label("是否共同申请", "applied jointly"), "yes"),
    "kind": (Label("文书种类", "kind"), "title"),
    "lead": (Label("牵头部门", "lead department"), "text"),
    "letter_no": (Label("函号", "letter number"), "text"),
    "means": (Label("方式", "means"), "text"),
    "meeting": (Label("会议序号", "meeting number"), "whole"),
    "members": (Label("参加部门", "members"), "texts"),
    "method": (Label("送达方式", "method"), "method"),
    "note": (Label("备注", "note"), "text"),
    "obligation": (Label("义务序号", "obligation number"), "whole"),
    "opinion": (Label("处理意见", "opinion"), "opinion"),
    "organ": (Label("批准机关", "organ"), "text"),
    "outcome": (Label("会议结果", "outcome"), "outcome"),
    "proposed_by": (Label("经办人", "proposed by"), "text"),
    "proposed_on": (Label("经办日期", "proposed on"), "day"),
    "reason": (Label("原因", "reason"), "text"),
    "receipt_no": (Label("票据号", "receipt number"), "text"),
    "refused_by": (Label("拒绝签字人", "refused by"), "text"),
    "reply_days": (Label("答复期限（天数）", "days to reply"), "whole"),
    "reply_unit": (Label("答复期限单位", "unit of the days to reply"), "unit"),
    "report_no": (Label("报告编号", "report number"), "text"),
    "result": (Label("结果", "result"), "text"),
    "route": (Label("评估方式", "route"), "route"),
    "rule": (Label("规则", "rule"), "text"),
    "ruling_no": (Label("裁定书号", "ruling number"), "text"),
    "judgment_no": (Label("裁判文书号", "judgment number"), "text"),
    "scope": (Label("范围", "scope"), "failed"),
    "sender": (Label("来文单位", "sender"), "text"),
    "staff": (Label("核查人员", "staff"), "texts"),
    "stage": (Label("所处阶段", "stage"), "stage"),
    "to": (Label("送交单位", "to"), "text"),
    "unit_by": (Label("承办机构负责人", "head of the unit"), "text"),
    "unit_on": (Label("承办机构签署日期", "unit signed on"), "day"),
    "unit_opinion": (Label("承办机构意见", "opinion of the unit"), "text"),
    "until": (Label("期限至", "until"), "day"),
    "what": (Label("公布内容", "what"), "what"),
    "where": (Label("公布位置", "where"), "text"),
    "willing": (Label("是否仍愿磋商", "still willing to consult"), "yes"),
    "written": (Label("是否书面", "in writing"), "yes"),
}

# What a field is called where its kind makes it another thing than it usually is.
BY_KIND: Mapping[str, Label] = {
    "ended": Label("终止方式", "how it ended"),
    "judged": Label("裁判结果", "outcome of the judgment"),
}

CHOICES: Mapping[str, Mapping[str, Label]] = {
    "about": {
        "all": Label("全部请求", "all"),
        "remainder": Label("未达成一致部分", "the remainder"),
        "default": Label("不履行协议", "default"),
        "reconsultation": Label("重新磋商不成", "failed re-consultation"),
    },
    "agreed": {"full": Label("全部", "full"), "part": Label("部分", "part")},
    "conditions": {
        "simple": Label("损害事实简单", "simple facts"),
        "undisputed": Label("责任认定无争议", "undisputed"),
        "small": Label("损害较小", "small damage"),
    },
    "covers": {"all": Label("全部债务", "all"), "part": Label("部分债务", "part")},
    "ended": {
        "void": Label("无效", "void"),
        "rescinded": Label("解除", "rescinded"),
        "replaced": Label("另订协议取代", "replaced"),
    },
    "enforced": {
        "fulfilled": Label("执行完毕", "fulfilled"),
        "round-ended": Label("终结本次执行", "round ended"),
        "settled": Label("执行和解", "settled"),
    },
    "evaluated": {
        "passed": Label("通过", "passed"),
        "failed": Label("未通过", "failed"),
        "exempt": Label("免予评估", "exempt"),
    },
    "failed": {"all": Label("全部", "all"), "remainder": Label("未达成一致部分", "the remainder")},
    "judged": {
        "upheld": Label("支持", "upheld"),
        "part": Label("部分支持", "upheld in part"),
        "dismissed": Label("驳回", "dismissed"),
    },
    "method": {
        "direct": Label("直接送达", "direct"),
        "left": Label("留置送达", "left at the place"),
        "mail": Label("邮寄送达", "mail"),
        "electronic": Label("电子送达", "electronic"),
        "entrusted": Label("委托送达", "entrusted"),
        "forwarded": Label("转交送达", "forwarded"),
        "public": Label("公告送达", "public notice"),
    },
    "opinion": {
        "start": Label("启动", "start"),
        "decline": Label("不启动", "decline"),
        "refer": Label("移送", "refer"),
    },
    "outcome": {
        "agreed": Label("达成一致", "agreed"),
        "partial": Label("部分一致", "agreed in part"),
        "none": Label("未达成一致", "no agreement"),
        "absent": Label("义务人缺席", "absent"),
        "walked-out": Label("中途退出", "walked out"),
        "adjourned": Label("休会", "adjourned"),
    },
    "release": {
        "not-liable": Label("不承担责任", "not liable"),
        "no-estate": Label("无财产可供赔偿", "no estate"),
        "paid-by-joint-debtor": Label("连带义务人已履行", "paid by a joint debtor"),
    },
    "route": {
        "institution": Label("委托鉴定评估机构", "institution"),
        "expert": Label("委托专家评估", "expert opinion"),
        "records": Label("依据文书和监测报告认定", "from the records"),
    },
    # From the end of a case back to its beginning: the first that holds is where the case stands.
    "stage": {
        "closed": Label("已结案", "closed"),
        "terminated": Label("已终止", "terminated"),
        "declined": Label("不启动", "declined"),
        "referred": Label("已移送", "referred"),
        "enforcing": Label("强制执行", "enforcing"),
        "litigating": Label("诉讼", "litigating"),
        "evaluating": Label("效果评估", "evaluating"),
        "performing": Label("履行", "performing"),
        "consulting": Label("磋商", "consulting"),
        "investigating": Label("调查", "investigating"),
        "reviewing": Label("初步核查", "reviewing"),
        "clue": Label("线索", "clue"),
    },
    "title": {
        "judgment": Label("判决", "judgment"),
        "mediation": Label("调解", "mediation"),
        "ruling": Label("裁定", "ruling"),
    },
    "unit": {"working_days": Label("工作日", "working days"), "days": Label("自然日", "calendar days")},
    "what": {
        "consultation": Label("磋商情况", "consultation"),
        "restoration": Label("修复结果", "restoration"),
    },
}
