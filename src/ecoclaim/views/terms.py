"""The words for the codes of a deadline: its status, whose duty it is, how firm, what to beware of.

The codes themselves are never translated in JSON; here is what a person reads in their place.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ecoclaim.deadlines import Deadline
from ecoclaim.packs import Pack
from ecoclaim.views.days import weekday
from ecoclaim.words import _, later, ngettext

_STATUS: Mapping[str, str] = {
    "open": later("running"),
    "due-soon": later("due soon"),
    "overdue": later("overdue"),
    "exceeded": later("exceeded"),
    "lapsed": later("lapsed"),
    "elapsed": later("elapsed"),
    "met": later("done"),
    "met-late": later("done late"),
    "void": later("no longer due"),
    "free": later("free"),
    "reached": later("used up"),
}
_STYLE: Mapping[str, str] = {
    "overdue": "bold red",
    "exceeded": "red",
    "lapsed": "magenta",
    "due-soon": "yellow",
    "met": "dim",
    "met-late": "dim",
    "elapsed": "dim",
    "void": "dim",
}
_DUTY: Mapping[str, str] = {
    "department": later("the department"),
    "coordinator": later("the coordinating office"),
    "obligor": later("the obligor"),
    "court": later("the court"),
}
_FIRMNESS: Mapping[str, str] = {
    "must": later("binding"),
    "in-principle": later("in principle"),
    "promptly": later("promptly, without a number of days"),
    "may": later("a right that ends with the period"),
    "not-before": later("not before the period is over"),
}
_MARK: Mapping[str, str] = {
    "uncertain": later("provisional"),
    "assumed-start": later("start assumed"),
    "unverified": later("source unchecked"),
    "by-rollover": later("within the rollover"),
    "readings-differ": later("readings differ"),
    "optional": later("optional"),
    "before-ledger": later("before the ledger began"),
    "not-yet-in-force": later("text not in force then"),
    "undated": later("no day named"),
}
_INSTANCE: Mapping[str, str] = {
    "service": later("service of {instance}"),
    "meeting": later("meeting {instance}"),
    "agreement": later("agreement {instance}"),
    "obligation": later("obligation {instance}"),
}
_WHAT: Mapping[str, str] = {"consultation": later("the consultation"), "restoration": later("the restoration")}


def status(one: Deadline) -> str:
    """Say where a row stands; what is owed promptly does not run, it waits."""
    return _("to do") if one.rule.prompt and one.status == "open" else status_word(one.status)


def status_word(code: str) -> str:
    """Say a status."""
    return _(_STATUS[code])


def style(code: str) -> str:
    """Give the colour that goes with a status; it only repeats the word."""
    return _STYLE.get(code, "")


def duty(code: str) -> str:
    """Say whose duty or right it is."""
    return _(_DUTY[code])


def firmness(code: str) -> str:
    """Say how firm a period is."""
    return _(_FIRMNESS[code])


def marks(one: Deadline) -> tuple[str, ...]:
    """Give the short words that a row wants beside its dates."""
    found = [_("in principle")] if one.rule.firmness == "in-principle" else []
    if one.age_days is not None and one.met_on is None:
        found.append(ngettext("for {n} day", "for {n} days", one.age_days).format(n=one.age_days))
    if one.target is not None:
        found.append(_("own target {day}").format(day=one.target.isoformat()))
    if one.status == "lapsed" and one.rule.ours and one.rule.on_expiry is not None:
        found.append(one.rule.on_expiry.title.text)
    return (*found, *(_mark(one, name) for name in one.warnings if name in _MARK))


def _mark(one: Deadline, name: str) -> str:
    return one.readings[0].title.text if name == "undated" else _(_MARK[name])


def instance(one: Deadline) -> str:
    """Say which service, meeting, agreement, obligation or period a row is about; nothing where there is one only."""
    if one.period:
        return period(one.period)
    if not one.instance:
        return ""
    kind = one.rule.instance or ""
    if kind == "agreement" and one.instance.startswith("agreement"):
        _kind, *numbers = one.instance.split("-")
        text = _("agreement {instance}, obligation {no}") if len(numbers) > 1 else _("agreement {instance}")
        return text.format(instance=numbers[0] if numbers else "", no=numbers[-1] if numbers else "").rstrip()
    if kind == "what":
        return _(_WHAT.get(one.instance, one.instance))
    return _(_INSTANCE.get(kind, "{instance}")).format(instance=one.instance)


_QUARTERS = (
    later("first quarter of {year}"),
    later("second quarter of {year}"),
    later("third quarter of {year}"),
    later("fourth quarter of {year}"),
)


def period(code: str) -> str:
    """Name a period in words: 2026Q3 is the third quarter of 2026."""
    year, mark, number = code[:4], code[4:5], code[5:]
    match mark:
        case "Q":
            return _(_QUARTERS[int(number) - 1]).format(year=year)
        case "H":
            return (_("first half of {year}") if number == "1" else _("second half of {year}")).format(year=year)
    return _("year {year}").format(year=year)


def name(one: Deadline) -> str:
    """Name a row by its rule's title and what it is about."""
    about = instance(one)
    return _("{title} ({about})").format(title=one.rule.title, about=about) if about else one.rule.title.text


def dated(day: date) -> str:
    """Write a day with its weekday."""
    return _("{date} ({weekday})").format(date=day.isoformat(), weekday=weekday(day))


def expired(pack: Pack) -> str:
    """Say that the pack's own time is over."""
    if pack.in_force_until is None:
        return ""
    title = pack.title.text
    if pack.document and pack.document in pack.documents:
        title = pack.documents[pack.document].title.text
    return _(
        "“{title}” was in force until {day}; all of its rules are computed on with that warning, until a successor or "
        "an extension stands in packs/{name}.yaml."
    ).format(title=title, day=last_day(pack), name=pack.name)


def last_day(pack: Pack) -> str:
    """Give the last day of a pack's own time, by the other way to count it too; nothing where it has no end."""
    if pack.in_force_until is None:
        return ""
    day = dated(pack.in_force_until)
    latest = pack.in_force_at_latest
    if latest is None or latest <= pack.in_force_until:
        return day
    return _("{day} (counted otherwise {other})").format(day=day, other=dated(latest))
