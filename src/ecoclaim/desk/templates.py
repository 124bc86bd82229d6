"""The shipped templates of the forms, written into a ledger to be edited."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ecoclaim.desk.opened import Opened
from ecoclaim.desk.writing import Act, writing_in
from ecoclaim.errors import BadFile, NotFound
from ecoclaim.ledger.documents import sample_templates, shipped_templates
from ecoclaim.ledger.load import load_pack
from ecoclaim.ledger.whole import Files
from ecoclaim.outside.files import contents, contents_if_any
from ecoclaim.words import _


def exported(at: Opened, forms: Sequence[str], sample: str) -> tuple[list[tuple[Path, bool]], int]:
    """Write the shipped templates of the office's pack, of the forms named or of all; `sample` is a pack to begin with.

    Gives each path with whether a file was there, which stays as it is, and the exit code. Raises NotFound for a form
    or pack that there is not.
    """
    book = at.office_book()
    if book is None:
        raise BadFile(at.problems)
    if sample:
        load_pack(None, sample)
    known = {one.id: one for one in book.pack.forms}
    for name in forms:
        if name not in known:
            text = _("there is no form {form}; the forms are {forms}")
            raise NotFound(text.format(form=name, forms=", ".join(known)))
    with writing_in(at, reads=("templates",)) as pen:
        old: dict[Path, bytes | None] = {}
        new: dict[Path, bytes] = {}
        targets = []
        chosen = [known[name] for name in forms or known]
        found = (
            sample_templates(at.root, book.pack, sample, chosen)
            if sample
            else shipped_templates(at.root, book.pack, chosen)
        )
        for file, target in found:
            targets.append((target, target.exists()))
            data = contents(file)
            held = contents_if_any(target)
            if held in (None, data):
                # One that is there as we would write it may not be in git yet.
                old[target], new[target] = held, data
        code = pen.write(Files(old, new), Act("templates", subject=_("templates for editing"))) if new else 0
    return targets, code
