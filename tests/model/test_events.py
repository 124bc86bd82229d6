"""The table of events, and how an entry becomes an event."""

from __future__ import annotations

import pytest

from ecoclaim.errors import BadFile
from ecoclaim.model.events import COMMON_FIELDS, EVENTS, read_events
from ecoclaim.model.eventtable import CHOICES, FIELDS
from written import ONE, case

TWO = "id: 2026-0001\ntitle: 某厂排污\nobligors:\n  - {key: A, name: 甲厂}\n  - {key: B, name: 乙}\n"


def test_every_field_and_choice_of_the_table_is_used() -> None:
    used = {name for event in EVENTS.values() for name in event.all_fields}
    assert used == set(FIELDS)
    choices = {id(field.choices) for event in EVENTS.values() for field in event.fields.values() if field.choices}
    assert len(choices) == len(CHOICES)


def test_every_event_field_and_choice_has_a_name_in_both_languages() -> None:
    for event in EVENTS.values():
        labels = [event.label, *(field.label for field in event.all_fields.values())]
        labels += [label for field in event.fields.values() for label in field.choices.values()]
        assert all(label.zh and label.en for label in labels), event.name


def test_an_entry_becomes_an_event_with_its_values() -> None:
    found = case("- {event: notice-served, date: 2026-03-02, method: mail, reply_days: 5, evidence: [1, 2]}\n")
    (event,) = found.events
    assert (event.name, event.date.isoformat(), event.obligors) == ("notice-served", "2026-03-02", ("A",))
    assert (event.text("method"), event.number("reply_days"), event.values["evidence"]) == ("mail", 5, (1, 2))


def test_events_of_one_day_count_in_the_order_of_the_table_then_of_the_file() -> None:
    found = case(
        "- {event: lawsuit-filed, date: 2026-03-02}\n"
        "- {event: damage-known, date: 2026-03-02}\n"
        "- {event: payment-made, date: 2026-03-01, amount: 1}\n"
        "- {event: payment-made, date: 2026-03-01, amount: 2}\n"
    )
    assert [(event.name, event.position) for event in found.events] == [
        ("payment-made", 2),
        ("payment-made", 3),
        ("damage-known", 1),
        ("lawsuit-filed", 0),
    ]


@pytest.mark.parametrize(
    ("entry", "field", "says"),
    [
        ("{event: notice-servd, date: 2026-03-02}", "event", "notice-served"),
        ("{event: 送达磋商告知书, date: 2026-03-02}", "event", "notice-served"),
        ("{date: 2026-03-02}", "", "event: NAME"),
        ("{event: notice-served}", "", "date: YYYY-MM-DD"),
        ("{event: notice-served, date: 2026-9-8}", "date", "2026-09-08"),
        ("{event: notice-served, date: 2026年9月8日}", "date", "2026-09-08"),
        ("{event: notice-served, date: 2026-02-30}", "date", "2026-02-30"),
        ("{event: notice-served, date: 2026-03-02, mehtod: mail}", "mehtod", "method"),
        ("{event: notice-served, date: 2026-03-02, method: owl}", "method", "direct"),
        ("{event: notice-served, date: 2026-03-02, method: 直接送达}", "method", "direct"),
        ("{event: payment-made, date: 2026-03-02, amount: 12.345}", "amount", "12.345"),
        ("{event: payment-made, date: 2026-03-02, amount: '1,000'}", "amount", "1000"),
        ("{event: reply-received, date: 2026-03-02, agrees: maybe}", "agrees", "maybe"),
        ("{event: notice-served, date: 2026-03-02, obligor: A/B}", "obligor", "A/B"),
        ("just words", "", "event"),
    ],
)
def test_a_wrong_entry_is_named_with_its_place_and_cure(entry: str, field: str, says: str) -> None:
    with pytest.raises(BadFile) as caught:
        case(f"- {entry}\n")
    (found,) = caught.value.problems
    line = f"- {entry}"
    column = line.index(f"{field}:") + 1 if field else 3
    assert str(found).startswith(f"events.yaml:1:{column}: 1{'.' if field else ''}{field}: ")
    assert says in found.message


def test_all_wrong_entries_are_told_at_once() -> None:
    with pytest.raises(BadFile) as caught:
        case("- {event: nothing, date: 2026-03-02}\n- {event: notice-served, date: soon, method: owl}\n")
    assert [found.line for found in caught.value.problems] == [1, 2, 2]


def test_the_obligor_may_be_left_out_only_while_there_is_exactly_one() -> None:
    entry = "- {event: notice-served, date: 2026-03-02}\n"
    assert case(entry, ONE).events[0].obligors == ("A",)
    for file in (TWO, "id: 2026-0001\ntitle: 某厂排污\n"):
        with pytest.raises(BadFile, match="obligor"):
            case(entry, file)


def test_a_field_left_out_means_what_the_table_says() -> None:
    found = case(
        "- {event: consultation-failed, date: 2026-03-02}\n"
        "- {event: reply-received, date: 2026-03-01, agrees: 是}\n"
        "- {event: agreement-signed, date: 2026-03-03, agreement: 2}\n"
    )
    said = {event.name: event for event in found.events}
    assert said["consultation-failed"].said("scope") == "all"
    assert said["reply-received"].said("agrees") == "true"
    assert said["agreement-signed"].said("agreement") == "2"
    assert said["agreement-signed"].said("note") is None


def test_an_empty_file_has_no_events() -> None:
    assert read_events(None, ["A"]) == ((), [])


def test_every_event_has_the_common_fields() -> None:
    assert set(COMMON_FIELDS) == {"note", "reason", "evidence", "despite"}
