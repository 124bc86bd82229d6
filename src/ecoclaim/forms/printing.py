"""The documents that forms make of a case, each with its file's name, what it lacks, and its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ecoclaim.checks.conditions import Breach, breaches
from ecoclaim.checks.occurrence import Printing
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
    """Give the first condition of the form that does not hold and refuses the paper; None where there is none."""
    return next((breach for breach in unkept(one) if breach.refuses), None)


def unkept(one: Document) -> Iterator[Breach]:
    """Give the conditions that the paper does not keep: those tested at its form, and those it is ready by.

    It is held against what has happened and the event that it carries out, were that of its day; where that event has
    happened the paper may be printed again. Of those it is ready by only those that refuse are given.
    """
    form, subject = one.form, one.subject
    own = {each.id for each in subject.pack.conditions if each.on.form in (form.id, form.means) and each.on.form}
    name = form.carries_out[0] if form.carries_out else None
    if not (own or form.ready_when) or (name and any(_about(event, subject) for event in subject.past.of(name))):
        return
    case, new = subject.case, None
    if name is not None:
        keys = (subject.obligor,) if subject.obligor and EVENTS[name].per_obligor else ()
        new = Event(name, subject.on, keys, {}, len(case.events))
        case = type(case)(case.file, tuple(sorted((*case.events, new), key=lambda each: each.order)))
    then = replace(subject.standing, case=case)
    printing = Printing(form.id, subject.obligor, subject.meeting_no, subject.agreement_no)
    for breach in breaches(then, printing):
        if breach.condition.id in own or (
            breach.refuses and breach.condition.id in form.ready_when and _by_the_paper(breach, new, subject)
        ):
            yield breach


def _by_the_paper(breach: Breach, new: Event | None, subject: Subject) -> bool:
    """Tell whether the event that a paper carries out breaks a condition, or what has happened to its obligor."""
    if new is not None:
        return breach.event is new
    if breach.event is not None:
        return _about(breach.event, subject)
    return subject.obligor is None or breach.obligor in (None, subject.obligor)


def _about(event: Event, subject: Subject) -> bool:
    return not event.obligors or subject.obligor is None or subject.obligor in event.obligors
