"""How the entries of a pack's own text are joined with those it takes over, and found again in it by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ecoclaim.model.values import Loc
from ecoclaim.yamlfile import Document

# The lists of a pack whose entries are joined by their id.
JOINED_BY_ID = ("rules", "caps", "conditions", "forms", "archive")
# What an office pack cited under this name is read as the condition of its id.
EARLIER = {"bars": "conditions"}
# A cap with a number of its own takes none of these over.
_OF_ITS_NUMBER = ("max", "extended_by", "extended_max", "source", "also", "notes")


def entry_id(one: object) -> str | None:
    """Give the id of an entry; None for what has none or a wrong one, which the shape complains of."""
    name = one.get("id") if isinstance(one, dict) else one
    return name if isinstance(name, str) else None


def as_now(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Read the lists of an earlier edition under the names they have now."""
    found = {key: value for key, value in tree.items() if key not in EARLIER}
    for earlier, now in EARLIER.items():
        if isinstance(tree.get(earlier), list):
            mine = found.get(now)
            found[now] = [*(mine if isinstance(mine, list) else []), *tree[earlier]]
    return found


def joined(base: list[Any], own: list[Any], *, own_first: bool) -> list[Any]:
    """Join two lists: each own entry takes the place of the one that it replaces, the rest keep theirs."""
    known = _named(base)
    mine = [{**known[entry_id(one)], **one} if entry_id(one) in known and isinstance(one, dict) else one for one in own]
    places_taken = [_replaced(one, known) for one in own]
    if own_first:
        return mine + [one for one in base if entry_id(one) not in places_taken]
    made = dict(zip(places_taken, mine, strict=True))
    new = [one for place, one in zip(places_taken, mine, strict=True) if place not in known]
    return [made.get(entry_id(one), one) for one in base] + new


def _named(entries: list[Any]) -> dict[str | None, dict[str, Any]]:
    return {entry_id(one): one for one in entries if entry_id(one) is not None}


def _replaced(one: object, known: Mapping[str | None, dict[str, Any]]) -> str | None:
    """Name the inherited entry that an own one replaces: of the same role, else of the same id; else itself."""
    name = entry_id(one)
    role = one.get("means") if isinstance(one, dict) else None
    if role is None:
        return name
    same = (there for there, entry in known.items() if isinstance(entry, dict) and entry.get("means") == role)
    return next(same, name)


def joined_by_key(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Join two named lists: an own entry takes the place of the one of its key, and of the one of its role."""
    roles = {one["means"] for one in own.values() if isinstance(one, dict) and isinstance(one.get("means"), str)}
    replaced = {key for key, one in base.items() if isinstance(one, dict) and one.get("means") in roles} - {*own}
    return {**{key: one for key, one in base.items() if key not in replaced}, **own}


def without_number(cap: Any, own: list[Any]) -> Any:
    """Leave out of an inherited cap the number, and what was said of it, where the child gives one of its own."""
    renewed = any(isinstance(one, dict) and "max" in one and entry_id(one) == entry_id(cap) for one in own)
    return {key: value for key, value in cap.items() if key not in _OF_ITS_NUMBER} if renewed else cap


def joined_forms(base: list[Any], own: list[Any]) -> list[Any]:
    """Join the forms of a pack with those it takes over, its own first.

    One of the same role, else of the same id, takes over every field that it does not name; of blanks those of other
    names than its own, but those it is `without`.
    """
    left = list(base)
    found: list[Any] = []
    for one in own:
        parent = _taken_over(one, left)
        if parent is None:
            found.append(one)
            continue
        left.remove(parent)
        kept = {key: value for key, value in parent.items() if key not in ("offered", "without")}
        blanks = _joined_blanks(kept.get("blanks"), one)
        found.append({**kept, **one, **({"blanks": blanks} if blanks is not None else {})})
    return found + left


def _taken_over(one: Any, base: list[Any]) -> dict[str, Any] | None:
    if not isinstance(one, dict):
        return None
    there = [entry for entry in base if isinstance(entry, dict)]
    role, name = one.get("means"), one.get("id")
    same = [entry for entry in there if role is not None and entry.get("means") == role]
    same = same or [entry for entry in there if name is not None and entry.get("id") == name]
    return same[0] if same else None


def _joined_blanks(base: Any, own: Mapping[str, Any]) -> list[Any] | None:
    if not isinstance(base, list):
        return None
    mine = own.get("blanks")
    without = own.get("without")
    dropped = {without} if isinstance(without, str) else set(map(str, without or ()))
    named = {blank_name(one) for one in mine} if isinstance(mine, list) else set()
    rest = [one for one in base if blank_name(one) not in named | dropped]
    return [*mine, *rest] if isinstance(mine, list) else rest


def blank_name(one: Any) -> str:
    """Give the name of a blank as it is written: the name of a shared one alone, or what it says itself."""
    if isinstance(one, dict):
        return str(one.get("name") or one.get("like") or "")
    return str(one)


def whole_blanks(form: Mapping[str, Any], shared: Mapping[str, Any]) -> list[Any]:
    """Give each blank of a form in full: what it takes from a shared one, and what it says itself.

    What takes from a shared blank that is not there keeps its `like`, which the shape complains of.
    """
    return [_whole(one, shared) for one in form["blanks"]]


def _whole(one: Any, shared: Mapping[str, Any]) -> Any:
    like = one if isinstance(one, str) else one.get("like") if isinstance(one, dict) else None
    if like is None:
        return one
    common = shared.get(like) if isinstance(like, str) else None
    if not isinstance(common, dict):
        return {"name": like, "like": like}
    own = {key: value for key, value in one.items() if key != "like"} if isinstance(one, dict) else {}
    return {"name": like, **common, **own}


def archive_entry(one: Any) -> Any:
    """Make an entry of the dossier's order of a name alone."""
    return {"id": one} if isinstance(one, str) else one


def by_id(field: str, tree: dict[str, Any]) -> str:
    """Name an entry by its id where the field counts it: joined with the parent's it has another number there."""
    key, _dot, rest = field.partition(".")
    number, dot, below = rest.partition(".")
    if key not in JOINED_BY_ID or not number.isdigit():
        return field
    return f"{key}.{entry_id(tree[key][int(number) - 1]) or number}{dot}{below}"


def places(tree: dict[str, Any], documents: Sequence[Document]) -> Callable[[Loc], tuple[int, int]]:
    """Find a place of the merged tree in the child's own text: entries joined by id stand at another number there."""
    own = documents[0]

    def place(loc: Loc) -> tuple[int, int]:
        if len(loc) >= 2 and loc[0] in JOINED_BY_ID and isinstance(loc[1], int) and isinstance(own.tree, dict):
            wanted = entry_id(tree[str(loc[0])][loc[1]])
            earlier = (name for name, now in EARLIER.items() if now == loc[0])
            for key in (str(loc[0]), *earlier):
                mine = own.tree.get(key)
                for number, one in enumerate(mine if isinstance(mine, list) else []):
                    if entry_id(one) == wanted:
                        return own.place((key, number, *_own_blank(tree, one, loc)))
            return own.place((loc[0],))
        return own.place(loc)

    return place


def _own_blank(tree: dict[str, Any], own: Any, loc: Loc) -> Loc:
    """Find a blank of a joined form among the form's own blanks; what it takes over stands at the form."""
    rest = loc[2:]
    if len(rest) < 2 or rest[0] != "blanks" or not isinstance(rest[1], int) or not isinstance(own, dict):
        return rest
    wanted = blank_name(tree["forms"][loc[1]]["blanks"][rest[1]])
    mine = own.get("blanks")
    for number, one in enumerate(mine if isinstance(mine, list) else []):
        if blank_name(one) == wanted:
            return ("blanks", number, *rest[2:])
    return ()
