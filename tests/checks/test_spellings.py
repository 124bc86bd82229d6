"""The battery: every way of writing a name or a number that must not get out, and what looks like one and must stay.

A name is hidden where neither it nor a spelling of it is left in the published text; what else belongs to a person is
hidden where it is found and so stops the publication. Nothing that must stay may be masked or stopped.
"""

from __future__ import annotations

import re

import pytest

from ecoclaim.checks.known import Datum, Known, squeezed
from ecoclaim.checks.personal import personal
from ecoclaim.forms.masks import Masks

# Invented; the names that a case knows.
NAMES = {
    "张三": "张某",
    "王小明": "王某某",
    "欧阳明德": "欧阳某某",
    "买买提·阿不都热合曼": "买某某",
    "阿依古丽·吐尔逊": "阿某某",
    "王𠮷": "王某甲",
    "㛃月华": "㛃某某",
    "龙飞": "龙某",
    "John Smith": "J某某",
    "李四": "李某",
}
FIRMS = ("张三化工有限公司", "甘州区王小明砂石厂")
MASKS = Masks(dict(sorted(NAMES.items(), key=lambda one: -len(one[0]))), FIRMS)
DATA = Known(
    [
        *(Datum("firm", one) for one in FIRMS),
        *(Datum("name", one) for one in NAMES),
        Datum("phone", "8212345"),
        Datum("id-number", "62070219800101001X"),
        Datum("home", "甘肃省张掖市临泽县示例村三社12号"),
        Datum("home", "甘肃省张掖市甘州区示例小区"),
    ]
)

HIDDEN_NAMES = r"""
张三
张 三
张　三
张  三
张\t三
张\n三
张\u00a0三
张\u2003三
张\u200b三
张\u200d三
张\u2060三
张\ufeff三
张\u00ad三
张\ufe00三
张三\U000e0100
张\U000e0101三
张\u034f三
张·三
张•三
张_三
張三
張 三
张\u0332三
⽆张三
张\u202e三
王小明
王 小 明
王　小　明
王小 明
王\u200b小\u200c明
王小\r\n明
王*明
王＊明
王×明
王某明
王X明
王○明
王□明
王_小_明
王*小*明
王.小.明
王．小．明
王/小/明
王／小明
王（小明）
王(小)明
王小明（音）
欧阳明德
歐陽明德
欧 阳 明 德
欧阳 明德
欧阳　明德
欧阳*德
买买提·阿不都热合曼
买买提•阿不都热合曼
买买提・阿不都热合曼
买买提･阿不都热合曼
买买提．阿不都热合曼
买买提.阿不都热合曼
买买提‧阿不都热合曼
买买提∙阿不都热合曼
买买提⋅阿不都热合曼
买买提。阿不都热合曼
买买提｡阿不都热合曼
买买提\u0387阿不都热合曼
买买提●阿不都热合曼
买买提◦阿不都热合曼
买买提▪阿不都热合曼
买买提—阿不都热合曼
买买提-阿不都热合曼
买买提 阿不都热合曼
买买提　·　阿不都热合曼
买买提 · 阿不都热合曼
买买提\n·阿不都热合曼
买买提\u200b·\u200b阿不都热合曼
买买提阿不都热合曼
買買提·阿不都熱合曼
買買提阿不都熱合曼
买 买 提·阿 不 都 热 合 曼
阿不都热合曼
买买提
阿依古丽·吐尔逊
阿依古丽吐尔逊
阿依古麗·吐爾遜
阿依古丽﹒吐尔逊
阿依古丽﹣吐尔逊
吐尔逊
王𠮷
王 𠮷
王\u200b𠮷
㛃月华
㛃 月 华
㛃月華
龙飞
龍飛
⻰飞
龍 飛
\uf9c4飞
⿓飞
JOHN SMITH
John Smith
john smith
Ｊｏｈｎ　Ｓｍｉｔｈ
JohnSmith
John\u00a0Smith
Smith John
Smith, John
John-Smith
𝐉𝐨𝐡𝐧 𝐒𝐦𝐢𝐭𝐡
李四
李\u3164四
李 四
"""

SHORTENED = r"""
张先生|张某
张女士到场|张某到场
张老板指使|张某指使
欧阳先生|欧阳某某
老张|张某
由小张运走|由张某运走
李师傅|李某
"""

HIDDEN_DATA = r"""
phone|一三七六五四三二一〇九一节
phone|137六五四三2109一事
phone|壹叁柒陆伍肆叁贰壹零玖二人
id-number|62070219800101001X
id-number|62070219800101001x
id-number|６２０７０２１９８００１０１００１Ｘ
id-number|620702 19800101 001X
id-number|620702-19800101-001X
id-number|620702/19800101/001X
id-number|620702.19800101.001X
id-number|620702·19800101·001X
id-number|620702\t19800101\t001X
id-number|620702\n19800101001X
id-number|620702\r\n19800101001X
id-number|620702，19800101，001X
id-number|620702、19800101、001X
id-number|620702_19800101_001X
id-number|6 2 0 7 0 2 1 9 8 0 0 1 0 1 0 0 1 X
id-number|6207021980\u200b0101001X
id-number|6207021980\u00ad0101001X
id-number|六二〇七〇二一九八〇〇一〇一〇〇一X
id-number|六二零七零二一九八零零一零一零零一Ｘ
id-number|陆贰零柒零贰壹玖捌零零壹零壹零零壹X
id-number|六二○七○二19800101001X
id-number|⑥2070219800101001X
id-number|٦٢٠٧٠٢١٩٨٠٠١٠١٠٠١X
id-number|𝟔𝟐𝟎𝟕𝟎𝟐𝟏𝟗𝟖𝟎𝟎𝟏𝟎𝟏𝟎𝟎𝟏X
id-number|620702 198001010011
id-number|620702800101001
id-number|620702 800101 001
id-number|620702-800101-001
id-number|六二〇七〇二八〇〇一〇一〇〇一
id-number|830000199001010017
id-number|身份证62070219800101001O
id-number|身份证号：6207021980
phone|13900000003
phone|１３９０００００００３
phone|139 0000 0003
phone|139-0000-0003
phone|139.0000.0003
phone|139/0000/0003
phone|139·0000·0003
phone|139\t0000\t0003
phone|139\n0000\n0003
phone|139_0000_0003
phone|1390000 0003
phone|13 90 00 00 00 3
phone|1 3 9 0 0 0 0 0 0 0 3
phone|1-3-9-0-0-0-0-0-0-0-3
phone|(139)0000-0003
phone|+8613900000003
phone|+86 139 0000 0003
phone|0086-13900000003
phone|86 13900000003
phone|（+86）13900000003
phone|一三九〇〇〇〇〇〇〇三
phone|一三九 零零零零 零零零三
phone|壹叁玖零零零零零零零叁
phone|幺三九零零零零零零零三
phone|139零零零零0003
phone|一3九00000003
phone|李四13900000003
phone|tel13900000003
phone|139\u200b0000\u200b0003
phone|0936-1111111
phone|0936 1111111
phone|（0936）1111111
phone|0936/1111111
phone|0936·1111111
phone|+86-936-1111111
phone|09361111111
phone|010-62345678
phone|010 6234 5678
phone|电话：8212345
phone|手机号码是139 0000
phone|打8212345找他
phone|打821 2345找他
phone|打八二一二三四五找他
bank-account|6222021234567890128
bank-account|6222 0212 3456 7890 128
bank-account|6222-0212-3456-7890-128
bank-account|6222\t0212\t3456\t7890\t128
bank-account|6222/0212/3456/7890/128
bank-account|６２２２０２１２３４５６７８９０１２８
bank-account|六二二二〇二一二三四五六七八九〇一二八
bank-account|4111 1111 1111 1111
bank-account|账号：62001234567
bank-account|帐户为 6200-1234-567
account|微信号：lisi_2020
account|微信lisi2020
account|微信：139abc
account|徽信号 lisi-2020
account|加微信：lisi2020
account|V信lisi2020
account|vx:lisi2020
account|WX：lisi2020
account|wxid_abc123
account|QQ：123456789
account|QQ号123456789
account|qq 12345678
account|ＱＱ：１２３４５６７８９
account|抖音号lisi2020
account|支付宝账号lisi2020
e-mail|li.si@example.com
e-mail|ｌｉ．ｓｉ＠ｅｘａｍｐｌｅ．ｃｏｍ
e-mail|li.si @ example.com
e-mail|li.si(at)example.com
e-mail|li.si[at]example[dot]com
plate|甘G12345
plate|甘G·12345
plate|甘G•12345
plate|甘G 12345
plate|甘G-12345
plate|甘 G 12345
plate|甘Ｇ１２３４５
plate|甘g12345
plate|甘G·1 2 3 4 5
plate|甘GD12345
plate|甘G·D12345
plate|甘G12345F
plate|甘GF12345
plate|甘G1234挂
plate|甘G1234警
plate|粤Z1234港
passport|护照E12345678
passport|E12345678
passport|EA1234567
passport|G12345678
passport|E 1234 5678
passport|护照号码：P1234567
passport|港澳通行证C12345678
passport|回乡证H12345678
passport|H1234567801
passport|台胞证：12345678
passport|军官证号12345678
birth|1980年1月1日出生
birth|1980年1月1日生，
birth|生于1980年1月
birth|出生日期：1980-01-01
birth|出生年月：1980.01
birth|1980年生。
birth|一九八〇年一月一日出生
birth|1980．1．1出生
birth|男，汉族
birth|女,45岁
birth|现年45岁
birth|年龄：9岁
birth|小明（9岁）
birth|民族：裕固族
home|住址：甘州区示例街
home|住3号楼2单元501室
home|三号楼二单元五〇一室
home|家住示例镇示例村
home|户籍所在地：甘州区
home|示例村三社12号
home|临泽县示例村三社12号
home|临泽县 示例村 三社 12号
home|甘州区示例小区
home|住甘州区东街12号
home|北街社区3-2-501
birth|一九八〇年元月一日生，
birth|一九八〇年十二月二十一日出生
birth|80年1月1日出生
e-mail|lisi#163.com
e-mail|lisi at 163 dot com
plate|甘 G · 1 2 3 4 5
name|据赵六陈述
name|王五、赵六等人
name|赵六系司机
name|法定代表人：赵六
name|法定代表人赵小六
name|姓名　赵六，联系人：赵六
name|经办人：赵 六
name|联系人:艾力·买买提
name|负责人为令狐冲
name|村民赵六，
name|司机赵小六在场
name|其子赵小六
name|学生赵小六
name|儿子赵六。
name|赵六（男，1980年）
name|赵六，男，
name|赵六（公民身份证
"""

STAY = r"""
《中华人民共和国民法典》第一千二百三十五条
《中华人民共和国环境保护法》第六十四条
《中华人民共和国民事诉讼法》第二百零一条第一款
《生态环境损害赔偿管理规定》（环法规〔2022〕31号）
《最高人民法院关于审理生态环境损害赔偿案件的若干规定（试行）》
第一条、第二条、第三条、第四条、第五条、第六条、第七条、第八条、第九条
未满十八周岁的未成年人
甘G环赔〔2026〕1号
张环罚〔2026〕3号
示鉴〔2026〕5号
（2026）甘0702民初123号
（2025）兵示民特4号民事裁定书
甘政发〔2024〕138号
国办发明电〔2026〕号
环办法规〔2024〕13号
损害数额1286400.50元
人民币壹佰贰拾捌万陆仟肆佰元整
13900000003元
13,900,000,003.00元
139.0000万元
12345678901234567890平方米
6222021234567890.12元
2026年1月12日
2026-01-12
2026-01-12至2026-03-04
2026/01/12 2026/03/04
2026年1月12日9时30分
2026.01.12－2026.03.04
自2025年12月至2026年1月
2026-01-12T09:30:00+08:00
2026-0001
782c77f2fa4f793fcb5de51d7d6b841a7c237747bc8f66526b56b1c18ff689ef
13900000003aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
6222021234567890128aaaaaaaaaaaaaaaaaaaaa
d41d8cd98f00b204e9800998ecf8427e
550e8400-e29b-41d4-a716-446655440000
100.449818, 38.925875
东经100°26′59″，北纬38°55′33″
E100.449818 N38.925875
X=4311234.567，Y=33456789.123
135.12345678
张三化工有限公司
甘州区王小明砂石厂
张掖某化工有限公司
甘州区生态环境局
张掖市中级人民法院
示例鉴定评估中心
统一社会信用代码91620700MA71ABCD1T
统一社会信用代码91620702MA71ABCD1T
乌鲁木齐·天山大峡谷
丝绸之路·黑河段
阿克塞·当金山口
祁连山国家公园
临泽县示例镇黑河东岸
甘州区示例镇示例村东侧渗坑
示例村组织开展修复
法定代表人：李某某
法定代表人王某某、当事人李某
法定代表人于2026年1月签字，负责人任意处置
经办人：可写多人
联系人：应当提供
负责人：全面负责修复
举报热线12369
化学需氧量480 mg/L（标准小于100 mg/L）
土壤镉0.65 mg/kg，砷25 mg/kg
pH 7.5，氨氮1.39，总磷0.39
约350平方米、420立方米、12吨
国道G312线、高速G30
GB 36600-2018
HJ 493-2009
W1、W2、W3号监测井
邮编734000
示例路8号
材料一式六份，各执二份
一二三四五六七八九十
车牌齐全，甘A级景区
男、女职工各三人
出生率、户籍管理制度，暂住证明
证件齐全，身份证明1份
共3页，第2页
每日万分之五
60%、百分之八十四
《民法典》1234, 1235, 1231, 177条
经办人：    年  月  日
经查证、据介绍、群众等三人
住建局、住宅小区、住宿条件
2026年1月出具、近80年来
"""


def rows(table: str) -> list[str]:
    """Read a table, a row a line; what stands there as an escape is the sign itself."""
    meant = {"n": "\n", "t": "\t", "r": "\r"}
    return [
        re.sub(
            r"\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|([ntr]))",
            lambda at: meant[at[3]] if at[3] else chr(int(at[1] or at[2], 16)),
            line,
        )
        for line in table.strip("\n").split("\n")
    ]


NAME_ROWS, SHORT_ROWS, DATA_ROWS, STAY_ROWS = map(rows, (HIDDEN_NAMES, SHORTENED, HIDDEN_DATA, STAY))


@pytest.mark.parametrize("written", NAME_ROWS)
def test_a_name_is_masked_however_it_is_spelled(written: str) -> None:
    text, _names = MASKS.masked(f"经查，{written}在场。")
    assert written not in text
    assert [name for name in NAMES if squeezed(name) in squeezed(text)] == []
    assert re.search("某", text)
    assert text.startswith("经查，")
    assert text.endswith("在场。")


@pytest.mark.parametrize("written", NAME_ROWS)
def test_a_name_is_found_however_it_is_spelled(written: str) -> None:
    assert "name" in {one.kind for one in personal(f"经查，{written}在场。", DATA)}


@pytest.mark.parametrize("row", SHORT_ROWS)
def test_a_person_called_by_surname_is_masked_as_by_name(row: str) -> None:
    written, masked = row.split("|")
    assert MASKS.masked(written)[0] == masked


@pytest.mark.parametrize("row", DATA_ROWS)
def test_what_belongs_to_a_person_is_found_however_it_is_spelled(row: str) -> None:
    kind, written = row.split("|")
    assert kind in {one.kind for one in personal(written, DATA)}


@pytest.mark.parametrize("written", STAY_ROWS)
def test_what_belongs_to_nobody_stays(written: str) -> None:
    assert MASKS.masked(written)[0] == written
    assert [(one.kind, one.text) for one in personal(written, DATA)] == []


def test_the_battery_is_no_smaller_than_it_was() -> None:
    assert len(set(NAME_ROWS)) + len(SHORT_ROWS) + len(set(DATA_ROWS)) >= 200
    assert len(set(STAY_ROWS)) >= 80
