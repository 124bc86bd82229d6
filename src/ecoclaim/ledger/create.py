"""Makes the folder of a new ledger; nothing that is there is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ecoclaim.errors import BadFile, Problem
from ecoclaim.ledger import fresh
from ecoclaim.ledger.load import shown
from ecoclaim.ledger.places import MARK, REPORTS, SCHEMAS
from ecoclaim.ledger.schemas import SCHEMAS as NAMES
from ecoclaim.ledger.schemas import schema_file, schema_texts
from ecoclaim.ledger.write import replace
from ecoclaim.outside.files import contents, contents_if_any
from ecoclaim.words import _


def create_ledger(folder: Path, settings: bytes, keep: tuple[str, ...] = ()) -> None:
    """Write the files of a new ledger, ecoclaim.yaml last: half a ledger is none, and init can be called again.

    What is named in `keep` may be there with other content. Raises BadFile where another file of ours is, or where
    the folder cannot be written.
    """
    ignored = folder / ".gitignore"
    try:
        (folder / "cases").mkdir(parents=True, exist_ok=True)
        old = contents_if_any(ignored)
    except OSError as fault:
        text = _("cannot be made: {why}").format(why=fault.strerror)
        raise BadFile([Problem(str(folder), None, None, "", text)]) from None
    files = {
        **schema_files(),
        REPORTS: fresh.reports_file(),
        ".gitattributes": fresh.attributes_file(),
        MARK: settings,
    }
    _refuse_others(folder, {name: data for name, data in files.items() if name not in keep})
    replace(folder, ignored, old, fresh.ignore_file(old))
    for name, data in files.items():
        if not (folder / name).exists():
            replace(folder, folder / name, None, data)


def own_files(folder: Path) -> list[Path]:
    """List the files that a new ledger begins with, where they are."""
    names = (".gitignore", ".gitattributes", *(f"{SCHEMAS}/{schema_file(name)}" for name in NAMES), REPORTS, MARK)
    return [folder / name for name in names if (folder / name).is_file()]


def lay_out(example: Path, folder: Path) -> None:
    """Copy an example ledger into a new folder and add what init adds; ecoclaim.yaml comes last."""
    names = sorted(
        path.relative_to(example).as_posix()
        for path in example.rglob("*")
        if path.is_file() and path.name != MARK and not path.relative_to(example).as_posix().startswith(".")
    )
    for name in names:
        replace(folder, folder / name, None, contents(example / name))
    create_ledger(folder, contents(example / MARK), keep=(REPORTS,))


def write_schemas(root: Path) -> list[str]:
    """Write the schemas of an existing ledger anew; gives the paths of those that changed."""
    changed = []
    for name, data in schema_files(root).items():
        path = root / name
        old = contents_if_any(path)
        if old != data:
            replace(root, path, old, data)
            changed.append(shown(root, path))
    return changed


def schema_files(root: Path | None = None) -> Mapping[str, bytes]:
    """Give the schema files by their paths in a ledger, with what its own packs list."""
    return {f"{SCHEMAS}/{schema_file(name)}": text.encode() for name, text in schema_texts(root).items()}


def _refuse_others(folder: Path, files: Mapping[str, bytes]) -> None:
    text = _("is there already and is not what init would write; move it away, or choose another folder")
    there = [
        name
        for name, data in files.items()
        if name != ".gitattributes" and contents_if_any(folder / name) not in (None, data)
    ]
    if there:
        raise BadFile([Problem(str(folder / name), None, None, "", text) for name in there])
