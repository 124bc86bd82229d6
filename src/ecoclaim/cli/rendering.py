"""`render` and `forms`: the statutory forms as Word files, and what each still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson, number_for
from ecoclaim.cli.page import explained
from ecoclaim.errors import BadFile, FormIncomplete, NotAllowed, NotFound, Problem, WrongUsage
from ecoclaim.outside.files import contents, contents_if_any
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.checks.conditions import Breach
    from ecoclaim.cli.desk import Desk
    from ecoclaim.forms.fill import Template
    from ecoclaim.forms.printing import Document
    from ecoclaim.forms.subject import Subject
    from ecoclaim.packs.form import FormEntry


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person named to narrow the documents of a form."""

    obligor: str | None
    meeting: int | None
    agreement: int | None
    rule: str | None


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
    ledger: Ledger = None,
) -> int:
    """Fill forms from the case's files."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.forms.text import text as words

    at = desk(ledger, on)
    subject = subject_of(at, case)
    wish = Wish(_key(subject, obligor), meeting, agreement, _rule(subject, rule))
    chosen = _chosen(subject, forms or [], every=every)
    found = list(documents_of(subject, chosen, wish))
    if every and not draft:
        found = _ready(found)
    if not draft:
        _refuse_barred(found)
        _refuse_lacking(found)
    _say_unkept(found)
    printed = [(one, one.printed(template, draft=draft)) for one, template in templates_of(at, found)]
    if text:
        console.answer("\n\n".join(words(docx).strip("\n") for _one, docx in printed))
        at.say_problems()
        return at.code()
    folder = out or folder_of(at, subject)
    files = [(folder / one.file_name(draft=draft), docx) for one, docx in printed]
    if diff:
        from ecoclaim.cli.differences import show_differences

        show_differences(at, files)
        at.say_problems()
        return at.code()
    return _write(at, subject, files, force=force, pdf=pdf, inside=out is None)


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
    from ecoclaim.views.forms import Listed, corrections_json, corrections_text, forms_json, forms_text

    if corrections:
        from ecoclaim.forms.corrections import corrections as all_corrections

        found = all_corrections()
        if format == "json":
            console.machine(corrections_json(on, found))
        else:
            console.answer(corrections_text(found, console.paper()))
        return 0
    from ecoclaim.cli.desk import desk

    at = desk(ledger, on)
    listed: list[Listed] = []
    if case is None:
        book = at.office_book()
        listed = [Listed(one, None, ()) for one in (book.pack.forms if book else ())]
    else:
        subject = subject_of(at, case)
        # A form about deadlines lacks nothing: what it tells is there once the deadline is.
        every = [one for one in subject.pack.forms if one.about != "deadline"]
        made: dict[str, list[Document]] = {}
        for one in documents_of(subject, every, Wish(None, None, None, None), lenient=True):
            made.setdefault(one.form.id, []).append(one)
        for form in every:
            lacks = {lack.field: lack for one in made.get(form.id, ()) for lack in one.missing}
            listed.append(Listed(form, not lacks and form.id in made, tuple(lacks.values())))
    if format == "json":
        console.machine(forms_json(on, listed))
    else:
        console.answer(forms_text(listed, console.paper()))
    at.say_problems()
    return at.code()


def subject_of(at: Desk, said: str) -> Subject:
    """Take a case as what its forms are filled from; raises BadFile where its rules cannot be had."""
    from ecoclaim.forms.subject import Subject

    case = at.case(said)
    book = at.book(case)
    if book is None:
        raise BadFile(at.problems)
    return Subject(at.standing(case))


def _key(subject: Subject, said: str | None) -> str | None:
    if said is None or subject.file.obligor(said):
        return said
    keys = ", ".join(one.key for one in subject.file.obligors)
    raise NotFound(_("there is no obligor {key}; the case has {keys}").format(key=said, keys=keys or "-"))


def _rule(subject: Subject, said: str | None) -> str | None:
    if said is None:
        return None
    for one in subject.pack.rules:
        if said in (one.id, one.title.zh, one.title.en):
            return one.id
    known = ", ".join(one.id for one in subject.pack.rules)
    raise NotFound(_("there is no rule {rule}; the pack has {known}").format(rule=said, known=known))


def _chosen(subject: Subject, said: Sequence[str], *, every: bool) -> list[FormEntry]:
    there = subject.pack.forms
    if every:
        return [one for one in there if not one.only_by_name]
    if not said:
        raise WrongUsage(
            _("name a form, or --all; the forms are {forms}").format(forms=", ".join(one.id for one in there))
        )
    found = []
    for name in said:
        form = next((one for one in there if name in (one.id, one.title.zh, one.title.en)), None)
        if form is None:
            forms = ", ".join(one.id for one in there)
            raise NotFound(_("there is no form {form}; the forms are {forms}").format(form=name, forms=forms))
        found.append(form)
    return found


def documents_of(
    subject: Subject, chosen: Sequence[FormEntry], wish: Wish, *, lenient: bool = False
) -> Iterator[Document]:
    """Make the documents of the forms chosen; a form the case has nothing for is refused, or passed over."""
    from ecoclaim.forms.documents import documents
    from ecoclaim.forms.printing import document

    for form in chosen:
        made = documents(
            form, subject, obligor=wish.obligor, meeting=wish.meeting, agreement=wish.agreement, rule=wish.rule
        )
        if not made and not lenient:
            raise NotFound(_("the case has nothing yet that {form} could be about").format(form=form.title))
        for one in made:
            yield document(form, one)


def _ready(found: Sequence[Document]) -> list[Document]:
    from ecoclaim.forms.printing import barred

    ready = []
    for one in found:
        if one.missing:
            line = _("{form}: left out, {n} blanks are missing; see ecoclaim forms {case}")
            console.say(line.format(form=one.form.title, n=len(one.missing), case=one.subject.case.id))
        elif breach := barred(one):
            console.say(_("{form}: left out, {why}").format(form=one.form.title, why=_told(one, breach)))
        else:
            ready.append(one)
    return ready


def _refuse_lacking(found: Sequence[Document]) -> None:
    from ecoclaim.views.forms import lack_lines

    lines = [line for one in found for line in lack_lines(one.form.title.text, one.missing)]
    if lines:
        head = _("these blanks are missing, and nothing was written; --draft prints the form all the same:")
        raise FormIncomplete("\n".join([head, *lines]))


def _refuse_barred(found: Sequence[Document]) -> None:
    from ecoclaim.forms.printing import barred

    for one in found:
        breach = barred(one)
        if breach is not None:
            text = _("{form}: {why}; nothing was written, --draft prints it all the same")
            raise NotAllowed(text.format(form=one.form.title, why=_told(one, breach)))


def _say_unkept(found: Sequence[Document]) -> None:
    """Warn of the conditions that a paper does not keep and is printed all the same."""
    from ecoclaim.forms.printing import unkept

    for one in found:
        for breach in unkept(one):
            told = f"{one.form.title}: {_told(one, breach)}"
            console.say(_("Warning: {text}").format(text=told))


def _told(one: Document, breach: Breach) -> str:
    from ecoclaim.packs.citing import cited

    return _("{message} ({article})").format(message=breach.message, article=cited(one.subject.pack, breach.source))


def templates_of(at: Desk, found: Sequence[Document]) -> Iterator[tuple[Document, Template]]:
    """Read each form's template once."""
    from ecoclaim.forms.fill import read
    from ecoclaim.ledger.documents import form_template
    from ecoclaim.ledger.load import shown

    made: dict[str, Template] = {}
    for one in found:
        if one.form.id not in made:
            file = form_template(at.root, one.subject.pack, one.form)
            made[one.form.id] = read(contents(file), shown(at.root, file) if at.root in file.parents else file.name)
        yield one, made[one.form.id]


def folder_of(at: Desk, subject: Subject) -> Path:
    """Give the folder of the case's rendered forms."""
    from ecoclaim.ledger.documents import documents_folder

    return documents_folder(at.root, subject.case.id)


def _write(
    at: Desk, subject: Subject, files: Sequence[tuple[Path, bytes]], *, force: bool, pdf: bool, inside: bool
) -> int:
    from ecoclaim.cli.saved import writing
    from ecoclaim.desk.writing import Act
    from ecoclaim.forms.origin import as_written
    from ecoclaim.ledger.load import shown
    from ecoclaim.ledger.whole import Files
    from ecoclaim.ledger.write import replace

    code = 0
    with writing(at.root, at.office, case=subject.case.id) if inside else nullcontext() as pen:
        before = {file: contents_if_any(file) for file, _docx in files}
        edited = [file for file, old in before.items() if old is not None and not as_written(old)]
        if edited and not force:
            text = _("was edited by hand since it was rendered; see --diff, and overwrite it with --force")
            raise BadFile([Problem(shown(at.root, file), None, None, "", text) for file in edited])
        new = Files(before, dict(files))
        if pen is not None:
            # One that is unchanged may not be in git yet.
            titles = ", ".join(file.name for file in new.changed or new.new)
            code = pen.write(new, Act("render", subject.case.id, _("rendered {files}").format(files=titles)))
        else:
            for file, docx in new.changed.items():
                replace(at.root, file, before[file], docx)
    for file in new.new:
        line = _("wrote {file}") if file in new.changed else _("unchanged: {file}")
        console.answer(line.format(file=shown(at.root, file)))
    if pdf:
        _write_pdfs(at, [file for file, _docx in files])
    at.say_problems()
    return at.code(code)


def _write_pdfs(at: Desk, files: Sequence[Path]) -> None:
    from ecoclaim.forms.fonts import stand_ins
    from ecoclaim.forms.pdf import to_pdf
    from ecoclaim.ledger.load import shown
    from ecoclaim.ledger.write import replace

    converted = to_pdf(files)
    for file, pdf in zip(files, converted.pdfs, strict=True):
        target = file.with_suffix(".pdf")
        replace(at.root, target, contents_if_any(target), pdf)
        console.answer(_("wrote {file}").format(file=shown(at.root, target)))
    if converted.stand_ins:
        text = _("these fonts are not installed; others stand in, and pages may break elsewhere: {fonts}")
        console.say(text.format(fonts=stand_ins(converted.stand_ins)))
