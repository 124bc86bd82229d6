"""What in a text belongs to a person: numbers by pattern and check digit, and signs of names, births and homes.

Alone knows how such data look, in full-width or Chinese figures too, with blanks or hyphens between, or with signs
between that nobody sees. Finds too much rather than too little: a person decides about each place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ecoclaim.checks.known import NOBODY, Known
from ecoclaim.checks.numbers import credit_code_fits, id_number_fits
from ecoclaim.checks.spelling import HAN, Plain, plain
from ecoclaim.checks.surnames import COMMON_NAME, NAME
from ecoclaim.words import Label

KINDS: Mapping[str, Label] = {
    "id-number": Label("公民身份号码", "ID number"),
    "phone": Label("电话号码", "phone number"),
    "bank-account": Label("银行账号", "bank account"),
    "e-mail": Label("电子邮箱", "e-mail address"),
    "account": Label("社交账号", "account"),
    "plate": Label("车牌号", "number plate"),
    "passport": Label("护照号", "passport number"),
    "home": Label("住址", "home address"),
    "birth": Label("出生或者民族情况", "birth or ethnicity"),
    "name": Label("姓名", "name"),
    "official": Label("工作人员姓名", "name of an official"),
    "signature": Label("提交人署名", "signature of a commit"),
}

# Between two figures of one number; each kind of number takes some.
_GAP = r"(?:[\s\-./·()_:]{0,3}|[,、])"
_PHONE_GAP = r"[\s\-./·()_]{0,3}"
_HASH = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{128}|[0-9A-Fa-f]{96}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{32}"
    r"|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})(?![0-9A-Za-z])"
)
_FREE, _END = r"(?<![0-9])(?<![0-9][.,])", r"(?![0-9])"
# What follows an amount, an area or a reading.
_MEASURED = r"(?!(?:\.[0-9]+)?\s?(?:元|万|亿|平方|立方|公顷|亩|吨|公斤|千克|毫克|千米|公里|mg|kg|m[23]|km|%|‰|°|℃))"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_REGION = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
_SEP = r"(?:号码?|账号|帐号|ID|id)?\s{0,2}(?:为|是|:|=|\+|加)?\s{0,2}"
_PLATE_GAP = r"[\s·.\-]{0,3}"
_LABELS = (
    "法定代表人|法人代表|负责人|联系人|代理人|经办人|当事人|受托人|委托人|姓名|户名|收款人|开户人|证人|受害人|被害人|投诉人|举报人|信访人|报案人"
    "|调查人|记录人|询问人|被询问人|见证人|被告人?|原告|申请人|被申请人|责任人|行为人|嫌疑人|监护人|经营者|投资人|股东|监事|业主|承包人|签收人|收件人"
    "|作者|拍摄人|采样人|审核人|审批人|批准人|主持人|记录员|鉴定人|专家|户主|车主|驾驶员|驾驶人|司机|船主"
)
_ROLES = (
    "法定代表人|法人代表|负责人|联系人|代理人|当事人|实际控制人|经营者|承包人|承包户|监护人|受害人|被害人|投诉人|举报人|信访人|报案人|证人|嫌疑人"
    "|村民|居民|业主|司机|驾驶员|驾驶人|车主|船主|户主|租户|住户|房东|邻居|牧民|农户|渔民|工人|员工|职工|雇员|会计|出纳|老板|股东|监事|护林员|养殖户|个体户"
    "|学生|儿童|幼儿|婴儿|幼童|少年|男孩|女孩|孩子|未成年人|老人|患者|病人|死者|伤者"
    "|儿子|女儿|孙子|孙女|外孙|长子|次子|三子|长女|次女|之子|之女|其子|其女|妻子|丈夫|配偶|父亲|母亲|其父|其母|其妻|其夫|哥哥|弟弟|姐姐|妹妹|岳父|岳母|女婿|儿媳"
)

# Figures, read in the text with every way of writing them made one.
_FIGURES: tuple[tuple[str, str], ...] = (
    ("18", rf"{_FREE}(?:[0-9]{_GAP}){{17}}(?:[0-9]{_END}|[Xx](?![A-Za-z0-9]))"),
    ("bank", rf"{_FREE}[345689](?:{_PHONE_GAP}[0-9]){{15,18}}{_END}{_MEASURED}"),
    ("15", rf"{_FREE}{_REGION}(?:{_GAP}[0-9]){{13}}{_END}{_MEASURED}"),
    (
        "phone",
        rf"{_FREE}(?:(?:\+|00)?{_PHONE_GAP}86{_PHONE_GAP})?1{_PHONE_GAP}[3-9](?:{_PHONE_GAP}[0-9]){{9}}{_END}{_MEASURED}",
    ),
    (
        "landline",
        rf"{_FREE}(?:(?:\+|00)86{_PHONE_GAP})?0?[1-9][0-9]{{1,2}}[)\s\-/·]{{1,3}}[1-9](?:[\s\-·]?[0-9]){{6,7}}{_END}{_MEASURED}",
    ),
    ("phone", rf"{_FREE}0[1-9][0-9]{{1,2}}[1-9][0-9]{{6,7}}{_END}{_MEASURED}"),
)
_SIGNS: tuple[tuple[str, str], ...] = (
    (
        "phone",
        r"(?:电话|手机|传真|联系方式|座机|TEL|[Tt]el|[Pp]hone)号?码?[:为是\s]{0,4}(\+?[0-9](?:[ \-()]?[0-9]){6,17})",
    ),
    ("id-number", r"(?:身份证明?|证件|身份证?号|身份号)(?:号码?)?[:为是\s]{0,4}([0-9](?:[ \-]?[0-9A-Za-z]){7,17})"),
    ("bank-account", r"(?:账号|帐号|账户|帐户|卡号|存折)(?:号码?)?[:为是\s]{0,4}([0-9](?:[ \-]?[0-9]){7,29})"),
    (
        "e-mail",
        r"[\w.+%-]{1,64}\s?(?:@|\(at\)|\[at\]|\(AT\)|\[AT\])\s?[\w-]{1,63}"
        r"(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]{1,63}){1,5}",
    ),
    (
        "account",
        rf"(?:QQ|qq|Qq|微信|徽信|薇信|威信|WeChat|wechat|Wechat|[VvWw]信|(?<![A-Za-z])[Vv][Xx]|(?<![A-Za-z])[Ww][Xx]|支付宝|抖音|快手|微博|小红书|钉钉"
        rf"|Telegram|WhatsApp|Skype){_SEP}([A-Za-z0-9](?:[ \-_]?[A-Za-z0-9]){{4,29}})",
    ),
    (
        "e-mail",
        r"[A-Za-z0-9._+-]{2,64}\s?(?:#|\*|(?<=\s)(?:at|AT)(?=\s))\s?(?:163|126|139|189|qq|QQ|sina|sohu|yeah|gmail|hotmail|outlook|foxmail)"
        r"\s?(?:\.|dot)\s?(?:com|cn|net)",
    ),
    ("account", r"(?<![A-Za-z0-9])wxid_[A-Za-z0-9]{4,30}"),
    (
        "plate",
        rf"[{_PROVINCES}]{_PLATE_GAP}[A-HJ-NP-Za-hj-np-z]{_PLATE_GAP}"
        rf"((?:[A-HJ-NP-Za-hj-np-z0-9]{_PLATE_GAP}){{4}}(?:[挂学警港澳使领]|[A-HJ-NP-Za-hj-np-z0-9]"
        rf"(?:{_PLATE_GAP}[A-HJ-NP-Za-hj-np-z0-9])?)(?![A-Za-z0-9]))",
    ),
    (
        "passport",
        r"(?<![A-Za-z0-9])(?:[EGHM][ \-]?[0-9]{4}[ \-]?[0-9]{4}|[E][A-Z][ \-]?[0-9]{7}|[HM][0-9]{10})(?![A-Za-z0-9])",
    ),
    ("passport", r"(?<![A-Za-z0-9])(?:[DSPG]E?[0-9]{7}|[DSP]E?[0-9]{8})(?![A-Za-z0-9])"),
    (
        "passport",
        r"(?:护照|通行证|回乡证|台胞证|居留证|居留许可|签证|军官证|士兵证|驾驶证|社保卡|医保卡|学籍)(?:号码?)?[:为是\s]{0,4}"
        r"([A-Za-z0-9](?:[ \-()]?[A-Za-z0-9]){6,17})",
    ),
    ("home", rf"[{HAN}0-9]{{0,12}}?[0-9]{{1,5}}(?:号楼|幢|栋|单元|室)[{HAN}0-9\-]{{0,8}}"),
    ("home", rf"[{HAN}]{{2,12}}村[{HAN}0-9]{{0,6}}[组社队][0-9]{{0,5}}号?(?![{HAN}]?[织区伍])"),
    (
        "home",
        rf"(?:住址|家住|籍贯|户[籍口](?:所在)?地|(?:现住|暂住|租住)(?!证|人口|户)|居住[在于]|住[在于]|(?:住所地?|户[籍口])(?=[:为]))[:为是在于]{{0,2}}\s{{0,2}}(?![等或和及与的不未]|信息|变更|清楚)([{HAN}0-9]{{3,30}})",
    ),
    (
        "birth",
        r"(?:19|20)[0-9]{2}\s?[年.\-/]\s?[0-9]{1,2}\s?(?:月|[.\-/]|(?=[出生]))\s?(?:[0-9]{1,2}\s?日?)?\s?(?:出生|生于|生(?=[,;.。、)\s]|$))",
    ),
    (
        "birth",
        r"(?:19|20)?[0-9]{2}年(?:[0-9十]{1,3}|元)月(?:[0-9十廿]{1,3}[日号])?(?:出生|生于|生(?=[,;.。、)\s]|$))",
    ),
    ("birth", r"(?<![0-9])(?:19|20)?[0-9]{2}年(?:出生|生于|生(?=[,;.。、)\s]|$))"),
    (
        "birth",
        r"(?:出生(?:日期|年月日?|时间|于)?|生日|生于)[:为是\s]{0,3}((?:19|20)[0-9]{2}\s?[年.\-/]?\s?(?:[0-9]{1,2}\s?[月.\-/]?\s?(?:[0-9]{1,2}\s?[日号]?)?)?)",
    ),
    ("birth", rf"[男女][,、;/ ]\s{{0,3}}(?:[{HAN}]{{1,5}}族|[0-9]{{1,3}}周?岁|(?:19|20)[0-9]{{2}}年)"),
    ("birth", r"(?:现年|年仅|年约|年龄[:为是]?)\s?[0-9]{1,3}\s?(?:周?岁|(?![0-9]))"),
    ("birth", r"\([0-9]{1,3}周?岁\)"),
    ("birth", rf"民族[:为是]\s?([{HAN}]{{1,5}}族)"),
    ("home", rf"住(?![建宅房院宿户民所址])[{HAN}]{{2,12}}[路街巷村镇乡区组社道][{HAN}0-9\-]{{0,10}}[0-9]{{1,5}}号?"),
    ("home", r"(?:社区|小区|花园|家园|公寓|家属院)[0-9]{1,4}-[0-9]{1,4}(?:-[0-9]{1,4})?"),
    ("name", rf"(?:{_LABELS})(?:为|是|:|=|\|)[ \t]{{0,4}}({NAME})"),
    ("name", rf"(?:{_ROLES})({COMMON_NAME})"),
    (
        "name",
        rf"(?:据|经|询问|讯问|约谈|访谈|找到|联系)({COMMON_NAME})(?:陈述|供述|证实|证明|自述|反映|举报|投诉|介绍|称)",
    ),
    ("name", rf"(?=[{HAN}]{{3,4}})({COMMON_NAME})等(?:[0-9]+|几|数|多)?人"),
    ("name", rf"(?=[{HAN}]{{3,7}})({COMMON_NAME})(?:系|是|为)(?:{_ROLES})"),
    (
        "name",
        rf"(?=[{HAN}]{{2,4}}[(,、;])({COMMON_NAME})"
        r"(?:[(,、;]\s{0,2}[男女](?=[,、;)/ ])|[(,]\s{0,2}(?:公民)?身份证|[(]\s?[0-9]{1,3}周?岁)",
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _FIGURES)
# Where Chinese figures are read, one behind a number may begin the next word (…二一〇九一节).
_OPEN = tuple((kind, re.compile(pattern.replace(_END, ""))) for kind, pattern in _FIGURES)
_WORDS = tuple((kind, re.compile(pattern)) for kind, pattern in _SIGNS)


@dataclass(frozen=True, slots=True)
class Personal:
    """One place in a text: what it looks like, where it begins and ends, and the characters there."""

    kind: str
    start: int
    end: int
    text: str


def personal(text: str, known: Known = NOBODY) -> tuple[Personal, ...]:
    """Find what belongs to a person, in order; what is `known` of persons may not stand there either."""
    whole = plain(text)
    # A hash holds by chance what looks like a telephone number, one in a few hundred.
    whole = Plain(_HASH.sub(lambda at: "#" * len(at[0]), whole.text), whole.places)
    found = [(kind, *span) for kind, span in (*_figures(whole), *_words(whole))]
    there = list(known.found(whole))
    firms = [(one.start, one.end) for one in there if one.datum.kind == "firm"]
    found += [
        (one.datum.kind, one.start, one.end)
        for one in there
        if one.datum.kind in KINDS and not any(first <= one.start and one.end <= last for first, last in firms)
    ]
    result: list[Personal] = []
    for kind, start, end in sorted(found, key=lambda one: (one[1], -one[2])):
        first, last = whole.original(start, end)
        if not result or first >= result[-1].end:
            result.append(Personal(kind, first, last, text[first:last]))
    return tuple(result)


def _figures(whole: Plain) -> Iterator[tuple[str, tuple[int, int]]]:
    # Twice: a Chinese figure before a number may be part of it, or the end of a name (李四13900000003).
    for figures, patterns in {whole.figures(): _OPEN, whole.text: _PATTERNS}.items():
        for form, pattern in patterns:
            for at in pattern.finditer(figures):
                kind = _kind(form, re.sub(r"[^0-9Xx]", "", at[0]), at[0])
                if kind and not re.match("[0-9]", whole.text[at.end() : at.end() + 1]):
                    yield kind, at.span()


def _kind(form: str, number: str, written: str) -> str:
    """Tell what a number is, by its length, its days and its check digit; empty for one that is nobody's."""
    from stdnum import luhn

    if form == "18":
        if id_number_fits(number.upper()):
            return "id-number"
        if _is_credit_code(number):
            return ""
        # With a wrong check digit it is a slip of the pen in somebody's number.
        return "id-number" if re.match(_REGION, number) and _is_day(number[6:14]) else ""
    if form == "15":
        return "id-number" if _is_day(f"19{number[6:12]}") else ""
    if form == "bank":
        return "bank-account" if luhn.is_valid(number) and not _is_credit_code(number) else ""
    if form == "phone":
        return "phone" if _is_grouped(written) else ""
    if form == "landline":
        # Without the 0 of its area only where it is written for abroad.
        return "phone" if written.startswith(("0", "+")) else ""
    return form


def _is_grouped(written: str) -> bool:
    """Tell whether the figures stand together as those of one number: in few groups, or each by itself."""
    groups = re.findall(r"[0-9]+", written)
    parted = re.findall(r"[^0-9+()]+", written)
    if "." in written and not any("." not in one for one in parted):
        # A number with a point in it is mostly a reading or an amount.
        return len(groups) == 3 or len(groups) >= 11
    return len(groups) <= 6 or len(groups) >= 11


def _is_credit_code(number: str) -> bool:
    # With these an organization's code begins, and no bank card of so many figures does.
    return number[:2] in ("11", "12", "13", "19", "51", "52", "53", "59", "91", "92", "93") and credit_code_fits(number)


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year in range(1890, 2100)
    except ValueError:
        return False


def _words(whole: Plain) -> Iterator[tuple[str, tuple[int, int]]]:
    figures = whole.figures()
    for text in (whole.text, figures) if figures != whole.text else (whole.text,):
        for kind, pattern in _WORDS:
            # A name is read as it is written, not with its numerals as figures.
            if kind == "name" and text is not whole.text:
                continue
            for at in pattern.finditer(text):
                group = 1 if pattern.groups else 0
                if _is_meant(kind, at[group]):
                    yield kind, (at.span() if kind == "plate" else at.span(group))


def _is_meant(kind: str, found: str) -> bool:
    if kind == "name":
        # 某 stands where a name was left out.
        return "某" not in found
    if kind == "plate":
        return sum(sign.isdigit() for sign in found) >= 2
    return True
