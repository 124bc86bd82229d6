"""What `publish` and `publish scan` answer: the text for the public, and the places that tell of persons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ecoclaim.checks.personal import KINDS
from ecoclaim.ledger.told import UNSEEN, Place
from ecoclaim.views import json
from ecoclaim.words import _


def places_json(on: date, places: Sequence[Place]) -> str:
    """Write the places that a scan found as JSON."""
    rows = [{**_row(one), "reason": one.reason, "sha256": one.sha256 or None} for one in places]
    return json.answer(on, {"places": rows})


def place_line(one: Place) -> str:
    """Write a place that a scan found in one line."""
    place = ":".join(str(part) for part in (one.path, one.line, one.column) if part is not None)
    what = _("cannot be looked into") if one.kind == UNSEEN else KINDS[one.kind].text
    return ": ".join(str(part) for part in (place, one.field, what, one.text, one.reason) if part)


def stopped_json(on: date, case: str, places: Sequence[Place]) -> str:
    """Write as JSON that nothing was published, and which places stop it."""
    return json.answer(on, {"case": case, "published": False, "places": [_row(one) for one in places]})


def stopping_line(one: Place) -> str:
    """Write a place that stops a publication in one line."""
    return f"{one.path}:{one.line}:{one.column}: {one.field}: {KINDS[one.kind]}: {one.text}"


def _row(one: Place) -> dict[str, object]:
    return {
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "field": one.field,
        "kind": one.kind,
        "text": one.text,
    }
