"""The pieces of a dossier in the order the pack sets: which there must be, which paper each is, and its pages.

A paper was made by the event that its form carries out. It is there as a rendered file, or as evidence whose kind is
its form (a signed original, a scan).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from ecoclaim.forms import wording
from ecoclaim.forms.documents import article, documents, suffix
from ecoclaim.forms.subject import Subject
from ecoclaim.model.case import Evidence
from ecoclaim.model.events import Event
from ecoclaim.packs.form import EVIDENCE, ArchiveEntry, FormEntry
from ecoclaim.packs.rule import Source
from ecoclaim.roles import DOSSIER_PAPERS, FormRole
from ecoclaim.words import Label

# Events that are proved by a paper of the court, an institution or whoever received something.
_PAPERS_OF_OTHERS = (
    *("appraisal-delivered", "notice-served", "confirmation-granted", "confirmation-refused"),
    *("judgment-effective", "payment-made"),
)
_MAKERS = 2
# Two prints a page (照片粘贴页).
_PRINTS = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the dossier; `wanted` where the case cannot be complete without it, pages None where not known.

    The title is printed, the label told in the language in use; `files` are those in documents/, `evidence` the
    numbers of the evidence that is this paper.
    """

    form: str
    suffix: str
    title: str
    label: str
    article: str
    wanted: bool
    number: str = ""
    author: str = ""
    day: date | None = None
    note: str = ""
    pages: int | None = None
    files: tuple[str, ...] = ()
    evidence: tuple[int, ...] = ()

    @property
    def held(self) -> bool:
        """Whether its paper is there."""
        return bool(self.files or self.evidence)

    @property
    def unsigned(self) -> bool:
        """Whether it is there as a Word file only: no scan, and nothing listed as evidence."""
        return bool(self.files) and not self.evidence and all(name.endswith(".docx") for name in self.files)

    @property
    def name(self) -> str:
        """The form with what sets this paper apart from its others: consultation-notice-A-1."""
        return "-".join(filter(None, (self.form, self.suffix)))


def pieces(subject: Subject, files: Mapping[str, int | None]) -> tuple[Piece, ...]:
    """List the pieces of a dossier in the pack's order; `files` are those in documents/ with their pages, if known.

    What was made by no event and lies in no file is no piece. Cover, catalogue and note carry no page numbers.
    """
    papers = tuple(_papers(subject))
    claims = _Claims(subject, papers)
    found = {one.id: tuple(_of_form(subject, one, files, claims)) for one in papers}
    found[EVIDENCE] = tuple(_evidence(subject, claims))
    order = dict.fromkeys(EVIDENCE if one.id == EVIDENCE else _id(subject, one) for one in subject.pack.archive)
    return tuple(_told_apart([piece for name in order for piece in found.get(name, ())]))


def unproved(subject: Subject) -> tuple[Event, ...]:
    """List what others made a paper of, a ruling, a report, a receipt, and of which no evidence is named."""
    return tuple(event for event in subject.past.of(*_PAPERS_OF_OTHERS) if not _cited(event))


def _told_apart(found: Sequence[Piece]) -> Iterator[Piece]:
    """Tell pieces of one title apart by a number, so that no two rows of the catalogue are alike."""
    titles = Counter(one.title for one in found)
    seen: Counter[str] = Counter()
    for one in found:
        if titles[one.title] == 1:
            yield one
            continue
        seen[one.title] += 1
        number = f"（之{wording.ordinal(seen[one.title])}）"
        yield replace(one, title=one.title + number, label=one.label + number)


@dataclass(frozen=True, slots=True)
class _Paper:
    """A form in the dossier: what it is called there, and the source that wants it there."""

    form: FormEntry
    title: Label
    source: Source | None

    @property
    def id(self) -> str:
        return self.form.id


def _papers(subject: Subject) -> Iterator[_Paper]:
    for entry in subject.pack.archive:
        form = subject.pack.form(entry.id)
        if form is not None:
            yield _Paper(form, entry.title or form.title, entry.source)


def _id(subject: Subject, entry: ArchiveEntry) -> str:
    form = subject.pack.form(entry.id)
    return form.id if form is not None else entry.id


class _Claims:
    """Which evidence is the paper of which form; what no form claims is listed as evidence."""

    def __init__(self, subject: Subject, papers: Sequence[_Paper]) -> None:
        named = {
            name: paper.id
            for paper in papers
            for name in (paper.id, paper.title.zh, paper.title.en, *paper.form.evidence_kinds)
        }
        self.left = {one.no: named[one.kind] for one in subject.file.evidence if one.kind in named}
        self.all = {one.no: one for one in subject.file.evidence}
        self.cited = {number for event in subject.past.events for number in _cited(event)}
        self.taken: set[int] = set()

    def take(self, form: str, event: Event | None) -> tuple[Evidence, ...]:
        """Take the evidence of this kind that the event names, else the next that no event names."""
        mine = [number for number, kind in self.left.items() if kind == form and number not in self.taken]
        chosen = [number for number in mine if event is not None and number in _cited(event)]
        chosen = chosen or [number for number in mine if number not in self.cited][:1]
        self.taken |= set(chosen)
        return tuple(self.all[number] for number in chosen)

    def take_all(self, form: str) -> tuple[Evidence, ...]:
        """Take all evidence of this kind."""
        chosen = [number for number, kind in self.left.items() if kind == form]
        self.taken |= set(chosen)
        return tuple(self.all[number] for number in chosen)


def _of_form(subject: Subject, entry: _Paper, files: Mapping[str, int | None], claims: _Claims) -> Iterator[Piece]:
    form = entry.form
    if form.means in DOSSIER_PAPERS:
        return
    if form.means is FormRole.PHOTO_PAGE:
        yield from _photos(subject, entry, files, claims)
        return
    if not form.carries_out:
        # What no event proves is in the dossier where it lies there.
        for name in files:
            if _belongs(entry, name):
                yield _piece(subject, entry, _mark(entry, name), None, (), {name: files[name]})
        return
    made = [
        (one, suffix(form, one), event)
        for one in documents(form, subject)
        if (event := one.carried_out()) is not None and not one.as_printed().first(*form.voids)
    ]
    owners = {name: _owner(entry, name, [mark for _one, mark, _event in made]) for name in files}
    for one, mark, event in made:
        lying = {name: files[name] for name, owner in owners.items() if owner == mark}
        yield _piece(one, entry, mark, event, claims.take(entry.id, event), lying)


def _owner(entry: _Paper, name: str, marks: Sequence[str]) -> str | None:
    """Find the paper a file is: agreement-1.docx is that of agreement 1, and so is agreement-1-signed.pdf."""
    if not _belongs(entry, name):
        return None
    own = _mark(entry, name)
    fits = [mark for mark in marks if own == mark or own.startswith(f"{mark}-") or not mark]
    return max(fits, key=len, default=None)


def _piece(
    one: Subject,
    entry: _Paper,
    mark: str,
    event: Event | None,
    papers: tuple[Evidence, ...],
    files: Mapping[str, int | None],
) -> Piece:
    named = [who.short_name or who.name for who in one.file.obligors if who.key in _about(one, event)]
    about = [wording.listed(named)] if named and len(one.file.obligors) > 1 else []
    if one.meeting_no is not None and len(one.file.meetings) > 1:
        about.append(f"第{wording.ordinal(one.meeting_no)}次磋商会议")
    if entry.form.about == "agreement" and one.agreement_no is not None and len(one.file.agreements) > 1:
        about.append(f"协议{one.agreement_no}")
    whom = f"（{'，'.join(about)}）" if about else ""
    counts = [paper.pages for paper in papers] or [max((n for n in files.values() if n), default=None)]
    return Piece(
        entry.id,
        mark,
        entry.title.zh + whom,
        f"{entry.title}{whom}",
        _article(entry),
        event is not None and not entry.form.optional,
        _number(event),
        _author(one, event, entry.form),
        event.date if event else None,
        "",
        _said_pages(one, entry.id, mark) or _sum(counts),
        tuple(files),
        tuple(paper.no for paper in papers),
    )


def _photos(subject: Subject, entry: _Paper, files: Mapping[str, int | None], claims: _Claims) -> Iterator[Piece]:
    found = claims.take_all(entry.id)
    photos = [one for one in found if one.kind in entry.form.evidence_kinds]
    papers = [one for one in found if one not in photos]
    lying = [name for name in files if _belongs(entry, name)]
    if not found and not lying:
        return
    counted = _sum([one.pages for one in papers]) or max((n for name in lying if (n := files[name])), default=None)
    yield Piece(
        entry.id,
        "",
        f"{entry.title.zh}（{len(photos)}张）",
        f"{entry.title}（{len(photos)}）",
        _article(entry),
        True,
        author=wording.listed(dict.fromkeys(one.taken_by for one in photos)),
        day=min((one.taken_on for one in photos if one.taken_on), default=None),
        pages=_said_pages(subject, entry.id, "") or counted or -(-len(photos) // _PRINTS) or None,
        files=tuple(lying),
        evidence=tuple(one.no for one in papers),
    )


def _evidence(subject: Subject, claims: _Claims) -> Iterator[Piece]:
    listed = any(one.id == EVIDENCE for one in subject.pack.archive)
    for one in subject.file.evidence if listed else ():
        if one.no not in claims.taken:
            yield Piece(
                EVIDENCE,
                str(one.no),
                one.name or "",
                one.name or "",
                "",
                False,
                author=one.taken_by or "",
                day=one.taken_on,
                note=one.note or "",
                pages=one.pages,
                evidence=(one.no,),
            )


def _author(one: Subject, event: Event | None, form: FormEntry) -> str:
    """Name who made a paper: the office, an obligor for his power of attorney, both for what both sign."""
    department = one.office.department.name or ""
    obligors = [who.short_name or who.name for who in one.file.obligors if who.key in _about(one, event)]
    named = obligors if form.about == "agent" else [department, *(obligors if form.about == "agreement" else ())]
    # A column holds two names; of more the first stands for all.
    return wording.listed(named) if len(named) <= _MAKERS else f"{named[0]}等{len(named)}方"


def _about(one: Subject, event: Event | None) -> tuple[str, ...]:
    return (one.obligor,) if one.obligor else event.obligors if event else ()


def _article(entry: _Paper) -> str:
    return entry.source.article if entry.source is not None else article(entry.form)


def _number(event: Event | None) -> str:
    names = ("filing_no", "letter_no", "case_no")
    return next((text for name in names if event is not None and (text := event.text(name))), "")


def _cited(event: Event) -> tuple[int, ...]:
    found = event.values.get("evidence", ())
    return found if isinstance(found, tuple) else ()


def _said_pages(one: Subject, form: str, mark: str) -> int | None:
    """Read the pages that a person gave in the catalogue's texts, by the paper's name or its form."""
    catalogue = one.pack.form_that_is(FormRole.DOSSIER_CATALOGUE)
    if catalogue is None:
        return None
    for name in ("-".join(filter(None, (form, mark))), form):
        text = one.text(catalogue.id, name)
        if text and text.strip().isdecimal():
            return int(text)
    return None


def _sum(counts: list[int | None]) -> int | None:
    known = [one for one in counts if one]
    return sum(known) if counts and len(known) == len(counts) else None


def _belongs(entry: _Paper, name: str) -> bool:
    stem = PurePosixPath(name).stem
    return any(stem == head or stem.startswith(f"{head}-") for head in (entry.id, entry.title.zh))


def _mark(entry: _Paper, name: str) -> str:
    stem = PurePosixPath(name).stem
    head = entry.id if stem.startswith(entry.id) else entry.title.zh
    return stem.removeprefix(head).removeprefix("-")
