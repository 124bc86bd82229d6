"""What a person writes as PATH=VALUE, and what goes into case.yaml for it."""

from __future__ import annotations

from functools import cached_property

from ecoclaim.desk.ear import Ear, Names, called
from ecoclaim.desk.fields import listed_name
from ecoclaim.desk.opened import Opened
from ecoclaim.errors import BadFile, NotFound, WrongUsage
from ecoclaim.ledger.load import load_case, load_case_file
from ecoclaim.model import labels, scalars, synonyms
from ecoclaim.model.paths import Field, split
from ecoclaim.packs import Pack
from ecoclaim.packs.lists import case_list
from ecoclaim.typed import narrow
from ecoclaim.yamlfile import Tree

_READERS = {
    "day": scalars.day,
    "amount": scalars.amount,
    "percent": scalars.percent,
    "whole": scalars.whole,
    "yes": scalars.yes_no,
    "clock": scalars.clock,
    "keys": scalars.key,
}
_UNDER: Names = {
    "judgment": ("裁判", "judgment", "判决", "裁定", "调解"),
    "agreement": ("协议", "agreement", "赔偿协议"),
}


class TypedFields:
    """Fields of a case as they are typed; `written` is what was made of them, each with its path in the file."""

    def __init__(self, at: Opened, case: str) -> None:
        """Hear what belongs to a case of a ledger."""
        self._at, self._case = at, case
        self._ear = Ear(at.on, at.tell)
        self.written: list[tuple[str, Tree]] = []

    @cached_property
    def _pack(self) -> Pack | None:
        return rules_for_values(self._at, self._case)

    @cached_property
    def _people(self) -> Names:
        try:
            file = load_case_file(self._at.root, self._case)
        except (BadFile, NotFound):
            return {}
        return {one.key: (one.name, one.short_name or "") for one in file.obligors}

    @property
    def heads(self) -> Names:
        """What heads of loss are called by the pack of the case."""
        listed = self._pack.loss_heads if self._pack else {}
        return called({key: one.title for key, one in listed.items()})

    def value(self, text: str, field: Field) -> Tree:
        """Make of a text what the field will hold; raises WrongUsage where it cannot hold it."""
        made = self._value(text.strip(), field)
        self.written.append((field.path, made))
        return made

    def _value(self, text: str, field: Field) -> Tree:
        if not text:
            return None
        if not field.many:
            return self._one(text, field)
        if field.free and not (text.startswith("[") and text.endswith("]")):
            return text
        return [self._one(one, field) for one in split(text)]

    def _one(self, text: str, field: Field) -> str:
        choices = labels.choices(field.model, field.key)
        if choices:
            words = synonyms.CHOICES.get(f"{field.model.__name__}.{field.key}", {})
            return self._ear.named(text, called(choices, words)) or text
        listed = case_list(self._pack, field.model.__name__, field.key) if self._pack else {}
        if listed and self._pack:
            titles = {key: one.title for key, one in listed.items()}
            return listed_name(field.key, text, titles, self._pack.name, self._ear)
        if field.kind == "under":
            return self._under(text)
        if field.kind == "keys" and field.key != "key":
            return self._ear.named(text, self._people, least=1) or text
        meant = self._ear.scalar(field.kind, text)
        try:
            _READERS.get(field.kind, scalars.text)(meant)
        except ValueError as fault:
            raise WrongUsage(f"{field.path}: {fault}") from None
        return meant

    def _under(self, text: str) -> str:
        """Read what an obligation is owed under: 协议1, 第2号协议, 判决."""
        if text == "judgment" or text.startswith("agreement "):
            return text
        digits = "".join(sign for sign in narrow(text) if sign.isdigit())
        name = self._ear.named(text.strip().translate(_NO_NUMBER), _UNDER)
        if name == "judgment":
            return name
        return f"agreement {digits or 1}" if name == "agreement" else text


_NO_NUMBER = {ord(sign): None for sign in "0123456789０１２３４５６７８９第号份 "}


def rules_for_values(at: Opened, case: str) -> Pack | None:
    """Give the pack by which values of case.yaml are checked; the office's where the case cannot be read yet."""
    try:
        found = load_case(at.root, case)
    except BadFile:
        book = at.office_book()
        return book.pack if book else None
    return at.rules(found).pack
