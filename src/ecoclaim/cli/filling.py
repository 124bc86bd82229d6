"""`fill`: what a form still lacks, asked for one by one, with what is known already; written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import FormIncomplete, PartsWrong, Stop, WrongUsage
from ecoclaim.terminal import quoted
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.desk.filling import Blanks, Question

_LEFT_OUT = ("-", "－", "无")


@explained(
    later(
        "Asks for what a form of the case still lacks, no more and no less, and writes all answers at once, in one "
        "commit. What the case and the office know already stands in brackets: Enter takes it, - leaves the blank "
        "open. Where nobody can be asked the blanks are listed with what is known, and the exit code is 5."
    ),
    later("ecoclaim fill 7 consultation-notice"),
    "ecoclaim fill 7 meeting-minutes --format json",
)
def fill(
    case: Case,
    form: Annotated[str, typer.Argument(metavar=later("FORM"), help=later("The form: its id, title or a part of it."))],
    on: On,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Ask for what a form still lacks."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.cli.outcome import print_lines
    from ecoclaim.desk.filling import blanks, filled
    from ecoclaim.views.changes import change_lines

    at = desk(ledger, on)
    asks = console.can_ask() and format == "table"
    name = at.case_to_write(case) if asks else at.case_id(case)
    found = blanks(at, name, form)
    if not found.questions and not found.elsewhere:
        _print_none(at, found, format)
        return 0
    if not asks:
        return _listed(at, found, format)
    answers = _asked(at, found)
    _tell_elsewhere(found)
    if not answers:
        console.say(_("Nothing was written."))
        return 0
    try:
        done = filled(at, name, answers)
    except Stop as fault:
        given = " ".join(quoted(f"{one.field}={text}") for one, text in answers if one.event is None)
        console.say(_("What you answered, to give again: {command}").format(command=f"ecoclaim set {name} {given}"))
        if isinstance(fault, PartsWrong):
            # The parts of the answers are none of the command line.
            raise WrongUsage(str(fault)) from None
        raise
    lines = [_("Set {field} to {value}").format(field=path, value=_said(value)) for path, value in done.values]
    print_lines([*lines, *("  " + line for line in change_lines(done.judged.changes))])
    left = blanks(at, name, found.form.id)
    count = len(left.questions) + len(left.elsewhere)
    console.say(
        _("{form} still lacks {n} blanks: ecoclaim forms {case}").format(form=found.form.title, n=count, case=name)
        if count
        else _("{form} lacks nothing more: ecoclaim render {case} {id}").format(
            form=found.form.title, case=name, id=found.form.id
        )
    )
    return done.code


def _asked(at: Desk, found: Blanks) -> list[tuple[Question, str]]:
    count = len(found.questions)
    console.say(
        _("{form}: {n} blanks; Enter takes what stands in brackets, - leaves it open").format(
            form=found.form.title, n=count
        )
    )
    answers = []
    for number, one in enumerate(found.questions, 1):
        text = _answer(at, found.case, one, f"{number}/{count}")
        if text:
            answers.append((one, text))
    return answers


def _answer(at: Desk, case: str, one: Question, place: str) -> str:
    from ecoclaim.desk.filling import understood

    names = list(one.choices or {})
    for number, key in enumerate(names, 1):
        console.say(f"  {number:>2}  {one.choices[key] if one.choices else key}")
    article = _(" ({article})").format(article=one.article) if one.article else ""
    while True:
        text = console.ask(f"{place} {one.label}{article}", one.known)
        if text in _LEFT_OUT or not text:
            return ""
        if text.isdigit() and names and 1 <= int(text) <= len(names):
            text = names[int(text) - 1]
        try:
            understood(at, case, one, text)
        except Stop as fault:
            console.say(str(fault))
            continue
        return text


def _listed(at: Desk, found: Blanks, format: str) -> int:  # noqa: A002
    if format == "json":
        from ecoclaim.views import json

        rows = [
            {"field": one.field, "label": one.label, "who": one.who, "article": one.article, "known": one.known or None}
            for one in found.questions
        ]
        others = [{"field": lack.field, "label": lack.label, "command": command} for lack, command in found.elsewhere]
        body = {"case": found.case, "form": found.form.id, "missing": rows, "elsewhere": others}
        console.machine(json.answer(at.on, body))
        return FormIncomplete.exit_code
    lines = [_("{form} lacks:").format(form=found.form.title)]
    for one in found.questions:
        known = _(" [{known}]").format(known=one.known) if one.known else ""
        lines.append(
            _("  {label}: {field}; by {who}{article}").format(
                label=one.label, field=one.field, who=one.who, article=known
            )
        )
    lines += [f"  {lack.label}: {command}" for lack, command in found.elsewhere]
    raise FormIncomplete("\n".join(lines))


def _tell_elsewhere(found: Blanks) -> None:
    for lack, command in found.elsewhere:
        console.say(f"  {lack.label}: {command}")


def _print_none(at: Desk, found: Blanks, format: str) -> None:  # noqa: A002
    if format == "json":
        from ecoclaim.views import json

        body: dict[str, object] = {"case": found.case, "form": found.form.id, "missing": [], "elsewhere": []}
        console.machine(json.answer(at.on, body))
        return
    console.answer(_("{form} lacks nothing").format(form=found.form.title))


def _said(value: object) -> str:
    return _(", ").join(map(str, value)) if isinstance(value, list) else _("(empty)") if value is None else str(value)
