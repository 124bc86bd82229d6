"""The documents that forms make of a case, each with its file's name, what it lacks, and its bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ecoclaim.checks.conditions import Breach, breaches
from ecoclaim.forms.blank import Lack
from ecoclaim.forms.documents import suffix
from ecoclaim.forms.facts import Facts, facts
from ecoclaim.forms.fill import Template
from ecoclaim.forms.package import Properties
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import EVENTS, Event
from ecoclaim.packs.form import FormEntry


@dataclass(frozen=True, slots=True)
class Document:
    """One document to be printed: which form, of what, its facts."""

    form: FormEntry
    subject: Subject
    facts: Facts

    @property
    def missing(self) -> tuple[Lack, ...]:
        """What the document still lacks."""
        return self.facts.missing

    def file_name(self, *, draft: bool) -> str:
        """Name the file: the form, what sets the document apart, and whether it is a draft."""
        parts = [self.form.id, suffix(self.form, self.subject), "draft" if draft else ""]
        return "-".join(part for part in parts if part) + ".docx"

    def printed(self, template: Template, *, draft: bool) -> bytes:
        """Print the document into its form."""
        about = Properties(self.form.title.zh, self.subject.case.id, self.subject.pack.name)
        return template.fill(self.facts.values, draft=draft, about=about)


def document(form: FormEntry, subject: Subject) -> Document:
    """Make a document of a form and what it is about."""
    return Document(form, subject, facts(subject))


def barred(one: Document) -> Breach | None:
    """Give the first condition of the form that does not hold, were the event it carries out of its day; else None.

    Where that event has happened the paper may be printed again; a form that carries out none is held against what has
    happened.
    """
    form, subject = one.form, one.subject
    name = form.carries_out[0] if form.carries_out else None
    if not form.ready_when or (name and any(_about(event, subject) for event in subject.past.of(name))):
        return None
    case, new = subject.case, None
    if name is not None:
        keys = (subject.obligor,) if subject.obligor and EVENTS[name].per_obligor else ()
        new = Event(name, subject.on, keys, {}, len(case.events))
        case = type(case)(case.file, tuple(sorted((*case.events, new), key=lambda each: each.order)))
    then = replace(subject.standing, case=case)
    found = (one for one in breaches(then, form.id) if one.refuses and one.condition.id in form.ready_when)
    return next(
        (one for one in found if (one.event is new if new else one.event is None or _about(one.event, subject))), None
    )


def _about(event: Event, subject: Subject) -> bool:
    return not event.obligors or subject.obligor is None or subject.obligor in event.obligors
