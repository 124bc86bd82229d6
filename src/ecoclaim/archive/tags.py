"""The tags that mark where a case was archived: archive/2026-0007, and -2, -3 where it was archived again."""

from __future__ import annotations

import re
from pathlib import Path

from ecoclaim.archive.git import ask, exactly, parted, refusal, tell
from ecoclaim.archive.repository import identity
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
    return ask(root, "diff", "--quiet", f"{tag}^{{commit}}", "HEAD", "--", exactly(folder)).code == 0


def uncommitted(root: Path, folder: str) -> list[str]:
    """List the files of a folder that differ from the last commit, or are not in it; what git ignores is left out."""
    out = tell(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", exactly(folder)).out
    return [piece[3:] for piece in parted(out)]


def tag(root: Path, case: str, message: str) -> str:
    """Mark the last commit as the archived state of a case, signed where the person's git signs tags; give its name.

    Raises GitRefused.
    """
    if identity(root) is None:
        raise GitRefused(
            _(
                "git does not know who you are; tell it once: "
                'git config --global user.name "{name}" and git config --global user.email {address}'
            ).format(name=_("Your Name"), address="you@example.org")
        )
    before = archive_tags(root, case)
    name = f"{PREFIX}{case}" if not before else f"{PREFIX}{case}-{_number(before[-1], case) + 1}"
    options = ("--annotate", "--cleanup=whitespace", "--file=-")
    reply = tell(root, "tag", *options, name, given=message.encode("utf-8", "replace"))
    if _wants_signature(root) and b"\n-----BEGIN " not in tell(root, "cat-file", "-p", f"refs/tags/{name}").out:
        # An older git (2.39 with an SSH key) says that it could not sign, leaves an unsigned tag, and exits with 0.
        tell(root, "tag", "--delete", name)
        raise refusal(root, reply)
    return name


def _wants_signature(root: Path) -> bool:
    reply = ask(root, "config", "--type=bool", "--get", "tag.gpgSign")
    return reply.code == 0 and reply.text == "true"
