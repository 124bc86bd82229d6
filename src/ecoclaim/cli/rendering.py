"""`render` and `forms`: the statutory forms as Word files, and what each still lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson, number_for
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.desk.rendered import Rendered


@explained(
    later(
        "Fills forms from the case's files: one document for each obligor, meeting or agreement a form is about, "
        "unless one is named. The files go to the case's documents folder. A form that still lacks something "
        "is refused, with "
        "the list of what, where it belongs and who can supply it, and nothing is written; --draft prints it all the "
        "same, marked as a draft, at any stage.\n\n"
        "A file that someone edited since is never overwritten without --force; a file that would not change is not "
        "written. `ecoclaim forms CASE` lists the forms."
    ),
    "ecoclaim render 7 start-registration",
    "ecoclaim render 7 consultation-notice --obligor A --draft",
    "ecoclaim render 7 calculation --rule reply --text",
    "ecoclaim render 7 --all --out /tmp/forms",
)
def render(
    case: Case,
    on: On,
    forms: Annotated[
        list[str] | None,
        typer.Argument(metavar=later("FORM"), help=later("The forms, by slug or title; `ecoclaim forms` lists them.")),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help=later("Every form that lacks nothing; with --draft every form."))
    ] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help=later("Print what is missing as marks, whatever the procedure allows."))
    ] = False,
    obligor: Annotated[
        str | None, typer.Option("--obligor", metavar=later("KEY"), help=later("Only the documents of this obligor."))
    ] = None,
    meeting: Annotated[
        int | None,
        typer.Option(
            "--meeting",
            metavar=later("N"),
            parser=number_for("--meeting"),
            help=later("Only the documents of this meeting."),
        ),
    ] = None,
    agreement: Annotated[
        int | None,
        typer.Option(
            "--agreement",
            metavar=later("N"),
            parser=number_for("--agreement"),
            help=later("Only those of this agreement."),
        ),
    ] = None,
    rule: Annotated[
        str | None,
        typer.Option("--rule", metavar=later("RULE"), help=later("The rule whose calculation is printed.")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar=later("DIR"), parser=Path, help=later("Another folder to write to.")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=later("Overwrite a file that was edited by hand."))] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help=later("Show in words what rendering would change, and write nothing."))
    ] = False,
    text: Annotated[bool, typer.Option("--text", help=later("Print the words here, and write nothing."))] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help=later("Write PDF files beside, by LibreOffice."))] = False,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Fill forms from the case's files."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.rendered import keep
    from ecoclaim.desk.rendering import DocumentFilter, documents_wanted, folder_of, printed, subject_of
    from ecoclaim.forms.text import text as words

    if format == "json" and (text or diff):
        raise WrongUsage(_("--format json tells what was written; --text and --diff write nothing"))
    at = desk(ledger, on)
    subject = subject_of(at, case)
    wanted = DocumentFilter(obligor, meeting, agreement, rule)
    made = printed(at, documents_wanted(at, subject, forms or [], wanted, every=every, draft=draft), draft=draft)
    if text:
        console.answer("\n\n".join(words(docx).strip("\n") for _one, docx in made))
        at.say_problems()
        return at.code()
    folder = out or folder_of(at, subject)
    files = [(folder / one.file_name(draft=draft), docx) for one, docx in made]
    if diff:
        from ecoclaim.desk.drifting import changes_by_rendering

        for part in changes_by_rendering(at, files):
            console.answer(part)
        at.say_problems()
        return at.code()
    kept = keep(at, subject.case.id, made, folder, draft=draft, force=force)
    _tell(at, subject.case.id, kept, pdf=pdf, format=format)
    at.say_problems()
    return at.code(kept.code)


def _tell(at: Desk, case: str, kept: Rendered, *, pdf: bool, format: str) -> None:  # noqa: A002
    from ecoclaim.desk.rendered import pdfs
    from ecoclaim.ledger.load import shown
    from ecoclaim.views import json

    if format == "json":
        files = [{"path": shown(at.root, file), "written": is_new} for file, is_new in kept.files]
        if pdf:
            made = pdfs(at, [path for path, _new in kept.files])
            files += [{"path": shown(at.root, file), "written": True} for file in made]
        console.machine(json.answer(at.on, {"case": case, "files": files}))
        return
    for file, is_new in kept.files:
        line = _("wrote {file}") if is_new else _("unchanged: {file}")
        console.answer(line.format(file=shown(at.root, file)))
    for file in pdfs(at, [path for path, _new in kept.files]) if pdf else ():
        console.answer(_("wrote {file}").format(file=shown(at.root, file)))


@explained(
    later(
        "Lists the forms of the case's rule pack, and what each still lacks: the field to write, what the form calls "
        "it, who can supply it, and the article that wants it. Without a case the forms of the office's pack "
        "are listed. "
        "With --corrections every place is shown where a form's wording differs from its printed sample, and why."
    ),
    "ecoclaim forms 7",
    "ecoclaim forms --corrections",
)
def forms(
    on: On,
    case: Annotated[
        str | None, typer.Argument(metavar=later("CASE"), help=later("The case, as with other commands."))
    ] = None,
    corrections: Annotated[
        bool, typer.Option("--corrections", help=later("Show where wording differs from the sample, and why."))
    ] = False,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """List the forms, with what each still lacks."""
    from ecoclaim.views.forms import corrections_json, corrections_text, forms_json, forms_text

    if corrections:
        from ecoclaim.forms.corrections import corrections as all_corrections

        found = all_corrections()
        if format == "json":
            console.machine(corrections_json(on, found))
        else:
            console.answer(corrections_text(found, console.paper()))
        return 0
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.rendering import listed

    at = desk(ledger, on)
    rows = listed(at, case)
    if format == "json":
        console.machine(forms_json(on, rows))
    else:
        console.answer(forms_text(rows, console.paper()))
    at.say_problems()
    return at.code()
