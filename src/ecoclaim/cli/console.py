"""The only door to standard output, standard error and the keyboard.

Alone knows what a console can show: its encoding, width and colour, and that whoever read may have gone. What a
terminal would obey instead of showing passes only where it is ours: colour, and the line that tells how far we are.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TextIO

from ecoclaim.terminal import visible

if TYPE_CHECKING:
    from ecoclaim.views.table import Paper


_HELD = 1 << 20  # characters sent at once
# Stands for the escape of our own colours until they are printed; nobody who writes a title can know it.
_OURS = os.urandom(8).hex()


class ReaderGone(Exception):
    """Whoever read our answer has closed the pipe; nothing is wrong."""


def answer(text: str) -> None:
    """Print text for people: in the console's encoding, with a stand-in for what it cannot show."""
    if sys.stdout is None:
        return
    line = visible(text if text.endswith("\n") else text + "\n").replace(_OURS, "\x1b")
    _to_stdout(lambda: sys.stdout.write(fitted(line, sys.stdout.encoding)))


def machine(text: str | bytes) -> None:
    """Print a machine format: UTF-8 and its own line ends, on any console; bytes are a file and stay as they are."""
    if sys.stdout is None:
        return
    data = visible(text).encode() if isinstance(text, str) else text

    def write() -> None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    _to_stdout(write)


def stream(pieces: Iterable[str]) -> None:
    """Print a machine format piece by piece, for an answer too long to stand in memory whole."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > _HELD:
            machine("".join(held))
            held, size = [], 0
    machine("".join(held))


def say(text: str) -> None:
    """Tell the person something beside the answer; a closed standard error loses it without harm."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(fitted(visible(text) + "\n", sys.stderr.encoding))
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def progress(text: str) -> None:
    """Show at a terminal that can clear a line how far we are, in place of what was there; empty text clears it."""
    if not _is_tty(sys.stderr) or os.environ.get("TERM") == "dumb":
        return
    try:
        sys.stderr.write(fitted(f"\r{visible(text)}\x1b[K", sys.stderr.encoding))
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def ask(question: str, default: str = "") -> str:
    """Ask one question and give the answer, or the default for an empty one.

    Raises Interrupted where no answer comes.
    """
    from ecoclaim.errors import Interrupted, WrongUsage
    from ecoclaim.words import _

    hint = f" [{default}]" if default else ""
    if sys.stderr is not None:
        sys.stderr.write(fitted(visible(f"{question}{hint}: "), sys.stderr.encoding))
        sys.stderr.flush()
    try:
        line = sys.stdin.readline() if sys.stdin is not None else ""
    except UnicodeDecodeError as fault:
        raise WrongUsage(
            _("what was typed is not {encoding}, the encoding of this console").format(encoding=fault.encoding)
        ) from None
    if not line:
        raise Interrupted(_("no answer came; nothing was written"))
    return line.strip() or default


def given() -> str:
    """Read all that another program hands over on standard input."""
    return sys.stdin.buffer.read().decode("utf-8", "replace") if sys.stdin is not None else ""


def can_ask() -> bool:
    """Tell whether a person sits there to answer a question."""
    return _is_tty(sys.stdin) and _is_tty(sys.stderr)


def is_terminal() -> bool:
    """Tell whether the answer goes to a terminal."""
    return _is_tty(sys.stdout)


def width() -> int | None:
    """Count the terminal's columns; None in a pipe, where nothing is cut or wrapped."""
    return _columns() if is_terminal() else None


def page_width() -> int:
    """Count the columns for running text, which is wrapped in a pipe too."""
    return min(_columns(), 100) if is_terminal() else 80


def colour() -> bool:
    """Tell whether the answer may be coloured."""
    return (
        is_terminal()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
        # The old console of Windows prints the escapes themselves; Windows Terminal says its name.
        and (os.name != "nt" or "WT_SESSION" in os.environ)
    )


def paper() -> Paper:
    """Describe standard output to the tables."""
    from ecoclaim.views.table import Paper

    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    # A GBK console draws box lines two columns wide.
    return Paper(width=width(), colour=colour(), ascii_only=not encoding.startswith("utf"), escape=_OURS)


def finish() -> None:
    """Send what is still held back, so that no fault waits for the interpreter's exit."""
    if sys.stdout is not None:
        _to_stdout(sys.stdout.flush)


def abandon() -> None:
    """Let what is still held back go nowhere: the reader has gone."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        return


def fitted(text: str, encoding: str | None) -> str:
    """Put question marks, as wide as the character, for what the encoding lacks."""
    encoding = encoding or "utf-8"
    if _fits(text, encoding):
        return text
    from ecoclaim.views.text import width_of

    return "".join(character if _fits(character, encoding) else "?" * max(1, width_of(character)) for character in text)


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    except LookupError:
        return text.isascii()
    return True


def _to_stdout(write: Callable[[], object]) -> None:
    try:
        write()
    except OSError as fault:
        # Windows says EINVAL for a closed pipe.
        if isinstance(fault, BrokenPipeError) or (os.name == "nt" and fault.errno == errno.EINVAL):
            raise ReaderGone from None
        raise


def _is_tty(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns
