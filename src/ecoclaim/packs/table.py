"""The forms of a pack as one table: made of its text and of what it takes over, with what they name and nobody has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from ecoclaim.errors import BadFile
from ecoclaim.model.events import EVENTS
from ecoclaim.model.scalars import Text
from ecoclaim.model.values import Loc, Value, problem, shaped
from ecoclaim.packs.form import EVIDENCE, ArchiveEntry, FormEntry, SharedBlank
from ecoclaim.packs.joining import archive_entry, by_id, entry_id, places, whole_blanks
from ecoclaim.packs.rule import Source
from ecoclaim.words import _
from ecoclaim.yamlfile import Document


class FormTable(Value):
    """The forms of a pack, the blanks they share, and the order of the dossier."""

    blanks: dict[Text, SharedBlank] = {}
    forms: tuple[FormEntry, ...] = ()
    archive: tuple[ArchiveEntry, ...] = ()

    @cached_property
    def offered(self) -> tuple[FormEntry, ...]:
        """The forms that a case may have; the others are there for packs that extend this one."""
        return tuple(form for form in self.forms if form.offered)

    @property
    def sources(self) -> list[Source]:
        """The sources that forms and dossier quote."""
        return [one.source for one in self.forms if one.source] + [one.source for one in self.archive if one.source]

    def form(self, name: str) -> FormEntry | None:
        """Find a form, offered or not, by id, else by role."""
        found = next((form for form in self.forms if form.id == name), None)
        return found or next((form for form in self.forms if form.means == name), None)


def form_table(
    said: Mapping[str, Any], documents: Sequence[Document], described: Collection[str], conditions: Collection[str]
) -> FormTable:
    """Make the table of what a pack says of its forms; `documents` are its text and those of the packs it extends.

    Raises BadFile with every problem at its place in the pack's own text.
    """
    own = documents[0]
    tree = _whole(said)
    place = places(tree, documents)
    try:
        table = shaped(FormTable, tree, own.path, place)
    except BadFile as fault:
        raise BadFile([replace(one, field=by_id(one.field, tree)) for one in fault.problems]) from None
    wrong = [*_undescribed(table, described), *_dangling(table, own, conditions)]
    if wrong:
        raise BadFile([problem(own.path, place, loc, message) for loc, message in wrong])
    return table


def _whole(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Fill in what the blanks of forms take from the shared ones."""
    shared, forms, archive = tree.get("blanks"), tree.get("forms"), tree.get("archive")
    made = dict(tree)
    if isinstance(forms, list):
        common = shared if isinstance(shared, dict) else {}
        made["forms"] = [
            {**one, "blanks": whole_blanks(one, common)}
            if isinstance(one, dict) and isinstance(one.get("blanks"), list)
            else one
            for one in forms
        ]
    if isinstance(archive, list):
        made["archive"] = [archive_entry(one) for one in archive]
    return made


def _undescribed(table: FormTable, described: Collection[str]) -> Iterator[tuple[Loc, str]]:
    for number, form in enumerate(table.forms):
        named = [one.document for one in (form.source, form.wanted_by) if one is not None]
        named += [source.document for blank in form.blanks for source in blank.sources]
        for name in dict.fromkeys(named):
            if name not in described:
                message = _("document {name} is quoted but not described under documents")
                yield ("forms", number), message.format(name=name)


def _dangling(table: FormTable, own: Document, conditions: Collection[str]) -> Iterator[tuple[Loc, str]]:
    """Find ids that name another form, and what the file's own forms and dossier name and nobody describes."""
    ids = [form.id for form in table.forms]
    for number, form in enumerate(table.forms):
        if ids.index(form.id) < number:
            message = _("{id} is the id of another form that the pack takes over; choose another id, or means: {role}")
            yield ("forms", ids.index(form.id), "id"), message.format(id=form.id, role=form.means or form.id)
    tree = own.tree if isinstance(own.tree, dict) else {}
    said = {entry_id(one): one for one in tree.get("forms") or [] if isinstance(one, dict)}
    for number, form in enumerate(table.forms):
        if form.id in said and "ready_when" in said[form.id]:
            for name in form.ready_when:
                if name not in conditions and name not in EVENTS:
                    message = _("there is no event and no condition {name}; conditions are: {known}")
                    yield ("forms", number, "ready_when"), message.format(name=name, known=_(", ").join(conditions))
    known = [*ids, EVIDENCE]
    listed = {entry_id(one) for one in tree.get("archive") or []}
    for number, entry in enumerate(table.archive):
        if entry.id in listed and entry.id != EVIDENCE and table.form(entry.id) is None:
            message = _("the dossier names {name}, which is no form; known are: {known}")
            yield ("archive", number), message.format(name=entry.id, known=_(", ").join(known))
