"""Rendered files: kept in the case or put elsewhere, never over what somebody edited unless told to, and as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from ecoclaim.desk.opened import Opened
from ecoclaim.desk.writing import Act, writing_in
from ecoclaim.errors import BadFile, Problem
from ecoclaim.forms.origin import as_written
from ecoclaim.forms.printing import Document
from ecoclaim.ledger.documents import documents_folder
from ecoclaim.ledger.load import shown
from ecoclaim.ledger.whole import Files
from ecoclaim.ledger.write import replace
from ecoclaim.outside.files import contents_if_any
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of keeping rendered files: each path with whether it was written, and the exit code."""

    files: tuple[tuple[Path, bool], ...]
    code: int


def keep(
    at: Opened, case: str, printed: Sequence[tuple[Document, bytes]], folder: Path, *, draft: bool, force: bool
) -> Rendered:
    """Write the rendered files of a case into a folder; into git where it is the case's own.

    A paper that was served, signed or filed stays as it is: another printing becomes a version of its own beside it.
    Raises BadFile where one was edited by hand and `force` does not allow to write over it.
    """
    code = 0
    with nullcontext() if folder != documents_folder(at.root, case) else writing_in(at, case=case) as pen:
        files = [(_file(at, one, docx, folder, draft=draft), docx) for one, docx in printed]
        before = {file: contents_if_any(file) for file, _docx in files}
        edited = [file for file, old in before.items() if old is not None and not as_written(old)]
        if edited and not force:
            text = _("was edited by hand since it was rendered; see --diff, and overwrite it with --force")
            raise BadFile([Problem(shown(at.root, file), None, None, "", text) for file in edited])
        new = Files(before, dict(files))
        if pen is not None:
            # One that is unchanged may not be in git yet.
            titles = ", ".join(file.name for file in new.changed or new.new)
            code = pen.write(new, Act("render", case, _("rendered {files}").format(files=titles)))
        else:
            for file, docx in new.changed.items():
                replace(at.root, file, before[file], docx)
    return Rendered(tuple((file, file in new.changed) for file in new.new), code)


def _file(at: Opened, one: Document, docx: bytes, folder: Path, *, draft: bool) -> Path:
    """Choose the file of a document: the first one, or for a settled paper the version that is so or not there yet."""
    first = folder / one.file_name(draft=draft)
    if draft or one.settled_on is None or contents_if_any(first) in (None, docx):
        return first
    versions = (folder / one.file_name(draft=False, version=number) for number in count(2))
    file = next(each for each in versions if contents_if_any(each) in (None, docx))
    text = _("{file} was served, signed or filed on {day} and stays as it is; this printing of it is {version}")
    at.tell(text.format(file=shown(at.root, first), day=one.settled_on, version=file.name))
    return file


def pdfs(at: Opened, files: Sequence[Path]) -> Iterator[Path]:
    """Write a PDF beside each Word file, by LibreOffice, and give its path once it is there.

    Fonts that others stand in for are told. Raises NotFound where LibreOffice is not installed.
    """
    from ecoclaim.forms.fonts import stand_ins
    from ecoclaim.forms.pdf import to_pdf

    converted = to_pdf(files)
    for file, pdf in zip(files, converted.pdfs, strict=True):
        target = file.with_suffix(".pdf")
        replace(at.root, target, contents_if_any(target), pdf)
        yield target
    if converted.stand_ins:
        text = _("these fonts are not installed; others stand in, and pages may break elsewhere: {fonts}")
        at.tell(text.format(fonts=stand_ins(converted.stand_ins)))
