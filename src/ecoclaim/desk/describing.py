"""What can stand at a place of case.yaml: asked before it is written, so that nobody learns it from a refusal."""

from __future__ import annotations

from ecoclaim.desk.casefields import TypedFields, rules_for_values
from ecoclaim.desk.opened import Opened
from ecoclaim.errors import WrongUsage
from ecoclaim.ledger.load import read_file
from ecoclaim.ledger.places import CASE, case_folder
from ecoclaim.model import labels
from ecoclaim.model.case import CaseFile
from ecoclaim.model.named import titles
from ecoclaim.model.paths import spot_at
from ecoclaim.packs.lists import case_list
from ecoclaim.views.spots import Described
from ecoclaim.words import Label


def described(at: Opened, case: str, said: str) -> Described:
    """Describe the place of case.yaml that a path names; the whole file for an empty one. Raises WrongUsage."""
    tree = read_file(at.root, case_folder(at.root, case) / CASE).tree
    try:
        spot = spot_at(said, tree, CaseFile, TypedFields(at, case).heads)
    except ValueError as fault:
        raise WrongUsage(f"{said}: {fault}") from None
    key = spot.key
    title = labels.title(spot.model, key) if key else Label("案件文件", "the case file")
    choices = dict(labels.choices(spot.model, key)) if key else {}
    pack = rules_for_values(at, case)
    if pack and key:
        listed = case_list(pack, spot.model.__name__, key)
        choices |= {name: one.title for name, one in listed.items()}
    below = {} if spot.below is None else {one: labels.title(spot.below, one) for one in titles(spot.below)}
    given = labels.examples(spot.model, key) if key else ()
    example = next(iter(given), "") or next(iter(choices), "") or _EXAMPLES.get(spot.kind, "")
    return Described(spot, title, labels.hint(spot.model, key) if key else "", choices, example, below)


_EXAMPLES = {
    "day": "2026-09-08",
    "amount": "1286400.50",
    "percent": "84",
    "whole": "1",
    "yes": "是",
    "clock": "09:30",
    "keys": "A",
    "under": "agreement 1",
}
