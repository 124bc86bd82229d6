from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from builder.bricks import Cell, each, p, paragraphs, row, rows_each, table
from hypothesis import example, given, settings
from hypothesis import strategies as st
from papers import ROOT, made, papers, template

from ecoclaim.errors import BadFile, FormIncomplete
from ecoclaim.forms.blank import Missing
from ecoclaim.forms.facts import Facts
from ecoclaim.forms.fill import fill, read
from ecoclaim.forms.package import Properties, zipped
from ecoclaim.forms.text import text

HOSTILE = (
    "A&B 两点 < 100 mg/L > \"引\" 'x'",
    "</w:t></w:r></w:p><w:p><w:r><w:t>注入",
    "{{ 7*7 }} {% if %} {# #} {_{ }_} %_}",
    "㙓𠮷😀👩‍👩‍👧‍👦é\u0301",
    "第一行\n第二行\r\n第三行",
    "制表\t之后",
    "　前后有空格　 ",
    "“双”‘单’—…《》〔〕",
    "长" * 3000,
    "&amp; &#60; ]]> <!-- -->",
)


def rendered(source: bytes, **facts: object) -> str:
    return text(fill(source, facts))


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_comes_out_exactly(value: str) -> None:
    expected = value.replace("\r\n", "\n")
    assert rendered(made("甲{{ 值 }}乙"), 值=value) == f"甲{expected}乙\n"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=60))
@example("{_{")
@settings(max_examples=60)
def test_any_printable_value_comes_out_exactly(value: str) -> None:
    assert rendered(SMALL, 值=value) == f"甲{value}乙\n"


SMALL = made("甲{{ 值 }}乙")


@pytest.mark.parametrize("value", ["\x00", "a\x0bb", "\x1f", "\ud800", "\ufffe", "\ufdd0", "\ufdd1", "\x07"])
def test_a_character_no_paper_can_carry_is_refused_with_its_place(value: str) -> None:
    with pytest.raises(BadFile) as caught:
        rendered(made("第一段", "甲{{ 值 }}乙"), 值=value)
    assert f"U+{ord(value.strip('ab')):04X}" in str(caught.value)
    assert "甲{{ 值 }}乙" in caught.value.problems[0].field


@pytest.mark.parametrize("value", [True, 1.5, Decimal("3.10"), [1], {"a": 1}, ("a",), object()])
def test_a_value_that_is_not_worded_yet_is_refused(value: object) -> None:
    with pytest.raises(BadFile):
        rendered(SMALL, 值=value)


def test_a_day_a_number_and_nothing_are_worded() -> None:
    assert rendered(SMALL, 值=date(2026, 9, 8)) == "甲2026年9月8日乙\n"
    assert rendered(SMALL, 值=30) == "甲30乙\n"
    assert rendered(SMALL, 值=None) == "甲乙\n"


def test_a_text_of_several_paragraphs_becomes_paragraphs() -> None:
    assert rendered(made(paragraphs("值")), 值="一\n\n二\r\n三\n") == "一\n二\n三\n"
    assert rendered(made(paragraphs("值"), "末"), 值="") == "\n末\n"


@pytest.mark.parametrize(
    "attack",
    [
        "{{ cycler.__init__.__globals__.os.getpid() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ 值.__class__ }}",
        "{{ lipsum }}",
        "{{ 值.upper() }}",
        "{{ '{0.__class__}'.format(值) }}",
        "{{ 值 | attr('__class__') }}",
        "{{ 值 * 100000000 }}",
        "{{ 值 ~ 值 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ range(1000000000) }}",
        "{% set 甲 = 值 %}{{ 甲 }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% macro x() %}{% endmacro %}",
        "{{ self }}",
        "{{ 值 | center(1000000000) }}",
        "{{ [1, 2] }}",
        "{% for a in 表 %}{% for b in 表 %}{% for c in 表 %}{% for d in 表 %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        "{{ dict(值=1) }}",
        "{{ 值[0:1] }}",
        "{{ 值 is divisibleby 3 }}",
        "{{ 表.append }}",
        "{{ loop }}",
    ],
)
def test_an_attack_in_a_template_is_refused(attack: str) -> None:
    with pytest.raises(BadFile):
        fill(made(attack), {"值": "x", "表": ("一",)})


@pytest.mark.parametrize("name", ["items", "copy", "keys"])
def test_a_fact_named_like_a_method_is_only_a_fact(name: str) -> None:
    assert rendered(made(f"{{{{ 表.{name} }}}}"), 表={name: "值"}) == "值\n"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("{{ 案件.案由 }}", "案由"),
        ("{{ 没有 }}", "没有"),
        ("{{ 值", "{{ 值"),
        ("｛｛ 值 ｝｝", "｛｛"),
        ("{% if 值 %}开着", "{% if 值 %}开着"),
        ("{{ 值 | 大写 }}", "大写"),
        ("{% else %}", "{% else %}"),
    ],
)
def test_a_template_error_names_the_form_the_paragraph_and_the_cure(wrong: str, told: str) -> None:
    with pytest.raises(BadFile) as caught:
        fill(made("第一段", "第二段", wrong), {"值": "x", "案件": {"案号": "1"}}, name="templates/x/某.docx")
    (one,) = caught.value.problems
    assert one.path == "templates/x/某.docx"
    assert "3" in one.field
    assert told in str(one)


def test_a_cell_left_without_a_paragraph_is_refused() -> None:
    cell = Cell(each("项", "表", p("{{ 项 }}")))
    source = made(table((8845,), row([cell], (8845,))))
    assert rendered(source, 表=("一",)).strip() == "一"
    with pytest.raises(BadFile):
        rendered(source, 表=())


def test_a_table_left_without_rows_is_refused() -> None:
    source = made(table((8845,), rows_each("项", "表", (8845,), row([Cell(p("{{ 项 }}"))], (8845,)))))
    with pytest.raises(BadFile):
        rendered(source, 表=())


def test_what_is_missing_stops_a_paper_and_is_marked_in_a_draft() -> None:
    source = made("甲{{ 值 }}乙{{ 另 }}")
    facts = {"值": Missing("案由"), "另": Missing("地址")}
    with pytest.raises(FormIncomplete, match=r"案由.*地址"):
        fill(source, facts)
    paper = fill(source, facts, draft=True)
    assert text(paper) == "甲【待补：案由】乙【待补：地址】\n"
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        assert archive.read("word/document.xml").count(b"w:highlight") == 2
        assert "草稿" in archive.read("word/header_draft.xml").decode()


def test_a_missing_list_stands_in_a_draft_as_one_row() -> None:
    paper = fill(made(each("项", "表", p("{{ 项.序 }}．{{ 项.名 }}{{ 项.末 }}"))), {"表": Missing("证据")}, draft=True)
    assert text(paper) == "1．【待补：证据】。\n"


def test_only_a_draft_says_that_it_is_one() -> None:
    paper = fill(SMALL, {"值": "x"})
    assert not any("草稿" in one.decode("utf-8") for one in parts(paper).values())


def parts(paper: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_properties_tell_form_case_and_pack_and_nobody() -> None:
    paper = fill(SMALL, {"值": "x"}, about=Properties("告知书 & 表", "2026-0001", "zhangye-2024 0.1.0"))
    core = parts(paper)["docProps/core.xml"].decode()
    assert "<dc:title>告知书 &amp; 表</dc:title><dc:subject>2026-0001</dc:subject>" in core
    assert "zhangye-2024 0.1.0" in core
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    assert "dcterms" not in core


def test_what_tells_of_a_templates_writer_is_taken_out() -> None:
    package = parts(SMALL)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package["docProps/custom.xml"] = b"<Properties>KSOProductBuildVer</Properties>"
    package["_rels/.rels"] = package["_rels/.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rIdC" Type="{relation}/custom-properties" Target="docProps/custom.xml"/>'
        "</Relationships>".encode(),
    )
    package["word/_rels/settings.xml.rels"] = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}/attachedTemplate" Target="file:///C:/Users/zhang/Normal.dotm"'
        ' TargetMode="External"/></Relationships>'
    ).encode()
    paper = fill(zipped(package), {"值": "x"})
    assert not any(b"KSO" in one or b"zhang/" in one for one in parts(paper).values())


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("word/vbaProject.bin", b"x"),
        ("word/activeX/activeX1.bin", b"x"),
        ("word/embeddings/oleObject1.bin", b"x"),
        ("word/document.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
        ("word/document.xml", b"<w:document"),
        (
            "word/_rels/document.xml.rels",
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
            b'Type="x/image" Target="http://example.org/a.png" TargetMode="External"/></Relationships>',
        ),
    ],
)
def test_a_package_that_runs_or_fetches_is_refused(path: str, content: bytes) -> None:
    with pytest.raises(BadFile):
        read(zipped({**parts(SMALL), path: content}))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text", zipped({"a.txt": b"x"})])
def test_what_is_no_word_file_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(BadFile):
        read(content, "templates/x/a.docx")


def test_the_same_facts_give_the_same_bytes_elsewhere() -> None:
    script = (
        "import sys, hashlib; sys.path[:0] = ['tests/forms', 'templates']; from papers import papers, template\n"
        "for name, form, facts in papers('2026-0001'):\n"
        "    print(name, hashlib.sha256(template(form).fill(facts.values, draft=bool(facts.missing))).hexdigest())\n"
    )

    def told(zone: str, seed: str) -> str:
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    first = told("Asia/Shanghai", "1")
    assert first.count("\n") > 20
    assert told("America/New_York", "2") == first


def leaves(value: object, seen: list[str]) -> object:
    """Put a hostile text in the place of every text, each with a number of its own."""
    if isinstance(value, str) and value.strip():
        seen.append(f"〖{len(seen)}〗{HOSTILE[len(seen) % 4]}")
        return seen[-1]
    if isinstance(value, Mapping):
        return {key: leaves(inner, seen) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(leaves(inner, seen) for inner in value)
    return value


@pytest.mark.parametrize("case", ["2026-0001", "2026-0002"])
def test_hostile_text_in_every_blank_of_every_form_comes_out_exactly(case: str) -> None:
    for name, form, facts in papers(case):
        _comes_out(name, form, facts)


def _comes_out(name: str, form: str, facts: Facts) -> None:
    seen: list[str] = []
    values = leaves(facts.values, seen)
    assert isinstance(values, dict)
    said = text(template(form).fill(values, draft=True))
    printed = [one for one in seen if one[: one.index("〗") + 1] in said]
    assert printed, name
    for one in printed:
        assert one in said, name
