"""What `forms` answers: each form with what it still lacks, and where its wording differs from the sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ecoclaim.packs.form import FormEntry
from ecoclaim.views import json
from ecoclaim.views.table import Column, Paper, table
from ecoclaim.views.text import wrapped
from ecoclaim.words import Label, _, later


class Lack(Protocol):
    """What a form lacks: the field, its label, who can supply it, the article that wants it."""

    @property
    def field(self) -> str: ...  # noqa: D102
    @property
    def label(self) -> Label: ...  # noqa: D102
    @property
    def who(self) -> Label: ...  # noqa: D102
    @property
    def article(self) -> str: ...  # noqa: D102


class Correction(Protocol):
    """Where a form's wording differs from its sample."""

    @property
    def form(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def annex(self) -> str | None: ...  # noqa: D102
    @property
    def printed(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> Label: ...  # noqa: D102


_KIND: Mapping[str, str] = {
    "slip": later("slip of the sample"),
    "reading": later("article before sample"),
    "layout": later("layout"),
    "addition": later("addition"),
    "variant": later("other case"),
    "filling": later("hint filled in"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One document of a form: its file, what it is about, the day of its act, what it waits for and what it lacks."""

    file: str
    title: str
    obligor: str | None
    meeting: int | None
    agreement: int | None
    settled_on: date | None
    waits_for: str
    missing: Sequence[Lack]

    @property
    def ready(self) -> bool:
        """Whether it would be printed."""
        return not self.missing and not self.waits_for


@dataclass(frozen=True, slots=True)
class Listed:
    """A form of a pack; with a case, whether its documents are ready, what they lack, and the verdict on each."""

    form: FormEntry
    ready: bool | None
    missing: Sequence[Lack]
    documents: Sequence[Verdict]


def forms_json(on: date, listed: Sequence[Listed]) -> str:
    """Write the forms as JSON."""
    rows = [
        {
            "form": one.form.id,
            "title": one.form.title.text,
            "house": one.form.house,
            "ready": one.ready,
            "missing": [_lack(lack) for lack in one.missing],
            "documents": [
                {
                    "file": each.file,
                    "title": each.title,
                    "obligor": each.obligor,
                    "meeting": each.meeting,
                    "agreement": each.agreement,
                    "settled_on": each.settled_on.isoformat() if each.settled_on else None,
                    "ready": each.ready,
                    "waits_for": each.waits_for or None,
                    "missing": [_lack(lack) for lack in each.missing],
                }
                for each in one.documents
            ],
        }
        for one in listed
    ]
    return json.answer(on, {"forms": rows})


def _lack(lack: Lack) -> dict[str, str]:
    return {"field": lack.field, "label": lack.label.text, "who": lack.who.text, "article": lack.article}


def forms_text(listed: Sequence[Listed], paper: Paper) -> str:
    """Write the forms as a table, and below it what each document waits for or lacks."""
    rows = [(one.form.id, _title(one.form), _standing(one)) for one in listed]
    whole = table([Column(_("Form")), Column(_("Title"), breaks=True), Column(_("Standing"))], rows, paper)
    lines = [line for one in listed for each in one.documents for line in _verdict_lines(each)]
    return whole + ("\n" + "".join(f"{line}\n" for line in lines) if lines else "")


def _verdict_lines(one: Verdict) -> list[str]:
    if one.waits_for:
        return [_("{form} not yet: {why}").format(form=one.title, why=one.waits_for)]
    return lack_lines(one.title, one.missing)


def lack_lines(title: str, missing: Sequence[Lack]) -> list[str]:
    """Write what a form lacks, a line a blank: its label, the field to write, who can supply it, the article."""
    if not missing:
        return []
    line = _("  {label}: {field}; by {who}{article}")
    return [
        _("{form} lacks:").format(form=title),
        *(
            line.format(
                label=lack.label,
                field=lack.field,
                who=lack.who,
                article=_(" ({article})").format(article=lack.article) if lack.article else "",
            )
            for lack in missing
        ),
    ]


def corrections_json(on: date, found: Sequence[Correction]) -> str:
    """Write the corrections as JSON."""
    rows = [
        {"form": one.form, "kind": one.kind, "annex": one.annex, "printed": one.printed, "reason": str(one.reason)}
        for one in found
    ]
    return json.answer(on, {"corrections": rows})


def corrections_text(found: Sequence[Correction], paper: Paper) -> str:
    """Write the corrections one below the other."""
    lines: list[str] = []
    for one in found:
        lines.append(f"{one.form}: {_(_KIND[one.kind])}")
        if one.annex is not None:
            lines.append("  " + _("sample: {text}").format(text=one.annex))
            lines.append("  " + _("printed: {text}").format(text=one.printed or _("(nothing)")))
        reason = "  " + _("because: {text}").format(text=one.reason)
        lines += wrapped(reason, paper.width) if paper.width else [reason]
    return "".join(f"{line}\n" for line in lines)


def _title(form: FormEntry) -> str:
    return _("{title} (no statutory sample)").format(title=form.title) if form.house else form.title.text


def _standing(one: Listed) -> str:
    if one.ready is None:
        return ""
    if one.ready:
        return _("ready")
    if one.documents and all(each.waits_for for each in one.documents):
        return _("not yet")
    ready = sum(each.ready for each in one.documents)
    if ready:
        return _("{ready} of {all} ready").format(ready=ready, all=len(one.documents))
    return _("{n} missing").format(n=len(one.missing)) if one.missing else "-"


class Line(Protocol):
    """A line of a rendered file that was changed: what the ledger prints, what stands there."""

    @property
    def was(self) -> str: ...  # noqa: D102
    @property
    def now(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Drifted:
    """A line of a file edited by hand; `fields` are where its text comes from. No line: the file is of no form."""

    path: str
    line: Line | None
    fields: Sequence[str]
    labels: str


def drift_json(on: date, found: Sequence[Drifted]) -> str:
    """Write what drifted as JSON."""
    rows = [
        {
            "path": one.path,
            "fields": list(one.fields),
            "ledger": one.line.was if one.line else None,
            "file": one.line.now if one.line else None,
        }
        for one in found
    ]
    return json.answer(on, {"drift": rows})


def drift_text(found: Sequence[Drifted]) -> str:
    """Write what drifted, file by file."""
    if not found:
        return _("No rendered form was changed by hand.") + "\n"
    lines: list[str] = []
    path = ""
    for one in found:
        if one.path != path:
            path = one.path
            lines.append(path)
        if one.line is None:
            lines.append("  " + _("the ledger prints no such file"))
            continue
        where = f"{one.labels}: {', '.join(one.fields)}" if one.fields else _("fixed wording of the form")
        lines.append(f"  {where}")
        lines += [f"    - {line}" for line in one.line.was.splitlines()]
        lines += [f"    + {line}" for line in one.line.now.splitlines()]
    return "".join(f"{line}\n" for line in lines)
