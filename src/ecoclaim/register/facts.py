"""The facts of a row as case.yaml is to hold them."""

from __future__ import annotations

from ecoclaim.model.case import obligor_key
from ecoclaim.register.entry import Entry
from ecoclaim.yamlfile import Tree


def tree_of(entry: Entry) -> dict[str, Tree]:
    """Give the facts of a row as the groups of case.yaml, beside its number, title and obligors."""
    tree: dict[str, Tree] = {}
    agreement: dict[str, Tree] = {}
    debt: dict[str, Tree] = {}
    lists = {"agreements.1.": agreement, "obligations.1.": debt, "obligors.1.": {}}
    for where, value in entry.facts.items():
        held: Tree = list(value) if isinstance(value, list) else value
        begin = next((one for one in lists if where.startswith(one)), "")
        if begin:
            _put(lists[begin], where.removeprefix(begin), held)
        elif where != "title":
            _put(tree, where, held)
    keys: list[Tree] = [obligor_key(number) for number in range(len(entry.obligors))]
    if keys and (agreement or any(one["event"] == "agreement-signed" for one in entry.events)):
        tree["agreements"] = [{"no": "1", "obligors": keys, **agreement}]
    if debt:
        tree["obligations"] = [{"no": "1", "obligor": "A", "under": "agreement 1", "what": "payment", **debt}]
    if entry.extra:
        tree["extra"] = dict(entry.extra)
    return tree


def only_obligor(entry: Entry) -> dict[str, Tree]:
    """Give what the row says of its one obligor beside the name."""
    tree: dict[str, Tree] = {}
    for where, value in entry.facts.items():
        if where.startswith("obligors.1."):
            _put(tree, where.removeprefix("obligors.1."), list(value) if isinstance(value, list) else value)
    return tree


def _put(tree: dict[str, Tree], where: str, value: Tree) -> None:
    first, _dot, rest = where.partition(".")
    if not rest:
        tree[first] = value
        return
    group = tree.setdefault(first, {})
    assert isinstance(group, dict)
    _put(group, rest, value)
