"""How text becomes a pack, and what `extends` means: the child holds only what differs.

An entry of a list (rules, caps, conditions …) that keeps the inherited id replaces the fields it names; one with an id
of its own that `means` what an inherited entry means replaces that entry whole. A cap that names a number replaces the
inherited numbers and their sources with it. Named lists (channels, grounds …) are joined by key. Of forms and of the
dossier the child's own come first, so that a child sets the order too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile, NotFound, dotted
from ecoclaim.model.values import problem, shaped
from ecoclaim.packs.faults import dangling, refuse_unknown_forms, slips, taken, twice
from ecoclaim.packs.joining import (
    EARLIER,
    JOINED_BY_ID,
    archive_entry,
    as_now,
    by_id,
    entry_id,
    joined,
    joined_by_key,
    joined_forms,
    places,
    without_number,
)
from ecoclaim.packs.pack import Pack
from ecoclaim.words import _

_OWN_FIRST = ("forms", "archive")
_BY_KEY = (
    "blanks",
    "documents",
    "counting",
    "channels",
    "domains",
    "failure_grounds",
    "decline_grounds",
    "termination_grounds",
    "loss_heads",
)
# What a pack says that may make its forms wrong, or a condition that is tested at one.
_MOVES_FORMS = {"forms", "blanks", "archive", "conditions", *EARLIER, "documents", "without"}
_OWN = ("name", "title", "extends", "without")

Finder = Callable[[str], yamlfile.Document | None]
_MOST_ENTRIES = 1000
_DEEPEST = 10


def load(name: str, find: Finder, *, shipped: Callable[[str], bool] = lambda _name: False) -> Pack:
    """Make the pack of a name with all that it extends; `find` gives the text of a name, or None.

    What is `shipped` was judged before it was: its forms are looked at when they are first asked for, and those of a
    pack that extends it and says nothing of forms.

    Raises NotFound for a pack that is not there, BadFile with every problem of its text; those of a pack it extends
    come first, told at that one's own file.
    """
    tree, documents = _merged(name, find, ())
    try:
        pack = _checked(tree, documents)
        own = [one.tree for one in documents if isinstance(one.tree, dict) and not shipped(str(one.tree["name"]))]
        if any(one.keys() & _MOVES_FORMS for one in own):
            pack.table  # noqa: B018 – its problems are told now
            refuse_unknown_forms(pack, documents[0], places(tree, documents))
        return pack
    except BadFile:
        if len(documents) > 1 and isinstance(documents[1].tree, dict):
            load(str(documents[1].tree["name"]), find)
        raise


def _merged(name: str, find: Finder, seen: tuple[str, ...]) -> tuple[dict[str, Any], list[yamlfile.Document]]:
    document = find(name)
    if document is None:
        raise NotFound(_("there is no rule pack {name}; ecoclaim packs list shows those there are").format(name=name))
    tree = document.tree
    if not isinstance(tree, dict):
        raise BadFile([problem(document.path, document.place, (), _("here belongs a rule pack: fields with values"))])
    tree = as_now(tree)
    if tree.get("name") != name:
        message = _("the pack's name must be the file's: write name: {name}").format(name=name)
        raise BadFile([problem(document.path, document.place, ("name",), message)])
    for key, value in tree.items():
        # Told before anything goes through it: nobody reads a sentence for each of a million.
        if isinstance(value, (list, dict)) and len(value) > _MOST_ENTRIES:
            message = _("here stand {count} entries, more than the {most} a pack may have; split the pack")
            message = message.format(count=len(value), most=_MOST_ENTRIES)
            raise BadFile([problem(document.path, document.place, (key,), message)])
    parent = tree.get("extends")
    if parent is None:
        return dict(tree), [document]
    if len(seen) == _DEEPEST:
        message = _("packs extend one another more than {limit} deep here; extend a shipped one")
        raise BadFile([problem(document.path, document.place, ("extends",), message.format(limit=_DEEPEST))])
    if parent == name or parent in seen:
        message = _("a pack cannot extend itself")
        raise BadFile([problem(document.path, document.place, ("extends",), message)])
    if not isinstance(parent, str):
        message = _("here belongs the name of a pack")
        raise BadFile([problem(document.path, document.place, ("extends",), message)])
    base, documents = _merged(parent, find, (*seen, name))
    return _overlaid(base, tree), [document, *documents]


def _overlaid(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    without = _dropped(own)
    if isinstance(own.get("archive"), list):
        own = {**own, "archive": [archive_entry(one) for one in own["archive"]]}
    result: dict[str, Any] = {key: value for key, value in base.items() if key not in _OWN}
    for key in JOINED_BY_ID:
        result[key] = [one for one in result.get(key) or [] if entry_id(one) not in without]
    for key, value in own.items():
        if key == "forms" and isinstance(value, list):
            result[key] = joined_forms(result[key], value)
        elif key in JOINED_BY_ID and isinstance(value, list):
            base_list = [without_number(one, value) for one in result[key]] if key == "caps" else result[key]
            result[key] = joined(base_list, value, own_first=key in _OWN_FIRST)
        elif key in _BY_KEY and isinstance(value, dict):
            result[key] = joined_by_key(result.get(key) or {}, value)
        else:
            result[key] = value
    return result


def _dropped(own: Mapping[str, Any]) -> set[str]:
    named = own.get("without")
    return {one for one in (named if isinstance(named, list) else [named]) if isinstance(one, str)}


def _checked(tree: dict[str, Any], documents: list[yamlfile.Document]) -> Pack:
    """Make the merged tree a pack, telling each problem at the file and place where its text stands."""
    own = documents[0]
    place = places(tree, documents)
    slipped = dict(slips(own, documents[1:]))
    try:
        pack = shaped(Pack, tree, own.path, place)
    except BadFile as fault:
        told = [replace(one, field=by_id(one.field, tree)) for one in fault.problems]
        told = [one for one in told if not any(one.field.startswith(f"{name}.") for name in slipped)]
        raise BadFile([*slipped.values(), *told]) from None
    problems = [
        replace(problem(own.path, place, loc, message), field=by_id(dotted(loc), tree))
        for loc, message in (*twice(own), *taken(pack), *dangling(pack, documents))
    ]
    if problems:
        raise BadFile(problems)
    pack._documents = tuple(documents)
    pack._load_extended = _extended
    return pack


def _extended(pack: Pack) -> Pack | None:
    """Make the pack that another extends of the texts at hand."""
    texts = {str(one.tree["name"]): one for one in pack._documents[1:] if isinstance(one.tree, dict)}
    return load(str(pack.extends), texts.get, shipped=lambda _name: True) if pack.extends in texts else None
