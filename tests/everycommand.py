"""Every command with its parameters, as the command tree has them: what is added to the table is tested too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ecoclaim.cli.commands import COMMANDS
from ecoclaim.cli.page import choices
from ecoclaim.cli.tree import root

COMMON = ("ledger", "lang", "show_help")


def every_command() -> dict[str, Any]:
    """Build each command of the table that has a function of its own, by its name."""
    return {name: command(name) for name, row in COMMANDS.items() if row.where}


def command(name: str) -> Any:
    """Build one command; where it stands before others, its own function."""
    found: Any = root()
    for word in name.split():
        found = found.get_command(None, word)
    return found.get_command(None, "") if getattr(found, "_by_default", False) else found


def wrong_usages() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each way to call each command wrongly that its parameters allow, with a name for it."""
    for name, built in every_command().items():
        path = tuple(name.split())
        yield f"{name}: unknown option", (*path, "--zzz")
        yield f"{name}: unknown short option", (*path, "-z")
        arguments = [one for one in built.params if one.param_type_name == "argument"]
        options = [one for one in built.params if one.param_type_name == "option"]
        given = tuple(_fitting(one) for one in arguments if one.required)
        if given:
            yield f"{name}: missing argument", path
        if all(one.nargs == 1 for one in arguments):
            most = tuple(_fitting(one) for one in arguments)
            yield f"{name}: extra argument", (*path, *most, "extra")
        for one in options:
            if one.name in ("show_help", "lang") or one.hidden:
                continue
            longest = max(one.opts, key=len)
            if one.is_flag:
                yield f"{name}: value for {longest}", (*path, *given, f"{longest}=yes")
                continue
            yield f"{name}: no value for {longest}", (*path, *given, longest)
            if one.required:
                yield f"{name}: without {longest}", (*path, *given)
            if choices(one):
                yield f"{name}: no such choice for {longest}", (*path, *given, longest, "zzz")
        for one in built.params:
            for value in _unfit(one):
                before = given if one.param_type_name == "option" else ()
                after = (max(one.opts, key=len), value) if one.param_type_name == "option" else _upto(arguments, one)
                words = after if one.param_type_name == "option" else (*after, value)
                yield f"{name}: {one.name} {value}", (*path, *before, *words)


def _upto(arguments: list[Any], one: Any) -> tuple[str, ...]:
    return tuple(_fitting(each) for each in arguments[: arguments.index(one)])


def _fitting(one: Any) -> str:
    """Give a value that an argument takes."""
    known = choices(one)
    if known:
        return known[0]
    return {"日期": "2026-09-08", "数目": "5", "年份": "2026", "字段=值": "note=x", "路径=值": "title=x"}.get(
        one.metavar, "7"
    )


def _unfit(one: Any) -> tuple[str, ...]:
    """Give values that a parameter cannot take, by what stands for it on the page."""
    return {
        "日期": ("one day", "2026-02-30", "2026年9月", "9-8"),
        "数目": ("many", "0"),
        "年份": ("many", "0"),
        "天数": ("soon", "-3"),
    }.get(one.metavar, ())
