"""Which cases a person wants of all: whose they are, at which stage, in which domain, of which year, still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecoclaim.desk.ear import Ear, called
from ecoclaim.desk.opened import Opened
from ecoclaim.errors import GitRefused, WrongUsage
from ecoclaim.model.case import CaseFile
from ecoclaim.procedure import STAGES
from ecoclaim.words import _

if TYPE_CHECKING:
    from ecoclaim.standing import Standing


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What narrows the cases; nothing said narrows nothing."""

    handler: str = ""
    stage: str = ""
    domain: str = ""
    year: int | None = None
    open: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything was said: what is of no case is then left out."""
        return self != EVERY_CASE

    def takes_file(self, file: CaseFile) -> bool:
        """Tell by what case.yaml says whether a case may be wanted."""
        return (
            (not self.handler or any(self.handler in one for one in file.handlers))
            and self.domain in ("", file.domain)
            and self.year in (None, int(file.id[:4]))
        )

    def takes(self, standing: Standing) -> bool:
        """Tell whether a case is wanted."""
        if not self.takes_file(standing.file):
            return False
        if self.open and standing.ending is not None:
            return False
        # The stage is worked out only where it is asked for.
        return not self.stage or self.stage == standing.stage


EVERY_CASE = CaseFilter()


def case_filter(
    at: Opened, *, handler: str, me: str | None, stage: str, domain: str, year: int | None, is_open: bool
) -> CaseFilter:
    """Understand what a person says of the cases wanted; `me` is who asks, None where not only his are.

    Raises WrongUsage for a stage or domain that there is none of.
    """
    if me is not None and handler:
        raise WrongUsage(_("choose one of --handler and --mine"))
    return CaseFilter(me or handler.strip(), _stage(at, stage), _domain(at, domain), year, is_open)


def name_in_git(at: Opened) -> str:
    """Give the name by which git knows the person; raises WrongUsage where it knows none."""
    from ecoclaim.archive.repository import inside_repository, repository

    try:
        name = repository(at.root).settings.get("user.name") if inside_repository(at.root) else None
    except GitRefused:
        name = None
    if not name:
        raise WrongUsage(_("--mine: git knows no name of yours; set ECOCLAIM_ME, or use --handler NAME"))
    return name


def _stage(at: Opened, said: str) -> str:
    name = Ear(at.on, at.tell).named(said, called(STAGES)) if said else ""
    if name is None:
        raise WrongUsage(
            _("{name}: there is no stage {given}; it is one of {known}").format(
                name="--stage", given=said, known=_(", ").join(STAGES)
            )
        )
    return name


def _domain(at: Opened, said: str) -> str:
    book = at.office_book()
    titles = {name: one.title for name, one in book.pack.domains.items()} if book else {}
    name = Ear(at.on, at.tell).named(said, called(titles)) if said and titles else said
    if name is None:
        known = _(", ").join(_("{title} ({about})").format(title=key, about=one) for key, one in titles.items())
        raise WrongUsage(
            _("{name}: there is no domain {given}; it is one of {known}").format(
                name="--domain", given=said, known=known
            )
        )
    return name
