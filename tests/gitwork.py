"""Real git for tests: a person with a name, repositories in temporary folders, and what stands in them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str, given: str = "", **environment: str) -> str:
    """Run git as a person would; fail the test where it fails."""
    done = tried(folder, *arguments, given=given, **environment)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout.rstrip("\n")


def tried(folder: Path, *arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run git as a person would, whatever comes of it."""
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def write(folder: Path, **files: str) -> None:
    """Write files; in a name __ stands for a slash."""
    for name, text in files.items():
        put(folder, name.replace("__", "/"), text)


def put(folder: Path, name: str, text: str) -> Path:
    """Write one file and give its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def names_in(folder: Path, commit: str = "HEAD") -> list[str]:
    """List the files that a commit changed."""
    return git(folder, "show", "--no-renames", "--format=", "--name-only", "-z", commit).strip("\0").split("\0")
