"""What git knows of a ledger as a whole: the commit it began with, and when it was last changed."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from ecoclaim.archive.git import ask, exactly
from ecoclaim.archive.repository import inside_repository, log, prefix
from ecoclaim.archive.walk import moment

_ENOUGH = 12  # signs of a commit's id that tell it from every other


def first_commit(root: Path) -> str:
    """Give what tells this ledger from others by its history: the commit it began with, the same in every clone.

    Several ledgers in one repository differ by their folder. Nothing is given outside a repository, before the first
    commit, and in a clone that was cut off, which does not know how it began.
    """
    if not inside_repository(root) or _is_cut_off(root):
        return ""
    reply = ask(root, "rev-list", "--first-parent", "--max-parents=0", "HEAD")
    begun = reply.text.split() if not reply.code else []
    if not begun:
        return ""
    below = prefix(root)
    return begun[-1][:_ENOUGH] + (f"-{sha256(below.encode()).hexdigest()[:6]}" if below else "")


def last_changed(root: Path) -> datetime | None:
    """Give when the newest commit that changed the ledger was made; None where there is none."""
    if not inside_repository(root):
        return None
    told = log(root, "-1", "--date=raw", "--format=%cd", "--", exactly("./"))
    return moment(told.text.strip()) if told else None


def _is_cut_off(root: Path) -> bool:
    return ask(root, "shallow").text.strip() == "true"
