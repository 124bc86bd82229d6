"""What completion offers in each place: cases, events, fields, rules, forms, packs, obligors, statuses, stages.

Reads no more than the few lines it wants, without the models: a shell waits for the answer at every press of a key.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from ecoclaim.words import Label

# As `deadlines --status` takes them; the room that defines them costs too much to ask.
STATUSES = ("open", "due-soon", "overdue", "exceeded", "lapsed", "elapsed", "met", "met-late", "void", "all")
_TITLE = re.compile(rb"^title[ \t]*:[ \t]*(.+?)[ \t]*\r?$", re.MULTILINE)
_HANDLERS = re.compile(rb"^handlers[ \t]*:[ \t]*(\[[^\]]*\]|[^\r\n#]+|(?:\r?\n[ \t]*-[^\r\n#]*)+)", re.MULTILINE)
_ENOUGH = 4096


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may stand here, and what it means."""

    value: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands before: the command, its arguments by name, the ledger named, and the beginning of this word."""

    command: str
    ledger: str | None
    begun: str
    arguments: Mapping[str, list[str]] = field(default_factory=dict)
    #: Whether the shell shows what a word means: finding it out may cost time.
    explained: bool = True

    def first(self, name: str) -> str:
        """Give the first value of an argument, or nothing."""
        return next(iter(self.arguments.get(name, ())), "")

    @property
    def root(self) -> Path:
        """The ledger's root; raises NotFound where there is none."""
        from ecoclaim.ledger.places import find_root

        named = self.ledger or os.environ.get("ECOCLAIM_LEDGER")
        return find_root(Path(named) if named else None)


Found = Iterator[Candidate]


def cases(typed: Typed) -> Found:
    """Offer the cases: by id, or by title once a title is begun."""
    from ecoclaim.ledger.places import case_ids

    root = typed.root
    by_id = not typed.begun or typed.begun[0].isdigit()
    titles = {name: _title(root, name) for name in case_ids(root)} if typed.explained or not by_id else {}
    if by_id:
        yield from (Candidate(name, titles.get(name, "")) for name in case_ids(root))
    else:
        told = list(titles.values())
        yield from (Candidate(title, name) for name, title in titles.items() if title and told.count(title) == 1)


def events(typed: Typed) -> Found:
    """Offer the events: by name, or by Chinese title once one is begun."""
    from ecoclaim.model.eventtable import ROWS

    for rows in ROWS.values():
        for name, zh, en, _fields in rows:
            named, title = name.lstrip("◦"), Label(zh, en).text
            yield Candidate(named, title) if typed.begun.isascii() else Candidate(zh, named)


def fields(typed: Typed) -> Found:
    """Offer the names of an event's fields, each with its equals sign: shells break words there; then its values."""
    from ecoclaim.cli.values_offered import fields_of, paths, values_of

    if typed.command == "set":
        return paths(typed, _tree(typed.root / "cases" / _case(typed) / "case.yaml"), partial(_pack_of_case, typed))
    said = typed.first("event") or _event_of_entry(typed)
    if "=" in typed.begun:
        return values_of(typed, said, partial(_pack_of_case, typed), partial(obligors, typed))
    return fields_of(typed, said)


def handlers(typed: Typed) -> Found:
    """Offer who handles cases."""
    from ecoclaim.ledger.places import case_ids

    found: dict[str, None] = {}
    for case in case_ids(typed.root):
        told = _HANDLERS.search(_beginning(typed.root, case))
        text = told[1].decode("utf-8", "ignore").strip() if told else ""
        found |= dict.fromkeys(one for part in re.split(r"[,，、\n]", text) if (one := part.strip(" -[]\"'\r")))
    return map(Candidate, found)


def domains(typed: Typed) -> Found:
    """Offer the domains of the office's pack."""
    pack = _pack(typed, _tree(typed.root / "ecoclaim.yaml").get("pack"))
    return iter([Candidate(name, _titled(entry)) for name, entry in pack.get("domains", {}).items()])


def rules(typed: Typed) -> Found:
    """Offer the rules and limits of the case's pack."""
    pack = _pack_of_case(typed)
    return _named(pack, "rules", "caps")


def periodic(typed: Typed) -> Found:
    """Offer the rules of periodic reports of the office's pack."""
    pack = _pack_of_case(typed)
    return _named({**pack, "rules": [one for one in pack.get("rules") or () if "cycle" in one]}, "rules")


def forms(typed: Typed) -> Found:
    """Offer the forms of the case's pack."""
    return _named(_pack_of_case(typed), "forms")


def packs(typed: Typed) -> Found:
    """Offer the rule packs: those shipped and the office's own."""
    from ecoclaim.errors import NotFound
    from ecoclaim.ledger.places import shipped

    folders = [shipped("rules")]
    with suppress(NotFound):
        folders.append(typed.root / "packs")
    names = {
        file.stem for folder in folders if folder.is_dir() for file in folder.glob("*.yaml") if "." not in file.stem
    }
    return iter([Candidate(name) for name in sorted(names)])


def obligors(typed: Typed) -> Found:
    """Offer the keys of the case's obligors."""
    people = _tree(typed.root / "cases" / _case(typed) / "case.yaml").get("obligors")
    for one in people if isinstance(people, list) else ():
        if isinstance(one, dict) and one.get("key"):
            yield Candidate(str(one["key"]), str(one.get("name") or ""))


def channels(typed: Typed) -> Found:
    """Offer the channels by which a clue comes."""
    pack = _pack(typed, typed.first("pack") or _tree(typed.root / "ecoclaim.yaml").get("pack"))
    for name, entry in pack.get("channels", {}).items():
        yield Candidate(name, _titled(entry))


def statuses(typed: Typed) -> Found:
    """Offer statuses, also after a comma."""
    before = typed.begun[: typed.begun.rfind(",") + 1]
    return (Candidate(before + one) for one in STATUSES if one not in before.split(","))


def stages(typed: Typed) -> Found:
    """Offer the stages of a case."""
    from ecoclaim.model.eventtable import CHOICES

    return map(Candidate, [*CHOICES["stage"]][::-1])


def source(command: str, parameter: str) -> Callable[[Typed], Found] | None:
    """Tell what is offered for a command's parameter; None where a person must know."""
    if parameter in ("name", "other", "extends"):
        return packs if command.startswith("packs ") and (command, parameter) != ("packs new", "name") else None
    if parameter == "rule" and command.startswith("report "):
        return periodic
    return _SOURCES.get(parameter)


_SOURCES: Mapping[str, Callable[[Typed], Found]] = {
    "case": cases,
    "cases": cases,
    "event": events,
    "fields": fields,
    "rule": rules,
    "form": forms,
    "forms": forms,
    "pack": packs,
    "obligor": obligors,
    "channel": channels,
    "status": statuses,
    "stage": stages,
    "handler": handlers,
    "domain": domains,
}


def _beginning(root: Path, case: str) -> bytes:
    from ecoclaim.outside.files import beginning

    try:
        return beginning(root / "cases" / case / "case.yaml", _ENOUGH)
    except OSError:
        return b""


def _title(root: Path, case: str) -> str:
    found = _TITLE.search(_beginning(root, case))
    text = found[1].decode("utf-8", "ignore") if found else ""
    for mark in ('"', "'"):
        if text.startswith(mark):
            return text[1:].partition(mark)[0]
    return text.partition(" #")[0].strip()


def _case(typed: Typed) -> str:
    from ecoclaim.cli.clock import today
    from ecoclaim.ledger.places import case_ids, resolve_case

    said, root = typed.first("case") or typed.first("cases"), typed.root
    titles = {} if said.replace("-", "").isdigit() else {name: _title(root, name) for name in case_ids(root)}
    return resolve_case(root, said, today().year, titles)


def _event_of_entry(typed: Typed) -> str:
    """Give the event of the entry that `correct` is to mend."""
    if typed.command != "correct":
        return ""
    entries: Any = _read(typed.root / "cases" / _case(typed) / "events.yaml")
    return str(entries[int(typed.first("number")) - 1].get("event"))


def _pack_of_case(typed: Typed) -> dict[str, Any]:
    own = None
    if typed.first("case") or typed.first("cases"):
        own = _tree(typed.root / "cases" / _case(typed) / "case.yaml").get("pack")
    return _pack(typed, own or _tree(typed.root / "ecoclaim.yaml").get("pack"))


def _pack(typed: Typed, name: object, depth: int = 5) -> dict[str, Any]:
    """Read a pack with what it takes from those it extends: its lists one behind the other, its maps laid over."""
    from ecoclaim.ledger.places import shipped

    if not isinstance(name, str) or "/" in name or "\\" in name or not depth:
        return {}
    own = typed.root / "packs" / f"{name}.yaml"
    tree = _tree(own if own.is_file() else shipped("rules") / f"{name}.yaml")
    found = _pack(typed, tree.get("extends"), depth - 1)
    for key, value in tree.items():
        before = found.get(key)
        if isinstance(value, list) and isinstance(before, list):
            found[key] = [*before, *value]
        elif isinstance(value, dict) and isinstance(before, dict):
            found[key] = {**before, **value}
        else:
            found[key] = value
    return found


def _named(pack: dict[str, Any], *keys: str) -> Found:
    left_out = pack.get("without") or ()
    found = {
        str(one["id"]): _titled(one)
        for key in keys
        for one in pack.get(key) or ()
        if isinstance(one, dict) and one.get("id") and one["id"] not in left_out
    }
    return iter([Candidate(name, title) for name, title in found.items()])


def _titled(entry: Any) -> str:
    title = entry.get("title") if isinstance(entry, dict) else None
    return Label(str(title.get("zh")), str(title.get("en"))).text if isinstance(title, dict) else ""


def _tree(path: Path) -> dict[str, Any]:
    tree = _read(path)
    return tree if isinstance(tree, dict) else {}


def _read(path: Path) -> object:
    from ecoclaim import yamlfile
    from ecoclaim.outside.files import beginning

    return yamlfile.read(beginning(path, yamlfile.LARGEST_FILE + 1), path.name).tree
