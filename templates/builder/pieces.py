"""Pieces that several forms share: a register's rows, heads and feet of letters, lists of people and sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.bricks import (
    MEASURE,
    Cell,
    each,
    house,
    label,
    more,
    p,
    paragraphs,
    room,
    row,
    rows_each,
    run,
    table,
    tag_row,
    value,
    when,
)

# Seven columns, so that a filing number and the name of a head each have the room they need.
REGISTER = (1640, 2360, 240, 1140, 620, 800, 2045)
HALVES = (4900, 3945)
# One line a person, or two for long names: a name of four characters in the one, of sixteen in the other.
PERSON = (700, 1500, 700, 2900, 645, 55, 645, 1700)
# What half a line holds beside the name of its slot.
_HALF_LINE = 8
ROOMY = "留白"
# What one party signs: its lines, each a text or the runs of one.
Side = str | Sequence[str | Sequence[str]]
LINE = '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/>'


def register_head(number: str) -> tuple[str, ...]:
    """Rows: source, filing number, matter."""
    return (
        row(
            [label("案件来源"), value("案件来源", span=2), label(number), value("立案号", span=3)],
            REGISTER,
            height=500,
        ),
        row([label("案由"), value("案由", span=6)], REGISTER, height=500),
    )


def register_obligors(name: str, address: str) -> tuple[str, ...]:
    """Rows: every obligor, a block of four rows each."""
    who = label("赔偿义务人{{ 人.序 }}", merge="restart")
    number = label("统一社会信用代码\n（公民身份证号码）")
    head = label("法定代表人\n（负责人）")
    return (
        rows_each(
            "人",
            "义务人",
            REGISTER,
            row([who, label(name), value("人.名称", span=5)], REGISTER, height=420, keep=True),
            row([more(), label(address), value("人.地址", span=5)], REGISTER, height=420, keep=True),
            row([more(), number, value("人.证号", span=5)], REGISTER, height=720, keep=True),
            row(
                [more(), head, value("人.代表人", span=3), label("职务"), value("人.职务")],
                REGISTER,
                height=720,
            ),
        ),
    )


def register_reason(name: str, text: str) -> tuple[str, ...]:
    """Rows: the text of the handlers, which may run over a page, and their signature, which stays with it."""
    sign = p("经办人：{{ 经办人 }}　　　{{ 经办日期 }}", style="CellSign", right=240)
    open_below, open_above = '<w:bottom w:val="nil"/>', '<w:top w:val="nil"/>'
    return (
        row(
            [label(name, merge="restart"), Cell(text, 6, "", "top", open_below)],
            REGISTER,
            height=1500,
            split=True,
        ),
        row([more(), Cell(room(2, ROOMY) + sign, 6, "", "bottom", open_above)], REGISTER, height=480, keep=True),
    )


def register_opinions(*opinions: tuple[str, str, str]) -> tuple[str, ...]:
    """Rows: each opinion (name, hint, whose) signed at its foot, which never splits, and the remarks."""
    return (
        *(_opinion(name, hint, whose) for name, hint, whose in opinions),
        row([label("备注"), Cell(room(2, ROOMY) + paragraphs("备注", "CellText"), 6)], REGISTER, height=500),
    )


def _opinion(name: str, hint: str, whose: str) -> str:
    sign = f"签　名：{{{{ {whose}签名 }}}}　　　{{{{ {whose}日期 }}}}"
    text = room(3, ROOMY) + paragraphs(f"{whose}意见", "CellBody") + p(sign, style="CellSign", right=240)
    return row([label(name, hint=hint), Cell(text, 6, "", "bottom")], REGISTER, height=1320 if hint else 860, keep=True)


def said(text: str) -> str:
    """Paragraph: wording of our own that stands where the annex has only a hint in brackets."""
    return p(house(text), style="Body")


def entry(name: str, fact: str, *, page_break: bool = False) -> str:
    """Line: a name and its fact."""
    return p(f"{name}{{{{ {fact} }}}}", jc="left", page_break=page_break)


def reach(name: str, address: str, phone: str) -> str:
    """Line: an address with its telephone in brackets."""
    return p(f"{name}{{{{ {address} }}}}", house(f"（{{{{ {phone} }}}}）"), jc="left")


def line(name: str, fact: str) -> str:
    """Line: a name and its fact, on a rule to the right edge."""
    return p(name, run(f"{{{{ {fact} }}}}\t", underline=True), right_tab=MEASURE, jc="left")


def by_authority(name: str, annex: str) -> tuple[str, str, str]:
    """Give the runs of a line's name where the right-holder signs itself, else as the annex has it."""
    return "{% if 署名身份 == '赔偿权利人' %}", house(name), f"{{% else %}}{annex}{{% endif %}}"


def lines(first: tuple[str, str], second: tuple[str, str]) -> str:
    """Line: two names with their facts, each on its rule; a line each where they are long."""
    together = p(
        first[0],
        run(f"{{{{ {first[1]} }}}}\t", underline=True),
        f" {second[0]}",
        run(f"{{{{ {second[1]} }}}}\t", underline=True),
        tabs=(MEASURE // 2,),
        right_tab=MEASURE,
        jc="left",
    )
    apart = (
        p(house(name), run(f"{{{{ {fact} }}}}\t", underline=True), right_tab=MEASURE, jc="left")
        for name, fact in (first, second)
    )
    long = " or ".join(f"{fact} | length > {_HALF_LINE}" for _name, fact in (first, second))
    return when(long, *apart, otherwise=(together,))


def people(name: str, fact: str) -> str:
    """Block: a group of people, a line each with name, office and post; two lines where one would break a name."""

    def slot(field: str, span: int = 1) -> Cell:
        return Cell(p(f"{{{{ 人.{field} }}}}", jc="left"), span, borders=LINE, valign="bottom")

    def named(text: str, span: int = 1) -> Cell:
        return Cell(p(text), span, valign="bottom")

    head = row([Cell(p(name), len(PERSON), valign="bottom")], PERSON, keep=True)
    short = [named("姓名"), slot("姓名"), named("单位"), slot("单位", 2), named("职务", 2), slot("职务")]
    first = [named(house("姓名")), slot("姓名", 3), named(house("职务"), 2), slot("职务", 2)]
    second = [named(house("单位")), slot("单位", 7)]
    return table(
        PERSON,
        head,
        rows_each(
            "人",
            fact,
            PERSON,
            tag_row("{%tr if 人.长 %}", PERSON),
            row(first, PERSON, height=500, keep=True),
            row(second, PERSON, height=500),
            tag_row("{%tr else %}", PERSON),
            row(short, PERSON, height=500),
            tag_row("{%tr endif %}", PERSON),
        ),
        about=f"{name.rstrip('：')}：姓名、单位、职务",
        ruled=False,
    )


def hand(name: str, lines: int = 1) -> str:
    """Line: a place to sign, with room below."""
    return p(name, keep=True, after=280 * (lines + 1))


def seal(name: str, date: str, *, keep: bool = False) -> str:
    """Foot: the office's name centred over the date, on the right."""
    return (
        p(before=560, keep=True)
        + p(name, style="Sign", keep=True)
        + p(f"{{{{ {date} }}}}", style="SignLast", keep=keep)
    )


def columns(*pairs: tuple[Side, Side]) -> str:
    """Foot: two parties beside each other, line by line."""
    return table(HALVES, *(pair(left, right) for left, right in pairs), about="签署栏", ruled=False)


def pair(left: Side, right: Side, height: int = 1120, *, keep: bool = True) -> str:
    """Row: what the two parties sign, beside each other, line by line; it never splits."""
    sides = [side.split("\n") if isinstance(side, str) else side for side in (left, right)]
    cells = [
        "".join(p(*((line,) if isinstance(line, str) else line), jc="left", keep=keep) for line in side)
        for side in sides
    ]
    return row([Cell(cell, valign="top") for cell in cells], HALVES, height=height)


def cover(*lines: str) -> str:
    """Page: the title of an agreement, its parties, day and place; closer together where the parties are many."""
    day, place = p("签订时间：{{ 签订日期 }}", before=400), p("签订地点：{{ 签订地点 }}")
    far = when("义务人 | length > 3", p(before=600), otherwise=(p(before=2400),))
    return far + p("生态环境损害赔偿协议", style="CoverTitle") + far + "".join(lines) + day + place


def evidence(fact: str = "证据") -> str:
    """List: the evidence, numbered as it is cited."""
    return each("证", fact, p(house("{{ 证.序 }}．{{ 证.名称 }}{{ 证.末 }}"), style="Body"))


def cited() -> str:
    """List: the evidence as the annex itself numbers it."""
    return each("证", "证据", p("{{ 证.序 }}．{{ 证.名称 }}{{ 证.末 }}", style="Body"))


def sums() -> str:
    """List: each head of loss with its amount, and the total in figures and capitals."""
    return each(
        "项", "金额项", p(house("{{ 项.序 }}．{{ 项.项目 }}：人民币{{ 项.金额 }}元{{ 项.末 }}"), style="Body")
    ) + p(house("以上合计人民币{{ 合计 }}元（大写：{{ 合计大写 }}）。"), style="Body")


def duties(lead: str) -> str:
    """List: a sentence that leads to it, and who does what until when; sums are numbered before it in the same part."""
    each_duty = each("项", "履行", p(house("（{{ 项.序 }}）{{ 项.内容 }}{{ 项.末 }}"), style="Body"))
    return when("履行", said(lead), each_duty)


def led(lead: str, fact: str) -> str:
    """Text: several paragraphs, the first after words that make a sentence of it."""
    text = house(f"{{% if loop.first %}}{lead}{{% endif %}}{{{{ 段 }}}}")
    return each("段", f"{fact} | paras", p(text, style="Body"))


def signatures(ours: tuple[str, str], theirs: str, head: str, day: str = "") -> str:
    """Foot: the parties sign, the first obligor beside the department, the others two and two.

    `ours` is a label and a name, `theirs` what an obligor is called. An organization's head signs below its seal, a
    person alone. The whole stays together with the clause above it as far as one page holds it.
    """

    def called(who: str) -> str:
        return theirs.replace("人.", f"{who}.")

    def obligor(who: str) -> tuple[str, str, str]:
        name = p(
            f"{{% if {who}.自然人 %}}",
            house(f"{called(who)}（签字）："),
            f"{{% elif {who}.名称 %}}",
            house(f"{called(who)}（盖章）："),
            "{% endif %}",
        )
        return (
            name + _named(f"{{{{ {who}.名称 }}}}"),
            p(f"{{% if {who}.名称 and not {who}.自然人 %}}", house(head), "{% endif %}"),
            p(f"{{% if {who}.名称 %}}{day}{{% endif %}}"),
        )

    right = "对.右"
    first = p(called(right), f"{{% if {right}.自然人 %}}", house("（签字）："), "{% else %}（盖章）：{% endif %}")
    department = (p(ours[0]) + _named(ours[1]), p(head), p(day))
    beside = (first + _named("{{ 对.右.名称 }}"), p(f"{{% if not {right}.自然人 %}}{head}{{% endif %}}"), p(day))
    return table(
        HALVES,
        row([Cell(p(), len(HALVES))], HALVES, keep=True),
        tag_row("{%tr for 对 in 签署 %}", HALVES),
        tag_row("{%tr if loop.first %}", HALVES),
        *_signed(department, beside, bool(day)),
        tag_row("{%tr else %}", HALVES),
        *_signed(obligor("对.左"), obligor(right), bool(day), "not 对.左.自然人 or 对.右.名称 and not 对.右.自然人"),
        tag_row("{%tr endif %}", HALVES),
        tag_row("{%tr endfor %}", HALVES),
        about="各方签署栏",
        ruled=False,
    )


def _named(fact: str) -> str:
    return p(run(fact, size=14), style="CellText", jc="left")


def _signed(left: tuple[str, str, str], right: tuple[str, str, str], dated: bool, headed: str = "") -> Iterator[str]:
    """Rows: seal and name, the head's signature (`headed` says when there is one), and the day where a form has one."""
    seals, heads, days = (
        row([Cell(side, valign="top") for side in sides], HALVES, height=height, keep=True)
        for height, *sides in zip((1120, 840, 560), left, right, strict=True)
    )
    yield seals
    yield f"{tag_row(f'{{%tr if {headed} %}}', HALVES)}{heads}{tag_row('{%tr endif %}', HALVES)}" if headed else heads
    if dated:
        yield days


def court(name: str) -> str:
    """Lines: 此致 and the court."""
    return p("此致", style="Body", keep=True) + p(f"{{{{ {name} }}}}", keep=True)


def numbered(items: Sequence[str]) -> str:
    """Paragraphs of fixed text, one each."""
    return "".join(p(item, style="Body") for item in items)
