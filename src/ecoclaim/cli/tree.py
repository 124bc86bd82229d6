"""The commands as Typer runs them, built from the table one by one, each only when it is asked for.

Typer's own words never reach a person: help pages are written by `page`, its errors are told by `usage`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any, Literal

import typer
import typer.core
import typer.main

from ecoclaim import __version__
from ecoclaim.cli import console
from ecoclaim.cli.commands import COMMANDS, Row
from ecoclaim.cli.options import Ledger, Ledgers
from ecoclaim.cli.page import page
from ecoclaim.cli.usage import refused, retold
from ecoclaim.cli.values import plainly
from ecoclaim.words import _, later

Shell = Literal["bash", "zsh", "fish"]
# The class that all of Typer's errors of usage share has no public name.
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]


def root(table: Mapping[str, Row] = COMMANDS) -> Group:
    """Build the command `ecoclaim`; those below it are built when they are reached."""
    group = Group("", later("Keeps the cases of an office that claims compensation for environmental damage."), table)
    group.params = [*_declared(_at_the_root), *group.params]
    return group


class Command(typer.core.TyperCommand):
    """One command, its texts in the language in use."""

    # Refused below, in our own words.
    allow_extra_args = True
    examples: Sequence[str] = ()
    #: The commands beside which this one stands, where it is what its group does by default.
    rows: Mapping[str, str] = {}

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        """Add the options every command has, unless the function takes them itself."""
        super().__init__(*arguments, **{**settings, "add_help_option": False})
        for parameter in self.params:
            _speak(parameter)
        self.params = _with_common(self.params)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; refuse more than there are places for."""
        try:
            rest = super().parse_args(ctx, args)
        except USAGE_ERROR as error:
            raise retold(ctx, error) from None
        if rest and not ctx.resilient_parsing:
            raise refused(ctx, _("there is no place for {extra}").format(extra=" ".join(rest)))
        return rest


class Group(typer.core.TyperGroup):
    """Commands under one name; a function of its own runs when none of them is named."""

    examples: Sequence[str] = ()

    def __init__(self, name: str, text: str, table: Mapping[str, Row]) -> None:
        """Hold the rows of the table below this name."""
        super().__init__(
            name=name or "ecoclaim",
            help=_(text),
            params=_with_common([], exposed=True),
            add_help_option=False,
            invoke_without_command=True,
            rich_markup_mode=None,
        )
        self._path = name
        self._table = table
        self.rows = {
            below: _(row.help)
            for below, row in ((_below(self._path, path), row) for path, row in table.items())
            if below
        }
        self._by_default = bool(name and table[name].where)

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands in the order of the table."""
        return list(self.rows)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Build one command; the empty name is the group's own function."""
        if cmd_name not in self.rows and not (cmd_name == "" and self._by_default):
            return None
        path = f"{self._path} {cmd_name}".strip()
        row = self._table[path]
        if cmd_name and (not row.where or any(_below(path, other) for other in self._table)):
            return Group(path, row.help, self._table)
        command = _command(cmd_name, row)
        if not cmd_name:
            command.rows = self.rows
        return command

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what stands before the command; without one, name the group's own."""
        if self._by_default and (args or not ctx.resilient_parsing) and not set(args) & set(self.rows):
            args = ["", *args]
        try:
            return super().parse_args(ctx, args)
        except USAGE_ERROR as error:
            raise retold(ctx, error) from None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command named; raise WrongUsage with the nearest names."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            near = get_close_matches(args[0], self.rows)
            problem = _("there is no command {name}").format(name=args[0])
            raise refused(ctx, problem, near)
        return (args[0] if command else None), command, args[1:]

    def invoke(self, ctx: Any) -> Any:
        """Run the command named, or print the page where none is."""
        result = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            console.answer(page(ctx))
        return result


def _below(path: str, other: str) -> str:
    """Give the name of `other` under `path`, or nothing where it does not stand directly there."""
    if path and not other.startswith(path + " "):
        return ""
    rest = other.removeprefix(path + " ") if path else other
    return "" if " " in rest else rest


def _command(name: str, row: Row) -> Command:
    module, function = row.where.split(":")
    return _built(name, getattr(import_module(f"ecoclaim.cli.{module}"), function), row.help)


def _built(name: str, function: Callable[..., Any], line: str) -> Command:
    text, examples = getattr(function, "page", (line, ()))
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name or "default", cls=Command, help=_(text))(function)
    command = typer.main.get_command(app)
    assert isinstance(command, Command)
    command.examples = [_(example) for example in examples]
    return command


def _with_common(own: Sequence[Any], *, exposed: bool = False) -> list[Any]:
    names = {parameter.name for parameter in own}
    declared = _declared(_before_a_command if exposed else _everywhere)
    added = [parameter for parameter in declared if parameter.name not in names]
    for parameter in added:
        parameter.expose_value = exposed
    return [*own, *added]


def _declared(function: Callable[..., None]) -> list[Any]:
    """Make Typer's parameters from a signature, new ones each time."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(cls=typer.core.TyperCommand, add_help_option=False)(function)
    parameters: list[Any] = list(typer.main.get_command(app).params)
    for parameter in parameters:
        _speak(parameter)
    return parameters


def _speak(parameter: Any) -> None:
    told, value = parameter.help or "", parameter.metavar or ""
    parameter.help = _(told)
    parameter.metavar = _(value) or None
    if parameter.name == "ledger":
        _hear_each(parameter)
    parameter.process_value = plainly(parameter)


def _hear_each(parameter: Any) -> None:
    """Read an option as often as it is given: a command about one ledger must not pass the others over in silence."""
    usual, takes_many = parameter.add_to_parser, parameter.multiple

    def add(*arguments: Any) -> None:
        parameter.multiple = True
        usual(*arguments)
        parameter.multiple = takes_many

    parameter.add_to_parser = add


def _show_page(context: typer.Context, value: bool) -> None:
    if value and not context.resilient_parsing:
        console.answer(page(context))
        raise typer.Exit


def _show_version(value: bool) -> None:
    if value:
        console.answer(f"ecoclaim {__version__}")
        raise typer.Exit


def _install_completion(value: str | None) -> None:
    if value:
        from ecoclaim.cli.shells import install

        script, settings = install(value, os.environ)
        console.answer(_("Completion for {shell} lies in {path}.").format(shell=value, path=script))
        if settings is not None:
            console.answer(_("{path} reads it.").format(path=settings))
        console.answer(_("It works in the next terminal that you open."))
        raise typer.Exit


def _show_completion(value: str | None) -> None:
    if value:
        from ecoclaim.cli.shells import SCRIPTS

        console.machine(SCRIPTS[value])
        raise typer.Exit


Lang = Annotated[
    Literal["zh", "en"] | None,
    typer.Option("--lang", help=later("Chinese or English; without it ECOCLAIM_LANG, else the ledger's language.")),
]
ShowHelp = Annotated[
    bool, typer.Option("--help", "-h", is_eager=True, callback=_show_page, help=later("Show this page."))
]


def _everywhere(
    ledger: Ledger = None,
    lang: Lang = None,
    show_help: ShowHelp = False,
) -> None:
    """Declare the options every command has, on both sides of its name."""


def _before_a_command(ledger: Ledgers = None, lang: Lang = None, show_help: ShowHelp = False) -> None:
    """Declare the same for what stands before a command, which is about one ledger or several."""


def _at_the_root(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help=later("Show the version.")),
    ] = False,
    install_completion: Annotated[
        Shell | None,
        typer.Option(
            "--install-completion",
            is_eager=True,
            callback=_install_completion,
            help=later("Have this shell complete commands, cases, events and fields."),
        ),
    ] = None,
    show_completion: Annotated[
        Shell | None,
        typer.Option(
            "--show-completion",
            is_eager=True,
            callback=_show_completion,
            help=later("Print the script by which this shell completes."),
        ),
    ] = None,
) -> None:
    """Declare the options that stand before a command only."""
