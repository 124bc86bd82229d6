"""Where a form's wording differs from its sample in the annex, and why: none is silent."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile
from ecoclaim.model.scalars import Text
from ecoclaim.model.values import Value, problem, shaped
from ecoclaim.packs.named import Named

_FILE = "corrections.yaml"


class Correction(Value):
    """One difference: `form` is FAMILY/FORM, FAMILY/* or *; what the annex says, what is printed, and the reason.

    One without `annex` changes none of its words: it tells what is added, or printed in another case.
    """

    form: Text
    kind: Literal["slip", "reading", "layout", "addition", "variant", "filling"]
    annex: str | None = None
    printed: str = ""
    reason: Named

    def concerns(self, form: str) -> bool:
        """Tell whether the correction is about a form, named FAMILY/FORM."""
        return self.form in ("*", form, f"{form.partition('/')[0]}/*")


def corrections(form: str = "") -> tuple[Correction, ...]:
    """List the corrections, of one form where it is named (FAMILY/FORM), in the order of the forms."""
    document = yamlfile.read((files("ecoclaim.forms") / _FILE).read_bytes(), _FILE)
    if not isinstance(document.tree, list):
        raise BadFile([problem(_FILE, document.place, (), "a list is wanted")])

    def read(number: int, tree: object) -> Correction:
        return shaped(Correction, tree, _FILE, lambda loc: document.place((number, *loc)))

    found = (read(number, one) for number, one in enumerate(document.tree))
    return tuple(one for one in found if not form or one.concerns(form))
