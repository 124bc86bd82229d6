"""The documents that forms make of a case, each with its file's name, what it lacks, and its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecoclaim.forms.blank import Lack
from ecoclaim.forms.facts import FORMS, Facts, facts, suffix
from ecoclaim.forms.fill import Template
from ecoclaim.forms.package import Properties
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import EVENTS, Event
from ecoclaim.packs import FormEntry
from ecoclaim.procedure import Breach, breaches

# A form that carries out an event the procedure may bar: what bars the event bars the paper, but as a draft.
_CARRIES_OUT: Mapping[str, str] = {
    "termination-registration": "claim-terminated",
    "closing-approval": "case-closed",
    "enforcement-application": "enforcement-applied",
}


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
        parts = [self.form.id, suffix(self.form.id, self.subject), "draft" if draft else ""]
        return "-".join(part for part in parts if part) + ".docx"

    def printed(self, template: Template, *, draft: bool) -> bytes:
        """Print the document into its form."""
        about = Properties(self.form.title.zh, self.subject.case.id, self.subject.pack.name)
        return template.fill(self.facts.values, draft=draft, about=about)


def document(form: FormEntry, subject: Subject) -> Document:
    """Make a document of a form and what it is about."""
    return Document(form, subject, facts(form.id, subject))


def known(form: FormEntry) -> bool:
    """Tell whether ecoclaim knows the blanks of a form."""
    return form.id in FORMS


def barred(one: Document) -> Breach | None:
    """Give the bar of the procedure that the document's event would break on its day, if it would."""
    name = _CARRIES_OUT.get(one.form.id)
    subject = one.subject
    if name is None or any(_about(event, subject) for event in subject.past.of(name)):
        return None
    keys = (subject.obligor,) if subject.obligor and EVENTS[name].per_obligor else ()
    event = Event(name, subject.on, keys, {}, len(subject.case.events))
    events = tuple(sorted((*subject.case.events, event), key=lambda each: each.order))
    case = type(subject.case)(subject.case.file, events)
    return next((breach for breach in breaches(case, subject.pack) if breach.event is event), None)


def _about(event: Event, subject: Subject) -> bool:
    return not event.obligors or subject.obligor is None or subject.obligor in event.obligors
