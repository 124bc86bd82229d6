"""What has changed in a report since it was sent: as a table, as JSON, and as the draft of a correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ecoclaim.model import labels
from ecoclaim.model.case import Restored
from ecoclaim.procedure import STAGES
from ecoclaim.reports.changed import Key, Parts, Sent, behind
from ecoclaim.views.figures import AMOUNT_WORDS, COUNT_WORDS, Sheet, Value
from ecoclaim.views.text import spoken
from ecoclaim.words import _, later

_KINDS: Mapping[str, str] = {
    "counts": later("Work done"),
    "channels": later("Clues by channel"),
    "domains": later("Clues by domain"),
    "amounts": later("Amounts (yuan)"),
    "restored": later("Restored"),
    "stages": later("Cases by stage at the end"),
}


def changes_json(sent: Sent | None) -> dict[str, object] | None:
    """Give what has changed its public form; `changes` is null where nobody can tell."""
    if sent is None:
        return None
    return {
        "sent": sent.report.sent,
        "as_of": sent.told_until,
        "changes": None
        if sent.changes is None
        else [
            {
                "kind": one.key[0],
                "figure": one.key[1],
                "then": str(one.then),
                "now": str(one.now),
                "cases": list(one.cases),
            }
            for one in sent.changes
        ],
    }


def changes_sheet(sent: Sent, names: Mapping[str, str]) -> Sheet:
    """Lay out what has changed: the figure as it was sent, as it is now, the difference, the cases."""
    titles = [_("Group"), _("Figure"), _("As sent"), _("Now"), _("Difference"), _("Cases")]
    rows: list[list[Value]] = [
        [
            *(_(_KINDS[one.key[0]]), _name(one.key, names), _plain(one.key, one.then), _plain(one.key, one.now)),
            *(_plain(one.key, one.now - one.then), _(", ").join(one.cases)),
        ]
        for one in sent.changes or ()
    ]
    return Sheet(_("Changed since it was sent"), titles, rows)


def behind_sheet(cases: Parts, titles: Mapping[str, str], names: Mapping[str, str]) -> Sheet:
    """Lay out the cases behind each figure, a line for each, with what it counts for."""
    columns = [_("Group"), _("Figure"), _("Case"), _("Case title"), _("Number")]
    rows: list[list[Value]] = [
        [_(_KINDS[key[0]]), _name(key, names), case, titles.get(case, ""), _plain(key, cases[case][key])]
        for key, held in sorted(behind(cases).items(), key=lambda one: list(_KINDS).index(one[0][0]))
        for case in held
    ]
    return Sheet(_("Cases behind each figure"), columns, rows)


def note(sent: Sent, report: str, names: Mapping[str, str]) -> Iterator[str]:
    """Write the draft of a correction, to be pasted; nothing where nothing has changed."""
    day = spoken(sent.report.sent) if sent.report.sent else ""
    if sent.changes is None:
        yield _(
            "This report was sent on {day}; what the files said then is not in git, so it cannot be told whether its "
            "figures have changed since."
        ).format(day=day)
        return
    if not sent.changes:
        return
    changed: Sequence[str] = [
        _("{figure}: {then} as sent, now {now} ({cases})").format(
            figure=_name(one.key, names),
            then=f"{_plain(one.key, one.then):,}",
            now=f"{_plain(one.key, one.now):,}",
            cases=_(", ").join(one.cases),
        )
        for one in sent.changes
    ]
    yield _(
        "Correction (draft): the report “{report}” was sent on {day} and told of the days up to {until}. Since then "
        "entries were added or corrected, and these figures have changed: {changes}."
    ).format(report=report, day=day, until=spoken(sent.told_until), changes=_("; ").join(changed))


def _name(key: Key, names: Mapping[str, str]) -> str:
    kind, name = key
    match kind:
        case "counts":
            return _(COUNT_WORDS[name])
        case "amounts":
            return _(AMOUNT_WORDS[name])
        case "restored":
            return str(labels.title(Restored, name))
        case "stages":
            return str(STAGES[name])
    return names.get(name, name) or _("not said")


def _plain(key: Key, number: Decimal) -> Decimal | int:
    if key[0] == "amounts":
        return number.quantize(Decimal("0.01"))
    return int(number) if number == number.to_integral_value() else number
