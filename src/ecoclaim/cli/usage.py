"""Wrong usage in one sentence: what, where, the cure. Typer's errors are told anew from their kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ecoclaim.cli.page import choices, label, path_of
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _


def refused(context: Any, problem: str, near: Sequence[str] = ()) -> WrongUsage:
    """Make the error for a problem in the arguments of this command, with the names that come near, nearest first."""
    return WrongUsage(_completed(context, problem, near))


def retold(context: Any, error: Any) -> WrongUsage:
    """Tell an error of Typer's in the language in use."""
    return refused(context, _problem(context, error), getattr(error, "possibilities", None) or ())


def _completed(context: Any, problem: str, near: Sequence[str]) -> str:
    words = {"problem": problem, "near": next(iter(near), ""), "path": path_of(context)}
    return (
        _("{problem}; did you mean {near}? `{path} --help` tells more").format(**words)
        if near
        else _("{problem}; `{path} --help` tells more").format(**words)
    )


def _problem(context: Any, error: Any) -> str:
    parameter = getattr(error, "param", None)
    # Typer's own click is not to be imported: its errors are known by name.
    match type(error).__name__:
        case "NoSuchOption":
            return _("there is no option {name}").format(name=error.option_name)
        case "BadOptionUsage":
            return _option_problem(context, error.option_name)
        case "MissingParameter" if parameter is not None:
            return _missing(parameter)
        case "BadParameter" if parameter is not None:
            return _bad(parameter, error)
    return _("the command line cannot be understood")


def _option_problem(context: Any, name: str) -> str:
    is_flag = any(name in one.opts and getattr(one, "is_flag", False) for one in context.command.params)
    text = _("option {name} takes no value") if is_flag else _("option {name} wants a value")
    return text.format(name=name)


def _missing(parameter: Any) -> str:
    text = (
        _("argument {name} is missing") if parameter.param_type_name == "argument" else _("option {name} is missing")
    ).format(name=label(parameter))
    return _with_choices(text, parameter)


def _bad(parameter: Any, error: Any) -> str:
    cause = error.__cause__
    kind, given = "", ""
    if hasattr(cause, "errors"):
        first = cause.errors()[0]
        kind, given = first["type"], str(first.get("input", ""))
    if choices(parameter):
        text = _("{name} cannot be {given}").format(name=label(parameter), given=given)
        return _with_choices(text, parameter)
    if kind.startswith("int"):
        return _("{name}: {given} is not a whole number").format(name=label(parameter), given=given)
    return _("{name}: {given} is not allowed").format(name=label(parameter), given=given)


def _with_choices(text: str, parameter: Any) -> str:
    allowed = choices(parameter)
    if not allowed:
        return text
    return _("{text}; it is one of {choices}").format(text=text, choices=_(", ").join(allowed))
