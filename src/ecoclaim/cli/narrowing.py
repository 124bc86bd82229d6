"""The options by which a person says which cases are wanted, made one filter."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ecoclaim.desk.filters import CaseFilter
    from ecoclaim.desk.opened import Opened


def narrowed(
    at: Opened, handler: str, mine: bool, stage: str, domain: str, year: int | None, is_open: bool
) -> CaseFilter:
    """Make the filter; `--mine` is the name in ECOCLAIM_ME, else the one git knows."""
    from ecoclaim.desk.filters import case_filter, name_in_git

    me = (os.environ.get("ECOCLAIM_ME") or name_in_git(at)) if mine else None
    return case_filter(at, handler=handler, me=me, stage=stage, domain=domain, year=year, is_open=is_open)
