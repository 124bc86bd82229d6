"""The facts of case.yaml that a condition may name by their path, and how one is read from a case.

A path that begins with `obligor`, `meeting`, `agreement` or `obligation` is of the one that the occasion is about;
every other begins at the root of case.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel

from ecoclaim.model.agreements import Agreement, Obligation
from ecoclaim.model.case import CaseFile, Meeting
from ecoclaim.model.labels import choices
from ecoclaim.model.parties import Obligor
from ecoclaim.model.scalars import amount, day, whole, yes_no
from ecoclaim.model.within import model_in
from ecoclaim.words import _

OWN: Mapping[str, type[BaseModel]] = {
    "obligor": Obligor,
    "meeting": Meeting,
    "agreement": Agreement,
    "obligation": Obligation,
}


def known_fact(path: str, values: Sequence[str] = ()) -> None:
    """Refuse a path that no case.yaml has, and a value that the fact cannot take; raises ValueError with a sentence."""
    steps = path.split(".")
    model: type[BaseModel] | None = OWN.get(steps[0], CaseFile)
    for step in steps[1:] if steps[0] in OWN else steps:
        known = tuple(_names(model)) if model is not None else ()
        if step not in known:
            raise ValueError(
                _("case.yaml has no fact {path}: there is no {step}; known are: {known}").format(
                    path=path, step=step, known=_(", ").join(known) or "-"
                )
            )
        assert model is not None
        offered = choices(model, step)
        model = model_in(model.model_fields[_field(model, step)].annotation)

    for value in values:
        if offered and value not in offered:
            message = _("the fact {path} is never {value}; it is one of {known}")
            raise ValueError(message.format(path=path, value=value, known=_(", ").join(offered)))


def same_value(value: object, said: str) -> bool:
    """Tell whether a fact has the value that a condition names, as it may be written in case.yaml."""
    try:
        if isinstance(value, bool):
            return yes_no(said) is value
        if isinstance(value, Decimal):
            return amount(said) == value
        if isinstance(value, int):
            return whole(said) == value
        if isinstance(value, date):
            return day(said) == value
    except ValueError:
        return False
    return str(value) == said


def fact(path: str, file: CaseFile, own: Mapping[str, BaseModel | None]) -> tuple[Any, ...]:
    """Read a fact: every value at its path, those of each item of a list in turn; what is not written is left out."""
    steps = path.split(".")
    found: list[Any] = [own.get(steps[0])] if steps[0] in OWN else [file]
    for step in steps[1:] if steps[0] in OWN else steps:
        found = [
            value
            for one in found
            if one is not None
            for value in _spread(getattr(one, _field(one.__class__, step)))
            if value is not None
        ]
    return tuple(one for one in found if one is not None)


def _spread(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _names(model: type[BaseModel]) -> Iterator[str]:
    return (one.alias or name for name, one in model.model_fields.items())


@cache
def _field(model: type[BaseModel], step: str) -> str:
    return next(name for name, one in model.model_fields.items() if (one.alias or name) == step)
