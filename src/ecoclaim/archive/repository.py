"""Whether a folder lies in a git repository, and making one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from ecoclaim.errors import GitRefused
from ecoclaim.words import _

BRANCH = "main"

# A hook that calls us has these set, and they would send git to the repository of the hook.
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE")


def inside_repository(folder: Path) -> bool:
    """Tell whether a folder lies in a git repository of its own or of a folder above it; asks no git."""
    here = folder.absolute()
    return any((one / ".git").exists() for one in (here, *here.parents))


def make_repository(folder: Path) -> None:
    """Make the folder a git repository with the branch main; raises GitRefused where git is missing or refuses."""
    # An older git knows no --initial-branch: the branch is named by pointing HEAD at it.
    _git(folder, "init", "--quiet")
    _git(folder, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")


def _git(folder: Path, *arguments: str) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=clean,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )
    except FileNotFoundError:
        raise GitRefused(_("git is not installed; the ledger works without it, but keeps no history")) from None
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise GitRefused(_("git could not be run: {why}").format(why=fault)) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitRefused(_("git refused: {why}").format(why=said[-1] if said else done.returncode))
