"""What the fields of ledger files are called, in Chinese and English, with hints, examples and named choices.

Data for comments, schemas, forms and messages. The names of events and their fields stand in the event table instead.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from ecoclaim.model.within import model_at
from ecoclaim.words import Label


def field_names(model: type[BaseModel]) -> tuple[str, ...]:
    """List the keys of a model as they are written in a file, in order."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def inner(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """Give the model of what stands under a key, or of its items; None where it is a plain value."""
    return model_at(model, (key,))


def title(model: type[BaseModel], key: str) -> Label:
    """Give the name of a field in both languages; the key itself where the table has none."""
    for one in model.__mro__:
        if key in TITLES.get(one.__name__, {}):
            zh, en = TITLES[one.__name__][key]
            return Label(zh, en)
    return Label(key, key)


def hint(model: type[BaseModel], key: str) -> str:
    """Give what is worth saying of a field beyond its name, in Chinese; empty where there is nothing."""
    return next((HINTS[f"{one.__name__}.{key}"] for one in model.__mro__ if f"{one.__name__}.{key}" in HINTS), "")


def examples(model: type[BaseModel], key: str) -> tuple[str, ...]:
    """Give examples of a field's value."""
    return next((EXAMPLES[f"{one.__name__}.{key}"] for one in model.__mro__ if f"{one.__name__}.{key}" in EXAMPLES), ())


def choices(model: type[BaseModel], key: str) -> Mapping[str, Label]:
    """Give the values that a field may have, with their names, where they are few and fixed."""
    for one in model.__mro__:
        found = CHOICES.get(f"{one.__name__}.{key}")
        if found is not None:
            return {name: Label(zh, en) for name, (zh, en) in found.items()}
    return {}


_PERSON = {
    "name": ("姓名", "name"),
    "post": ("职务", "post"),
    "sex": ("性别", "sex"),
    "born": ("出生日期", "date of birth"),
    "ethnicity": ("民族", "ethnicity"),
    "address": ("住址", "address"),
    "phone": ("联系方式", "phone"),
    "organization": ("单位", "organization"),
}

TITLES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Office": {
        "format": ("台账格式的版本", "format of the ledger"),
        "pack": ("默认规则包", "default rule pack"),
        "authority": ("赔偿权利人", "authority entitled to compensation"),
        "department": ("赔偿权利人指定的部门或机构", "department designated"),
        "id": ("台账标识", "identity of the ledger"),
        "role": ("本单位的角色", "role of the office"),
        "coordinator": ("报送对象（牵头协调机构）", "coordinator reports go to"),
        "court": ("管辖法院", "competent court"),
        "filing_no": ("立案号的样式", "pattern of filing numbers"),
        "language": ("界面语言", "language"),
        "remind_days": ("提前几天提醒", "days of notice"),
        "since": ("台账启用日期", "start of the ledger"),
        "report_days": ("本单位自定的报送日期", "the office's own report days"),
        "rules": ("选用规则的开关", "optional rules switched on or off"),
        "git": ("版本存档", "git archive"),
    },
    "Authority": {
        "name": ("名称", "name"),
        "credit_code": ("统一社会信用代码", "unified social credit code"),
        "representative": ("负责人", "head"),
        "address": ("地址", "address"),
        "phone": ("电话", "phone"),
    },
    "Department": {
        "name": ("名称", "name"),
        "unit": ("承办机构", "unit in charge"),
        "short_name": ("简称", "short name"),
        "credit_code": ("统一社会信用代码", "unified social credit code"),
        "representative": ("负责人", "head"),
        "address": ("地址", "address"),
        "phone": ("电话", "phone"),
        "fax": ("传真", "fax"),
        "postcode": ("邮政编码", "postcode"),
        "contact": ("联系人", "contact"),
        "agents": ("委托代理人", "agents"),
    },
    "Git": {"commit": ("每次写入后自动存档", "commit after each write")},
    "Report": {
        "report": ("报告种类（规则编号）", "report (rule)"),
        "period": ("所属期间", "period"),
        "sent": ("报送日期", "sent on"),
        "as_of": ("数据截至日期", "as of"),
        "note": ("备注", "note"),
    },
    "CaseFile": {
        "id": ("案件编号（与文件夹同名）", "case id, the folder's name"),
        "pack": ("适用的规则包", "rule pack"),
        "title": ("案由", "title"),
        "name": ("案件名称", "name of the case"),
        "filing_no": ("立案号", "filing number"),
        "source_no": ("来源编号", "number at the source"),
        "domain": ("所属领域", "domain"),
        "departments": ("涉及部门", "departments"),
        "signatory": ("文书签署方", "who signs"),
        "handlers": ("经办人", "handlers"),
        "linked_cases": ("关联案件", "linked cases"),
        "incident": ("损害事件", "incident"),
        "obligors": ("赔偿义务人", "obligors"),
        "investigation": ("损害调查", "investigation"),
        "team": ("磋商小组", "consultation team"),
        "meetings": ("磋商会议", "meetings"),
        "losses": ("损失", "losses"),
        "claimed_total": ("索赔总额（元）", "total claimed in yuan"),
        "restored": ("修复数量", "what was restored"),
        "agreements": ("赔偿协议", "agreements"),
        "obligations": ("应履行的义务", "obligations"),
        "evidence": ("证据", "evidence"),
        "legal_basis": ("法律依据", "legal basis"),
        "texts": ("文书中须由人撰写的段落", "paragraphs only a person can write"),
        "extra": ("本单位自有栏目", "the office's own columns"),
    },
    "LinkedCase": {
        "kind": ("类别", "kind"),
        "number": ("案号或文号", "number"),
        "authority": ("办理机关", "authority"),
        "note": ("备注", "note"),
    },
    "Incident": {
        "name": ("损害事件名称", "name of the incident"),
        "conduct": ("损害行为", "conduct"),
        "time": ("行为时间", "time"),
        "began_on": ("行为开始日期", "conduct began on"),
        "ended_on": ("行为结束日期", "conduct ended on"),
        "place": ("地点", "place"),
        "harm": ("损害后果", "harm"),
        "media": ("受损要素", "media harmed"),
        "damage_nature": ("损害类型及性质", "nature of the damage"),
        "discovered_on": ("发现日期", "discovered on"),
        "facts": ("案情简介", "facts"),
    },
    "Representative": {**_PERSON},
    "Agent": {
        **_PERSON,
        "id_number": ("公民身份号码", "ID number"),
        "powers": ("代理权限", "powers"),
        "from": ("委托起始", "from"),
        "until": ("委托至", "until"),
        "signed_on": ("签署日期", "signed on"),
    },
    "Obligor": {
        "key": ("代号", "key"),
        "name": ("名称（姓名）", "name"),
        "short_name": ("简称", "short name"),
        "kind": ("类别", "kind"),
        "credit_code": ("统一社会信用代码", "unified social credit code"),
        "id_number": ("公民身份号码", "ID number"),
        "address": ("地址（住址）", "address"),
        "phone": ("联系方式", "phone"),
        "representative": ("法定代表人（负责人）", "legal representative"),
        "sex": ("性别", "sex"),
        "born": ("出生日期", "date of birth"),
        "ethnicity": ("民族", "ethnicity"),
        "occupation": ("职业", "occupation"),
        "liability": ("责任形式", "kind of liability"),
        "share": ("责任份额（%）", "share in percent"),
        "share_basis": ("份额依据", "basis of the share"),
        "checked": ("证件号码已人工核对", "numbers checked by hand"),
        "agents": ("委托代理人", "agents"),
    },
    "Investigation": {
        "people": ("调查人员", "investigators"),
        "methods": ("调查方式", "methods"),
        "scope": ("调查范围", "scope"),
        "extent": ("损害范围", "extent of the damage"),
        "degree": ("损害程度", "degree of the damage"),
        "obligor_clear": ("义务人是否明确", "whether the obligor is clear"),
        "restorable": ("是否可以修复", "whether it can be restored"),
    },
    "Team": {"department": ("本部门成员", "members of the department"), "invited": ("受邀参与人", "invited")},
    "Member": {**_PERSON},
    "Guest": {"kind": ("身份", "kind")},
    "Meeting": {
        "no": ("序号", "number"),
        "on": ("会议日期", "date"),
        "at": ("会议时间", "time"),
        "place": ("地点", "place"),
        "chair": ("主持人", "chair"),
        "recorder": ("记录员", "recorder"),
        "attendees": ("参会人员", "attendees"),
        "recusal": ("回避", "recusal"),
        "appraiser_explained": ("鉴定评估机构是否作了说明", "whether the appraiser explained"),
        "factors": ("考虑因素", "factors considered"),
        "minutes": ("会议内容", "minutes"),
        "unsigned": ("拒绝签字情况", "refusal to sign"),
    },
    "Attendee": {
        **_PERSON,
        "side": ("哪一方", "side"),
        "obligor": ("义务人代号", "obligor"),
    },
    "Recusal": {
        "told": ("是否告知回避权", "whether the right was explained"),
        "raised_by": ("申请人", "raised by"),
        "ruling": ("处理结果", "ruling"),
    },
    "Unsigned": {"who": ("何人拒签", "who"), "reason": ("原因", "reason")},
    "Loss": {
        "head": ("损失项目", "head of loss"),
        "obligor": ("义务人代号", "obligor"),
        "amount": ("认定金额（元）", "amount in yuan"),
        "claimed": ("主张金额（元）", "claimed in yuan"),
        "note": ("备注", "note"),
    },
    "Restored": {
        "soil_m3": ("土壤（立方米）", "soil, m³"),
        "forest_m2": ("林地（平方米）", "forest, m²"),
        "farmland_m2": ("农田（平方米）", "farmland, m²"),
        "surface_water_m3": ("地表水（立方米）", "surface water, m³"),
        "groundwater_m3": ("地下水（立方米）", "groundwater, m³"),
        "wetland_m2": ("湿地（平方米）", "wetland, m²"),
        "solid_waste_t": ("清理固体废物（吨）", "solid waste removed, t"),
    },
    "Item": {"head": ("损失项目", "head of loss"), "amount": ("金额（元）", "amount in yuan")},
    "Copies": {"total": ("总份数", "total"), "each": ("各方份数", "each holds")},
    "Agreement": {
        "no": ("序号", "number"),
        "obligors": ("义务人代号", "obligors"),
        "title": ("协议名称", "title"),
        "place": ("签订地点", "place of signing"),
        "process": ("磋商过程", "course of the consultation"),
        "our_view": ("权利人方意见", "our view"),
        "their_view": ("义务人方意见", "their view"),
        "liability": ("责任认定", "liability"),
        "manner": ("承担方式", "manner of performance"),
        "requirements": ("具体要求和期限", "requirements and terms"),
        "breach": ("违约责任", "breach"),
        "other": ("其他约定", "other terms"),
        "copies": ("份数", "copies"),
        "confirm_within": ("约定几日内申请司法确认", "days to apply for confirmation"),
        "court": ("确认法院", "court of confirmation"),
        "amount": ("协议金额（元）", "amount agreed in yuan"),
        "items": ("各项金额", "amounts agreed"),
    },
    "Obligation": {
        "no": ("序号", "number"),
        "obligor": ("义务人代号", "obligor"),
        "joint": ("是否连带", "whether owed jointly"),
        "under": ("依据", "under"),
        "what": ("义务内容", "what"),
        "by": ("由谁实施", "by whom"),
        "head": ("损失项目", "head of loss"),
        "amount": ("金额（元）", "amount in yuan"),
        "until": ("履行期限", "until"),
        "payee": ("收款方", "payee"),
        "evaluation": ("效果评估安排", "evaluation"),
        "replaces": ("取代哪项义务（序号）", "replaces obligation number"),
    },
    "Evidence": {
        "no": ("序号", "number"),
        "name": ("名称", "name"),
        "obligors": ("证明哪些义务人（代号）", "about which obligors"),
        "kind": ("种类", "kind"),
        "file": ("文件", "file"),
        "pages": ("页数", "pages"),
        "original": ("是否原件", "whether the original"),
        "sha256": ("校验值", "SHA-256"),
        "taken_by": ("取证人", "taken by"),
        "taken_on": ("取证日期", "taken on"),
        "taken_where": ("取证地点", "taken where"),
        "note": ("备注", "note"),
    },
}

HINTS: Mapping[str, str] = {
    "Office.id": "几个台账汇总、日历导入都靠它区分台账，定了就不要再改",
    "Office.pack": "ecoclaim packs list 列出全部",
    "Office.filing_no": "{year} 为年份，{n} 为序号，只用来核对，不会自动编号",
    "Office.since": "定期报告从这一天起算",
    "Office.report_days": "只用于条文未定日期的报告，例如 half-year-report: {H1: 07-10, H2: 01-10}",
    "Office.rules": "on 开，off 关",
    "Office.remind_days": "默认 7",
    "CaseFile.id": "YYYY-NNNN",
    "CaseFile.departments": "两个以上部门的，须记录指定牵头部门",
    "CaseFile.handlers": "可写多人：[甲, 乙]",
    "CaseFile.texts": "按文书和段落：start-registration: {reason: …, remarks: …}",
    "Incident.media": "soil 土壤，groundwater 地下水，surface-water 地表水，air 大气，forest 林木，wetland 湿地",
    "Incident.facts": "可写多段：在 | 之后换行书写",
    "CaseFile.source_no": "上级交办、移送或原台账中的编号",
    "CaseFile.claimed_total": "各项损失金额未定时填写",
    "CaseFile.extra": "没有对应栏目的内容，栏目名照本单位的写：来文编号: …",
    "Incident.ended_on": "行为持续的，写结束之日；据此确定责任适用的法律和最长保护期间",
    "Obligor.key": "事项中以此指明义务人",
    "Obligor.checked": "号码与证照一致但校验位不符的，写 yes",
    "Evidence.obligors": "不写即与全部义务人有关",
    "Obligor.id_number": "自然人填写",
    "Obligor.credit_code": "单位填写",
    "Meeting.at": "HH:MM",
    "Agreement.confirm_within": "1 至 30",
    "Obligation.under": "agreement 1（协议序号）或 judgment（裁判）",
    "Obligation.payee": "默认 本级国库",
    "Obligation.until": "分期的，每期一条",
    "Obligation.obligor": "共同负担一笔的写作 [B, C]",
    "Obligation.joint": "各义务人均负全部清偿责任的，写 yes",
    "Obligation.replaces": "裁判取代协议义务的，写原义务的序号",
    "Evidence.file": "相对于案件文件夹的路径",
    "Agent.powers": "逐项写明：承认、放弃、变更、和解、签署协议",
}

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "Office.filing_no": ("甘G环赔〔{year}〕{n}号",),
    "Department.postcode": ("734000",),
    "CaseFile.id": ("2026-0007",),
    "CaseFile.title": ("某化工有限公司渗坑排放废水损害土壤",),
    "CaseFile.filing_no": ("甘G环赔〔2026〕1号",),
    "Incident.discovered_on": ("2026-01-12",),
    "Obligor.key": ("A",),
    "Obligor.share": ("84",),
    "Meeting.on": ("2026-04-02",),
    "Meeting.at": ("09:30",),
    "Loss.amount": ("1050000.00",),
    "Item.amount": ("1050000.00",),
    "Obligation.amount": ("80000.00",),
    "Obligation.until": ("2026-09-30",),
    "Obligation.under": ("agreement 1", "judgment"),
    "Evidence.file": ("evidence/01-现场检查笔录.txt",),
    "Agreement.confirm_within": ("30",),
    "Report.period": ("2026Q3", "2026H1", "2026"),
}

CHOICES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Office.role": {"department": ("指定部门", "department"), "coordinator": ("市环委办等协调机构", "coordinator")},
    "Office.language": {"zh": ("中文", "Chinese"), "en": ("英文", "English")},
    "CaseFile.signatory": {"authority": ("赔偿权利人", "authority"), "department": ("指定部门", "department")},
    "LinkedCase.kind": {
        "penalty": ("行政处罚", "penalty"),
        "criminal": ("刑事案件", "criminal"),
        "public-interest": ("公益诉讼", "public interest suit"),
        "bankruptcy": ("破产案件", "bankruptcy"),
    },
    "Obligor.kind": {"organization": ("单位", "organization"), "person": ("自然人", "person")},
    "Obligor.liability": {
        "several": ("按份", "several"),
        "joint": ("连带", "joint"),
        "undecided": ("待定", "undecided"),
    },
    "Investigation.methods": {
        "documents": ("资料收集", "documents"),
        "site-visit": ("现场踏勘", "site visit"),
        "interviews": ("人员访谈", "interviews"),
        "monitoring": ("监测", "monitoring"),
    },
    "Guest.kind": {
        "procuratorate": ("检察机关", "procuratorate"),
        "expert": ("专家", "expert"),
        "lawyer": ("律师", "lawyer"),
        "deputy": ("人大代表、政协委员", "deputy"),
        "ngo": ("社会组织", "NGO"),
        "public": ("公众", "public"),
    },
    "Attendee.side": {
        "department": ("权利人方", "department"),
        "obligor": ("义务人方", "obligor"),
        "agent": ("委托代理人", "agent"),
        "invited": ("受邀参与人", "invited"),
        "expert": ("鉴定评估机构或专家", "expert"),
    },
    "Obligation.what": {
        "payment": ("支付", "payment"),
        "restoration": ("修复", "restoration"),
        "substitute": ("替代修复", "substitute restoration"),
    },
    "Obligation.by": {
        "self": ("义务人自行", "the obligor"),
        "commissioned": ("义务人委托第三方", "a third party commissioned"),
        "department": ("部门组织", "the department"),
    },
}
