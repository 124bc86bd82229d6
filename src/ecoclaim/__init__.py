"""ecoclaim: the case ledger of an office that claims compensation for damage to the ecological environment.

`open_ledger` is the door for Python programs; people use the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Ledger", "LedgerCase", "Standing", "__version__", "open_ledger"]

if TYPE_CHECKING:
    from ecoclaim.desk.reading import Ledger, LedgerCase, open_ledger
    from ecoclaim.standing import Standing

_DOORS = {"Standing": "ecoclaim.standing"}


def __getattr__(name: str) -> Any:
    """Load what a program asks for when it asks: the command line starts without it."""
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(_DOORS.get(name, "ecoclaim.desk.reading")), name)
