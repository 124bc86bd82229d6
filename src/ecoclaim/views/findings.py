"""What `check` answers: findings at their places, for people and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ecoclaim.errors import Problem
from ecoclaim.views import json
from ecoclaim.views.table import Paper
from ecoclaim.views.text import wrapped
from ecoclaim.words import _, later, ngettext

_SEVERITY: Mapping[str, str] = {
    "error": later("error"),
    "warning": later("warning"),
    "notice": later("notice"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the case it is of and the line where it stands."""

    code: str
    severity: str
    case: str | None
    path: str
    line: int | None
    column: int | None
    article: str
    message: str
    cure: str
    ledger: str = ""
    office: str = ""


def findings_json(on: date, found: Sequence[Placed], problems: Sequence[Problem]) -> str:
    """Write the findings as JSON, files that cannot be read as errors of the code file-bad."""
    bad = [
        {
            "code": "file-bad",
            "severity": "error",
            "case": None,
            "path": one.path,
            "line": one.line,
            "column": one.column,
            "article": "",
            "message": ": ".join(part for part in (one.field, one.message) if part),
            "cure": _("correct the file at this place"),
            "ledger": None,
            "office": None,
        }
        for one in problems
    ]
    rows = [{name: getattr(one, name) for name in Placed.__slots__} for one in found]
    return json.answer(on, {"findings": [*bad, *rows]})


def findings_text(found: Sequence[Placed], problems: Sequence[Problem], paper: Paper) -> str:
    """Write the findings one below the other, and how many there are; the problems themselves are told elsewhere."""
    lines: list[str] = []
    for one in found:
        place = ":".join(str(part) for part in (one.path, one.line, one.column) if part is not None)
        lines += _fitted(f"{place}: {_(_SEVERITY[one.severity])} {one.code}: {one.message}", "", paper)
        if one.article:
            lines += _fitted(_("by: {article}").format(article=one.article), "    ", paper)
        lines += _fitted(_("cure: {cure}").format(cure=one.cure), "    ", paper)
    errors = sum(one.severity == "error" for one in found)
    warnings = sum(one.severity == "warning" for one in found)
    counted = _("Nothing was found.")
    if found:
        counted = (
            ngettext("{n} error", "{n} errors", errors).format(n=errors)
            + _(", ")
            + ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings)
            + _(".")
        )
    bad = len({one.path for one in problems})
    if bad:
        unread = ngettext(
            "{n} file cannot be read and was not checked",
            "{n} files cannot be read and were not checked",
            bad,
        ).format(n=bad)
        rest = _("In the rest: {counted}") if found else _("In the rest nothing was found.")
        counted = _("{unread}. {rest}").format(unread=unread, rest=rest.format(counted=counted))
    lines += _fitted(counted, "", paper)
    return "".join(f"{line}\n" for line in lines)


def _fitted(text: str, indent: str, paper: Paper) -> list[str]:
    parts = wrapped(text, paper.width - len(indent)) if paper.width else [text]
    return [indent + part for part in parts]
