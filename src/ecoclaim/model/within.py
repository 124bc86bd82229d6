"""Which model stands at a place below another: what a field holds, or the items of its list."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

Loc = tuple[str | int, ...]


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Find the model of what stands at a place below a model, or of its items; None where it is a plain value."""
    here: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, int):
            continue
        field = next((f for name, f in here.model_fields.items() if (f.alias or name) == part), None) if here else None
        here = model_in(field.annotation) if field is not None else None
    return here


def model_in(annotation: Any) -> type[BaseModel] | None:
    """Find the model inside an annotation: itself, of a tuple, or beside None; None where there is none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = model_in(argument)
        if found is not None:
            return found
    return None
