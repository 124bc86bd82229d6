"""What a person means by `obligors.A.phone`: the way through case.yaml to one field, and what its value is made of.

Alone knows that items of a list are named by their key, number or head, and else by their place from one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, PlainValidator
from pydantic.fields import FieldInfo

from ecoclaim.model import labels
from ecoclaim.model.values import Loc, unknown_key
from ecoclaim.words import _

_NAMES = ("key", "no", "head")
# Of what kind a value is, by the function that reads it.
_READ_BY = {
    **{name: name for name in ("day", "amount", "percent", "whole", "clock", "keys")},
    **{"yes_no": "yes", "key": "keys", "_under": "under"},
}
Names = Mapping[str, Sequence[str]]
_COMMAS = re.compile(r"[,，、]")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a file: where it stands, which items must be made for it first, and what it holds.

    `model` and `key` name it in the table of labels; `many` says that it holds a list of values. `path` is the way
    there as the file's own names write it.
    """

    loc: Loc
    made: tuple[tuple[Loc, dict[str, str]], ...]
    model: type[BaseModel]
    key: str
    many: bool
    free: bool = False
    path: str = ""

    @property
    def kind(self) -> str:
        """What a value of it is: day, amount, percent, whole, yes, clock, keys, under, choice or text."""
        info = _info(self.model, self.key)
        return _kind((info.annotation, *info.metadata)) if info else "text"


def field_at(path: str, tree: object, model: type[BaseModel], heads: Names | None = None) -> Field:
    """Find the field that a path names in a tree of text; raises ValueError with a sentence.

    Each step is the file's own name; as a person types it also a title, another word or a unique part of one: where
    `heads` says what heads of loss are called.
    """
    return _walked(path, tree, model, heads).found(path)


def _walked(path: str, tree: object, model: type[BaseModel], heads: Names | None) -> _Walk:
    steps = [step.strip() for step in path.replace("．", ".").replace("。", ".").split(".")]
    if not all(steps):
        raise ValueError(_("{path} is not a field; write it like obligors.A.phone").format(path=path))
    walk = _Walk(model, tree, heads)
    for step in steps:
        walk.go(step)
    return walk


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file: how it is reached and called, and what stands there.

    `kind` is that of a value, or group, list, or words for what the office names itself; `below` is the model of the
    group, or of an item of the list.
    """

    loc: Loc
    path: str
    model: type[BaseModel]
    key: str
    kind: str
    below: type[BaseModel] | None
    many: bool


def spot_at(path: str, tree: object, model: type[BaseModel], heads: Names) -> Spot:
    """Find what stands at a path that a person typed; the whole file at an empty one. Raises ValueError."""
    if not path.strip():
        return Spot((), "", model, "", "group", model, False)
    walk = _walked(path, tree, model, heads)
    kind = _present(walk.kind)
    below, many = _model(kind), get_origin(kind) is tuple
    if below is not None:
        said = "group"
    elif many and (below := _model(get_args(kind)[0])) is not None:
        said = "list"
    elif get_origin(kind) is dict:
        said = "words"
    else:
        said = "text" if walk.free else walk.found(path).kind
    return Spot(walk.loc, ".".join(walk.steps), walk.model, walk.key, said, below, many)


def kind_at(path: str, model: type[BaseModel]) -> Any:
    """Give what stands at a path of a model, a field, a group or a list; raises ValueError with a sentence."""
    walk = _Walk(model, None, None)
    for step in path.split("."):
        walk.go(step)
    return walk.kind


def split(text: str) -> list[str]:
    """Take a list apart that is written `a, b` or `[a, b]`; a comma may be a Chinese one."""
    inside = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    return [part for one in _COMMAS.split(inside) if (part := one.strip().strip("\"'"))]


class _Walk:
    """The way through a tree so far: where we are, of what kind it is, and what must be made."""

    def __init__(self, model: type[BaseModel], tree: object, heads: Names | None) -> None:
        self.heads = heads
        self.steps: list[str] = []
        self.free = False
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
            self.free = True
            self.steps.append(step)
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
        there = ".".join(self.steps)
        return Field(self.loc, tuple(self.made), self.model, self.key, origin is tuple or free, free, there)

    def _into_group(self, here: type[BaseModel], step: str) -> None:
        known = labels.field_names(here)
        if step not in known and self.heads is None:
            raise ValueError(unknown_key(step, list(known)))
        if step not in known:
            group, step = self._named(here, step)
            if group:
                self._into_group(here, group)
                here = self._here()
        self.model, self.key = here, step
        self.kind = _present(_annotation(here, step))
        self.steps.append(step)
        self._follow(step)

    def _here(self) -> type[BaseModel]:
        here = _model(self.kind)
        assert here is not None
        return here

    def _named(self, here: type[BaseModel], step: str) -> tuple[str, str]:
        """Find the field that a title or another word means, and the group of the file's that it stands in."""
        # What people call fields is loaded where one is not called by its name.
        from ecoclaim.model.named import field_called

        known = labels.field_names(here)
        # What stands in a group of the file's is named without it where no other field is called so.
        groups = {} if self.loc else {key: model for key in known if (model := _group(here, key)) is not None}
        found = field_called(step, here, groups)
        if found is None:
            raise ValueError(unknown_key(step, list(known)))
        return found

    def _into_list(self, step: str) -> None:
        item = _present(get_args(self.kind)[0])
        items = self.node if isinstance(self.node, list) else []
        name = _name_of(item, step)
        step = self._item(items, name, step)
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
        self.steps.append(step)
        self._follow(place)

    def _item(self, items: list[Any], name: str, step: str) -> str:
        """Give the key, number or head of the item that a step means; the step itself where it is of none."""
        names = {str(one.get(name)) for one in items if isinstance(one, dict)}
        if step in names or self.heads is None or (step.isascii() and name not in ("key", "head")):
            return step
        from ecoclaim.model.named import item_called

        people = {
            one["key"]: [str(one.get(key) or "") for key in ("name", "short_name")]
            for one in items
            if name == "key" and isinstance(one, dict) and isinstance(one.get("key"), str)
        }
        return item_called(step, self.heads if name == "head" else people, is_key=name == "key")

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


def _info(model: type[BaseModel], key: str) -> FieldInfo | None:
    return next((one for name, one in model.model_fields.items() if (one.alias or name) == key), None)


def _annotation(model: type[BaseModel], key: str) -> Any:
    info = _info(model, key)
    return info.annotation if info else None


def _group(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """Give the model of a group that stands under a key; None for a list or a value."""
    return _model(_annotation(model, key))


def _kind(parts: Iterable[Any]) -> str:
    """Tell by what reads a value of what kind it is, whatever may stand around it."""
    for part in parts:
        if isinstance(part, PlainValidator):
            return _READ_BY.get(getattr(part.func, "__name__", ""), "text")
        if get_origin(part) is Literal:
            return "choice"
        inside = (*get_args(part), *getattr(part, "__metadata__", ()))
        if inside and (found := _kind(inside)) != "text":
            return found
    return "text"


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
