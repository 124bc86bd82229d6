"""Makes ledgers of any size for measuring: every stage and track, one to three obligors, both packs.

The same number of cases and seed give the same bytes. A case is two files of about 2 kB together, with 5 to 15 events:
half of them written one field a line, as `record` writes, half in braces, as people do. Of another style all are in
braces, or all in blocks, each with a comment and a long note.

    python tests/bench/ledgers.py DIR --cases 10000
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

TODAY = date(2026, 11, 21)

# One story a stage or track; a step is `days after the step before, event, fields`. Before the event stands whom it is
# about: nothing for the case, @ for every obligor, else the keys, which a case with fewer obligors folds into its last.
_CLUE = """
0 clue-received channel=transferred sender=某县水务局 letter_no=示例函〔2026〕11号
2 lead-designated lead=某市生态环境局 members=[某市水务局] by=某市人民政府
"""
_REVIEWED = """
0 clue-received channel=complaint channel_note=群众电话举报
3 review-started staff=[经办甲, 经办乙]
20 review-concluded damage=true findings=造成土壤和地表水损害 opinion=start
1 @damage-known
"""
_CLAIMED = """
0 clue-found channel=daily-inspection channel_note=现场检查发现
18 review-concluded damage=true opinion=start
5 claim-started filing_no={filing_no} organ=某市生态环境局 proposed_by=经办甲 approved_by=局长甲
4 procuratorate-notified
1 investigation-started
30 investigation-concluded by=[经办甲, 经办乙] claim=true conclusion=建议磋商
"""
_SERVED = """
0 clue-found channel=inspectorate
15 review-concluded damage=true opinion=start
5 claim-started filing_no={filing_no} organ=某市生态环境局 approved_by=局长甲
40 investigation-concluded by=[经办甲] claim=true
3 team-formed
4 @notice-served method=direct meeting=1
"""
_MET = f"""{_SERVED}
3 @reply-received agrees=true written=true
9 @meeting-held meeting=1 outcome=agreed
"""
_SIGNED = f"""{_MET}
5 @agreement-signed agreement=1 scope=full
"""
_CONFIRMED = f"""{_SIGNED}
12 @confirmation-applied agreement=1 court=某市中级人民法院 jointly=true
40 @confirmation-granted ruling_no=（2026）甘07民特9号
"""
_SUED = f"""{_SERVED}
6 @reply-received agrees=false written=true
2 @consultation-failed ground=refused-or-silent scope=all decided_by=局长甲
20 @lawsuit-filed court=某市中级人民法院 case_no=（2026）甘07民初21号 about=all
"""
STORIES = {
    "clue": f"{_CLUE}9 supervision-started by=省生态环境厅\n20 progress-reported to=省生态环境厅\n1 clue-received channel=complaint",
    "reviewing": f"{_REVIEWED}2 supervision-started by=省生态环境厅",
    "reported": f"{_REVIEWED}1 review-reported to=某市生态环境保护委员会办公室",
    "declined": f"{_REVIEWED}5 claim-declined ground=performed proposed_by=经办甲 approved_by=局长甲",
    "referred": f"{_REVIEWED}5 case-referred to=某市林业和草原局 letter_no=示例函〔2026〕12号 reason=不属本部门职责",
    "returned": f"{_REVIEWED}5 case-referred to=某市水务局\n9 referral-returned by=某市水务局 reason=不属其职责",
    "investigating": f"{_CLAIMED}",
    "appraising": f"{_CLAIMED}0 appraisal-commissioned route=institution body=示例鉴定中心\n45 appraisal-delivered report_no=示鉴〔2026〕5号",
    "terminated": f"{_CLAIMED}7 claim-terminated ground=not-needed approved_by=局长甲",
    "team": f"{_CLAIMED}3 team-formed\n2 @notice-issued meeting=1",
    "served": f"{_SERVED}",
    "unserved": f"{_CLAIMED}3 team-formed\n2 @notice-issued meeting=1\n3 @service-attempted method=direct result=本人不在",
    "refused": f"{_SERVED}4 @reply-received agrees=false written=true",
    "mixed": f"{_SERVED}4 A reply-received agrees=true written=true\n1 B,C reply-received agrees=false written=true\n"
    "3 B,C consultation-failed ground=refused-or-silent scope=all decided_by=局长甲\n5 A meeting-held meeting=1 outcome=adjourned",
    "meeting": f"{_MET}1 @minutes-signed meeting=1",
    "three-meetings": f"{_MET}20 @meeting-held meeting=2 outcome=none willing=true\n25 @meeting-held meeting=2 outcome=none willing=true\n"
    "2 @consultation-failed ground=three-meetings scope=all decided_by=局长甲",
    "signed": f"{_SIGNED}",
    "part": f"{_MET}5 @agreement-signed agreement=1 scope=part\n10 @lawsuit-filed court=某市中级人民法院 about=remainder",
    "confirming": f"{_SIGNED}9 @confirmation-applied agreement=1 court=某市中级人民法院\n3 @confirmation-accepted case_no=（2026）甘07民特8号\n"
    "5 @confirmation-announced days=30",
    "confirmed": f"{_CONFIRMED}",
    "unconfirmed": f"{_SIGNED}9 @confirmation-applied agreement=1\n40 @confirmation-refused ruling_no=（2026）甘07民特7号 reason=内容不明确\n"
    "8 @reconsultation-started",
    "paid": f"{_CONFIRMED}20 A payment-made obligation=1 amount={{amount}} receipt_no=示例票号",
    "restoring": f"{_CONFIRMED}15 A restoration-started obligation=2\n9 A performance-extended obligation=2 until={{later}} reason=雨季",
    "evaluating": f"{_CONFIRMED}15 A restoration-started obligation=2\n90 A restoration-finished obligation=2",
    "defaulted": f"{_CONFIRMED}60 A default-found obligation=1\n5 A demand-made means=书面催告",
    "enforcing": f"{_CONFIRMED}60 A default-found obligation=1\n20 A enforcement-applied court=某市中级人民法院",
    "litigating": f"{_SUED}",
    "judged": f"{_SUED}90 @judgment-effective judgment_no=（2026）甘07民初21号 kind=judgment outcome=upheld",
    "dismissed": f"{_SUED}90 @judgment-effective judgment_no=（2026）甘07民初21号 kind=judgment outcome=dismissed",
    "released": f"{_SERVED}30 B,C obligor-released ground=no-estate approved_by=局长甲\n2 A reply-received agrees=true",
    "insolvent": f"{_SIGNED}30 A insolvency-opened court=某市中级人民法院 case_no=（2026）甘07破3号\n14 A insolvency-claim-filed",
    "done": f"{_CONFIRMED}30 @performance-completed\n4 @closing-papers-received\n3 result-published what=restoration where=局门户网站",
    "closed": f"{_CONFIRMED}30 @performance-completed\n4 @closing-papers-received\n3 case-closed approved_by=局长甲\n5 performance-certified to=某市执法支队",
}

_LONG = "现场检查时企业负责人在场，对检查情况没有异议，并表示愿意配合后续的调查、鉴定和修复工作。" * 4
_PLACES = ("甘州区", "临泽县", "高台县", "山丹县", "民乐县", "肃南县", "某师某团", "某镇某村")
_DEEDS = (
    "渗坑排放废水损害土壤",
    "倾倒固体废物损害耕地",
    "非法采砂损害河道",
    "泄漏柴油污染水体",
    "毁林开垦损害林地",
    "超标排放废气",
)
_FIRMS = ("化工有限公司", "建材有限公司", "运输有限公司", "矿业有限公司", "养殖农民专业合作社")


Style = Literal["mixed", "braces", "blocks"]


def write_ledger(root: Path, cases: int, seed: int = 7, style: Style = "mixed") -> Path:
    """Write a ledger of so many cases; gives its root."""
    (root / "cases").mkdir(parents=True)
    (root / "ecoclaim.yaml").write_text(OFFICE, encoding="utf-8")
    for name, case, events in case_texts(cases, seed, style):
        folder = root / "cases" / name
        folder.mkdir()
        (folder / "case.yaml").write_text(case, encoding="utf-8")
        (folder / "events.yaml").write_text(events, encoding="utf-8")
    return root


OFFICE = """\
format: 1
pack: zhangye-2024
authority: {name: 某市人民政府}
department: {name: 某市生态环境局, short_name: 我局}
court: 某市中级人民法院
since: 2026-01-01
rules: {procuratorate-notice: on}
git: {commit: false}
"""


def case_texts(cases: int, seed: int = 7, style: Style = "mixed") -> Iterator[tuple[str, str, str]]:
    """Give id, case.yaml and events.yaml of so many cases."""
    chance = random.Random(seed)
    stories = list(STORIES.values())
    for number in range(cases):
        year, rest = 2020 + number // 9999, number % 9999 + 1
        yield f"{year}-{rest:04d}", *_case(f"{year}-{rest:04d}", stories[number % len(stories)], chance, style)


def _case(name: str, story: str, chance: random.Random, style: Style) -> tuple[str, str]:
    keys = "ABC"[: chance.choice((1, 1, 1, 2, 2, 3))]
    steps = [line for line in story.splitlines() if line]
    span = sum(int(line.split()[0]) for line in steps)
    start = TODAY - timedelta(days=span + chance.randrange(0, 420))
    amount = f"{chance.randrange(10_000, 3_000_000)}.{chance.randrange(100):02d}"
    facts = {
        "filing_no": f"甘G环赔〔{start.year}〕{int(name[5:])}号",
        "amount": amount,
        "later": (TODAY + timedelta(days=60)).isoformat(),
    }
    events = _events(steps, start, keys, facts, "braces" if chance.random() < 0.5 and style == "mixed" else style)
    return _file(name, keys, start + timedelta(days=span), amount, chance), events


def _events(steps: list[str], start: date, keys: str, facts: dict[str, str], style: Style) -> str:
    entries, day = [], start
    for line in steps:
        days, event, *fields = line.format(**facts).replace(", ", ",").split()
        day += timedelta(days=int(days))
        about = None
        if event[0] == "@":
            about, event = keys, event[1:]
        elif event[0].isupper():
            about = "".join(dict.fromkeys(key if key in keys else keys[-1] for key in event.split(",")))
            event, *fields = fields
        entry = {"event": event, "date": day.isoformat()}
        if about:
            entry["obligor"] = about if len(about) == 1 else f"[{', '.join(about)}]"
        entry |= {key: value.replace(",", ", ") for key, value in (field.split("=") for field in fields)}
        entries.append(entry)
    if style == "braces":
        return "".join(f"- {{{', '.join(f'{key}: {value}' for key, value in one.items())}}}\n" for one in entries)
    if style == "blocks":
        entries = [{**one, "note": _LONG} for one in entries]
        blocks = ("\n    ".join(f"{key}: {value}" for key, value in one.items()) for one in entries)
        return "# 发生过的事，一事一条\n" + "".join(f"  # 办理记录\n  - {block}\n" for block in blocks)
    blocks = ("\n  ".join(f"{key}: {value}" for key, value in one.items()) for one in entries)
    return "# 发生过的事，一事一条\n" + "".join(f"- {block}\n" for block in blocks)


def _file(name: str, keys: str, last: date, amount: str, chance: random.Random) -> str:
    place, deed = chance.choice(_PLACES), chance.choice(_DEEDS)
    firms = [f"{place}{chance.choice('甲乙丙丁戊己庚辛')}{chance.choice(_FIRMS)}" for _key in keys]
    shares = ((100,), (60, 40), (50, 30, 20))[len(keys) - 1]
    obligors = "".join(
        f"  - key: {key}\n    name: {firm}\n    kind: organization\n    address: 甘肃省张掖市{place}示例路{chance.randrange(1, 99)}号\n"
        f"    phone: 0936-{chance.randrange(1000000, 9999999)}\n    liability: several\n    share: {share}\n"
        for key, firm, share in zip(keys, firms, shares, strict=True)
    )
    return f"""\
id: {name}
pack: {chance.choice(("zhangye-2024", "xpcc"))}
title: {firms[0]}{deed}
domain: ecology-environment
departments: [某市生态环境局]
handlers: [经办甲, 经办乙]
incident:
  name: {firms[0]}{deed}事件
  place: {place}示例镇示例村东侧
  harm: 约{chance.randrange(50, 900)}平方米土壤超过风险筛选值
  media: [soil, groundwater]
  discovered_on: {(last - timedelta(days=120)).isoformat()}
obligors:
{obligors}meetings:
  - {{no: 1, on: {(last + timedelta(days=chance.randrange(-9, 20))).isoformat()}, at: "09:30", place: 三楼会议室}}
  - {{no: 2, on: {(last + timedelta(days=30)).isoformat()}, at: "14:00", place: 三楼会议室}}
losses:
  - {{head: cleanup-restoration, amount: {amount}, claimed: {amount}}}
agreements:
  - {{no: 1, obligors: [{", ".join(keys)}], confirm_within: 30, court: 某市中级人民法院}}
obligations:
  - {{no: 1, obligor: A, under: agreement 1, what: payment, head: cleanup-restoration, amount: {amount}, until: {(last + timedelta(days=chance.randrange(-20, 90))).isoformat()}}}
  - {{no: 2, obligor: A, under: agreement 1, what: restoration, by: commissioned, until: {(last + timedelta(days=200)).isoformat()}}}
evidence:
  - {{no: 1, name: 现场检查笔录, kind: record, pages: 3, original: true}}
"""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    write_ledger(given.folder, given.cases, given.seed)
