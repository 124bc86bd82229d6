"""What to do now: the next steps of a case, or of all cases and the office, with what their forms still lack."""

from __future__ import annotations

from ecoclaim.deadlines import OPEN
from ecoclaim.deadlines.tasks import Task, tasks
from ecoclaim.desk.filters import EVERY_CASE, CaseFilter
from ecoclaim.desk.ledgers import Ledgers, case_keeper
from ecoclaim.desk.opened import Opened
from ecoclaim.forms.documents import documents
from ecoclaim.forms.facts import facts
from ecoclaim.forms.subject import Subject
from ecoclaim.packs import Pack
from ecoclaim.standing import Standing
from ecoclaim.views.tasks import Gap, Item, Missing


def todo(ledgers: Ledgers[Opened], said: str = "", which: CaseFilter = EVERY_CASE) -> list[Item]:
    """List what to do now in the case that a person names, else in all cases and for the office, the soonest first."""
    items = []
    for at, standing in ledgers.standings([said] if said else ()):
        if at.book(standing.case) is not None and which.takes(standing):
            pack, whose = standing.pack, case_keeper(at, standing.file.handlers)
            for task in tasks(standing.past, standing.tracks, standing.rows, pack):
                items.append(Item(task, pack, _missing(standing, pack, task), whose))
    if not said and not which.narrows:
        for at, row in ledgers.ledger_rows(lambda one: one.status in OPEN):
            items.append(Item(Task(None, None, None, row, (), True), row.pack, {}, case_keeper(at)))
    return sorted(items, key=lambda one: one.task.order)


def _missing(standing: Standing, pack: Pack, task: Task) -> Missing:
    """List what each form of a task still lacks."""
    if not task.forms:
        return {}
    subject = Subject(standing)
    found = {}
    for form in pack.forms:
        if form.id not in task.forms:
            continue
        made = documents(form, subject, obligor=task.obligor)
        lacks = {lack.field: lack for document in made for lack in facts(document).missing}
        found[form.id] = [Gap(one.field, one.label, one.who, one.article) for one in lacks.values()]
    return found
