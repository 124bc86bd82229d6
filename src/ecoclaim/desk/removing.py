"""What is taken out of a case, with the reason: an entry of events.yaml, or an item or field of case.yaml."""

from __future__ import annotations

from dataclasses import dataclass

from ecoclaim.desk.casefields import TypedFields
from ecoclaim.desk.judging import Judged, judged
from ecoclaim.desk.opened import Opened
from ecoclaim.desk.writing import Act, writing_in
from ecoclaim.errors import WrongUsage
from ecoclaim.ledger.drafts import Draft, entry, without_entry, without_item
from ecoclaim.model.events import EVENTS
from ecoclaim.words import _
from ecoclaim.yamlfile import Tree


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out: the number of the entry or the path of the item, what stood there, what it does, the code."""

    what: str
    value: Tree
    judged: Judged
    code: int


def removed(at: Opened, case: str, what: str, reason: str) -> Removed:
    """Take out what a number or a path names.

    Raises NotFound where nothing stands there, WrongUsage where something else names it, NotAllowed for what the
    procedure forbids.
    """
    reason = reason.strip()
    if not reason or not reason.isprintable():
        raise WrongUsage(_("--reason wants a reason in one line"))
    with writing_in(at, case=case) as pen:
        draft, name, value = _draft(at, case, what)
        found = judged(at, draft)
        found.refuse(found.refused, _("Take out first what rests on it."))
        for line in found.warnings:
            at.tell(_("Warning: {text}").format(text=line))
        return Removed(name, value, found, pen.write(draft.files, Act("remove", case, reason=reason)))


def _draft(at: Opened, case: str, what: str) -> tuple[Draft, str, Tree]:
    if what.isdigit():
        old = dict(entry(at.root, case, int(what)))
        kind = EVENTS.get(str(old.get("event")))
        return without_entry(at.root, case, int(what), kind.label.zh if kind else ""), str(int(what)), old
    return without_item(at.root, case, what, TypedFields(at, case).heads)
