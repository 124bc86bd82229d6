"""How a date was counted by one reading: its length, each day on the way, and why the last one moved on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ecoclaim.deadlines.explain import Explanation, Path
from ecoclaim.packs.citing import cited
from ecoclaim.roles import CountingRole
from ecoclaim.views.days import brief, by_notice, only_notice, weekday
from ecoclaim.views.table import Column, Paper, table
from ecoclaim.views.terms import dated
from ecoclaim.words import _
from ecoclaim.workdays import Step, length, why_text

# Longer stretches in which every day counts are told from their first to their last day.
_TOLD_IN_FULL = 7


def path_json(path: Path) -> dict[str, object]:
    """Give a reading its public form, with every step."""
    reading = path.reading
    return {
        "id": reading.id,
        "title": reading.title,
        "source": reading.source,
        "counted_from": reading.counted_from,
        "count": reading.number,
        "unit": reading.unit,
        "direction": "before" if reading.backward else "after",
        "due": reading.due,
        "rolled": reading.rolled,
        "steps": [{"date": step.date, "counted": step.counted, "why": why_text(step.note)} for step in path.steps],
        "roll": [{"date": note.day, "worked": note.worked, "why": why_text(note)} for note in path.rolled],
    }


def of_path(path: Path, day: date) -> str:
    """Write a day, marked where the calendar of a reading leaves it provisional."""
    return dated(day) if path.certain else _("{day} [provisional]").format(day=dated(day))


def path_lines(path: Path, one: Explanation, paper: Paper) -> Iterator[str]:
    """Write how a date was counted by one reading."""
    reading = path.reading
    if reading.number is None or reading.unit is None:
        yield _("The day is named: {day}.").format(day=of_path(path, reading.due))
    else:
        inclusive = any(rival.id == reading.id and rival.inclusive for rival in one.row.rule.readings)
        if inclusive:
            text = _("{length} from {start}, that day counted too: {day}.")
        elif reading.backward:
            text = _("{length} back from {start}, that day not counted: {day}.")
        else:
            text = _("{length} from {start}, that day not counted: {day}.")
        yield text.format(
            length=length(reading.number, reading.unit),
            start=dated(reading.counted_from + timedelta(days=inclusive)),
            day=of_path(path, reading.due),
        )
        yield from _steps(path, paper)
    if path.rolled:
        law = one.row.pack.counting_of(CountingRole.ROLL)
        yield _("{day} is not worked ({why}), so the last day moves on ({article}):").format(
            day=dated(reading.due),
            why=brief(path.last, _told(path)),
            article=cited(one.row.pack, law.source) if law and law.source else "-",
        )
        for note in path.rolled:
            yield f"  {note.day.isoformat()} {weekday(note.day)}  {brief(note, _told(path))}"
        yield _("Last day: {day}.").format(day=of_path(path, reading.rolled))
    elif not path.last.worked and not path.may_roll:
        yield _("{day} is not worked ({why}); a period of this kind does not move on.").format(
            day=dated(reading.due), why=brief(path.last, _told(path))
        )
    yield from map(by_notice, _told(path))


def _told(path: Path) -> tuple[str, ...]:
    """Give the notice that is told once below; where days are from several, each cites its own."""
    return only_notice((*(step.note for step in path.steps), path.last, *path.rolled))


def _steps(path: Path, paper: Paper) -> Iterator[str]:
    columns = [Column(_("No."), right=True), Column(_("Date")), Column(_("Weekday")), Column(_("Why"))]
    text = table(columns, _step_rows(path.steps, _told(path)), Paper(ascii_only=paper.ascii_only))
    yield from (f"  {line}" for line in text.splitlines())


def _step_rows(steps: tuple[Step, ...], told: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    condensed = len(steps) > _TOLD_IN_FULL and all(step.counted for step in steps)
    for number, step in enumerate(steps, 1):
        if condensed and 1 < number < len(steps):
            if number == 2:
                last = steps[-2].date
                yield f"2-{len(steps) - 1}", f"{step.date.isoformat()} … {last.isoformat()}", "", _("every day counts")
            continue
        counted = sum(one.counted for one in steps[:number])
        yield (str(counted) if step.counted else "-"), step.date.isoformat(), weekday(step.date), brief(step.note, told)
