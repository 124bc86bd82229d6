"""What the public may read of a case: its text, the places that stop it, its file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from ecoclaim.checks.known import Known
from ecoclaim.checks.people import data_of_persons
from ecoclaim.checks.personal import personal
from ecoclaim.desk.opened import Opened
from ecoclaim.desk.rendering import subject_of
from ecoclaim.desk.writing import Act, writing_in
from ecoclaim.errors import FormIncomplete, NotAllowed, WrongUsage, dotted
from ecoclaim.forms.masks import withheld
from ecoclaim.forms.origin import as_written
from ecoclaim.forms.publication import Publication, kinds_open, publication, whats
from ecoclaim.forms.subject import Subject
from ecoclaim.ledger import write
from ecoclaim.ledger.allowed import Allowed
from ecoclaim.ledger.documents import documents_folder, template_file
from ecoclaim.ledger.load import load_allowances, load_case, read_file
from ecoclaim.ledger.places import MARK, PRIVATE, case_folder
from ecoclaim.ledger.told import Place
from ecoclaim.ledger.whole import Files
from ecoclaim.outside.files import contents, contents_if_any
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class Public:
    """What may be published of a case, and the places that stop it until someone decides."""

    whole: Subject
    text: Publication
    places: tuple[Place, ...]

    @property
    def case(self) -> str:
        """The number of the case."""
        return self.whole.case.id

    @property
    def withheld(self) -> tuple[str, ...]:
        """The fields that the case has and the public does not read."""
        return tuple(withheld(self.whole.file))

    @property
    def is_recorded(self) -> bool:
        """Whether an entry says that this result was published."""
        return any(one.text("what") == self.text.what for one in self.whole.past.of("result-published"))


def public(at: Opened, said: str, what: str | None, allow: Sequence[str]) -> Public:
    """Make what may be published of a case; `allow` lets one occurrence of each of its texts through.

    Raises NotAllowed where there is no such result yet, FormIncomplete where nobody said what an obligor is.
    """
    whole = subject_of(at, said)
    without = _without_private(at, whole)
    there = whats(without)
    if not there or (what is not None and what not in there):
        raise NotAllowed(
            _(
                "{case} has no such result to publish yet: that of the consultation follows an agreement or its "
                "failure, that of the restoration its evaluation"
            ).format(case=whole.case.id)
        )
    _refuse_open_kinds(whole)
    text = publication(without, whole, next(one for one in there if what in (None, one)))
    return Public(whole, text, tuple(_places(at, whole, text, allow)))


def _refuse_open_kinds(whole: Subject) -> None:
    """Stop where nobody said what an obligor is: a person taken for an organization would be named."""
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


def _without_private(at: Opened, whole: Subject) -> Subject:
    """Take the case as it stands without its private file."""
    private = case_folder(at.root, whole.case.id) / PRIVATE
    if not private.is_file():
        return whole
    case = load_case(at.root, whole.case.id, {private: b""})
    return replace(whole, standing=replace(whole.standing, case=case))


def _places(at: Opened, whole: Subject, found: Publication, allow: Sequence[str]) -> Iterator[Place]:
    known = Known(data_of_persons(whole.file, at.office))
    kept = whole.file.texts.get("publication", {}).get("allow", ())
    always = {kept} if isinstance(kept, str) else set(kept)
    allowed = Allowed(at.root, load_allowances(at.root))
    once = Counter(allow)
    for part in found.parts:
        for one in personal(part.text, known):
            folder = at.root if part.file == MARK else case_folder(at.root, whole.case.id)
            path = (folder / part.file).relative_to(at.root).as_posix()
            if one.text in always or allowed.lets(Place(path, one.kind, one.text)):
                continue
            if once[one.text]:
                once[one.text] -= 1
                continue
            document = read_file(at.root, folder / part.file)
            line, column = document.place(part.loc)
            yield Place(document.path, one.kind, one.text, line, column, dotted(part.loc))
    unused = [text for text, count in once.items() if count]
    if unused:
        at.tell(_("Not found, so nothing was allowed: {texts}").format(texts=_(", ").join(unused)))


def published(at: Opened, found: Public, out: Path | None, *, docx: bool, force: bool) -> tuple[Path, int]:
    """Write what may be published to a file, by default in the case; gives its path and the exit code.

    Raises NotAllowed where a file is there that `force` does not write over.
    """
    whole, text = found.whole, found.text
    path = out.absolute() if out else documents_folder(at.root, whole.case.id) / f"publication-{text.what}.docx"
    word = docx or path.suffix.lower() == ".docx"
    data = _word(at, whole, text) if word else text.text().encode()
    if path.is_dir():
        raise WrongUsage(_("{path} is a folder; name a file").format(path=path))
    with nullcontext() if out else writing_in(at, case=whole.case.id) as pen:
        old = contents_if_any(path)
        if old not in (None, data) and not force and not (old and word and as_written(old)):
            raise NotAllowed(_("{path} is there already; --force writes over it").format(path=path))
        code = 0
        if pen is not None:
            code = pen.write(Files({path: old}, {path: data}), Act("publish", whole.case.id, _("publication written")))
        elif old != data:
            write.replace(at.root, path, old, data)
    return path, code


def _word(at: Opened, whole: Subject, found: Publication) -> bytes:
    from ecoclaim.forms.fill import fill
    from ecoclaim.forms.package import Properties

    file = template_file(at.root, (whole.pack.name, "public"), "publication")
    about = Properties(found.title, whole.case.id, whole.pack.name)
    return fill(contents(file), found.facts(), name=file.name, about=about)
