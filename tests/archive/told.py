"""Changes in the fewest words that tell them apart."""

from __future__ import annotations

from ecoclaim.ledger.changes import Change


def short(one: Change) -> tuple[str, ...]:
    if one.field is not None:
        return (one.kind, one.path, str(one.field.old), str(one.field.new))
    if one.entry is not None:
        return (one.kind, str(one.entry), one.event, str(one.date), *one.obligors)
    return (one.kind, one.file, one.note)
