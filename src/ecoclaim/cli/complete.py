"""Completion: which parameter is being typed, and the words that may stand there.

A shell asks at every press of a key: whatever goes wrong here, the answer is no word, never an error.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from typing import Any

from ecoclaim.cli.candidates import Candidate, Typed, source
from ecoclaim.cli.shells import VARIABLE, WORDS, written

NOTHING = 1


def answer() -> int:
    """Answer the shell; the code is 1 where there is nothing to offer, so that it may offer files."""
    try:
        shell = os.environ[VARIABLE]
        words = _joined(os.environ.get(WORDS, "").split("\n"))
        text = written(shell, words, _offered(words, explained=shell != "bash"))
        if text:
            from ecoclaim.cli import console

            console.answer(text)
            console.finish()
    except BaseException:
        # A traceback would land in the line that is being typed.
        return NOTHING
    return 0 if text else NOTHING


def _offered(words: Sequence[str], *, explained: bool) -> list[Candidate]:
    """List what may stand in place of the last word."""
    from ecoclaim import words as catalogue
    from ecoclaim.cli.language import chosen

    before, begun = [_plain(word) for word in words[1:-1]], _plain(words[-1])
    catalogue.use(chosen(before, os.environ))
    from ecoclaim.cli.tree import root

    found = list(_possible(root(), before, begun, explained))
    start = begun.rpartition("=")[2] if begun.startswith("--") else begun
    fits = [one for one in found if one.value.startswith(start)]
    if "=" in start and not explained:
        # Bash breaks the word at the equals sign and puts in what stands behind it.
        return [Candidate(one.value.partition("=")[2], one.help) for one in fits]
    return fits


def _possible(here: Any, before: Sequence[str], begun: str, explained: bool) -> Iterator[Candidate]:
    path: list[str] = []
    arguments: dict[str, list[str]] = {}
    ledger: str | None = None
    waiting: Any = None
    for word in before:
        if waiting is not None:
            arguments.setdefault(waiting.name, []).append(word)
            ledger = word if waiting.name == "ledger" else ledger
            waiting = None
        elif word.startswith("-"):
            option = _option(here, word.partition("=")[0])
            if option is not None and not option.is_flag:
                name, equals, value = word.partition("=")
                if equals:
                    arguments.setdefault(option.name, []).append(value)
                    ledger = value if option.name == "ledger" else ledger
                else:
                    waiting = option
        elif word in getattr(here, "rows", {}) and not arguments.get(""):
            here = here.get_command(None, word)
            path.append(word)
        else:
            here = _own(here)
            place = _argument(here, sum(len(arguments.get(one.name, ())) for one in _arguments(here)))
            arguments.setdefault(place.name if place is not None else "", []).append(word)
    command = " ".join(path)
    typed = Typed(command, ledger, begun, arguments, explained)
    if waiting is not None:
        yield from _values(waiting, typed)
    elif begun.startswith("--") and "=" in begun:
        name, _equals, value = begun.partition("=")
        option = _option(here, name)
        if option is not None and not option.is_flag:
            yield from _values(option, Typed(command, ledger, value, arguments, explained))
    elif begun.startswith("-"):
        yield from _options(_own(here), arguments)
    else:
        yield from (Candidate(name, line) for name, line in getattr(here, "rows", {}).items())
        here = _own(here)
        place = _argument(here, sum(len(arguments.get(one.name, ())) for one in _arguments(here)))
        if place is not None:
            yield from _values(place, typed)


def _own(here: Any) -> Any:
    """Give the function that a name with commands below it runs by default, or the command itself."""
    return (here.get_command(None, "") or here) if hasattr(here, "list_commands") else here


def _arguments(command: Any) -> list[Any]:
    return [one for one in command.params if one.param_type_name == "argument"]


def _argument(command: Any, place: int) -> Any:
    known = _arguments(command)
    if place < len(known):
        return known[place]
    return known[-1] if known and known[-1].nargs == -1 else None


def _option(command: Any, name: str) -> Any:
    return next((one for one in _own(command).params if name in getattr(one, "opts", ())), None)


def _options(command: Any, given: dict[str, list[str]]) -> Iterator[Candidate]:
    for one in command.params:
        if one.param_type_name == "option" and not one.hidden and (one.name not in given or one.multiple):
            yield from (Candidate(name, one.help or "") for name in one.opts)


def _values(parameter: Any, typed: Typed) -> Iterator[Candidate]:
    from ecoclaim.cli.page import choices

    fixed = choices(parameter)
    if fixed:
        yield from map(Candidate, fixed)
        return
    found = source(typed.command, parameter.name)
    if found is not None:
        yield from found(typed)


def _joined(words: Sequence[str]) -> list[str]:
    """Put together what bash broke at an equals sign: `--format`, `=`, `json` is one word."""
    found: list[str] = []
    for word in words:
        if found and (word == "=" or found[-1].endswith("=")) and not (word != "=" and word.startswith("-")):
            found[-1] += word
        else:
            found.append(word)
    return found


def _plain(word: str) -> str:
    """Take away the quotes and backslashes that a shell would."""
    try:
        return " ".join(shlex.split(word))
    except ValueError:
        # A quote that is still open.
        return word.lstrip("'\"").replace("\\", "")
