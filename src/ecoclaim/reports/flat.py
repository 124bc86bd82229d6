"""The flat tables of an export: what columns each has, and the rows that one case or office gives.

Alone knows what leaves an office: numbers, days, amounts, what is chosen from a list, and names of organizations. Names
of natural persons, their numbers, addresses, telephones and births, and free text, which may hold them, have no column;
the title of a case is given as the public may read it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ecoclaim.deadlines import Deadline
from ecoclaim.model.events import Event
from ecoclaim.model.office import Keeper, Office
from ecoclaim.packs import Entry
from ecoclaim.procedure import STAGES
from ecoclaim.reports.acts import CLUES
from ecoclaim.reports.casefigures import case_figures
from ecoclaim.standing import Standing
from ecoclaim.words import Label

Kind = Literal["text", "whole", "yes", "day", "money", "percent"]
Cell = str | int | bool | date | Decimal | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells are, what it is called."""

    name: str
    kind: Kind
    title: Label


def _columns(spec: str) -> tuple[Column, ...]:
    """Read columns as lines of name, kind, Chinese title, English title, parted by bars."""
    rows = (line.split("|") for line in spec.strip().splitlines())
    return tuple(Column(name, kind, Label(zh, en)) for name, kind, zh, en in rows)  # type: ignore[arg-type]


# The folder of a file says office and year: they are columns of every table too.
TABLES: Mapping[str, Sequence[Column]] = {
    "offices": _columns("""
ledger|text|台账标识|id of the ledger
authority|text|赔偿权利人|authority entitled to compensation
role|text|角色：department、coordinator|role: department, coordinator
pack|text|规则包|rule pack
exported_on|day|导出日期|day of the export
cases|whole|案件数|number of cases
unread|whole|不能读取的文件数|files that could not be read
"""),
    "cases": _columns("""
ledger|text|台账标识|id of the ledger
case|text|案件编号|number of the case
title|text|案由（自然人姓名已隐去）|title, names of persons masked
filing_no|text|立案号|filing number
pack|text|规则包|rule pack
domain|text|领域|domain
domain_title|text|领域名称|title of the domain
channel|text|线索来源|channel of the clue
channel_title|text|线索来源名称|title of the channel
stage|text|阶段|stage
stage_title|text|阶段名称|title of the stage
clue_on|day|线索日期|day of the clue
review_concluded_on|day|初步核查结论日期|day the review was concluded
claim_started_on|day|启动索赔日期|day the claim was started
notice_served_on|day|首次送达磋商告知书日期|day the first notice was served
agreement_signed_on|day|首次签订协议日期|day the first agreement was signed
lawsuit_filed_on|day|提起诉讼日期|day the suit was filed
ended_on|day|办结日期|day the case ended
ended_as|text|办结方式|how the case ended
claimed|money|索赔金额（元）|amount claimed, yuan
agreed|money|协议金额（元）|amount agreed, yuan
paid|money|已付金额（元）|amount paid, yuan
overdue|money|逾期金额（元）|amount overdue, yuan
"""),
    "obligors": _columns("""
ledger|text|台账标识|id of the ledger
case|text|案件编号|number of the case
obligor|text|义务人代号|key of the obligor
kind|text|类型：organization、person，空为未定|organization or person; empty while open
name|text|名称（仅限单位）|name, of organizations only
credit_code|text|统一社会信用代码（仅限单位）|credit code, of organizations only
liability|text|责任方式|liability
share|percent|责任比例|share in percent
tracks|text|状态|tracks
"""),
    "events": _columns("""
ledger|text|台账标识|id of the ledger
case|text|案件编号|number of the case
no|whole|序号|number of the entry
event|text|事项|event
title|text|事项名称|title of the event
phase|text|环节|phase
date|day|日期|day
obligors|text|义务人代号|keys of obligors
amount|money|金额（元）|amount, yuan
fields|text|其他字段（JSON，不含自由文字）|other fields as JSON, without free text
"""),
    "deadlines": _columns("""
ledger|text|台账标识|id of the ledger
case|text|案件编号，空为本单位定期义务|number of the case; empty for what the office owes periodically
key|text|期限标识|key
rule|text|规则|rule
title|text|规则名称|title of the rule
obligor|text|义务人代号|key of the obligor
instance|text|所属|instance
period|text|期间|period
duty|text|义务主体|whose duty
firmness|text|性质|firmness
start_event|text|起算事项|event it starts from
start_date|day|起算日期|day it starts from
due|day|届满日|last day as the text is read
rolled|day|最后一日|last day, holidays considered
safe|day|安排日|day to plan by
certain|yes|是否确定|whether the calendar is known
status|text|状态|status
met_on|day|履行日期|day it was met
days_left|whole|剩余天数|days left
"""),
    "obligations": _columns("""
ledger|text|台账标识|id of the ledger
case|text|案件编号|number of the case
no|whole|义务序号|number of the obligation
obligors|text|义务人代号|keys of the debtors
joint|yes|是否共同负担|whether several owe it together
what|text|内容：payment、restoration、substitute|payment, restoration, substitute
amount|money|金额（元），共同负担的只计一次|amount, yuan; a joint sum once
paid|money|已付（元）|paid, yuan
until|day|期限|until
met_on|day|履行完毕日期|day it was met
ended_on|day|终止日期|day it ended unmet
"""),
    "losses": _columns("""
ledger|text|台账标识|id of the ledger
case|text|案件编号|number of the case
head|text|损失项目|head of loss
title|text|损失项目名称|title of the head
obligor|text|义务人代号|key of the obligor
amount|money|金额（元）|amount, yuan
claimed|money|索赔金额（元）|amount claimed, yuan
"""),
}

_CODED = ("choice", "choices", "whole", "wholes", "day", "yes", "amount")


def office_row(office: Office, keeper: Keeper, on: date, cases: int, unread: int) -> Row:
    """Give the row of an office."""
    return keeper.ledger, office.authority.name, office.role, office.pack, on, cases, unread


def case_rows(standing: Standing, keeper: Keeper, public: Callable[[str], str]) -> dict[str, list[Row]]:
    """Give the rows of a case, by table; `public` writes a title as the public may read it."""
    head = (keeper.ledger, standing.case.id)
    return {
        "cases": [_case(standing, keeper, public)],
        "obligors": [(*head, *one) for one in _obligors(standing)],
        "events": [(*head, *_event(one)) for one in standing.past.events],
        "deadlines": [deadline_row(one, keeper) for one in standing.rows],
        "obligations": [(*head, *one) for one in _obligations(standing)],
        "losses": [
            (*head, one.head, _title(standing.pack.loss_heads, one.head), one.obligor, one.amount, one.claimed)
            for one in standing.file.losses
        ],
    }


def deadline_row(one: Deadline, keeper: Keeper) -> Row:
    """Give a row of the deadlines."""
    return (
        *(keeper.ledger, one.case, one.key, one.rule.id, one.rule.title.text, one.obligor, one.instance or None),
        *(one.period, one.rule.duty, one.rule.firmness),
        *((one.start.name, one.start.date) if one.start else (None, None)),
        *(one.due, one.rolled, one.safe, one.certain, one.status, one.met_on, one.days_left),
    )


def _case(standing: Standing, keeper: Keeper, public: Callable[[str], str]) -> Row:
    file, past, pack = standing.file, standing.past, standing.pack
    clue, money, ending = past.first(*CLUES), case_figures(standing, keeper.ledger).money, standing.ending
    channel = clue.text("channel") if clue else None

    def first(name: str) -> date | None:
        event = past.first(name)
        return event.date if event else None

    return (
        *(keeper.ledger, file.id, public(file.title), file.filing_no, pack.name or file.pack),
        *(file.domain, _title(pack.domains, file.domain), channel, _title(pack.channels, channel)),
        *(standing.stage, STAGES[standing.stage].text, clue.date if clue else None),
        *(first("review-concluded"), first("claim-started"), first("notice-served"), first("agreement-signed")),
        *(first("lawsuit-filed"), ending.event.date if ending else None, ending.kind if ending else None),
        *(money.claimed, money.agreed, money.paid, money.overdue),
    )


def _obligors(standing: Standing) -> Iterator[Row]:
    for one in standing.file.obligors:
        firm = one.nature == "organization"
        named = (one.name, one.credit_code) if firm else (None, None)
        yield one.key, one.nature, *named, one.liability, one.share, ",".join(standing.tracks.get(one.key, ()))


def _event(one: Event) -> Row:
    coded = {
        name: one.values[name]
        for name, field in one.type.all_fields.items()
        if name != "amount" and field.kind in _CODED and one.values.get(name) is not None
    }
    fields = json.dumps(coded, ensure_ascii=False, default=str) if coded else None
    return (
        *(one.position + 1, one.name, one.type.label.text, one.type.phase, one.date),
        *(",".join(one.obligors) or None, one.amount("amount"), fields),
    )


def _obligations(standing: Standing) -> Iterator[Row]:
    """Give a row for each obligation: what several owe together is there for each of them, and counts once."""
    numbers = dict.fromkeys(one.no for one in standing.obligations)
    for no in numbers:
        owed = [one for one in standing.obligations if one.no == no]
        one = owed[0]
        ended = one.ended_by.date if one.ended_by else None
        yield (
            *(no, ",".join(each.obligor for each in owed), len(owed) > 1, one.what, one.amount, one.paid),
            *(one.until, one.met_on, ended),
        )


def _title(entries: Mapping[str, Entry], name: str | None) -> str | None:
    return entries[name].title.text if name is not None and name in entries else None
