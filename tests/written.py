"""Cases written in a test as a person writes them, and what the rooms make of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ecoclaim.deadlines import Deadline, Rulebook, rulebook
from ecoclaim.errors import BadFile
from ecoclaim.ledger.load import load_pack
from ecoclaim.model.case import Case, CaseFile
from ecoclaim.model.events import read_events
from ecoclaim.model.office import Office
from ecoclaim.model.values import problem, shaped
from ecoclaim.packs import Pack
from ecoclaim.standing import Standing
from ecoclaim.workdays import Workdays
from ecoclaim.yamlfile import read

ONE = "id: 2026-0001\ntitle: 某厂排污\nobligors:\n  - {key: A, name: 甲厂}\n"
WORKDAYS = Workdays()


def office(text: str = "") -> Office:
    """Read an ecoclaim.yaml; the format line is given."""
    document = read(f"format: 1\n{text}".encode(), "ecoclaim.yaml")
    return shaped(Office, document.tree, document.path, document.place)


def case(events: str, file: str = ONE) -> Case:
    """Read a case from the texts of its two files; raises BadFile as the ledger does."""
    document = read(file.encode(), "case.yaml")
    about = shaped(CaseFile, document.tree, document.path, document.place)
    entries = read(events.encode(), "events.yaml")
    found, wrong = read_events(entries.tree, [one.key for one in about.obligors], about.parties)
    if wrong:
        raise BadFile([problem(entries.path, entries.place, loc, text) for loc, text in wrong])
    return Case(about, found)


def pack(name: str) -> Pack:
    """Load a shipped pack."""
    return load_pack(None, name)


def book(name: str = "xpcc", settings: str = "") -> Rulebook:
    """Make a shipped pack's rules ready for an office."""
    return rulebook(pack(name), office(settings))


def day(text: str) -> date:
    """Read a day."""
    return date.fromisoformat(text)


def rows(events: str, on: str, name: str = "xpcc", file: str = ONE, settings: str = "") -> dict[str, Deadline]:
    """Give the rows of a case as of a day, by key without the case's id."""
    return keyed(standing(case(events, file), on, name, settings).rows)


def standing(found: Case, on: str, name: str = "xpcc", settings: str = "") -> Standing:
    """Give where a case stands on a day under a shipped pack."""
    return Standing(found, office(settings), book(name, settings), WORKDAYS, day(on))


def keyed(found: Iterable[Deadline]) -> dict[str, Deadline]:
    """Key rows by all that follows the case's id."""
    return {one.key.partition("/")[2]: one for one in found}
