"""What the registers say in words: why a claim ends, and whether a register leaves room."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ecoclaim.forms import day, sentences
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import Event

_LINE, _FEW_LINES = 27, 4  # characters a line in a register's cell; lines that leave room


def _roomy(subject: Subject) -> bool:
    """Tell whether a register leaves its page half empty: one obligor and a short text; it then gets more room."""
    written = (day.facts(subject), subject.own_text("reason"))
    lines = [line for text in written if text for line in text.splitlines() if line.strip()]
    return len(subject.parties) == 1 and sum(1 + len(line) // _LINE for line in lines) <= _FEW_LINES


def said(event: Event | None, name: str) -> str | None:
    """Give a field of an event, if it happened."""
    return event.text(name) if event else None


def _termination(subject: Subject) -> object:
    event = subject.past.last("claim-terminated")
    code = said(event, "ground")
    known = subject.pack.termination_grounds.get(code) if code else None
    reason = subject.own_text("reason") or said(event, "reason")
    return sentences.paragraphs("\n".join(part for part in (known.title.zh if known else code, reason) if part))


WORDED: Mapping[str, Callable[[Subject], object]] = {"room": _roomy, "termination-reason": _termination}
