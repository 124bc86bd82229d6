"""The styles of every form in the look of GB/T 9704-2012, and the parts that go with them. Sizes in points."""

from __future__ import annotations

from builder.bricks import FANG, HEI, KAI, SONG, TITLE

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Office machines name these fonts differently; Word takes the second name where the first is not installed.
OTHER_NAMES = {FANG: "仿宋", KAI: "楷体", TITLE: "小标宋", HEI: "SimHei", SONG: "SimSun"}
COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F497D", "lt2": "EEECE1", "accent1": "4F81BD", "accent2": "C0504D",
    "accent3": "9BBB59", "accent4": "8064A2", "accent5": "4BACC6", "accent6": "F79646", "hlink": "0000FF",
    "folHlink": "800080",
}  # fmt: skip


def styles() -> str:
    """Write the styles: what an officer finds in Word's style list carries Chinese names."""
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    narrow = '<w:ind w:firstLineChars="200" w:firstLine="480"/>'
    right_half = '<w:keepLines/><w:ind w:leftChars="1350" w:left="4320"/><w:jc w:val="center"/>'
    off_grid, keep, centre = '<w:snapToGrid w:val="0"/>', "<w:keepNext/>", '<w:jc w:val="center"/>'
    return (
        f'{HEAD}<w:styles xmlns:w="{W}">{_defaults()}'
        + _style("Body", "公文正文", "Normal", indent)
        + _style("Heading1", "公文一级", "Normal", f'{keep}{indent}<w:outlineLvl w:val="0"/>', font(HEI))
        + _style("Heading2", "公文二级", "Normal", f'{keep}{indent}<w:outlineLvl w:val="1"/>', font(KAI))
        + _style("FormTitle", "公文标题", "Normal", keep + _exact(36, 0, 360) + centre, font(TITLE) + _free(22))
        + _style("CoverTitle", "封面标题", "Normal", _exact(54) + centre, font(TITLE) + _free(36))
        + _style("FormSubtitle", "公文副题", "Normal", keep + _exact(30, 0, 240) + centre, font(KAI) + _free(16))
        + _style("FormMark", "版头标记", "Normal", _exact(18) + '<w:jc w:val="left"/>', font(HEI) + _free(10.5))
        + _style("CellText", "表格文字", "Normal", off_grid + _exact(18) + '<w:jc w:val="left"/>', _free(12))
        + _style("CellLabel", "表格栏目", "CellText", centre)
        + _style("CellHint", "表格提示", "CellText", _exact(10) + centre, _free(8))
        + _style("CellSmall", "表格小字", "CellText", _exact(16), _free(10.5))
        + _style("CellBody", "表格正文", "CellText", narrow)
        + _style("CellSign", "表格签名", "CellText", _exact(18, 40, 40) + '<w:jc w:val="right"/>')
        + _style("AfterTable", "表后", "Normal", off_grid + _exact(1), _free(1))
        + _style("Sign", "落款", "Normal", keep + right_half)
        + _style("SignLast", "落款日期", "Normal", right_half)
        + "</w:styles>"
    )


def font(name: str) -> str:
    """Name a font in all four slots, so that quotation marks and digits come out of it too."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}" w:hint="eastAsia"/>'


def fonts() -> str:
    """Write the font table."""
    each = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, other in OTHER_NAMES.items()
    )
    return f'{HEAD}<w:fonts xmlns:w="{W}">{each}</w:fonts>'


def settings() -> str:
    """Write the settings: Word 2013 and later, odd and even pages differ."""
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def theme() -> str:
    """Write the least theme the schema takes; no style uses it."""
    palette = "".join(f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>' for name, rgb in COLOURS.items())
    face = f'<a:latin typeface="Times New Roman"/><a:ea typeface="{SONG}"/><a:cs typeface=""/>'
    flat = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{flat}</a:ln>'
    plain = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="公文">'
        f'<a:themeElements><a:clrScheme name="公文">{palette}</a:clrScheme><a:fontScheme name="公文">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="公文"><a:fillStyleLst>{flat * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{plain * 3}</a:effectStyleLst><a:bgFillStyleLst>{flat * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _defaults() -> str:
    # 3号 is 16 pt; a quarter point less between them gives 28 characters a line, a pitch of 28 pt 22 lines a page.
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{font(FANG)}<w:spacing w:val="-5"/>{_size(16)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        f'<w:widowControl w:val="0"/>{_exact(28)}<w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr>'
        '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:spacing w:val="0"/>'
        '</w:rPr></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="House"><w:name w:val="填充文字"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )


def _style(number: str, name: str, base: str, paragraph: str = "", words: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{number}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{words}</w:rPr></w:style>'
    )


def _exact(points: int, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{points * 20}" w:lineRule="exact"/>'


def _free(points: float) -> str:
    return f'<w:spacing w:val="0"/>{_size(points)}'


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:g}"/><w:szCs w:val="{points * 2:g}"/>'
