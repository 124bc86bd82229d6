"""What a form of a pack is as data: what it is about, which event it carries out, and where each blank is filled from.

Alone knows the language of forms. A blank is filled from a field of the case or the office, from an event, or in words
that the program has a way for; there is no expression in it.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema, field_validator, model_validator

from ecoclaim.model import shapes
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import EVENTS
from ecoclaim.model.office import Office
from ecoclaim.model.paths import kind_at
from ecoclaim.model.scalars import Text, Texts, Whole, YesNo, quoted, written
from ecoclaim.model.values import Value
from ecoclaim.packs.named import EventNames, Named
from ecoclaim.packs.rule import Source
from ecoclaim.packs.wordings import WORDINGS
from ecoclaim.roles import FormRole
from ecoclaim.words import _

About = Literal["case", "notice", "agent", "meeting", "agreement", "obligor", "deadline"]
Who = Literal["handler", "office", "obligor", "appraiser", "recorder", "court", "lawyer"]
Manner = Literal["clause", "sentence", "paragraphs", "day", "yuan", "capitals", "flag", "happened"]

# The word of the dossier's order for the evidence that is no other paper.
EVIDENCE = "evidence"
# What a path may name of what the document is about, each with a key or number that it may have.
_ABOUT = {"{obligor}": "A", "{meeting}": "1", "{agreement}": "1", "{agent}": "1", "{form}": "form"}
_OFFICE = "ecoclaim."
# Where what is told of all that happened belongs.
_EVENTS = "events"


def _path(value: object) -> str:
    return _known_path(written(value))


@cache
def _known_path(path: str) -> str:
    said = path
    for name, example in _ABOUT.items():
        said = said.replace(name, example)
    if said == _EVENTS:
        return path
    office = said.startswith(_OFFICE)
    kind_at(said.removeprefix(_OFFICE), Office if office else CaseFile)
    return path


def _wording(value: object) -> str:
    name = written(value)
    if name not in WORDINGS:
        raise ValueError(
            _("there is no wording {name}; known are: {known}").format(name=quoted(name), known=_(", ").join(WORDINGS))
        )
    return name


def _role(value: object) -> FormRole:
    name = written(value)
    try:
        return FormRole(name)
    except ValueError:
        raise ValueError(
            _("there is no role {name} of a form; known are: {known}").format(
                name=quoted(name), known=_(", ").join(FormRole)
            )
        ) from None


Path = Annotated[str, PlainValidator(_path), WithJsonSchema(shapes.TEXT)]
Wording = Annotated[str, PlainValidator(_wording), WithJsonSchema(shapes.chosen(dict(WORDINGS)))]
Role = Annotated[FormRole, PlainValidator(_role), WithJsonSchema({"enum": [*FormRole]})]


class Reference(Value):
    """An article of a document, told but not quoted."""

    document: Text
    article: Text


class BlankEntry(Value):
    """One blank of a form: its tag in the template, what it is called, and where its fact comes from.

    `path` is a field of case.yaml, or of ecoclaim.yaml after `ecoclaim.`; an event's `field` is taken where the path
    holds nothing or there is none, of the event the form carries out where none is named, and its day where no field
    is. `worded` is how the program says it; path and event then only tell where what is lacking belongs. A blank is
    wanted unless it is `ink` (signature, seal, opinion and their days), `optional` or `spare` (there for a template
    that prints it). `article` is what wants it, where that is not what wants the form.
    """

    name: Text
    like: Text | None = None
    label: Named
    path: Path | None = None
    event: EventNames = ()
    field: Text | None = None
    which: Literal["first", "last"] = "last"
    manner: Manner | None = Field(default=None, alias="as")
    worded: Wording | None = None
    if_empty: Text | None = None
    sources: tuple[Reference, ...] = ()
    begins: Annotated[Whole, Field(ge=1)] = 1
    who: Who = "handler"
    article: Text = ""
    ink: YesNo = False
    optional: YesNo = False
    spare: YesNo = False

    @model_validator(mode="before")
    @classmethod
    def _takes_from_a_shared_one(cls, data: Any) -> Any:
        # A shared blank that is there has been filled in before the shape is looked at.
        if isinstance(data, dict) and data.get("like") is not None:
            message = _("there is no shared blank {name}; describe it under blanks, or write label and path here")
            raise ValueError(message.format(name=quoted(str(data["like"]))))
        return data

    @model_validator(mode="after")
    def _knows_its_field(self) -> BlankEntry:
        for name in self.event:
            known = ("date", *EVENTS[name].all_fields)
            if self.field is not None and self.field not in known:
                raise ValueError(
                    _("event {event} has no field {field}; it has: {known}").format(
                        event=name, field=self.field, known=_(", ").join(known)
                    )
                )
        return self

    @model_validator(mode="after")
    def _has_something_to_print(self) -> BlankEntry:
        empty = self.path is None and not self.event and self.field is None and self.worded is None
        if empty and not self.ink and self.if_empty is None:
            raise ValueError(
                _("the blank {name} is filled from nothing; give it a path, an event, worded, or ink: yes").format(
                    name=self.name
                )
            )
        return self


class SharedBlank(BlankEntry):
    """A blank that several forms have: a form names it, and may say otherwise what it says."""

    name: Text = ""


class FormEntry(Value):
    """A form of the pack: what it is, what it is about, which events it carries out, and its blanks.

    `ready_when` names conditions, all of which must hold, and events, one of which must have happened to what the
    paper is about. `source` is where its sample stands, `wanted_by` the article that wants the form. Where one of
    `voids` happened to the obligor the dossier does without it; `optional` is what a dossier may always lack.
    `evidence_kinds` are kinds of evidence that are this paper. What is not `offered` is there for a pack that lists it.
    """

    id: Text
    means: Role | None = None
    title: Named
    source: Source | None = None
    wanted_by: Reference | None = None
    house: YesNo = False
    offered: YesNo = True
    about: About = "case"
    carries_out: EventNames = ()
    ready_when: Texts = ()
    voids: EventNames = ()
    only_by_name: YesNo = False
    optional: YesNo = False
    evidence_kinds: Texts = ()
    without: Texts = ()
    blanks: tuple[BlankEntry, ...] = ()

    @field_validator("blanks")
    @classmethod
    def _each_blank_once(cls, blanks: tuple[BlankEntry, ...]) -> tuple[BlankEntry, ...]:
        names = [one.name for one in blanks]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(_("the blank {name} stands here twice; join the two").format(name=name))
        return blanks

    @model_validator(mode="after")
    def _knows_its_fields(self) -> FormEntry:
        carried = EVENTS[self.carries_out[0]] if self.carries_out else None
        for one in self.blanks:
            if one.field is None or one.event:
                continue
            if carried is None or one.field not in ("date", *carried.all_fields):
                raise ValueError(
                    _("the blank {name} names the field {field} of no event; add event: or carries_out:").format(
                        name=one.name, field=one.field
                    )
                )
        return self


class ArchiveEntry(Value):
    """A piece of the dossier, in the dossier's order: a form by its id or role, or `evidence`; its title if another."""

    id: Text
    title: Named | None = None
    source: Source | None = None
    house: YesNo = False
