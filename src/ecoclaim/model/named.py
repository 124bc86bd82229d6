"""What people call the fields of case.yaml and the items of its lists: titles, other words, names, unique parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from ecoclaim import typed
from ecoclaim.model import labels, synonyms
from ecoclaim.model.scalars import quoted
from ecoclaim.words import Label, _

Names = Mapping[str, Sequence[str]]


def field_called(said: str, model: type[BaseModel], groups: Mapping[str, type[BaseModel]]) -> tuple[str, str] | None:
    """Find the field of a model, or of one of its groups, that a text means: the group or nothing, and the field.

    Raises ValueError with the candidates where several are meant.
    """
    own = [("", key) for key in typed.fitting(said, titles(model))]
    inside = [(group, key) for group, here in groups.items() for key in typed.fitting(said, titles(here))]
    found = own or inside
    if len(found) > 1:
        named = {group: {key: labels.title(here, key) for key in titles(here)} for group, here in groups.items()}
        named[""] = {key: labels.title(model, key) for _group, key in own}
        raise _several(said, [(".".join(filter(None, one)), named[one[0]][one[1]]) for one in found])
    return found[0] if found else None


def item_called(said: str, names: Names, *, is_key: bool) -> str:
    """Find the item of a list that a text means by what it is called; gives the text where it is none of them."""
    said = typed.narrow(said) or said
    found = typed.fitting(said, names)
    if len(found) > 1:
        raise _several(said, [(one, Label(*(*names[one], "", "")[:2])) for one in found])
    if found:
        return found[0]
    return said.upper() if is_key and len(said) == 1 else said


def titles(model: type[BaseModel]) -> Names:
    """Give what the fields of a model are called: titles in both languages, then other words."""
    found = {}
    for key in labels.field_names(model):
        label = labels.title(model, key)
        words = next((w for one in model.__mro__ if (w := synonyms.PATHS.get(f"{one.__name__}.{key}"))), ())
        found[key] = (label.zh, label.en, *words)
    return found


def _several(said: str, found: Sequence[tuple[str, Label]]) -> ValueError:
    listed = _(", ").join(_("{title} ({about})").format(title=key, about=label) for key, label in found)
    return ValueError(_("{text} may mean several: {listed}; name one of them").format(text=quoted(said), listed=listed))
