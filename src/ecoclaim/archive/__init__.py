"""The git archive of a ledger, git asked in small named questions. The only user of subprocess."""

from ecoclaim.archive.editor import open_editor
from ecoclaim.archive.repository import inside_repository, make_repository

__all__ = ["inside_repository", "make_repository", "open_editor"]
