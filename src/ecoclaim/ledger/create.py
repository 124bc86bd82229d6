"""Makes the folder of a new ledger; nothing that is there is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ecoclaim.errors import BadFile, Problem
from ecoclaim.ledger import fresh
from ecoclaim.ledger.begun import note
from ecoclaim.ledger.places import MARK, REPORTS, SCHEMAS
from ecoclaim.ledger.schemas import schema_file, schema_texts
from ecoclaim.ledger.whole import Files, put_down
from ecoclaim.outside.files import contents, contents_if_any
from ecoclaim.words import _


def new_ledger(folder: Path, settings: bytes, keep: tuple[str, ...] = ()) -> Files:
    """Draft the files of a new ledger, ecoclaim.yaml last: half a ledger is none.

    What is named in `keep` may be there with other content. Raises BadFile where another file of ours is, or where
    the folder cannot be made.
    """
    ignored = folder / ".gitignore"
    try:
        (folder / "cases").mkdir(parents=True, exist_ok=True)
        old = contents_if_any(ignored)
    except OSError as fault:
        text = _("cannot be made: {why}").format(why=fault.strerror)
        raise BadFile([Problem(str(folder), None, None, "", text)]) from None
    wanted = {
        **schema_files(),
        REPORTS: fresh.reports_file(),
        ".gitattributes": fresh.attributes_file(),
        MARK: settings,
    }
    _refuse_others(folder, {name: data for name, data in wanted.items() if name not in keep})
    there = {folder / name: contents(folder / name) for name in wanted if (folder / name).is_file()}
    new = {ignored: fresh.ignore_file(old), **{folder / name: data for name, data in wanted.items()}}
    return Files({**dict.fromkeys(new), **there, ignored: old}, {**new, **there})


def example_ledger(example: Path, folder: Path) -> Files:
    """Draft an example ledger in a new folder, with what init adds; ecoclaim.yaml comes last."""
    names = sorted(
        path.relative_to(example).as_posix()
        for path in example.rglob("*")
        if path.is_file() and path.name != MARK and not path.relative_to(example).as_posix().startswith(".")
    )
    copied = {folder / name: contents(example / name) for name in names}
    begun = new_ledger(folder, contents(example / MARK), keep=(REPORTS,))
    settings = begun.new[folder / MARK]
    new = {path: data for path, data in begun.new.items() if path != folder / MARK}
    return Files({**dict.fromkeys(copied), **begun.old}, {**new, **copied, folder / MARK: settings})


def lay_out(example: Path, folder: Path) -> None:
    """Copy an example ledger into a new folder, outside git."""
    put_down(folder, example_ledger(example, folder))
    note(folder, ())


def schemas_anew(root: Path) -> Files:
    """Draft the schemas of an existing ledger as they are to be."""
    new = {root / name: data for name, data in schema_files(root).items()}
    return Files({path: contents_if_any(path) for path in new}, new)


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
