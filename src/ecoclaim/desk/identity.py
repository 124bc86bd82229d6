"""What tells a ledger from every other, and when it was last changed, as its git knows it."""

from __future__ import annotations

from datetime import datetime

from ecoclaim.archive import identity
from ecoclaim.desk.opened import Opened
from ecoclaim.errors import GitMissing, GitRefused
from ecoclaim.words import _


def by_history(at: Opened) -> str:
    """Give what tells the ledger from others by its history; nothing, and it is told, where git refuses."""
    try:
        return identity.first_commit(at.history or at.root)
    except GitMissing:
        return ""
    except GitRefused as fault:
        at.tell(
            _("Warning: {text}").format(text=_("the ledger has no id, and git does not tell: {why}").format(why=fault))
        )
        return ""


def last_changed(at: Opened) -> datetime | None:
    """Give when the newest commit of the ledger was made; None without git, or where it refuses."""
    try:
        return identity.last_changed(at.history or at.root)
    except GitRefused:
        return None
