"""A document's facts: the value of every blank of its form, and what it still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ecoclaim.forms.blank import WHO, Lack, lacks, printable, wanted
from ecoclaim.forms.documents import article
from ecoclaim.forms.lookup import looked_up, place
from ecoclaim.forms.subject import Subject
from ecoclaim.forms.worded import WORDED
from ecoclaim.packs.form import BlankEntry


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document prints, and what it still lacks; a lack prints its mark in a draft."""

    values: Mapping[str, object]
    missing: tuple[Lack, ...]


def facts(document: Subject) -> Facts:
    """Take the facts of one document of a form from its case, office, events and deadlines."""
    if document.form is None:
        raise ValueError("facts are those of a form's document")
    by_form = article(document.form)
    values: dict[str, object] = {}
    found: dict[str, Lack] = {}
    for blank in document.form.blanks:
        value = values[blank.name] = _value(blank, document)
        for lack in () if blank.spare else lacks(value):
            found.setdefault(lack.field, lack if lack.article else replace(lack, article=by_form))
    return Facts({name: printable(value) for name, value in values.items()}, tuple(found.values()))


def _value(blank: BlankEntry, document: Subject) -> object:
    """Fill a blank; a wanted one without a value becomes a Lack, one of ink or optional prints empty.

    What is signed, sealed or received comes after the day of the paper.
    """
    if blank.ink:
        document = document.as_printed()
    found = WORDED[blank.worded](document, blank) if blank.worded else looked_up(blank, document)
    value = found if blank.ink else wanted(found)
    if value is None and blank.if_empty is not None:
        return blank.if_empty
    if value is None:
        if blank.ink or blank.optional:
            return "" if found != () else ()
        return Lack(place(blank, document), blank.label, WHO[blank.who], blank.article)
    return value
