"""The one door for failure: however a command ends, its sentence on standard error and its exit code."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from ecoclaim import __version__
from ecoclaim.cli import console

BUG = 70
INTERRUPTED = 130
BAD_FILE = 4


def run(arguments: Sequence[str]) -> int:
    """Choose the language, run the command, turn whatever stops it into a sentence and a code."""
    return _guarded(lambda: _command(arguments), arguments)


def version() -> int:
    """Answer `--version`."""
    return _guarded(lambda: console.answer(f"ecoclaim {__version__}"))


def _command(arguments: Sequence[str]) -> int | None:
    from ecoclaim import words
    from ecoclaim.cli.language import chosen

    words.use(chosen(arguments, os.environ))
    from ecoclaim.cli.tree import root

    result = root().main(list(arguments), prog_name="ecoclaim", standalone_mode=False)
    return result if isinstance(result, int) else None


def _guarded(command: Callable[[], int | None], arguments: Sequence[str] = ()) -> int:
    try:
        code = _code_of(command, arguments)
    except console.ReaderGone:
        console.abandon()
        return 0
    try:
        console.finish()
    except (console.ReaderGone, OSError):
        # What could not be sent was said already; the interpreter must not try again at its exit.
        console.abandon()
    return code


def _code_of(command: Callable[[], int | None], arguments: Sequence[str]) -> int:
    try:
        code = command() or 0
        console.finish()
    except BaseException as fault:
        return _failed(fault, arguments)
    if code == INTERRUPTED:
        # Typer swallows Ctrl-C and leaves the code.
        _say_interrupted()
    return code


def _failed(fault: BaseException, arguments: Sequence[str]) -> int:
    from ecoclaim.cli.again import again
    from ecoclaim.errors import PartsWrong, Stop
    from ecoclaim.words import _

    match fault:
        case console.ReaderGone():
            raise fault
        case PartsWrong():
            console.say(_("Error: {sentence}").format(sentence=fault))
            console.say(again(fault, arguments))
            return fault.exit_code
        case Stop():
            console.say(_("Error: {sentence}").format(sentence=fault))
            return fault.exit_code
        case KeyboardInterrupt():
            _say_interrupted()
            return INTERRUPTED
        case SystemExit():
            return fault.code if isinstance(fault.code, int) else 0
        case OSError() if fault.errno is not None:
            sentence = ": ".join(str(part) for part in (fault.filename, fault.strerror) if part)
            console.say(_("Error: {sentence}").format(sentence=sentence))
            return BAD_FILE
    return _failed_otherwise(fault)


def _failed_otherwise(fault: BaseException) -> int:
    import typer

    from ecoclaim.words import _

    if isinstance(fault, typer.Abort):
        _say_interrupted()
        return INTERRUPTED
    import traceback

    console.say("".join(traceback.format_exception(fault)).rstrip())
    console.say(
        _("This is a fault of ecoclaim {version}, not yours; please report it with the lines above.").format(
            version=__version__
        )
    )
    return BUG


def _say_interrupted() -> None:
    from ecoclaim.words import _

    console.say(_("Interrupted."))
