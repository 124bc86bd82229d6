"""Text to shape and back: the one reader, the appender and the splicer; the only user of the YAML library."""

from ecoclaim.yamlfile.appender import append, remove_last
from ecoclaim.yamlfile.entries import Entries, entries
from ecoclaim.yamlfile.reader import Document, read
from ecoclaim.yamlfile.remover import remove
from ecoclaim.yamlfile.shape import LARGEST_FILE, Loc, Tree
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
