"""The JSON of `stats`: each figure with the cases it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ecoclaim.reports.casefigures import AMOUNTS, STEPS, CaseFigures
from ecoclaim.reports.statistics import Count, Group, once


def group_json(group: Group, ref: Callable[[CaseFigures], str]) -> dict[str, object]:
    """Give a group its public form; `ref` names a case."""

    def refs(cases: Iterable[CaseFigures]) -> list[str]:
        return list(map(ref, once(cases)))

    return {
        "group": group.name,
        "title": group.title,
        "cases": refs(group.cases),
        "steps": [
            {
                "step": one.name,
                "count": len(one.cases),
                "of_before": one.of_before,
                "before": one.before,
                "cases": refs(one.cases),
            }
            for one in group.steps
        ],
        "stages": {name: _count_json(one, refs) for name, one in group.stages.items()},
        "counts": {name: _count_json(one, refs) for name, one in group.acts.items()},
        "amounts": {
            name: {"amount": f"{one.number:.2f}", "cases": refs(one.cases)} for name, one in group.money.items()
        },
        "days": [
            {
                "rule": one.rule,
                "title": one.title,
                "limit": {"n": one.number, "unit": one.unit} if one.number is not None else None,
                "kept": len(one.kept),
                "median": one.median,
                "longest": one.longest,
                "late": len(one.late),
                "cases": refs((*one.kept, *one.late)),
                "late_cases": refs(one.late),
            }
            for one in group.days
        ],
        "restored": {
            name: {"quantity": str(one.number), "cases": refs(one.cases)} for name, one in group.restored.items()
        },
        "undated": refs(group.undated),
    }


def _count_json(one: Count, refs: Callable[[Iterable[CaseFigures]], list[str]]) -> dict[str, object]:
    return {"count": int(one.number), "cases": refs(one.cases)}


def case_json(one: CaseFigures, ref: Callable[[CaseFigures], str]) -> dict[str, object]:
    """Give a case its public form."""
    return {
        "ref": ref(one),
        "ledger": one.ledger,
        "office": one.office,
        "case": one.case,
        "title": one.title,
        "stage": one.stage,
        "domain": one.domain,
        "channel": one.channel,
        "handlers": list(one.handlers),
        "since": one.day,
        "reached": [name for name in STEPS if name in one.reached],
        "amounts": {name: f"{one.amount(name):.2f}" for name in AMOUNTS},
    }
