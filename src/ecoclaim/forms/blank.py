"""A blank of a form: where its fact lives, what it is called, who can supply it. Knows nothing of Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecoclaim.forms.sentences import days_in_words
from ecoclaim.words import Label

if TYPE_CHECKING:
    from ecoclaim.forms.subject import Subject

# Unicode noncharacters: no input method makes them, and a value that holds one is refused.
OPEN, CLOSE = "\ufdd0", "\ufdd1"

HANDLER = Label("经办人", "the handler")
OFFICE = Label("本单位（ecoclaim.yaml）", "the office (ecoclaim.yaml)")
OBLIGOR = Label("赔偿义务人", "the obligor")
APPRAISER = Label("鉴定评估机构或者专家", "the appraiser")
RECORDER = Label("主持人、记录员", "the chair and the recorder")
COURT = Label("法院", "the court")
LAWYER = Label("法规人员", "the legal officer")
# Who can supply a blank, by the word of the pack.
WHO: Mapping[str, Label] = {
    "handler": HANDLER,
    "office": OFFICE,
    "obligor": OBLIGOR,
    "appraiser": APPRAISER,
    "recorder": RECORDER,
    "court": COURT,
    "lawyer": LAWYER,
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact nobody has written yet; `label` is what the form calls it."""

    label: str

    def __str__(self) -> str:
        """Mark the place, so that a draft can show 【待补：label】 there."""
        return f"{OPEN}{self.label}{CLOSE}"

    def __iter__(self) -> Iterator[Missing]:
        """Stand for one row where a list is missing."""
        yield self

    def __len__(self) -> int:
        """Count as one row."""
        return 1


@dataclass(frozen=True, slots=True)
class Lack:
    """What a form still lacks: the field to write, its label in the form, who can supply it, the article wanting it.

    A field is a path in case.yaml; `events.NAME.FIELD` a field of an event, `ecoclaim.FIELD` one of the office.
    """

    field: str
    label: Label
    who: Label = HANDLER
    article: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank inside another: a cell of the row that tells of an obligor.

    `name` is its tag in the template, `get` takes its value from the subject. It is wanted unless it is `optional`,
    which prints empty where there is nothing.
    """

    name: str
    label: Label
    field: str
    get: Callable[[Subject], object]
    who: Label = HANDLER
    optional: bool = False


def filled(blanks: Iterable[Blank], subject: Subject) -> dict[str, object]:
    """Take the value of every blank; a wanted one without a value becomes a Lack."""
    return {one.name: _value(one, subject) for one in blanks}


def lacks(value: object) -> Iterable[Lack]:
    """Give every lack inside a value, in the order of the form."""
    if isinstance(value, Lack):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from lacks(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from lacks(inner)


def printable(value: object) -> object:
    """Turn every lack inside a value into the mark that a draft prints, and every day into words; a form is Chinese."""
    if isinstance(value, Lack):
        return Missing(value.label.zh)
    if isinstance(value, str):
        return days_in_words(value)
    if isinstance(value, Mapping):
        return {key: printable(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(printable(inner) for inner in value)
    return value


def wanted(value: object) -> object:
    """Give a value, text without line ends at its end; None where there is nothing."""
    if isinstance(value, str):
        value = value.rstrip("\r\n") if value.strip() else None
    return None if value == () else value


def _value(blank: Blank, subject: Subject) -> object:
    value = wanted(blank.get(subject))
    if value is None:
        return "" if blank.optional else Lack(subject.path(blank.field), blank.label, blank.who)
    return value
