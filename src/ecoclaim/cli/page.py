"""Help pages: written here in full, so that every word is in the catalogue and Chinese keeps its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from ecoclaim.cli import console
from ecoclaim.views.text import padded, width_of, wrapped
from ecoclaim.words import _

EVERYWHERE = ("ledger", "lang", "show_help")

Function = TypeVar("Function", bound=Callable[..., Any])


def explained(text: str, *examples: str) -> Callable[[Function], Function]:
    """Give a command the text of its help page (a message id) and its examples, whole command lines."""

    def mark(function: Function) -> Function:
        function.__dict__["page"] = (text, examples)
        return function

    return mark


def page(context: Any) -> str:
    """Write the help page of the command this context is for."""
    command = context.command
    width = console.page_width()
    shown = [parameter for parameter in command.params if not getattr(parameter, "hidden", False)]
    arguments = [parameter for parameter in shown if parameter.param_type_name == "argument"]
    options = [parameter for parameter in shown if parameter.param_type_name == "option"]
    rows = getattr(command, "rows", {})
    blocks = [
        wrapped(_("Usage: {line}").format(line=usage_line(context)), width),
        *(wrapped(text, width) for text in (command.help or "").split("\n\n")),
        block(_("Commands:"), rows.items(), width),
        block(_("Arguments:"), ((_name(one), _told(one)) for one in arguments), width),
        block(_("Options:"), _records(options, everywhere=False), width),
        block(
            _("Options of every command, before or after its name:"),
            _records(options, everywhere=True),
            width,
        ),
        [_("Examples:"), *(f"  {_with_packs(one)}" for one in command.examples)] if command.examples else [],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _with_packs(example: str) -> str:
    """Name packs that ship in an example of a command line, which says «pack» and «other» for them."""
    if "«" not in example:
        return example
    from ecoclaim.ledger.places import shipped_packs

    _base, *regions = shipped_packs()
    return example.replace("«pack»", regions[-1]).replace("«other»", regions[0])


def usage_line(context: Any) -> str:
    """Write how the command is called, in one line."""
    command = context.command
    arguments = [_place(one) for one in command.params if one.param_type_name == "argument"]
    has_rows = bool(getattr(command, "rows", {})) and not arguments
    return " ".join([path_of(context), _("[OPTIONS]"), *arguments, *([_("COMMAND …")] if has_rows else [])])


def path_of(context: Any) -> str:
    """Give the words that name the command, `ecoclaim` first."""
    names: list[str] = []
    while context is not None:
        names.insert(0, context.info_name or "")
        context = context.parent
    return " ".join(name for name in names if name)


def label(parameter: Any) -> str:
    """Name an argument by its metavar, an option by its longest name."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name.upper())
    return str(max(parameter.opts, key=len))


def choices(parameter: Any) -> Sequence[str]:
    """List the values an argument may have, where they are few and fixed."""
    descriptor = getattr(parameter, "type_descriptor", None)
    return [str(choice) for choice in getattr(descriptor, "choices", None) or ()]


def _records(options: Iterable[Any], *, everywhere: bool) -> Iterator[tuple[str, str]]:
    return ((_name(one), _told(one)) for one in options if (one.name in EVERYWHERE) is everywhere)


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return label(parameter)
    names = ", ".join(sorted([*parameter.opts, *parameter.secondary_opts], key=len))
    return names if parameter.is_flag else f"{names} {_value(parameter)}"


def _value(parameter: Any) -> str:
    return parameter.metavar or "|".join(choices(parameter)) or _("TEXT")


def _place(argument: Any) -> str:
    name = label(argument) + (" …" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _told(parameter: Any) -> str:
    marks = []
    if parameter.required and parameter.param_type_name == "option":
        marks.append(_("[required]"))
    if getattr(parameter, "multiple", False):
        marks.append(_("[may be repeated]"))
    default = parameter.default
    if default not in (None, "", (), []) and not isinstance(default, bool) and not callable(default):
        marks.append(_("[default: {value}]").format(value=default))
    return " ".join([parameter.help or "", *marks])


def block(title: str, records: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Write records under a title, names in a column of their own."""
    rows = list(records)
    if not rows:
        return []
    first = min(max(width_of(name) for name, _text in rows), 26)
    lines = [title]
    for name, text in rows:
        told = wrapped(text, width - first - 4)
        if width_of(name) > first:
            lines.append(f"  {name}")
        else:
            lines.append(f"  {padded(name, first)}  {told.pop(0)}")
        lines.extend(" " * (first + 4) + line for line in told)
    return [line.rstrip() for line in lines]
