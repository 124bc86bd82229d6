"""The git archive of a ledger, git asked in small named questions. `git` alone starts it."""

from ecoclaim.archive.commits import commit
from ecoclaim.archive.repository import inside_repository, make_repository

__all__ = ["commit", "inside_repository", "make_repository"]
