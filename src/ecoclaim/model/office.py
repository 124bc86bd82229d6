"""What an office is: its settings (ecoclaim.yaml) and the reports it has sent (reports.yaml)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import PlainValidator, WithJsonSchema

from ecoclaim.model import shapes
from ecoclaim.model.parties import Agent, Representative
from ecoclaim.model.scalars import Day, MonthDay, Period, Switch, Text, Whole, YesNo, quoted, whole
from ecoclaim.model.values import Value
from ecoclaim.words import _


def _format(value: object) -> int:
    number = whole(value)
    if number == shapes.FORMAT:
        return number
    if number > shapes.FORMAT:
        raise ValueError(
            _(
                "this ledger is of format {number}, newer than this ecoclaim knows ({known}); install a newer ecoclaim"
            ).format(number=number, known=shapes.FORMAT)
        )
    raise ValueError(
        _("there is no format {text}; write format: {known}").format(text=quoted(str(value)), known=shapes.FORMAT)
    )


class Authority(Value):
    """赔偿权利人: what else than its name is wanted only where it signs itself."""

    name: Text | None = None
    credit_code: Text | None = None
    representative: Representative | None = None
    address: Text | None = None
    phone: Text | None = None


class Department(Value):
    """赔偿权利人指定的部门或机构."""

    name: Text | None = None
    unit: Text | None = None
    short_name: Text | None = None
    credit_code: Text | None = None
    representative: Representative | None = None
    address: Text | None = None
    phone: Text | None = None
    fax: Text | None = None
    postcode: Text | None = None
    contact: Text | None = None
    agents: tuple[Agent, ...] = ()


class Allowance(Value):
    """One thing that somebody looked at and allowed in public: what, where, why, who and when."""

    what: Text
    where: Text = "*"
    reason: Text
    by: Text
    date: Day


class Git(Value):
    """Whether commands that write also commit."""

    commit: YesNo = True


class Office(Value):
    """The settings of the office that owns the ledger (ecoclaim.yaml)."""

    format: Annotated[int, PlainValidator(_format), WithJsonSchema({"enum": [shapes.FORMAT, str(shapes.FORMAT)]})]
    id: Text | None = None
    pack: Text | None = None
    authority: Authority = Authority.model_construct()
    department: Department = Department.model_construct()
    role: Literal["department", "coordinator"] = "department"
    coordinator: Text | None = None
    court: Text | None = None
    filing_no: Text | None = None
    language: Literal["zh", "en"] = "zh"
    remind_days: Whole = 7
    since: Day | None = None
    report_days: dict[Text, dict[Text, MonthDay]] = {}
    rules: dict[Text, Switch] = {}
    git: Git = Git.model_construct()


@dataclass(frozen=True, slots=True)
class Keeper:
    """Whose a row is, where there are many ledgers: the id of the ledger, and the name of its office.

    The id is asked for when an answer says it: most have it from git, which takes as long as to read the ledger.
    """

    asked: Callable[[], str]
    office: str

    @property
    def ledger(self) -> str:
        """The id of the ledger."""
        return self.asked()

    def __iter__(self) -> Iterator[str]:
        """Give the id and the name, as columns have them."""
        return iter((self.ledger, self.office))

    def _asdict(self) -> dict[str, object]:
        """Give both by the names that JSON has for them."""
        return {"ledger": self.ledger, "office": self.office}


@dataclass(frozen=True, slots=True)
class CaseKeeper(Keeper):
    """Whose a row of a case is: the ledger, its office and the case's handlers; none for a row of no case."""

    handlers: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, str, str]:
        """Give it to a spreadsheet."""
        return self.ledger, self.office, _(", ").join(self.handlers)

    def _asdict(self) -> dict[str, object]:
        """Give the three by the names that JSON has for them."""
        return {"ledger": self.ledger, "office": self.office, "handlers": self.handlers}


class Report(Value):
    """A periodic report that was sent: which, for which period, when, and up to which day it tells."""

    report: Text
    period: Period
    sent: Day | None = None
    as_of: Day | None = None
    note: Text | None = None
