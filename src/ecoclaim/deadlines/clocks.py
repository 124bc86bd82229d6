"""One reading of a limitation period: by which law, since when it runs, and until when.

Every reading is a clock of its own: an act interrupts only the clocks that have not run out by then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ecoclaim.deadlines.counting import Dates, by_law, judged
from ecoclaim.deadlines.rows import Reading
from ecoclaim.model.events import Event
from ecoclaim.packs import Rival, Rule
from ecoclaim.words import Label
from ecoclaim.workdays import Workdays


@dataclass(slots=True)
class Clock:
    """One reading of a limitation period while the events are gone through.

    `rival` is the reading of the pack that it follows, None: the law of the day it starts. `assumed` is the event taken
    for the start in place of one that nobody recorded, `beside` says that another one is taken before it. `last_of_all`
    bounds it: the longest period, from the damage.
    """

    rule: Rule
    rival: Rival | None
    opening: Event
    start: date
    last_of_all: Reading | None = None
    assumed: Event | None = None
    beside: bool = False
    held: bool = False
    interruptions: list[Event] = field(default_factory=list)

    @property
    def doubtful(self) -> bool:
        """Whether it runs only if an act could set going again what had run out."""
        return self.rival is not None and self.rival.late

    def reading(self, workdays: Workdays) -> Reading:
        """Count it as it stands."""
        found = by_law(self.rule, self.rival, self.start, workdays)
        if self.last_of_all is not None and found.due > self.last_of_all.due:
            found = self.last_of_all
        if self.assumed is not None and self.beside:
            label = self.assumed.type.label
            title = Label(f"自{label.zh}起", f"from {label.en.lower()}")
            return found._replace(id=f"from-{self.assumed.name}", title=title)
        return found

    def runs_on(self, day: date, workdays: Workdays) -> bool:
        """Tell whether it had not run out by a day, or stands still."""
        return self.held or self._surely_runs_on(day) or day <= self.reading(workdays).rolled

    def _surely_runs_on(self, day: date) -> bool:
        """Tell by the years alone, which spares a sweep most of the counting."""
        span = self.rule.span_on(self.start)
        if span is None or span.unit != "years" or self.last_of_all is not None:
            return False
        least = min(span.count, self.rival.count or span.count) if self.rival else span.count
        return day.year - self.start.year < least

    def run_anew(self, event: Event, held: bool = False) -> None:
        """Start it anew from an event, never from a day before the one it was to start from."""
        self.start = max(self.start, event.date)
        self.opening, self.held, self.assumed = event, held, None
        self.interruptions.append(event)


def clock_dates(clocks: Iterable[Clock], workdays: Workdays) -> Dates:
    """Count the clocks of one claim, the prevailing first; a doubtful one is shown and moves nothing."""
    sure: list[Reading] = []
    doubtful: list[Reading] = []
    first: Rival | None = None
    for clock in clocks:
        rule = clock.rule
        found = doubtful if clock.doubtful else sure
        reading = clock.reading(workdays)
        if any((one.counted_from, one.due) == (reading.counted_from, reading.due) for one in found):
            continue
        if first is not None and found and found[0].id == reading.id:
            # It ran on under the later law until something started it anew: that law is what makes it another reading.
            found[0] = found[0]._replace(id=first.id, title=first.title)
        found.append(reading)
        first = first or clock.rival
    counted = judged(rule, tuple(sure), workdays)
    return counted._replace(readings=(*sure, *doubtful))
