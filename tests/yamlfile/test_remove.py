"""What is taken out goes with its lines, and every other byte stays."""

from __future__ import annotations

import pytest

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile
from ecoclaim.yamlfile import Loc

EVENTS = """\
# 某案
# 接到线索
- event: clue-received
  date: 2026-01-12 # 当日
# 送达
# 送达磋商告知书
- {event: notice-served, date: 2026-01-20, obligor: [A, B]}
- event: payment-made
  note: |
    一
    二

  date: 2026-02-01
"""
CASE = """\
id: 2026-0001
# 义务人
obligors:
  - key: A
    name: 甲
    agents:
      - name: 张三
  # 第二人
  - key: B
    name: 乙
handlers: [甲, 乙 , 丙]
incident: {place: 张掖, conduct: 排放} # 尾
title: 某案
"""


@pytest.mark.parametrize(
    ("text", "loc", "gone"),
    [
        (EVENTS, (0,), "# 接到线索\n- event: clue-received\n  date: 2026-01-12 # 当日\n"),
        (EVENTS, (1,), "# 送达磋商告知书\n- {event: notice-served, date: 2026-01-20, obligor: [A, B]}\n"),
        (EVENTS, (2,), "- event: payment-made\n  note: |\n    一\n    二\n\n  date: 2026-02-01\n"),
        (EVENTS, (2, "note"), "  note: |\n    一\n    二\n"),
        (EVENTS, (1, "obligor", 0), "A, "),
        (EVENTS, (1, "obligor", 1), ", B"),
        (EVENTS, (1, "obligor"), ", obligor: [A, B]"),
        (CASE, ("obligors", 0), "  - key: A\n    name: 甲\n    agents:\n      - name: 张三\n"),
        (CASE, ("obligors", 1), "  - key: B\n    name: 乙\n"),
        (CASE, ("obligors", 0, "agents", 0), "      - name: 张三\n"),
        (CASE, ("obligors", 0, "agents"), "    agents:\n      - name: 张三\n"),
        (CASE, ("handlers", 1), "乙 , "),
        (CASE, ("handlers",), "handlers: [甲, 乙 , 丙]\n"),
        (CASE, ("incident", "place"), "place: 张掖, "),
        (CASE, ("incident", "conduct"), ", conduct: 排放"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_taken_out_goes_alone(text: str, loc: Loc, gone: str, end: str) -> None:
    data = text.replace("\n", end).encode()
    comment = gone.partition("\n")[0].removeprefix("# ") if gone.startswith("#") else "别的"
    left = yamlfile.remove(data, loc, "x.yaml", comment)
    part = gone.replace("\n", end).encode()
    assert data.count(part) == 1
    assert left == data.replace(part, b"")


def test_the_only_one_leaves_nothing_behind() -> None:
    assert yamlfile.remove(b"a: [x]\nb: 1\n", ("a", 0), "x.yaml") == b"a: []\nb: 1\n"
    assert yamlfile.remove(b"# head\n- a: 1\n", (0,), "x.yaml", "head") == b""
    assert yamlfile.remove(b"# head\n- a: 1\n", (0,), "x.yaml", "other") == b"# head\n"
    assert yamlfile.remove(b"obligors:\n  - key: A\nid: 1\n", ("obligors", 0), "x.yaml") == b"obligors:\nid: 1\n"


@pytest.mark.parametrize(
    ("text", "loc"), [("a: 1\n", ("b",)), ("- a: 1\n  b: 2\n", (0, "a")), ("a: [x, # eins\n  y]\n", ("a", 0))]
)
def test_what_is_not_there_or_not_alone_is_refused_and_told(text: str, loc: Loc) -> None:
    with pytest.raises(BadFile):
        yamlfile.remove(text.encode(), loc, "x.yaml")
