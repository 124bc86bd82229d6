"""What a case and its office know already of what a form asks for: offered, so that nobody types it twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ecoclaim.checks.numbers import id_number_fits
from ecoclaim.forms.subject import Subject
from ecoclaim.model import labels
from ecoclaim.model.case import Attendee, CaseFile, Meeting
from ecoclaim.model.within import model_at
from ecoclaim.words import Label

Given = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A value of a list or group that is asked for: its path, what it is called, what is known.

    `along` is what is certain of the same item, and is written with it without a question.
    """

    path: str
    label: Label
    known: str = ""
    along: Given = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a case for its forms."""

    subject: Subject

    def value(self, path: str) -> str:
        """Give what is known of a field of case.yaml; nothing where nothing is."""
        steps = path.split(".")
        found = _OF_FIELD.get((steps[0], steps[-1])) or _OF_FIELD.get(("", path))
        return (found(self, steps) if found else "") or ""

    def field(self, name: str) -> str:
        """Give what is known of a field of an event."""
        office = self.subject.office
        known = {"court": office.court, "organ": office.department.name, "by": office.department.name}
        return known.get(name) or ""

    def choices(self, path: str) -> Mapping[str, Label]:
        """Give the choices of a field of case.yaml."""
        steps = tuple(step for step in path.split(".") if not step.isdigit())
        model = CaseFile if len(steps) == 1 else model_at(CaseFile, (steps[0],)) if len(steps) == 2 else None
        return labels.choices(model, steps[-1]) if model else {}

    def parts(self, path: str) -> Sequence[Part]:
        """Give the values that a list or group is asked for by; none for one that needs a command of its own."""
        steps = path.split(".")
        if steps[0] == "meetings" and steps[-1] == "attendees":
            return tuple(self._attendees(path, int(steps[1])))
        if path == "team.department":
            return tuple(
                Part(f"{path}.{number}.name", Label("磋商小组成员", "member of the team"), name)
                for number, name in enumerate(self.subject.file.handlers or ("",), 1)
            )
        if steps[0] == "agreements" and steps[-1] == "items":
            return tuple(self._items(path))
        if path == "obligations":
            return tuple(self._obligation())
        if steps[0] == "agreements" and steps[-1] == "each":
            parties = [self.subject.office.department.name or "权利人", *self._obligors(int(steps[1]))]
            return tuple(Part(f"{path}.{one}", Label(f"{one}执几份", f"copies for {one}")) for one in parties)
        return ()

    def last_meeting(self, before: int) -> Meeting | None:
        """Give the meeting before one of this number."""
        return next((one for one in reversed(self.subject.file.meetings) if one.no < before), None)

    def _attendees(self, path: str, no: int) -> Iterator[Part]:
        for number, one in enumerate(self._expected(no), 1):
            side = labels.choices(Attendee, "side")[one.side]
            who = f" {one.obligor}" if one.obligor else ""
            label = Label(f"参会人员{number}（{side.zh}{who}）：姓名", f"attendee {number} ({side.en}{who}): name")
            given = {"side": one.side, "obligor": one.obligor, "organization": one.organization, "post": one.post}
            along = tuple((f"{path}.{number}.{key}", value) for key, value in given.items() if value)
            yield Part(f"{path}.{number}.name", label, one.name or "", along)

    def _expected(self, no: int) -> Iterator[Attendee]:
        """Give who will be there: those of the last meeting, else the team and who stands for each obligor."""
        file, last = self.subject.file, self.last_meeting(no)
        if last is not None and last.attendees:
            yield from last.attendees
            return
        ours = file.team.department or ()
        names = [one.name for one in ours] or list(file.handlers)
        yield from (Attendee(side="department", name=name) for name in names)
        called = [key for one in self.subject.past.events if one.number("meeting") == no for key in one.obligors]
        about = tuple(dict.fromkeys(called)) or tuple(one.key for one in file.obligors)
        for key in about:
            party = file.obligor(key)
            if party is None:
                continue
            agent = next((one.name for one in party.agents if one.name), None)
            head = party.representative.name if party.representative else None
            own = party.name if party.nature == "person" else head
            if agent:
                yield Attendee(side="agent", obligor=key, name=agent)
            else:
                yield Attendee(side="obligor", obligor=key, name=own)
        yield from (Attendee(side="invited", name=one.name) for one in file.team.invited)

    def _items(self, path: str) -> Iterator[Part]:
        heads = self.subject.pack.loss_heads
        for number, one in enumerate(self.subject.file.losses, 1):
            title = heads[one.head].title if one.head in heads else Label(one.head, one.head)
            label = Label(f"{title.zh}：金额（元）", f"{title.en}: amount in yuan")
            known = _plain(one.amount if one.amount is not None else one.claimed)
            yield Part(f"{path}.{number}.amount", label, known, ((f"{path}.{number}.head", one.head),))

    def _obligation(self) -> Iterator[Part]:
        file = self.subject.file
        deal = file.agreements[0] if file.agreements else None
        who = deal.obligors if deal else tuple(one.key for one in file.obligors)
        place = "obligations.1"
        along: Given = (
            *(((f"{place}.obligor", "、".join(who)),) if who else ()),
            *(((f"{place}.under", f"agreement {deal.no}"),) if deal else ()),
        )
        yield Part(f"{place}.what", Label("第1项义务：支付、修复或者替代修复", "obligation 1: what"), "", along)
        label = Label("第1项义务：金额（元）", "obligation 1: amount in yuan")
        yield Part(f"{place}.amount", label, _plain(deal.amount if deal else None), along)
        yield Part(f"{place}.until", Label("第1项义务：履行期限", "obligation 1: until"), "", along)

    def _obligors(self, no: int) -> Iterator[str]:
        deal = self.subject.file.agreement(no)
        names = {one.key: one.short_name or one.name for one in self.subject.file.obligors}
        yield from (names[key] for key in (deal.obligors if deal else names) if key in names)


def known_of(subject: Subject) -> Known:
    """Gather what is known of a case."""
    return Known(subject)


def _plain(amount: object) -> str:
    return "" if amount is None else f"{amount:.2f}"


def _of_meeting(name: str) -> Callable[[Known, list[str]], str]:
    def last(known: Known, steps: list[str]) -> str:
        before = known.last_meeting(int(steps[1]))
        return str(getattr(before, name) or "") if before else ""

    return last


def _id_number(known: Known, steps: list[str]) -> str:
    party = known.subject.file.obligor(steps[1])
    return party.id_number or "" if party and party.id_number and id_number_fits(party.id_number) else ""


def _born(known: Known, steps: list[str]) -> str:
    number = _id_number(known, steps)
    return f"{number[6:10]}-{number[10:12]}-{number[12:14]}" if number else ""


def _sex(known: Known, steps: list[str]) -> str:
    number = _id_number(known, steps)
    return ("男" if int(number[16]) % 2 else "女") if number else ""


def _place(known: Known, _steps: list[str]) -> str:
    held = [one.place for one in known.subject.file.meetings if one.place]
    return held[-1] if held else ""


_OF_FIELD: Mapping[tuple[str, str], Callable[[Known, list[str]], str | None]] = {
    ("agreements", "court"): lambda known, _steps: known.subject.office.court,
    ("agreements", "place"): _place,
    ("meetings", "place"): _of_meeting("place"),
    ("meetings", "chair"): _of_meeting("chair"),
    ("meetings", "recorder"): _of_meeting("recorder"),
    ("meetings", "at"): _of_meeting("at"),
    ("obligors", "born"): _born,
    ("obligors", "sex"): _sex,
    ("", "investigation.people"): lambda known, _steps: "、".join(known.subject.file.handlers),
    ("", "name"): lambda known, _steps: f"{known.subject.file.title}生态环境损害赔偿案",
    ("", "incident.name"): lambda known, _steps: known.subject.file.title,
}
