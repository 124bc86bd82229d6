"""The documents that forms make of a case, each with its file's name, what it lacks, and its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from ecoclaim.checks.conditions import Breach, breaches
from ecoclaim.checks.occurrence import Printing
from ecoclaim.forms import day
from ecoclaim.forms.blank import Lack
from ecoclaim.forms.documents import suffix
from ecoclaim.forms.facts import Facts, facts
from ecoclaim.forms.package import Properties
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import EVENTS, Event
from ecoclaim.packs.citing import cited
from ecoclaim.packs.form import FormEntry
from ecoclaim.procedure import granted, taken_over
from ecoclaim.words import _

if TYPE_CHECKING:
    # What fills a Word file takes half as long to load as all else that tells whether it may be printed.
    from ecoclaim.forms.fill import Template
    from ecoclaim.forms.pictures import Illustration

_NO_PICTURES: Mapping[int, Illustration] = MappingProxyType({})


@dataclass(frozen=True)
class Document:
    """One document to be printed: which form, of what, its facts."""

    form: FormEntry
    subject: Subject
    facts: Facts

    @property
    def missing(self) -> tuple[Lack, ...]:
        """What the document still lacks."""
        return self.facts.missing

    @cached_property
    def hindrances(self) -> tuple[Hindrance, ...]:
        """What speaks against printing it."""
        return tuple(hindrances(self))

    @property
    def title(self) -> str:
        """Name the paper in the language spoken: its form, and whom, which meeting or which agreement it is about."""
        about = _(", ").join(_about_what(self.subject))
        return _("{form} ({about})").format(form=self.form.title, about=about) if about else self.form.title.text

    @property
    def settled_on(self) -> date | None:
        """The day on which the paper was served, signed or filed; from then on no other takes its place."""
        event = self.subject.carried_out()
        return event.date if event is not None else None

    def file_name(self, *, draft: bool, version: int = 1) -> str:
        """Name the file: the form, what sets the document apart, whether it is a draft, and the number of a version."""
        mark = suffix(self.form, self.subject, whole=version > 1)
        parts = [self.form.id, mark, "draft" if draft else "", str(version) if version > 1 else ""]
        return "-".join(part for part in parts if part) + ".docx"

    def printed(self, template: Template, *, draft: bool, pictures: Mapping[int, Illustration] = _NO_PICTURES) -> bytes:
        """Print the document into its form, with pictures of the evidence by its number."""
        about = Properties(self.form.title.zh, self.subject.case.id, self.subject.pack.name)
        return template.fill(self.facts.values, draft=draft, about=about, pictures=pictures)


def _about_what(subject: Subject) -> Iterator[str]:
    party = subject.party
    if party is not None:
        yield f"{party.key} {party.short_name or party.name}"
    if subject.form is not None and subject.form.about in ("notice", "meeting") and subject.meeting_no:
        yield _("meeting {n}").format(n=subject.meeting_no)
    if subject.form is not None and subject.form.about == "agreement" and subject.agreement_no:
        yield _("agreement {n}").format(n=subject.agreement_no)


def document(form: FormEntry, subject: Subject) -> Document:
    """Make a document of a form and what it is about."""
    return Document(form, subject, facts(subject))


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a paper should not be printed as it is, in a sentence with its article; whether that refuses it."""

    text: str
    refuses: bool


def barred(one: Document) -> Hindrance | None:
    """Give the first reason for which the paper is refused; None where there is none."""
    return next((each for each in one.hindrances if each.refuses), None)


def hindrances(one: Document) -> Iterator[Hindrance]:
    """Give what speaks against the paper: what it leaves out, what must come before it, the conditions it breaks.

    It is held against what has happened and the event that it carries out, were that of its day; where that event has
    happened the paper may be printed again. Of the conditions it is ready by only those that refuse are given.
    """
    form, subject = one.form, one.subject
    yield from (Hindrance(text, refuses=False) for text in _left_out(one))
    if subject.carried_out() is not None:
        return
    wanted = [name for name in form.ready_when if name in EVENTS]
    if wanted and not any(_has_happened(name, subject) for name in wanted):
        events = _(" or ").join(f"“{EVENTS[name].label}”" for name in wanted)
        message = _("{events} has not been recorded yet").format(events=events)
        source = form.wanted_by or form.source
        article = _(" ({article})").format(article=cited(subject.pack, source)) if source is not None else ""
        yield Hindrance(message + article, refuses=True)
    for breach in _breaches(one):
        article = _(" ({article})").format(article=cited(subject.pack, breach.source))
        yield Hindrance(breach.message + article, refuses=breach.refuses)


def _left_out(one: Document) -> Iterator[str]:
    """Tell what of the case is later than the paper's own day and therefore not in it."""
    printed = {blank.worded for blank in one.form.blanks if not blank.spare}
    later = day.later_facts(one.subject) if "facts-by-then" in printed else ()
    for paragraph in later:
        message = _("of the facts is left out what is later than {day}: “{text}”")
        yield message.format(day=one.subject.on, text=f"{paragraph[:20]}…" if len(paragraph) > 20 else paragraph)
    for law in day.laws_outside(one.subject) if {"laws", "other-laws"} & printed else ():
        message = _("{law} holds neither for a paper of {day} nor for the conduct, and is not cited")
        yield message.format(law=law, day=one.subject.on)
    said = (one.subject.own_text("law") or "").strip()
    for blank in one.form.blanks:
        if blank.worded == "law-in-force" and not blank.spare and said in ("code", "old"):
            value = one.facts.values[blank.name]
            if isinstance(value, bool) and value != (said == "code"):
                field = f"texts.{one.form.id}.law"
                yield _("{field} is not followed: the law of the conduct and of the day is certain").format(field=field)


def _has_happened(name: str, subject: Subject) -> bool:
    """Tell whether an event has happened to what the paper is about, or before the case was taken over."""
    entry = taken_over(subject.past)
    if entry is not None and name in granted(entry):
        return True
    parties = set(subject.parties)
    return any(
        subject.concerns(event) and (not event.obligors or parties & set(event.obligors))
        for event in subject.every(name)
    )


def _breaches(one: Document) -> Iterator[Breach]:
    form, subject = one.form, one.subject
    own = {each.id for each in subject.pack.conditions if each.on.form in (form.id, form.means) and each.on.form}
    name = form.carries_out[0] if form.carries_out else None
    if not own and all(each in EVENTS for each in form.ready_when):
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
