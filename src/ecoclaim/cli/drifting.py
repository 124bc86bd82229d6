"""`drift`: rendered files that were edited by hand, beside what the ledger would print now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.forms.drift import Source
    from ecoclaim.forms.printing import Document
    from ecoclaim.views.forms import Drifted


@explained(
    later(
        "Reads the files in the case's documents folder that were edited by hand, and lists each line whose "
        "text differs "
        "from what the ledger prints now, with the field it comes from; so that what was corrected on paper can be "
        "written into the ledger. Nothing is changed."
    ),
    "ecoclaim drift 7",
)
def drift(
    case: Case,
    on: On,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """List what was changed by hand in the rendered forms."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.views.forms import drift_json, drift_text

    at = desk(ledger, on)
    found = list(_drifted(at, case))
    if format == "json":
        console.machine(drift_json(on, found))
    else:
        console.answer(drift_text(found))
    at.say_problems()
    return at.code()


def _drifted(at: Desk, said: str) -> Iterator[Drifted]:
    from ecoclaim.cli.rendering import Wish, documents_of, folder_of, subject_of, templates_of
    from ecoclaim.forms.drift import differences, sources
    from ecoclaim.forms.text import text
    from ecoclaim.ledger.load import shown
    from ecoclaim.views.forms import Drifted

    subject = subject_of(at, said)
    folder = folder_of(at, subject)
    edited = dict(_edited(at, folder))
    named: dict[str, tuple[Document, bool]] = {}
    for one in documents_of(subject, subject.pack.forms, Wish(None, None, None, None), lenient=True):
        named |= {one.file_name(draft=draft): (one, draft) for draft in (False, True)}
    for name, data in edited.items():
        if name not in named:
            yield Drifted(shown(at.root, folder / name), None, (), "")
            continue
        one, draft = named[name]
        ((_same, template),) = templates_of(at, [one])
        ours = text(one.printed(template, draft=draft or bool(one.missing)))
        for line in differences(ours, text(data, name)):
            fields = sources(one.subject, one.facts.values, line)
            yield Drifted(shown(at.root, folder / name), line, tuple(each.field for each in fields), _labels(fields))


def _edited(at: Desk, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files edited by hand; what nobody should open is a problem of the answer, and hides no other."""
    from ecoclaim.errors import BadFile
    from ecoclaim.forms.origin import as_written
    from ecoclaim.ledger.load import shown
    from ecoclaim.ledger.names import refuse_way_out
    from ecoclaim.outside.files import LARGEST_DOCUMENT, contents
    from ecoclaim.outside.packages import word_parts
    from ecoclaim.outside.reach import refuse_reach

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
