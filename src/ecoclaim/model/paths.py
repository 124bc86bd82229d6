"""What a person means by `obligors.A.phone`: the way through case.yaml to one field, and what its value is made of.

Alone knows that items of a list are named by their key, number or head, and else by their place from one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from ecoclaim.model import labels
from ecoclaim.model.values import Loc, unknown_key
from ecoclaim.words import _

_NAMES = ("key", "no", "head")
_COMMAS = re.compile(r"[,，、]")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a file: where it stands, which items must be made for it first, and what it holds.

    `model` and `key` name it in the table of labels; `many` says that it holds a list of values.
    """

    loc: Loc
    made: tuple[tuple[Loc, dict[str, str]], ...]
    model: type[BaseModel]
    key: str
    many: bool
    free: bool = False


def field_at(path: str, tree: object, model: type[BaseModel]) -> Field:
    """Find the field that a path names in a tree of text; raises ValueError with a sentence."""
    steps = [step.strip() for step in path.replace("．", ".").split(".")]
    if not all(steps):
        raise ValueError(_("{path} is not a field; write it like obligors.A.phone").format(path=path))
    walk = _Walk(model, tree)
    for step in steps:
        walk.go(step)
    return walk.found(path)


def kind_at(path: str, model: type[BaseModel]) -> Any:
    """Give what stands at a path of a model, a field, a group or a list; raises ValueError with a sentence."""
    walk = _Walk(model, None)
    for step in path.split("."):
        walk.go(step)
    return walk.kind


def value_of(field: Field, text: str) -> str | list[str] | None:
    """Make of the text written what the file will hold: a text, a list of texts, or nothing."""
    text = text.strip()
    if not text:
        return None
    if not field.many:
        return _chosen(field, text)
    if field.free and not (text.startswith("[") and text.endswith("]")):
        return text
    return [_chosen(field, one) for one in split(text)]


def split(text: str) -> list[str]:
    """Take a list apart that is written `a, b` or `[a, b]`; a comma may be a Chinese one."""
    inside = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    return [part for one in _COMMAS.split(inside) if (part := one.strip().strip("\"'"))]


def _chosen(field: Field, text: str) -> str:
    """Take the Chinese or English name of a choice for the choice."""
    known = labels.choices(field.model, field.key)
    return next((key for key, label in known.items() if text in (label.zh, label.en)), text)


class _Walk:
    """The way through a tree so far: where we are, of what kind it is, and what must be made."""

    def __init__(self, model: type[BaseModel], tree: object) -> None:
        self.loc: tuple[str | int, ...] = ()
        self.node: object = tree
        self.kind: Any = model
        self.made: list[tuple[Loc, dict[str, str]]] = []
        self.model, self.key = model, ""

    def go(self, step: str) -> None:
        here = _model(self.kind)
        if here is not None:
            self._into_group(here, step)
        elif get_origin(self.kind) is tuple:
            self._into_list(step)
        elif get_origin(self.kind) is dict:
            self.kind = _present(get_args(self.kind)[1])
            self._follow(step)
        else:
            raise ValueError(
                _("{field} holds one value; there is no {step} in it").format(field=self._said(), step=step)
            )

    def found(self, path: str) -> Field:
        if _model(self.kind) is not None:
            known = _(", ").join(labels.field_names(_model(self.kind) or self.model))
            raise ValueError(_("{path} is a group; name a field of it: {known}").format(path=path, known=known))
        origin = get_origin(self.kind)
        if origin is dict or (origin is tuple and _model(get_args(self.kind)[0]) is not None):
            raise ValueError(_("{path} is a list or group; name a field below it").format(path=path))
        free = origin is not tuple and any(get_origin(one) is tuple for one in get_args(self.kind))
        return Field(self.loc, tuple(self.made), self.model, self.key, origin is tuple or free, free)

    def _into_group(self, here: type[BaseModel], step: str) -> None:
        known = labels.field_names(here)
        if step not in known:
            raise ValueError(unknown_key(step, list(known)))
        self.model, self.key = here, step
        field = next(one for name, one in here.model_fields.items() if (one.alias or name) == step)
        self.kind = _present(field.annotation)
        self._follow(step)

    def _into_list(self, step: str) -> None:
        item = _present(get_args(self.kind)[0])
        items = self.node if isinstance(self.node, list) else []
        name = _name_of(item, step)
        place = _place(items, name, step)
        if place is None:
            if not step.isascii() or not step.isdigit() or int(step) < 1:
                raise ValueError(_("{field} is a list; name an entry by its number, from 1").format(field=self._said()))
            place = int(step) - 1
            if place > len(items):
                raise ValueError(
                    _("{field} has {count} entries; the next is {next}").format(
                        field=self._said(), count=len(items), next=len(items) + 1
                    )
                )
        if name and place == len(items):
            self.made.append(((*self.loc, place), {name: step}))
        self.kind = item
        self._follow(place)

    def _follow(self, step: str | int) -> None:
        self.loc = (*self.loc, step)
        if isinstance(self.node, dict):
            self.node = self.node.get(step)
        elif isinstance(self.node, list) and isinstance(step, int) and step < len(self.node):
            self.node = self.node[step]
        else:
            self.node = None

    def _said(self) -> str:
        return ".".join(str(one + 1) if isinstance(one, int) else one for one in self.loc)


def _name_of(item: Any, step: str) -> str:
    """Give the field by which an item of this kind is named; none where it goes by its place."""
    model = _model(item)
    known = labels.field_names(model) if model else ()
    name = next((one for one in _NAMES if one in known), "")
    return "" if name == "head" and step.isdigit() else name


def _place(items: list[Any], name: str, step: str) -> int | None:
    if not name:
        return None
    fits = [number for number, one in enumerate(items) if isinstance(one, dict) and one.get(name) == step]
    return fits[0] if fits else len(items)


def _present(kind: Any) -> Any:
    """Take away that a value may be absent, and what pydantic notes about it."""
    if hasattr(kind, "__metadata__"):
        return _present(kind.__origin__)
    rest = [one for one in get_args(kind) if one is not type(None)]
    return _present(rest[0]) if len(rest) == 1 and len(get_args(kind)) == 2 and type(None) in get_args(kind) else kind


def _model(kind: Any) -> type[BaseModel] | None:
    kind = _present(kind)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
