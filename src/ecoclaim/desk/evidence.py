"""Evidence: files taken into a case as they were received, and every file held against its record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ecoclaim.desk.opened import Opened
from ecoclaim.errors import BadFile, NotAllowed, WrongUsage
from ecoclaim.ledger.evidence import EvidenceMeta, Taken, evidence, files_of
from ecoclaim.ledger.load import shown
from ecoclaim.ledger.places import case_ids
from ecoclaim.ledger.verify import mismatches
from ecoclaim.terminal import quoted, quoted_path
from ecoclaim.views.findings import Placed
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class Added:
    """What came of taking files into a case: each as it is listed, and the exit code."""

    case: str
    taken: tuple[Taken, ...]
    code: int


def refuse_to_come(day: date | None, on: date) -> None:
    """Refuse evidence of a day to come; raises NotAllowed."""
    if day is not None and day > on:
        raise NotAllowed(_("{day} is still to come; evidence is taken before it is listed").format(day=day))


def meta(name: str, fields: Mapping[str, str]) -> EvidenceMeta:
    """Take what a person says of evidence; raises WrongUsage for a value that does not stand in one line."""
    return EvidenceMeta(
        _one_line("--name", name), {key: _one_line(key, text) for key, text in fields.items() if text.strip()}
    )


def _one_line(name: str, text: str) -> str:
    if not text.strip().isprintable():
        raise WrongUsage(_("{field}: the value holds a character that cannot be seen").format(field=name))
    return text.strip()


def added(at: Opened, case: str, files: Sequence[Path], said: EvidenceMeta) -> Added:
    """Copy files into a case, list them in case.yaml and commit both.

    Raises NotFound for a file that is missing or no file, NotAllowed for one that is listed already.
    """
    from ecoclaim.desk.writing import Act, writing_in

    with (
        writing_in(at, case=case) as pen,
        evidence(at.root, case, files, said, at.progress()) as (draft, taken),
    ):
        listed = _(", ").join(f"{one.entry['no']} {one.entry['name']}" for one in taken)
        subject = _("evidence {listed}").format(listed=listed)
        return Added(case, taken, pen.write(files_of(draft, taken), Act("evidence add", case, subject)))


def warnings(at: Opened, added: Added) -> Iterator[str]:
    """Say which files are empty, and which are large and go into git for ever."""
    from ecoclaim.archive import inside_repository
    from ecoclaim.archive.large import LARGE, lfs_is_installed, meant_for_lfs

    kept = not added.code and at.office.git.commit and inside_repository(at.root)
    ready = kept and lfs_is_installed(at.root)
    for one in added.taken:
        path = shown(at.root, one.path)
        if one.size == 0:
            yield _("{path} is empty; look whether it was received whole").format(path=path)
        if not kept:
            continue
        if meant_for_lfs(at.root, path):
            if not ready:
                yield _(
                    "{path} is meant for Git LFS, which is not installed here, so it goes into git as it is, where it "
                    "stays for ever; install git-lfs, then: git lfs install, and git add --renormalize {path}"
                ).format(path=quoted_path(path))
        elif one.size > LARGE:
            yield _(
                "{path} has {size} MiB and goes into git as it is, where it stays for ever; for large files set up "
                "Git LFS: git lfs install, then git lfs track {pattern}"
            ).format(path=path, size=one.size >> 20, pattern=quoted(f"cases/**/evidence/*{one.path.suffix}"))


def verified(at: Opened, said: Sequence[str]) -> Iterator[Placed]:
    """Give each difference between files and records of the cases named, or of all; a broken case is a problem."""
    wanted = list(dict.fromkeys(at.case_id(one) for one in said)) if said else case_ids(at.root)
    for case in at.watched(wanted, len(wanted)):
        try:
            for one in mismatches(at.root, case, at.progress()):
                yield Placed(one.code, one.severity, case, one.path, one.line, one.column, "", one.message, one.cure)
        except BadFile as fault:
            at.problems += fault.problems
