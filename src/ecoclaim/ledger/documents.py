"""Where forms lie: the templates of the office before the shipped ones, and the rendered files of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ecoclaim.errors import NotFound
from ecoclaim.ledger.places import case_folder, shipped
from ecoclaim.terminal import quoted
from ecoclaim.words import _

HOUSE = "house"


def documents_folder(root: Path, case: str) -> Path:
    """Give the folder of a case's rendered forms."""
    return case_folder(root, case) / "documents"


def template_file(root: Path | None, packs: Iterable[str], form: str) -> Path:
    """Find the template of a form: the office's own of one of these packs, else the shipped one, else the house's.

    Raises NotFound where there is none.
    """
    names = [*dict.fromkeys(packs), HOUSE]
    folders = [*([root / "templates" / name for name in names] if root else [])]
    folders += [shipped("templates") / name for name in names]
    for folder in folders:
        file = folder / f"{form}.docx"
        if file.is_file():
            return file
    cure = _(
        "put one at templates/{pack}/{form}.docx; ecoclaim templates export {form} --from PACK writes one to begin with"
    )
    message = _("there is no template of the form {form}; {cure}")
    raise NotFound(message.format(form=form, cure=cure.format(pack=names[0], form=quoted(form))))


def sample_templates(root: Path, pack: str, sample: str, forms: Iterable[str]) -> Iterator[tuple[Path, Path]]:
    """Give another shipped pack's templates, each with where a pack's own form made of it belongs."""
    for form in forms:
        yield template_file(None, [sample], form), root / "templates" / pack / f"{form}.docx"


def shipped_templates(root: Path, pack: str, parent: str | None, forms: Iterable[str]) -> Iterator[tuple[Path, Path]]:
    """Give the shipped templates of a pack's forms, each with where the office's own copy of it belongs."""
    for form in forms:
        file = template_file(None, [name for name in (pack, parent) if name], form)
        yield file, root / "templates" / file.parent.name / file.name
