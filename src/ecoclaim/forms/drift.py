"""What differs between two printings of a document, line by line, and which field each line comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from ecoclaim.forms.lookup import place
from ecoclaim.forms.sandbox import printed
from ecoclaim.forms.subject import Subject
from ecoclaim.packs.form import BlankEntry
from ecoclaim.words import Label


@dataclass(frozen=True, slots=True)
class Difference:
    """Lines of one text in whose place others stand; either may be empty."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Source:
    """The field of the ledger that a line is printed from, and what the form calls it."""

    field: str
    label: Label


def differences(was: str, now: str) -> Iterator[Difference]:
    """Give what stands in a text in place of another's lines, in order."""
    before, after = was.splitlines(), now.splitlines()
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if kind == "replace" and b - a == d - c:
            yield from (Difference(old, new) for old, new in zip(before[a:b], after[c:d], strict=True))
        else:
            yield Difference("\n".join(before[a:b]), "\n".join(after[c:d]))


def sources(subject: Subject, values: Mapping[str, object], one: Difference) -> tuple[Source, ...]:
    """Name the fields whose text stands in the ledger's line and no more in the hand's."""
    blanks = subject.form.blanks if subject.form else ()
    return tuple(
        Source(place(blank, subject), blank.label)
        for blank in blanks
        if not blank.spare
        and any(len(text) > 1 and text in one.was and text not in one.now for text in _texts(blank, values))
    )


def _texts(blank: BlankEntry, values: Mapping[str, object]) -> Iterator[str]:
    yield from _inside(values.get(blank.name))


def _inside(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _inside(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _inside(inner)
    elif value is not None and not isinstance(value, bool):
        yield from printed(value).splitlines()
