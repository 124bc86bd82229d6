"""What in a text belongs to a person: numbers by pattern and check digit, and signs of names, births and homes.

Alone knows how such data look, in full-width or Chinese figures too, with blanks or hyphens between, or with signs
between that nobody sees. Finds too much rather than too little: a person decides about each place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import category, normalize

from ecoclaim.checks.numbers import credit_code_fits, id_number_fits
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
}

_CHINESE_FIGURES = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_GAP = r"[ \-.·]?"
_HASH = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-f]{64}|[0-9a-f]{40})(?![0-9A-Za-z])")
_FREE, _END = r"(?<![0-9])", r"(?![0-9])"
_HAN = "\u4e00-\u9fff"
# The hundred most common ones but for those with which a sentence goes on (于, 何, 任, 万, 方, 常, 易).
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪田姜范石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎武乔贺赖龚"
)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

# Figures, read in the text with every way of writing them made one.
_FIGURES: tuple[tuple[str, str], ...] = (
    ("18", rf"{_FREE}(?:[0-9]{_GAP}){{17}}[0-9Xx]{_END}"),
    ("bank", rf"{_FREE}(?:[0-9]{_GAP}){{15,18}}[0-9]{_END}"),
    ("15", rf"{_FREE}[0-9]{{15}}{_END}"),
    ("phone", rf"{_FREE}(?:\+?86{_GAP})?1{_GAP}[3-9](?:{_GAP}[0-9]){{9}}{_END}"),
    ("phone", rf"{_FREE}0[0-9]{{2,3}}\)?[ \-]?[1-9][0-9]{{6,7}}{_END}"),
)
_SIGNS: tuple[tuple[str, str], ...] = (
    ("phone", r"(?:电话|手机|传真|联系方式|TEL|Tel)(?:号码)?[:为是\s]*(\+?[0-9][0-9 \-]{5,}[0-9])"),
    ("id-number", r"(?:身份证|证件|身份证?号)(?:号码?)?[:为是\s]*([0-9](?:[ \-]?[0-9A-Za-z]){7,17})"),
    ("bank-account", r"(?:账号|帐号|账户|帐户|卡号)[:为是\s]*((?:[0-9][ \-]?){7,29}[0-9])"),
    ("e-mail", r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"),
    ("account", r"(?:QQ|qq|微信号?|WeChat)[:为是\s]*([A-Za-z0-9_-]{5,})"),
    (
        "plate",
        rf"[{_PROVINCES}][A-HJ-NP-Z][ ·.\-]?(?:[A-HJ-NP-Z0-9]{{5,6}}|[A-HJ-NP-Z0-9]{{4}}[挂学警])(?![A-Za-z0-9])",
    ),
    ("passport", r"(?<![A-Za-z0-9])(?:[EG][A-Z]?[0-9]{7,8}|[DSP]E?[0-9]{7,8})(?![A-Za-z0-9])"),
    ("home", rf"[{_HAN}0-9]{{0,12}}[0-9]+(?:号楼|幢|栋|单元|室)[{_HAN}0-9]{{0,8}}"),
    ("home", rf"[{_HAN}]{{2,12}}村[{_HAN}0-9]{{0,6}}[组社队][0-9]*号?(?![{_HAN}]?[织区伍])"),
    ("home", rf"(?:住址|家住|住所地|户籍地?)[:为是在]?\s*([{_HAN}0-9]{{4,30}})"),
    ("birth", r"(?:19|20)[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:出生|生于|生(?=[,;.。、)]|$))"),
    ("birth", rf"[男女][,、]\s*(?:[{_HAN}]{{1,5}}族|[0-9]{{1,3}}岁|(?:19|20)[0-9]{{2}}年)"),
    ("name", rf"(?:法定代表人|负责人|联系人|代理人|经办人|当事人|姓名|户名)(?:为|是|:)\s*([{_HAN}·]{{2,6}})"),
    ("name", rf"(?:法定代表人|负责人|联系人|代理人|当事人|村民|业主|司机|驾驶员)([{_SURNAMES}][{_HAN}]{{1,2}})"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _FIGURES)
_WORDS = tuple((kind, re.compile(pattern)) for kind, pattern in _SIGNS)


@dataclass(frozen=True, slots=True)
class Personal:
    """One place in a text: what it looks like, where it begins and ends, and the characters there."""

    kind: str
    start: int
    end: int
    text: str


def personal(text: str, known: Iterable[tuple[str, str]] = ()) -> tuple[Personal, ...]:
    """Find what belongs to a person, in order; `known` are data of persons (kind, text) that may not stand there."""
    plain, places = _made_one(text)
    # A hash holds by chance what looks like a telephone number, one in a few hundred.
    plain = _HASH.sub(lambda at: "#" * len(at[0]), plain)
    found = [(kind, *span) for kind, span in (*_figures(plain), *_words(plain))]
    for kind, value in known:
        wanted, _places = _made_one(value)
        found += [(kind, at.start(), at.end()) for at in re.finditer(re.escape(wanted), plain)] if wanted else []
    result: list[Personal] = []
    for kind, start, end in sorted(found, key=lambda one: (one[1], -one[2])):
        first, last = places[start], places[end - 1] + 1
        if not result or first >= result[-1].end:
            result.append(Personal(kind, first, last, text[first:last]))
    return tuple(result)


def _made_one(text: str) -> tuple[str, list[int]]:
    """Write a text one way, sign for sign, without what nobody sees; and the place of each sign in the original."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if category(sign) == "Cf":
            continue
        for one in normalize("NFKC", sign):
            signs.append("-" if category(one) == "Pd" else " " if category(one) == "Zs" else one)
            places.append(place)
    return "".join(signs), places


def _figures(plain: str) -> Iterator[tuple[str, tuple[int, int]]]:
    # Twice: a Chinese figure before a number may be part of it, or the end of a name (李四13900000003).
    for figures in dict.fromkeys((plain, plain.translate(_CHINESE_FIGURES))):
        for form, pattern in _PATTERNS:
            for at in pattern.finditer(figures):
                kind = _kind(form, re.sub(r"[^0-9Xx]", "", at[0]))
                if kind:
                    yield kind, at.span()


def _kind(form: str, number: str) -> str:
    """Tell what a number is, by its length, its days and its check digit; empty for one that is nobody's."""
    from stdnum import luhn

    if form == "18":
        if id_number_fits(number.upper()):
            return "id-number"
        if _is_credit_code(number):
            return ""
        # With a wrong check digit it is a slip of the pen in somebody's number.
        return "id-number" if number[0] in "12345678" and _is_day(number[6:14]) else ""
    if form == "15":
        return "id-number" if number[0] in "12345678" and _is_day(f"19{number[6:12]}") else ""
    if form == "bank":
        return "bank-account" if luhn.is_valid(number) and not _is_credit_code(number) else ""
    return form


def _is_credit_code(number: str) -> bool:
    # With these an organization's code begins, and no bank card of so many figures does.
    return number[:2] in ("11", "12", "13", "19", "51", "52", "53", "59", "91", "92", "93") and credit_code_fits(number)


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year in range(1890, 2100)
    except ValueError:
        return False


def _words(plain: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for kind, pattern in _WORDS:
        for at in pattern.finditer(plain):
            group = 1 if pattern.groups else 0
            # 某 stands where a name was left out.
            if not (kind == "name" and "某" in at[group]):
                yield kind, at.span(group)
