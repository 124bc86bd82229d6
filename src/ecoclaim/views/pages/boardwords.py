"""The words of the board, in the language spoken."""

from __future__ import annotations

from collections.abc import Mapping

from ecoclaim.words import _, later

_WORDS: Mapping[str, str] = {
    "as_of": later("as of"),
    "pressing": later("What presses"),
    "overdue": later("overdue"),
    "expired": later("over, to be settled"),
    "running": later("running"),
    "by_stage": later("Cases by stage"),
    "review": later("Clue and review"),
    "investigation": later("Investigation"),
    "consultation": later("Consultation"),
    "court": later("Court and enforcement"),
    "performing": later("Performance and evaluation"),
    "ended": later("Ended"),
    "six_weeks": later("The next six weeks"),
    "off": later("off"),
    "made_up": later("worked weekend"),
    "money": later("Money (yuan)"),
    "head": later("By head of loss"),
    "year": later("By year"),
    "handler": later("By handler"),
    "office": later("By office"),
    "all": later("All"),
    "funnel": later("From clue to close"),
    "of_before": later("of the step before"),
    "tracks": later("The way of each case"),
    "days": later("Days taken against the limit"),
    "list": later("What is to be done, by day"),
    "plan": later("Plan by"),
    "last": later("Last day"),
    "status": later("Status"),
    "case": later("Case"),
    "matter": later("What"),
    "obligor": later("Obligor"),
    "handlers": later("Handlers"),
    "each_case": later("Case by case"),
    "stage": later("Stage"),
    "behind": later("The cases behind each number"),
    "law": later("The texts of law"),
    "unverified": later("at second hand; not quoted"),
    "period": later("Period"),
    "limit": later("Time limit"),
    "kept": later("Kept"),
    "median": later("Median"),
    "longest": later("Longest"),
    "late": later("Late"),
    "restored": later("Restored"),
    "nothing": later("nothing"),
    "filter": later("Show only"),
    "everyone": later("all handlers"),
    "filtered": later("The numbers are of all cases."),
    "provisional": later("provisional"),
    "today": later("today"),
    "problems": later("Not read"),
    "to_top": later("To the top"),
    "mon": later("Mon"),
    "tue": later("Tue"),
    "wed": later("Wed"),
    "thu": later("Thu"),
    "fri": later("Fri"),
    "sat": later("Sat"),
    "sun": later("Sun"),
}


def words(remind_days: int) -> dict[str, str]:
    """Say all words of the page."""
    soon = _("within {n} days").format(n=remind_days)
    return {name: _(text) for name, text in _WORDS.items()} | {"soon": soon}
