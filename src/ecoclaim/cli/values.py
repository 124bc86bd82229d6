"""From what was typed for a parameter to the value that the command takes.

Typer makes a pydantic adapter for each parameter of a command, also for those that nobody gave, and so a command that
reads no file of YAML would import pydantic for nothing. What is plain is taken here; the rest, and whatever is wrong,
goes Typer's way.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from ecoclaim.cli import console
from ecoclaim.cli.page import label

_Process = Callable[[Any, Any], Any]


def plainly(parameter: Any) -> _Process:
    """Give the function by which a parameter's value is processed in place of Typer's own."""
    usual: _Process = parameter.process_value
    if parameter.name == "ledger":
        return lambda context, value: parameter.callback(context, parameter, [Path(one) for one in value or ()])

    def process(context: Any, value: Any) -> Any:
        value = _understood(parameter, value, context)
        taken = _taken(parameter, value)
        if taken is _NOT_PLAIN or (parameter.required and parameter.value_is_missing(taken)):
            return usual(context, value)
        return parameter.callback(context, parameter, taken) if parameter.callback else taken

    return process


_NOT_PLAIN = object()


def _understood(parameter: Any, value: Any, context: Any) -> Any:
    """Make of what a person typed what the strict rules take: a day, a number, a choice by another word."""
    kind = parameter.type_descriptor.annotation
    if not isinstance(value, str) or not value:
        return value
    if kind is date:
        from ecoclaim.cli.clock import day, today

        # --on is taken first, whatever its place.
        return day(value, label(parameter), context.params.get("on") or today()) if not _is_iso(value) else value
    if kind is int and not (value.isascii() and value.isdigit()):
        from ecoclaim.typed import whole

        number = whole(value)
        return value if number is None else str(number)
    if get_origin(kind) is Literal and value not in get_args(kind):
        from ecoclaim.desk.ear import Ear
        from ecoclaim.model.synonyms import OPTIONS

        return Ear(tell=console.say).named(value, {one: OPTIONS.get(one, ()) for one in get_args(kind)}) or value
    return value


def _is_iso(value: str) -> bool:
    return len(value) == len("YYYY-MM-DD") and value[4] == "-" == value[7] and value.isascii()


def _taken(parameter: Any, value: Any) -> Any:
    """Take a value that needs no more than a look; give _NOT_PLAIN for any other."""
    kind = parameter.type_descriptor.annotation
    if value is None:
        return () if parameter.nargs == -1 or parameter.multiple else None
    parser = parameter.type_descriptor.parameter_info.parser
    if parser is not None and parameter.nargs == 1 and not parameter.multiple:
        try:
            return parser(value)
        except ValueError:
            return _NOT_PLAIN
    if kind in (str, bool, date) and type(value) is kind:
        return value
    if get_origin(kind) is Literal and value in get_args(kind):
        return value
    if kind == list[str] and isinstance(value, (list, tuple)):
        return list(value)
    if kind is date and isinstance(value, str) and len(value) == len("YYYY-MM-DD"):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return _NOT_PLAIN
    return _NOT_PLAIN
