"""Who is on the other side of a case: obligors, those who represent them, and what each must be by its numbers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ecoclaim.model.scalars import Day, Key, Percent, Text, Texts, YesNo
from ecoclaim.model.values import Value

_FROM = Field(default=None, alias="from")


class Representative(Value):
    """法定代表人或负责人."""

    name: Text | None = None
    post: Text | None = None
    sex: Text | None = None
    born: Day | None = None
    ethnicity: Text | None = None
    address: Text | None = None
    phone: Text | None = None


class Agent(Value):
    """委托代理人, with the powers granted and their term."""

    name: Text | None = None
    organization: Text | None = None
    post: Text | None = None
    phone: Text | None = None
    id_number: Text | None = None
    powers: Texts = ()
    since: Text | None = _FROM
    until: Text | None = None
    signed_on: Day | None = None


class Obligor(Value):
    """赔偿义务人: an organization or a natural person."""

    key: Key
    name: Text
    short_name: Text | None = None
    kind: Literal["organization", "person"] | None = None
    credit_code: Text | None = None
    id_number: Text | None = None
    address: Text | None = None
    phone: Text | None = None
    representative: Representative | None = None
    sex: Text | None = None
    born: Day | None = None
    ethnicity: Text | None = None
    occupation: Text | None = None
    liability: Literal["several", "joint", "undecided"] = "undecided"
    share: Percent | None = None
    share_basis: Text | None = None
    checked: YesNo | None = None
    agents: tuple[Agent, ...] = ()

    @property
    def nature(self) -> Literal["organization", "person"] | None:
        """What the obligor is: as it is said, else where its numbers or its name leave no doubt; None while open."""
        return self.kind or certain_nature(self.name, self.credit_code, self.id_number)


def certain_nature(
    name: str, credit_code: str | None = None, id_number: str | None = None
) -> Literal["organization", "person"] | None:
    """Tell what an obligor must be by its numbers or its name; None where it may be either.

    Only a company may end its name in 公司 (Company Law art. 7). A code that begins with 92 is that of an individual
    business, which a person runs.
    """
    if id_number and not credit_code:
        return "person"
    if id_number:
        return None
    coded = credit_code is not None and not credit_code.startswith("92")
    return "organization" if coded or name.endswith("公司") else None
