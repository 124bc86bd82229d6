"""The words that tell a person why a day is worked or not, and how long a period is."""

from __future__ import annotations

from ecoclaim.words import Label, _, ngettext
from ecoclaim.workdays.counting import DayNote, Unit


def why_text(note: DayNote) -> str:
    """Say in one phrase why a day is worked or not."""
    if not note.verified:
        return _("{reason} (at second hand, to be verified)").format(reason=_reason(note))
    if note.missing is None or note.notice:
        return _reason(note)
    return _("{reason} (provisional: no holiday notice known for {year})").format(
        reason=_reason(note), year=note.missing
    )


def length(count: int, unit: Unit) -> str:
    """Say how long a period is."""
    match unit:
        case "days":
            text = ngettext("{n} day", "{n} days", count)
        case "working_days":
            text = ngettext("{n} working day", "{n} working days", count)
        case "months":
            text = ngettext("{n} month", "{n} months", count)
        case _:
            text = ngettext("{n} year", "{n} years", count)
    return text.format(n=count)


def festival(name: str) -> str:
    """Name a festival, or several, by the Chinese name that notices give it."""
    return "、".join(str(_FESTIVALS.get(one, one)) for one in name.split("、"))


def _reason(note: DayNote) -> str:
    holiday = festival(note.name)
    match note.kind:
        case "workday":
            return _("working day")
        case "weekend":
            return _("Saturday") if note.day.weekday() == 5 else _("Sunday")
        case "make-up" if note.day.weekday() < 5:
            return _("worked ({notice})").format(notice=note.notice) if note.notice else _("working day")
        case "make-up":
            return _("worked to make up for a holiday ({notice})").format(notice=note.notice)
        case "holiday" if note.notice:
            return _("off for {holiday} ({notice})").format(holiday=holiday, notice=note.notice)
        case "holiday":
            return _("off for {holiday}").format(holiday=holiday)


_FESTIVALS = {
    "元旦": Label("元旦", "New Year's Day"),
    "春节": Label("春节", "Spring Festival"),
    "清明节": Label("清明节", "Tomb-Sweeping Day"),
    "劳动节": Label("劳动节", "Labour Day"),
    "端午节": Label("端午节", "Dragon Boat Festival"),
    "中秋节": Label("中秋节", "Mid-Autumn Festival"),
    "国庆节": Label("国庆节", "National Day"),
    "肉孜节": Label("肉孜节", "Roza (Eid al-Fitr)"),
    "古尔邦节": Label("古尔邦节", "Corban (Eid al-Adha)"),
}
