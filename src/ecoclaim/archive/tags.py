"""The tags that mark where a case was archived: archive/2026-0007, and -2, -3 where it was archived again."""

from __future__ import annotations

import re
from pathlib import Path

from ecoclaim.archive.git import exactly, parted, refusal, tell
from ecoclaim.archive.repository import identity, repository
from ecoclaim.errors import GitRefused
from ecoclaim.words import _

PREFIX = "archive/"


def archive_tags(root: Path, case: str) -> list[str]:
    """List the tags of a case, the first archiving first."""
    lines = tell(root, "for-each-ref", "--format=%(refname:strip=2)", f"refs/tags/{PREFIX}{case}*").text.split("\n")
    return sorted((line for line in lines if _number(line, case)), key=lambda line: _number(line, case))


def _number(name: str, case: str) -> int:
    """Give the how-manieth archiving of a case a tag marks; 0 for a tag of another kind."""
    found = re.fullmatch(re.escape(PREFIX + case) + r"(?:-([1-9][0-9]{0,5}))?", name)
    return int(found[1] or 1) if found else 0


def holds(root: Path, tag: str, folder: str) -> bool:
    """Tell whether a folder of the ledger is, in the last commit, what it was at a tag."""
    then, now = (tell(root, "ls-tree", "-d", one, "--", folder).out for one in (f"refs/tags/{tag}", "HEAD"))
    return then == now


def uncommitted(root: Path, folder: str) -> list[str]:
    """List the files of a folder that differ from the last commit, or are not in it; what git ignores is left out."""
    out = tell(root, "changes", "--", exactly(folder), settings=repository(root).settings).out
    return [piece[3:] for piece in parted(out)]


def tag(root: Path, case: str, message: str) -> str:
    """Mark the last commit as the archived state of a case, signed where the person's git signs tags; give its name.

    Raises GitRefused.
    """
    place = repository(root)
    if identity(root) is None:
        raise GitRefused(
            _(
                "git does not know who you are; tell it once: "
                'git config --global user.name "{name}" and git config --global user.email {address}'
            ).format(name=_("Your Name"), address="you@example.org")
        )
    before = archive_tags(root, case)
    name = f"{PREFIX}{case}" if not before else f"{PREFIX}{case}-{_number(before[-1], case) + 1}"
    reply = tell(root, "tag", name, given=message.encode("utf-8", "replace"), settings=place.settings)
    signs = place.settings.is_on("tag.gpgSign")
    if signs and b"\n-----BEGIN " not in tell(root, "cat-file", "tag", f"refs/tags/{name}").out:
        # An older git (2.39 with an SSH key) says that it could not sign, leaves an unsigned tag, and exits with 0.
        tell(root, "untag", name, settings=place.settings)
        raise refusal(root, reply)
    return name
