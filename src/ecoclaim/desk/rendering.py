"""The documents of a case: which a person wants, whether they may be printed, and their bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ecoclaim.desk.ear import Ear, called
from ecoclaim.desk.opened import Opened
from ecoclaim.errors import FormIncomplete, NotAllowed, NotFound, WrongUsage
from ecoclaim.forms.documents import documents
from ecoclaim.forms.printing import Document, barred, document
from ecoclaim.forms.subject import Subject
from ecoclaim.ledger.documents import documents_folder, form_template
from ecoclaim.ledger.load import shown
from ecoclaim.outside.files import contents
from ecoclaim.packs.form import FormEntry
from ecoclaim.views.forms import Listed, Verdict, lack_lines
from ecoclaim.words import _

if TYPE_CHECKING:
    from ecoclaim.forms.fill import Template


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What narrows the documents of a form: an obligor's key, numbers, a rule's id; None narrows nothing."""

    obligor: str | None = None
    meeting: int | None = None
    agreement: int | None = None
    rule: str | None = None


EVERY_DOCUMENT = DocumentFilter()


def subject_of(at: Opened, said: str) -> Subject:
    """Take a case as what its forms are filled from; raises BadFile where its rules cannot be had."""
    case = at.case(said)
    at.rules(case)
    return Subject(at.standing(case))


def documents_wanted(
    at: Opened, subject: Subject, forms: Sequence[str], wanted: DocumentFilter, *, every: bool, draft: bool
) -> list[Document]:
    """List the documents to print, of the forms named or of every form.

    A draft is printed as it is. Else one that lacks something or that a condition forbids stops the command, or is
    told and left out where every form is wanted. Raises NotFound, WrongUsage, NotAllowed or FormIncomplete.
    """
    wanted = _known(subject, wanted)
    found = list(documents_of(subject, _chosen(at, subject, forms, every=every), wanted))
    if every and not draft:
        found = _ready(at, found)
    if not draft:
        _refuse_barred(found)
        _refuse_lacking(found)
    for one in found:
        for each in one.hindrances:
            at.tell(_("Warning: {text}").format(text=f"{one.title}: {each.text}"))
    return found


def documents_of(
    subject: Subject, chosen: Iterable[FormEntry], wanted: DocumentFilter, *, lenient: bool = False
) -> Iterator[Document]:
    """Make the documents of the forms chosen; a form the case has nothing for is refused, or passed over."""
    for form in chosen:
        made = documents(
            form, subject, obligor=wanted.obligor, meeting=wanted.meeting, agreement=wanted.agreement, rule=wanted.rule
        )
        if not made and not lenient:
            raise NotFound(_("the case has nothing yet that {form} could be about").format(form=form.title))
        for one in made:
            yield document(form, one)


def printed(at: Opened, found: Sequence[Document], *, draft: bool) -> list[tuple[Document, bytes]]:
    """Print documents into the templates of their forms; gives each with its Word file."""
    from ecoclaim.desk.photographs import pictures_of

    return [
        (one, one.printed(template, draft=draft, pictures=pictures_of(at, one)))
        for one, template in templates_of(at, found)
    ]


def templates_of(at: Opened, found: Sequence[Document]) -> Iterator[tuple[Document, Template]]:
    """Read each form's template once."""
    from ecoclaim.forms.fill import read

    made: dict[str, Template] = {}
    for one in found:
        if one.form.id not in made:
            file = form_template(at.root, one.subject.pack, one.form)
            made[one.form.id] = read(contents(file), shown(at.root, file) if at.root in file.parents else file.name)
        yield one, made[one.form.id]


def folder_of(at: Opened, subject: Subject) -> Path:
    """Give the folder of the case's rendered forms."""
    return documents_folder(at.root, subject.case.id)


def listed(at: Opened, said: str | None) -> list[Listed]:
    """List the forms of a case with what each still lacks; without a case those of the office's pack."""
    if said is None:
        book = at.office_book()
        return [Listed(one, None, (), ()) for one in (book.pack.forms if book else ())]
    subject = subject_of(at, said)
    # A form about deadlines lacks nothing: what it tells is there once the deadline is.
    every = [one for one in subject.pack.forms if one.about != "deadline"]
    made: dict[str, list[Document]] = {}
    for one in documents_of(subject, every, EVERY_DOCUMENT, lenient=True):
        made.setdefault(one.form.id, []).append(one)
    found = []
    for form in every:
        verdicts = tuple(_verdict(one) for one in made.get(form.id, ()))
        lacks = {lack.field: lack for one in verdicts for lack in one.missing}
        ready = bool(verdicts) and all(one.ready for one in verdicts)
        found.append(Listed(form, ready, tuple(lacks.values()), verdicts))
    return found


def _verdict(one: Document) -> Verdict:
    hindrance = barred(one)
    return Verdict(
        one.file_name(draft=False),
        one.title,
        one.subject.obligor,
        one.subject.meeting_no,
        one.subject.agreement_no,
        one.settled_on,
        hindrance.text if hindrance else "",
        one.missing,
    )


def _known(subject: Subject, wanted: DocumentFilter) -> DocumentFilter:
    """Hold obligor and rule against the case and its pack; a rule may be named by its title."""
    if wanted.obligor is not None and not subject.file.obligor(wanted.obligor):
        keys = ", ".join(one.key for one in subject.file.obligors)
        raise NotFound(_("there is no obligor {key}; the case has {keys}").format(key=wanted.obligor, keys=keys or "-"))
    if wanted.rule is None:
        return wanted
    for rule in subject.pack.rules:
        if wanted.rule in (rule.id, rule.title.zh, rule.title.en):
            return DocumentFilter(wanted.obligor, wanted.meeting, wanted.agreement, rule.id)
    known = ", ".join(rule.id for rule in subject.pack.rules)
    raise NotFound(_("there is no rule {rule}; the pack has {known}").format(rule=wanted.rule, known=known))


def _chosen(at: Opened, subject: Subject, said: Sequence[str], *, every: bool) -> list[FormEntry]:
    there = subject.pack.forms
    if every:
        return [one for one in there if not one.only_by_name]
    if not said:
        raise WrongUsage(
            _("name a form, or --all; the forms are {forms}").format(forms=", ".join(one.id for one in there))
        )
    found = []
    for name in said:
        found.append(form_named(at, there, name))
    return found


def form_named(at: Opened, there: Sequence[FormEntry], said: str) -> FormEntry:
    """Find the form that a person means by its id, title or a unique part; raises NotFound where there is none."""
    name = Ear(at.on, at.tell).named(said, called({one.id: one.title for one in there}))
    if name is None:
        forms = _(", ").join(_("{title} ({about})").format(title=one.id, about=one.title) for one in there)
        raise NotFound(_("there is no form {form}; the forms are {forms}").format(form=said, forms=forms))
    return next(one for one in there if one.id == name)


def _ready(at: Opened, found: Sequence[Document]) -> list[Document]:
    """Leave out what is forbidden or lacks something, and tell why."""
    ready = []
    for one in found:
        if hindrance := barred(one):
            at.tell(_("{form}: left out, {why}").format(form=one.title, why=hindrance.text))
        elif one.missing:
            line = _("{form}: left out, {n} blanks are missing; see ecoclaim forms {case}")
            at.tell(line.format(form=one.title, n=len(one.missing), case=one.subject.case.id))
        else:
            ready.append(one)
    return ready


def _refuse_lacking(found: Sequence[Document]) -> None:
    lines = [line for one in found for line in lack_lines(one.title, one.missing)]
    if lines:
        head = _("these blanks are missing, and nothing was written; --draft prints the form all the same:")
        raise FormIncomplete("\n".join([head, *lines]))


def _refuse_barred(found: Sequence[Document]) -> None:
    for one in found:
        hindrance = barred(one)
        if hindrance is not None:
            text = _("{form}: {why}; nothing was written, --draft prints it all the same")
            raise NotAllowed(text.format(form=one.title, why=hindrance.text))
