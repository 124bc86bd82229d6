"""What a form is filled from: a case as of a day in its office, and whom or what the document is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ecoclaim.deadlines import Deadline
from ecoclaim.forms import wording
from ecoclaim.model.case import Agent, Agreement, Case, CaseFile, Meeting, Obligor
from ecoclaim.model.events import Event
from ecoclaim.model.office import Office
from ecoclaim.packs import Pack
from ecoclaim.packs.form import FormEntry
from ecoclaim.procedure import History
from ecoclaim.standing import Standing


@dataclass(frozen=True, slots=True)
class Subject:
    """Where a case stands on a day; narrowed to an obligor, meeting, agreement or deadline where a form wants one.

    `form` is the form whose document this is about. A form reads the standing and never counts days itself.
    """

    standing: Standing
    obligor: str | None = None
    meeting_no: int | None = None
    agreement_no: int | None = None
    agent_no: int | None = None
    deadline: Deadline | None = None
    form: FormEntry | None = None

    @property
    def case(self) -> Case:
        """The case."""
        return self.standing.case

    @property
    def office(self) -> Office:
        """The office."""
        return self.standing.office

    @property
    def pack(self) -> Pack:
        """The pack of the case."""
        return self.standing.pack

    @property
    def on(self) -> date:
        """The day."""
        return self.standing.on

    @property
    def past(self) -> History:
        """The events up to the day."""
        return self.standing.past

    def of(self, obligor: str) -> Subject:
        """Narrow to an obligor."""
        return replace(self, obligor=obligor)

    @property
    def file(self) -> CaseFile:
        """What case.yaml says."""
        return self.case.file

    @property
    def party(self) -> Obligor | None:
        """The obligor the document is about."""
        return self.file.obligor(self.obligor) if self.obligor else None

    @property
    def parties(self) -> tuple[str, ...]:
        """The keys of the obligors the document is about, one or all that its agreement or meeting names."""
        if self.obligor:
            return (self.obligor,)
        if self.agreement is not None and self.agreement.obligors:
            return self.agreement.obligors
        return tuple(one.key for one in self.file.obligors)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting the document is about."""
        return self.file.meeting(self.meeting_no)

    @property
    def agreement(self) -> Agreement | None:
        """The agreement the document is about."""
        return self.file.agreement(self.agreement_no)

    @property
    def agent(self) -> Agent | None:
        """The agent whom the obligor gives power."""
        agents = self.party.agents if self.party else ()
        return agents[self.agent_no] if self.agent_no is not None and self.agent_no < len(agents) else None

    def path(self, name: str) -> str:
        """Write a field's path with the obligor, meeting, agreement or agent the document is about."""
        return name.format(
            obligor=self.obligor or "A",
            meeting=self.meeting_no or 1,
            agreement=self.agreement_no or 1,
            agent=(self.agent_no or 0) + 1,
            form=self.form.id if self.form else "",
        )

    def first(self, *names: str) -> Event | None:
        """Give the earliest of these events that concern the document's obligor."""
        return self.past.first(*names, obligor=self.obligor)

    def last(self, *names: str) -> Event | None:
        """Give the latest of these events that concern the document's obligor."""
        return self.past.last(*names, obligor=self.obligor)

    def every(self, *names: str) -> Iterator[Event]:
        """Give all of these events that concern the document's obligor."""
        return self.past.of(*names, obligor=self.obligor)

    def signed(self) -> Event | None:
        """Give the signing of the document's agreement."""
        found = [
            event
            for event in self.every("agreement-signed")
            if event.number("agreement") in (None, self.agreement_no) or self.agreement_no is None
        ]
        return found[-1] if found else None

    def concerns(self, event: Event) -> bool:
        """Tell whether an event is about the document's meeting or agreement, where the form is about one."""
        about = self.form.about if self.form else ""
        if about in ("notice", "meeting"):
            return event.number("meeting") in (None, self.meeting_no)
        if about == "agreement":
            return self.agreement_no is None or event.number("agreement") in (None, self.agreement_no)
        return True

    def own_text(self, section: str) -> str | None:
        """Give a paragraph of the document's own form that only a person can write."""
        return self.text(self.form.id, section) if self.form else None

    def text(self, form: str, section: str) -> str | None:
        """Give a paragraph that only a person can write, by form and section; `SECTION-A` is for obligor A alone."""
        sections = self.file.texts.get(form, {})
        value = sections.get(f"{section}-{self.obligor}") or sections.get(section)
        return "\n".join(value) if isinstance(value, tuple) else value or None

    def names(self) -> str:
        """Name the obligors the document is about."""
        found = (self.file.obligor(key) for key in self.parties)
        return wording.listed(one.name for one in found if one is not None)
