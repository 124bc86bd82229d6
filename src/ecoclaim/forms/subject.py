"""What a form is filled from: a case as of a day in its office, and whom or what the document is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from ecoclaim.deadlines import Deadline
from ecoclaim.forms import wording
from ecoclaim.model.agreements import Agreement
from ecoclaim.model.case import Case, CaseFile, Meeting
from ecoclaim.model.events import Event
from ecoclaim.model.office import Office
from ecoclaim.model.parties import Agent, Obligor
from ecoclaim.packs import Pack
from ecoclaim.packs.form import FormEntry
from ecoclaim.procedure import History
from ecoclaim.standing import Standing


@dataclass(frozen=True, slots=True)
class Subject:
    """Where a case stands on a day; narrowed to an obligor, meeting, agreement or deadline where a form wants one.

    `form` is the form whose document this is about. A form reads the standing and never counts days itself.
    A document is a picture of its own day, that of the act it carries out: `standing` is as of that day, and `later`
    as of the day on which it is printed, for what is signed and sealed afterwards. `days` are the standings that the
    documents of the case have asked for, each worked out once.
    """

    standing: Standing
    obligor: str | None = None
    meeting_no: int | None = None
    agreement_no: int | None = None
    agent_no: int | None = None
    deadline: Deadline | None = None
    form: FormEntry | None = None
    later: Standing | None = None
    days: dict[date, Standing] = field(default_factory=dict, compare=False, repr=False)

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

    def as_printed(self) -> Subject:
        """Give the document's subject as of the day on which it is printed."""
        return replace(self, standing=self.later) if self.later is not None else self

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
        return self.known

    @property
    def known(self) -> tuple[str, ...]:
        """The keys of the obligors who were known on the document's day."""
        keys = tuple(one.key for one in self.file.obligors)
        return tuple(key for key in keys if self._known_by_then(key)) or keys

    def _known_by_then(self, obligor: str) -> bool:
        """Tell whether an obligor was known on the document's day: not where that it was is recorded for later."""
        if self.later is None:
            return True
        return self.later.past.first("damage-known", obligor=obligor) in (None, *self.past.of("damage-known"))

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
        if about == "agent":
            return self.agent is None or event.text("agent") in (None, self.agent.name)
        if about == "agreement":
            return self.agreement_no is None or event.number("agreement") in (None, self.agreement_no)
        return True

    def carried_out(self) -> Event | None:
        """Give the event by which the document was served, signed or filed; None where it has not happened yet."""
        for name in self.form.carries_out if self.form else ():
            found = [event for event in self.every(name) if self.concerns(event)]
            if found:
                return found[0] if self.form is not None and self.form.about == "notice" else found[-1]
        return None

    def own_text(self, section: str) -> str | None:
        """Give a paragraph of the document's own form that only a person can write."""
        return self.text(self.form.id, section) if self.form else None

    def text_of_one(self, section: str) -> str | None:
        """Give a paragraph of the document's own form that is written for its obligor alone."""
        return self.text(self.form.id, f"{section}-{self.obligor}") if self.form and self.obligor else None

    def own_texts(self, section: str) -> tuple[str, ...]:
        """Give what the document's own form lists in a section."""
        value = self.own_text(section)
        return tuple(value.splitlines()) if value else ()

    def text(self, form: str, section: str) -> str | None:
        """Give a paragraph that only a person can write, by form and section; `SECTION-A` is for obligor A alone."""
        sections = self.file.texts.get(form, {})
        value = sections.get(f"{section}-{self.obligor}") or sections.get(section)
        return "\n".join(value) if isinstance(value, tuple) else value or None

    def names(self) -> str:
        """Name the obligors the document is about."""
        found = (self.file.obligor(key) for key in self.parties)
        return wording.listed(one.name for one in found if one is not None)
