"""`demo`: the shipped example ledger in a folder, its deadlines as of a fixed day, one explained, one form rendered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger
from ecoclaim.cli.page import explained
from ecoclaim.errors import GitRefused, WrongUsage
from ecoclaim.terminal import quoted_path
from ecoclaim.words import _, later


@explained(
    later(
        "Lays out the shipped example ledger, with invented cases and people, in a new folder; prints its deadlines as "
        "of a fixed day, explains one of them, renders one form, and says what to try next."
    ),
    "ecoclaim demo",
    "ecoclaim demo /tmp/trial",
)
def demo(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar=later("DIR"), help=later("A new or empty folder; without it ecoclaim-demo in this folder.")
        ),
    ] = None,
    ledger: Ledger = None,
) -> int:
    """Lay out the example ledger and look at it."""
    from ecoclaim.cli.commands import COMMANDS
    from ecoclaim.desk.newledger import first_commit, make_history
    from ecoclaim.ledger.begun import note
    from ecoclaim.ledger.create import example_ledger
    from ecoclaim.ledger.places import MARK, shipped
    from ecoclaim.ledger.whole import put_down
    from ecoclaim.yamlfile import read, splice

    folder = folder or Path("ecoclaim-demo")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUsage(_("{folder} is not empty; name a new folder: ecoclaim demo DIR").format(folder=folder))
    # Which example, and the day it was written for: some of its deadlines are near then, some far, some met.
    tree: Any = read((shipped("examples") / "demo.yaml").read_bytes(), "demo.yaml").tree
    day = tree["on"]
    folder.mkdir(parents=True, exist_ok=True)
    files, told = example_ledger(shipped("examples") / tree["ledger"], folder), make_history(folder)
    settings: Any = read(files.new[folder / MARK], MARK).tree
    said: list[str] = []
    if (folder / ".git").is_dir():
        # Where git knows nobody yet that is said; the example shows all the same.
        _code, said = first_commit(folder, files, "demo", settings["department"]["name"])
    else:
        # Inside another's repository, as in a checkout of ecoclaim, the example keeps out of that one's history.
        own = splice(files.new[folder / MARK], ("git", "commit"), "false", MARK)
        put_down(folder, replace(files, new={**files.new, folder / MARK: own}))
        note(folder, ())
    console.answer(_("Laid out the example ledger in {folder}. All names in it are invented.").format(folder=folder))
    for line in (told, *said):
        console.say(line)
    code = 0
    shown = [
        (_("1. Its deadlines as of that day:"), ["deadlines"]),
        (_("2. How one of these dates came about:"), ["why", *tree["why"]]),
        (_("3. A form, filled from the files of case 1:"), ["render", *tree["render"]]),
    ]
    for title, words in shown:
        if words[0] in COMMANDS:
            console.answer(f"\n{title}\n$ ecoclaim {' '.join(words)} --on {day}\n")
            done = _run([*words, "--on", day, "-C", str(folder)])
            # What git would not keep was said; the example is there and shows all the same.
            code = code or (0 if done == GitRefused.exit_code else done)
    console.answer(
        "\n"
        + "\n".join(
            [
                _("All of it lies in {folder}: one folder a case, plain text.").format(folder=folder.absolute()),
                _("What to type next:"),
                f"  cd {quoted_path(folder)}",
                f"  ecoclaim show 1 --on {day}",
                f"  ecoclaim record 1 --on {day}",
                f"  ecoclaim record 1 reply-received --date {day} --obligor B agrees=true --on {day} --dry-run",
                "  ecoclaim --help",
            ]
        )
    )
    return code


def _run(words: list[str]) -> int:
    from ecoclaim.cli.tree import root

    code = root().main(words, prog_name="ecoclaim", standalone_mode=False)
    return code if isinstance(code, int) else 0
