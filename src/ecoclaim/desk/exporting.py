"""Flat tables out of one ledger or of many, in files by table, office and year, to be asked by other programs.

Alone knows the layout, `TABLE/office=NAME/year=YYYY/LEDGER.parquet`: a ledger owns the files of its id wherever they
lie, so that an export replaces its own rows and no other office's, also where an office was renamed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ecoclaim.checks.people import persons_of
from ecoclaim.desk.ledgers import Ledgers, keeper
from ecoclaim.desk.opened import Opened
from ecoclaim.errors import BadFile, Problem, WrongUsage
from ecoclaim.model.case import Case
from ecoclaim.model.office import Keeper
from ecoclaim.reports.flat import TABLES, case_rows, deadline_row, office_row
from ecoclaim.standing import Standing
from ecoclaim.views.exported import ENDINGS, head, lines, sql_types, tables_json
from ecoclaim.words import _

#: The file that says which tables and columns there are.
SCHEMA = "tables.json"
# What a name of a folder or a file may not hold on some system, or means something to a reader of such folders.
_KEPT = "".join(chr(sign) for sign in range(33, 127) if chr(sign) not in "\"%*/:<=>?\\|#{}[]^~`'")


def exported(ledgers: Ledgers[Opened], folder: Path, form: str) -> dict[str, int]:
    """Write the tables of these ledgers below a folder, in place of what they wrote before; gives the rows of each.

    Raises WrongUsage where Parquet cannot be written, BadFile where the folder cannot be.
    """
    if form == "parquet":
        duckdb()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as beside:
            new = Path(beside)
            counts = _written(ledgers, new, form)
            if form == "parquet":
                _as_parquet(new)
            (new / SCHEMA).write_text(tables_json(), encoding="utf-8")
            for at in ledgers.opened:
                _retire(folder, keeper(at))
            for path in sorted(one for one in new.rglob("*") if one.is_file()):
                place = folder / path.relative_to(new)
                place.parent.mkdir(parents=True, exist_ok=True)
                path.replace(place)
    except OSError as fault:
        text = _("cannot be written: {why}").format(why=fault.strerror or fault)
        raise BadFile([Problem(str(fault.filename or folder), None, None, "", text)]) from None
    return counts


def duckdb() -> Any:
    """Import DuckDB; raises WrongUsage, and says how to install it, where it is not there."""
    try:
        import duckdb as found
    except ImportError:
        raise WrongUsage(
            _("Parquet is written by DuckDB, which is not installed: {command}; or write --format csv or json").format(
                command="pip install 'ecoclaim[analytics]'"
            )
        ) from None
    return found


def _written(ledgers: Ledgers[Opened], new: Path, form: str) -> dict[str, int]:
    """Write every table into files of lines, one case after the other; gives how many rows each has."""
    counts = dict.fromkeys(TABLES, 0)
    cases: dict[str, int] = {}

    def put(whose: Keeper, year: str, table: str, number: int, data: bytes) -> None:
        counts[table] += number
        path = new / table / f"office={_named(whose.office or whose.ledger)}" / f"year={year}"
        path /= f"{_named(whose.ledger)}{'.lines' if form == 'parquet' else ENDINGS[form]}"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(data if file.tell() else head(table, form) + data)

    found = ledgers.swept((), partial(_of_case, form))
    for (whose, year), several in groupby(found, key=lambda one: (keeper(one[0]), one[1][0])):
        gathered: dict[str, list[bytes]] = {}
        for _at, (_year, tables) in several:
            cases[whose.ledger] = cases.get(whose.ledger, 0) + 1
            for table, (number, data) in tables.items():
                gathered.setdefault(table, []).append(data)
                counts[table] += number
        for table, pieces in gathered.items():
            put(whose, year, table, 0, b"".join(pieces))
    for at in ledgers.opened:
        whose, year = keeper(at), f"{at.on.year:04d}"
        for owed in at.ledger_rows():
            row = [deadline_row(owed, whose)]
            put(whose, (owed.period or year)[:4], "deadlines", 1, lines("deadlines", row, form))
        unread = len({one.path for one in at.problems})
        office = [office_row(at.office, whose, at.on, cases.get(whose.ledger, 0), unread)]
        put(whose, year, "offices", 1, lines("offices", office, form))
    return counts


def _of_case(form: str, at: Opened, case: Case) -> tuple[str, Mapping[str, tuple[int, bytes]]]:
    """Give the year of a case, and its lines by table."""
    standing = at.standing(case)
    rows = case_rows(standing, keeper(at), partial(_public, standing))
    return case.id[:4], {table: (len(held), lines(table, held, form)) for table, held in rows.items() if held}


def _public(standing: Standing, title: str) -> str:
    """Write the title of a case as the public may read it: 李某某 for a person's name."""
    file, events, office = standing.file, standing.case.events, standing.office
    if not any(one.text in title for one in persons_of(file, events, office)):
        return title
    from ecoclaim.forms.masks import masks

    return masks(file, events, office).masked(title)[0]


def _as_parquet(new: Path) -> None:
    """Turn each file of lines into Parquet; nothing is fetched, no extension loaded."""
    settings = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    with duckdb().connect(config=settings) as asked:
        for path in sorted(new.rglob("*.lines")):
            types = sql_types(path.relative_to(new).parts[0])
            columns = ", ".join(f"{_quoted(name)}: {_quoted(kind)}" for name, kind in types.items())
            source, target = _quoted(str(path)), _quoted(str(path.with_suffix(".parquet")))
            read = "header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n'"
            options = f"hive_partitioning = false, {read}"
            asked.execute(
                f"COPY (SELECT * FROM read_csv({source}, columns = {{{columns}}}, {options})) "
                f"TO {target} (FORMAT parquet, COMPRESSION zstd)"
            )
            path.unlink()


def _retire(folder: Path, whose: Keeper) -> None:
    """Take away what a ledger wrote before, in any format, and the folders that this leaves empty."""
    for table in TABLES:
        for ending in ENDINGS.values():
            for path in _own(folder / table, f"{_named(whose.ledger)}{ending}"):
                path.unlink()
                for above in (path.parent, path.parent.parent):
                    if not any(above.iterdir()):
                        above.rmdir()


def _own(table: Path, name: str) -> Iterator[Path]:
    return (path for path in list(table.glob("office=*/year=*/*")) if path.name == name)


def _named(text: str) -> str:
    """Write a text as the name of a file or of a value in a folder's name, as Hive does: what may not stand is %XX."""
    return "".join(
        one if one in _KEPT or (ord(one) > 127 and one.isprintable()) else quote(one, safe="") for one in text
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
