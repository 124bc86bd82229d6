"""The base of all that is read from a ledger file, and the reading of a tree of text into it.

Alone knows how pydantic's verdicts become our own problems: path, line, column, field and one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from ecoclaim.errors import BadFile, Problem, dotted
from ecoclaim.model.scalars import quoted, written
from ecoclaim.model.within import model_at
from ecoclaim.words import _

Loc = tuple[str | int, ...]
Places = Callable[[Loc], tuple[int, int]]


class Value(BaseModel):
    """A frozen value that knows no other keys than its own; an empty key is an absent one."""

    # Building waits for the first value: a model inside another is then built once, as a part of it.
    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=False, str_strip_whitespace=False, defer_build=True
    )

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_empty(cls, data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            return {key: value for key, value in data.items() if value is not None}
        return data


V = TypeVar("V", bound=BaseModel)


def shaped(model: type[V], tree: object, path: str, place: Places) -> V:
    """Make the tree of text a value of the model.

    Raises BadFile with every problem of shape at once, each at its place.
    """
    try:
        return model.model_validate(tree if tree is not None else {})
    except ValidationError as verdict:
        raise BadFile(_problems(verdict, model, path, place)) from None


def problem(path: str, place: Places, loc: Loc, message: str) -> Problem:
    """Say what is wrong at a place of a file."""
    line, column = place(loc)
    return Problem(path, line, column, dotted(loc), message)


def unknown_key(key: str, known: list[str]) -> str:
    """Say that a key is not known, and which one may have been meant."""
    near = get_close_matches(key, known, n=1, cutoff=0.6)
    if near:
        return _("unknown key {key}; did you mean {near}?").format(key=quoted(key), near=near[0])
    return _("unknown key {key}; known here are: {known}").format(key=quoted(key), known=_(", ").join(known))


def _problems(verdict: ValidationError, model: type[BaseModel], path: str, place: Places) -> Iterator[Problem]:
    for error in verdict.errors(include_url=False):
        loc: Loc = tuple(part for part in error["loc"] if part != "[key]")
        text = _sentence(error["type"], loc, error.get("input"), dict(error.get("ctx") or {}), model)
        yield problem(path, place, loc, text)


def _sentence(kind: str, loc: Loc, given: object, context: dict[str, Any], model: type[BaseModel]) -> str:
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_type":
        return _why_not_text(given)
    if kind == "missing":
        return _("this field is required and is missing")
    if kind == "extra_forbidden":
        return unknown_key(str(loc[-1]), _keys_at(model, loc[:-1]))
    if kind == "literal_error":
        expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        return _not_among(expected, loc, given, model)
    if kind in ("model_type", "model_attributes_type", "dict_type", "mapping_type"):
        return _("here belong fields with values (key: value), not a single value or a list")
    if kind in ("tuple_type", "list_type"):
        return _("here belongs a list: one item a line, each after a dash")
    if kind == "greater_than_equal":
        return _("this number is too small; the least is {limit}").format(limit=context.get("ge"))
    if kind == "less_than_equal":
        return _("this number is too large; the most is {limit}").format(limit=context.get("le"))
    return _("this value does not fit here")


def _why_not_text(given: object) -> str:
    try:
        return written(given)
    except ValueError as fault:
        return str(fault)


def _not_among(expected: list[str], loc: Loc, given: object, model: type[BaseModel]) -> str:
    """Say which values there are, by their names too where they have some, and which one was meant."""
    from ecoclaim.model.labels import choices

    if not isinstance(given, str):
        return _("here belongs one value, not fields with values of their own")
    *group, key = (part for part in loc if not isinstance(part, int))
    below = model_at(model, tuple(group))
    named = choices(below, str(key)) if below is not None else {}
    meant = next((name for name, label in named.items() if given in (label.zh, label.en)), None)
    if meant is not None:
        return _("write {key}, not {text}").format(key=meant, text=quoted(given))
    known = (
        _("{title} ({about})").format(title=name, about=named[name]) if name in named else name for name in expected
    )
    return _("{text} is not known here; known are: {known}").format(text=quoted(given), known=_(", ").join(known))


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """List the keys that a model knows at a place below it."""
    here = model_at(model, loc)
    return [field.alias or name for name, field in here.model_fields.items()] if here is not None else []
