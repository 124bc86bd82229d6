"""Which day a row is judged by: the latest reading, the longer term that a notice gave, one service by several methods."""

from __future__ import annotations

import pytest

from written import rows

AGREED = "id: 2026-0001\ntitle: 某厂排污\nobligors: [{key: A, name: 甲厂}]\nagreements: [{no: 1, obligors: [A]}]\n"
DIRECT = "- {event: notice-served, date: 2026-03-02, method: direct}\n"
MAIL = "- {event: notice-served, date: 2026-03-02, method: mail}\n"
LONGER = "- {event: notice-served, date: 2026-03-02, method: mail, reply_days: 10}\n"
LATER = "- {event: notice-served, date: 2026-03-04, method: mail}\n"
SIGNED = "- {event: agreement-signed, date: 2026-03-02, agreement: 1}\n- {event: agreement-effective, date: 2026-03-20, agreement: 1}\n"
ANNOUNCED = "- {event: confirmation-announced, date: 2026-03-02}\n"


def replied(day: str) -> str:
    """Write a reply."""
    return f"- {{event: reply-received, date: {day}, agrees: yes}}\n"


@pytest.mark.parametrize(
    ("events", "on", "key", "status", "met"),
    [
        # 同日两种方式送达是一次送达
        (DIRECT + MAIL, "2026-03-05", "reply/A/2026-03-02", "due-soon", ""),
        (DIRECT + MAIL + replied("2026-03-06"), "2026-03-10", "reply/A/2026-03-02", "met", "2026-03-06"),
        (DIRECT + LATER, "2026-03-05", "reply/A/2026-03-02", "void", ""),
        # 告知书所给的更长期限
        (LONGER + replied("2026-03-12"), "2026-03-20", "reply/A/2026-03-02", "met", "2026-03-12"),
        (LONGER, "2026-03-16", "reply/A/2026-03-02", "due-soon", ""),
        (LONGER, "2026-03-17", "reply/A/2026-03-02", "lapsed", ""),
        (DIRECT + LONGER + replied("2026-03-12"), "2026-03-20", "reply/A/2026-03-02", "met", "2026-03-12"),
        (LONGER + replied("2026-03-17"), "2026-03-20", "reply/A/2026-03-02", "met-late", "2026-03-17"),
        (DIRECT + replied("2026-03-12"), "2026-03-20", "reply/A/2026-03-02", "met-late", "2026-03-12"),
        # 自生效起三十日内申请司法确认
        (SIGNED, "2026-04-17", "confirmation-window/A/1", "due-soon", ""),
        (SIGNED + "- {event: confirmation-applied, date: 2026-04-17, agreement: 1}\n", "2026-05-06", "confirmation-window/A/1", "met", "2026-04-17"),
        (SIGNED + "- {event: confirmation-applied, date: 2026-04-21, agreement: 1}\n", "2026-05-06", "confirmation-window/A/1", "met-late", "2026-04-21"),
        (SIGNED, "2026-04-21", "confirmation-window/A/1", "lapsed", ""),
        # 公告期未满即裁定的，不算公告期满
        (ANNOUNCED + "- {event: confirmation-granted, date: 2026-03-20}\n", "2026-05-06", "confirmation-announcement/A", "void", ""),
        (ANNOUNCED + "- {event: confirmation-granted, date: 2026-04-02}\n", "2026-05-06", "confirmation-announcement/A", "met", "2026-04-02"),
    ],
)  # fmt: skip
def test_a_row_is_judged_by_the_right_day(events: str, on: str, key: str, status: str, met: str) -> None:
    found = rows(events, on, file=AGREED)[key]
    assert (found.status, str(found.met_on or "")) == (status, met)


def test_the_day_that_a_count_starts_from_need_not_be_known() -> None:
    file = AGREED + "pack: xpcc\nmeetings: [{no: 1, on: 2026-12-01}]\n"
    found = rows("- {event: notice-issued, date: 2026-11-09, meeting: 1}\n", "2026-11-10", file=file)["notice-lead/A/1"]
    assert (str(found.due), found.certain) == ("2026-11-24", True)
