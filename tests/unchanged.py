"""Show whether a change of the program changes its answers.

`python tests/unchanged.py save FOLDER` writes what every command that answers in JSON says of both example ledgers and
of tests/fixtures/full, what those say that write files, and a digest of each file; `python tests/unchanged.py compare
ONE OTHER` lists the answers that differ between two such folders and exits with 1 where any does. Run the first before
and after a change, each in its own checkout.
"""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from ecoclaim.cli import main
from ecoclaim.ledger.create import lay_out
from ecoclaim.ledger.places import case_ids, shipped

FULL = Path(__file__).parent / "fixtures" / "full"
DAYS = {"zhangye": ("2026-03-25", "2026-11-20"), "xpcc": ("2026-11-20",), "full": ("2026-11-20",)}
PERIODIC = ("quarterly-clue-list 2026Q1", "quarterly-screening 2025Q4", "half-year-report 2025H2", "annual-report 2025")


@dataclass(frozen=True)
class Asked:
    """A ledger to ask, and the day to ask as of."""

    name: str
    root: Path
    day: str

    def answer(self, *words: str) -> str:
        """Give the exit code, the answer and the talk of a command."""
        out, err = io.StringIO(), io.StringIO()
        out.buffer = io.BytesIO()  # type: ignore[attr-defined]
        with redirect_stdout(out), redirect_stderr(err):
            code = main([*words, "--on", self.day, "--lang", "zh", "-C", str(self.root)])
        said = out.getvalue() + out.buffer.getvalue().decode()  # type: ignore[attr-defined]
        text = f"{code}\n{said}\n{err.getvalue()}"
        return text.replace(str(self.root), "LEDGER").replace(str(self.root.parent), "FOLDER")


def asked(folder: Path) -> Iterator[Asked]:
    """Lay out each ledger and give it once for each of its days."""
    for name, days in DAYS.items():
        root = folder / name
        lay_out(FULL if name == "full" else shipped("examples") / name, root)
        for day in days:
            yield Asked(name, root, day)


def answers(one: Asked) -> Iterator[tuple[str, str]]:
    """Give every answer of a ledger by the words that ask for it."""
    json_of = ("--format", "json")
    everything = (["deadlines", "--status", "all"], ["list"], ["next"], ["check"], ["report", "due"], ["forms"])
    for words in (*everything, ["packs", "list"], ["calendar", "2026"], ["count", "2026-09-10", "30"]):
        yield " ".join(words), one.answer(*words, *json_of)
    for pack in ("national", "zhangye-2024", "xpcc"):
        yield f"packs show {pack}", one.answer("packs", "show", pack, *json_of)
    yield "packs diff", one.answer("packs", "diff", "zhangye-2024", "xpcc", *json_of)
    for words in PERIODIC:
        yield f"report make {words}", one.answer("report", "make", *words.split(), *json_of)
    for case in case_ids(one.root):
        for command in ("show", "next", "forms", "check", "record", "publish"):
            yield f"{command} {case}", one.answer(command, case, *json_of)
        yield f"drift {case}", one.answer("drift", case, *json_of)
        yield f"render {case}", one.answer("render", case, "--all", "--text")
        yield from explained(one, case)
    for command in ("verify", "publish scan"):
        yield command, one.answer(*command.split(), *json_of)
    if one.day == DAYS[one.name][-1]:
        yield from written(one)


def written(one: Asked) -> Iterator[tuple[str, str]]:
    """Give what the commands say that write files of a case, and every file that the ledger then has."""
    extra = one.root.parent / "received.txt"
    extra.write_text("received")
    for case in case_ids(one.root):
        asked = (
            ("render", case, "--all", "--draft", "--diff"),
            ("render", case, "--all", "--draft"),
            ("render", case, "--all"),
            ("render", case, "no-such-form"),
            ("publish", case, "--docx"),
            ("evidence", "add", case, str(extra), "--name", "一份材料", "--pages", "2"),
            ("archive", case),
            ("verify", case),
            ("set", case, "incident.place=某处"),
            ("record", case, "review-concluded", "--date", one.day, "damage=yes", "opinion=start"),
            ("record", case, "review-concluded", "--date", one.day, "damage=yes", "--despite", "补记"),
            ("correct", case, "1", "note=补记"),
            ("undo", case, "--yes"),
        )
        for words in asked:
            yield " ".join(words).replace(str(extra), "FILE"), one.answer(*words)
    last = case_ids(one.root)[-1]
    for words in (
        ("publish", "allow", "0936-8212345", "--reason", "热线", "--by", "某人"),
        ("report", "sent", "annual-report", "2025", "--date", one.day),
        ("renumber", last),
        ("new-case", "--title", "一起案件", "--received", one.day, "--obligor", "某公司"),
    ):
        yield " ".join(words), one.answer(*words)
    for path in sorted(path for path in one.root.rglob("*") if path.is_file()):
        digest = sha256(path.read_bytes()).hexdigest()
        yield f"file {path.relative_to(one.root)}", digest


def explained(one: Asked, case: str) -> Iterator[tuple[str, str]]:
    """Give the explanation of every row of a case."""
    found = one.answer("deadlines", case, "--status", "all", "--format", "json").split("\n", 1)[1]
    for row in json.JSONDecoder().raw_decode(found)[0]["deadlines"]:
        about = [("--obligor", row["obligor"]), ("--instance", row["instance"])]
        words = ["why", case, row["rule"], *(part for pair in about if pair[1] for part in pair)]
        if row["case"]:
            yield " ".join(words), one.answer(*words, "--format", "json")


def save(folder: Path) -> None:
    """Write every answer into a folder, one file a ledger and day."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with TemporaryDirectory() as place:
        for one in asked(Path(place)):
            (folder / f"{one.name}-{one.day}.json").write_text(
                json.dumps(dict(answers(one)), ensure_ascii=False, indent=1)
            )


def compare(one: Path, other: Path) -> int:
    """Print the answers that differ; gives how many do."""
    differing = 0
    for file in sorted({path.name for path in (*one.iterdir(), *other.iterdir())}):
        first, second = (json.loads((each / file).read_text()) for each in (one, other))
        for words in dict.fromkeys((*first, *second)):
            if first.get(words) != second.get(words):
                differing += 1
                print(f"{file}: {words}")
    print(f"{differing} answers differ")
    return differing


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["save", folder]:
            save(Path(folder))
        case ["compare", one, other]:
            sys.exit(bool(compare(Path(one), Path(other))))
        case _:
            sys.exit(__doc__)
