"""What was agreed or judged: agreements with their amounts, and the obligations that follow."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from ecoclaim.model import shapes
from ecoclaim.model.scalars import Amount, Day, Keys, Text, Whole, YesNo, quoted, written
from ecoclaim.model.values import Value
from ecoclaim.words import _

_OBLIGOR = Field(alias="obligor", min_length=1)


def _under(value: object) -> str:
    text = " ".join(written(value).split())
    if text == "judgment" or (text.startswith("agreement ") and text[10:].isdigit()):
        return text
    raise ValueError(_("{text} is not a title of a debt; write agreement 1 or judgment").format(text=quoted(text)))


Under = Annotated[
    str,
    PlainValidator(_under),
    WithJsonSchema(shapes.UNDER),
]


class Item(Value):
    """An amount agreed under one head of loss, in yuan."""

    head: Text
    amount: Amount | None = None


class Copies(Value):
    """How many copies of an agreement there are, and who holds them."""

    total: Whole | None = None
    each: dict[Text, Whole] = Field(default_factory=dict)


class Agreement(Value):
    """生态环境损害赔偿协议: being drafted or signed."""

    no: Whole
    obligors: Keys = ()
    title: Text | None = None
    place: Text | None = None
    process: Text | None = None
    our_view: Text | None = None
    their_view: Text | None = None
    liability: Text | None = None
    manner: Text | None = None
    requirements: Text | None = None
    breach: Text | None = None
    other: Text | None = None
    copies: Copies | None = None
    confirm_within: Annotated[Whole, Field(ge=1)] | None = None
    court: Text | None = None
    amount: Amount | None = None
    items: tuple[Item, ...] = ()


class Obligation(Value):
    """One thing that obligors have to do or pay, and until when.

    Several obligors owe it together where it says `joint` (连带): each the whole, and once (Civil Code 178).
    """

    no: Whole
    obligors: Keys = _OBLIGOR
    joint: YesNo | None = None
    under: Under | None = None
    what: Literal["payment", "restoration", "substitute"] | None = None
    by: Literal["self", "commissioned", "department"] | None = None
    head: Text | None = None
    amount: Amount | None = None
    until: Day | None = None
    payee: Text = "本级国库"
    evaluation: Text | None = None
    replaces: Whole | None = None
