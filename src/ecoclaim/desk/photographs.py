"""The photographs of a case, read for the pages that show them."""

from __future__ import annotations

from ecoclaim.desk.opened import Opened
from ecoclaim.forms.dossier import photographs
from ecoclaim.forms.pictures import Illustration
from ecoclaim.forms.printing import Document
from ecoclaim.ledger.load import shown
from ecoclaim.ledger.names import refuse_way_out
from ecoclaim.ledger.places import case_folder
from ecoclaim.outside.files import MIB, contents
from ecoclaim.outside.pictures import picture
from ecoclaim.roles import FormRole
from ecoclaim.words import _

# All the pictures of one paper: what is larger in all is read by no program of ours again.
_ROOM = 40 * MIB


def pictures_of(at: Opened, one: Document) -> dict[int, Illustration]:
    """Read the photographs that a photo page shows, by the number of the evidence.

    What is no picture, or has no room left, stays a place to paste a print, and is told. Raises NotFound for a file
    that is missing, BadFile for one that leads out of the ledger.
    """
    found: dict[int, Illustration] = {}
    room = _ROOM
    for each in photographs(one.subject) if one.form.means is FormRole.PHOTO_PAGE else ():
        if each.file is None:
            continue
        path = case_folder(at.root, one.subject.case.id) / each.file
        name = shown(at.root, path)
        refuse_way_out(at.root, path, name)
        data = contents(path, name=name)
        read = picture(data) if len(data) <= room else None
        if read is None:
            at.tell(
                _("{file} is no picture ({kinds}) that fits on the page; its place stays free").format(
                    file=name, kinds="JPEG, PNG"
                )
            )
            continue
        room -= len(data)
        found[each.no] = Illustration(read, "：".join(filter(None, (each.name, each.note))) or name)
    return found
