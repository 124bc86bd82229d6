from __future__ import annotations

import pytest
from builder.bricks import Cell, each, p, row, rows_each, run, table
from papers import TEMPLATES, blanks, made, shipped, subject

from ecoclaim.forms.documents import documents
from ecoclaim.forms.facts import facts
from ecoclaim.forms.lint import lint
from ecoclaim.ledger.load import load_pack
from ecoclaim.packs.wordings import PARTS

KNOWN = ("值", "表")


def faults(*content: str, known: tuple[str, ...] = KNOWN) -> list[str]:
    return [str(one) for one in lint(made(*content), "templates/x/某.docx", known)]


@pytest.mark.parametrize("name", shipped())
def test_the_shipped_forms_have_no_fault(name: str) -> None:
    form = name.partition("/")[2]
    assert lint((TEMPLATES / f"{name}.docx").read_bytes(), name, blanks(form)) == ()
    for pack in ("zhangye-2024", "xpcc"):
        entry = load_pack(None, pack).form(form)
        known = {blank.name: PARTS.get(blank.worded or "") for blank in entry.blanks} if entry else {}
        if name.partition("/")[0] in (pack, "house"):
            assert lint((TEMPLATES / f"{name}.docx").read_bytes(), name, known) == ()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("｛｛ 值 ｝｝", "full-width"),
        ("{{ 值 ｝}", "full-width"),
        ("{{ 值", "another paragraph"),
        ("值 }}", "another paragraph"),
        ("标题 {%p if 值 %}", "is lost"),
        ("{%p if 值 %}{%p endif %}", "is lost"),
        ("{{ 没有的 }}", "没有的"),
        ("{{ 值 | 大写 }}", "大写"),
        ("{{ 值 + }}", "cannot be read"),
        ("{% set 甲 = 值 %}", "set"),
        ("{% if 值 %}甲", "if"),
        ("甲{% endif %}", "endif"),
        ("{%p for 项 in 表 %}", "endfor"),
        ("{%tc for 项 in 表 %}", "tc"),
        ("{{ 值.upper() }}", "call"),
    ],
)
def test_a_fault_is_told_with_its_paragraph(wrong: str, told: str) -> None:
    found = faults("第一段", "{{ 值 }}", wrong)
    assert any("templates/x/某.docx" in one and " 3 " in one and told in one for one in found), found


def test_all_faults_are_told_at_once() -> None:
    assert len(faults("{{ 甲 }}", "{{ 乙 | 丙 }}", "题 {%p if 值 %}", "{%p endif %}", "｛｛ 值 ｝｝")) == 4


def test_a_tag_split_over_runs_is_whole() -> None:
    assert faults(p(run("{{ "), run("值", underline=True), run(" }}"))) == []


def test_a_loop_gives_its_name_only_within_it() -> None:
    assert faults(each("项", "表", p("{{ 项.名 }}{{ loop.index }}"))) == []
    assert len(faults(each("项", "表", p("{{ 项.名 }}")), "{{ 项.名 }}")) == 1


def test_an_unknown_fact_or_part_is_told_with_the_nearest() -> None:
    known = {"当事人": frozenset(("名称", "证号", "地址")), "义务人": frozenset(("序", "名称")), "案由": None}
    (one,) = lint(made("{{ 案由由 }}"), "templates/x/某.docx", known)
    assert "案由由" in one.message
    assert "did you mean 案由?" in one.message
    (one,) = lint(made("{{ 当事人.名字 }}"), "templates/x/某.docx", known)
    assert "当事人 has no part 名字; it has: 名称、地址、证号; did you mean 名称?" in one.message
    (one,) = lint(made(each("人", "义务人", p("{{ 人.名稱 }}{{ 人.名称 }}"))), "templates/x/某.docx", known)
    assert "义务人 has no part 名稱" in one.message
    assert lint(made("{{ 案由.什么 }}"), "templates/x/某.docx", known) == ()  # what is not known is not judged


@pytest.mark.parametrize("law", ["zhangye-2024", "xpcc"])
def test_the_parts_that_are_told_are_those_that_a_paper_is_given(law: str) -> None:
    for case in ("2026-0001", "2026-0002"):
        whole = subject(case, law=law)
        for form in whole.pack.forms:
            for one in documents(form, whole, rule="reply"):
                values = facts(one).values
                for blank in form.blanks:
                    told = PARTS.get(blank.worded or "")
                    given = values[blank.name]
                    rows = given if isinstance(given, tuple) else (given,)
                    for item in rows if told else ():
                        assert not isinstance(item, dict) or set(item) <= (told or set()), (form.id, blank.name)


def test_without_a_list_of_facts_no_fact_is_unknown() -> None:
    assert faults("{{ 什么都行 }}", known=()) == []


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (each("项", "表", p("{{ 项 }}")), 1),
        (each("项", "表", p("{{ 项 }}")) + p(), 0),
        (each("段", "值 | paras", p("{{ 段 }}")), 0),
    ],
)
def test_a_cell_that_may_be_left_without_a_paragraph_is_told(content: str, count: int) -> None:
    assert len(faults(table((8845,), row([Cell(content)], (8845,))))) == count


def test_a_table_that_may_be_left_without_rows_is_told() -> None:
    line = row([Cell(p("{{ 项 }}"))], (8845,))
    assert len(faults(table((8845,), rows_each("项", "表", (8845,), line)))) == 1
    assert faults(table((8845,), row([Cell(p("题"))], (8845,)), rows_each("项", "表", (8845,), line))) == []


def test_what_stands_beside_a_row_tag_is_told() -> None:
    widths = (4000, 4845)
    start = row([Cell(p("{%tr for 项 in 表 %}")), Cell(p("丢了"))], widths)
    end = row([Cell(p("{%tr endfor %}"), 2)], widths)
    line = row([Cell(p("{{ 项 }}"), 2)], widths)
    assert len(faults(table(widths, line.replace("项", "值"), start, line, end))) == 1


def test_a_file_that_is_no_template_is_told() -> None:
    (one,) = lint(b"text", "templates/x/某.docx")
    assert one.path == "templates/x/某.docx"
