"""One spelling for what people write in many: a text sign for sign, and where each sign stands in the original.

Whoever looks for a name or a number looks here first: full-width and other forms of a sign (NFKD), Han characters of
the compatibility blocks, radicals and common traditional forms, dots, dashes and spaces of every kind, digits of every
script, and what nobody sees (zero-width signs, variation selectors, accents).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import category, digit, normalize

HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_DOTS = frozenset("·•・･‧∙⋅●◦▪⸱⸳⸰ꞏ᛫᛬◉⦁⚫∘˙•‣⁃🞄")
_ZERO_AS_LETTER = frozenset("○◯")
# Default-ignorable signs that are letters or marks to Unicode: fillers, and a joiner.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
# Radicals that a PDF gives for the character itself and that Unicode does not equate.
_RADICALS = "⺠民⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
_TRADITIONAL = (
    "張张陳陈劉刘黃黄吳吴趙赵楊杨馬马孫孙鄭郑謝谢韓韩馮冯許许鄧邓蕭萧蔣蒋盧卢蘇苏葉叶閻阎鍾钟鐘钟譚谭賀贺龍龙錢钱湯汤賴赖龔龚羅罗"
    "範范鄒邹陸陆嚴严萬万齊齐顧顾賈贾華华國国軍军偉伟麗丽紅红強强傑杰濤涛飛飞東东蘭兰鳳凤蓮莲雲云輝辉剛刚鵬鹏亞亚寶宝貴贵興兴榮荣慶庆"
    "業业義义禮礼愛爱艷艳嬌娇靜静潔洁瑩莹瓊琼環环權权勝胜衛卫學学銀银鐵铁鋼钢錦锦鎮镇長长發发進进運运達达遠远連连聰聪聖圣維维綱纲緒绪"
    "紹绍綠绿總总車车軒轩電电話话號号機机證证賬账帳帐戶户護护領领駕驾駛驶員员經经辦办負负責责聯联繫系係系稱称當当縣县鄉乡區区樓楼單单"
    "漢汉滿满壯壮歲岁書书記记會会計计師师爺爷媽妈兒儿買买賣卖熱热爾尔麥麦薩萨瑪玛遜逊庫库歐欧陽阳東东聞闻諸诸遲迟連连臺台濮濮樑梁喬乔"
    "鄔邬鄺邝鄖郧倪倪葛葛藍蓝習习儲储賁贲嶽岳鮑鲍魯鲁駱骆閆闫龐庞竇窦費费畢毕繆缪應应項项祝祝紀纪閔闵農农邊边黨党盛盛時时貳贰參叁陸陆"
    "參叁柒柒捌捌玖玖郵邮箱箱微微訊讯帶带頭头體体現现實实產产廠厂場场應应樹树橋桥潤润澤泽淨净淵渊溫温滙汇瀾澜燦灿獻献珍珍璽玺畫画異异"
    "眾众祿禄種种積积穎颖節节築筑級级純纯絲丝綿绵緯纬練练縱纵織织罡罡翹翘聲声脈脉舊旧藝艺蘊蕴處处裝装誠诚語语調调諒谅謙谦讓让豐丰贊赞"
    "躍跃辭辞週周邁迈鄰邻釗钊鈞钧鉅巨鈺钰銘铭鋒锋錄录鍵键鎖锁鏡镜鑒鉴開开間间闖闯隊队階阶隨随險险雙双雞鸡霧雾靈灵順顺頌颂顏颜願愿類类"
    "騰腾驍骁驕骄鴻鸿鶴鹤鷹鹰麟麟黨党龜龟"
)
_SAME = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True)) | dict(
    zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)
)
_FIGURES = str.maketrans("〇零○◯一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "0000" + "1234567891" + "123456789")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in one spelling, and for each of its signs the place of the original's."""

    text: str
    places: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give where in the original a piece stands."""
        return self.places[start], self.places[end - 1] + 1

    def figures(self) -> str:
        """Write Chinese numerals as figures too; each sign stays in its place."""
        return self.text.translate(_FIGURES)


def plain(text: str) -> Plain:
    """Write a text in the one spelling."""
    signs = {ord(sign): _one(sign) for sign in set(text)}
    written = text.translate(signs)
    if all(len(one) == 1 for one in signs.values()):
        return Plain(written, range(len(text)))
    return Plain(written, [place for place, sign in enumerate(text) for _sign in signs[ord(sign)]])


@cache
def _one(sign: str) -> str:
    """Give what stands for a sign; nothing where nobody sees it."""
    if "\x20" <= sign <= "\x7e" or sign in "\t\n":
        return sign
    if sign in "\r\u0085\u2028\u2029\x0b\x0c\x1c\x1d\x1e\x1f":
        return "\n" if sign != "\r" else " "
    if sign in _DOTS:
        return "·"
    if sign in _UNSEEN or category(sign) in ("Cf", "Cc", "Mn", "Me"):
        return ""
    return "".join(map(_part, normalize("NFKD", sign)))


def _part(sign: str) -> str:
    kind = category(sign)
    if sign in _UNSEEN or kind in ("Mn", "Me", "Cf"):
        return ""
    if kind == "Nd":
        return str(digit(sign))
    if kind == "Pd" or sign == "\u2212":
        return "-"
    if kind == "Zs":
        return " "
    return "·" if sign in _DOTS else _SAME.get(sign, sign)
