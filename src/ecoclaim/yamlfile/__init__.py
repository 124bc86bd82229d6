"""Text to shape and back: the one reader, the appender and the splicer; the only user of the YAML library."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ecoclaim.yamlfile.reader import Document, read
from ecoclaim.yamlfile.shape import LARGEST_FILE, Loc, Tree

if TYPE_CHECKING:
    from ecoclaim.yamlfile.appender import append, remove_last
    from ecoclaim.yamlfile.entries import Entries, entries
    from ecoclaim.yamlfile.remover import remove
    from ecoclaim.yamlfile.splicer import splice
    from ecoclaim.yamlfile.writer import dump

__all__ = [
    "LARGEST_FILE",
    "Document",
    "Entries",
    "Loc",
    "Tree",
    "append",
    "dump",
    "entries",
    "read",
    "remove",
    "remove_last",
    "splice",
]

# What a command that only reads has no use for; its patterns alone take as long as reading twenty files.
_WRITING = {
    "append": "appender",
    "remove_last": "appender",
    "Entries": "entries",
    "entries": "entries",
    "remove": "remover",
    "splice": "splicer",
    "dump": "writer",
}


def __getattr__(name: str) -> Any:
    """Load what writes when it is first asked for."""
    if name not in _WRITING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{_WRITING[name]}")
    # All that the module gives, at once: a module of the same name as its function would else stand in its place.
    found = {one: getattr(module, one) for one, where in _WRITING.items() if where == _WRITING[name]}
    globals().update(found)
    return found[name]
