"""The facts of case.yaml that a condition may name by their path, and how one is read from a case.

A path that begins with `obligor`, `meeting` or `agreement` is of the one that the occasion is about; every other begins
at the root of case.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from ecoclaim.model.case import Agreement, CaseFile, Meeting, Obligor
from ecoclaim.words import _

OWN: Mapping[str, type[BaseModel]] = {"obligor": Obligor, "meeting": Meeting, "agreement": Agreement}


def known_fact(path: str) -> None:
    """Refuse a path that no case.yaml has; raises ValueError with a sentence."""
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
        model = _below(model.model_fields[_field(model, step)].annotation)


def fact(path: str, file: CaseFile, own: Mapping[str, BaseModel | None]) -> tuple[Any, ...]:
    """Read a fact: every value at its path, those of each item of a list in turn; what is not written is left out."""
    steps = path.split(".")
    found: list[Any] = [own.get(steps[0])] if steps[0] in OWN else [file]
    for step in steps[1:] if steps[0] in OWN else steps:
        found = [
            value
            for one in found
            if one is not None
            for value in _spread(getattr(one, _field(type(one), step)))
            if value is not None
        ]
    return tuple(one for one in found if one is not None)


def _spread(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _names(model: type[BaseModel]) -> Iterator[str]:
    return (one.alias or name for name, one in model.model_fields.items())


def _field(model: type[BaseModel], step: str) -> str:
    return next(name for name, one in model.model_fields.items() if (one.alias or name) == step)


def _below(kind: Any) -> type[BaseModel] | None:
    """Give the model of what a field holds, or of the items of its list; None for a plain value."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    if get_origin(kind) is dict:
        return None
    return next((found for one in get_args(kind) if (found := _below(one)) is not None), None)
