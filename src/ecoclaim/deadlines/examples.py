"""The worked examples of a rule, run through the same counting as a case's deadlines."""

from __future__ import annotations

from datetime import date

from ecoclaim.deadlines.counting import Basis, Dates, dates, judged
from ecoclaim.deadlines.periods import period_of, reading_of
from ecoclaim.model.office import Office
from ecoclaim.packs import Example, PromptExample, Rule
from ecoclaim.words import _
from ecoclaim.workdays import Workdays


def work_example(rule: Rule, example: Example, workdays: Workdays) -> list[str]:
    """Count an example by its rule and list, a sentence each, what comes out differently.

    One that names a calendar is counted where that calendar holds, and nowhere else.
    """
    region = workdays.layers.region
    if example.calendar is not None and (region is None or region.name != example.calendar):
        return []
    counted = _counted(rule, example, workdays if example.calendar else workdays.national)
    if counted is None:
        return [_("the rule gives no length on {day}").format(day=example.start)]
    expected: dict[str, object] = {
        "due": example.due,
        "rolled": example.rolled,
        "safe": example.safe,
        "may_act_from": example.may_act_from,
        "certain": example.certain,
    }
    found = [
        _differs(name, getattr(counted, name), value)
        for name, value in expected.items()
        if value is not None and getattr(counted, name) != value
    ]
    readings = {one.id: one.due for one in counted.readings}
    for name, day in example.readings.items():
        if name not in readings:
            found.append(_("there is no reading {name} here").format(name=name))
        elif readings[name] != day:
            found.append(_differs(name, readings[name], day))
    return found


def work_prompt_example(example: PromptExample) -> list[str]:
    """Count the age of an example of a promptness duty and say what comes out differently."""
    age = ((example.met or example.on) - example.start).days
    return [] if age == example.age else [_differs("age", age, example.age)]


def _differs(name: str, found: object, written: object) -> str:
    values = {True: "yes", False: "no"}
    return _("{name} comes out as {found}, the example says {written}").format(
        name=name,
        found=values.get(found, found) if isinstance(found, bool) else found,
        written=values.get(written, written) if isinstance(written, bool) else written,
    )


def _counted(rule: Rule, example: Example, workdays: Workdays) -> Dates | None:
    if rule.cycle is not None:
        office = Office.model_validate({"format": "1"})
        return judged(rule, reading_of(rule, period_of(rule.cycle, example.start), office), workdays)
    assumed: tuple[tuple[str, date], ...] = tuple(
        (name, day) for name, day in example.starts.items() if name.startswith("from-")
    )
    return dates(
        rule,
        Basis(
            example.start,
            example.start,
            example.number,
            (example.number, "working_days") if example.number else None,
            example.starts,
            tuple((name, rule.title, day) for name, day in assumed),
        ),
        workdays,
    )
