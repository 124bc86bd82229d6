"""Where forms lie: the templates of the office before the shipped ones, and the rendered files of a case."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ecoclaim.errors import NotFound
from ecoclaim.ledger.names import refuse_way_out
from ecoclaim.ledger.places import case_folder, shipped
from ecoclaim.packs import Pack
from ecoclaim.words import _

if TYPE_CHECKING:
    from ecoclaim.packs.form import FormEntry

HOUSE = "house"


def documents_folder(root: Path, case: str) -> Path:
    """Give the folder of a case's rendered forms."""
    return case_folder(root, case) / "documents"


def template_file(root: Path | None, packs: Iterable[str], form: str, role: str | None = None) -> Path:
    """Find the template of a form: the office's own of one of these packs, else the shipped one, else the house's.

    In each place that of the form's id comes before that of its role: a pack may call a form what it likes.
    Raises NotFound where there is none.
    """
    names = [*dict.fromkeys(packs), HOUSE]
    folders = [*([root / "templates" / name for name in names] if root else [])]
    folders += [shipped("templates") / name for name in names]
    for folder in folders:
        for name in dict.fromkeys((form, role or form)):
            file = folder / f"{name}.docx"
            if os.path.lexists(file):  # a pipe or a link to nowhere is the reader's to name
                if root is not None and file.is_relative_to(root):
                    refuse_way_out(root, file, f"templates/{folder.name}/{file.name}")
                return file
    cure = _(
        "put one at templates/{pack}/{form}.docx; ecoclaim templates export {form} --from PACK writes one to begin with"
    )
    message = _("there is no template of the form {form}; {cure}")
    raise NotFound(message.format(form=form, cure=cure.format(pack=names[0], form=form)))


def form_template(root: Path | None, pack: Pack, form: FormEntry) -> Path:
    """Find the template of a pack's form; raises NotFound where there is none."""
    return template_file(root, pack.lineage, form.id, form.means)


def without_template(root: Path | None, pack: Pack, named: Collection[str]) -> tuple[FormEntry, ...]:
    """List those of the pack's forms, named by id or role, that have no template."""
    found = []
    for form in pack.forms:
        if form.id in named or form.means in named:
            try:
                form_template(root, pack, form)
            except NotFound:
                found.append(form)
    return tuple(found)


def sample_templates(root: Path, pack: Pack, sample: str, forms: Iterable[FormEntry]) -> Iterator[tuple[Path, Path]]:
    """Give another shipped pack's templates, each with where a pack's own form made of it belongs."""
    for form in forms:
        file = template_file(None, [sample], form.id, form.means)
        yield file, root / "templates" / pack.name / f"{form.id}.docx"


def shipped_templates(root: Path, pack: Pack, forms: Iterable[FormEntry]) -> Iterator[tuple[Path, Path]]:
    """Give the shipped templates of a pack's forms, each with where the office's own copy of it belongs."""
    for form in forms:
        file = form_template(None, pack, form)
        yield file, root / "templates" / file.parent.name / file.name
