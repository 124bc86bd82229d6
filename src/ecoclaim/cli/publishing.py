"""`publish`: what the public may read of a case, and nothing of persons until someone has decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import FormIncomplete, NotAllowed, WrongUsage
from ecoclaim.outside.files import contents, contents_if_any
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.forms.publication import Publication
    from ecoclaim.forms.subject import Subject


@dataclass(frozen=True, slots=True)
class Place:
    """One place that stops a publication until someone decides."""

    path: str
    line: int
    column: int
    field: str
    kind: str
    text: str


@explained(
    later(
        "Writes what the public may read of a case: the result of the consultation, or of the restoration. Only a few "
        "named fields are taken, and none from case.private.yaml; persons appear by surname only; ID numbers, phones, "
        "accounts and addresses of persons never appear. What is withheld is listed.\n\n"
        "Free text is looked through for what belongs to persons, by pattern and check digit. Each place is named, and "
        "nothing is written (exit code 7), until someone decides: mend the field, write the paragraphs by hand as "
        "texts.publication.consultation or texts.publication.restoration, or allow the place with --allow, which lets "
        "one occurrence through; texts.publication.allow lets a text through for good."
    ),
    "ecoclaim publish 7",
    "ecoclaim publish 7 --what restoration --out notice.docx",
    "ecoclaim publish 7 --allow 0936-1234567",
)
def publish(
    case: Case,
    on: On,
    what: Annotated[
        Literal["consultation", "restoration"] | None,
        typer.Option("--what", help=later("Which result; without it the latest.")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar=later("FILE"), parser=Path, help=later("Write it here; as Word where the name ends so.")
        ),
    ] = None,
    docx: Annotated[
        bool, typer.Option("--docx", help=later("Write it as Word, into documents/ unless --out says where."))
    ] = False,
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow", metavar=later("TEXT"), help=later("Let one occurrence of this text through.")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=later("Write over a file that is there."))] = False,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Write what the public may read of a case."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.rendering import subject_of
    from ecoclaim.forms.publication import publication, whats

    at = desk(ledger, on)
    whole = subject_of(at, case)
    public = _without_private(at, whole)
    there = whats(public)
    if not there or (what is not None and what not in there):
        raise NotAllowed(
            _(
                "{case} has no such result to publish yet: that of the consultation follows an agreement or its "
                "failure, that of the restoration its evaluation"
            ).format(case=whole.case.id)
        )
    _refuse_open_kinds(whole)
    found = publication(public, whole, what or there[0])
    places = list(_places(at, whole, found, allow or ()))
    if places:
        return _stop(at, whole, places, format)
    code = _write(at, whole, found, out, docx=docx, force=force) if out or docx else 0
    _tell(at, whole, found, format, shown=not (out or docx))
    return code


def _refuse_open_kinds(whole: Subject) -> None:
    """Stop where nobody said what an obligor is: a person taken for an organization would be named."""
    from ecoclaim.forms.publication import kinds_open

    if found := kinds_open(whole):
        field = f"obligors.{found[0]}.kind"
        raise FormIncomplete(
            _(
                "nobody said whether obligor {keys} is an organization or a person, who is not named in public; "
                "write one of the two: {organization}, or {person}"
            ).format(
                keys=_(", ").join(found),
                organization=f"ecoclaim set {whole.case.id} {field}=organization",
                person=f"ecoclaim set {whole.case.id} {field}=person",
            )
        )


def _without_private(at: Desk, whole: Subject) -> Subject:
    """Take the case as it stands without its private file."""
    from dataclasses import replace

    from ecoclaim.ledger.load import load_case
    from ecoclaim.ledger.places import PRIVATE, case_folder

    private = case_folder(at.root, whole.case.id) / PRIVATE
    if not private.is_file():
        return whole
    case = load_case(at.root, whole.case.id, {private: b""})
    return replace(whole, standing=replace(whole.standing, case=case))


def _places(at: Desk, whole: Subject, found: Publication, allow: Sequence[str]) -> Iterator[Place]:
    from ecoclaim.checks.known import Known
    from ecoclaim.checks.people import data_of_persons
    from ecoclaim.checks.personal import personal
    from ecoclaim.errors import dotted
    from ecoclaim.ledger import told
    from ecoclaim.ledger.allowed import Allowed
    from ecoclaim.ledger.load import load_allowances, read_file
    from ecoclaim.ledger.places import MARK, case_folder

    known = Known(data_of_persons(whole.file, at.office))
    kept = whole.file.texts.get("publication", {}).get("allow", ())
    always = {kept} if isinstance(kept, str) else set(kept)
    allowed = Allowed(at.root, load_allowances(at.root))
    once = Counter(allow)
    for part in found.parts:
        for one in personal(part.text, known):
            folder = at.root if part.file == MARK else case_folder(at.root, whole.case.id)
            path = (folder / part.file).relative_to(at.root).as_posix()
            if one.text in always or allowed.lets(told.Place(path, one.kind, one.text)):
                continue
            if once[one.text]:
                once[one.text] -= 1
                continue
            document = read_file(at.root, folder / part.file)
            line, column = document.place(part.loc)
            yield Place(document.path, line, column, dotted(part.loc), one.kind, one.text)
    unused = [text for text, count in once.items() if count]
    if unused:
        console.say(_("Not found, so nothing was allowed: {texts}").format(texts=_(", ").join(unused)))


def _stop(at: Desk, whole: Subject, places: Sequence[Place], format: str) -> int:  # noqa: A002
    from ecoclaim.checks.personal import KINDS
    from ecoclaim.views import json

    if format == "json":
        rows = [
            {"path": one.path, "line": one.line, "column": one.column, "field": one.field}
            | {"kind": one.kind, "text": one.text}
            for one in places
        ]
        console.machine(json.answer(at.on, {"case": whole.case.id, "published": False, "places": rows}))
        return NotAllowed.exit_code
    for one in places:
        console.say(f"{one.path}:{one.line}:{one.column}: {one.field}: {KINDS[one.kind]}: {one.text}")
    raise NotAllowed(
        _(
            "this may belong to a person, so nothing was published; mend the field, write the paragraphs by hand "
            "(ecoclaim set {case} texts.publication.consultation=…), or let one occurrence through with --allow TEXT"
        ).format(case=whole.case.id)
    )


def _write(at: Desk, whole: Subject, found: Publication, out: Path | None, *, docx: bool, force: bool) -> int:
    from ecoclaim.cli.saved import writing
    from ecoclaim.desk.writing import Act
    from ecoclaim.forms.origin import as_written
    from ecoclaim.ledger.documents import documents_folder
    from ecoclaim.ledger.load import shown
    from ecoclaim.ledger.whole import Files
    from ecoclaim.ledger.write import replace

    inside = documents_folder(at.root, whole.case.id) / f"publication-{found.what}.docx"
    path = out.absolute() if out else inside
    word = docx or path.suffix.lower() == ".docx"
    data = _word(at, whole, found) if word else found.text().encode()
    if path.is_dir():
        raise WrongUsage(_("{path} is a folder; name a file").format(path=path))
    with nullcontext() if out else writing(at.root, at.office, case=whole.case.id) as pen:
        old = contents_if_any(path)
        if old not in (None, data) and not force and not (old and word and as_written(old)):
            raise NotAllowed(_("{path} is there already; --force writes over it").format(path=path))
        code = 0
        if pen is not None:
            code = pen.write(Files({path: old}, {path: data}), Act("publish", whole.case.id, _("publication written")))
        elif old != data:
            replace(at.root, path, old, data)
    console.answer(_("wrote {file}").format(file=shown(at.root, path)))
    return code


def _word(at: Desk, whole: Subject, found: Publication) -> bytes:
    from ecoclaim.forms.fill import fill
    from ecoclaim.forms.package import Properties
    from ecoclaim.ledger.documents import template_file

    file = template_file(at.root, (whole.pack.name, "public"), "publication")
    about = Properties(found.title, whole.case.id, whole.pack.name)
    return fill(contents(file), found.facts(), name=file.name, about=about)


def _tell(at: Desk, whole: Subject, found: Publication, format: str, *, shown: bool) -> None:  # noqa: A002
    from ecoclaim.forms.masks import withheld
    from ecoclaim.views import json

    kept = list(withheld(whole.file))
    console.say(
        _(
            "Read it through before it is published: the name of a third person that stands in no field of the case is "
            "not found."
        )
    )
    if format == "json":
        body = {
            "case": whole.case.id,
            "published": True,
            "what": found.what,
            "title": found.title,
            "paragraphs": [part.line for part in found.parts],
            "department": found.department,
            "withheld": kept,
            "masked": list(found.masked.values()),
        }
        console.machine(json.answer(at.on, body))
        return
    if shown:
        console.answer(found.text())
    if kept:
        console.say(_("Withheld: {fields}").format(fields=_(", ").join(kept)))
    if found.masked:
        console.say(_("Names masked: {names}").format(names=_(", ").join(found.masked.values())))
    if not any(one.text("what") == found.what for one in whole.past.of("result-published")):
        console.say(
            _("Once it is published: ecoclaim record {case} result-published --date DATE what={what} where=…").format(
                case=whole.case.id, what=found.what
            )
        )
