"""What is written into a case: an entry recorded, corrected or taken back, fields set, a file edited.

Each is drafted and judged under the ledger's lock, refused where the procedure does not allow it, and committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ecoclaim.desk.casefields import TypedFields
from ecoclaim.desk.fields import Parts, in_order
from ecoclaim.desk.judging import Judged, judged, refuse_future
from ecoclaim.desk.opened import Opened
from ecoclaim.desk.writing import Act, writing_in
from ecoclaim.errors import BadFile, Problem, WrongUsage
from ecoclaim.ledger.drafts import Draft, entry, with_corrections, with_entry, with_fields, with_file
from ecoclaim.ledger.evidence import refuse_paths
from ecoclaim.ledger.load import shown
from ecoclaim.model.events import Event, EventType
from ecoclaim.packs.lists import event_list
from ecoclaim.standing import Standing
from ecoclaim.words import _
from ecoclaim.yamlfile import Tree


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry that was recorded: as it is written and as it counts, what it does, what is warned of, the exit code."""

    entry: Mapping[str, Tree]
    event: Event
    judged: Judged
    warnings: tuple[str, ...]
    code: int

    @property
    def latest_before(self) -> date | None:
        """The day of the latest entry before it."""
        before = self.judged.before
        return max((one.date for one in before.case.events), default=None) if before else None

    @property
    def is_late(self) -> bool:
        """Whether it is of an earlier day than an entry before it."""
        return self.latest_before is not None and self.event.date < self.latest_before


def recorded(at: Opened, case: str, kind: EventType, said: Mapping[str, Tree], *, dry_run: bool) -> Recorded:
    """Add an entry to events.yaml; a dry run writes nothing.

    Raises NotAllowed for a day to come, and for what the procedure forbids unless the entry says `despite`.
    """
    refuse_future(date.fromisoformat(str(said["date"])), at.on)
    values, code = dict(said), 0
    with nullcontext() if dry_run else writing_in(at, case=case) as pen:
        draft = with_entry(at.root, case, in_order(kind, values), kind.label.zh)
        found = judged(at, draft)
        if not found.refused and values.pop("despite", None):
            at.tell(_("Nothing forbids it; --despite was not needed and is not written."))
            draft = with_entry(at.root, case, in_order(kind, values), kind.label.zh)
            found = judged(at, draft)
        if "despite" not in values:
            found.refuse(found.refused, _("What did happen all the same is recorded with --despite REASON."))
        event = next(one for one in draft.after.events if one.position == len(draft.after.events) - 1)
        warnings = (*found.entry_warnings(event), *_wanted(found.after, event))
        if pen is not None:
            code = pen.write(draft.files, Act("record", case))
    return Recorded(in_order(kind, values), event, found, warnings, code)


def _wanted(after: Standing, event: Event) -> Iterator[str]:
    """Say which fields the pack's list wants beside the ground or channel that was chosen."""
    for name in event.type.fields:
        found = event_list(after.pack, event.name, name).get(event.text(name) or "")
        for other in found.wants if found else ():
            if other not in event.values:
                yield _(
                    "{name}={value} wants {other} to be said too: ecoclaim correct {case} {number} {other}=…"
                ).format(name=name, value=event.text(name), other=other, case=after.case.id, number=event.position + 1)


@dataclass(frozen=True, slots=True)
class Corrected:
    """An entry that was corrected: its event, the values before and after, what it does, the exit code."""

    kind: EventType
    old: Mapping[str, Tree]
    values: Mapping[str, Tree]
    judged: Judged
    code: int


def corrected(
    at: Opened,
    case: str,
    number: int,
    kind_of: Callable[[str], EventType],
    values_of: Callable[[EventType], Mapping[str, Tree]],
) -> Corrected:
    """Give entry N of events.yaml other values, which are made once its event is known.

    Raises NotAllowed for what the procedure forbids unless the entry says `despite`.
    """
    with writing_in(at, case=case) as pen:
        old = entry(at.root, case, number)
        kind = kind_of(str(old.get("event") or ""))
        values = values_of(kind)
        draft = with_corrections(at.root, case, number, values)
        found = judged(at, draft)
        if "despite" not in {**old, **values}:
            found.refuse(found.refused, _("If it did happen, add despite=REASON."))
        return Corrected(kind, old, values, found, pen.write(draft.files, Act("correct", case)))


def taken_back(at: Opened, case: str, draft: Draft) -> tuple[Judged, int]:
    """Write events.yaml without its last entry, as drafted; what changed since the draft was made is not taken back."""
    with writing_in(at, case=case) as pen:
        code = pen.write(draft.files, Act("undo", case))
    return judged(at, draft), code


@dataclass(frozen=True, slots=True)
class FieldsSet:
    """Fields of case.yaml that were set: the path of each in the file and its value, what it does, the exit code."""

    values: Sequence[tuple[str, Tree]]
    judged: Judged
    code: int


def fields_set(at: Opened, case: str, said: Sequence[tuple[str, str]]) -> FieldsSet:
    """Set fields of case.yaml by their paths; warnings are told before it is written.

    Raises WrongUsage for a path or value that does not fit, NotAllowed for what the procedure forbids.
    """
    if any(path == "id" for path, _text in said):
        raise WrongUsage(_("id is the folder's name and is not set"))
    with writing_in(at, case=case) as pen:
        typed = TypedFields(at, case)
        with Parts() as parts:
            changes = [(path, partial(typed.value, text)) for path, text in said]
            draft = with_fields(at.root, case, changes, typed.heads, parts.part)
        refuse_paths(draft)
        found = judged(at, draft)
        found.refuse(found.refused, _("Mend the entry first, or leave the field as it is."))
        for line in found.warnings:
            at.tell(_("Warning: {text}").format(text=line))
        return FieldsSet(typed.written, found, pen.write(draft.files, Act("set", case)))


def edited(at: Opened, case: str, path: Path, old: bytes, new: bytes, copy: Path) -> tuple[Judged, int]:
    """Put what was edited in a copy into the place of a file of the case, once it is good.

    Raises BadFile with the places in the copy, which the person still has; NotAllowed for what the procedure forbids.
    """
    with writing_in(at, case=case) as pen:
        try:
            draft = with_file(at.root, case, path, old, new)
        except BadFile as fault:
            raise BadFile(
                Problem(
                    str(copy) if one.path == shown(at.root, path) else one.path,
                    one.line,
                    one.column,
                    one.field,
                    one.message,
                )
                for one in fault.problems
            ) from None
        refuse_paths(draft)
        found = judged(at, draft)
        unsaid = [one for one in found.refused if one.event is None or one.event.text("despite") is None]
        found.refuse(unsaid, _("What did happen all the same carries despite: REASON in its entry."))
        return found, pen.write(draft.files, Act("edit", case))
