"""What a form still lacks, as questions with what is known already; the answers written at once.

A blank belongs to case.yaml, to an entry of events.yaml that is there, or to the settings of the office. What none of
them can take by one answer (an event that was not recorded, evidence) is told with the command for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ecoclaim import yamlfile
from ecoclaim.desk.casefields import TypedFields
from ecoclaim.desk.ear import Ear
from ecoclaim.desk.fields import Parts, field_value
from ecoclaim.desk.judging import Judged, judged
from ecoclaim.desk.known import Given, Known, known_of
from ecoclaim.desk.opened import Opened
from ecoclaim.desk.rendering import EVERY_DOCUMENT, documents_of, form_named, subject_of
from ecoclaim.desk.writing import Act, writing_in
from ecoclaim.forms.blank import Lack
from ecoclaim.forms.subject import Subject
from ecoclaim.ledger.drafts import also, with_fields
from ecoclaim.ledger.load import read_file, shown
from ecoclaim.ledger.places import CASE, EVENTS, MARK, case_folder
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import EVENTS as TABLE
from ecoclaim.model.events import Event
from ecoclaim.model.office import Office
from ecoclaim.model.paths import Field, field_at
from ecoclaim.outside.files import contents
from ecoclaim.packs.form import FormEntry
from ecoclaim.terminal import quoted
from ecoclaim.words import Label, _
from ecoclaim.yamlfile import Tree

_OFFICE = "ecoclaim."
# An item of a list that was empty.
_LISTS = r"meetings\.\d+\.attendees|team\.department|agreements\.\d+\.items"
_ITEM = re.compile(rf"(?P<list>{_LISTS})\.(?P<number>\d+)\.(?P<rest>.+)")


@dataclass(frozen=True, slots=True)
class Question:
    """One blank to be asked for: where its answer goes, what the form calls it, who knows it, and what is known.

    `along` is what is certain, and written with the answer.
    """

    field: str
    label: Label
    who: Label
    article: str
    known: str = ""
    choices: Mapping[str, Label] | None = None
    event: Event | None = None
    along: Given = ()


@dataclass(frozen=True, slots=True)
class Blanks:
    """What a form of a case lacks: what can be asked for, and what needs another command, each with that command."""

    case: str
    form: FormEntry
    questions: Sequence[Question]
    elsewhere: Sequence[tuple[Lack, str]]


@dataclass(frozen=True, slots=True)
class Filled:
    """What was written, each with its path, what it does to the deadlines, and the exit code."""

    values: Sequence[tuple[str, Tree]]
    judged: Judged
    code: int


def blanks(at: Opened, said: str, form: str) -> Blanks:
    """List what the form that a person names lacks; raises NotFound where there is none."""
    subject = subject_of(at, said)
    entry = form_named(at, subject.pack.forms, form)
    lacks: dict[str, Lack] = {}
    for document in documents_of(subject, [entry], EVERY_DOCUMENT, lenient=True):
        lacks |= {one.field: one for one in document.missing if one.field not in lacks}
    known = known_of(subject)
    questions: list[Question] = []
    elsewhere: list[tuple[Lack, str]] = []
    for lack in lacks.values():
        found = list(_asked(subject, entry, lack, known))
        questions += found
        if not found:
            elsewhere.append((lack, _command(subject, lack)))
    return Blanks(subject.case.id, entry, questions, elsewhere)


def _asked(subject: Subject, form: FormEntry, lack: Lack, known: Known) -> Iterator[Question]:
    field, event = lack.field, None
    if field.startswith("events."):
        event, field = _entry(subject, form, field)
        if event is not None and field:
            kind = event.type.all_fields[field]
            path = f"events.{event.position + 1}.{field}"
            yield Question(path, lack.label, lack.who, lack.article, known.field(field), kind.choices, event)
        return
    if field.startswith(_OFFICE):
        if _is_one_value(field.removeprefix(_OFFICE), Office):
            yield Question(field, lack.label, lack.who, lack.article)
        return
    parts = known.parts(field)
    if parts:
        for one in parts:
            choices = known.choices(one.path)
            yield Question(one.path, one.label, lack.who, lack.article, one.known, choices, along=one.along)
    elif _is_one_value(field, CaseFile):
        yield Question(field, lack.label, lack.who, lack.article, known.value(field), known.choices(field))


def _is_one_value(path: str, model: type[Office] | type[CaseFile]) -> bool:
    try:
        field_at(path, None, model)
    except ValueError:
        # An item beyond those of an empty list is one of the case's.
        head, _dot, tail = path.partition(".")
        number, _dot, rest = tail.partition(".")
        return bool(rest) and number.isdigit() and _is_one_value(f"{head}.1.{rest}", model) if number != "1" else False
    return True


def _entry(subject: Subject, form: FormEntry, path: str) -> tuple[Event | None, str]:
    """Find the entry that a blank of an event is about: the last of any event that the form takes for it."""
    _events, name, *rest = path.split(".")
    names = next((one.event for one in form.blanks if name in one.event), (name,))
    found = [one for one in subject.past.events if one.name in names]
    field = rest[0] if rest else ""
    return (found[-1] if found and field in found[-1].type.all_fields else None), field


def _command(subject: Subject, lack: Lack) -> str:
    case = subject.case.id
    if lack.field.startswith("events."):
        name = lack.field.split(".")[1]
        field = lack.field.split(".")[2:]
        words = [quoted(TABLE[name].label.zh), *(f"{TABLE[name].all_fields[one].label.zh}=…" for one in field)]
        return f"ecoclaim record {case} {' '.join(words)}"
    if lack.field == "evidence":
        return f"ecoclaim evidence add {case} …"
    if lack.field.startswith(_OFFICE):
        return _("write {field} in ecoclaim.yaml").format(field=lack.field.removeprefix(_OFFICE))
    return f"ecoclaim set {case} {quoted(lack.field + '?')}"


def understood(at: Opened, case: str, one: Question, text: str) -> Tree:
    """Take in an answer as the file would hold it; raises WrongUsage where it cannot hold it."""
    typed = TypedFields(at, case)
    if one.event is not None:
        field = one.event.type.all_fields[one.field.split(".")[2]]
        return field_value(one.event.type, field, text, subject_of(at, case).pack, Ear(at.on, at.tell))
    model = Office if one.field.startswith(_OFFICE) else CaseFile
    tree = read_file(at.root, at.root / MARK if model is Office else case_folder(at.root, case) / CASE).tree
    try:
        field_of = field_at(one.field.removeprefix(_OFFICE), tree, model, typed.heads)
    except ValueError:
        return text  # an item that another answer makes first
    return typed.value(text, field_of)


def _without_gaps(answers: Mapping[str, str]) -> dict[str, str]:
    """Give the items of a list numbers, one after the other where one of them was left out."""
    found: dict[str, str] = {}
    numbers: dict[str, dict[str, int]] = {}
    for path, text in answers.items():
        if item := _ITEM.fullmatch(path):
            known = numbers.setdefault(item["list"], {})
            path = f"{item['list']}.{known.setdefault(item['number'], len(known) + 1)}.{item['rest']}"
        found[path] = text
    return found


def filled(at: Opened, case: str, answers: Sequence[tuple[Question, str]]) -> Filled:
    """Write all answers as one and commit them once."""
    own: dict[str, str] = {}
    for one, text in answers:
        if one.event is None and not one.field.startswith(_OFFICE):
            own |= {**dict(one.along), one.field: text}
    entries = [(one, text) for one, text in answers if one.event is not None]
    office = [(one, text) for one, text in answers if one.field.startswith(_OFFICE)]
    with writing_in(at, case=case) as pen:
        typed = TypedFields(at, case)
        with Parts() as parts:
            changes: list[tuple[str, Callable[[Field], Tree]]] = [
                (path, partial(typed.value, text)) for path, text in _without_gaps(own).items()
            ]
            draft = with_fields(at.root, case, changes, typed.heads, parts.part)
        written = list(typed.written)
        if entries:
            file = case_folder(at.root, case) / EVENTS
            new = old = contents(file)
            for one, text in entries:
                number, name = one.field.split(".")[1:]
                value = understood(at, case, one, text)
                new = yamlfile.splice(new, (int(number) - 1, name), value, shown(at.root, file))
                written.append((one.field, value))
            draft = also(draft, case, file, old, new)
        if office:
            file = at.root / MARK
            new = old = contents(file)
            for one, text in office:
                field = field_at(one.field.removeprefix(_OFFICE), yamlfile.read(new, MARK).tree, Office)
                new = yamlfile.splice(new, field.loc, text, MARK)
                written.append((one.field, text))
            draft = also(draft, case, file, old, new)
        found = judged(at, draft)
        found.refuse(found.refused, _("Mend the entry first, or leave the field as it is."))
        for line in found.warnings:
            at.tell(_("Warning: {text}").format(text=line))
        return Filled(written, found, pen.write(draft.files, Act("fill", case)))
