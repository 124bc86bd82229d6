"""The calculation sheet, by the kind of its period: what each says of the start, the texts, the days and the end."""

from __future__ import annotations

import pytest
from papers import FULL, subject, template

from ecoclaim.forms.blank import Missing
from ecoclaim.forms.documents import documents
from ecoclaim.forms.facts import facts
from ecoclaim.forms.text import text

FIRST_DAY = (
    "《中华人民共和国民法典》第二百零一条第一款：“按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。”"
)
CORRESPONDING = "《中华人民共和国民法典》第二百零二条："
ROLL = "《中华人民共和国民法典》第二百零三条第一款："


def sheet(rule: str, obligor: str | None, law: str = "") -> list[str]:
    """Print the calculation of a rule of the fixture's full case, what its proof lacks as in a draft."""
    whole = subject("2026-0001", FULL, law=law)
    form = whole.pack.form("calculation")
    assert form is not None
    found = facts(documents(form, whole, rule=rule, obligor=obligor)[0])
    values = {name: "证据3：送达回证" if isinstance(value, Missing) else value for name, value in found.values.items()}
    return text(template("house/calculation").fill(values)).splitlines()


@pytest.mark.parametrize(
    ("rule", "obligor", "law", "said", "unsaid"),
    [
        pytest.param(
            *("preliminary-review", None, "zhangye-2024"),
            [
                "期限：初步核查",
                "起算事项：筛查发现线索，2026年1月12日。",
                FIRST_DAY,
                "第几日 | 日期 | 星期 | 说明",
                "1至29 | 2026年1月13日至2026年2月10日 |  | 逐日计入",
                "30 | 2026年2月11日 | 三 | 末日（工作日）",
                "期限的最后一日为2026年2月11日。",
            ],
            [CORRESPONDING, "是否计入", "其他算法"],
            id="days",
        ),
        pytest.param(
            *("reply", "A", "zhangye-2024"),
            [
                "期限：义务人答复是否同意磋商（张掖某化工有限公司）",
                "第几个工作日 | 日期 | 星期 | 是否计入 | 说明",
                "1 | 2026年3月20日 | 五 | 计入 | 工作日",
                "— | 2026年3月21日 | 六 | 不计 | 周末",
                "5 | 2026年3月26日 | 四 | 计入 | 工作日",
                "第几日 | 日期 | 星期 | 说明",
                "依据：《张掖市生态环境损害赔偿工作机制（试行）》第三十一条。",
                "起可以认定期间届满。",
            ],
            [CORRESPONDING],
            id="working days, the other reading in days",
        ),
        pytest.param(
            *("notice-lead", "A", "xpcc"),
            [
                "期限：会前送达磋商告知书（张掖某化工有限公司，第一次磋商会议）",
                "起算事项：第一次磋商会议，2026年4月2日。",
                "自2026年4月2日向前倒算5个工作日，当日不计入，为2026年3月26日。",
                "倒数第几个工作日 | 日期 | 星期 | 是否计入 | 说明",
                "1 | 2026年4月1日 | 三 | 计入 | 工作日",
            ],
            [ROLL],
            id="backwards",
        ),
        pytest.param(
            *("limitation", "B", "zhangye-2024"),
            [CORRESPONDING, ROLL, "第几年 | 日期 | 星期 | 说明", "期间自下列事项重新起算", "（暂定："],
            ["逐日计入"],
            id="years",
        ),
        pytest.param(
            *("performance", "B", "zhangye-2024"),
            ["义务2）", "条文或者文书指明的日期为2026年6月30日。"],
            [FIRST_DAY, "第几", "其他算法"],
            id="named day",
        ),
    ],
)
def test_a_sheet_tells_its_kind_of_period(
    rule: str, obligor: str | None, law: str, said: list[str], unsaid: list[str]
) -> None:
    lines = sheet(rule, obligor, law)
    for words in said:
        assert any(words in line for line in lines), (words, lines)
    for words in unsaid:
        assert not any(words in line for line in lines), (words, lines)
    assert not any("待核" in line for line in lines)
    assert lines[-2:] == [
        "计算人：　　　　　　　　　　　　　　年　　月　　日",
        "复核人：　　　　　　　　　　　　　　年　　月　　日",
    ]


def test_every_reading_names_its_own_law() -> None:
    laws = [line for line in sheet("limitation", "B", "zhangye-2024") if line.startswith("依据：")]
    assert len(laws) == len({line.partition("。")[0] for line in laws}) >= 2


def test_the_proof_of_the_start_is_wanted() -> None:
    whole = subject("2026-0001", FULL)
    form = whole.pack.form("calculation")
    assert form is not None
    found = documents(form, whole, rule="reply")
    lacking = {one.deadline.obligor: facts(one).missing for one in found if one.deadline}
    assert lacking["A"] == ()
    assert [lack.field for lack in lacking["B"]] == ["events.notice-served.evidence"]
