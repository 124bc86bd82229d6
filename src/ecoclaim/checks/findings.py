"""What a check finds: a stable code, how grave, where, by which article, what is wrong and the cure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ecoclaim.model.events import Event
from ecoclaim.standing import Standing

Severity = Literal["error", "warning", "notice"]
Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in a case or in the office's files; `loc` is the place in the file, for the line.

    The file is one of the case's (case.yaml, events.yaml), or the office's by its path in the ledger.
    """

    code: str
    severity: Severity
    file: str
    loc: Loc
    article: str
    message: str
    cure: str


Check = Callable[[Standing], Iterator[Finding]]


def of_event(
    code: str, severity: Severity, event: Event, message: str, cure: str, article: str = "", field: str = ""
) -> Finding:
    """Make a finding about an entry of events.yaml."""
    loc: Loc = (event.position, field) if field else (event.position,)
    return Finding(code, severity, "events.yaml", loc, article, message, cure)


def of_case(code: str, severity: Severity, loc: Loc, message: str, cure: str, article: str = "") -> Finding:
    """Make a finding about a place of case.yaml."""
    return Finding(code, severity, "case.yaml", loc, article, message, cure)
