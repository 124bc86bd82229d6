"""A case's sheet as lines at a terminal: no sign in them is wide in one terminal and narrow in another."""

from __future__ import annotations

from collections.abc import Iterator

from ecoclaim.terminal import visible
from ecoclaim.views.pages.sheet import CaseSheet, Period
from ecoclaim.views.table import Paper
from ecoclaim.views.text import padded, width_of, wrapped
from ecoclaim.words import _

_WIDE, _LEAST = 80, 50
_DAY = 10


def timeline(sheet: CaseSheet, paper: Paper) -> str:
    """Write the sheet as text, as wide as the terminal, but at most 100 columns; 80 in a pipe."""
    room = max(min(paper.width or _WIDE, 100), _LEAST)
    lines = [line for block in _blocks(sheet, room) for line in (*block, "")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _blocks(sheet: CaseSheet, room: int) -> Iterator[list[str]]:
    yield [
        *wrapped(f"{sheet.standing.case.id}  {sheet.title}", room),
        *wrapped(_("; ").join((*sheet.facts, f"{_('as of')} {sheet.today.isoformat()}")), room),
    ]
    # Each step in brackets that say whether it was reached, comes now, or later.
    marks = {"reached": "[*]", "now": "[>]", "ahead": "[ ]"}
    steps = [f"{marks[one.state]} {one.word}" + (f" {one.day}" if one.day else "") for one in sheet.steps]
    yield list(_in_columns(steps, room))
    if sheet.parties:
        yield [
            _("Obligors"),
            *(
                line
                for one in sheet.parties
                for line in _under(
                    f"{one.key} {one.name} {one.share}".rstrip(),
                    _("; ").join(
                        part
                        for part in (
                            one.states,
                            f"{_('performed so far')} {one.performed} / {one.owed}" if one.owed else "",
                        )
                        if part
                    ),
                    room,
                )
            ),
        ]
    if sheet.periods:
        yield list(_chart(sheet, room))
    yield [
        _("What comes next"),
        *(
            line
            for one in sheet.next
            for line in _under(
                one.day.isoformat() if one.day else "-",
                " ".join(part for part in (one.name, one.obligor, one.word, one.left) if part),
                room,
            )
        ),
    ]
    yield [
        _("What happened"),
        *_in_columns([f"  {one.day} {one.what} {one.whom}".rstrip() for one in sheet.events], room),
    ]


def _in_columns(cells: list[str], room: int) -> Iterator[str]:
    widest = max(map(width_of, cells), default=0) + 2
    number = max(room // widest, 1)
    for first in range(0, len(cells), number):
        yield "".join(padded(one, widest) for one in cells[first : first + number]).rstrip()


def _under(label: str, text: str, room: int) -> Iterator[str]:
    inset = 12
    if width_of(label) >= inset:
        yield from (f"  {line}" for line in wrapped(visible(label), room - 2))
        label = ""
    first, *rest = wrapped(visible(text), room - inset - 2)
    yield f"  {padded(label, inset)}{first}".rstrip()
    yield from (" " * (inset + 2) + line for line in rest)


def _chart(sheet: CaseSheet, room: int) -> Iterator[str]:
    names = min(max(width_of(one.name) for one in sheet.periods), room * 2 // 5)
    across = room - names - _DAY - 2
    scale = [" "] * across
    free = 0
    for x, label in sheet.axis.ticks(across // 9):
        place = min(int(x * (across - 1) / 100), across - len(label))
        if place >= free:
            scale[place : place + len(label)] = label
            free = place + len(label) + 1
    yield padded(_("Periods"), names) + " " + "".join(scale) + " " + _("Last day")
    today = int(sheet.axis.at(sheet.today) * (across - 1) / 100)
    for one in sheet.periods:
        bar = _bar(sheet, one, across, today)
        first, *rest = wrapped(visible(one.name), names)
        yield f"{padded(first, names)} {bar} {one.last.isoformat() if one.last else ''}".rstrip()
        yield from rest
    yield from wrapped(_("= runs  - over  * done  | today  > goes on"), room)


def _bar(sheet: CaseSheet, one: Period, across: int, today: int) -> str:
    """Draw one period: what is over as a thin line, what still runs as a thick one."""
    cells = [" "] * across
    cells[today] = "|"
    if one.length is not None and one.last is not None:
        first = int(one.start * (across - 1) / 100)
        last = min(int((one.start + one.length) * (across - 1) / 100), across - 1)
        sign = "-" if one.met_on or one.last < sheet.today else "="
        for place in range(first, last + 1):
            cells[place] = "|" if place == today else sign
        if sheet.axis.beyond(one.last):
            cells[across - 1] = ">"
    if one.met is not None:
        cells[int(one.met * (across - 1) / 100)] = "*"
    return "".join(cells)
