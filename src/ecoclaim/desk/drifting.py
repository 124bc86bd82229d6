"""Rendered files that differ from what the ledger prints now: what a hand changed, and what rendering would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ecoclaim.archive.versions import versions
from ecoclaim.desk.opened import Opened
from ecoclaim.desk.photographs import pictures_of
from ecoclaim.desk.rendering import EVERY_DOCUMENT, documents_of, folder_of, subject_of, templates_of
from ecoclaim.errors import BadFile
from ecoclaim.forms.drift import Difference, Source, differences, sources
from ecoclaim.forms.origin import as_written
from ecoclaim.forms.printing import Document
from ecoclaim.forms.text import text
from ecoclaim.ledger.load import shown
from ecoclaim.ledger.names import refuse_way_out
from ecoclaim.outside.files import LARGEST_DOCUMENT, contents
from ecoclaim.outside.packages import word_parts
from ecoclaim.outside.reach import refuse_reach
from ecoclaim.views.forms import Drifted
from ecoclaim.words import _


def drifted(at: Opened, said: str) -> Iterator[Drifted]:
    """Give each line of a case's documents that a hand changed, with the fields it comes from.

    A file that no form of the case prints is given without a line. What nobody should open is a problem.
    """
    subject = subject_of(at, said)
    folder = folder_of(at, subject)
    edited = dict(_edited(at, folder))
    last = 2 + sum(1 for _file in folder.glob("*.docx"))
    named: dict[str, tuple[Document, bool]] = {}
    for one in documents_of(subject, subject.pack.forms, EVERY_DOCUMENT, lenient=True):
        named |= {one.file_name(draft=draft): (one, draft) for draft in (False, True)}
        # A later version of a settled paper is compared with the same document.
        named |= {one.file_name(draft=False, version=number): (one, False) for number in range(2, last)}
    for name, data in edited.items():
        if name not in named:
            yield Drifted(shown(at.root, folder / name), None, (), "")
            continue
        one, draft = named[name]
        ((_same, template),) = templates_of(at, [one])
        ours = text(one.printed(template, draft=draft or bool(one.missing), pictures=pictures_of(at, one)))
        for line in differences(ours, text(data, name)):
            fields = sources(one.subject, one.facts.values, line)
            yield Drifted(shown(at.root, folder / name), line, tuple(each.field for each in fields), _labels(fields))


def _edited(at: Opened, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files edited by hand; what nobody should open is a problem of the answer, and hides no other."""
    for file in sorted(folder.glob("*.docx")):
        if file.name.startswith("~$"):
            continue
        name = shown(at.root, file)
        try:
            refuse_way_out(at.root, file, name)
            data = contents(file, LARGEST_DOCUMENT, name)
            if not as_written(data):
                refuse_reach(word_parts(data, name), name)
                yield file.name, data
        except BadFile as fault:
            at.problems += fault.problems


def _labels(fields: Sequence[Source]) -> str:
    return _(", ").join(dict.fromkeys(one.label.text for one in fields))


def changes_by_rendering(at: Opened, files: Sequence[tuple[Path, bytes]]) -> Iterator[str]:
    """Tell of each file, in words, what rendering it would change and what a hand changed; nothing is written."""
    for file, new in files:
        name = shown(at.root, file)
        if not file.is_file():
            yield _("{file}: not there yet").format(file=name)
            continue
        old = contents(file, LARGEST_DOCUMENT, name)
        if old == new:
            yield _("{file}: would not change").format(file=name)
            continue
        if as_written(old):
            yield _("{file}: the ledger would change").format(file=name)
            yield _lines(differences(text(old, name), text(new)))
            continue
        first = _first_written(at, file)
        if first is None:
            yield _("{file}: edited by hand; against what the ledger prints now").format(file=name)
            yield _lines(differences(text(new), text(old, name)))
            continue
        yield _("{file}: changed by hand").format(file=name)
        yield _lines(differences(text(first), text(old, name)))
        yield _("{file}: the ledger would change").format(file=name)
        yield _lines(differences(text(first), text(new)))


def _first_written(at: Opened, file: Path) -> bytes | None:
    """Give the file as it was last rendered, from git; None where git does not have it."""
    return next((data for data in versions(at.root, file) if as_written(data)), None)


def _lines(found: Iterator[Difference]) -> str:
    lines = []
    for one in found:
        lines += [f"  - {line}" for line in one.was.splitlines()] + [f"  + {line}" for line in one.now.splitlines()]
    return "\n".join(lines) or "  " + _("(only its layout)")
